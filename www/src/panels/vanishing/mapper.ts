// The fresh networks that have been measured, and those that are being measured.

import { type Failure, toFailure } from '../../core/failure.ts';
import type { TrainConfig } from '../../core/types.ts';
import type { Lab } from '../../state/lab.ts';
import type { SignalCell } from '../../worker/protocol.ts';
import { networkKey, type Row } from './plan.ts';

/** How many are kept: a map has 800 at most, and the reader goes back and forth. */
const KEPT = 4000;
/** Parts of a map are shown as they come, not more often than this. */
const SHOWN_MS = 60;

export interface Filled {
  rows: readonly Row[];
  networks: number;
  seconds: number;
}

export class Mapper {
  readonly #lab: Lab;
  readonly #changed: () => void;
  readonly #cells = new Map<string, SignalCell>();
  /** what is being measured; when it is no longer wanted, it is cancelled */
  #filling: readonly Row[] | undefined;
  #wanted: readonly Row[] | undefined;
  #told = 0;
  failure: Failure | undefined;
  /** of the last map that was filled */
  filled: Filled | undefined;

  constructor(lab: Lab, changed: () => void) {
    this.#lab = lab;
    this.#changed = changed;
  }

  cell(config: TrainConfig): SignalCell | undefined {
    return this.#cells.get(networkKey(config));
  }

  get isFilling(): boolean {
    return this.#filling !== undefined;
  }

  /** Whether something else has the workers. */
  get waits(): boolean {
    const { race, timing, aside } = this.#lab.state;
    return !this.isFilling && (race.phase !== 'idle' || timing.active !== undefined || aside);
  }

  /**
   * Measures what is missing, row by row, unless that is under way or the workers are taken: whoever wants it asks again
   * when the lab's state or this changes.
   */
  fill(rows: readonly Row[]): void {
    // What failed were others.
    if (rows !== this.#wanted) this.failure = undefined;
    this.#wanted = rows;
    const groups = rows
      .map(({ configs }) => configs.filter((config) => !this.cell(config)))
      .filter((configs) => configs.length > 0);
    if (this.isFilling && this.#filling !== rows) this.#lab.cancelAside();
    if (this.isFilling || this.waits || groups.length === 0 || this.failure) return;
    this.#filling = rows;
    void this.#measure(rows, groups);
  }

  /** After a failure, again. */
  retry(): void {
    this.failure = undefined;
    this.#changed();
  }

  /** What is under way is no longer wanted. */
  stop(): void {
    if (this.isFilling) this.#lab.cancelAside();
  }

  async #measure(rows: readonly Row[], groups: readonly (readonly TrainConfig[])[]): Promise<void> {
    const started = performance.now();
    this.filled = undefined;
    try {
      await this.#lab.signals(groups, (_, cells) => {
        for (const cell of cells) this.#keep(cell);
        if (performance.now() - this.#told < SHOWN_MS) return;
        this.#told = performance.now();
        this.#changed();
      });
      const networks = groups.reduce((sum, { length }) => sum + length, 0);
      this.filled = { rows, networks, seconds: (performance.now() - started) / 1000 };
    } catch (thrown) {
      const failure = toFailure(thrown);
      // Both come to an end by themselves, and are followed by another attempt.
      if (failure.code !== 'cancelled' && failure.code !== 'busy') this.failure = failure;
    }
    this.#filling = undefined;
    this.#changed();
  }

  #keep(cell: SignalCell): void {
    this.#cells.set(networkKey(cell.config), cell);
    const [oldest] = this.#cells.keys();
    if (this.#cells.size > KEPT && oldest !== undefined) this.#cells.delete(oldest);
  }
}

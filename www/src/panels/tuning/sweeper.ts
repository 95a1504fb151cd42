// The networks that sweeps have trained, and the sweep that is under way.

import { type Failure, toFailure } from '../../core/failure.ts';
import type { TrainConfig } from '../../core/types.ts';
import type { Outcome } from '../../state/aside.ts';
import { keyOf } from '../../state/groups.ts';
import type { Lab } from '../../state/lab.ts';
import type { Images } from '../../state/settings.ts';
import { secondsLeft } from '../../state/state.ts';

/** How often the owner is told of progress. */
const SHOWN_MS = 200;

/** Seconds: what takes longer is not begun before the reader has been told so, and beyond the second not at all. */
export const ASKS_FROM = 60;
export const REFUSES_FROM = 3600;

export type Phase = 'idle' | 'preparing' | 'running' | 'paused';

export class Sweeper {
  readonly #lab: Lab;
  readonly #changed: () => void;
  /** by images and configuration: what was trained once comes to the same again */
  readonly #outcomes = new Map<string, Outcome>();
  #phase: Phase = 'idle';
  #fraction = 0;
  /** ms without pauses, until `#since` */
  #elapsed = 0;
  #since = 0;
  #told = 0;
  #failure: Failure | undefined;
  #trained = 0;

  constructor(lab: Lab, changed: () => void) {
    this.#lab = lab;
    this.#changed = changed;
  }

  get phase(): Phase {
    return this.#phase;
  }

  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** 0 … 1, of what is planned */
  get fraction(): number {
    return this.#fraction;
  }

  /** networks that have ended since the start */
  get trained(): number {
    return this.#trained;
  }

  get secondsLeft(): number | undefined {
    return secondsLeft(this.#fraction, this.#elapsed + this.#running());
  }

  /** Whether something else has the workers. */
  get waits(): boolean {
    const { race, timing, aside } = this.#lab.state;
    return this.#phase === 'idle' && (race.phase !== 'idle' || timing.active !== undefined || aside);
  }

  outcome(config: TrainConfig, images: Images): Outcome | undefined {
    return this.#outcomes.get(keyOf([images, config]));
  }

  /** What is known of networks that the filter lets through. */
  known(images: Images, wanted: (config: TrainConfig) => boolean): Outcome[] {
    return [...this.#outcomes]
      .filter(([key, { config }]) => key.startsWith(`["${images}"`) && wanted(config))
      .map(([, outcome]) => outcome);
  }

  missing(configs: readonly TrainConfig[], images: Images): TrainConfig[] {
    return configs.filter((config) => !this.outcome(config, images));
  }

  /** Trains what is missing; then what `further` asks for, until it is nothing: about `more` networks. */
  async start(
    configs: readonly TrainConfig[],
    images: Images,
    further: () => readonly TrainConfig[],
    more: number,
  ): Promise<void> {
    const missing = this.missing(configs, images);
    const planned = missing.length + more;
    let asked = missing.length;
    this.#failure = undefined;
    this.#phase = 'preparing';
    [this.#fraction, this.#elapsed, this.#trained] = [0, 0, 0];
    this.#since = performance.now();
    this.#changed();
    try {
      await this.#lab.experiment(
        missing,
        (fraction) => {
          this.#fraction = (fraction * asked) / Math.max(planned, asked);
          if (this.#phase === 'preparing') this.#begin();
          if (performance.now() - this.#told > SHOWN_MS) this.#tell();
        },
        images,
        {
          outcome: (outcome) => {
            this.#keep(outcome, images);
            this.#tell();
          },
          further: () => {
            const next = this.missing(further(), images);
            asked += next.length;
            return next;
          },
        },
      );
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (failure.code !== 'cancelled') this.#failure = failure;
    }
    this.#phase = 'idle';
    this.#changed();
  }

  pause(): void {
    if (this.#phase !== 'running') return;
    this.#elapsed += this.#running();
    this.#phase = 'paused';
    this.#lab.pauseAside();
    this.#changed();
  }

  resume(): void {
    if (this.#phase !== 'paused') return;
    this.#since = performance.now();
    this.#phase = 'running';
    this.#lab.resumeAside();
    this.#changed();
  }

  cancel(): void {
    if (this.#phase !== 'idle') this.#lab.cancelAside();
  }

  #begin(): void {
    this.#since = performance.now();
    this.#phase = 'running';
  }

  #running(): number {
    return this.#phase === 'running' ? performance.now() - this.#since : 0;
  }

  #tell(): void {
    this.#told = performance.now();
    this.#changed();
  }

  /** A network that diverged is a result; one that was lost is told of, and may be trained again. */
  #keep(outcome: Outcome, images: Images): void {
    this.#trained += 1;
    const { config, outcome: result } = outcome;
    if ('code' in result && result.code !== 'diverged') this.#failure = result;
    else this.#outcomes.set(keyOf([images, config]), outcome);
  }
}

// Keeps the two networks as the panel wants them: made anew, looking at other images, trained further.

import { type Failure, FailureError, failure, toFailure } from '../../core/failure.ts';
import type { TrainConfig } from '../../core/types.ts';
import type { Lab } from '../../state/lab.ts';
import { Pair } from './pair.ts';

export interface Wanted {
  configs: readonly [TrainConfig, TrainConfig];
  images: readonly number[];
  steps: number;
}

const CLASSES = 10;

/** Other images would be swapped for those that a race trains on, and what is timed is to be alone. */
export const isBusy = ({ state: { race, timing, aside } }: Lab): boolean =>
  race.phase !== 'idle' || timing.active !== undefined || aside;

export class Keeper {
  readonly #wanted: () => Wanted | undefined;
  readonly #changed: () => void;
  #pair: Pair | undefined;
  /** configurations of the networks that are there */
  #key = '';
  #failure: Failure | undefined;
  #following = false;

  /** `wanted`: nothing where there should be no networks */
  constructor(wanted: () => Wanted | undefined, changed: () => void) {
    this.#wanted = wanted;
    this.#changed = changed;
  }

  get pair(): Pair | undefined {
    return this.#pair;
  }

  get failure(): Failure | undefined {
    return this.#failure ?? this.#pair?.lost;
  }

  get working(): boolean {
    return this.#following;
  }

  /** After a failure, again. */
  retry(lab: Lab): void {
    this.#failure = undefined;
    if (this.#pair?.lost) this.free();
    this.follow(lab);
  }

  /** Comes to what is wanted, slice by slice, with a turn for the page after each. */
  follow(lab: Lab): void {
    if (this.#following || this.failure || !this.#next(lab)) return;
    this.#following = true;
    void this.#run(lab);
  }

  /** Gives the networks up. */
  free(): void {
    this.#pair?.free();
    this.#pair = undefined;
    this.#key = '';
  }

  async #run(lab: Lab): Promise<void> {
    try {
      for (let next = this.#next(lab); next && !this.failure; next = this.#next(lab)) {
        await next();
        this.#changed();
        await new Promise((resolve) => setTimeout(resolve));
      }
    } catch (thrown) {
      this.#failure = toFailure(thrown);
    } finally {
      this.#following = false;
      this.#changed();
    }
  }

  /** What is to be done, if anything and if it may be. */
  #next(lab: Lab): (() => void | Promise<void>) | undefined {
    const wanted = this.#wanted();
    if (!wanted) return undefined;
    const pair = this.#pair;
    if (!pair || this.#key !== JSON.stringify(wanted.configs) || wanted.steps < pair.steps)
      return isBusy(lab) ? undefined : () => this.#make(lab, wanted);
    if (wanted.images.join() !== pair.looked.images.join()) return () => pair.look(wanted.images);
    const trains = wanted.steps > pair.steps && !pair.ended && lab.state.timing.active === undefined;
    return trains ? () => pair.slice(wanted.steps) : undefined;
  }

  async #make(lab: Lab, { configs }: Wanted): Promise<void> {
    this.free();
    this.#changed();
    if (!(await lab.ensureData('subset'))) {
      const { data } = lab.state;
      const { code, what, got, expected } = data.status === 'failed' ? data.failure : failure('internal');
      throw new FailureError(code, what, got, expected);
    }
    const { core, dataset } = lab;
    if (!core || !dataset) throw new FailureError('internal');
    const [one, other] = configs;
    const first = await core.trainer(one, dataset);
    try {
      const second = await core.trainer(other, dataset);
      this.#pair = new Pair([first, second], [...one.hidden, CLASSES], one.learning_rate);
      this.#key = JSON.stringify(configs);
    } catch (thrown) {
      first.free();
      throw thrown;
    }
    // Whoever wanted them may be gone.
    if (!this.#wanted()) this.free();
  }
}

// The networks that sweeps have trained, and the sweep that is under way.

import { toFailure } from '../../core/failure.ts';
import type { TrainConfig } from '../../core/types.ts';
import type { Outcome } from '../../state/aside.ts';
import { keyOf } from '../../state/groups.ts';
import type { Images } from '../../state/settings.ts';
import { Undertaking } from '../undertaking.ts';

/** Seconds: what takes longer is not begun before the reader has been told so, and beyond the second not at all. */
export const ASKS_FROM = 60;
export const REFUSES_FROM = 3600;

export class Sweeper extends Undertaking {
  /** by images and configuration: what was trained once comes to the same again */
  readonly #outcomes = new Map<string, Outcome>();
  #trained = 0;

  /** networks that have ended since the start */
  get trained(): number {
    return this.#trained;
  }

  /** Whether something else has the workers. */
  get waits(): boolean {
    const { race, timing, aside } = this.lab.state;
    return this.phase === 'idle' && (race.phase !== 'idle' || timing.active !== undefined || aside);
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
    this.#trained = 0;
    this.prepare();
    try {
      await this.lab.experiment(
        missing,
        (fraction) => this.progress((fraction * asked) / Math.max(planned, asked)),
        images,
        {
          outcome: (outcome) => {
            this.#keep(outcome, images);
            this.tell();
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
      if (failure.code !== 'cancelled') this.failure = failure;
    }
    this.end();
  }

  /** A network that diverged is a result; one that was lost is told of, and may be trained again. */
  #keep(outcome: Outcome, images: Images): void {
    this.#trained += 1;
    const { config, outcome: result } = outcome;
    if ('code' in result && result.code !== 'diverged') this.failure = result;
    else this.#outcomes.set(keyOf([images, config]), outcome);
  }
}

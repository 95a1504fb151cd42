// Training the networks of a map, and what is measured on the way.

import { toFailure } from '../../core/failure.ts';
import type { TrainConfig } from '../../core/types.ts';
import { Undertaking } from '../undertaking.ts';
import { continued, EMPTY, type History } from './history.ts';
import { networkKey } from './plan.ts';

/** Every how many steps one is measured. */
export const EVERY = 16;
const KEPT = 2000;
/** Seconds: what takes longer is not begun before the reader has been told so. */
export const ASKS_FROM = 60;

export class MapTraining extends Undertaking {
  readonly #histories = new Map<string, History>();
  #ended = new Set<string>();
  #count = 0;

  /** networks of the last start, and how many of them have ended */
  get count(): number {
    return this.#count;
  }

  get done(): number {
    return this.#ended.size;
  }

  history(config: TrainConfig): History | undefined {
    return this.#histories.get(networkKey(config));
  }

  /** Those that have not been trained to their end. */
  missing(configs: readonly TrainConfig[]): TrainConfig[] {
    return configs.filter((config) => {
      const history = this.history(config);
      return history?.failure === undefined && history?.accuracy === undefined;
    });
  }

  seconds(configs: readonly TrainConfig[]): number {
    return this.lab.estimate(configs);
  }

  async start(configs: readonly TrainConfig[]): Promise<void> {
    const missing = this.missing(configs);
    // What is no longer shown need not be kept.
    if (this.#histories.size > KEPT) this.#histories.clear();
    this.#count = missing.length;
    this.#ended = new Set();
    for (const config of missing) this.#histories.delete(networkKey(config));
    this.prepare();
    try {
      await this.lab.experiment(missing, (fraction) => this.progress(fraction), 'subset', {
        watch: () => ({ every: EVERY }),
        watched: (config, { steps }) =>
          this.#change(config, (history) => continued(history, steps, config.hidden.length)),
        outcome: ({ config, outcome }) => {
          this.#ended.add(networkKey(config));
          this.#change(config, (history) =>
            'code' in outcome
              ? { ...history, failure: outcome }
              : { ...history, accuracy: outcome.evaluation.accuracy },
          );
          if ('code' in outcome && outcome.code !== 'diverged') this.failure = outcome;
        },
      });
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (failure.code !== 'cancelled') this.failure = failure;
    }
    this.end();
  }

  #change(config: TrainConfig, change: (history: History) => History): void {
    const key = networkKey(config);
    this.#histories.set(key, change(this.#histories.get(key) ?? EMPTY));
  }
}

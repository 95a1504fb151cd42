// The networks that are measured while they are trained, and what else was tried with those that came to nothing.

import { toFailure } from '../../core/failure.ts';
import type { TrainConfig } from '../../core/types.ts';
import type { Outcome, Stream } from '../../state/aside.ts';
import { keyOf } from '../../state/groups.ts';
import { Undertaking } from '../undertaking.ts';
import { begun, type Recorded, withSteps } from './recorded.ts';

/** Records that are kept: each may be some megabytes. */
const KEPT = 6;

export class Watcher extends Undertaking {
  /** by configuration and how often was measured; the oldest first */
  readonly #records = new Map<string, Recorded>();
  /** by configuration: what was tried once comes to the same again */
  readonly #tried = new Map<string, Outcome>();
  #trying = false;
  #over: Promise<void> = Promise.resolve();

  /** Whether something else has the workers. */
  get waits(): boolean {
    const { race, timing, aside } = this.lab.state;
    return this.phase === 'idle' && (race.phase !== 'idle' || timing.active !== undefined || aside);
  }

  /** Ends what is under way, and waits until it has ended. */
  async stop(): Promise<void> {
    while (this.phase !== 'idle') {
      this.cancel();
      await this.#over;
    }
  }

  /** Whether what is under way is not what the charts show. */
  get trying(): boolean {
    return this.#trying;
  }

  record(config: TrainConfig, every: number): Recorded | undefined {
    return this.#records.get(keyOf([config, every]));
  }

  outcome(config: TrainConfig): Outcome | undefined {
    return this.#tried.get(keyOf(config));
  }

  /** Trains and measures; what was there of the same networks goes. */
  async watch(configs: readonly TrainConfig[], every: number): Promise<void> {
    for (const config of configs) this.#records.delete(keyOf([config, every]));
    const change = (config: TrainConfig, to: (record: Recorded) => Recorded): void => {
      const key = keyOf([config, every]);
      const batches = Math.ceil((this.lab.dataset?.trainCount ?? 0) / config.batch_size);
      this.#records.set(key, to(this.#records.get(key) ?? begun(config, every, batches)));
    };
    await this.#train(configs, {
      watch: () => ({ every }),
      watched: (config, { steps }) => change(config, (record) => withSteps(record, steps)),
      epochs: (config, further) =>
        change(config, (record) => ({ ...record, epochs: [...record.epochs, ...further] })),
      outcome: ({ config, outcome }) => {
        change(config, (record) => ({ ...record, outcome }));
        this.tell();
      },
    });
    for (const key of [...this.#records.keys()].slice(0, -KEPT)) this.#records.delete(key);
  }

  /** Trains what has not been tried yet, without measuring it. */
  async try(configs: readonly TrainConfig[]): Promise<void> {
    const missing = configs.filter((config) => !this.outcome(config));
    if (missing.length === 0) return;
    this.#trying = true;
    await this.#train(missing, {
      outcome: (outcome) => {
        // One that was lost is told of, and may be tried again.
        const result = outcome.outcome;
        if ('code' in result && result.code !== 'diverged') this.failure = result;
        else this.#tried.set(keyOf(outcome.config), outcome);
        this.tell();
      },
    });
    this.#trying = false;
    this.tell();
  }

  #train(configs: readonly TrainConfig[], stream: Stream): Promise<void> {
    this.#over = this.#experiment(configs, stream);
    return this.#over;
  }

  async #experiment(configs: readonly TrainConfig[], stream: Stream): Promise<void> {
    this.prepare();
    try {
      await this.lab.experiment(configs, (fraction) => this.progress(fraction), 'subset', stream);
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (failure.code !== 'cancelled') this.failure = failure;
    }
    this.end();
  }
}

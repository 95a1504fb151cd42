// Work for the workers outside of race and timing panel, which wait for it: the answers go to who asked.

import { type Failure, FailureError, failure } from '../core/failure.ts';
import type { TrainConfig } from '../core/types.ts';
import type { EpochResult, TimeJob, TimingReport, TrainJob } from '../worker/protocol.ts';
import type { Jobs } from './jobs.ts';
import type { Action } from './reduce.ts';
import type { Images } from './settings.ts';
import type { RunResult, State } from './state.ts';
import type { Store } from './store.ts';

/** How one run went. */
export interface Outcome {
  config: TrainConfig;
  outcome: RunResult | Failure;
  history: readonly EpochResult[];
}

export interface AsideHost {
  readonly store: Store<State, Action>;
  readonly jobs: Jobs;
  ensureData(images: Images): Promise<boolean>;
  trainJob(run: number, config: TrainConfig): TrainJob;
}

export class Aside {
  readonly #host: AsideHost;

  constructor(host: AsideHost) {
    this.#host = host;
  }

  /**
   * Trains networks on some images. Outcomes come in the order of `configs`; `onProgress` hears 0 … 1. Throws a
   * FailureError: `busy` while something else trains or is timed, `cancelled`, or why there are no images.
   */
  experiment(
    configs: readonly TrainConfig[],
    onProgress: (fraction: number) => void = () => {},
    images: Images = 'subset',
  ): Promise<Outcome[]> {
    return this.#alone(async () => {
      if (!(await this.#host.ensureData(images))) {
        const { data } = this.#host.store.state;
        const { code, what, got, expected } = data.status === 'failed' ? data.failure : failure('internal');
        throw new FailureError(code, what, got, expected);
      }
      const fractions = configs.map(() => 0);
      const tell = (index: number, fraction: number): void => {
        fractions[index] = fraction;
        onProgress(fractions.reduce((sum, one) => sum + one, 0) / configs.length);
      };
      return Promise.all(configs.map((config, index) => this.#run(config, (done) => tell(index, done))));
    });
  }

  /** Does one timing job. Throws as `experiment` does. */
  time(
    job: (run: number) => TimeJob,
    onProgress: (fraction: number) => void = () => {},
  ): Promise<TimingReport> {
    return this.#alone(
      () =>
        new Promise((resolve, reject) => {
          this.#host.jobs.give([job(this.#host.jobs.nextId())], (report) => {
            if (report.type === 'timing') onProgress(report.fraction);
            else if (report.type === 'timed') resolve(report.report);
            else if (report.type === 'cancelled') reject(new FailureError('cancelled'));
            else if (report.type === 'failed') {
              const { code, what, got, expected } = report.failure;
              reject(new FailureError(code, what, got, expected));
            }
          });
        }),
    );
  }

  cancel(): void {
    if (this.#host.store.state.aside) this.#host.jobs.pool.cancel();
  }

  async #alone<T>(work: () => Promise<T>): Promise<T> {
    const { race, timing, aside } = this.#host.store.state;
    if (race.phase !== 'idle' || timing.active || aside) throw new FailureError('busy');
    this.#host.store.dispatch({ type: 'aside', busy: true });
    try {
      return await work();
    } finally {
      this.#host.store.dispatch({ type: 'aside', busy: false });
    }
  }

  #run(config: TrainConfig, tell: (fraction: number) => void): Promise<Outcome> {
    const history: EpochResult[] = [];
    return new Promise((resolve, reject) => {
      const end = (outcome: RunResult | Failure): void => {
        tell(1);
        resolve({ config, outcome, history });
      };
      this.#host.jobs.give([this.#host.trainJob(this.#host.jobs.nextId(), config)], (report) => {
        if (report.type === 'progress') {
          history.push(...report.progress.ended);
          tell(report.progress.fraction);
        } else if (report.type === 'trained') {
          const { weights: _, input_side: __, ...result } = report.result;
          end(result);
        } else if (report.type === 'failed') end(report.failure);
        else if (report.type === 'cancelled') reject(new FailureError('cancelled'));
      });
    });
  }
}

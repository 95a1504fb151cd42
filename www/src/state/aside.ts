// Work for the workers outside of race and timing panel, which wait for it: the answers go to who asked.

import { type Failure, FailureError, failure } from '../core/failure.ts';
import type { TrainConfig } from '../core/types.ts';
import type {
  EpochResult,
  Judge,
  SignalCell,
  SignalJob,
  TimeJob,
  TimingReport,
  TrainJob,
  Watch,
  WatchedStep,
  WatchedUnits,
} from '../worker/protocol.ts';
import { workOf } from './estimate.ts';
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

/** What an experiment tells while it goes on, and is asked to go on with. */
export interface Stream {
  /** each outcome as it comes */
  outcome?: (outcome: Outcome) => void;
  /** of each run, the epochs that have ended since this was last called for it */
  epochs?: (config: TrainConfig, ended: readonly EpochResult[]) => void;
  /** when nothing is left to train: what else there is, until it is nothing */
  further?: () => readonly TrainConfig[];
  /** by which images a network is judged; the test images unless told */
  judge?: (config: TrainConfig) => Judge;
  /** what is measured in its run; nothing unless told */
  watch?: (config: TrainConfig) => Watch | undefined;
  /** what was measured since this was last called for it: a run that diverges measures its last steps anew, and its `step`s go
   * back before they go on */
  watched?: (
    config: TrainConfig,
    seen: { steps: readonly WatchedStep[]; units: readonly WatchedUnits[] },
  ) => void;
}

export interface AsideHost {
  readonly store: Store<State, Action>;
  readonly jobs: Jobs;
  ensureData(images: Images): Promise<boolean>;
  trainJob(run: number, config: TrainConfig): TrainJob;
  signalJob(run: number, configs: readonly TrainConfig[], trace: boolean): SignalJob;
  /** learns of how fast this machine is */
  clock(config: TrainConfig, images: Images, result: RunResult): void;
}

export class Aside {
  readonly #host: AsideHost;
  /** while there was nothing to cancel: images were on their way */
  #cancelled = false;

  constructor(host: AsideHost) {
    this.#host = host;
  }

  /**
   * Trains networks on some images. Outcomes come in the order of `configs`; `onProgress` hears which share of the work is
   * done, 0 … 1. Throws a FailureError: `busy` while something else trains or is timed, `cancelled`, or why there are no
   * images.
   */
  experiment(
    configs: readonly TrainConfig[],
    onProgress: (fraction: number) => void = () => {},
    images: Images = 'subset',
    stream: Stream = {},
  ): Promise<Outcome[]> {
    return this.#alone(async () => {
      await this.#prepare(images);
      const parts: { work: number; done: number }[] = [];
      const tell = (): void => {
        const all = parts.reduce((sum, { work }) => sum + work, 0);
        onProgress(parts.reduce((sum, { work, done }) => sum + work * done, 0) / all);
      };
      const train = (config: TrainConfig): Promise<Outcome> => {
        const part = { work: workOf(config, images).training, done: 0 };
        parts.push(part);
        const heard = this.#run(config, stream, (done) => {
          part.done = done;
          tell();
        });
        return heard.then((outcome) => {
          if (!('code' in outcome.outcome)) this.#host.clock(config, images, outcome.outcome);
          stream.outcome?.(outcome);
          return outcome;
        });
      };
      const outcomes = await Promise.all(configs.map(train));
      for (let next = stream.further?.(); next && next.length > 0; next = stream.further?.())
        outcomes.push(...(await Promise.all(next.map(train))));
      return outcomes;
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

  /**
   * Measures the first step of fresh networks, group by group; `onCells` hears of each group as it comes. Throws as
   * `experiment` does.
   */
  signals(
    groups: readonly (readonly TrainConfig[])[],
    onCells: (group: number, cells: readonly SignalCell[]) => void,
    { images = 'subset', trace = false }: { images?: Images; trace?: boolean } = {},
  ): Promise<void> {
    return this.#alone(async () => {
      await this.#prepare(images);
      await Promise.all(
        groups.map((configs, group) => {
          const job = this.#host.signalJob(this.#host.jobs.nextId(), configs, trace);
          return new Promise<void>((resolve, reject) => {
            this.#host.jobs.give([job], (report) => {
              if (report.type === 'signalled') {
                onCells(group, report.cells);
                resolve();
              } else if (report.type === 'cancelled') reject(new FailureError('cancelled'));
              else if (report.type === 'failed') {
                const { code, what, got, expected } = report.failure;
                reject(new FailureError(code, what, got, expected));
              }
            });
          });
        }),
      );
    });
  }

  pause(): void {
    if (this.#host.store.state.aside) this.#host.jobs.pool.pause();
  }

  resume(): void {
    if (this.#host.store.state.aside) this.#host.jobs.pool.resume();
  }

  cancel(): void {
    if (!this.#host.store.state.aside) return;
    this.#cancelled = true;
    this.#host.jobs.pool.cancel();
  }

  async #prepare(images: Images): Promise<void> {
    if (!(await this.#host.ensureData(images))) {
      const { data } = this.#host.store.state;
      const { code, what, got, expected } = data.status === 'failed' ? data.failure : failure('internal');
      throw new FailureError(code, what, got, expected);
    }
    if (this.#cancelled) throw new FailureError('cancelled');
  }

  async #alone<T>(work: () => Promise<T>): Promise<T> {
    const { race, timing, aside } = this.#host.store.state;
    if (race.phase !== 'idle' || timing.active || aside) throw new FailureError('busy');
    this.#host.store.dispatch({ type: 'aside', busy: true });
    this.#cancelled = false;
    try {
      return await work();
    } finally {
      // A pause ends with what was paused.
      this.#host.jobs.pool.resume();
      this.#host.store.dispatch({ type: 'aside', busy: false });
    }
  }

  #run(config: TrainConfig, stream: Stream, tell: (fraction: number) => void): Promise<Outcome> {
    const history: EpochResult[] = [];
    return new Promise((resolve, reject) => {
      const end = (outcome: RunResult | Failure): void => {
        tell(1);
        resolve({ config, outcome, history });
      };
      const watch = stream.watch?.(config);
      const judge = stream.judge?.(config) ?? 'test';
      const job = {
        ...this.#host.trainJob(this.#host.jobs.nextId(), config),
        judge,
        ...(watch && { watch }),
      };
      this.#host.jobs.give([job], (report) => {
        if (report.type === 'progress') {
          const { ended, steps = [], units = [] } = report.progress;
          history.push(...ended);
          if (ended.length > 0) stream.epochs?.(config, ended);
          if (steps.length + units.length > 0) stream.watched?.(config, { steps, units });
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

// What the timing panel measures: first how it should not be done, then how it should, each by a worker of its own.

import type { Core } from '../core/core.ts';
import { type Failure, FailureError, failure, toFailure } from '../core/failure.ts';
import type { Parameters, TrainConfig } from '../core/types.ts';
import type { JobReport } from '../worker/pool.ts';
import type {
  Contestant,
  NaiveJob,
  NaiveReport,
  TimeJob,
  TimingOptions,
  TimingReport,
} from '../worker/protocol.ts';
import type { Jobs } from './jobs.ts';
import type { Action } from './reduce.ts';
import type { Images } from './settings.ts';
import { longestFlops } from './size.ts';
import type { State } from './state.ts';
import type { Store } from './store.ts';

/** 4,096 floats of 4 bytes: the three arrays of a backward pass fit into 48 KiB. */
const LENGTH = 4096;
const ROUNDS = 15;
/** Samples of so long, shorter ones where the list is long: forty functions would take five minutes. */
const SAMPLE_MS = { least: 20, most: 50, all: 600 };

/** The naive clock runs around one epoch, or fewer steps where they are long. */
const NAIVE_FLOPS = 1e10;

/** For so many functions. */
export function timingOptions(functions: number): TimingOptions {
  const { least, most, all } = SAMPLE_MS;
  return {
    length: LENGTH,
    rounds: ROUNDS,
    sample_ms: Math.max(least, Math.min(most, Math.round(all / functions))),
  };
}

export interface TimingsHost {
  readonly store: Store<State, Action>;
  readonly jobs: Jobs;
  readonly core: Core | undefined;
  readonly dataset: { readonly side: number; readonly trainCount: number } | undefined;
  ensureData(images: Images): Promise<boolean>;
  params(id: string): Parameters;
  config(activation: string): TrainConfig;
}

export class Timings {
  readonly #host: TimingsHost;

  constructor(host: TimingsHost) {
    this.#host = host;
  }

  /** Times functions, the selected ones in the catalogue's order unless told, and networks with them as the settings say. */
  async measure(functions = this.#host.store.state.selected): Promise<void> {
    const { store, jobs } = this.#host;
    const { timing, race, aside, images } = store.state;
    if (timing.active || race.phase !== 'idle' || aside || functions.length === 0) return;
    const run = jobs.nextId();
    store.dispatch({ type: 'timing_starts', run, now: performance.now() });
    try {
      const report = await this.#report(run, functions, images);
      store.dispatch(report ? { type: 'timing_done', run, report } : { type: 'timing_cancelled', run });
    } catch (error) {
      store.dispatch({ type: 'timing_failed', run, failure: toFailure(error) });
    }
  }

  cancel(): void {
    const { active } = this.#host.store.state.timing;
    if (!active) return;
    this.#host.store.dispatch({ type: 'timing_cancelled', run: active.run });
    this.#host.jobs.pool.cancel();
  }

  /** Undefined when cancelled. Throws why there are no times. */
  async #report(
    run: number,
    functions: readonly string[],
    images: Images,
  ): Promise<TimingReport | undefined> {
    const host = this.#host;
    const contestants: Contestant[] = functions.map((id) => ({ id, params: host.params(id) }));
    const networks = functions.map((id) => host.config(id));
    if (!(await host.ensureData(images))) {
      const { data } = host.store.state;
      throw thrown(data.status === 'failed' ? data.failure : failure('internal'));
    }
    const naive = await this.#naive(run, networks);
    const options = timingOptions(contestants.length);
    const longest_flops = this.#flops(networks);
    const job: TimeJob = { type: 'time', run: 0, contestants, networks, options, longest_flops };
    const report = await this.#job(run, job);
    return report?.type === 'timed'
      ? { ...report.report, ...(naive && { naive }), trained_on: images }
      : undefined;
  }

  /** Undefined when cancelled, and where the module cannot be had once more. */
  async #naive(run: number, networks: readonly TrainConfig[]): Promise<NaiveReport | undefined> {
    const { core, dataset, jobs } = this.#host;
    const [first] = networks;
    if (!core || !dataset || !first) return undefined;
    const flops = this.#flops(networks);
    const epoch = Math.ceil(dataset.trainCount / first.batch_size);
    const steps = Math.max(1, Math.min(epoch, Math.floor(NAIVE_FLOPS / flops)));
    const times: (number | null)[][] = [];
    for (const list of [[...networks], [...networks].reverse()]) {
      // What ran before has warmed up the code of the module that all workers share.
      const module = await core.recompile().catch(() => undefined);
      if (!module) return undefined;
      jobs.pool.setModule(module);
      const job: NaiveJob = { type: 'naive', run: 0, networks: list, steps, longest_flops: flops * steps };
      const report = await this.#job(run, job).finally(async () =>
        jobs.pool.setModule(await core.workersModule()),
      );
      if (report?.type !== 'timed_naively') return undefined;
      times.push(report.steps);
    }
    const [in_order = [], reversed = []] = times;
    return { steps, in_order, reversed: reversed.reverse() };
  }

  /** Of a step. */
  #flops([first]: readonly TrainConfig[]): number {
    return first ? longestFlops(this.#host.dataset?.side ?? 0, 0, first) : 0;
  }

  /** What a job ends with; undefined when the measurement was cancelled. */
  #job(run: number, job: TimeJob | NaiveJob): Promise<JobReport | undefined> {
    const { store, jobs } = this.#host;
    return new Promise((resolve, reject) => {
      if (store.state.timing.active?.run !== run) return resolve(undefined);
      return jobs.give([{ ...job, run: jobs.nextId() }], (report) => {
        if (report.type === 'timing') {
          const { phase, fraction } = report;
          store.dispatch({ type: 'timing_progress', run, phase, fraction, now: performance.now() });
        } else if (report.type === 'failed') reject(thrown(report.failure));
        else resolve(report.type === 'cancelled' ? undefined : report);
      });
    });
  }
}

const thrown = ({ code, what, got, expected }: Failure): FailureError =>
  new FailureError(code, what, got, expected);

// Races: every chosen function with every seed, in the workers, and the networks that come of it.

import type { Core, Model } from '../core/core.ts';
import type { TrainConfig } from '../core/types.ts';
import type { JobReport } from '../worker/pool.ts';
import type { TrainJob } from '../worker/protocol.ts';
import { estimate, Speedometer, workOf } from './estimate.ts';
import { continued, experimentOf } from './groups.ts';
import type { Jobs } from './jobs.ts';
import type { Action } from './reduce.ts';
import type { RunAction } from './reduce-race.ts';
import type { Images } from './settings.ts';
import type { Run, RunResult, State } from './state.ts';
import type { Store } from './store.ts';

/** How often what the workers report is shown: a page that does so with every report has no time for its reader. */
const SHOWN_MS = 200;

/** Seconds: what takes longer is not begun before the reader has been told so. */
const ASKS_FROM = 60;

/** Of all networks together: of further ones only the results are kept, or twenty seeds of large ones would end the tab. */
const NETWORKS_BYTES = 512 * 2 ** 20;

/** What a race needs of the lab. */
export interface RaceHost {
  readonly store: Store<State, Action>;
  readonly jobs: Jobs;
  ensureData(images: Images): Promise<boolean>;
  trainJob(run: number, config: TrainConfig): TrainJob;
  config(activation: string): TrainConfig;
  workers(config: TrainConfig, images: Images): number;
  guard<T>(call: (core: Core) => T): T | undefined;
}

interface Network {
  bytes: number;
  /** made of the weights when it is first asked for */
  of: Model | { input_side: number; weights: Float32Array };
}

export class Races {
  readonly #host: RaceHost;
  /** of finished runs */
  readonly #networks = new Map<number, Network>();
  readonly #speedometer = new Speedometer();
  /** not shown yet */
  #reports: RunAction[] = [];
  #shownAt = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: RaceHost) {
    this.#host = host;
  }

  get #state(): State {
    return this.#host.store.state;
  }

  /** What the present choices ask for, of all chosen functions unless told. */
  experiment(ids = this.#state.selected): TrainConfig[] {
    const { settings, seeds } = this.#state;
    const functions = ids.map((id) => this.#host.config(id));
    return experimentOf(functions, settings, seeds);
  }

  /** What the race that is over lacks, where the rest of the experiment is in it; otherwise nothing. */
  missing(): TrainConfig[] {
    const { race, images } = this.#state;
    const parts = continued(race, images, this.experiment()) ?? [];
    return parts.filter((part): part is TrainConfig => !('status' in part));
  }

  /** Seconds that it takes to train all of these. */
  estimate(configs: readonly TrainConfig[]): number {
    const [first] = configs;
    const { images } = this.#state;
    const workers = first ? this.#host.workers(first, images) : 1;
    return estimate(configs, images, workers, this.#speedometer.speed);
  }

  /** What takes long begins only when the reader has heard of it. */
  #asks(what: 'train' | 'add', configs: readonly TrainConfig[]): boolean {
    if (this.estimate(configs) <= ASKS_FROM) return false;
    this.#host.store.dispatch({ type: 'race_asks', what });
    return true;
  }

  /** Runs the whole experiment, or that of some functions; `told`: the reader knows how long it takes. */
  async train(told: boolean, ids?: readonly string[]): Promise<void> {
    const { images } = this.#state;
    if (!told && this.#asks('train', this.experiment(ids))) return;
    if (!(await this.#prepare(images))) return;
    this.#keep([]);
    const runs = this.experiment(ids).map((config) => ({ id: this.#host.jobs.nextId(), config }));
    this.#host.store.dispatch({ type: 'race_starts', runs, images });
    this.#submit(runs);
  }

  /** Runs what the race that is over lacks of the experiment; what it has and the experiment lacks goes. */
  async add(told: boolean): Promise<void> {
    const { race, images } = this.#state;
    if (!told && this.#asks('add', this.missing())) return;
    if (!(await this.#prepare(images))) return;
    const parts = continued(race, images, this.experiment());
    if (!parts) {
      this.#host.store.dispatch({ type: 'race_aborted' });
      return;
    }
    const runs = parts.map((part) =>
      'status' in part ? part : { id: this.#host.jobs.nextId(), config: part },
    );
    this.#keep(runs.map(({ id }) => id));
    this.#host.store.dispatch({ type: 'race_continues', runs });
    this.#submit(runs.filter((run) => !('status' in run)));
  }

  /** Whether a race may begin, once its images are there. */
  async #prepare(images: Images): Promise<boolean> {
    const { race, timing, selected, aside } = this.#state;
    if (race.phase !== 'idle' || timing.active || aside || selected.length === 0) return false;
    this.#host.store.dispatch({ type: 'race_prepares' });
    this.#host.jobs.prepare();
    const loaded = await this.#host.ensureData(images);
    if (this.#state.race.phase !== 'preparing') return false; // cancelled meanwhile
    if (!loaded) this.#host.store.dispatch({ type: 'race_aborted' });
    return loaded;
  }

  pause(): void {
    this.#host.store.dispatch({ type: 'race_pauses' });
    this.#host.jobs.pool.pause();
  }

  resume(): void {
    this.#host.store.dispatch({ type: 'race_resumes' });
    this.#host.jobs.pool.resume();
  }

  cancel(): void {
    const { race } = this.#state;
    if (race.phase === 'preparing') {
      this.#host.store.dispatch({ type: 'race_aborted' });
      return;
    }
    this.#host.jobs.pool.cancel();
    this.#show();
  }

  pauseRun(id: number): void {
    this.#host.jobs.pool.pauseRun(id);
    this.#host.store.dispatch({ type: 'run_pauses', id, paused: true });
  }

  resumeRun(id: number): void {
    this.#host.jobs.pool.resumeRun(id);
    this.#host.store.dispatch({ type: 'run_pauses', id, paused: false });
  }

  cancelRun(id: number): void {
    this.#host.jobs.pool.cancelRun(id);
    this.#show();
  }

  /** Trains a failed or cancelled run again, with the configuration that it had. */
  async retry(run: Run): Promise<void> {
    const { timing, aside, race } = this.#state;
    if (timing.active || aside || !(await this.#host.ensureData(race.images))) return;
    const id = this.#host.jobs.nextId();
    this.#host.store.dispatch({ type: 'run_retried', id: run.id, newId: id });
    this.#submit([{ id, config: run.config }]);
  }

  /** Whether the network of a run is there. */
  has(id: number): boolean {
    return this.#networks.has(id);
  }

  /** The network of a finished run. */
  model(id: number): Model | undefined {
    const network = this.#networks.get(id);
    if (!network || 'predict' in network.of) return network?.of as Model | undefined;
    const config = this.#state.race.runs.find((run) => run.id === id)?.config;
    const { input_side, weights } = network.of;
    const model = config && this.#host.guard((core) => core.model(config, input_side, weights));
    if (model) network.of = model;
    return model;
  }

  /** Takes up a network that was trained elsewhere as a finished run. */
  adopt(config: TrainConfig, model: Model, result: RunResult): void {
    const id = this.#host.jobs.nextId();
    this.#networks.set(id, { bytes: 0, of: model });
    this.#host.store.dispatch({ type: 'run_loaded', id, config, result });
  }

  /** Forgets the networks of all other runs. */
  #keep(ids: readonly number[]): void {
    const kept = new Set(ids);
    for (const [id, network] of this.#networks) {
      if (kept.has(id)) continue;
      if ('predict' in network.of) network.of.free();
      this.#networks.delete(id);
    }
  }

  #submit(runs: readonly { id: number; config: TrainConfig }[]): void {
    this.#shownAt = performance.now();
    this.#timer ??= setInterval(() => this.#show(), SHOWN_MS);
    const jobs = runs.map(({ id, config }) => this.#host.trainJob(id, config));
    this.#host.jobs.give(jobs, (report) => this.#hear(report));
  }

  #hear(report: JobReport): void {
    const { run: id } = report;
    switch (report.type) {
      case 'progress':
        this.#reports.push({ type: 'run_progress', id, progress: report.progress });
        return;
      case 'trained': {
        const { weights, input_side, ...result } = report.result;
        const bytes = weights.byteLength;
        const used = [...this.#networks.values()].reduce((sum, network) => sum + network.bytes, bytes);
        if (used <= NETWORKS_BYTES) this.#networks.set(id, { bytes, of: { weights, input_side } });
        const { runs, images } = this.#state.race;
        const config = runs.find((run) => run.id === id)?.config;
        if (config) this.clock(config, images, result);
        this.#reports.push({ type: 'run_done', id, result });
        break;
      }
      case 'cancelled':
        this.#reports.push({ type: 'run_cancelled', id });
        break;
      case 'failed':
        this.#reports.push({ type: 'run_failed', id, failure: report.failure });
        break;
    }
    // The last one is not kept waiting.
    if (!this.#host.jobs.pool.busy) this.#show();
  }

  /** Learns from a run how fast this machine is. */
  clock(config: TrainConfig, images: Images, { seconds, validated }: RunResult): void {
    const epochs = validated?.epochs ?? config.epochs;
    this.#speedometer.add(workOf({ ...config, epochs }, images).training, seconds);
  }

  /** In one change what has come since the last one. */
  #show(): void {
    const now = performance.now();
    const reports = this.#reports;
    this.#reports = [];
    this.#host.store.dispatch({ type: 'race_reports', reports, ms: now - this.#shownAt });
    this.#shownAt = now;
    if (this.#state.race.phase !== 'idle') return;
    // A pause ends with the race.
    this.#host.jobs.pool.resume();
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

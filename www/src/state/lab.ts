// The laboratory: what the panels ask for, done with the core, the workers and the store.

import { type Core, type Dataset, loadCore, type Model } from '../core/core.ts';
import { enlarge, fetchData } from '../core/data.ts';
import { loadFacts } from '../core/facts.ts';
import { toFailure } from '../core/failure.ts';
import { DIALECTS, type Dialect, type Parameters, type Sharing, type TrainConfig } from '../core/types.ts';
import { type JobReport, Pool, type WorkerLike } from '../worker/pool.ts';
import type { Contestant, Job, TimingOptions } from '../worker/protocol.ts';
import { type Action, assertNever, reduce } from './reduce.ts';
import type { Images, Offer, Preset } from './settings.ts';
import { longestFlops, parameterCount, workersFor } from './size.ts';
import {
  initialState,
  type Lang,
  type Run,
  type RunResult,
  type State,
  specOf,
  type Theme,
} from './state.ts';
import { Store } from './store.ts';
import { parseDialect, parseUrl } from './url.ts';

/** The seed article's six, as far as the catalogue has them. */
const FIRST_SELECTION = ['linear', 'sigmoid', 'hard_sigmoid', 'tanh', 'softsign', 'relu'];
const RACE_TICK_MS = 250;

/** 4,096 floats of 4 bytes: the three arrays of a backward pass fit into 48 KiB. */
export const TIMING: TimingOptions = { length: 4096, rounds: 15, sample_ms: 50 };

export interface LabOptions {
  lang: Lang;
  theme: Theme;
  /** Makes sure that the texts of a language are there: the first ones, or those that come with the facts. */
  loadTexts: (lang: Lang, part: 'first' | 'more') => Promise<void>;
  dataUrls: Record<Images, string>;
  /** Fetches what starts a worker. Throws a FailureError. */
  loadWorkers: () => Promise<() => WorkerLike>;
  cores: number;
  /** of the machine, in GiB; where the browser does not tell it, undefined */
  memory: number | undefined;
}

export interface Prediction {
  run: Run;
  probabilities: Float32Array;
}

export class Lab {
  readonly store: Store<State, Action>;
  readonly #options: LabOptions;
  readonly #pool: Pool;
  readonly #models = new Map<number, Model>();
  #core: Core | undefined;
  #dataset: { images: Images; data: Dataset; side: number; bytes: number } | undefined;
  #loading: Promise<boolean> | undefined;
  #workers: Promise<() => WorkerLike> | undefined;
  #defaultSelection: readonly string[] = [];
  #nextRun = 1;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(options: LabOptions) {
    this.#options = options;
    this.store = new Store(initialState(options.lang, options.theme), reduce);
    this.#pool = new Pool(
      {
        size: Math.max(1, options.cores),
        everySecond(callback) {
          const timer = setInterval(callback, 1000);
          return () => clearInterval(timer);
        },
      },
      (report) => this.#hear(report),
    );
  }

  get state(): State {
    return this.store.state;
  }

  get core(): Core | undefined {
    return this.#core;
  }

  /** The selection of a link that names none. */
  get defaultSelection(): readonly string[] {
    return this.#defaultSelection;
  }

  /** Loads the core and takes the choices that the link carries. */
  async start(search: string): Promise<void> {
    this.store.dispatch({ type: 'core', core: { status: 'loading' } });
    try {
      const core = await loadCore();
      this.#core = core;
      this.#pool.setModule(core.module);
      const { simd } = core;
      const catalogue = core.catalogue(parseDialect(search) ?? DIALECTS[0]);
      const ids = catalogue.map((spec) => spec.id);
      const first = ids.filter((id) => FIRST_SELECTION.includes(id));
      this.#defaultSelection = first.length > 0 ? first : ids;
      const offer = offerOf(core);
      const { choices, notices } = parseUrl(search, catalogue, offer, this.defaultSelection);
      this.store.dispatch({ type: 'configured', choices, offer, notices });
      this.store.dispatch({ type: 'core', core: { status: 'ready', simd, catalogue } });
    } catch (thrown) {
      this.store.dispatch({ type: 'core', core: { status: 'failed', failure: toFailure(thrown) } });
    }
  }

  async setLanguage(lang: Lang): Promise<void> {
    try {
      const parts =
        this.state.facts.status === 'absent' ? (['first'] as const) : (['first', 'more'] as const);
      await Promise.all(parts.map((part) => this.#options.loadTexts(lang, part)));
      this.store.dispatch({ type: 'language', lang });
    } catch {
      this.store.dispatch({ type: 'notice', notice: { code: 'no_texts', what: '', got: '', allowed: '' } });
    }
  }

  setDialect(dialect: Dialect): void {
    const catalogue = this.guard((core) => core.catalogue(dialect));
    if (catalogue) this.store.dispatch({ type: 'dialect', dialect, catalogue });
  }

  /** Loads what is known of the functions unless it is there; after a failure, again. */
  async ensureFacts(): Promise<void> {
    const { status } = this.state.facts;
    if (status === 'loading' || status === 'ready') return;
    this.store.dispatch({ type: 'facts', facts: { status: 'loading' } });
    try {
      await Promise.all([loadFacts(), this.#options.loadTexts(this.state.lang, 'more')]);
      this.store.dispatch({ type: 'facts', facts: { status: 'ready' } });
    } catch (thrown) {
      this.store.dispatch({ type: 'facts', facts: { status: 'failed', failure: toFailure(thrown) } });
    }
  }

  params(id: string): Parameters {
    const defaults =
      specOf(this.state, id)?.parameters.map(({ name, default: value }) => [name, value]) ?? [];
    return { ...Object.fromEntries(defaults), ...this.state.params[id] };
  }

  /** Which of a function's parameters a race trains with the weights. */
  learn(id: string): Record<string, Sharing> {
    const { learning } = this.state;
    const learned = (byFramework: Sharing | null): Sharing | null =>
      learning === 'framework' ? byFramework : learning === 'none' ? null : learning;
    const pairs = specOf(this.state, id)?.parameters.map(
      (spec) => [spec.name, learned(spec.learned)] as const,
    );
    return Object.fromEntries(pairs?.filter((pair): pair is [string, Sharing] => pair[1] !== null) ?? []);
  }

  setHidden(hidden: boolean): void {
    this.#pool.setHidden(hidden);
  }

  // Race

  async train(): Promise<void> {
    if (this.state.race.phase !== 'idle' || this.state.timing.active || this.state.selected.length === 0)
      return;
    this.store.dispatch({ type: 'race_prepares' });
    this.#loadWorkers().catch(() => {}); // heard of again when there are jobs
    const { images } = this.state;
    const loaded = await this.ensureData(images);
    if (!this.#preparing) return; // cancelled meanwhile
    if (!loaded) {
      this.store.dispatch({ type: 'race_aborted' });
      return;
    }
    for (const model of this.#models.values()) model.free();
    this.#models.clear();
    const runs = this.state.selected.map((activation) => ({
      id: this.#nextRun++,
      config: this.config(activation),
    }));
    this.store.dispatch({ type: 'race_starts', runs, images });
    this.#submit(runs);
  }

  pause(): void {
    this.store.dispatch({ type: 'race_pauses' });
    this.#pool.pause();
  }

  resume(): void {
    this.store.dispatch({ type: 'race_resumes' });
    this.#pool.resume();
  }

  cancel(): void {
    if (this.state.race.phase === 'preparing') this.store.dispatch({ type: 'race_aborted' });
    else this.#pool.cancel();
  }

  /** Trains a failed or cancelled run again, with the configuration that it had. */
  async retry(run: Run): Promise<void> {
    if (this.state.timing.active || !(await this.ensureData(this.state.race.images))) return;
    const id = this.#nextRun++;
    this.store.dispatch({ type: 'run_retried', id: run.id, newId: id });
    this.#submit([{ id, config: run.config }]);
  }

  /** The network of a finished run. */
  model(run: number): Model | undefined {
    return this.#models.get(run);
  }

  /** Takes up a network that was trained elsewhere as a finished run. */
  adopt(config: TrainConfig, model: Model, result: RunResult): void {
    const id = this.#nextRun++;
    this.#models.set(id, model);
    this.store.dispatch({ type: 'run_loaded', id, config, result });
  }

  /** The data set that is there. */
  get dataset(): Dataset | undefined {
    return this.#dataset?.data;
  }

  randomSeed(): void {
    if (this.#core) this.store.dispatch({ type: 'settings', change: { seed: this.#core.randomSeed() } });
  }

  get #preparing(): boolean {
    return this.state.race.phase === 'preparing';
  }

  /** The run that the present settings make of a function. */
  config(activation: string): TrainConfig {
    return {
      activation,
      params: this.params(activation),
      learn: this.learn(activation),
      ...this.state.settings,
    };
  }

  #submit(runs: readonly { id: number; config: TrainConfig }[]): void {
    const { side = 0, bytes = 0, data } = this.#dataset ?? {};
    const trainCount = data?.trainCount ?? 0;
    this.#give(
      runs.map(({ id, config }) => {
        const parameters = parameterCount(side, config.hidden);
        this.#pool.setLimit(workersFor(parameters, bytes, this.#options.memory));
        return { type: 'train', run: id, config, longest_flops: longestFlops(side, trainCount, config) };
      }),
    );
    let last = performance.now();
    this.#timer ??= setInterval(() => {
      const now = performance.now();
      this.store.dispatch({ type: 'race_ticks', ms: now - last });
      last = now;
      if (this.state.race.phase !== 'idle') return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    }, RACE_TICK_MS);
  }

  // Timing

  measure(): void {
    if (this.state.timing.active || this.state.race.phase !== 'idle' || this.state.selected.length === 0)
      return;
    const run = this.#nextRun++;
    const contestants: Contestant[] = this.state.selected.map((id) => ({ id, params: this.params(id) }));
    this.store.dispatch({ type: 'timing_starts', run, now: performance.now() });
    this.#give([{ type: 'time', run, contestants, options: TIMING }]);
  }

  stopMeasuring(): void {
    if (this.state.timing.active) this.#pool.cancel();
  }

  /** Jobs wait in the queue until what starts workers is there. */
  #give(jobs: readonly Job[]): void {
    this.#pool.submit(jobs);
    this.#loadWorkers().then(
      (spawn) => this.#pool.setSpawn(spawn),
      (thrown) => this.#pool.fail(toFailure(thrown)),
    );
  }

  #loadWorkers(): Promise<() => WorkerLike> {
    this.#workers ??= this.#options.loadWorkers().catch((thrown) => {
      this.#workers = undefined;
      throw thrown;
    });
    return this.#workers;
  }

  #hear(report: JobReport): void {
    this.store.dispatch(this.#actionFor(report));
  }

  #actionFor(report: JobReport): Action {
    const { run } = report;
    const timing = this.state.timing.active?.run === run;
    switch (report.type) {
      case 'progress':
        return { type: 'run_progress', id: run, progress: report.progress };
      case 'trained': {
        const { weights, input_side, ...result } = report.result;
        const config = this.state.race.runs.find(({ id }) => id === run)?.config;
        const model = config && this.guard((core) => core.model(config, input_side, weights));
        if (model) this.#models.set(run, model);
        return { type: 'run_done', id: run, result };
      }
      case 'timing':
        return {
          type: 'timing_progress',
          run,
          phase: report.phase,
          fraction: report.fraction,
          now: performance.now(),
        };
      case 'timed':
        return { type: 'timing_done', run, report: report.report };
      case 'cancelled':
        return timing ? { type: 'timing_cancelled', run } : { type: 'run_cancelled', id: run };
      case 'failed': {
        const { failure } = report;
        return timing ? { type: 'timing_failed', run, failure } : { type: 'run_failed', id: run, failure };
      }
      default:
        return assertNever(report);
    }
  }

  // Data and drawing

  /** Fetches a data set unless it is there. False when that failed: the state says why, and a further call tries again. */
  async ensureData(images: Images): Promise<boolean> {
    // What is on its way may be another set.
    while (this.#loading) await this.#loading;
    if (this.#dataset?.images === images) return true;
    this.#loading = this.#load(images).finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #load(images: Images): Promise<boolean> {
    if (!this.#core) return false;
    this.store.dispatch({ type: 'data', data: { status: 'loading' } });
    try {
      let bytes = await fetchData(this.#options.dataUrls[images]);
      this.#dataset?.data.free();
      this.#dataset = undefined;
      let data = this.#core.dataset(bytes);
      if (images === 'all14') {
        const large = data;
        data = large.downsample(14);
        large.free();
        bytes = data.toBytes();
      }
      this.#dataset = { images, data, side: data.side, bytes: bytes.length };
      this.#pool.setData(bytes);
      const { trainCount, testCount } = data;
      this.store.dispatch({ type: 'data', data: { status: 'ready', trainCount, testCount } });
      return true;
    } catch (thrown) {
      this.store.dispatch({ type: 'data', data: { status: 'failed', failure: toFailure(thrown) } });
      return false;
    }
  }

  /** A random test picture as 28×28, and its class. */
  async samplePicture(): Promise<{ image: Uint8Array; label: number } | undefined> {
    // Whichever data set is there will do.
    if (!(await this.ensureData(this.#dataset?.images ?? 'subset')) || !this.#dataset) return undefined;
    const { data } = this.#dataset;
    const index = Math.floor(Math.random() * data.testCount);
    return { image: enlarge(data.testImage(index), data.side, 28), label: data.testLabel(index) };
  }

  /** What every trained network answers to a 28×28 picture. */
  predict(image: Uint8Array): Prediction[] {
    const predictions: Prediction[] = [];
    for (const run of this.state.race.runs) {
      const model = this.#models.get(run.id);
      const probabilities = model && this.guard(() => model.predict(image));
      if (probabilities) predictions.push({ run, probabilities });
    }
    return predictions;
  }

  /** Calls the core; a trap means that its instance is lost, and the page says so instead of going on with it. */
  guard<T>(call: (core: Core) => T): T | undefined {
    if (!this.#core || this.state.core.status !== 'ready') return undefined;
    try {
      return call(this.#core);
    } catch (thrown) {
      this.store.dispatch({ type: 'core', core: { status: 'failed', failure: toFailure(thrown) } });
      return undefined;
    }
  }
}

function offerOf({ presets, optimizers, initializers }: Core): Offer {
  const usable = presets.map(({ name, config, images }): Preset => {
    const { activation, params, learn, ...settings } = config;
    return { name, settings, images };
  });
  return { presets: usable, rates: optimizers, initializers };
}

// The laboratory: what the panels ask for, done with the core, the workers and the store.

import { type Core, type Dataset, loadCore, type Model } from '../core/core.ts';
import { enlarge, fetchData } from '../core/data.ts';
import { loadFacts } from '../core/facts.ts';
import { FailureError, toFailure } from '../core/failure.ts';
import { DIALECTS, type Dialect, type Parameters, type Sharing, type TrainConfig } from '../core/types.ts';
import type { Contestant, SignalCell, SignalJob, TimingReport, TrainJob } from '../worker/protocol.ts';
import { Aside, type Outcome, type Stream } from './aside.ts';
import { workersOf } from './estimate.ts';
import { Jobs, type JobsOptions } from './jobs.ts';
import { type Juror, Jury, type Prediction } from './jury.ts';
import { Races } from './races.ts';
import { type Action, reduce } from './reduce.ts';
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
import { Timings, timingOptions } from './timings.ts';
import { type Frame, parseDialect, parseUrl, WHOLE } from './url.ts';

/** The seed article's six, as far as the catalogue has them. */
const FIRST_SELECTION = ['linear', 'sigmoid', 'hard_sigmoid', 'tanh', 'softsign', 'relu'];

export interface LabOptions extends JobsOptions {
  lang: Lang;
  theme: Theme;
  /** Makes sure that the texts of a language are there: the first ones, or those that come with the facts. */
  loadTexts: (lang: Lang, part: 'first' | 'more') => Promise<void>;
  dataUrls: Record<Images, string>;
  /** of the networks that come with the page, by function */
  networkUrls: Readonly<Record<string, string>>;
  /** what is left out; nothing unless told */
  frame?: Frame;
  /** of the machine, in GiB; where the browser does not tell it, undefined */
  memory: number | undefined;
}

export class Lab {
  readonly store: Store<State, Action>;
  readonly frame: Frame;
  readonly #options: LabOptions;
  readonly jobs: Jobs;
  readonly #races: Races;
  readonly #aside: Aside;
  readonly #timings: Timings;
  readonly #jury: Jury;
  #core: Core | undefined;
  #dataset: { images: Images; data: Dataset; side: number; bytes: number } | undefined;
  #loading: Promise<boolean> | undefined;
  #defaultSelection: readonly string[] = [];

  constructor(options: LabOptions) {
    this.#options = options;
    this.frame = options.frame ?? WHOLE;
    this.store = new Store(initialState(options.lang, options.theme), reduce);
    const loadWorkers = async (): ReturnType<JobsOptions['loadWorkers']> => {
      if (!this.#core) throw new FailureError('internal');
      const [spawn, module] = await Promise.all([options.loadWorkers(), this.#core.workersModule()]);
      this.jobs.pool.setModule(module);
      return spawn;
    };
    this.jobs = new Jobs({ ...options, loadWorkers });
    this.#races = new Races(this);
    this.#aside = new Aside(this);
    this.#timings = new Timings(this);
    this.#jury = new Jury(this, options.networkUrls);
  }

  get state(): State {
    return this.store.state;
  }

  get core(): Core | undefined {
    return this.#core;
  }

  /** Whether the workers have something to do, so that nothing else may begin. */
  get busy(): boolean {
    const { race, timing, aside } = this.state;
    return race.phase !== 'idle' || timing.active !== undefined || aside;
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
    this.jobs.pool.setHidden(hidden);
  }

  // Race

  /** Runs the experiment. What takes longer than a minute asks first, unless the reader has been `told`. */
  train(told = false): Promise<void> {
    return this.#races.train(told);
  }

  /** Trains what the race that is over lacks, without running the rest again. */
  add(told = false): Promise<void> {
    return this.#races.add(told);
  }

  /** Trains one function as it is now, beside what the race has, if that is of the present experiment. */
  async trainFunction(id: string): Promise<void> {
    const { selected } = this.state;
    if (!selected.includes(id)) this.store.dispatch({ type: 'select', ids: [...selected, id] });
    await (this.missing().length > 0 ? this.add(true) : this.#races.train(true, [id]));
  }

  /** The runs of one function as it is now. */
  experimentOf(id: string): TrainConfig[] {
    return this.#races.experiment([id]);
  }

  /** What `add` would train. */
  missing(): TrainConfig[] {
    return this.#races.missing();
  }

  /** Seconds that the whole experiment takes, or a part of it. */
  estimate(configs: readonly TrainConfig[] = this.#races.experiment()): number {
    return this.#races.estimate(configs);
  }

  /** How many networks are trained at once. */
  workers(config: TrainConfig, images: Images): number {
    return workersOf(config, images, this.#options);
  }

  pause(): void {
    this.#races.pause();
  }

  resume(): void {
    this.#races.resume();
  }

  cancel(): void {
    this.#races.cancel();
  }

  pauseRun(id: number): void {
    this.#races.pauseRun(id);
  }

  resumeRun(id: number): void {
    this.#races.resumeRun(id);
  }

  cancelRun(id: number): void {
    this.#races.cancelRun(id);
  }

  retry(run: Run): Promise<void> {
    return this.#races.retry(run);
  }

  /** Whether the network of a run is there: of a huge experiment not all are kept. */
  hasNetwork(run: number): boolean {
    return this.#races.has(run);
  }

  /** The network of a finished run. */
  model(run: number): Model | undefined {
    return this.#races.model(run);
  }

  adopt(config: TrainConfig, model: Model, result: RunResult): void {
    this.#races.adopt(config, model, result);
  }

  // Aside from race and timing

  /** See `Aside.experiment`. */
  experiment(
    configs: readonly TrainConfig[],
    onProgress?: (fraction: number) => void,
    images?: Images,
    stream?: Stream,
  ): Promise<Outcome[]> {
    return this.#aside.experiment(configs, onProgress, images, stream);
  }

  /** See `Aside.signals`. */
  signals(
    groups: readonly (readonly TrainConfig[])[],
    onCells: (group: number, cells: readonly SignalCell[]) => void,
    options?: { images?: Images; trace?: boolean },
  ): Promise<void> {
    return this.#aside.signals(groups, onCells, options);
  }

  /** Times functions' kernels, and networks where given, without showing it in the timing panel. */
  time(
    contestants: Contestant[],
    onProgress?: (fraction: number) => void,
    networks?: TrainConfig[],
  ): Promise<TimingReport> {
    const options = timingOptions(contestants.length);
    const first = networks?.[0];
    const timed = networks &&
      first && { networks, longest_flops: longestFlops(this.#dataset?.side ?? 0, 0, first) };
    return this.#aside.time((run) => ({ type: 'time', run, contestants, options, ...timed }), onProgress);
  }

  pauseAside(): void {
    this.#aside.pause();
  }

  resumeAside(): void {
    this.#aside.resume();
  }

  cancelAside(): void {
    this.#aside.cancel();
  }

  clock(config: TrainConfig, images: Images, result: RunResult): void {
    this.#races.clock(config, images, result);
  }

  /** The data set that is there. */
  get dataset(): Dataset | undefined {
    return this.#dataset?.data;
  }

  randomSeed(): void {
    if (this.#core) this.store.dispatch({ type: 'settings', change: { seed: this.#core.randomSeed() } });
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

  /** With the data set that is there. */
  trainJob(run: number, config: TrainConfig): TrainJob {
    const { side = 0, bytes = 0, data } = this.#dataset ?? {};
    const parameters = parameterCount(side, config.hidden);
    this.jobs.pool.setLimit(workersFor(parameters, bytes, this.#options.memory));
    return { type: 'train', run, config, longest_flops: longestFlops(side, data?.trainCount ?? 0, config) };
  }

  /** With the data set that is there. */
  signalJob(run: number, configs: readonly TrainConfig[], trace: boolean): SignalJob {
    const jobs = configs.map((config) => this.trainJob(run, config));
    const longest_flops = Math.max(...jobs.map((job) => job.longest_flops));
    return { type: 'signal', run, configs: [...configs], trace, longest_flops };
  }

  // Timing

  /** See `Timings.measure`. */
  measure(functions?: readonly string[]): Promise<void> {
    return this.#timings.measure(functions);
  }

  stopMeasuring(): void {
    this.#timings.cancel();
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
      this.jobs.pool.setData(bytes);
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

  /** Who answers a drawing: the networks of the race, or else those that come with the page, once they are there. */
  jurors(): readonly Juror[] {
    return this.#jury.jurors();
  }

  /** Fetches the networks that come with the page unless they are there. */
  ensureShipped(): Promise<void> {
    return this.#jury.ensureShipped();
  }

  /** What every juror makes of a 28×28 picture. */
  predict(image: Uint8Array): Prediction[] {
    return this.#jury.predict(image);
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

// Everything that the panels show, as plain immutable data. Weights and models live in lab.ts.

import type { Failure } from '../core/failure.ts';
import type { Dialect, Evaluation, FunctionSpec, Learned, Parameters, TrainConfig } from '../core/types.ts';
import type { EpochResult, Inspected, TimingPhase, TimingReport, Validated } from '../worker/protocol.ts';
import { DEFAULT_SEEDS, type Images, type Offer, type Settings } from './settings.ts';

export type Lang = 'ja' | 'en';
export type Theme = 'system' | 'light' | 'dark';

/** Which parameters are learned: those that the framework learns, none, or all of them in one way. */
export type Learning = (typeof LEARNING)[number];
export const LEARNING = ['framework', 'none', 'layer', 'unit'] as const;

/** Something in the address that was not understood. */
export interface Notice {
  code:
    | 'unknown_function'
    | 'unknown_function_parameter'
    | 'unknown_parameter'
    | 'newer_link'
    | 'bad_value'
    | 'no_texts';
  what: string;
  got: string;
  allowed: string;
}

/** What the author of a link came to. */
export interface Bits {
  /** of the weights, by function; see panels/race/digest.ts */
  digests: Readonly<Record<string, string>>;
  /** The settings are no longer the link's: the address does not keep them. */
  stale: boolean;
}

/** A sweep as a link tells it; the tuning panel reads it. */
export type SweepTexts = Readonly<Partial<Record<SweepName, string>>>;
export const SWEEP_NAMES = ['sweep', 'sweep_y', 'sweep_seeds', 'sweep_refine'] as const;
export type SweepName = (typeof SWEEP_NAMES)[number];

/** What the panels that look into networks show, as a link tells it: each reads its own. */
export type Views = Readonly<Partial<Record<ViewName, string>>>;
export const VIEW_NAMES = ['vanishing', 'step', 'signal', 'units'] as const;
export type ViewName = (typeof VIEW_NAMES)[number];

export type CoreState =
  | { status: 'loading' }
  | { status: 'ready'; simd: boolean; catalogue: readonly FunctionSpec[] }
  | { status: 'failed'; failure: Failure };

export type DataState =
  | { status: 'absent' }
  | { status: 'loading' }
  | { status: 'ready'; trainCount: number; testCount: number }
  | { status: 'failed'; failure: Failure };

/** What is loaded when a panel that needs it comes near. */
export type LaterState = { status: 'absent' | 'loading' | 'ready' } | { status: 'failed'; failure: Failure };

/** Numbers are NaN where a network came from a file that does not tell them: shown as a dash. */
export interface RunResult {
  evaluation: Evaluation;
  seconds: number;
  samples_per_second: number;
  weights_hash: string;
  learned: Learned;
  validated?: Validated;
  memory_bytes: number;
  /** not of networks from files */
  inspection?: Inspected;
}

export type Run = {
  id: number;
  config: TrainConfig;
  history: readonly EpochResult[];
  /** its network came from a file */
  loaded?: true;
} & (
  | { status: 'queued'; paused: boolean }
  | { status: 'training'; paused: boolean; fraction: number; seconds: number }
  | { status: 'done'; result: RunResult }
  | { status: 'cancelled' }
  | { status: 'failed'; failure: Failure }
);

export interface Race {
  /** `preparing`: the data set is on its way */
  phase: 'idle' | 'preparing' | 'running' | 'paused';
  runs: readonly Run[];
  /** what its networks are trained on */
  images: Images;
  /** ms that the race has been running, without pauses; for the time left */
  elapsed_ms: number;
}

export interface Timing {
  active: { run: number; phase: TimingPhase; fraction: number; started: number; now: number } | undefined;
  report: TimingReport | undefined;
  failure: Failure | undefined;
}

export interface State {
  lang: Lang;
  theme: Theme;
  core: CoreState;
  /** what is known of the functions */
  facts: LaterState;
  /** the networks that come with the page */
  shipped: LaterState;
  data: DataState;
  notices: readonly Notice[];
  /** whose names and defaults hold; the catalogue in `core` is its */
  dialect: Dialect;
  /** ids in the catalogue's order */
  selected: readonly string[];
  /** only what differs from the default, by function */
  params: Readonly<Record<string, Parameters>>;
  images: Images;
  learning: Learning;
  offer: Offer;
  /** from which images and settings start */
  preset: string;
  settings: Settings;
  /** with how many each function is trained: `settings.seed` and those that follow it */
  seeds: number;
  /** undefined where the link tells of none */
  bits: Bits | undefined;
  sweep: SweepTexts;
  /** a search as a link tells it: `seed:candidates:functions`; undefined where it tells none */
  search: string | undefined;
  views: Views;
  race: Race;
  /** the reader's digit as the networks are given it, 28×28, once the pen is up */
  drawing: Uint8Array | undefined;
  timing: Timing;
  /** a race that would take long and waits for the reader's word */
  asks: 'train' | 'add' | undefined;
  /** the link holds an experiment that has not been run yet */
  offered: boolean;
  /** whether something besides race and timing has the workers: both wait */
  aside: boolean;
}

export function initialState(lang: Lang, theme: Theme): State {
  return {
    lang,
    theme,
    core: { status: 'loading' },
    facts: { status: 'absent' },
    shipped: { status: 'absent' },
    data: { status: 'absent' },
    notices: [],
    dialect: 'keras2',
    selected: [],
    params: {},
    images: 'subset',
    learning: 'framework',
    offer: { presets: [], rates: {}, initializers: [] },
    // Replaced by the core's first preset before anything is shown.
    preset: '',
    settings: {
      hidden: [],
      initializer: '',
      optimizer: '',
      learning_rate: 0,
      batch_size: 1,
      epochs: 1,
      seed: 0,
    },
    seeds: DEFAULT_SEEDS,
    bits: undefined,
    sweep: {},
    search: undefined,
    views: {},
    race: { phase: 'idle', runs: [], images: 'subset', elapsed_ms: 0 },
    drawing: undefined,
    timing: { active: undefined, report: undefined, failure: undefined },
    asks: undefined,
    offered: false,
    aside: false,
  };
}

export function raceFraction(race: Race): number {
  if (race.runs.length === 0) return 0;
  let sum = 0;
  for (const run of race.runs)
    sum += run.status === 'training' ? run.fraction : run.status === 'queued' ? 0 : 1;
  return sum / race.runs.length;
}

/** Seconds left at the speed so far, once there is one. */
export function secondsLeft(fraction: number, elapsed_ms: number): number | undefined {
  if (fraction < 0.02 || elapsed_ms < 300) return undefined;
  return (elapsed_ms * (1 - fraction)) / fraction / 1000;
}

export function specOf(state: State, id: string): FunctionSpec | undefined {
  return state.core.status === 'ready' ? state.core.catalogue.find((spec) => spec.id === id) : undefined;
}

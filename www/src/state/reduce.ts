import type { Failure } from '../core/failure.ts';
import type { Dialect, FunctionSpec } from '../core/types.ts';
import type { TimingPhase, TimingReport } from '../worker/protocol.ts';
import { assertNever, type RaceAction, reduceRace } from './reduce-race.ts';
import {
  type Change,
  changed,
  type Images,
  type Offer,
  presetOf,
  ratesOf,
  type Settings,
  withOptimizer,
} from './settings.ts';
import type {
  CoreState,
  DataState,
  Lang,
  LaterState,
  Learning,
  Notice,
  State,
  SweepTexts,
  Theme,
  ViewName,
} from './state.ts';

export { assertNever, isActive } from './reduce-race.ts';

export type Action =
  | { type: 'language'; lang: Lang }
  | { type: 'theme'; theme: Theme }
  | { type: 'core'; core: CoreState }
  | { type: 'configured'; choices: Choices; offer: Offer; notices: readonly Notice[] }
  | { type: 'notice'; notice: Notice }
  | { type: 'dismiss_notices' }
  | { type: 'dialect'; dialect: Dialect; catalogue: readonly FunctionSpec[] }
  | { type: 'select'; ids: readonly string[] }
  | { type: 'parameter'; id: string; name: string; value: number }
  | { type: 'preset'; name: string }
  | { type: 'settings'; change: Change }
  | { type: 'images'; images: Images }
  | { type: 'learning'; learning: Learning }
  | { type: 'seeds'; seeds: number }
  | { type: 'sweep'; sweep: SweepTexts }
  | { type: 'search'; search: string | undefined }
  | { type: 'view'; name: ViewName; text: string | undefined }
  | { type: 'facts'; facts: LaterState }
  | { type: 'shipped'; shipped: LaterState }
  | { type: 'data'; data: DataState }
  | { type: 'race_asks'; what: 'train' | 'add' | undefined }
  | { type: 'dismiss_offer' }
  | { type: 'race_prepares' }
  | { type: 'race_aborted' }
  | RaceAction
  | { type: 'timing_starts'; run: number; now: number }
  | { type: 'timing_progress'; run: number; phase: TimingPhase; fraction: number; now: number }
  | { type: 'timing_done'; run: number; report: TimingReport }
  | { type: 'timing_cancelled'; run: number }
  | { type: 'timing_failed'; run: number; failure: Failure }
  | { type: 'aside'; busy: boolean }
  | { type: 'drawing'; image: Uint8Array | undefined };

/** What a link says. */
export interface Choices {
  dialect: Dialect;
  selected: readonly string[];
  params: State['params'];
  images: Images;
  learning: Learning;
  preset: string;
  settings: Settings;
  seeds: number;
  /** it holds an experiment to be run */
  offered: boolean;
  bits: State['bits'];
  sweep: SweepTexts;
  search: string | undefined;
  views: State['views'];
}

/** After these it is another experiment than the link's. */
const CHANGES: readonly Action['type'][] = [
  'dialect',
  'parameter',
  'preset',
  'settings',
  'images',
  'learning',
  'seeds',
];

export function reduce(state: State, action: Action): State {
  const next = reduced(state, action);
  if (!next.bits || next === state || !CHANGES.includes(action.type)) return next;
  return { ...next, bits: { ...next.bits, stale: true } };
}

function reduced(state: State, action: Action): State {
  switch (action.type) {
    case 'language':
      return { ...state, lang: action.lang };
    case 'theme':
      return { ...state, theme: action.theme };
    case 'core':
      return { ...state, core: action.core };
    case 'configured':
      return { ...state, ...action.choices, offer: action.offer, notices: action.notices };
    case 'notice':
      return { ...state, notices: [action.notice] };
    case 'dismiss_notices':
      return { ...state, notices: [] };
    case 'dialect': {
      // What the reader has set stays; the other parameters follow the dialect.
      if (state.core.status !== 'ready') return state;
      return { ...state, dialect: action.dialect, core: { ...state.core, catalogue: action.catalogue } };
    }
    case 'select':
      return { ...state, asks: undefined, selected: inCatalogueOrder(state.core, action.ids) };
    case 'parameter':
      return { ...state, asks: undefined, params: withParameter(state, action) };
    case 'preset': {
      const { name, settings, images } = presetOf(state.offer, action.name);
      return { ...state, asks: undefined, preset: name, settings, images };
    }
    case 'settings':
      return { ...state, asks: undefined, settings: withChange(state, action.change) };
    case 'images':
      return { ...state, asks: undefined, images: action.images };
    case 'learning':
      return { ...state, asks: undefined, learning: action.learning };
    case 'seeds':
      return { ...state, asks: undefined, seeds: action.seeds };
    case 'sweep':
      return { ...state, sweep: action.sweep };
    case 'view':
      return { ...state, views: { ...state.views, [action.name]: action.text } };
    case 'search':
      return { ...state, search: action.search };
    case 'facts':
      return { ...state, facts: action.facts };
    case 'shipped':
      return { ...state, shipped: action.shipped };
    case 'data':
      return { ...state, data: action.data };
    case 'race_asks':
      return { ...state, asks: action.what };
    case 'dismiss_offer':
      return { ...state, offered: false };
    case 'race_prepares':
      return { ...state, asks: undefined, offered: false, race: { ...state.race, phase: 'preparing' } };
    case 'race_aborted':
      return { ...state, race: { ...state.race, phase: 'idle' } };
    case 'race_starts':
    case 'race_continues':
    case 'race_reports':
    case 'race_pauses':
    case 'race_resumes':
    case 'run_pauses':
    case 'run_retried':
    case 'run_loaded':
      return { ...state, race: reduceRace(state.race, action) };
    case 'timing_starts': {
      const { run, now } = action;
      const active = { run, phase: 'naive' as const, fraction: 0, started: now, now };
      return { ...state, timing: { ...state.timing, active, failure: undefined } };
    }
    case 'timing_progress':
    case 'timing_done':
    case 'timing_cancelled':
    case 'timing_failed':
      return reduceTiming(state, action);
    case 'aside':
      return { ...state, aside: action.busy };
    case 'drawing':
      return action.image === state.drawing ? state : { ...state, drawing: action.image };
    default:
      return assertNever(action);
  }
}

function withChange({ settings, offer, preset }: State, change: Change): Settings {
  const { optimizer } = change;
  if (optimizer === undefined) return changed(settings, change);
  const rates = ratesOf(offer, presetOf(offer, preset));
  return changed(settings, { ...withOptimizer(settings, optimizer, rates), ...change });
}

function reduceTiming(
  state: State,
  action: Extract<Action, { type: 'timing_progress' | 'timing_done' | 'timing_cancelled' | 'timing_failed' }>,
): State {
  const { timing } = state;
  if (timing.active?.run !== action.run) return state;
  switch (action.type) {
    case 'timing_progress': {
      const { phase, fraction, now } = action;
      // The time left is that of the current phase: a warm-up says little about the measurement.
      const started = phase === timing.active.phase ? timing.active.started : now;
      return { ...state, timing: { ...timing, active: { run: action.run, phase, fraction, started, now } } };
    }
    case 'timing_done':
      return { ...state, timing: { active: undefined, report: action.report, failure: undefined } };
    case 'timing_cancelled':
      return { ...state, timing: { ...timing, active: undefined } };
    case 'timing_failed':
      return { ...state, timing: { ...timing, active: undefined, failure: action.failure } };
    default:
      return assertNever(action);
  }
}

export function inCatalogueOrder(core: CoreState, ids: readonly string[]): readonly string[] {
  if (core.status !== 'ready') return ids;
  return core.catalogue.map((spec) => spec.id).filter((id) => ids.includes(id));
}

function withParameter(
  state: State,
  { id, name, value }: { id: string; name: string; value: number },
): State['params'] {
  const specs: readonly FunctionSpec[] = state.core.status === 'ready' ? state.core.catalogue : [];
  const isDefault = specs
    .find((spec) => spec.id === id)
    ?.parameters.some((parameter) => parameter.name === name && parameter.default === value);
  const { [name]: _, ...others } = state.params[id] ?? {};
  const changed = isDefault ? others : { ...others, [name]: value };
  const { [id]: __, ...rest } = state.params;
  return Object.keys(changed).length > 0 ? { ...rest, [id]: changed } : rest;
}

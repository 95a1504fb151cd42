// State ↔ URL. What is understood is used; the rest is named in a notice. Parameters of others are left alone.

import { DIALECTS, type Dialect, type FunctionSpec, type Parameters } from '../core/types.ts';
import type { Choices } from './reduce.ts';
import {
  allowedText,
  changed,
  DEFAULT_SEEDS,
  IMAGES,
  missingFor,
  type Offer,
  parseNumber,
  parseSeeds,
  parseSetting,
  presetOf,
  ratesOf,
  SEEDS_ALLOWED,
  SETTING_NAMES,
  settingText,
  withOptimizer,
} from './settings.ts';
import {
  type Lang,
  LEARNING,
  type Notice,
  type State,
  SWEEP_NAMES,
  type Theme,
  VIEW_NAMES,
} from './state.ts';

/** A link may say anything at any length. */
const brief = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

export const PANELS = [
  'curves',
  'dialects',
  'race',
  'tuning',
  'timing',
  'claims',
  'vanishing',
  'step',
  'signal',
  'units',
  'draw',
  'code',
] as const;
export type PanelName = (typeof PANELS)[number];

/** `panel=race,draw`; all of them when none is named. */
export function parsePanels(search: string): readonly PanelName[] {
  const wanted = new URLSearchParams(search).get('panel')?.split(',') ?? [];
  const known = wanted.flatMap((name) => PANELS.filter((panel) => panel === name.trim()));
  return known.length > 0 ? [...new Set(known)] : PANELS;
}

/** What a frame leaves out of its panels: only embed.html reads it. */
export interface Frame {
  /** Neither choices nor settings nor what shares and saves: the result, and what is needed to get it. */
  bare: boolean;
  /** The link's experiment runs by itself, and nothing of it can be changed; always bare. */
  frozen: boolean;
}

/** Of the page itself. */
export const WHOLE: Frame = { bare: false, frozen: false };

/** `controls=none`, `frozen=1` */
export function parseFrame(search: string): Frame {
  const query = new URLSearchParams(search);
  const frozen = query.get('frozen') === '1';
  return { frozen, bare: frozen || query.get('controls') === 'none' };
}

/** Parameters that say how something is shown, not what. */
export const SHOWING = ['lang', 'theme', 'panel', 'controls', 'frozen'] as const;

/**
 * Of the links that this page writes, which do not name it. It grows when the meaning of a parameter changes, not when
 * one is added; such links name it, so that an older page can say what it is missing.
 */
export const LINK_VERSION = 1;

/** Parameters of ours, apart from those of functions. */
const OWN: readonly string[] = [
  ...['v', 'run', 'bits', ...SHOWING, 'dialect', 'activations', 'preset', 'images', 'learn', 'seeds'],
  ...SETTING_NAMES,
  ...SWEEP_NAMES,
  'search',
  ...VIEW_NAMES,
];
/** What others add to any link. */
const FOREIGN = /^(utm_\w+|\w*clid|ref|si|mc_\w+|_\w+)$/;

/** A newer link is used as far as it is understood; the rest is named. */
function parseVersion(query: URLSearchParams, catalogue: readonly FunctionSpec[], notices: Notice[]): void {
  const text = query.get('v');
  if (text === null) return;
  const version = parseNumber(text) ?? 0;
  if (!Number.isInteger(version) || version < 1) {
    notices.push({ code: 'bad_value', what: 'v', got: brief(text), allowed: String(LINK_VERSION) });
  } else if (version > LINK_VERSION) {
    notices.push({ code: 'newer_link', what: 'v', got: brief(text), allowed: String(LINK_VERSION) });
    const owned = (key: string): boolean =>
      OWN.includes(key) || FOREIGN.test(key) || catalogue.some(({ id }) => key.startsWith(`${id}.`));
    const unknown = [...new Set(query.keys())].filter((key) => !owned(key));
    if (unknown.length > 0)
      notices.push({ code: 'unknown_parameter', what: '', got: brief(unknown.join(', ')), allowed: '' });
  }
}

export function parseLang(search: string): Lang | undefined {
  const lang = new URLSearchParams(search).get('lang');
  return lang === 'ja' || lang === 'en' ? lang : undefined;
}

export function parseTheme(search: string): Theme | undefined {
  const theme = new URLSearchParams(search).get('theme');
  return theme === 'light' || theme === 'dark' || theme === 'system' ? theme : undefined;
}

export function parseDialect(search: string): Dialect | undefined {
  const wanted = new URLSearchParams(search).get('dialect');
  return DIALECTS.find((dialect) => dialect === wanted);
}

/** `catalogue`: in the address's dialect */
export function parseUrl(
  search: string,
  catalogue: readonly FunctionSpec[],
  offer: Offer,
  defaultSelection: readonly string[],
): { choices: Choices; notices: Notice[] } {
  const query = new URLSearchParams(search);
  const notices: Notice[] = [];
  const bad = (what: string, got: string, allowed: string): void => {
    notices.push({ code: 'bad_value', what, got: brief(got), allowed });
  };

  parseVersion(query, catalogue, notices);
  const run = query.get('run');
  if (run !== null && run !== '1') bad('run', run, '1');

  if (query.has('lang') && !parseLang(search)) bad('lang', query.get('lang') ?? '', 'ja, en');
  if (query.has('theme') && !parseTheme(search))
    bad('theme', query.get('theme') ?? '', 'light, dark, system');

  for (const [name, allowed] of [
    ['controls', 'none'],
    ['frozen', '1'],
  ] as const) {
    const text = query.get(name);
    if (text !== null && text !== allowed) bad(name, text, allowed);
  }

  const dialect = parseDialect(search);
  if (query.has('dialect') && !dialect) bad('dialect', query.get('dialect') ?? '', DIALECTS.join(', '));

  const panels = query.get('panel') ?? '';
  if (panels.split(',').some((name) => name && !PANELS.some((panel) => panel === name.trim()))) {
    bad('panel', panels, PANELS.join(', '));
  }

  const wanted = query.get('preset');
  const preset = presetOf(offer, wanted ?? '');
  if (wanted !== null && wanted !== preset.name)
    bad('preset', wanted, offer.presets.map(({ name }) => name).join(', '));

  const images = IMAGES.find((name) => name === (query.get('images') ?? preset.images));
  if (!images) bad('images', query.get('images') ?? '', IMAGES.join(', '));

  const learning = LEARNING.find((name) => name === (query.get('learn') ?? 'framework'));
  if (!learning) bad('learn', query.get('learn') ?? '', LEARNING.join(', '));

  const seedsText = query.get('seeds');
  const seeds = seedsText === null ? DEFAULT_SEEDS : parseSeeds(seedsText);
  if (seeds === undefined) bad('seeds', seedsText ?? '', SEEDS_ALLOWED);

  const selected = parseSelection(query.get('activations'), catalogue, notices) ?? defaultSelection;
  const rates = ratesOf(offer, preset);
  let { settings } = preset;
  for (const name of SETTING_NAMES) {
    const text = query.get(name);
    if (text === null) continue;
    const change = parseSetting(name, text, settings, offer);
    const missing = missingFor(name, settings);
    if (!change) bad(name, text, allowedText(name, settings, offer));
    else if (missing) bad(name, text, missing);
    else if (change.optimizer) settings = changed(settings, withOptimizer(settings, change.optimizer, rates));
    else settings = changed(settings, change);
  }
  const params = parseParameters(query, catalogue, notices);
  const choices = {
    dialect: dialect ?? DIALECTS[0],
    selected,
    params,
    images: images ?? preset.images,
    learning: learning ?? 'framework',
    preset: preset.name,
    settings,
    seeds: seeds ?? DEFAULT_SEEDS,
    offered: run === '1' || query.has('bits'),
    bits: parseBits(query.get('bits'), selected, notices),
    sweep: Object.fromEntries([...query].filter(([key]) => SWEEP_NAMES.some((name) => name === key))),
    search: query.get('search') ?? undefined,
    views: Object.fromEntries([...query].filter(([key]) => VIEW_NAMES.some((name) => name === key))),
  };
  return { choices, notices };
}

/** `bits=1f2e3d4c,-`: a digest for each function, `-` where there is none. */
function parseBits(text: string | null, selected: readonly string[], notices: Notice[]): State['bits'] {
  if (text === null) return undefined;
  // After anything that was not understood it is another experiment.
  const stale = notices.some(({ what }) => !SHOWING.some((name) => name === what));
  const parts = text.split(',');
  if (parts.length !== selected.length || !parts.every((part) => /^([0-9a-f]{8}|-)$/.test(part))) {
    const allowed = `${selected.length} × 0–9, a–f (8)`;
    if (!stale) notices.push({ code: 'bad_value', what: 'bits', got: brief(text), allowed });
    return undefined;
  }
  const digests = selected.map((id, place) => [id, parts[place] ?? '-'] as const);
  return { digests: Object.fromEntries(digests.filter(([, digest]) => digest !== '-')), stale };
}

function parseSelection(
  text: string | null,
  catalogue: readonly FunctionSpec[],
  notices: Notice[],
): string[] | undefined {
  if (text === null) return undefined;
  const ids = catalogue.map((spec) => spec.id);
  const wanted = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((name) => catalogue.find(({ aliases }) => aliases.includes(name))?.id ?? name);
  if (wanted.includes('all')) return ids;
  const unknown = wanted.filter((id) => !ids.includes(id));
  if (unknown.length > 0) {
    const got = brief(unknown.join(', '));
    notices.push({ code: 'unknown_function', what: 'activations', got, allowed: ids.join(', ') });
  }
  const known = ids.filter((id) => wanted.includes(id));
  return known.length > 0 ? known : undefined;
}

/** `hard_sigmoid.slope=0.3` */
function parseParameters(
  query: URLSearchParams,
  catalogue: readonly FunctionSpec[],
  notices: Notice[],
): Record<string, Parameters> {
  const params: Record<string, Parameters> = {};
  for (const [key, text] of query) {
    const [id = '', name = ''] = key.split('.', 2);
    const spec = key.includes('.') ? catalogue.find((candidate) => candidate.id === id) : undefined;
    if (!spec) continue;
    const parameter = spec.parameters.find((candidate) => candidate.name === name);
    if (!parameter) {
      const allowed = spec.parameters.map((candidate) => `${id}.${candidate.name}`).join(', ') || '–';
      notices.push({ code: 'unknown_function_parameter', what: id, got: brief(key), allowed });
      continue;
    }
    const value = parseNumber(text);
    if (value === undefined || value < parameter.min || value > parameter.max) {
      const allowed = `${parameter.min}–${parameter.max}`;
      notices.push({ code: 'bad_value', what: key, got: brief(text), allowed });
    } else if (value !== parameter.default) {
      params[id] = { ...params[id], [name]: value };
    }
  }
  return params;
}

/** The query that reproduces the experiment; defaults are left out, foreign parameters stay. */
export function toSearch(
  search: string,
  state: Pick<
    State,
    | 'dialect'
    | 'selected'
    | 'params'
    | 'images'
    | 'learning'
    | 'offer'
    | 'preset'
    | 'settings'
    | 'seeds'
    | 'bits'
    | 'sweep'
    | 'search'
    | 'views'
  >,
  catalogue: readonly FunctionSpec[],
  defaultSelection: readonly string[],
  shown: { lang?: Lang; theme?: Theme },
): string {
  const query = new URLSearchParams(search);
  for (const key of [...query.keys()]) {
    const owner = key.split('.', 1)[0];
    if (key.includes('.') && catalogue.some((spec) => spec.id === owner)) query.delete(key);
  }
  const put = (key: string, value: string | undefined): void => {
    if (value === undefined) query.delete(key);
    else query.set(key, value);
  };
  put('lang', shown.lang);
  put('theme', shown.theme);
  put('dialect', state.dialect === DIALECTS[0] ? undefined : state.dialect);
  const selection = state.selected.join(',');
  put('activations', selection === defaultSelection.join(',') ? undefined : selection);
  const preset = presetOf(state.offer, state.preset);
  put('preset', preset === state.offer.presets[0] ? undefined : preset.name);
  put('images', state.images === preset.images ? undefined : state.images);
  put('learn', state.learning === 'framework' ? undefined : state.learning);
  put('seeds', state.seeds === DEFAULT_SEEDS ? undefined : String(state.seeds));
  // An optimizer brings its learning rate, a schedule its decay; some do nothing without a validation split.
  const rates = ratesOf(state.offer, preset);
  const { optimizer, schedule, validation_split } = state.settings;
  const bare = changed(preset.settings, withOptimizer(preset.settings, optimizer, rates));
  const defaults = changed(bare, { schedule, validation_split });
  for (const name of SETTING_NAMES) {
    const base = ['optimizer', 'schedule', 'validation_split'].includes(name) ? preset.settings : defaults;
    const value = settingText(name, state.settings);
    put(name, value === settingText(name, base) ? undefined : value);
  }
  for (const [id, params] of Object.entries(state.params)) {
    for (const [name, value] of Object.entries(params)) put(`${id}.${name}`, String(value));
  }
  for (const name of SWEEP_NAMES) put(name, state.sweep[name]);
  put('search', state.search);
  for (const name of VIEW_NAMES) put(name, state.views[name]);
  const { digests = {}, stale = true } = state.bits ?? {};
  const known = !stale && state.selected.some((id) => digests[id]);
  put('bits', known ? state.selected.map((id) => digests[id] ?? '-').join() : undefined);
  const text = query.toString().replace(/%2C|%3A/g, decodeURIComponent);
  return text ? `?${text}` : '';
}

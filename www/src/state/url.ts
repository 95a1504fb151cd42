// State ↔ URL. What is understood is used; the rest is named in a notice. Parameters of others are left alone.

import { DIALECTS, type Dialect, type FunctionSpec, type Parameters } from '../core/types.ts';
import type { Choices } from './reduce.ts';
import { IMAGES, type Lang, LEARNING, type Notice, type Settings, type State, type Theme } from './state.ts';

/** Bounds of what a reader may ask for; the core has wider ones. */
export const BOUNDS = {
  seed: { min: 0, max: 2 ** 32 - 1, integer: true },
  epochs: { min: 1, max: 100, integer: true },
  learning_rate: { min: 0.0001, max: 10, integer: false },
  batch_size: { min: 1, max: 1000, integer: true },
  hidden: { min: 1, max: 512, integer: true },
} as const;

export type SettingName = keyof typeof BOUNDS;
export const SETTING_NAMES = Object.keys(BOUNDS) as SettingName[];
const MAX_LAYERS = 3;

/** As shown in notices. */
export function allowedText(name: SettingName): string {
  const { min, max } = BOUNDS[name];
  return name === 'hidden' ? `${min}–${max} (× 1–${MAX_LAYERS})` : `${min}–${max}`;
}

/** A link may say anything at any length. */
const brief = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

/** A plain decimal number: no hexadecimal, no empty text. */
function parseNumber(text: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text.trim()) ? Number(text) : undefined;
}

export function parseSetting(name: SettingName, text: string): number | undefined {
  const { min, max, integer } = BOUNDS[name];
  const value = parseNumber(text);
  if (value === undefined || !(value >= min && value <= max)) return undefined;
  return integer && !Number.isInteger(value) ? undefined : value;
}

export function parseHidden(text: string): number[] | undefined {
  const layers = text.split(/[,、\s]+/).map((part) => parseSetting('hidden', part));
  if (layers.length > MAX_LAYERS || layers.includes(undefined)) return undefined;
  return layers as number[];
}

export const PANELS = ['curves', 'dialects', 'race', 'timing', 'draw', 'code'] as const;
export type PanelName = (typeof PANELS)[number];

/** `panel=race,draw`; all of them when none is named. */
export function parsePanels(search: string): readonly PanelName[] {
  const wanted = new URLSearchParams(search).get('panel')?.split(',') ?? [];
  const known = wanted.flatMap((name) => PANELS.filter((panel) => panel === name.trim()));
  return known.length > 0 ? [...new Set(known)] : PANELS;
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
  defaults: Settings,
  rates: State['rates'],
  defaultSelection: readonly string[],
): { choices: Choices; notices: Notice[] } {
  const query = new URLSearchParams(search);
  const notices: Notice[] = [];
  const bad = (what: string, got: string, allowed: string): void => {
    notices.push({ code: 'bad_value', what, got: brief(got), allowed });
  };

  if (query.has('lang') && !parseLang(search)) bad('lang', query.get('lang') ?? '', 'ja, en');
  if (query.has('theme') && !parseTheme(search))
    bad('theme', query.get('theme') ?? '', 'light, dark, system');

  const dialect = parseDialect(search);
  if (query.has('dialect') && !dialect) bad('dialect', query.get('dialect') ?? '', DIALECTS.join(', '));

  const panels = query.get('panel') ?? '';
  if (panels.split(',').some((name) => name && !PANELS.some((panel) => panel === name.trim()))) {
    bad('panel', panels, PANELS.join(', '));
  }

  const images = IMAGES.find((name) => name === (query.get('images') ?? 'subset'));
  if (!images) bad('images', query.get('images') ?? '', IMAGES.join(', '));

  const learning = LEARNING.find((name) => name === (query.get('learn') ?? 'framework'));
  if (!learning) bad('learn', query.get('learn') ?? '', LEARNING.join(', '));

  const selected = parseSelection(query.get('activations'), catalogue, notices) ?? defaultSelection;
  const settings = { ...defaults, hidden: [...defaults.hidden] };
  const optimizer = query.get('optimizer') ?? defaults.optimizer;
  const rate = rates[optimizer];
  if (rate === undefined) bad('optimizer', optimizer, Object.keys(rates).join(', '));
  else Object.assign(settings, { optimizer, learning_rate: rate });
  for (const name of SETTING_NAMES) {
    const text = query.get(name);
    if (text === null) continue;
    if (name === 'hidden') {
      const layers = parseHidden(text);
      if (layers) settings.hidden = layers;
      else bad(name, text, allowedText(name));
    } else {
      const value = parseSetting(name, text);
      if (value === undefined) bad(name, text, allowedText(name));
      else settings[name] = value;
    }
  }
  const params = parseParameters(query, catalogue, notices);
  const choices = {
    dialect: dialect ?? DIALECTS[0],
    selected,
    params,
    images: images ?? 'subset',
    learning: learning ?? 'framework',
    settings,
  };
  return { choices, notices };
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
    'dialect' | 'selected' | 'params' | 'images' | 'learning' | 'settings' | 'defaults' | 'rates'
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
  put('images', state.images === 'subset' ? undefined : state.images);
  put('learn', state.learning === 'framework' ? undefined : state.learning);
  const { optimizer } = state.settings;
  put('optimizer', optimizer === state.defaults.optimizer ? undefined : optimizer);
  const defaults = { ...state.defaults, learning_rate: state.rates[optimizer] };
  for (const name of SETTING_NAMES) {
    const value = String(state.settings[name]);
    put(name, value === String(defaults[name]) ? undefined : value);
  }
  for (const [id, params] of Object.entries(state.params)) {
    for (const [name, value] of Object.entries(params)) put(`${id}.${name}`, String(value));
  }
  const text = query.toString().replaceAll('%2C', ',');
  return text ? `?${text}` : '';
}

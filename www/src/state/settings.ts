// The reader's settings of a race: what each may be, how it is read and written. Shaped as the core's configuration,
// within the core's bounds.

import type { TrainConfig } from '../core/types.ts';

/** The same for every function. */
export type Settings = Omit<TrainConfig, 'activation' | 'params' | 'learn' | 'layers'>;

/** Which images: 10,000 + 1,000 of 14 × 14, all of that size, or all of 28 × 28. */
export type Images = (typeof IMAGES)[number];
export const IMAGES = ['subset', 'all14', 'all'] as const;

/** A named start: all settings and the images. */
export interface Preset {
  name: string;
  settings: Settings;
  images: Images;
}

/** What the core has to choose from. */
export interface Offer {
  /** the default first */
  presets: readonly Preset[];
  /** every optimizer, with its usual learning rate */
  rates: Readonly<Record<string, number>>;
  initializers: readonly string[];
}

interface Bounds {
  min: number;
  max: number;
  integer?: true;
  /** `min` itself is too small */
  open?: true;
  /** may be left out */
  optional?: true;
}

/** A single-precision number above 0. */
const POSITIVE = { min: 0, max: 3.4e38, open: true } as const;

const NUMBERS = {
  epochs: { min: 1, max: 1000, integer: true },
  learning_rate: POSITIVE,
  batch_size: { min: 1, max: 4096, integer: true },
  seed: { min: 0, max: 2 ** 32 - 1, integer: true },
  decay_rate: { ...POSITIVE, max: 1 },
  decay_epochs: { min: 1, max: 1000, integer: true },
  warmup_epochs: { min: 0, max: 999, integer: true, optional: true },
  weight_decay: { min: 0, max: 1, optional: true },
  global_clipnorm: { ...POSITIVE, optional: true },
  dropout: { min: 0, max: 0.99, optional: true },
  validation_split: { min: 0, max: 0.5, optional: true },
  patience: { min: 1, max: 1000, integer: true, optional: true },
  augmentation: { min: 0, max: 2, optional: true },
} as const satisfies Record<string, Bounds>;

/** How many seeds each function is trained with. One can't tell what is chance; five give an interval in seconds. */
export const DEFAULT_SEEDS = 5;
const SEEDS: Bounds = { min: 1, max: 20, integer: true };
export const SEEDS_ALLOWED = `${SEEDS.min}–${SEEDS.max}`;

const SCHEDULES = ['constant', 'step', 'cosine'] as const;
export const UNITS: Bounds = { min: 1, max: 2048, integer: true };
export const MAX_LAYERS = 50;

export type NumberName = keyof typeof NUMBERS;
export type ChoiceName = 'optimizer' | 'initializer' | 'schedule' | 'best_weights';
export type SettingName = NumberName | ChoiceName | 'hidden';

/** In the order in which a link is read: a bound may depend on what comes before. */
export const SETTING_NAMES: readonly SettingName[] = [
  'optimizer',
  'hidden',
  'initializer',
  'schedule',
  ...(Object.keys(NUMBERS) as NumberName[]),
  'best_weights',
];

const isNumber = (name: SettingName): name is NumberName => name in NUMBERS;

/** Where a step schedule begins. */
const STEP = { decay_rate: 0.5, decay_epochs: 5 };

/** `undefined` takes a setting out. */
export type Change = { [Name in keyof Settings]?: Settings[Name] | undefined };

/** With what goes together kept together. */
export function changed(settings: Settings, change: Change): Settings {
  const next = { ...settings, ...change };
  const steps = next.schedule === 'step';
  const most = (next.epochs ?? 1) - 1;
  const whole = {
    ...next,
    schedule: next.schedule === 'constant' ? undefined : next.schedule,
    decay_rate: steps ? (next.decay_rate ?? STEP.decay_rate) : undefined,
    decay_epochs: steps ? (next.decay_epochs ?? STEP.decay_epochs) : undefined,
    warmup_epochs: next.warmup_epochs && Math.min(next.warmup_epochs, most),
    augmentation: next.augmentation || undefined,
    validation_split: next.validation_split || undefined,
    patience: next.validation_split ? next.patience : undefined,
    best_weights: (next.validation_split && next.best_weights) || undefined,
  };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined)) as Settings;
}

/** Another optimizer brings its usual learning rate, unless another was set. */
export function withOptimizer(settings: Settings, optimizer: string, rates: Offer['rates']): Change {
  const usual = settings.learning_rate === rates[settings.optimizer];
  return { optimizer, ...(usual ? { learning_rate: rates[optimizer] } : {}) };
}

/** The learning rate of each optimizer: of the preset's own, the preset's. */
export const ratesOf = (offer: Offer, { settings }: Preset): Offer['rates'] => ({
  ...offer.rates,
  [settings.optimizer]: settings.learning_rate,
});

export function presetOf({ presets }: Offer, name: string): Preset {
  const preset = presets.find((one) => one.name === name) ?? presets[0];
  if (!preset) throw new Error('the core has no presets');
  return preset;
}

/** A plain decimal number: no hexadecimal, no empty text. */
export function parseNumber(text: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text.trim()) ? Number(text) : undefined;
}

function within(text: string, { min, max, integer, open }: Bounds): number | undefined {
  const value = parseNumber(text);
  if (value === undefined || !(value >= min && value <= max)) return undefined;
  if (open && Math.fround(value) <= min) return undefined;
  return integer && !Number.isInteger(value) ? undefined : value;
}

export const parseSeeds = (text: string): number | undefined => within(text, SEEDS);

/** `64`, `64, 32`, `32×20` for twenty layers of 32; nothing for none. */
function parseHidden(text: string): number[] | undefined {
  const parts = text.trim().replace(/\s*[x×*]\s*/gi, '×');
  const layers =
    parts === ''
      ? []
      : parts.split(/[,、\s]+/).flatMap((part) => {
          const [units = '', times = '1', ...rest] = part.split('×');
          const count = within(times, { min: 1, max: MAX_LAYERS, integer: true });
          return count === undefined || rest.length > 0
            ? [undefined]
            : Array(count).fill(within(units, UNITS));
        });
  return layers.length > MAX_LAYERS || layers.includes(undefined) ? undefined : layers;
}

/** `32×20, 16`; `times` stands between units and number of layers. */
export function hiddenText(hidden: readonly number[], times = '×', separator = ', '): string {
  const groups: [units: number, count: number][] = [];
  for (const units of hidden) {
    const last = groups.at(-1);
    if (last?.[0] === units) last[1] += 1;
    else groups.push([units, 1]);
  }
  return groups
    .flatMap(([units, count]) =>
      count > 2 ? [`${units}${times}${count}`] : Array(count).fill(String(units)),
    )
    .join(separator);
}

export function namesOf(name: ChoiceName, offer: Offer): readonly string[] {
  switch (name) {
    case 'optimizer':
      return Object.keys(offer.rates);
    case 'initializer':
      return offer.initializers;
    case 'schedule':
      return SCHEDULES;
    case 'best_weights':
      return ['false', 'true'];
  }
}

/** What a text makes of a setting, or undefined if it cannot be used. An empty one takes out what may be left out. */
export function parseSetting(
  name: SettingName,
  text: string,
  settings: Settings,
  offer: Offer,
): Change | undefined {
  if (name === 'hidden') {
    const hidden = parseHidden(text);
    return hidden && { hidden };
  }
  if (isNumber(name)) {
    const bounds = boundsOf(name, settings);
    if (bounds.optional && text.trim() === '') return { [name]: undefined };
    const value = within(text, bounds);
    return value === undefined ? undefined : { [name]: value };
  }
  if (!namesOf(name, offer).includes(text)) return undefined;
  return name === 'best_weights' ? { [name]: text === 'true' } : { [name]: text };
}

function boundsOf(name: NumberName, { epochs }: Settings): Bounds {
  const bounds: Bounds = NUMBERS[name];
  return name === 'warmup_epochs' ? { ...bounds, max: epochs - 1 } : bounds;
}

/** A setting as a text that `parseSetting` reads. */
export function settingText(name: SettingName, settings: Settings): string {
  if (name === 'hidden') return hiddenText(settings.hidden, 'x', ',');
  const absent = name === 'schedule' ? 'constant' : name === 'best_weights' ? 'false' : '';
  return String(settings[name] ?? absent);
}

/** What may be said, as shown in notices and under a field. */
export function allowedText(name: SettingName, settings: Settings, offer: Offer): string {
  if (name === 'hidden') return `${UNITS.min}–${UNITS.max} (× 0–${MAX_LAYERS})`;
  if (!isNumber(name)) return namesOf(name, offer).join(', ');
  const { min, max, open } = boundsOf(name, settings);
  if (max === POSITIVE.max) return `> ${min}`;
  return open ? `> ${min}, ≤ ${max}` : `${min}–${max}`;
}

/** What a setting needs beside it and lacks. */
export function missingFor(name: SettingName, { schedule, validation_split }: Settings): string | undefined {
  if (name.startsWith('decay_') && schedule !== 'step') return 'schedule=step';
  if ((name === 'patience' || name === 'best_weights') && !validation_split) return 'validation_split > 0';
  return undefined;
}

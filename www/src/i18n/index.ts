import type { Failure } from '../core/failure.ts';
import type { Lang } from '../state/state.ts';
import type { en } from './en.ts';
import type { claims } from './en-claims.ts';
import type { code } from './en-code.ts';
import type { dialects } from './en-dialects.ts';
import type { draw } from './en-draw.ts';
import type { embed } from './en-embed.ts';
import type { more } from './en-more.ts';
import type { race } from './en-race.ts';
import type { settings } from './en-settings.ts';
import type { signal } from './en-signal.ts';
import type { step } from './en-step.ts';
import type { timing } from './en-timing.ts';
import type { tuning } from './en-tuning.ts';
import type { tuningHand } from './en-tuning-hand.ts';
import type { units } from './en-units.ts';
import type { vanishing } from './en-vanishing.ts';

export type Key =
  | keyof typeof en
  | keyof typeof claims
  | keyof typeof code
  | keyof typeof dialects
  | keyof typeof draw
  | keyof typeof embed
  | keyof typeof more
  | keyof typeof race
  | keyof typeof settings
  | keyof typeof signal
  | keyof typeof step
  | keyof typeof timing
  | keyof typeof tuning
  | keyof typeof tuningHand
  | keyof typeof units
  | keyof typeof vanishing;
export type Values = Readonly<Record<string, string | number>>;

export type Texts = Readonly<Partial<Record<Key, string>>>;

const TEXTS: Record<Lang, Texts> = { en: {}, ja: {} };

export function addTexts(lang: Lang, texts: Texts): void {
  TEXTS[lang] = { ...TEXTS[lang], ...texts };
}

export interface Translator {
  readonly lang: Lang;
  t: (key: Key, values?: Values) => string;
  /** what a function is, in a sentence */
  about: (id: string) => string;
  /** what a parameter of a function does */
  meaning: (id: string, parameter: string) => string;
  failure: (failure: Failure) => string;
  /** rounded to `most` decimals, filled up to `least` */
  number: (value: number, most?: number, least?: number) => string;
  /** rounded to three digits that matter */
  significant: (value: number) => string;
  percent: (ratio: number, decimals: number) => string;
}

function createTranslator(lang: Lang): Translator {
  const formats = new Map<string, Intl.NumberFormat>();
  const format = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const key = JSON.stringify(options);
    const known = formats.get(key) ?? new Intl.NumberFormat(lang, options);
    formats.set(key, known);
    return known;
  };
  const t = (key: Key, values: Values = {}): string =>
    (TEXTS[lang][key] ?? '').replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
  const finite = (value: number, text: () => string): string => (Number.isFinite(value) ? text() : '–');

  return {
    lang,
    t,
    about: (id) => t(`fn.${id}.about` as Key),
    meaning: (id, parameter) => t(`param.${id}.${parameter}` as Key),
    failure: ({ code, what, got, expected, divergence }) => {
      if (!divergence) return t(`error.${code}`, { what, got, expected });
      const { epoch, batch, layer, reason } = divergence;
      return t('error.diverged_at', { epoch, batch, layer, reason: t(`divergence.${reason}`) });
    },
    number: (value, most = 3, least = 0) =>
      finite(value, () =>
        // `negative`: what rounds to zero has no sign.
        format({ minimumFractionDigits: least, maximumFractionDigits: most, signDisplay: 'negative' })
          .format(value)
          .replace(/^-/, '−'),
      ),
    significant: (value) => finite(value, () => format({ maximumSignificantDigits: 3 }).format(value)),
    percent: (ratio, decimals) =>
      finite(ratio, () =>
        format({
          style: 'percent',
          minimumFractionDigits: decimals,
          maximumFractionDigits: decimals,
        }).format(ratio),
      ),
  };
}

const TRANSLATORS: Record<Lang, Translator> = { en: createTranslator('en'), ja: createTranslator('ja') };

/** Of a language whose texts are there. */
export const translator = (lang: Lang): Translator => TRANSLATORS[lang];

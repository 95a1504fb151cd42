// How a cell of the map is shown, and what is said of it. Pure.

import type { Translator } from '../../i18n/index.ts';
import { agreementOf, scatter } from './agreement.ts';
import type { Choice } from './choice.ts';
import { type History, momentAt } from './history.ts';
import type { Row } from './plan.ts';
import { isOff, powerOf, type Ratio, REACH, type Reading, shadeOf } from './reading.ts';

export interface Shown {
  text: string;
  /** for those who do not see it */
  said: string;
  tone: 'vanishes' | 'explodes' | 'even' | 'none';
  /** 0 … 1 */
  shade: number;
  /** theory is off */
  off: boolean;
}

/** Within a cell, to its tenth: a ratio of 1 is neither. */
const DECIMALS = { measured: 1, predicted: 1, error: 2 } as const;

const DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raised = (power: number): string =>
  String(power)
    .replace(/-/, '⁻')
    .replace(/\d/g, (digit) => DIGITS[Number(digit)] ?? '');

/** `10⁻³` */
export const powerOfTen = ({ number }: Translator, power: number): string =>
  `10${Number.isInteger(power) ? raised(power) : `^${number(power, 1)}`}`;

/** `0.25` or `2.8 × 10⁻³¹` */
export function scientific(i18n: Translator, value: number): string {
  const { significant, number } = i18n;
  if (value === 0 || (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5) || !Number.isFinite(value))
    return significant(value);
  const size = Math.log10(Math.abs(value));
  // 9.96 is 10.0 in two digits.
  const power = Math.floor(size + Math.log10(10 / 9.95));
  // Near the smallest of all numbers 10 to the power is none.
  return `${number(value / 10 ** (power / 2) / 10 ** (power / 2), 1, 1)} × ${powerOfTen(i18n, power)}`;
}

/** `+0.3`, `−5.5` and `0.0`: which way it goes is not told by colour alone. */
export function signed({ number }: Translator, power: number, decimals: number): string {
  const text = number(power, decimals, decimals);
  return power > 0 && !/^[0.,]*$/.test(text) ? `+${text}` : text;
}

/** A ratio in words. */
export function toldRatio(i18n: Translator, ratio: Ratio): string {
  if (ratio.kind === 'known') return scientific(i18n, ratio.ratio);
  return i18n.t(`vanishing.ratio.${ratio.kind}`);
}

export const toldPrediction = (i18n: Translator, ratio: Ratio): string =>
  ratio.kind === 'infinite' ? i18n.t('vanishing.ratio.unsaid') : toldRatio(i18n, ratio);

const EMPTY = { tone: 'none', shade: 0, off: false } as const;
const MARKS = { zero: '0', none: '–', infinite: '×' } as const;

/** `reading` is missing while it is being measured. */
export function shownCell(
  i18n: Translator,
  place: string,
  reading: Reading | undefined,
  shown: Choice['shown'],
): Shown {
  const { t } = i18n;
  if (!reading) return { ...EMPTY, tone: 'even', text: '·', said: `${place}: ${t('vanishing.pending')}` };
  const power = shown === 'error' ? reading.error : powerOf(reading[shown]);
  const mark = shown === 'measured' && reading.measured.kind !== 'known' ? MARKS[reading.measured.kind] : '–';
  const cell = Number.isNaN(power)
    ? { ...EMPTY, text: mark }
    : { ...coloured(i18n, power, shown), off: isOff(reading) };
  const said = t(cell.off ? 'vanishing.said.off' : 'vanishing.said', {
    place,
    text: cell.text,
    measured: toldRatio(i18n, reading.measured),
    predicted: toldPrediction(i18n, reading.predicted),
  });
  return { ...cell, said };
}

/** As a network was before a step of its training. */
export function shownMoment(
  i18n: Translator,
  place: string,
  history: History | undefined,
  step: number,
  of: Choice['of'],
): Shown {
  const { moment, ended } = history ? momentAt(history, step) : { moment: undefined, ended: false };
  if (ended && history?.failure)
    return { ...EMPTY, text: '×', said: `${place}: ${i18n.failure(history.failure)}` };
  if (!moment) return { ...EMPTY, tone: 'even', text: '·', said: `${place}: ${i18n.t('vanishing.pending')}` };
  const ratio = moment[of];
  const cell =
    ratio.kind === 'known'
      ? { ...coloured(i18n, ratio.power, 'measured'), off: false }
      : { ...EMPTY, text: MARKS[ratio.kind] };
  return { ...cell, said: `${place}: ${cell.text} (${toldRatio(i18n, ratio)})` };
}

function coloured(
  i18n: Translator,
  power: number,
  shown: Choice['shown'],
): Pick<Shown, 'text' | 'tone' | 'shade'> {
  const text = signed(i18n, power, DECIMALS[shown]);
  const tone = /^[0.,]*$/.test(text) ? 'even' : power < 0 ? 'vanishes' : 'explodes';
  return { text, tone, shade: shadeOf(power, REACH[shown]) };
}

/** Rows that are named. */
const NAMED = 4;

/** For how many networks theory holds, and why not for the others; nothing while some are being measured. */
export function toldAgreement(
  { t, number }: Translator,
  { depths, units }: Pick<Choice, 'depths' | 'units'>,
  rows: readonly Pick<Row, 'id'>[],
  fresh: readonly (readonly ({ reading: Reading } | undefined)[])[],
): string {
  const cells = rows.flatMap(({ id }, row) =>
    depths.flatMap((depth, column) => {
      const reading = fresh[row]?.[column]?.reading;
      return reading ? [{ row: id, depth, units, reading }] : [];
    }),
  );
  if (cells.length < rows.length * depths.length) return '';
  const { compared, held, narrow, rows: off, silent } = agreementOf(cells);
  if (compared === 0) return t('vanishing.agreement.none');
  const said = [t('vanishing.agreement', { held, compared })];
  const deepest = depths.at(-1) ?? 1;
  const factor = number(Math.exp(scatter(deepest, units)), 1);
  if (narrow > 0) said.push(t('vanishing.agreement.narrow', { narrow, units, deepest, factor }));
  if (off.length > 0) {
    const names = off.slice(0, NAMED).map(({ row, count }) => `${row}: ${count}`);
    const list = `${names.join(t('list.separator'))}${off.length > NAMED ? '…' : ''}`;
    const count = off.reduce((sum, one) => sum + one.count, 0);
    said.push(t('vanishing.agreement.beyond', { count, list }));
  }
  if (silent > 0) said.push(t('vanishing.agreement.silent', { silent }));
  return said.join(t('sentence.separator'));
}

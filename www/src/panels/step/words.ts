// Numbers as text.

import type { Translator } from '../../i18n/index.ts';
import type { Fact, Quantity } from './sentences.ts';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** `10⁻³` */
export const powerText = (power: number): string =>
  `10${power < 0 ? '⁻' : ''}${[...String(Math.abs(power))].map((digit) => SUPERSCRIPTS[Number(digit)] ?? '').join('')}`;

/** Three digits, or two of a number that is small or large; 0 is 0. */
export function sizeText(value: number, i18n: Translator): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size === 0) return '0';
  const sign = value < 0 ? '−' : '';
  if (size >= 1e-3 && size < 1e4) return `${sign}${i18n.significant(size)}`;
  const power = Math.floor(Math.log10(size));
  const lead = i18n.number(size / 10 ** power, 1, 1);
  // 9.96 is 10.0 in two digits.
  const [digits, raised] = lead.startsWith('10') ? [i18n.number(1, 1, 1), power + 1] : [lead, power];
  return `${sign}${digits}\u202f×\u202f${powerText(raised)}`;
}

/** `×0.21` */
export const factorText = (value: number | undefined, i18n: Translator): string =>
  value === undefined ? '–' : `×${sizeText(Number(value.toPrecision(2)), i18n)}`;

/** `0.032%` */
export const shareText = (value: number, i18n: Translator): string =>
  Number.isFinite(value) ? `${sizeText(Number((100 * value).toPrecision(2)), i18n)}%` : '–';

function quantityText(value: Quantity, i18n: Translator): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return i18n.number(value);
  switch (value.kind) {
    case 'size':
      return sizeText(value.value, i18n);
    case 'share':
      return shareText(value.value, i18n);
    case 'factor':
      return factorText(value.value, i18n);
  }
}

export const factText = ({ key, values }: Fact, i18n: Translator): string =>
  i18n.t(
    key,
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, quantityText(value, i18n)])),
  );

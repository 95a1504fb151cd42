// Numbers of a verdict as text.

import type { Key, Translator } from '../../i18n/index.ts';
import type { Fact, Quantity } from './verdict.ts';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

export function factText({ key, values }: Fact, i18n: Translator): string {
  const texts = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : quantity(value, i18n),
  ]);
  return i18n.t(key satisfies Key, Object.fromEntries(texts));
}

function quantity(value: Quantity, i18n: Translator): string {
  if (typeof value === 'object') return i18n.number(value.value, value.decimals, value.decimals);
  const size = Math.abs(value);
  if (!(size > 0 && size < 1e-3)) return i18n.significant(value);
  const power = Math.floor(Math.log10(size));
  const raised = [...String(-power)].map((digit) => SUPERSCRIPTS[Number(digit)] ?? '').join('');
  return `${i18n.number(value / 10 ** power, 1, 1)}\u00a0×\u00a010⁻${raised}`;
}

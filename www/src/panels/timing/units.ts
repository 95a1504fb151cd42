// In which unit a measure is shown.

import type { Translator } from '../../i18n/index.ts';
import type { Measure, Ranked, TimingRow } from './results.ts';

/** Values of the report are multiplied by `factor`. */
export interface Unit {
  name: 'ns' | 'µs' | 'ms';
  factor: number;
}

export function unitOf(measure: Measure, rows: readonly TimingRow[]): Unit {
  if (measure === 'forward' || measure === 'backward') return { name: 'ns', factor: 1 };
  const most = Math.max(0, ...rows.map(({ times }) => times[measure]?.median ?? 0));
  return most < 1 ? { name: 'µs', factor: 1000 } : { name: 'ms', factor: 1 };
}

/** With no more digits than the interval supports. */
export function written(
  { number }: Translator,
  { decimals }: Ranked,
  { factor }: Unit,
): (value: number) => string {
  const shown = Math.max(0, decimals - Math.round(Math.log10(factor)));
  return (value) => number(value * factor, shown, shown);
}

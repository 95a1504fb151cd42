// The accuracies as dots with their intervals, in the order of the table.

import type { Domain } from '../../charts/geometry.ts';
import type { IntervalRow } from '../../charts/interval-chart.ts';
import { niced } from '../../charts/scale.ts';
import { sorted } from '../../statistics/index.ts';
import type { TableRow } from './columns.ts';

/** On a shorter axis ticks may be half a percent apart. */
export const FINE = 0.06;

/** Rows without an accuracy are left out: the table says why. */
export function plotRows(rows: readonly TableRow[], colorOf: (id: string) => string): IntervalRow[] {
  return rows
    .filter(({ accuracies }) => accuracies.some(Number.isFinite))
    .map(({ name, group, accuracy: { mean, low, high }, accuracies }) => ({
      label: name,
      color: colorOf(group.activation),
      marks: [{ value: mean, low, high, open: false }],
      points: accuracies.length > 1 ? accuracies.filter(Number.isFinite) : [],
    }));
}

/**
 * All dots and intervals, widened to round numbers; not from zero, where there would be nothing to see, and without what is
 * far below all others: one function that learns nothing would hide the differences of forty.
 */
export function plotDomain(rows: readonly IntervalRow[]): Domain {
  const fence = farBelow(rows.flatMap(({ marks }) => marks.map(({ value }) => value)));
  const shown = rows.filter(({ marks }) => marks.some(({ value }) => value >= fence));
  const values = shown.flatMap(({ marks, points = [] }) => [
    ...points,
    ...marks.flatMap(({ value, low, high }) => [value, low, high]),
  ]);
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  // One accuracy alone has no extent.
  const margin = Math.max(0.002, (most - least) * 0.03);
  const [from, to] = niced([least - margin, most + margin], 8);
  return [Math.max(0, from), Math.min(1, to)];
}

/** What is less is far out by Tukey's rule: three times the range between the quartiles below the lower one. */
function farBelow(means: readonly number[]): number {
  const ordered = sorted(means);
  const at = (share: number): number => ordered[Math.floor(share * (ordered.length - 1))] ?? Number.NaN;
  return at(0.25) - 3 * Math.max(0.005, at(0.75) - at(0.25));
}

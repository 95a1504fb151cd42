// What one clock around one call, in the order of the list, would have said, beside what is so.

import type { TimingReport } from '../../worker/protocol.ts';
import { byTime, type Ranked, type TimingRow } from './results.ts';

/** What one call says of a function. */
export interface Call {
  /** ms for a step */
  step: number;
  /** from 1; there are no intervals that could make functions share one */
  rank: number;
  /** how many times the median of the careful measurement */
  ratio: number;
}

export interface NaiveRow {
  row: TimingRow;
  careful: Ranked;
  in_order: Call;
  reversed: Call;
}

export interface NaiveComparison {
  /** fastest first, by the careful measurement */
  rows: NaiveRow[];
  /** the one whose call came first: in the list, and in its reverse */
  first: NaiveRow;
  last: NaiveRow;
  /** of two functions each */
  pairs: number;
  /** that the careful measurement tells apart */
  apart: number;
  /** of those, in which the calls in list order, in reverse order have the slower one faster */
  wrong: { in_order: number; reversed: number };
  /** that the two orders of calling rank differently */
  contradictory: number;
}

/** Undefined where fewer than two functions have been timed in both ways. */
export function compareNaive(report: TimingReport, all: readonly TimingRow[]): NaiveComparison | undefined {
  const { naive } = report;
  if (!naive) return undefined;
  const timed = byTime(all, 'step').flatMap(
    (row): { row: TimingRow; careful: Ranked; a: number; b: number }[] => {
      const [a, b] = [naive.in_order[row.index], naive.reversed[row.index]];
      const careful = row.times.step;
      return careful && typeof a === 'number' && typeof b === 'number' ? [{ row, careful, a, b }] : [];
    },
  );
  const rankOf = (value: number, values: readonly number[]): number =>
    1 + values.filter((other) => other < value).length;
  const [there, back] = [timed.map(({ a }) => a), timed.map(({ b }) => b)];
  const rows = timed.map(({ row, careful, a, b }): NaiveRow => {
    const call = (step: number, values: readonly number[]): Call => ({
      step,
      rank: rankOf(step, values),
      ratio: step / careful.median,
    });
    return { row, careful, in_order: call(a, there), reversed: call(b, back) };
  });
  const inList = [...rows].sort((a, b) => a.row.index - b.row.index);
  const [first, last] = [inList[0], inList.at(-1)];
  if (!first || !last || first === last) return undefined;
  const pairs = rows.flatMap((slower, index) => rows.slice(0, index).map((faster) => ({ faster, slower })));
  const apart = pairs.filter(({ faster, slower }) => faster.careful.rank < slower.careful.rank);
  const wrong = (way: 'in_order' | 'reversed'): number =>
    apart.filter(({ faster, slower }) => faster[way].step > slower[way].step).length;
  return {
    rows,
    first,
    last,
    pairs: pairs.length,
    apart: apart.length,
    wrong: { in_order: wrong('in_order'), reversed: wrong('reversed') },
    contradictory: pairs.filter(
      ({ faster, slower }) =>
        (faster.in_order.step - slower.in_order.step) * (faster.reversed.step - slower.reversed.step) < 0,
    ).length,
  };
}

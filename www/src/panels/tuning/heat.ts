// What the cells of a map came to. Pure.

import { pairedDifferences } from '../../statistics/index.ts';
import { mean } from '../race/rows.ts';
import { accuraciesOf, divergedOf, isComplete, type Measured, resultOf } from './points.ts';

export interface HeatCell {
  /** of all seeds; NaN while one is missing and where one diverged */
  mean: number;
  /** seeds that have ended, well or not */
  ended: number;
  diverged: number;
  /** 0 … 1: from the lowest mean that is shown to the highest */
  shade: number;
  best: boolean;
  /** cannot be told apart from the best */
  peer: boolean;
}

export interface Heat {
  cells: HeatCell[];
  /** means at the ends of the shades */
  from: number;
  to: number;
}

/** Of all means the best three quarters have shades of their own: one setting that learns nothing would take them all. */
const SHADED = 0.75;

/** `testCount`: images that accuracies are counted on. */
export function heatOf(measured: readonly Measured[], testCount: number): Heat {
  const means = measured.map((one) => (isComplete(one) ? mean(accuraciesOf(one)) : Number.NaN));
  const known = means.filter(Number.isFinite).sort((a, b) => b - a);
  const to = known[0] ?? Number.NaN;
  const from = known[Math.ceil(known.length * SHADED) - 1] ?? Number.NaN;
  const best = means.indexOf(to);
  const groups = measured.map((one, index) =>
    Number.isFinite(means[index])
      ? one.outcomes.map((outcome) => resultOf(outcome)?.evaluation.accuracy ?? Number.NaN)
      : [],
  );
  const compared = best >= 0 ? pairedDifferences(groups, best, testCount > 0 ? 1 / testCount : 0) : [];
  const cells = measured.map((one, index): HeatCell => {
    const value = means[index] ?? Number.NaN;
    return {
      mean: value,
      ended: one.outcomes.filter((outcome) => outcome).length,
      diverged: divergedOf(one),
      shade: Number.isNaN(value) ? 0 : to > from ? Math.max(0, (value - from) / (to - from)) : 1,
      best: index === best,
      // Of one seed nothing can be said.
      peer:
        index !== best && Number.isFinite(value) && one.outcomes.length > 1 && compared[index]?.apart === 0,
    };
  });
  return { cells, from, to };
}

// What a function is like at the parameters of now, computed by the core there.

import type { Curve } from '../../core/core.ts';
import { kinks } from '../curves/kinks.ts';
import { meanSquaredSlope } from '../curves/mean-square.ts';
import { gridOver } from '../curves/sampling.ts';

export interface FactsNow {
  /** infimum and supremum; infinite where there is none */
  low: number;
  high: number;
  slopeAtZero: number;
  meanSquaredSlope: number;
  /** places where f or f′ jumps */
  kinks: readonly number[];
}

const REACH = 12;
const COUNT = 4801;
/** Far enough that a slope of 1e-9 shows, and squares still are single-precision numbers. */
const FAR = [1e2, 1e4, 1e6, 1e9, 1e12, 1e15, 1e18];

export function factsNow(evaluate: (x: Float32Array) => Curve): FactsNow {
  const near = evaluate(gridOver([-REACH, REACH], COUNT)).y;
  const right = evaluate(Float32Array.from(FAR)).y;
  const left = evaluate(Float32Array.from(FAR, (x) => -x)).y;
  const values = [...near, ...left, ...right].filter((value) => !Number.isNaN(value));
  const grows = (ends: Float32Array, sign: number): boolean => {
    const [before = 0, last = 0] = ends.subarray(-2);
    return sign * last > 100 * Math.max(1, sign * before);
  };
  const unbounded = (sign: number): boolean => grows(left, sign) || grows(right, sign);
  // + 0: no minus zero.
  return {
    low: unbounded(-1) ? Number.NEGATIVE_INFINITY : Math.min(...values) + 0,
    high: unbounded(1) ? Number.POSITIVE_INFINITY : Math.max(...values) + 0,
    slopeAtZero: evaluate(Float32Array.of(0)).dy[0] ?? Number.NaN,
    meanSquaredSlope: meanSquaredSlope((x) => evaluate(x).dy),
    kinks: kinks(evaluate).map(({ x }) => x),
  };
}

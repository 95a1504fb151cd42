// Where f or f′ jumps, with the parameters of now.

import type { Curve } from '../../core/core.ts';
import { gridOver, linePoints } from './sampling.ts';

const REACH = 12;
/** A jump of less is not looked for. */
const LEAST = 0.005;

/** With the derivative taken there. `evaluate` is the core. */
export function kinks(evaluate: (x: Float32Array) => Curve): { x: number; derivative: number }[] {
  const x = gridOver([-REACH, REACH], 2 * REACH * 100 + 1);
  const { y, dy } = evaluate(x);
  const found = new Set<number>();
  for (const [values, pick] of [
    [y, (curve: Curve) => curve.y],
    [dy, (curve: Curve) => curve.dy],
  ] as const) {
    const points = linePoints(x, values, LEAST, (inner) => pick(evaluate(inner)));
    for (const [index, [from, value]] of points.entries()) {
      const to = points[index + 1]?.[0];
      if (Number.isNaN(value) && to !== undefined) found.add(simplest(from, to));
    }
  }
  const places = [...found].sort((a, b) => a - b);
  const at = evaluate(Float32Array.from(places));
  return places.map((place, index) => ({ x: place, derivative: at.dy[index] ?? Number.NaN }));
}

/** The number with the fewest digits from `low` to `high`. */
function simplest(low: number, high: number): number {
  for (let digits = 0; digits < 7; digits += 1) {
    const rounded = Number(((low + high) / 2).toFixed(digits));
    if (rounded >= low && rounded <= high) return rounded;
  }
  return high;
}

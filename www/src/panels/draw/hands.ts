// Digits in ten hands each, as a pen would have drawn them: for those who have none at hand, and for the tests. The first four
// are as MNIST's, the others have habits that are rare there.

import hands from './hands.json' with { type: 'json' };
import type { Point, Stroke } from './strokes.ts';

type Place = readonly [x: number, y: number];

/** Points that a curve takes from one control point to the next. */
const STEPS = 8;

const HANDS: Readonly<Record<string, readonly (readonly string[])[]>> = hands;

export const handsOf = (digit: number): number => HANDS[digit]?.length ?? 0;

/** A digit in one of its hands, in units of the surface. */
export function sampleOf(digit: number, hand: number): Stroke[] {
  const strokes = HANDS[digit]?.[hand % handsOf(digit)] ?? [];
  return strokes.map((text) => {
    // `|` stands for a corner: the next curve begins where this one ends.
    const curves = text.split('|').map((part) => part.trim().split(' ').map(placeOf));
    const path = curves.flatMap((curve, index) => {
      const corner = curves[index - 1]?.at(-1);
      return smooth(corner ? [corner, ...curve] : curve);
    });
    return path.map(([x, y]): Point => [x / 100, y / 100, 1]);
  });
}

function placeOf(text: string): Place {
  const [x = 0, y = 0] = text.split(',').map(Number);
  return [x, y];
}

/** Through all control points: Catmull and Rom's spline (1974). */
function smooth(controls: readonly Place[]): Place[] {
  const at = (index: number): Place => controls[Math.max(0, Math.min(controls.length - 1, index))] ?? [0, 0];
  const path: Place[] = [at(0)];
  for (let index = 0; index + 1 < controls.length; index += 1) {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    for (let step = 1; step <= STEPS; step += 1) {
      const t = step / STEPS;
      const between = (axis: 0 | 1): number => {
        const [a, b, c, d] = [before[axis], from[axis], to[axis], after[axis]];
        return b + (t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))) / 2;
      };
      path.push([between(0), between(1)]);
    }
  }
  return path;
}

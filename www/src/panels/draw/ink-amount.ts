// Whether there is something like a digit to read at all: networks answer whatever they are shown. Pure.

import type { Stroke } from './strokes.ts';

/** Of the surface's side: a drawing smaller than this is a dot, whatever becomes of it enlarged. */
const DOT = 0.04;
/** Pixels of full ink: the most that any of MNIST's 70,000 digits has is 311.7, the least 19.9. */
const MOST = 312;
const LEAST = 19.5;

export type Amount = 'little' | 'much' | 'enough';

/** `image`: centred, 28×28. */
export function amountOf(strokes: readonly Stroke[], image: Uint8Array): Amount {
  const ink = image.reduce((sum, level) => sum + level, 0) / 255;
  if (ink > MOST) return 'much';
  return ink < LEAST || extentOf(strokes) < DOT ? 'little' : 'enough';
}

/** The longer side of the box around all points. */
export function extentOf(strokes: readonly Stroke[]): number {
  let [left, top, right, bottom] = [1, 1, 0, 0];
  for (const stroke of strokes) {
    for (const [x, y] of stroke) {
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
  }
  return Math.max(right - left, bottom - top);
}

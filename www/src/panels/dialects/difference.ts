// How far two functions are apart, and where they are furthest. Found by sampling: the core gives single precision.

import type { Evaluate } from '../curves/sampling.ts';

export type Difference =
  | { kind: 'none' }
  /** grows without bound on this side */
  | { kind: 'unbounded'; side: -1 | 1 }
  /** `from` = `to` at a peak; infinite where the whole side has it; `mirrored`: at −x as well */
  | { kind: 'largest'; value: number; from: number; to: number; mirrored: boolean };

interface Gap {
  x: number;
  size: number;
  /** what rounding may have added or taken: 4 units in the last place of either value */
  doubt: number;
}

const REACH = 16;
const STEP = 1 / 64;
const FAR = 2 ** 20;

export function difference(a: Evaluate, b: Evaluate): Difference {
  const gaps = (x: Float32Array): Gap[] => {
    const [ya, yb] = [a(x), b(x)];
    return Array.from(x, (at, index) => {
      const [left, right] = [ya[index] ?? Number.NaN, yb[index] ?? Number.NaN];
      return {
        x: at,
        size: Math.abs(left - right),
        doubt: Math.max(Math.abs(left), Math.abs(right)) * 2 ** -22,
      };
    });
  };
  const at = (x: number): Gap => gaps(Float32Array.of(x))[0] ?? { x, size: 0, doubt: 0 };

  const coarse = gaps(grid(-REACH, REACH, STEP));
  // Of equal peaks, that where rounding matters least.
  const best = furthest(coarse);
  for (const side of [-1, 1] as const) {
    if (at(side * FAR).size > 2 * best.size + 1) return { kind: 'unbounded', side };
  }
  if (best.size <= best.doubt) return { kind: 'none' };

  const reaches = (gap: Gap): boolean => gap.size + gap.doubt + best.doubt >= best.size;
  const index = coarse.indexOf(best);
  const first = coarse.slice(0, index).findLastIndex((gap) => !reaches(gap)) + 1;
  const after = coarse.slice(index).findIndex((gap) => !reaches(gap));
  const last = after < 0 ? coarse.length - 1 : index + after - 1;
  let [value, from, to] = [best.size, coarse[first]?.x ?? best.x, coarse[last]?.x ?? best.x];
  if (last - first > 3) {
    const edge = (inside: number, outward: number): number =>
      Math.abs(inside) < REACH
        ? bisect(inside, inside + outward * STEP, (x) => reaches(at(x)))
        : outward * Number.POSITIVE_INFINITY;
    [from, to] = [edge(from, -1), edge(to, 1)];
  } else {
    let peak = best;
    for (let step = STEP; step > 1e-4; step /= 16) {
      const near = gaps(grid(peak.x - step, peak.x + step, step / 32));
      peak = furthest(near);
      // A round top is flat to single precision: its middle.
      const top = near.filter((gap) => gap.size + gap.doubt >= peak.size);
      peak = { ...peak, x: ((top[0]?.x ?? peak.x) + (top.at(-1)?.x ?? peak.x)) / 2 };
    }
    value = peak.size;
    [from, to] = [peak.x, peak.x];
  }
  const middle = Number.isFinite(from + to) ? (from + to) / 2 : best.x;
  return { kind: 'largest', value, from, to, mirrored: from !== 0 && reaches(at(-middle)) && from * to > 0 };
}

const furthest = (gaps: readonly Gap[]): Gap =>
  gaps.reduce((best, gap) => (gap.size - gap.doubt > best.size - best.doubt ? gap : best));

const grid = (from: number, to: number, step: number): Float32Array =>
  Float32Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step);

/** Between `inside`, where `holds`, and `outside`, where it does not: the border. */
function bisect(inside: number, outside: number, holds: (x: number) => boolean): number {
  let [left, right] = [inside, outside];
  for (let round = 0; round < 20; round += 1) {
    const middle = (left + right) / 2;
    if (holds(middle)) left = middle;
    else right = middle;
  }
  return left;
}

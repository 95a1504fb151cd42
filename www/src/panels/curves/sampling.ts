// Values of the chosen functions over the domain that is shown, from the core.

import type { Domain, Point, View } from '../../charts/geometry.ts';
import type { Curve } from '../../core/core.ts';
import type { Parameters } from '../../core/types.ts';
import type { Lab } from '../../state/lab.ts';

/** About one for each pixel of the widest chart, so that a kink looks like one at every zoom. */
const COUNT = 801;
/** Of the chart's height: less than that between neighbours is no step worth looking for. */
const LEAST_STEP = 0.02;
const PARTS = 64;
const ROUNDS = 2;

export type Evaluate = (x: Float32Array) => Float32Array;

export function gridOver([from, to]: Domain, count = COUNT): Float32Array {
  return Float32Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1));
}

/**
 * The values as points of a line, interrupted by NaN where the function steps: what differs much between neighbours is
 * looked at ever closer, and only a step keeps its height.
 */
export function linePoints(x: Float32Array, y: Float32Array, least: number, evaluate: Evaluate): Point[] {
  const points: Point[] = [];
  const change = (index: number): number => Math.abs((y[index] ?? 0) - (y[index - 1] ?? 0)) || 0;
  for (let index = 0; index < x.length; index += 1) {
    // A slope is as steep around it. Looked at from two points away: a step may pass through a value halfway.
    const suspicious = change(index) > Math.max(least, 2 * Math.max(change(index - 2), change(index + 2)));
    if (index > 0 && suspicious) points.push(...step(x, y, index, evaluate));
    points.push([x[index] ?? 0, y[index] ?? 0]);
  }
  return points;
}

/** The two ends of a step between a value and the one before it, and a break; nothing where there is none. */
function step(x: Float32Array, y: Float32Array, index: number, evaluate: Evaluate): Point[] {
  let [from, to] = [x[index - 1] ?? 0, x[index] ?? 0];
  let [low, high] = [y[index - 1] ?? 0, y[index] ?? 0];
  const height = Math.abs(high - low);
  for (let round = 0; round < ROUNDS; round += 1) {
    const inner = gridOver([from, to], PARTS + 1);
    const values = evaluate(inner);
    let steepest = 1;
    const change = (at: number): number => Math.abs((values[at] ?? 0) - (values[at - 1] ?? 0));
    for (let at = 2; at <= PARTS; at += 1) if (change(at) > change(steepest)) steepest = at;
    [from, to] = [inner[steepest - 1] ?? from, inner[steepest] ?? to];
    [low, high] = [values[steepest - 1] ?? low, values[steepest] ?? high];
  }
  if (Math.abs(high - low) < height / 2) return [];
  return [
    [from, low],
    [from, Number.NaN],
    [to, high],
  ];
}

/** What is shown of one function with one choice of parameters. */
export interface Sample {
  x: Float32Array;
  curve: Curve;
  f: readonly Point[];
  derivative: readonly Point[];
  /** ∂f/∂p by parameter */
  gradients: Readonly<Record<string, readonly Point[]>>;
}

/** Evaluates what has changed and keeps the rest: a slider moves one of forty curves. */
export class Sampler {
  readonly #samples = new Map<string, { key: string; value: Sample }>();
  readonly #values = new Map<string, { key: string; value: Value }>();
  #grid: { key: string; x: Float32Array } | undefined;

  sample(lab: Lab, id: string, view: View): Sample | undefined {
    const params = lab.params(id);
    const height = view.y[1] - view.y[0];
    const gridKey = view.x.join();
    return kept(this.#samples, id, `${JSON.stringify(params)} ${gridKey} ${height}`, () => {
      if (this.#grid?.key !== gridKey) this.#grid = { key: gridKey, x: gridOver(view.x) };
      const { x } = this.#grid;
      return lab.guard((core) =>
        sampleOf(x, params, (values) => core.evaluate(id, params, values), height * LEAST_STEP),
      );
    });
  }

  /** At x exactly: at a kink, what the training takes there. */
  at(lab: Lab, id: string, x: number): Value {
    const params = lab.params(id);
    const value = kept(this.#values, id, `${JSON.stringify(params)} ${x}`, () =>
      lab.guard((core) => {
        const { y, dy } = core.evaluate(id, params, Float32Array.of(x));
        return { f: y[0] ?? Number.NaN, df: dy[0] ?? Number.NaN };
      }),
    );
    return value ?? { f: Number.NaN, df: Number.NaN };
  }
}

export interface Value {
  f: number;
  df: number;
}

/** The value of last time, or a new one where the key has changed. */
function kept<T>(
  known: Map<string, { key: string; value: T }>,
  id: string,
  key: string,
  make: () => T | undefined,
): T | undefined {
  const last = known.get(id);
  if (last?.key === key) return last.value;
  const value = make();
  if (value !== undefined) known.set(id, { key, value });
  return value;
}

/** Exported for tests. */
export function sampleOf(
  x: Float32Array,
  params: Parameters,
  evaluate: (x: Float32Array) => Curve,
  least: number,
): Sample {
  const curve = evaluate(x);
  const line = (pick: (curve: Curve) => Float32Array): Point[] =>
    linePoints(x, pick(curve), least, (inner) => pick(evaluate(inner)));
  return {
    x,
    curve,
    f: line(({ y }) => y),
    derivative: line(({ dy }) => dy),
    gradients: Object.fromEntries(
      Object.keys(params).map((name, place) => [name, line((at) => gradientOf(at, place))]),
    ),
  };
}

/** ∂f/∂p of one parameter out of the curve's list of all. */
export function gradientOf({ y, dp }: Curve, place: number): Float32Array {
  return dp.subarray(place * y.length, (place + 1) * y.length);
}

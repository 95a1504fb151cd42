// What the charts of a moved parameter show. Pure.

import { type Domain, type Point, roundedDomain } from '../../charts/geometry.ts';
import type { Series } from '../../charts/series.ts';
import type { Curve } from '../../core/core.ts';
import type { FunctionSpec, Parameters } from '../../core/types.ts';
import { gridOver } from '../curves/sampling.ts';
import type { Target } from './axes.ts';
import { learns, type Weighed } from './hand-models.ts';

export interface Shape {
  x: Domain;
  y: Domain;
}

const X: Domain = [-4, 4];
/** Beyond it a curve may leave the chart. */
const Y: Domain = [-3, 5];

/** Axes that stay where they are while parameters move: they hold the curve at both ends of each, and where it starts. */
export function curveView(
  evaluate: (params: Parameters, x: Float32Array) => Curve,
  { parameters }: FunctionSpec,
): Shape {
  const usual = Object.fromEntries(parameters.map(({ name, default: value }) => [name, value]));
  const ends = parameters.flatMap(({ name, min, max }) =>
    [min, max].map((value) => ({ ...usual, [name]: value })),
  );
  const grid = gridOver(X, 81);
  const values = [usual, ...ends].flatMap((params) => {
    const { y, dy } = evaluate(params, grid);
    return [...y, ...dy];
  });
  const [low, high] = roundedDomain(values, 1, Y);
  return { x: X, y: [Math.max(Y[0], low), Math.min(Y[1], high)] };
}

/** The value that networks were trained with; undefined where they learned values of their own. */
export function trainedAt(
  networks: readonly Weighed[],
  { parameter }: Pick<Target, 'parameter'>,
): number | undefined {
  const config = networks[0]?.config;
  return config && !learns(config, parameter) ? config.params[parameter] : undefined;
}

/** By value: the accuracy of each network, faint where there are several, and their mean. */
export function accuracySeries(
  lines: readonly (readonly [value: number, accuracies: readonly number[]])[],
  color: string,
  count: number,
): Series[] {
  const line = (points: Point[], stroke: string): Series => ({
    label: '',
    color: stroke,
    dash: '',
    points,
    named: false,
  });
  const mean = lines.map(
    ([value, accuracies]): Point => [
      value,
      accuracies.reduce((sum, one) => sum + one, 0) / accuracies.length,
    ],
  );
  const faint = `color-mix(in oklab, ${color} 30%, transparent)`;
  const seeds = count > 1 ? Array.from({ length: count }, (_, seed) => seed) : [];
  return [
    ...seeds.map((seed) =>
      line(
        lines.map(([value, accuracies]): Point => [value, accuracies[seed] ?? Number.NaN]),
        faint,
      ),
    ),
    line(mean, color),
  ];
}

export function accuracyDomain(lines: readonly (readonly [number, readonly number[]])[]): Domain {
  const values = lines.flatMap(([, accuracies]) => accuracies);
  const span = Math.max(...values) - Math.min(...values);
  return roundedDomain(values, span > 0.2 ? 0.1 : span > 0.05 ? 0.02 : 0.01, [0, 1]);
}

// Which networks a sweep trains, and in what order. Pure.

import type { Parameters, Sharing, TrainConfig } from '../../core/types.ts';
import { keyOf, seedsFrom } from '../../state/groups.ts';
import type { Settings } from '../../state/settings.ts';
import type { Side } from './choice.ts';

/** What a cell's networks differ in, on either side. */
export type At =
  | { kind: 'value'; activation: string; parameter: string; value: number }
  | { kind: 'function'; activation: string }
  | { kind: 'learning_rate'; value: number }
  | { kind: 'depth'; value: number }
  | { kind: 'initializer'; name: string };

/** One setting under several seeds. */
export interface Cell {
  x: At;
  y: At | undefined;
  /** in the order of the seeds */
  configs: readonly TrainConfig[];
}

/** What all networks have in common. */
export interface Base {
  settings: Settings;
  params: (activation: string) => Parameters;
  learn: (activation: string) => Record<string, Sharing>;
}

function configOf(base: Base, places: readonly At[], seed: number): TrainConfig {
  let { settings } = base;
  let activation = '';
  let own: Parameters = {};
  for (const at of places) {
    switch (at.kind) {
      case 'value':
        activation = at.activation;
        own = { [at.parameter]: at.value };
        break;
      case 'function':
        activation = at.activation;
        break;
      case 'learning_rate':
        settings = { ...settings, learning_rate: at.value };
        break;
      case 'depth':
        // All as wide as the first.
        settings = { ...settings, hidden: Array(at.value).fill(settings.hidden[0] ?? DEFAULT_WIDTH) };
        break;
      case 'initializer':
        settings = { ...settings, initializer: at.name };
        break;
    }
  }
  const params = { ...base.params(activation), ...own };
  return { activation, params, learn: base.learn(activation), ...settings, seed };
}

/** Of a hidden layer where the settings have none. */
const DEFAULT_WIDTH = 64;

/** Row by row of `ys`; for a strip, which has none, in the order of `xs`. */
export function cellsOf(base: Base, xs: readonly At[], ys: readonly At[], seeds: number): Cell[] {
  const list = seedsFrom(base.settings.seed, seeds);
  const cell = (x: At, y?: At): Cell => ({
    x,
    y,
    configs: list.map((seed) => configOf(base, y ? [x, y] : [x], seed)),
  });
  return ys.length > 0 ? ys.flatMap((y) => xs.map((x) => cell(x, y))) : xs.map((x) => cell(x));
}

/** The places of a side; `values` are those of its range. */
export function placesOf(
  side: Side,
  values: readonly number[],
  functions: readonly string[],
  initializers: readonly string[],
): At[] {
  switch (side.kind) {
    case 'parameter':
      return values.map((value) => ({ kind: 'value', ...side.target, value }));
    case 'functions':
      return functions.map((activation) => ({ kind: 'function', activation }));
    case 'learning_rate':
      return values.map((value) => ({ kind: 'learning_rate', value }));
    case 'depth':
      return Array.from({ length: side.to - side.from + 1 }, (_, index) => ({
        kind: 'depth',
        value: side.from + index,
      }));
    case 'initializer':
      return initializers.map((name) => ({ kind: 'initializer', name }));
  }
}

/** Far ones first: after each further cell the whole is covered about twice as finely. 0 … n − 1, the middle one first. */
export function spread(count: number): number[] {
  const order: number[] = [];
  const seen = new Set<number>();
  const add = (index: number): void => {
    if (index < 0 || index >= count || seen.has(index)) return;
    seen.add(index);
    order.push(index);
  };
  add(count >> 1);
  for (let parts = 1; order.length < count; parts *= 2)
    for (let part = 0; part <= parts; part += 1) add(Math.round(((count - 1) * part) / parts));
  return order;
}

/** One cell with all its seeds, so that there is something to see; then every cell with the first seed, with the second, … */
export function orderOf(cells: readonly Cell[]): TrainConfig[] {
  const [first, ...others] = spread(cells.length).flatMap((index) => cells[index] ?? []);
  if (!first) return [];
  const rounds = first.configs.flatMap((_, seed) => others.flatMap(({ configs }) => configs[seed] ?? []));
  return [...first.configs, ...rounds];
}

/** All but the seed and the parameter: what the points of a strip share. */
export function familyOf(config: TrainConfig, parameter: string): string {
  const { [parameter]: _, ...params } = config.params;
  return keyOf({ ...config, params, seed: 0 });
}

// What a choice asks for in this lab: its cells, what is known of them, and what to train next.

import type { Core } from '../../core/core.ts';
import { type Failure, toFailure } from '../../core/failure.ts';
import type { Axis, SweepVerdict, TrainConfig } from '../../core/types.ts';
import { keyOf, seedsFrom } from '../../state/groups.ts';
import type { Lab } from '../../state/lab.ts';
import type { Choice } from './choice.ts';
import type { Default } from './defaults.ts';
import { type Base, type Cell, cellsOf, familyOf, orderOf, placesOf } from './plan.ts';
import { type MeasuredValue, resultOf, sweepPoint } from './points.ts';
import type { Sweeper } from './sweeper.ts';

/** Further values are asked for two at a time: later ones know what the earlier ones came to. */
const AT_A_TIME = 2;

/** Calls the core; what it refuses is told, and a trap ends the page's use of it. */
export function asked<T>(lab: Lab, call: (core: Core) => T): T | Failure {
  if (!lab.core) return toFailure(new Error('no core'));
  try {
    return call(lab.core);
  } catch (thrown) {
    const failure = toFailure(thrown);
    if (failure.code === 'core_panicked')
      lab.store.dispatch({ type: 'core', core: { status: 'failed', failure } });
    return failure;
  }
}

export const isFailure = (value: unknown): value is Failure =>
  typeof value === 'object' && value !== null && 'code' in value && 'expected' in value;

const baseOf = (lab: Lab): Base => ({
  settings: lab.state.settings,
  params: (id) => lab.params(id),
  learn: (id) => lab.learn(id),
});

export const seedsOf = (lab: Lab, { seeds }: Choice): number[] => seedsFrom(lab.state.settings.seed, seeds);

/** The grid's cells, row by row; a failure where the core finds no such values. */
export function gridOf(lab: Lab, choice: Choice): { cells: Cell[]; columns: number } | Failure {
  const { selected, offer } = lab.state;
  const values = (side: Choice['x'] | Choice['y']): readonly number[] | Failure =>
    side && 'range' in side ? asked(lab, (core) => core.tuneGrid(side.range, side.range.points)) : [];
  const [xs, ys] = [values(choice.x), values(choice.y)];
  if (isFailure(xs)) return xs;
  if (isFailure(ys)) return ys;
  const x = placesOf(choice.x, xs, selected, offer.initializers);
  const y = choice.y ? placesOf(choice.y, ys, selected, offer.initializers) : [];
  return { cells: cellsOf(baseOf(lab), x, y, choice.seeds), columns: x.length };
}

/** A strip's cell for a value. */
export function cellAt(lab: Lab, choice: Choice, value: number): Cell | undefined {
  if (choice.x.kind !== 'parameter') return undefined;
  return cellsOf(baseOf(lab), placesOf(choice.x, [value], [], []), [], choice.seeds)[0];
}

/** All values of a strip that something is known of, within its axis, and those of its grid. In ascending order. */
export function measuredOf(
  lab: Lab,
  sweeper: Sweeper,
  choice: Choice,
  grid: readonly Cell[],
): MeasuredValue[] {
  const { x } = choice;
  const first = grid[0]?.configs[0];
  if (x.kind !== 'parameter' || !first) return [];
  const { images } = lab.state;
  const { parameter } = x.target;
  const family = familyOf(first, parameter);
  const seeds = seedsOf(lab, choice);
  const known = sweeper.known(
    images,
    (config) => seeds.includes(config.seed) && familyOf(config, parameter) === family,
  );
  const values = [...grid.map(({ configs }) => configs[0]), ...known.map(({ config }) => config)]
    .map((config) => config?.params[parameter] ?? Number.NaN)
    .filter((value) => value >= x.range.min && value <= x.range.max);
  return [...new Set(values)]
    .sort((a, b) => a - b)
    .map((value) => ({
      value,
      outcomes: (cellAt(lab, choice, value)?.configs ?? []).map((config) => sweeper.outcome(config, images)),
    }));
}

export const judge = (lab: Lab, axis: Axis, values: readonly MeasuredValue[]): SweepVerdict | Failure =>
  asked(lab, (core) => core.judgeSweep(axis, values.map(sweepPoint)));

/** Once the grid is done: first what frameworks have as their default, then where values tell most. */
export function furtherOf(
  lab: Lab,
  sweeper: Sweeper,
  choice: Choice,
  grid: readonly Cell[],
  defaults: readonly Default[],
): () => TrainConfig[] {
  const { x } = choice;
  let left = choice.refine;
  return () => {
    if (x.kind !== 'parameter' || choice.y) return [];
    const { range, target } = x;
    const [first] = grid;
    const now = first && cellAt(lab, choice, first.configs[0]?.params[target.parameter] ?? Number.NaN);
    // Meanwhile the settings have become others: what follows would be another sweep.
    if (keyOf(now?.configs) !== keyOf(first?.configs)) return [];
    const values = measuredOf(lab, sweeper, choice, grid);
    const unknown = defaults
      .map(({ value }) => value)
      .filter((value) => value >= range.min && value <= range.max)
      .filter((value) => !values.some((one) => one.value === value && one.outcomes.every(Boolean)))
      .slice(0, left);
    const points = values.map(sweepPoint);
    const next =
      unknown.length > 0 || left === 0
        ? unknown
        : asked(lab, (core) => core.refineSweep(range, points, Math.min(left, AT_A_TIME)));
    if (isFailure(next)) return [];
    left -= next.length;
    return orderOf(next.flatMap((value) => cellAt(lab, choice, value) ?? []));
  };
}

/** How many images accuracies are counted on, once a network has been judged. */
export function testCountOf(values: readonly Pick<MeasuredValue, 'outcomes'>[]): number {
  for (const { outcomes } of values)
    for (const outcome of outcomes) {
      const result = resultOf(outcome);
      if (result) return result.evaluation.confusion.reduce((sum, count) => sum + count, 0);
    }
  return 0;
}

// What the charts show of each step. Pure.

import { type LayerSignal, layerOf } from '../../core/signal.ts';
import type { WatchedStep } from '../../worker/protocol.ts';
import { axisOf, type Kind, type ValueAxis } from './axis.ts';
import { allSteps, layerCount, type Recorded } from './recorded.ts';

export const MEASURES = ['gradient', 'update', 'mean', 'variance', 'z_variance'] as const;
export type Measure = (typeof MEASURES)[number];
export type RowName = 'loss' | Measure;

/** Of guessing among ten classes alike. */
export const CHANCE = Math.log(10);
/** Of updates over weights: Karpathy's rule of thumb. */
export const USUAL_UPDATE = 1e-3;

const KINDS: Record<Measure, Kind> = {
  gradient: 'log',
  update: 'log',
  mean: 'linear',
  variance: 'log',
  z_variance: 'log',
};
/** Beyond these an axis that is not logarithmic shows nothing but the largest number. */
const LARGE_LOSS = 8;
const LARGE_MEAN = 20;

const READ: Record<Measure, (layer: LayerSignal) => number> = {
  gradient: ({ gradient }) => gradient.weights,
  update: ({ update_to_weight }) => update_to_weight,
  mean: ({ activations }) => activations.mean,
  variance: ({ activations }) => activations.variance,
  z_variance: ({ pre_activations }) => pre_activations.variance,
};

/** `layer`: from 0 */
export const numberOf = (measure: Measure, { signal }: WatchedStep, layer: number): number =>
  READ[measure](layerOf(signal, layer));

export const lossOf = ({ signal }: WatchedStep): number => signal[0] ?? Number.NaN;

/** The output layer has no activations to measure. */
export const has = (measure: Measure, layer: number, layers: number): boolean =>
  layer < layers - 1 || (measure !== 'mean' && measure !== 'variance');

/** What was read once serves all charts and both axes. */
export interface Table {
  steps: number[];
  loss: number[];
  /** of each layer, at each step */
  values: Record<Measure, number[][]>;
}

/** `before`: of the first ones of these steps, which goes on in the same columns: there may be a million numbers. */
export function tableOf(steps: readonly WatchedStep[], layers: number, before?: Table): Table {
  const columns = (): number[][] => Array.from({ length: layers }, () => []);
  const table = before ?? {
    steps: [],
    loss: [],
    values: {
      gradient: columns(),
      update: columns(),
      mean: columns(),
      variance: columns(),
      z_variance: columns(),
    },
  };
  for (const one of steps.slice(table.steps.length)) {
    table.steps.push(one.step);
    table.loss.push(lossOf(one));
    for (let layer = 0; layer < layers; layer += 1) {
      const read = layerOf(one.signal, layer);
      for (const measure of MEASURES) table.values[measure][layer]?.push(READ[measure](read));
    }
  }
  return { ...table };
}

/** `before`: of the same run, some steps ago */
export function tableOfRecord(record: Recorded, before?: Table): Table {
  return tableOf(allSteps(record), layerCount(record), record.last.length === 0 ? before : undefined);
}

/** Steps before a divergence that axes need not hold: beside them nothing else could be seen. */
export const BEYOND = 3;
/** Of fewer steps all are held. */
const ENOUGH = 6;

/** What the axes of a run that diverged hold. */
export function withoutEnd(table: Table): Table {
  const { steps, loss, values } = table;
  if (steps.length < ENOUGH) return table;
  const cut = (all: readonly number[]): number[] => all.slice(0, -BEYOND);
  const { gradient, update, mean, variance, z_variance } = values;
  return {
    steps: cut(steps),
    loss: cut(loss),
    values: {
      gradient: gradient.map(cut),
      update: update.map(cut),
      mean: mean.map(cut),
      variance: variance.map(cut),
      z_variance: z_variance.map(cut),
    },
  };
}

/** The least and the greatest of the numbers that have a place on such an axis; none where there is none. */
function endsOf(columns: readonly (readonly number[])[], kind: Kind): readonly number[] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const column of columns) {
    for (const value of column) {
      if (!Number.isFinite(value) || (kind === 'log' && value <= 0)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low > high ? [] : [low, high];
}

/** The same for networks that stand side by side. */
export type Axes = Record<RowName, ValueAxis>;

/** `emphasised`: a layer of which the deviation around its mean is shown, from 0 */
export function axesOf(
  tables: readonly Table[],
  losses: readonly number[] = [],
  emphasised: number | undefined = undefined,
): Axes {
  const loss = endsOf([...tables.map((table) => table.loss), losses], 'log');
  const far = loss.some((value) => value > LARGE_LOSS);
  const around = tables.map(({ steps, values: { mean, variance } }) =>
    emphasised === undefined
      ? []
      : steps.flatMap((_, index) => {
          const middle = mean[emphasised]?.[index] ?? Number.NaN;
          const spread = Math.sqrt(variance[emphasised]?.[index] ?? Number.NaN);
          return [middle - spread, middle + spread];
        }),
  );
  const rest = MEASURES.map((measure) => {
    const columns = tables.flatMap(({ values }) => values[measure]);
    const ends = endsOf(measure === 'mean' ? [...columns, ...around] : columns, KINDS[measure]);
    const kind =
      measure === 'mean' && ends.some((value) => Math.abs(value) > LARGE_MEAN) ? 'signed' : KINDS[measure];
    return [measure, axisOf(kind, ends, measure === 'update' && ends.length > 0 ? [USUAL_UPDATE] : [])];
  });
  return {
    loss: axisOf(far ? 'log' : 'linear', loss, far ? [CHANCE] : [0, 2.5]),
    ...Object.fromEntries(rest),
  } as Axes;
}

/** Layers in which a number was 0 or no number at all, and how often: gaps of their lines. */
export interface Gaps {
  measure: Measure;
  zero: { layer: number; steps: number; first: number }[];
  none: { layer: number; steps: number; first: number }[];
}

export function gapsOf({ steps, values }: Table, layers: number): Gaps[] {
  return MEASURES.flatMap((measure) => {
    const count = (is: (value: number) => boolean) =>
      values[measure].flatMap((column, layer) => {
        if (!has(measure, layer, layers)) return [];
        const found = column.filter(is).length;
        return found === 0 ? [] : [{ layer, steps: found, first: steps[column.findIndex(is)] ?? 0 }];
      });
    const zero = KINDS[measure] === 'log' ? count((value) => value === 0) : [];
    const none = count((value) => !Number.isFinite(value));
    return zero.length + none.length === 0 ? [] : [{ measure, zero, none }];
  });
}

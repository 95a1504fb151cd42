// What the numbers of a run say: what went before a divergence, and whether a run learned anything. Pure.

import type { EpochResult, WatchedStep } from '../../worker/protocol.ts';
import { CHANCE, lossOf, type Measure, numberOf, type Table, tableOf } from './measures.ts';

/** An update as long as the weights themselves leaves little of what they had learned. */
const WHOLE = 1;
/** times its usual size: what jitters is not told */
const GREW = 3;
/** of the loss by guessing: above it nothing was learned */
const STUCK = 0.97;

/** Whether a mean loss over an epoch tells of more than guessing. */
export const learns = (train_loss: number): boolean => train_loss < STUCK * CHANCE;

/** Something that is seen in the last steps, in the order of steps. Layers count from 0. */
export type Sign =
  | { kind: 'update'; step: number; layer: number; ratio: number; whole: boolean }
  | { kind: 'spread' | 'gradient'; from: number; step: number; layer: number; factor: number }
  | { kind: 'loss'; from: number; step: number; before: number; after: number };

const median = (values: readonly number[]): number => {
  const ordered = values.filter(Number.isFinite).sort((a, b) => a - b);
  const middle = (ordered.length - 1) / 2;
  return ordered.length === 0
    ? Number.NaN
    : ((ordered[Math.floor(middle)] ?? 0) + (ordered[Math.ceil(middle)] ?? 0)) / 2;
};

interface Growth {
  from: number;
  to: number;
  factor: number;
}

/** How much the last finite number is above the usual one, that of the first half, and since when: indices. */
export function growthOf(values: readonly number[]): Growth | undefined {
  const to = values.findLastIndex(Number.isFinite);
  const usual = median(values.slice(0, Math.ceil((to + 1) / 2)));
  const from = values.findLastIndex((value, index) => index < to && value <= usual);
  const [first, last] = [values[from], values[to]];
  if (first === undefined || last === undefined || !(first > 0)) return undefined;
  return { from, to, factor: last / first };
}

/** What went before the end, read from the last steps, every one of which was measured. */
export function signsOf(last: readonly WatchedStep[], layers: number): Sign[] {
  const table = tableOf(last, layers);
  const { steps } = table;
  const at = (index: number): number => steps[index] ?? Number.NaN;
  const signs: Sign[] = [];
  const update = largestUpdate(table, layers);
  if (update) signs.push({ kind: 'update', ...update });
  const grown = (
    measure: Measure,
    read = (value: number): number => value,
  ): (Growth & { layer: number }) | undefined =>
    table.values[measure]
      .flatMap((column, layer) => {
        const growth = growthOf(column.map(read));
        return growth && growth.factor >= GREW ? [{ ...growth, layer }] : [];
      })
      .sort((a, b) => b.factor - a.factor)[0];
  for (const [kind, growth] of [
    ['spread', grown('z_variance', Math.sqrt)],
    ['gradient', grown('gradient')],
  ] as const)
    if (growth) {
      const { from, to, layer, factor } = growth;
      signs.push({ kind, from: at(from), step: at(to), layer, factor });
    }
  const loss = growthOf(table.loss);
  if (loss && loss.factor >= GREW) {
    const [before, after] = [table.loss[loss.from] ?? Number.NaN, table.loss[loss.to] ?? Number.NaN];
    signs.push({ kind: 'loss', from: at(loss.from), step: at(loss.to), before, after });
  }
  return signs.sort((a, b) => a.step - b.step);
}

/** The first that changed weights by their whole length or more, or else the largest. */
function largestUpdate(
  { steps, values: { update } }: Table,
  layers: number,
): Omit<Extract<Sign, { kind: 'update' }>, 'kind'> | undefined {
  let most: { step: number; layer: number; ratio: number } | undefined;
  for (const [index, step] of steps.entries()) {
    for (let layer = 0; layer < layers; layer += 1) {
      const ratio = update[layer]?.[index] ?? Number.NaN;
      if (ratio > (most?.ratio ?? 0)) most = { step, layer, ratio };
    }
    if (most && most.ratio >= WHOLE) return { ...most, whole: true };
  }
  return most && { ...most, whole: false };
}

/** A row of the table of the last steps: of each measure the layer where it is largest. */
export interface LastStep {
  step: number;
  loss: number;
  largest: Record<'update' | 'gradient' | 'z_variance', { layer: number; value: number } | undefined>;
  /** in it the run diverged, and so has no loss */
  broken: boolean;
}

export function lastStepsOf(last: readonly WatchedStep[], layers: number): LastStep[] {
  return last.map((one) => {
    const largest = (measure: Measure): { layer: number; value: number } | undefined => {
      let most: { layer: number; value: number } | undefined;
      for (let layer = 0; layer < layers; layer += 1) {
        const value = numberOf(measure, one, layer);
        if (Number.isFinite(value) && value > (most?.value ?? -1)) most = { layer, value };
      }
      return most;
    };
    const loss = lossOf(one);
    return {
      step: one.step,
      loss,
      largest: {
        update: largest('update'),
        gradient: largest('gradient'),
        z_variance: largest('z_variance'),
      },
      broken: !Number.isFinite(loss),
    };
  });
}

/** How a run went that came to its end. Layers count from 0. */
export type Course =
  | { kind: 'learned'; loss: number; accuracy: number; updates: readonly [low: number, high: number] }
  /** no gradient at all in some layers, for single precision has no smaller one or none came */
  | { kind: 'zero'; loss: number; layers: readonly number[]; from: number }
  /** it fades on its way back */
  | { kind: 'vanishing'; loss: number; ratio: number; update: number }
  /** it reaches the first layer, and still nothing is learned */
  | { kind: 'stuck'; loss: number; ratio: number; update: number };

/** Gradients of the first layer over the output layer's, below which they have vanished. */
const VANISHED = 0.01;

export function courseOf(table: Table, epochs: readonly EpochResult[]): Course | undefined {
  const { steps, values } = table;
  const end = epochs.at(-1);
  if (!end || steps.length === 0) return undefined;
  // Training has come to what it is.
  const settled = Math.floor(steps.length / 2);
  const late = (column: readonly number[] = []): readonly number[] => column.slice(settled);
  const medians = values.update.map((column) => median(late(column)));
  const loss = end.train_loss;
  if (learns(loss)) {
    const finite = medians.filter(Number.isFinite);
    const updates = [Math.min(...finite), Math.max(...finite)] as const;
    return { kind: 'learned', loss, accuracy: end.accuracy, updates };
  }
  const layers = values.gradient.length;
  const zero = values.gradient.flatMap((column, layer) =>
    late(column).every((value) => value === 0) ? [layer] : [],
  );
  if (zero.length > 0) {
    // Since when none of them has had any.
    const sinces = zero.map(
      (layer) => (values.gradient[layer]?.findLastIndex((value) => value !== 0) ?? -1) + 1,
    );
    return { kind: 'zero', loss, layers: zero, from: steps[Math.max(...sinces)] ?? 0 };
  }
  const ratios = late(values.gradient[0]).map(
    (value, index) => value / (late(values.gradient[layers - 1])[index] ?? Number.NaN),
  );
  const [ratio, update] = [median(ratios), medians[0] ?? Number.NaN];
  return { kind: ratio < VANISHED ? 'vanishing' : 'stuck', loss, ratio, update };
}

// What came of learning a parameter from several starts. Pure.

import type { Failure } from '../../core/failure.ts';
import type { ParameterSpec } from '../../core/types.ts';
import type { Outcome } from '../../state/aside.ts';
import { parseNumber } from '../../state/settings.ts';
import type { RunResult } from '../../state/state.ts';
import type { Spread } from '../../worker/protocol.ts';

/** More would be a thicket. */
const MOST_STARTS = 5;

/** A parameter's way from one start. */
export interface Path {
  start: number;
  /** after each epoch, its start before the first */
  epochs: readonly { epoch: number; accuracy: number | undefined; layers: readonly (Spread | null)[] }[];
  /** in the end, of each hidden layer: one value, or one for each unit */
  final: readonly (readonly number[])[];
  /** on the test images, in the end */
  accuracy: number | undefined;
  failure: Failure | undefined;
}

const isResult = (outcome: RunResult | Failure): outcome is RunResult => 'evaluation' in outcome;

export function pathOf({ config, outcome, history }: Outcome, parameter: string): Path {
  const start = config.params[parameter] ?? Number.NaN;
  const epochs = history.flatMap(({ epoch, accuracy, learned }) => {
    const layers = learned?.find(([name]) => name === parameter)?.[1];
    return layers ? [{ epoch, accuracy, layers }] : [];
  });
  const at = { low: start, mean: start, high: start };
  const done = isResult(outcome) ? outcome : undefined;
  return {
    start,
    epochs: [{ epoch: 0, accuracy: undefined, layers: config.hidden.map(() => at) }, ...epochs],
    final: done?.learned.find(([name]) => name === parameter)?.[1] ?? [],
    accuracy: done?.evaluation.accuracy,
    failure: isResult(outcome) ? undefined : outcome,
  };
}

/** Mean over all layers and units in the end; undefined where it diverged. */
export function endOf({ final }: Path): number | undefined {
  const values = final.flat();
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Mean of the layers' means after each epoch, with the accuracy then. */
export function overlayOf({ epochs }: Path): (readonly [value: number, accuracy: number])[] {
  return epochs.flatMap(({ accuracy, layers }) => {
    const means = layers.flatMap((layer) => layer?.mean ?? []);
    if (accuracy === undefined || means.length === 0) return [];
    return [[means.reduce((sum, mean) => sum + mean, 0) / means.length, accuracy] as const];
  });
}

/** Along the axis, 0 … 1: ends nearer than this are the same place. */
const SAME_PLACE = 0.1;

export interface Agreement {
  ends: readonly number[];
  /** wherever it starts, it ends in one place; undefined where an end is beyond the axis, which tells no distances there */
  met: boolean | undefined;
  /** ends within the values that a sweep cannot tell from its best; undefined without a sweep */
  within: number | undefined;
}

export function agreementOf(
  paths: readonly Path[],
  /** none where one of the values is beyond the axis */
  positions: (values: readonly number[]) => readonly number[],
  regions: readonly (readonly [from: number, to: number])[],
): Agreement {
  const ends = paths.flatMap((path) => endOf(path) ?? []);
  const places = positions(ends);
  const inside = (end: number): boolean => regions.some(([from, to]) => end >= from && end <= to);
  return {
    ends,
    met: places.length === ends.length ? Math.max(...places) - Math.min(...places) <= SAME_PLACE : undefined,
    within: regions.length > 0 ? ends.filter(inside).length : undefined,
  };
}

/** Numbers with commas or spaces between them; undefined where that is not a few numbers within the bounds. */
export function parseStarts(
  text: string,
  { min, max }: Pick<ParameterSpec, 'min' | 'max'>,
): number[] | undefined {
  const parts = text.split(/[,、\s]+/).filter(Boolean);
  const values = parts.map(parseNumber);
  const usable = values.every((value) => value !== undefined && value >= min && value <= max);
  if (!usable || values.length === 0) return undefined;
  const starts = [...new Set(values as number[])].sort((a, b) => a - b);
  return starts.length <= MOST_STARTS ? starts : undefined;
}

/** What may be typed. */
export const startsAllowed = ({ min, max }: Pick<ParameterSpec, 'min' | 'max'>): string =>
  `${min}–${max} (× 1–${MOST_STARTS})`;

// What the learning curves show, from the histories of a function's runs. Pure.

import { type Domain, type Point, roundedDomain } from '../../charts/geometry.ts';
import { tInterval } from '../../statistics/index.ts';
import type { EpochResult } from '../../worker/protocol.ts';

export type Metric = 'accuracy' | 'train_loss';

/** What an axis shows of a quantity: a logarithmic one has exponents of 10, and errors where others have accuracies. */
export interface Axis {
  metric: Metric;
  log: boolean;
}

/** Less than half an image of 10,000: an error of none has no logarithm. */
const LEAST = 4e-5;

/** Of two runs the interval is thirteen times as wide as they lie apart: it would cover the chart, and all the others. */
const FEW = 3;

/** NaN where there is no number. */
export function place(value: number, { metric, log }: Axis): number {
  if (!Number.isFinite(value)) return Number.NaN;
  return log ? Math.log10(Math.max(LEAST, metric === 'accuracy' ? 1 - value : value)) : value;
}

/** The quantity at a place. */
export const quantityAt = (at: number, { log }: Axis): number => (log ? 10 ** at : at);

/**
 * 80 % to 100 %, where the differences are; wider only where a finished run ends lower, so that the axis keeps still. `ends`:
 * accuracies, NaN where a file does not tell them.
 */
export function accuracyDomain(ends: readonly number[]): Domain {
  const known = ends.map((end) => end || 1);
  return [Math.min(0.8, roundedDomain(known, 0.1, [0.8, 1])[0]), 1];
}

export function line(history: readonly EpochResult[], axis: Axis): Point[] {
  return history.map((result) => [result.epoch, place(result[axis.metric], axis)] as const);
}

export interface Mean {
  points: Point[];
  /** the 95 % t interval of the mean; empty with fewer than `FEW` runs */
  band: [x: number, low: number, high: number][];
}

/** The mean of runs at each epoch that one of them has reached. */
export function mean(histories: readonly (readonly EpochResult[])[], axis: Axis): Mean {
  const points: Point[] = [];
  const band: Mean['band'] = [];
  const epochs = Math.max(0, ...histories.map((history) => history.length));
  for (let index = 0; index < epochs; index += 1) {
    const values = histories.flatMap((history) => history[index]?.[axis.metric] ?? []);
    const interval = tInterval(values);
    points.push([index + 1, place(interval.mean, axis)]);
    const ends = [place(interval.low, axis), place(interval.high, axis)];
    // An error is small where an accuracy is large.
    if (values.length >= FEW) band.push([index + 1, Math.min(...ends), Math.max(...ends)]);
  }
  return { points, band: band.some(([, low, high]) => Number.isNaN(low + high)) ? [] : band };
}

/** 1, 2 and 5 times powers of ten, as exponents; the powers alone where there are many. */
export function logTicks([from, to]: Domain): number[] {
  const digits = to - from > 3 ? [1] : [1, 2, 5];
  const ticks: number[] = [];
  for (let power = Math.floor(from); power <= to; power += 1)
    for (const digit of digits) {
      const tick = power + Math.log10(digit);
      if (tick >= from - 1e-9 && tick <= to + 1e-9) ticks.push(tick);
    }
  return ticks;
}

/** At least `usual`, widened to the next tick where values leave it. */
export function logDomain(values: readonly number[], usual: Domain): Domain {
  const finite = values.filter(Number.isFinite);
  const low = Math.min(usual[0], ...finite);
  const high = Math.max(usual[1], ...finite);
  const steps = logTicks([Math.floor(low), Math.ceil(high)]);
  return [
    steps.findLast((tick) => tick <= low + 1e-9) ?? low,
    steps.find((tick) => tick >= high - 1e-9) ?? high,
  ];
}

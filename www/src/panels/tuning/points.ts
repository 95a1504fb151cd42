// What the networks of a strip came to. Pure.

import type { StripPoint } from '../../charts/strip-chart.ts';
import type { Failure } from '../../core/failure.ts';
import type { SweepPoint, SweepVerdict } from '../../core/types.ts';
import type { Outcome } from '../../state/aside.ts';
import type { RunResult } from '../../state/state.ts';
import { median } from '../../statistics/index.ts';
import { epochsTo, mean } from '../race/rows.ts';

/** A setting with what is known of it, seed by seed. */
export interface Measured {
  outcomes: readonly (Outcome | undefined)[];
}

export interface MeasuredValue extends Measured {
  value: number;
}

export const resultOf = (outcome: Outcome | undefined): RunResult | undefined =>
  outcome && !('code' in outcome.outcome) ? outcome.outcome : undefined;

export const failureOf = (outcome: Outcome | undefined): Failure | undefined =>
  outcome && 'code' in outcome.outcome ? outcome.outcome : undefined;

/** 0 … 1, of the seeds that have one */
export const accuraciesOf = ({ outcomes }: Measured): number[] =>
  outcomes.flatMap((outcome) => resultOf(outcome)?.evaluation.accuracy ?? []);

export const divergedOf = ({ outcomes }: Measured): number =>
  outcomes.filter((outcome) => failureOf(outcome)).length;

export const isComplete = (measured: Measured): boolean =>
  accuraciesOf(measured).length === measured.outcomes.length;

/** For the core. */
export const sweepPoint = ({ value, outcomes }: MeasuredValue): SweepPoint => ({
  value,
  accuracies: outcomes.map((outcome) => resultOf(outcome)?.evaluation.accuracy ?? null),
});

export type TimeUnit = 'epochs' | 'seconds';

/** Until the test accuracy first is at least `threshold`: the median over all seeds, NaN while some are missing. */
export function timeTo({ outcomes }: Measured, threshold: number, unit: TimeUnit): number {
  const times = outcomes.map((outcome) => {
    const result = resultOf(outcome);
    if (!outcome || !result) return Number.NaN;
    const epochs = epochsTo(outcome, threshold);
    return unit === 'epochs' ? epochs : (epochs / outcome.history.length) * result.seconds;
  });
  return times.some(Number.isNaN) ? Number.NaN : median(times);
}

export function stripPoints(
  measured: readonly MeasuredValue[],
  verdict: SweepVerdict,
  { threshold, unit, label }: { threshold: number; unit: TimeUnit; label: (index: number) => string },
): StripPoint[] {
  return measured.map((one, index) => {
    const judged = verdict.points[index];
    const seeds = accuraciesOf(one);
    return {
      value: one.value,
      mean: seeds.length > 0 ? mean(seeds) : Number.NaN,
      low: judged?.low ?? Number.NaN,
      high: judged?.high ?? Number.NaN,
      seeds: seeds.length > 1 ? seeds : [],
      complete: isComplete(one),
      best: index === verdict.best,
      diverged: divergedOf(one) > 0,
      time: timeTo(one, threshold, unit),
      label: label(index),
    };
  });
}

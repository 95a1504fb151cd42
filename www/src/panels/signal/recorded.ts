// What was measured of a run. Pure.

import type { Failure } from '../../core/failure.ts';
import type { TrainConfig } from '../../core/types.ts';
import type { RunResult } from '../../state/state.ts';
import type { EpochResult, WatchedStep } from '../../worker/protocol.ts';

export interface Recorded {
  config: TrainConfig;
  every: number;
  /** of an epoch */
  batches: number;
  /** every n-th one */
  steps: readonly WatchedStep[];
  /** the last ones of a run that diverged, every one of them */
  last: readonly WatchedStep[];
  epochs: readonly EpochResult[];
  outcome: RunResult | Failure | undefined;
}

export const begun = (config: TrainConfig, every: number, batches: number): Recorded => ({
  config,
  every,
  batches,
  steps: [],
  last: [],
  epochs: [],
  outcome: undefined,
});

/** With further steps: those that are not the next n-th one are the last ones, told anew. */
export function withSteps(record: Recorded, further: readonly WatchedStep[]): Recorded {
  const [steps, last] = [[...record.steps], [...record.last]];
  for (const one of further) {
    const before = steps.at(-1)?.step ?? 1 - record.every;
    if (last.length > 0 || one.step !== before + record.every) last.push(one);
    else steps.push(one);
  }
  return { ...record, steps, last };
}

export const divergenceOf = ({ outcome }: Recorded): Failure['divergence'] =>
  outcome && 'code' in outcome ? outcome.divergence : undefined;

/** All in the order of their numbers. */
export function allSteps({ steps, last }: Recorded): readonly WatchedStep[] {
  const from = last[0]?.step;
  return from === undefined ? steps : [...steps.filter(({ step }) => step < from), ...last];
}

export const layerCount = ({ config }: Recorded): number => config.hidden.length + 1;

/** The step measured at, or last before, a number. */
export function stepAt(steps: readonly WatchedStep[], at: number): WatchedStep | undefined {
  return steps.findLast(({ step }) => step <= at) ?? steps[0];
}

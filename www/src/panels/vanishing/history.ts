// How ratios move while networks are trained. Pure.

import type { Failure } from '../../core/failure.ts';
import type { WatchedStep } from '../../worker/protocol.ts';
import { measuredRatio, type Ratio } from './reading.ts';

/** A step that was measured, of which only the ratios are kept. */
interface Moment {
  step: number;
  weights: Ratio;
  z: Ratio;
}

export interface History {
  /** ascending */
  moments: readonly Moment[];
  /** why it ended early */
  failure?: Failure;
  /** 0 … 1, on the test images, once it has ended well */
  accuracy?: number;
}

export const EMPTY: History = { moments: [] };

/** With what was measured since; a run that diverges goes back, and measures its last steps anew. */
export function continued(history: History, steps: readonly WatchedStep[], depth: number): History {
  const from = steps[0]?.step ?? Number.POSITIVE_INFINITY;
  const moments = history.moments.filter(({ step }) => step < from);
  for (const { step, signal } of steps) {
    while ((moments.at(-1)?.step ?? 0) >= step) moments.pop();
    const ratio = (of: 'weights' | 'z'): Ratio => measuredRatio(signal, of, depth);
    moments.push({ step, weights: ratio('weights'), z: ratio('z') });
  }
  return { ...history, moments };
}

/** The last moment at or before a step, and whether the run was over by then. */
export function momentAt(history: History, step: number): { moment: Moment | undefined; ended: boolean } {
  const moment = history.moments.findLast((one) => one.step <= step);
  const last = history.failure?.divergence?.step ?? Number.POSITIVE_INFINITY;
  return { moment, ended: history.failure !== undefined && step >= last };
}

/** Steps that a replay stops at after the first one: of the longest run, every n-th. */
export function stopsOf(histories: Iterable<History>, every: number): number[] {
  let last = 0;
  for (const { moments } of histories) last = Math.max(last, moments.at(-1)?.step ?? 0);
  return Array.from({ length: Math.max(0, Math.ceil(last / every) - 1) }, (_, n) => 1 + (n + 1) * every);
}

// What a timing report says: summaries, ranks, and digits that the intervals support.

import { type Summary, sharedRanks, summarize, supportedDecimals } from '../../statistics/index.ts';
import type { Contestant, KernelSamples, TimingReport } from '../../worker/protocol.ts';

export interface Ranked extends Summary {
  rank: number;
  decimals: number;
}

export interface TimingRow {
  contestant: Contestant;
  forward: Ranked;
  backward: Ranked;
  settled: boolean;
}

/** Fastest forward pass first. */
export function timingRows(report: TimingReport): TimingRow[] {
  const forward = ranked(report.samples, 'forward');
  const backward = ranked(report.samples, 'backward');
  return report.contestants
    .flatMap((contestant, index): TimingRow[] => {
      const [there, back] = [forward[index], backward[index]];
      const settled = !report.unsettled.includes(contestant.id);
      return there && back ? [{ contestant, forward: there, backward: back, settled }] : [];
    })
    .sort((a, b) => a.forward.rank - b.forward.rank || a.forward.median - b.forward.median);
}

function ranked(samples: readonly KernelSamples[], direction: keyof KernelSamples): Ranked[] {
  const summaries = samples.map((one) => summarize(one[direction]));
  const ranks = sharedRanks(summaries);
  return summaries.map((summary, index) => ({
    ...summary,
    rank: ranks[index] ?? 0,
    decimals: supportedDecimals(summary.low, summary.high),
  }));
}

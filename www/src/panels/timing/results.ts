// What a timing report says: summaries, ranks, digits that the intervals support, and the function's share of a step.

import type { Failure } from '../../core/failure.ts';
import { type Summary, sharedRanks, summarize, supportedDecimals } from '../../statistics/index.ts';
import type { Contestant, TimingReport } from '../../worker/protocol.ts';

/** Kernels in ns per element, steps and answers in ms. */
export const MEASURES = ['forward', 'backward', 'step', 'inference'] as const;
export type Measure = (typeof MEASURES)[number];

/**
 * Medians of two runs in a row differ by about so much where nothing differs: the compiler puts the code elsewhere. No
 * interval reaches less far from its median.
 */
export const RESOLUTION = 0.01;

export interface Ranked extends Summary {
  rank: number;
  decimals: number;
}

export interface TimingRow {
  contestant: Contestant;
  /** in the report */
  index: number;
  times: Partial<Record<Measure, Ranked>>;
  /** of a step that f and f′ take, 0 … 1; not where parameters are learned, which takes a pass of its own */
  share: number | undefined;
  settled: boolean;
  subnormals: number;
  /** why there are no times of the network */
  failure: Failure | undefined;
}

/** In the order of the report. */
export function timingRows(report: TimingReport): TimingRow[] {
  const rows = report.contestants.map((contestant, index): TimingRow => {
    const { subnormals = 0, failure } = report.samples[index] ?? {};
    const settled = !report.unsettled.includes(contestant.id);
    return { contestant, index, times: {}, share: undefined, settled, subnormals, failure };
  });
  for (const measure of MEASURES) {
    const timed = rows.filter(({ index }) => (report.samples[index]?.[measure].length ?? 0) > 0);
    const summaries = timed.map(({ index }) => resolved(report, report.samples[index]?.[measure] ?? []));
    const ranks = sharedRanks(summaries);
    for (const [at, summary] of summaries.entries()) {
      const rank = ranks[at] ?? Number.NaN;
      const row = timed[at];
      if (row) row.times[measure] = { ...summary, rank, decimals: decimalsOf(summary) };
    }
  }
  for (const row of rows) row.share = shareOf(report, row);
  return rows;
}

/** An interval that reaches at least as far as the clock and the machine can tell. */
function resolved({ tick_ms, sample_ms }: TimingReport, samples: readonly number[]): Summary {
  const summary = summarize(samples);
  const reach = summary.median * Math.max(RESOLUTION, tick_ms / sample_ms);
  return {
    ...summary,
    low: Math.min(summary.low, summary.median - reach),
    high: Math.max(summary.high, summary.median + reach),
  };
}

const decimalsOf = ({ low, high }: Summary): number => supportedDecimals(low, high, 5);

function shareOf({ networks }: TimingReport, { times, index }: TimingRow): number | undefined {
  const { forward, backward, step } = times;
  const learned = Object.keys(networks?.configs[index]?.learn ?? {}).length > 0;
  if (!networks || !forward || !backward || !step || learned) return undefined;
  return (networks.hidden_numbers * (forward.median + backward.median)) / (step.median * 1e6);
}

/** Fastest first; what has no such time comes last. */
export function byTime(rows: readonly TimingRow[], measure: Measure): TimingRow[] {
  const key = ({ times }: TimingRow): number => times[measure]?.median ?? Number.POSITIVE_INFINITY;
  return [...rows].sort((a, b) => key(a) - key(b) || a.index - b.index);
}

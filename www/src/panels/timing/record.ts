// A measurement with everything that a reader needs to judge it or to compute the summaries again.

import type { KernelSamples, TimingOptions, TimingReport } from '../../worker/protocol.ts';

/** What the measurement ran on and in. */
export interface Surroundings {
  user_agent: string;
  /** logical processor cores, as far as the browser tells */
  hardware_concurrency: number;
  /** decides how finely the clock ticks */
  cross_origin_isolated: boolean;
  build: 'simd128' | 'scalar';
}

export interface TimingRecord extends Surroundings, TimingOptions {
  tick_ms: number;
  discarded: number;
  unsettled: string[];
  unit: 'ns per element';
  functions: ({ id: string; params: Record<string, number> } & KernelSamples)[];
}

export function timingRecord(
  report: TimingReport,
  options: TimingOptions,
  surroundings: Surroundings,
): TimingRecord {
  const { tick_ms, length, discarded, unsettled, contestants, samples } = report;
  return {
    ...surroundings,
    ...options,
    length,
    tick_ms,
    discarded,
    unsettled,
    unit: 'ns per element',
    functions: contestants.map(({ id, params }, index) => ({
      id,
      params,
      forward: samples[index]?.forward ?? [],
      backward: samples[index]?.backward ?? [],
    })),
  };
}

/** JSON with each list of samples on one line. */
export function recordText(record: TimingRecord): string {
  return JSON.stringify(record, null, 2).replace(/\[[-+.\de,\s]*\]/g, (list) =>
    list.replaceAll(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'),
  );
}

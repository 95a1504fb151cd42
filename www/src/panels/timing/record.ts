// A measurement with everything that a reader needs to judge it or to compute the summaries again.

import type { Pressure } from '../../worker/pressure.ts';
import type { ContestantSamples, NaiveReport, TimedNetworks, TimingReport } from '../../worker/protocol.ts';

/** What the measurement ran on and in. */
export interface Surroundings {
  user_agent: string;
  /** logical processor cores, as far as the browser tells */
  hardware_concurrency: number;
  /** decides how finely the clock ticks */
  cross_origin_isolated: boolean;
  build: 'simd128' | 'scalar';
  /** that the networks were trained on */
  images: string;
}

export interface TimingRecord extends Surroundings {
  length: number;
  rounds: number;
  sample_ms: number;
  tick_ms: number;
  discarded: number;
  /** null where the browser tells none */
  pressure: Pressure | null;
  unsettled: string[];
  units: { forward: string; backward: string; step: string; inference: string; naive: string };
  networks: Omit<TimedNetworks, 'configs'> | null;
  naive: NaiveReport | null;
  /** `config`: of the network with it */
  functions: ({
    id: string;
    params: Record<string, number>;
    config: TimedNetworks['configs'][number] | null;
  } & ContestantSamples)[];
}

export function timingRecord(report: TimingReport, surroundings: Surroundings): TimingRecord {
  const { tick_ms, length, rounds, sample_ms, discarded, pressure, unsettled, contestants, samples } = report;
  const { configs = [], ...networks } = report.networks ?? {};
  return {
    ...surroundings,
    length,
    rounds,
    sample_ms,
    tick_ms,
    discarded,
    pressure: pressure ?? null,
    unsettled,
    units: {
      forward: 'ns per number',
      backward: 'ns per number',
      step: 'ms per training step',
      inference: 'ms per image',
      naive: 'ms per training step, functions in their order here',
    },
    networks: report.networks ? (networks as Omit<TimedNetworks, 'configs'>) : null,
    naive: report.naive ?? null,
    functions: contestants.map(({ id, params }, index) => ({
      id,
      params,
      config: configs[index] ?? null,
      ...(samples[index] ?? { forward: [], backward: [], step: [], inference: [], subnormals: 0 }),
    })),
  };
}

/** JSON with each list of samples on one line. */
export function recordText(record: TimingRecord): string {
  return JSON.stringify(record, null, 2).replace(/\[[-+.\denul,\s]*\]/g, (list) =>
    list.replaceAll(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'),
  );
}

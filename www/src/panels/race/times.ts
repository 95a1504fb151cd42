// What the timing lab has measured of a function that was raced.

import { type Group, keyOf } from '../../state/groups.ts';
import { summarize } from '../../statistics/index.ts';
import type { TimingReport } from '../../worker/protocol.ts';
import type { Times } from './columns.ts';

const summary = (samples: readonly number[] | undefined) =>
  samples && samples.length > 0 ? summarize(samples) : undefined;

/** Kernels belong to a function; a step counts only if its network is the race's but for the seed, on the same images. */
export function timesOf(report: TimingReport | undefined, group: Group, images: string): Times {
  const { activation, params, runs } = group;
  const place =
    report?.contestants.findIndex(
      ({ id, params: timed }) => id === activation && keyOf(timed) === keyOf(params),
    ) ?? -1;
  const samples = report?.samples[place];
  const [timed, raced] = [report?.networks?.configs[place], runs[0]?.config];
  const same =
    timed &&
    raced &&
    report?.trained_on === images &&
    keyOf({ ...timed, seed: 0 }) === keyOf({ ...raced, seed: 0 });
  return {
    step: same ? summary(samples?.step) : undefined,
    forward: summary(samples?.forward),
    backward: summary(samples?.backward),
  };
}

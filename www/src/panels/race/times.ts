// What the timing lab has measured of a function that was raced.

import type { Group } from '../../state/groups.ts';
import { keyOf } from '../../state/groups.ts';
import { summarize } from '../../statistics/index.ts';
import type { TimingReport } from '../../worker/protocol.ts';
import type { Times } from './columns.ts';

export function timesOf(report: TimingReport | undefined, { activation, params }: Group): Times {
  const place =
    report?.contestants.findIndex(
      ({ id, params: timed }) => id === activation && keyOf(timed) === keyOf(params),
    ) ?? -1;
  const samples = report?.samples[place];
  return {
    step: undefined,
    forward: samples && summarize(samples.forward),
    backward: samples && summarize(samples.backward),
  };
}

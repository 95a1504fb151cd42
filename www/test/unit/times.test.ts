import { expect, test } from '@playwright/test';
import { timesOf } from '../../src/panels/race/times.ts';
import { groupRuns } from '../../src/state/groups.ts';
import type { TimingReport } from '../../src/worker/protocol.ts';
import { config } from './fixtures.ts';
import { done } from './results.ts';

const [GROUP] = groupRuns([done('relu', 4), done('relu', 5)]);
if (!GROUP) throw new Error('no group');

const samples = (value: number) => ({
  forward: [value, value, value],
  backward: [2 * value, 2 * value, 2 * value],
  step: [3 * value, 3 * value, 3 * value],
  inference: [],
  subnormals: 0,
});
const REPORT: TimingReport = {
  contestants: [
    { id: 'tanh', params: {} },
    { id: 'relu', params: {} },
  ],
  samples: [samples(1), samples(2)],
  tick_ms: 0.1,
  length: 4096,
  rounds: 3,
  sample_ms: 50,
  discarded: 0,
  unsettled: [],
  networks: {
    configs: [config('tanh'), config('relu')],
    steps: 1,
    inputs: 196,
    steps_of_run: 1,
    images: 1,
    hidden_numbers: 1,
  },
  trained_on: 'subset',
};

test('a function’s times are found, whatever the seed', () => {
  const times = timesOf(REPORT, GROUP, 'subset');
  expect([times.forward?.median, times.backward?.median, times.step?.median]).toEqual([2, 4, 6]);
});

test('a step of another network or of other images is another step; kernels stay', () => {
  const other = { ...config('relu'), hidden: [128] };
  const networks = {
    steps: 1,
    inputs: 196,
    steps_of_run: 1,
    images: 1,
    hidden_numbers: 1,
    configs: [config('tanh'), other],
  };
  for (const times of [timesOf({ ...REPORT, networks }, GROUP, 'subset'), timesOf(REPORT, GROUP, 'all')]) {
    expect(times.step).toBeUndefined();
    expect(times.forward?.median).toBe(2);
  }
});

test('what was not measured, or with other parameters, has no times', () => {
  const none = { step: undefined, forward: undefined, backward: undefined };
  expect(timesOf(undefined, GROUP, 'subset')).toEqual(none);
  expect(
    timesOf({ ...REPORT, contestants: [{ id: 'relu', params: { slope: 1 } }] }, GROUP, 'subset'),
  ).toEqual(none);
});

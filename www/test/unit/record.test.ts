import { expect, test } from '@playwright/test';
import { recordText, timingRecord } from '../../src/panels/timing/record.ts';

const report = {
  contestants: [
    { id: 'relu', params: {} },
    { id: 'hard_sigmoid', params: { slope: 0.3 } },
  ],
  samples: [
    { forward: [0.1, 0.12], backward: [1e-7, 2] },
    { forward: [0.5, 0.25], backward: [3, 4] },
  ],
  tick_ms: 0.1,
  length: 4096,
  discarded: 1,
  unsettled: ['relu'],
};
const record = timingRecord(
  report,
  { length: 4096, rounds: 2, sample_ms: 50 },
  { user_agent: 'A browser [1, 2]', hardware_concurrency: 4, cross_origin_isolated: false, build: 'scalar' },
);

test('the record has the surroundings, the options and every sample', () => {
  expect(record).toMatchObject({
    hardware_concurrency: 4,
    build: 'scalar',
    rounds: 2,
    tick_ms: 0.1,
    discarded: 1,
  });
  expect(record.functions[1]).toEqual({
    id: 'hard_sigmoid',
    params: { slope: 0.3 },
    forward: [0.5, 0.25],
    backward: [3, 4],
  });
});

test('as text it is the same JSON, a list of samples on each line', () => {
  const text = recordText(record);
  expect(JSON.parse(text)).toEqual(record);
  expect(text).toContain('"forward": [0.1, 0.12]');
});

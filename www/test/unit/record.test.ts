import { expect, test } from '@playwright/test';
import { failure } from '../../src/core/failure.ts';
import { recordText, timingRecord } from '../../src/panels/timing/record.ts';

const report = {
  contestants: [
    { id: 'relu', params: {} },
    { id: 'hard_sigmoid', params: { slope: 0.3 } },
  ],
  samples: [
    { forward: [0.1, 0.12], backward: [1e-7, 2], step: [0.03], inference: [0.002], subnormals: 7 },
    {
      forward: [0.5, 0.25],
      backward: [3, 4],
      step: [],
      inference: [],
      subnormals: 0,
      failure: failure('diverged'),
    },
  ],
  tick_ms: 0.1,
  length: 4096,
  rounds: 2,
  sample_ms: 50,
  naive: { steps: 313, in_order: [0.1, null], reversed: [0.04, null] },
  discarded: 1,
  pressure: 'fair' as const,
  unsettled: ['relu'],
};
const record = timingRecord(report, {
  user_agent: 'A browser [1, 2]',
  hardware_concurrency: 4,
  cross_origin_isolated: false,
  build: 'scalar',
  images: 'subset',
});

test('the record has the surroundings, the options and every sample', () => {
  expect(record).toMatchObject({
    hardware_concurrency: 4,
    build: 'scalar',
    rounds: 2,
    tick_ms: 0.1,
    discarded: 1,
    pressure: 'fair',
  });
  expect(record.functions[1]).toEqual({
    id: 'hard_sigmoid',
    params: { slope: 0.3 },
    config: null,
    forward: [0.5, 0.25],
    backward: [3, 4],
    step: [],
    inference: [],
    subnormals: 0,
    failure: failure('diverged'),
  });
});

test('as text it is the same JSON, a list of samples on each line', () => {
  const text = recordText(record);
  expect(JSON.parse(text)).toEqual(record);
  expect(text).toContain('"forward": [0.1, 0.12]');
  expect(text).toContain('"in_order": [0.1, null]');
});

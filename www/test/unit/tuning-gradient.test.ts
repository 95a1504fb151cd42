import { expect, test } from '@playwright/test';
import { agreementOf, endOf, overlayOf, parseStarts, pathOf } from '../../src/panels/tuning/gradient-path.ts';
import type { Outcome } from '../../src/state/aside.ts';
import { DEFAULTS } from './fixtures.ts';

const config = {
  activation: 'prelu',
  params: { negative_slope: 0.25 },
  learn: { negative_slope: 'unit' as const },
  ...DEFAULTS,
};
const spread = (mean: number) => ({ low: mean - 0.1, mean, high: mean + 0.1 });
const epoch = (number: number, mean: number, accuracy: number) => ({
  epoch: number,
  train_loss: 1,
  loss: 1,
  accuracy,
  learned: [['negative_slope', [spread(mean), null]]] as [
    string,
    ({ low: number; mean: number; high: number } | null)[],
  ][],
});
const outcome: Outcome = {
  config,
  history: [epoch(1, 0.2, 0.8), epoch(2, 0.1, 0.9)],
  outcome: {
    evaluation: { accuracy: 0.9, loss: 1, confusion: [] },
    seconds: 1,
    samples_per_second: 1,
    weights_hash: '',
    learned: [['negative_slope', [[0.05, 0.15], []]]],
    memory_bytes: 0,
  },
};

test('a path begins where it starts and ends where the units are', () => {
  const path = pathOf(outcome, 'negative_slope');
  expect(path.epochs.map(({ epoch: at, layers }) => [at, layers[0]?.mean])).toEqual([
    [0, 0.25],
    [1, 0.2],
    [2, 0.1],
  ]);
  expect(path.final).toEqual([[0.05, 0.15], []]);
  expect(endOf(path)).toBeCloseTo(0.1);
  expect(overlayOf(path)).toEqual([
    [0.2, 0.8],
    [0.1, 0.9],
  ]);
});

test('what diverged has a way but no end', () => {
  const failed: Outcome = { ...outcome, outcome: { code: 'diverged', what: '', got: '', expected: '' } };
  const path = pathOf(failed, 'negative_slope');
  expect(endOf(path)).toBeUndefined();
  expect(path.failure?.code).toBe('diverged');
  expect(path.epochs).toHaveLength(3);
});

test('paths meet or not, and agree with a sweep or not', () => {
  const to = (end: number) => ({ ...pathOf(outcome, 'negative_slope'), final: [[end]] });
  const positions = (values: readonly number[]) => values;
  const regions = [[0, 0.2]] as const;
  expect(agreementOf([to(0.1), to(0.15)], positions, regions)).toMatchObject({ met: true, within: 2 });
  expect(agreementOf([to(0.1), to(0.5)], positions, regions)).toMatchObject({ met: false, within: 1 });
  expect(agreementOf([to(0.1)], positions, []).within).toBeUndefined();
  // Beyond the axis nothing is said of whether they meet.
  expect(agreementOf([to(-5), to(0.5)], () => [], regions)).toMatchObject({ met: undefined, within: 0 });
});

test('starts are a few numbers within the bounds', () => {
  const bounds = { min: -1, max: 1 };
  expect(parseStarts('0.5, 0.1 0.1、-1', bounds)).toEqual([-1, 0.1, 0.5]);
  for (const text of ['', 'x', '2', '0,0.1,0.2,0.3,0.4,0.5', 'NaN', '1e'])
    expect(parseStarts(text, bounds)).toBeUndefined();
});

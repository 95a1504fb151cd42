import { expect, test } from '@playwright/test';
import { remaining } from '../../src/panels/remaining.ts';
import { estimate, Speedometer, schedule, workersOf, workOf } from '../../src/state/estimate.ts';
import { experimentOf } from '../../src/state/groups.ts';
import type { Images } from '../../src/state/settings.ts';
import type { Race, Run } from '../../src/state/state.ts';
import { config, DEFAULTS } from './fixtures.ts';

const result = {
  evaluation: { accuracy: 0.9, loss: 0.3, confusion: [] },
  seconds: 2,
  samples_per_second: 1000,
  weights_hash: '0',
  learned: [],
  memory_bytes: 0,
};

test('jobs go to whoever is free first', () => {
  expect(schedule([3, 1, 1, 1], 2)).toEqual([3, 1, 2, 3]);
  expect(schedule([1, 2, 3], 1)).toEqual([1, 3, 6]);
  expect(schedule([1, 2], 0)).toEqual([1, 3]);
  expect(schedule([], 2)).toEqual([]);
});

test('operations grow with epochs, images and layers, and tell functions apart', () => {
  const { training, all } = workOf(config('relu'), 'subset');
  // 196 × 64 × 0.26 and 64 × 10 weights: two operations each, forward and twice on the way back, the first layer once.
  const products = 10_000 * 10 * (4 * 196 * 0.26 * 64 + 6 * 640);
  expect(training).toBeGreaterThan(products);
  expect(training).toBeLessThan(1.3 * products);
  expect(all).toBeGreaterThan(training);
  expect(workOf({ ...config('relu'), epochs: 20 }, 'subset').training).toBeCloseTo(2 * training);
  expect(workOf(config('relu'), 'all').training).toBeGreaterThan(6 * training);
  expect(workOf(config('gelu'), 'subset').training).toBeGreaterThan(1.1 * training);
  expect(workOf({ ...config('relu'), optimizer: 'adam' }, 'subset').training).toBeGreaterThan(1.2 * training);
});

test('distorting images costs time in training, more for larger ones, whatever the network', () => {
  const extra = (images: Images, epochs = 10): number => {
    const plain = workOf({ ...config('relu'), epochs }, images);
    const distorted = workOf({ ...config('relu'), epochs, augmentation: 1 }, images);
    expect(distorted.all - plain.all).toBeCloseTo(distorted.training - plain.training);
    return distorted.training - plain.training;
  };
  expect(extra('subset')).toBeGreaterThan(2 * workOf(config('relu'), 'subset').training);
  expect(extra('subset', 20)).toBeCloseTo(2 * extra('subset'));
  expect(extra('all14')).toBeCloseTo(6 * extra('subset'));
  expect(extra('all')).toBeGreaterThan(2 * extra('all14'));
  expect(workOf({ ...config('relu'), augmentation: 0 }, 'all')).toEqual(workOf(config('relu'), 'all'));
});

test('an experiment takes what its runs take on the workers that there are', () => {
  const configs = experimentOf([{ activation: 'relu', params: {}, learn: {} }], DEFAULTS, 4);
  const one = workOf(config('relu'), 'subset').all / 1e9;
  expect(estimate(configs, 'subset', 1, 1e9)).toBeCloseTo(4 * one + 0.4);
  expect(estimate(configs, 'subset', 2, 1e9)).toBeCloseTo(2 * one + 0.4);
  expect(estimate(configs, 'subset', 3, 1e9)).toBeCloseTo(2 * one + 0.4);
  expect(estimate([], 'subset', 2)).toBe(0);
});

test('memory allows fewer workers for large networks', () => {
  const machine = { cores: 64, memory: 4 };
  expect(workersOf({ hidden: [64] }, 'subset', machine)).toBe(64);
  expect(workersOf({ hidden: [512, 512] }, 'all', machine)).toBeLessThan(10);
});

test('the speed is that of the runs that were seen, later ones before earlier ones', () => {
  const speedometer = new Speedometer();
  expect(speedometer.speed).toBeUndefined();
  speedometer.add(1e9, 0);
  expect(speedometer.speed).toBeUndefined();
  speedometer.add(1e9, 1);
  expect(speedometer.speed).toBe(1e9);
  for (let run = 0; run < 50; run += 1) speedometer.add(4e9, 1);
  expect(speedometer.speed).toBeGreaterThan(3.9e9);
});

test('what is left of a race: runs in training, then those that wait; nothing for paused ones', () => {
  const [a, b, c, d] = ['relu', 'tanh', 'relu', 'tanh'].map((activation, id) => ({
    id,
    config: config(activation),
    history: [],
  }));
  if (!a || !b || !c || !d) throw new Error('no runs');
  const runs: Run[] = [
    { ...a, status: 'done', result },
    { ...b, status: 'training', paused: false, fraction: 0.5, seconds: 2 },
    { ...c, status: 'queued', paused: false },
    { ...d, status: 'queued', paused: true },
  ];
  const race = (elapsed_ms: number, of = runs): Race => ({
    phase: 'running',
    runs: of,
    images: 'subset',
    elapsed_ms,
  });
  // tanh has done half in 2 s, relu all in 2 s; one worker, whose clock agrees with the trainers'.
  expect([...remaining(race(4000), 1)]).toEqual([
    [1, 2],
    [2, 4],
  ]);
  // Half of the time went elsewhere.
  expect([...remaining(race(8000), 1)]).toEqual([
    [1, 4],
    [2, 8],
  ]);
  expect([...remaining(race(4000), 2).keys()]).toEqual([1, 2]);
  expect(remaining(race(4000, [{ ...c, status: 'queued', paused: false }]), 1).size).toBe(0);
});

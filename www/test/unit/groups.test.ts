import { expect, test } from '@playwright/test';
import { failure } from '../../src/core/failure.ts';
import { continued, experimentOf, groupRuns, keyOf, seedsFrom } from '../../src/state/groups.ts';
import type { Race, Run } from '../../src/state/state.ts';
import { config, DEFAULTS } from './fixtures.ts';

const result = {
  evaluation: { accuracy: 0.9, loss: 0.3, confusion: [] },
  seconds: 1,
  samples_per_second: 1000,
  weights_hash: '0',
  learned: [],
  memory_bytes: 0,
};
const functions = ['tanh', 'relu'].map((activation) => ({ activation, params: {}, learn: {} }));
const doneRuns = (count: number): Run[] =>
  experimentOf(functions, DEFAULTS, count).map((one, index) => ({
    id: index + 1,
    config: one,
    history: [],
    status: 'done',
    result,
  }));
const race = (runs: readonly Run[]): Race => ({ phase: 'idle', runs, images: 'subset', elapsed_ms: 0 });

test('an experiment is every function with one seed, then with the next', () => {
  const configs = experimentOf(functions, DEFAULTS, 2);
  expect(configs.map(({ activation, seed }) => [activation, seed])).toEqual([
    ['tanh', 1],
    ['relu', 1],
    ['tanh', 2],
    ['relu', 2],
  ]);
  expect(configs[0]).toEqual(config('tanh'));
});

test('seeds wrap around', () => {
  expect(seedsFrom(2 ** 32 - 2, 4)).toEqual([4294967294, 4294967295, 0, 1]);
});

test('runs of a function are together, in the order of their seeds, also across the wrap', () => {
  const runs = experimentOf(functions, { ...DEFAULTS, seed: 2 ** 32 - 1 }, 3).map(
    (one, id): Run => ({ id, config: one, history: [], status: 'queued', paused: false }),
  );
  const mixed = [0, 5, 4, 1, 3, 2].flatMap((index) => runs[index] ?? []);
  const groups = groupRuns(mixed);
  expect(groups.map(({ activation }) => activation)).toEqual(['tanh', 'relu']);
  for (const { runs } of groups) expect(runs.map(({ config }) => config.seed)).toEqual([4294967295, 0, 1]);
});

test('other parameters, other learning and files are other groups', () => {
  const [one] = doneRuns(1);
  if (!one) throw new Error('no run');
  const variant = (id: number, change: Partial<Run['config']>): Run =>
    ({ ...one, id, config: { ...one.config, ...change } }) as Run;
  const runs: Run[] = [
    variant(1, { params: { a: 1, b: 2 } }),
    variant(2, { params: { b: 2, a: 1 }, seed: 2 }),
    variant(3, { params: { a: 1, b: 3 } }),
    variant(4, { params: { a: 1, b: 2 }, learn: { a: 'unit' } }),
    { ...variant(5, { params: { a: 1, b: 2 } }), loaded: true },
  ];
  expect(groupRuns(runs).map((group) => group.runs.map(({ id }) => id))).toEqual([[1, 2], [3], [4], [5]]);
});

test('the order of fields makes no other key', () => {
  expect(keyOf({ a: 1, b: { c: [1, 2], d: 3 } })).toBe(keyOf({ b: { d: 3, c: [1, 2] }, a: 1 }));
  expect(keyOf({ a: [1, 2] })).not.toBe(keyOf({ a: [2, 1] }));
});

test('what a race has of an experiment is kept, the rest is to be trained', () => {
  const runs = doneRuns(2);
  const parts = continued(
    race(runs),
    'subset',
    experimentOf([...functions, { activation: 'linear', params: {}, learn: {} }], DEFAULTS, 3),
  );
  expect(parts?.map((part) => ('status' in part ? part.id : `${part.activation} ${part.seed}`))).toEqual([
    1,
    2,
    'linear 1',
    3,
    4,
    'linear 2',
    'tanh 3',
    'relu 3',
    'linear 3',
  ]);
  // What is no longer asked for goes.
  expect(continued(race(runs), 'subset', experimentOf(functions.slice(1), DEFAULTS, 3))).toHaveLength(3);
});

test('a diverged run is final, a cancelled or failed one is not, and files stay', () => {
  const [a, b, c, d] = doneRuns(2);
  if (!a || !b || !c || !d) throw new Error('no runs');
  const { id: _, config: __, history: ___, ...rest } = a;
  const runs: Run[] = [
    { ...b, status: 'failed', failure: failure('diverged') } as Run,
    { ...c, status: 'failed', failure: failure('worker_silent') } as Run,
    { ...d, status: 'cancelled' } as Run,
    { id: 9, config: a.config, history: [], loaded: true, ...rest } as Run,
  ];
  const parts = continued(race(runs), 'subset', experimentOf(functions, DEFAULTS, 2));
  expect(parts?.map((part) => ('status' in part ? part.id : 'new'))).toEqual(['new', 2, 'new', 'new', 9]);
});

test('another setting, other images, or nothing missing: there is nothing to add', () => {
  const runs = doneRuns(2);
  expect(continued(race(runs), 'subset', experimentOf(functions, { ...DEFAULTS, epochs: 9 }, 3))).toBe(
    undefined,
  );
  expect(continued(race(runs), 'all14', experimentOf(functions, DEFAULTS, 3))).toBe(undefined);
  expect(continued(race(runs), 'subset', experimentOf(functions, DEFAULTS, 2))).toBe(undefined);
  expect(continued(race([]), 'subset', experimentOf(functions, DEFAULTS, 2))).toBe(undefined);
});

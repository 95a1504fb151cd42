import { expect, test } from '@playwright/test';
import { failure } from '../../src/core/failure.ts';
import { type Action, reduce } from '../../src/state/reduce.ts';
import type { RunAction } from '../../src/state/reduce-race.ts';
import { raceFraction, type State, secondsLeft, specOf } from '../../src/state/state.ts';
import { CATALOGUE, config, DEFAULTS, MLP, readyState } from './fixtures.ts';

const play = (actions: Action[], from: State = readyState()): State => actions.reduce(reduce, from);
const result = {
  evaluation: { accuracy: 0.9, loss: 0.3, confusion: [] },
  seconds: 1,
  samples_per_second: 1000,
  weights_hash: '0',
  learned: [],
  memory_bytes: 0,
};
const start: Action = {
  type: 'race_starts',
  images: 'subset',
  runs: [
    { id: 1, config: config('tanh') },
    { id: 2, config: config('relu') },
  ],
};
const reports = (...reports: RunAction[]): Action => ({ type: 'race_reports', reports, ms: 0 });
const tick = (ms: number): Action => ({ type: 'race_reports', reports: [], ms });
const progress = (id: number, fraction: number): RunAction => ({
  type: 'run_progress',
  id,
  progress: {
    fraction,
    seconds: 1,
    train_loss: 1,
    ended: [{ epoch: 1, train_loss: 1, accuracy: 0.5, loss: 1 }],
  },
});

test('a race ends with its last run', () => {
  const running = play([
    { type: 'race_prepares' },
    start,
    reports(progress(1, 0.5), { type: 'run_done', id: 1, result }),
  ]);
  expect(running.race.phase).toBe('running');
  expect(raceFraction(running.race)).toBe(0.5);
  const { race } = play([reports({ type: 'run_failed', id: 2, failure: failure('diverged') })], running);
  expect(race.phase).toBe('idle');
  expect(race.runs.map(({ status }) => status)).toEqual(['done', 'failed']);
  expect(race.runs[0]?.history).toHaveLength(1);
});

test('a finished run is not changed by what comes late', () => {
  const { race } = play([
    start,
    reports({ type: 'run_cancelled', id: 1 }, progress(1, 1)),
    reports({ type: 'run_done', id: 1, result }),
  ]);
  expect(race.runs[0]?.status).toBe('cancelled');
  expect(race.runs[1]?.status).toBe('queued');
});

test('time stands still in a pause', () => {
  const { race } = play([
    start,
    tick(100),
    { type: 'race_pauses' },
    tick(5000),
    { type: 'race_resumes' },
    tick(100),
  ]);
  expect(race).toMatchObject({ phase: 'running', elapsed_ms: 200 });
  expect(secondsLeft(0.25, 1000)).toBe(3);
  expect(secondsLeft(0, 1000)).toBeUndefined();
});

test('time stands still while every run that is left is paused by itself', () => {
  const paused = play([
    start,
    reports({ type: 'run_done', id: 1, result }, progress(2, 0.5)),
    { type: 'run_pauses', id: 2, paused: true },
    tick(1000),
    reports(progress(2, 0.6)), // was on its way
  ]);
  expect(paused.race).toMatchObject({ phase: 'running', elapsed_ms: 0 });
  expect(paused.race.runs[1]).toMatchObject({ paused: true, fraction: 0.6 });
  const { race } = play([{ type: 'run_pauses', id: 2, paused: false }, tick(50)], paused);
  expect(race).toMatchObject({ phase: 'running', elapsed_ms: 50 });
});

test('runs without reports stay the same objects', () => {
  const before = play([start]).race;
  const after = play([reports(progress(2, 0.1))], { ...readyState(), race: before }).race;
  expect(after.runs[0]).toBe(before.runs[0]);
  expect(after.runs[1]).not.toBe(before.runs[1]);
});

test('a race that goes on keeps what it has', () => {
  const ended = play([start, reports({ type: 'run_done', id: 1, result }, { type: 'run_cancelled', id: 2 })]);
  const [kept] = ended.race.runs;
  if (!kept) throw new Error('no run');
  const { race } = play(
    [{ type: 'race_continues', runs: [kept, { id: 3, config: config('linear') }] }],
    ended,
  );
  expect(race.phase).toBe('running');
  expect(race.runs[0]).toBe(kept);
  expect(race.runs[1]).toMatchObject({ id: 3, status: 'queued', history: [] });
});

test('retrying a failed run keeps the others', () => {
  const ended = play([
    start,
    reports(
      { type: 'run_done', id: 1, result },
      { type: 'run_failed', id: 2, failure: failure('worker_silent') },
    ),
  ]);
  const { race } = play([{ type: 'run_retried', id: 2, newId: 3 }], ended);
  expect(race.phase).toBe('running');
  expect(race.runs.map(({ id, status }) => [id, status])).toEqual([
    [1, 'done'],
    [3, 'queued'],
  ]);
});

test('a selection takes the catalogue order and drops what is unknown', () => {
  expect(play([{ type: 'select', ids: ['relu', 'nonsense', 'linear'] }]).selected).toEqual([
    'linear',
    'relu',
  ]);
});

test('a parameter at its default is not kept', () => {
  const set = (value: number): Action => ({ type: 'parameter', id: 'hard_sigmoid', name: 'slope', value });
  const changed = play([set(0.3)]);
  expect(changed.params).toEqual({ hard_sigmoid: { slope: 0.3 } });
  expect(play([set(0.2)], changed).params).toEqual({});
});

test('reports of an earlier measurement are ignored', () => {
  const report = {
    contestants: [],
    samples: [],
    tick_ms: 0.1,
    length: 1,
    rounds: 15,
    sample_ms: 50,
    discarded: 0,
    unsettled: [],
  };
  const state = play([
    { type: 'timing_starts', run: 1, now: 0 },
    { type: 'timing_cancelled', run: 1 },
    { type: 'timing_starts', run: 2, now: 0 },
    { type: 'timing_done', run: 1, report },
  ]);
  expect(state.timing.active?.run).toBe(2);
  expect(state.timing.report).toBeUndefined();
  expect(play([{ type: 'timing_done', run: 2, report }], state).timing).toEqual({
    active: undefined,
    report,
    failure: undefined,
  });
});

test('another optimizer brings its learning rate, unless the reader has set another', () => {
  const adam = { type: 'settings', change: { optimizer: 'adam' } } as const;
  expect(reduce(readyState(), adam).settings).toMatchObject({ optimizer: 'adam', learning_rate: 0.001 });
  const own = reduce(readyState(), { type: 'settings', change: { learning_rate: 0.3 } });
  expect(reduce(own, adam).settings).toMatchObject({ optimizer: 'adam', learning_rate: 0.3 });
});

test('a dialect changes the defaults, not what the reader has set', () => {
  const slope = { name: 'slope', default: 1 / 6, min: 0.05, max: 1, step: 0.01, learned: null };
  const catalogue = CATALOGUE.map((spec) =>
    spec.id === 'hard_sigmoid' ? { ...spec, parameters: [slope] } : spec,
  );
  const set: Action = { type: 'parameter', id: 'hard_sigmoid', name: 'slope', value: 0.4 };
  const state = play([set, { type: 'dialect', dialect: 'keras3', catalogue }]);
  expect(state.dialect).toBe('keras3');
  expect(specOf(state, 'hard_sigmoid')?.parameters[0]?.default).toBe(1 / 6);
  expect(state.params).toEqual({ hard_sigmoid: { slope: 0.4 } });
});

test('a preset sets every setting and the images', () => {
  const own: Action = { type: 'settings', change: { global_clipnorm: 1, epochs: 3 } };
  const state = play([own, { type: 'preset', name: 'mlp' }]);
  expect(state).toMatchObject({ preset: 'mlp', images: 'all' });
  expect(state.settings).toEqual(MLP);
  expect(play([{ type: 'preset', name: 'race' }], state).settings).toEqual(DEFAULTS);
});

test('digests of a link hold until the experiment is another', () => {
  const bits = { digests: { relu: '0123abcd' }, stale: false };
  const state = { ...readyState(), bits };
  expect(reduce(state, { type: 'select', ids: ['relu'] }).bits).toBe(bits);
  expect(reduce(state, { type: 'language', lang: 'ja' }).bits).toBe(bits);
  for (const action of [
    { type: 'settings', change: { epochs: 3 } },
    { type: 'seeds', seeds: 3 },
    { type: 'images', images: 'all' },
    { type: 'learning', learning: 'none' },
    { type: 'preset', name: 'mlp' },
    { type: 'parameter', id: 'hard_sigmoid', name: 'slope', value: 0.3 },
  ] as const)
    expect([action.type, reduce(state, action).bits?.stale]).toEqual([action.type, true]);
});

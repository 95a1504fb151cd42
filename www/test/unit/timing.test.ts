import { expect, test } from '@playwright/test';
import { FailureError } from '../../src/core/failure.ts';
import type { TrainConfig } from '../../src/core/types.ts';
import { compareNaive } from '../../src/panels/timing/naive.ts';
import { byTime, timingRows } from '../../src/panels/timing/results.ts';
import { Control } from '../../src/worker/loop.ts';
import type { Contestant, TimeJob, TimingReport } from '../../src/worker/protocol.ts';
import { type Makers, timeFunctions, timeNaively } from '../../src/worker/timing.ts';

const BATCHES = 100;
const config = (activation: string): TrainConfig => ({
  activation,
  params: {},
  learn: {},
  hidden: [64],
  initializer: 'glorot_uniform',
  optimizer: 'sgd',
  learning_rate: 0.2,
  batch_size: 32,
  epochs: 2,
  seed: 1,
});

/** Functions by their speed; `diverging` gives up at its 70th step. */
const SPEED: Record<string, number> = { linear: 1, relu: 1, tanh: 4, diverging: 1 };

/** A machine with a clock of its own that ticks every 0.1 ms, slows down over time, and counts what it does. */
function machine({ drift = 0 } = {}) {
  let time = 0;
  const work = (ms: number): void => {
    time += ms * (1 + drift * time);
  };
  const trained = new Map<string, number[]>();
  const alive = { kernels: 0, trainers: 0, most: 0 };
  const makers: Makers = {
    trainCount: BATCHES * 32,
    side: 14,
    kernel({ id }, length) {
      alive.kernels += 1;
      work(3); // making it must not count
      const run = (repeats: number): void => work((repeats * length * (SPEED[id] ?? 1)) / 1e6);
      const free = (): void => {
        alive.kernels -= 1;
      };
      return { forward: run, backward: run, free };
    },
    trainer({ activation }) {
      alive.trainers += 1;
      alive.most = Math.max(alive.most, alive.trainers);
      work(7);
      let done = 0;
      return {
        trainBatches(n) {
          const own = Math.min(n, BATCHES - (done % BATCHES));
          for (let step = 0; step < own; step += 1) {
            work(0.03 + 0.001 * (SPEED[activation] ?? 1));
            done += 1;
            if (activation === 'diverging' && done === 70) throw new FailureError('diverged', 'loss', 'NaN');
          }
          return {
            epoch: Math.floor(done / BATCHES),
            batch: done % BATCHES,
            batches_per_epoch: BATCHES,
          } as never;
        },
        classify(count) {
          work(count * 0.001);
          return count;
        },
        subnormals: () => (activation === 'tanh' ? 5 : 0),
        free() {
          alive.trainers -= 1;
          trained.set(activation, [...(trained.get(activation) ?? []), done]);
        },
      };
    },
  };
  const now = (): number => {
    time += 1e-4;
    return Math.floor(time * 10) / 10;
  };
  return { makers, now, trained, alive, work };
}

function job(ids: readonly string[]): TimeJob {
  const contestants: Contestant[] = ids.map((id) => ({ id, params: {} }));
  const options = { length: 4096, rounds: 11, sample_ms: 20 };
  return { type: 'time', run: 1, contestants, options, networks: ids.map(config) };
}

async function time(
  ids: readonly string[],
  on = machine(),
  change: Partial<TimeJob> = {},
): Promise<TimingReport> {
  const environment = { now: on.now, random: Math.random, sleep: async () => {} };
  const report = await timeFunctions(
    { ...job(ids), ...change },
    on.makers,
    new Control(),
    () => {},
    environment,
  );
  if (!report) throw new Error('cancelled');
  return report;
}

test('every function trains the same number of steps, as many as the fastest one needs, in fresh networks', async () => {
  const on = machine();
  const report = await time(['tanh', 'relu'], on);
  const { steps = 0, images, hidden_numbers, steps_of_run, inputs } = report.networks ?? {};
  expect({ hidden_numbers, steps_of_run, inputs }).toEqual({
    hidden_numbers: 2048,
    steps_of_run: 200,
    inputs: 196,
  });
  expect(steps * 0.031).toBeGreaterThan(19);
  expect(images).toBeGreaterThan(15_000);
  // A run has 200 steps, so that a sample takes several networks; none of them goes further.
  for (const id of ['tanh', 'relu']) {
    const samples = on.trained.get(id) ?? [];
    expect(Math.max(...samples)).toBe(200);
    const last = samples.slice(-Math.ceil(steps / 200));
    expect(last.reduce((sum, done) => sum + done)).toBe(steps);
  }
  for (const { step, inference, forward, backward } of report.samples)
    for (const samples of [step, inference, forward, backward]) expect(samples).toHaveLength(11);
  expect(on.alive).toMatchObject({ kernels: 0, trainers: 0 });
  // One sample's networks at a time, whatever the number of functions.
  expect(on.alive.most).toBe(Math.ceil(steps / 200));
});

test('what is made for a sample is outside of the clock', async () => {
  const { samples } = await time(['relu', 'tanh']);
  for (const value of samples[0]?.forward ?? []) expect(value).toBeCloseTo(1, 1);
  for (const value of samples[1]?.forward ?? []) expect(value).toBeCloseTo(4, 1);
  for (const value of samples[0]?.step ?? []) expect(value).toBeCloseTo(0.031, 3);
  for (const value of samples[1]?.inference ?? []) expect(value).toBeCloseTo(0.001, 4);
});

test('a network that diverges keeps the times of its kernels, says why, and costs nobody else anything', async () => {
  const report = await time(['diverging', 'relu']);
  const [diverging, relu] = report.samples;
  expect(diverging).toMatchObject({ step: [], inference: [], failure: { code: 'diverged', got: 'NaN' } });
  expect(diverging?.forward).toHaveLength(11);
  expect(relu?.failure).toBeUndefined();
  expect(relu?.step).toHaveLength(11);
  expect(report.unsettled).toEqual([]);
  const rows = timingRows(report);
  expect(rows.map(({ times }) => times.step?.rank)).toEqual([undefined, 1]);
  expect(byTime(rows, 'step').map(({ contestant }) => contestant.id)).toEqual(['relu', 'diverging']);
});

test('anything but divergence ends the measurement', async () => {
  const on = machine();
  const { trainer } = on.makers;
  on.makers.trainer = (of) => ({
    ...trainer(of),
    classify: () => {
      throw new Error('bug');
    },
  });
  await expect(time(['relu'], on)).rejects.toThrow('bug');
});

test('kernels alone take no network', async () => {
  const on = machine();
  const { networks: _, ...kernels } = job(['relu', 'tanh']);
  const environment = { now: on.now, random: Math.random, sleep: async () => {} };
  const report = await timeFunctions(kernels, on.makers, new Control(), () => {}, environment);
  expect(report?.networks).toBeUndefined();
  expect(report?.samples[1]?.forward).toHaveLength(11);
  expect(on.trained.size).toBe(0);
});

test('held-out images are not judged between steps', async () => {
  const on = machine();
  const seen: TrainConfig[] = [];
  const { trainer } = on.makers;
  on.makers.trainer = (of) => {
    seen.push(of);
    return trainer(of);
  };
  const held = { ...config('relu'), validation_split: 0.2, patience: 2, best_weights: true, dropout: 0.5 };
  await time(['relu'], on, { networks: [held] });
  expect(seen[0]).toEqual({ ...config('relu'), dropout: 0.5 });
});

test('a machine that slows down slows nobody’s rank: equal functions stay equal in either order of the list', async () => {
  for (const ids of [
    ['linear', 'relu', 'tanh'],
    ['tanh', 'relu', 'linear'],
  ]) {
    const rows = timingRows(await time(ids, machine({ drift: 2e-5 })));
    const ranks = Object.fromEntries(
      rows.map(({ contestant, times }) => [contestant.id, times.forward?.rank]),
    );
    expect(ranks).toEqual({ linear: 1, relu: 1, tanh: 3 });
  }
});

test('a clock that ticks every millisecond gets longer samples', async () => {
  const on = machine();
  const coarse = { ...on, now: () => Math.floor(on.now()) };
  const report = await time(['relu'], coarse);
  expect(report).toMatchObject({ tick_ms: 1, sample_ms: 50 });
  for (const value of report.samples[0]?.step ?? []) expect(Math.abs(value / 0.031 - 1)).toBeLessThan(0.03);
});

test('the share of a step is that of f and f′ on its hidden numbers, unless parameters are learned', async () => {
  const [row] = timingRows(await time(['tanh']));
  // 2048 numbers, 4 ns each way, of 34 µs.
  expect(row?.share).toBeCloseTo((2048 * 8) / 34_000, 1);
  expect(row?.subnormals).toBe(5);
  const learning = { ...config('tanh'), learn: { slope: 'unit' as const } };
  expect(timingRows(await time(['tanh'], machine(), { networks: [learning] }))[0]?.share).toBeUndefined();
});

test('the naive clock takes one call each, in the order of the list, and what failed is missing', async () => {
  const on = machine();
  const naive = {
    type: 'naive' as const,
    run: 1,
    networks: ['relu', 'diverging', 'tanh'].map(config),
    steps: 90,
  };
  const times = await timeNaively(naive, on.makers.trainer, new Control(), on.now);
  expect(times?.[0]).toBeCloseTo(0.031, 2);
  expect(times?.[1]).toBeNull();
  expect(times?.[2]).toBeCloseTo(0.034, 2);
  expect([...on.trained.keys()]).toEqual(['relu', 'diverging', 'tanh']);
});

test('the comparison says who went first, which pairs are the wrong way round and where the orders contradict each other', async () => {
  const report = await time(['linear', 'relu', 'tanh']);
  report.naive = { steps: 90, in_order: [0.2, 0.032, 0.034], reversed: [0.03, 0.032, 0.2] };
  const found = compareNaive(report, timingRows(report));
  expect(found?.first.row.contestant.id).toBe('linear');
  expect(found?.last.row.contestant.id).toBe('tanh');
  expect(found?.first.in_order.ratio).toBeCloseTo(0.2 / 0.031, 1);
  // tanh is slower than linear and relu, which are the same.
  expect(found).toMatchObject({ pairs: 3, apart: 2, wrong: { in_order: 1, reversed: 0 }, contradictory: 2 });
  // By name: of linear and relu either may come first.
  const ranks = found?.rows.map(({ row, in_order }) => [row.contestant.id, in_order.rank] as const) ?? [];
  expect(Object.fromEntries(ranks)).toEqual({ linear: 3, relu: 1, tanh: 2 });
});

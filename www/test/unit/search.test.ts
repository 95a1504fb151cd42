import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import * as glue from '../../generated/core/activation_lab.js';
import { toFailure } from '../../src/core/failure.ts';
import type { Progress, TrainConfig } from '../../src/core/types.ts';
import {
  expectedRuns,
  FINAL_SEEDS,
  FINALISTS,
  makePlan,
  type Plan,
  parseWanted,
  rungsOf,
  SIZES,
  type Space,
  sizeWithin,
  wantedText,
} from '../../src/panels/tuning/search-plan.ts';
import { ranked, SearchRun } from '../../src/panels/tuning/search-run.ts';
import type { Outcome } from '../../src/state/aside.ts';
import { Control, type TrainerLike, train } from '../../src/worker/loop.ts';
import type { Judge } from '../../src/worker/protocol.ts';
import { DEFAULTS } from './fixtures.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
glue.initSync({ module: readFileSync(here('../../generated/core/simd.wasm')) });

const SPACE: Space = {
  functions: [
    { activation: 'relu', params: {}, learn: {}, values: {} },
    {
      activation: 'leaky_relu',
      params: { negative_slope: 0.3 },
      learn: {},
      values: { negative_slope: [0, 0.01, 0.1, 0.2, 0.5, 1] },
    },
    { activation: 'tanh', params: {}, learn: {}, values: {} },
  ],
  learning_rates: Array.from({ length: 40 }, (_, index) => (index + 1) / 20),
  settings: { ...DEFAULTS, epochs: 9, warmup_epochs: 5, validation_split: 0.1, patience: 2 },
};

test('the same seed and size make the same plan, another seed another one', () => {
  const plan = makePlan(SPACE, 7, 36);
  expect(makePlan(SPACE, 7, 36)).toEqual(plan);
  expect(makePlan(SPACE, 8, 36).candidates).not.toEqual(plan.candidates);
  expect(plan.candidates).toHaveLength(36);
  // Different ones, every function about equally often, and each once as it is now.
  expect(new Set(plan.candidates.map((candidate) => JSON.stringify(candidate))).size).toBe(36);
  for (const { activation, params } of SPACE.functions) {
    const own = plan.candidates.filter((candidate) => candidate.activation === activation);
    expect(own).toHaveLength(12);
    expect(own).toContainEqual({ activation, params, learn: {}, learning_rate: DEFAULTS.learning_rate });
  }
  // No seed of the final was used before.
  expect(plan.seeds).toHaveLength(FINAL_SEEDS);
  expect(plan.seeds).not.toContain(plan.seed);
});

const PINNED = [0.2, 0.2, 0.2, 1.1, 1.5, 1.65, 0.95, 0.9, 1.4, 0.5, 0.95, 0.05];

test('numbers are drawn evenly, from integers alone', () => {
  const counts = new Map<number, number>();
  for (let seed = 0; seed < 60; seed += 1)
    for (const { learning_rate } of makePlan(SPACE, seed, 60).candidates.slice(3))
      counts.set(learning_rate, (counts.get(learning_rate) ?? 0) + 1);
  expect(counts.size).toBe(40);
  expect(Math.max(...counts.values())).toBeLessThan(130);
  expect(Math.min(...counts.values())).toBeGreaterThan(20);
  // Pinned: other numbers would be another search behind the same link.
  expect(makePlan(SPACE, 1, 12).candidates.map(({ learning_rate }) => learning_rate)).toEqual(PINNED);
});

test('rungs get a third of the candidates and three times the epochs, the last one all', () => {
  expect(rungsOf(162, 20)).toEqual([
    { count: 162, epochs: 2 },
    { count: 54, epochs: 7 },
    { count: 18, epochs: 20 },
  ]);
  expect(rungsOf(12, 20)).toEqual([{ count: 12, epochs: 20 }]);
  expect(rungsOf(600, 1)).toEqual([{ count: 600, epochs: 1 }]);
  for (let size = SIZES.min; size <= SIZES.max; size += 49)
    for (const epochs of [1, 2, 5, 20, 100]) {
      const rungs = rungsOf(size, epochs);
      expect(rungs[0]?.count).toBe(size);
      expect(rungs.at(-1)?.epochs).toBe(epochs);
      expect(rungs.at(-1)?.count).toBeGreaterThanOrEqual(FINALISTS);
      expect(rungs.every((rung) => rung.epochs >= 1)).toBe(true);
    }
});

test('the largest plan within the time is found, none where the smallest takes longer', () => {
  const seconds = (size: number) => expectedRuns(makePlan(SPACE, 1, size)).flat().length / 10;
  const size = sizeWithin(20, seconds) ?? 0;
  expect(seconds(size)).toBeLessThanOrEqual(20);
  expect(seconds(size + 1)).toBeGreaterThan(20);
  expect(sizeWithin(1, seconds)).toBeUndefined();
  expect(sizeWithin(1e9, seconds)).toBe(SIZES.max);
});

test('a link carries seed, size and functions; what cannot be used is refused', () => {
  const wanted = { seed: 4294967295, size: 150, scope: 'all' } as const;
  expect(parseWanted(wantedText(wanted))).toEqual(wanted);
  for (const text of [
    '',
    '1',
    '1:150',
    '1:150:some',
    '-1:150:all',
    '1.5:150:all',
    '1:5:all',
    '1:9999:all',
    '1:150:all:x',
    'NaN:150:all',
  ])
    expect([text, parseWanted(text)]).toEqual([text, undefined]);
});

/** Plays a whole search; `trainOne` trains like a worker. */
async function play(
  plan: Plan,
  trainOne: (config: TrainConfig, judge: Judge) => Promise<Outcome['outcome']>,
): Promise<SearchRun> {
  const run = new SearchRun(plan);
  for (let configs = run.next(); configs.length > 0; configs = run.next())
    // In another order than they were asked for, as workers end.
    for (const config of [...configs].reverse())
      run.take({ config, outcome: await trainOne(config, run.judge(config)), history: [] });
  return run;
}

/** What a worker makes of a trainer. */
async function like(trainer: TrainerLike, judge: Judge): Promise<Outcome['outcome']> {
  try {
    const trained = await train(trainer, new Control(), () => {}, undefined, judge);
    if (!trained) throw new Error('cancelled');
    const { evaluation, seconds } = trained;
    return { evaluation, seconds, samples_per_second: 1, weights_hash: '', learned: [], memory_bytes: 0 };
  } catch (thrown) {
    return toFailure(thrown);
  }
}

test('the test images are not touched before the final, and once for each network in it', async () => {
  const plan = makePlan({ ...SPACE, settings: { ...SPACE.settings, epochs: 9 } }, 3, 54);
  const events: string[] = [];
  const run = await play(plan, async (config, judge) => {
    let epoch = 0;
    const held = config.validation_split !== undefined;
    const trainer: TrainerLike = {
      trainBatches(): Progress {
        epoch += 1;
        // Better near 0.5; an image in a thousand of noise by seed.
        const accuracy = 0.9 - Math.abs(config.learning_rate - 0.5) / 10 + (config.seed % 5) / 1000;
        return {
          epoch,
          batch: 0,
          batches_per_epoch: 1,
          epochs: config.epochs,
          epoch_ended: true,
          done: epoch === config.epochs,
          train_loss: 1,
          samples: 1,
          ...(held && { validation_accuracy: accuracy, validation_loss: 1 - accuracy, best_epoch: epoch }),
        };
      },
      evaluatePart(_, training) {
        if (!training) events.push(`test ${config.seed}`);
        const accuracy = 0.9 - Math.abs(config.learning_rate - 0.5) / 10 + (config.seed % 5) / 1000;
        return { accuracy, loss: 1, confusion: Array.from({ length: 100 }, () => 10) };
      },
      learned: () => [],
    };
    events.push(`train ${held ? 'search' : 'final'}`);
    return like(trainer, judge);
  });
  const firstTest = events.findIndex((event) => event.startsWith('test'));
  const firstFinal = events.indexOf('train final');
  expect(firstFinal).toBeGreaterThan(0);
  expect(firstTest).toBeGreaterThan(firstFinal);
  expect(events.lastIndexOf('train search')).toBeLessThan(firstFinal);
  // Every epoch of a finalist is judged, as in a race; only final networks are.
  const tests = events.filter((event) => event.startsWith('test'));
  expect(tests).toHaveLength(FINALISTS * FINAL_SEEDS * 9);
  expect(new Set(tests)).toEqual(new Set(plan.seeds.map((seed) => `test ${seed}`)));
  expect(run.rungs.map((entries) => entries.length)).toEqual(plan.rungs.map(({ count }) => count));
  // Those nearest to 0.5 came through.
  const distances = plan.candidates
    .map(({ learning_rate }) => Math.abs(learning_rate - 0.5))
    .sort((a, b) => a - b);
  const [winner, ...others] = run.finalists();
  expect(winner?.place).toBe('winner');
  expect(Math.abs((winner?.candidate.learning_rate ?? 0) - 0.5)).toBeCloseTo(distances[0] ?? 0);
  expect(others).toHaveLength(FINALISTS - 1);
  for (const { place, difference } of others) expect(place).toBe(difference.mean === 0 ? 'peer' : 'behind');
});

test('what diverges falls out; a rung of which nothing is left ends the search', async () => {
  const good = {
    seconds: 0,
    samples_per_second: 0,
    weights_hash: '',
    learned: [],
    memory_bytes: 0,
  };
  const diverged = { code: 'diverged', what: '', got: '', expected: '' } as const;
  const plan = makePlan(SPACE, 1, 12);
  const half = await play(plan, async ({ learning_rate, seed }) =>
    learning_rate > 1 || (seed === plan.seeds[2] && learning_rate > 0.8)
      ? diverged
      : { ...good, evaluation: { accuracy: learning_rate / 2, loss: 1, confusion: [1000] } },
  );
  expect(
    half.rungs[0]?.filter((entry) => entry.diverged).every(({ candidate }) => candidate.learning_rate > 1),
  ).toBe(true);
  const finalists = half.finalists();
  for (const { place, candidate } of finalists)
    expect(place === 'diverged').toBe(candidate.learning_rate > 0.8);
  const none = await play(plan, async () => diverged);
  expect(none.finalists()).toEqual([]);
  expect(none.rungs).toHaveLength(1);
  // A worker that died is no result: the search stops and says so.
  const lost = await play(plan, async () => ({ ...diverged, code: 'worker_silent' }));
  expect(lost.lost?.code).toBe('worker_silent');
});

test('candidates are ranked by accuracy, then by loss, then by their places', () => {
  const [candidate] = makePlan(SPACE, 1, 12).candidates;
  if (!candidate) throw new Error('no candidate');
  const entry = (index: number, accuracy: number, loss: number) => ({
    candidate,
    index,
    accuracy,
    loss,
    diverged: false,
  });
  const entries = [
    entry(0, 0.5, 1),
    entry(1, 0.6, 2),
    entry(2, 0.6, 1),
    entry(3, Number.NaN, 0),
    entry(4, 0.5, 1),
  ];
  expect(ranked(entries).map(({ index }) => index)).toEqual([2, 1, 0, 4]);
});

test('a search with the core comes to the same numbers twice', async () => {
  const dataset = new glue.Dataset(gunzipSync(readFileSync(here('../../generated/data/mnist-14x14.bin'))));
  const space: Space = { ...SPACE, settings: { ...DEFAULTS, hidden: [8], epochs: 1, batch_size: 128 } };
  const search = () =>
    play(makePlan(space, 5, 12), async (config, judge) => {
      const trainer = new glue.Trainer(config, dataset);
      try {
        return await like(trainer, judge);
      } finally {
        trainer.free();
      }
    });
  const [once, again] = [await search(), await search()];
  expect(once.finalists().length).toBe(FINALISTS);
  expect(once.finalists()[0]?.mean).toBeGreaterThan(0.5);
  expect(again.finalists()).toEqual(once.finalists());
  expect(again.rungs).toEqual(once.rungs);
});

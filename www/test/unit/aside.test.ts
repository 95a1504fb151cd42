// Experiments aside from the race: outcomes as they come, what is asked for afterwards, pause and cancel.

import { expect, test } from '@playwright/test';
import { failure } from '../../src/core/failure.ts';
import { Aside, type Outcome } from '../../src/state/aside.ts';
import type { Jobs } from '../../src/state/jobs.ts';
import { reduce } from '../../src/state/reduce.ts';
import { Store } from '../../src/state/store.ts';
import type { JobReport } from '../../src/worker/pool.ts';
import type { Job } from '../../src/worker/protocol.ts';
import { config, readyState } from './fixtures.ts';

const RESULT = {
  evaluation: { accuracy: 0.9, loss: 0.1, confusion: [] },
  inspection: { train_accuracy: 1, train_loss: 0, layers: [], predictions: new Uint8Array() },
  ...{ seconds: 2, samples_per_second: 1, weights_hash: 'abc', learned: [], memory_bytes: 0, input_side: 14 },
  weights: new Float32Array(),
};

/** Jobs that end when they are told to. */
function bench(loaded: Promise<boolean> = Promise.resolve(true)) {
  const given: { job: Job; hear: (report: JobReport) => void }[] = [];
  const told: string[] = [];
  const clocked: number[] = [];
  const store = new Store(readyState(), reduce);
  let next = 1;
  const cancelAll = (): void => {
    told.push('cancel');
    for (const { job, hear } of given.splice(0)) hear({ type: 'cancelled', run: job.run });
  };
  const jobs = {
    nextId: () => next++,
    give: (list: readonly Job[], hear: (report: JobReport) => void) => {
      for (const job of list) given.push({ job, hear });
    },
    pool: { pause: () => told.push('pause'), resume: () => told.push('resume'), cancel: cancelAll },
  } as unknown as Jobs;
  const aside = new Aside({
    ...{ store, jobs },
    ensureData: () => loaded,
    trainJob: (run, of) => ({ type: 'train', run, config: of, longest_flops: 0 }),
    signalJob: (run, configs, trace) => ({ type: 'signal', run, configs: [...configs], trace }),
    clock: (_config, _images, { seconds }) => clocked.push(seconds),
  });
  const end = (report: (run: number) => JobReport): void => {
    const first = given.shift();
    first?.hear(report(first.job.run));
  };
  const done = (): void => end((run) => ({ type: 'trained', run, result: RESULT }));
  return { aside, store, given, told, clocked, end, done };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test('outcomes come one by one; then what is asked for further, until it is nothing', async () => {
  const { aside, store, given, clocked, done, end } = bench();
  const heard: Outcome[] = [];
  const fractions: number[] = [];
  const more = [[config('tanh')], [config('relu'), config('linear')], []];
  const all = aside.experiment(
    [config('relu'), config('tanh')],
    (fraction) => fractions.push(fraction),
    'subset',
    { outcome: (outcome) => heard.push(outcome), further: () => more.shift() ?? [] },
  );
  await settled();
  expect(store.state.aside).toBe(true);
  expect(given).toHaveLength(2);
  done();
  await settled();
  expect(heard).toHaveLength(1);
  expect(fractions.at(-1)).toBeGreaterThan(0);
  expect(fractions.at(-1)).toBeLessThan(1);
  end((run) => ({ type: 'failed', run, failure: { code: 'diverged', what: '', got: '', expected: '' } }));
  await settled();
  expect(given).toHaveLength(1);
  done();
  await settled();
  expect(given).toHaveLength(2);
  done();
  done();
  const outcomes = await all;
  expect(outcomes.map((outcome) => outcome.config.activation)).toEqual([
    ...['relu', 'tanh', 'tanh', 'relu', 'linear'],
  ]);
  expect(heard).toHaveLength(5);
  expect(outcomes[1]?.outcome).toMatchObject({ code: 'diverged' });
  // Of what diverged there is no time.
  expect(clocked).toEqual([2, 2, 2, 2]);
  expect(store.state.aside).toBe(false);
});

test('pause and resume reach the workers, and a pause ends with the experiment', async () => {
  const { aside, told, done } = bench();
  aside.pause();
  expect(told).toEqual([]);
  const all = aside.experiment([config('relu')]);
  await settled();
  aside.pause();
  aside.resume();
  aside.pause();
  done();
  await all;
  expect(told).toEqual(['pause', 'resume', 'pause', 'resume']);
});

test('cancelled, it rejects and asks for nothing further, also while images are on their way', async () => {
  const { aside, store } = bench();
  let asked = 0;
  const further = () => {
    asked += 1;
    return [];
  };
  const all = aside.experiment([config('relu'), config('tanh')], undefined, undefined, { further });
  await settled();
  aside.cancel();
  await expect(all).rejects.toMatchObject({ code: 'cancelled' });
  expect([asked, store.state.aside]).toEqual([0, false]);

  let load = (_: boolean): void => {};
  const waiting = bench(
    new Promise((resolve) => {
      load = resolve;
    }),
  );
  const early = waiting.aside.experiment([config('relu')]);
  waiting.aside.cancel();
  load(true);
  await expect(early).rejects.toMatchObject({ code: 'cancelled' });
  expect(waiting.given).toEqual([]);
});

test('one at a time', async () => {
  const { aside, done } = bench();
  const all = aside.experiment([config('relu')]);
  await expect(aside.experiment([config('tanh')])).rejects.toMatchObject({ code: 'busy' });
  await settled();
  done();
  await all;
});

test('what is measured on the way goes to who asked, of each run', async () => {
  const { aside, given, done } = bench();
  const heard: [string, number[]][] = [];
  const all = aside.experiment([config('relu'), config('tanh')], undefined, undefined, {
    watch: ({ activation }) => (activation === 'relu' ? { every: 8 } : undefined),
    watched: ({ activation }, { steps }) => heard.push([activation, steps.map(({ step }) => step)]),
  });
  await settled();
  expect(given.map(({ job }) => 'watch' in job && job.watch)).toEqual([{ every: 8 }, false]);
  const steps = [{ step: 9, signal: new Float64Array() }];
  const first = given[0];
  first?.hear({
    type: 'progress',
    run: first.job.run,
    progress: { fraction: 0.5, seconds: 1, train_loss: 1, ended: [], steps },
  });
  done();
  done();
  await all;
  expect(heard).toEqual([['relu', [9]]]);
});

test('first steps come group by group; a failure is thrown', async () => {
  const { aside, end, given } = bench();
  const groups: [number, number][] = [];
  const asked = [[config('relu'), config('relu')], [config('tanh')]];
  const hear = (group: number, cells: readonly unknown[]) => groups.push([group, cells.length]);
  const all = aside.signals(asked, hear, { trace: true });
  await settled();
  expect(given.map(({ job }) => job.type === 'signal' && [job.configs.length, job.trace])).toEqual([
    [2, true],
    [1, true],
  ]);
  end((run) => ({ type: 'signalled', run, cells: [] }));
  end((run) => ({ type: 'failed', run, failure: failure('worker_broken') }));
  await expect(all).rejects.toMatchObject({ code: 'worker_broken' });
  expect(groups).toEqual([[0, 0]]);
});

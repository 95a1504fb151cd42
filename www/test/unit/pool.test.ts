import { expect, test } from '@playwright/test';
import { failure } from '../../src/core/failure.ts';
import { type JobReport, Pool, type WorkerLike } from '../../src/worker/pool.ts';
import type { Command, Job, Report } from '../../src/worker/protocol.ts';
import { config } from './fixtures.ts';

class FakeWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  heard: Command[] = [];
  terminated = false;
  postMessage(command: Command): void {
    this.heard.push(command);
  }
  terminate(): void {
    this.terminated = true;
  }
  say(data: Report): void {
    this.onmessage?.({ data } as MessageEvent<Report>);
  }
  types(): string[] {
    return this.heard.map(({ type }) => type);
  }
}

function setUp(size: number, spawns = true) {
  const workers: FakeWorker[] = [];
  const reports: JobReport[] = [];
  let beat = (): void => {};
  let beating = false;
  const pool = new Pool(
    {
      size,
      everySecond(callback) {
        beat = callback;
        beating = true;
        return () => {
          beating = false;
        };
      },
    },
    (report) => reports.push(report),
  );
  pool.setData(new Uint8Array(1));
  const spawn = (): FakeWorker => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  };
  if (spawns) pool.setSpawn(spawn);
  return { pool, spawn, workers, reports, beat: () => beat(), beating: () => beating };
}

const job = (run: number, longest_flops = 1e6): Job => ({
  type: 'train',
  run,
  config: config('relu'),
  longest_flops,
});
const done = (run: number): Report => ({
  type: 'trained',
  run,
  result: {
    inspection: { train_accuracy: 1, train_loss: 0, layers: [], predictions: new Uint8Array(0) },
    evaluation: { accuracy: 1, loss: 0, confusion: [] },
    seconds: 1,
    samples_per_second: 1,
    weights_hash: '',
    learned: [],
    memory_bytes: 0,
    input_side: 14,
    weights: new Float32Array(),
  },
});
const summary = (reports: JobReport[]) =>
  reports.map((report) => [
    report.type,
    report.run,
    ...(report.type === 'failed' ? [report.failure.code] : []),
  ]);

test('never more workers than cores or jobs; the queue moves up; at the end nobody is left', () => {
  const { pool, workers, reports, beating } = setUp(2);
  pool.submit([job(1), job(2), job(3)]);
  expect(workers).toHaveLength(2);
  workers[0]?.say(done(1));
  expect(workers).toHaveLength(2);
  expect(workers[0]?.types()).toEqual(['data', 'train', 'train']);
  workers[0]?.say(done(3));
  workers[1]?.say(done(2));
  expect(summary(reports)).toEqual([
    ['trained', 1],
    ['trained', 3],
    ['trained', 2],
  ]);
  expect(workers.every(({ terminated }) => terminated)).toBe(true);
  expect(pool.busy).toBe(false);
  expect(beating()).toBe(false);
});

test('jobs wait for what starts workers, and fail where it cannot be had', () => {
  const { pool, spawn, workers, reports } = setUp(1, false);
  pool.submit([job(1), job(2)]);
  expect(workers).toHaveLength(0);
  pool.fail(failure('part_missing'));
  expect(summary(reports)).toEqual([
    ['failed', 1, 'part_missing'],
    ['failed', 2, 'part_missing'],
  ]);
  pool.submit([job(3)]);
  pool.setSpawn(spawn);
  workers[0]?.say(done(3));
  expect(summary(reports).at(-1)).toEqual(['trained', 3]);
});

test('stale answers are dropped by run', () => {
  const { pool, workers, reports } = setUp(1);
  pool.submit([job(1), job(2)]);
  workers[0]?.say(done(1));
  workers[0]?.say(done(1));
  expect(summary(reports)).toEqual([['trained', 1]]);
});

test('a silent worker is replaced; its job fails, the others lose nothing', () => {
  const { pool, workers, reports, beat } = setUp(1);
  pool.submit([job(1), job(2)]);
  workers[0]?.say({ type: 'ready' });
  for (let beats = 0; beats < 6; beats += 1) beat();
  expect(workers[0]?.terminated).toBe(true);
  expect(summary(reports)).toEqual([['failed', 1, 'worker_silent']]);
  expect(workers).toHaveLength(2);
  workers[1]?.say(done(2));
  expect(summary(reports).at(-1)).toEqual(['trained', 2]);
});

test('a worker that answers pings is left alone, however long it takes', () => {
  const { pool, workers, reports, beat } = setUp(1);
  pool.submit([job(1)]);
  workers[0]?.say({ type: 'ready' });
  for (let beats = 0; beats < 100; beats += 1) {
    beat();
    workers[0]?.say({ type: 'pong' });
  }
  expect(reports).toEqual([]);
});

test('a worker may be silent for as long as a large step takes', () => {
  const { pool, workers, reports, beat } = setUp(1);
  pool.submit([job(1, 20e9)]);
  workers[0]?.say({ type: 'ready' });
  for (let beats = 0; beats < 20; beats += 1) beat();
  expect(reports).toEqual([]);
  for (let beats = 0; beats < 10; beats += 1) beat();
  expect(summary(reports)).toEqual([['failed', 1, 'worker_silent']]);
});

test('no more workers than the limit; another data set reaches a worker that has one', () => {
  const { pool, workers } = setUp(4);
  pool.setLimit(2);
  pool.submit([job(1), job(2), job(3)]);
  expect(workers).toHaveLength(2);
  pool.setData(new Uint8Array(2));
  workers[0]?.say(done(1));
  expect(workers[0]?.types()).toEqual(['data', 'train', 'data', 'train']);
  pool.setLimit(100);
  pool.submit([4, 5, 6, 7].map((run) => job(run)));
  expect(workers).toHaveLength(4);
});

test('a broken worker is replaced at once', () => {
  const { pool, workers, reports } = setUp(1);
  pool.submit([job(1), job(2)]);
  workers[0]?.onerror?.({ message: 'boom', preventDefault() {} } as ErrorEvent);
  expect(summary(reports)).toEqual([['failed', 1, 'worker_broken']]);
  expect(workers).toHaveLength(2);
});

test('after a panic the instance is not used again', () => {
  const { pool, workers, reports } = setUp(1);
  pool.submit([job(1), job(2)]);
  workers[0]?.say({ type: 'failed', run: 1, failure: failure('core_panicked') });
  expect(workers[0]?.terminated).toBe(true);
  expect(workers[1]?.types()).toEqual(['data', 'train']);
  expect(summary(reports)).toEqual([['failed', 1, 'core_panicked']]);
});

test('an ordinary failure keeps the worker', () => {
  const { pool, workers } = setUp(1);
  pool.submit([job(1), job(2)]);
  workers[0]?.say({ type: 'failed', run: 1, failure: failure('diverged') });
  expect(workers).toHaveLength(1);
  expect(workers[0]?.terminated).toBe(false);
});

test('cancel answers at once, what comes later is not heard, and a deaf worker is terminated', () => {
  const { pool, workers, reports, beat } = setUp(1);
  pool.submit([job(1), job(2)]);
  pool.cancel();
  expect(summary(reports)).toEqual([
    ['cancelled', 1],
    ['cancelled', 2],
  ]);
  workers[0]?.say({
    type: 'progress',
    run: 1,
    progress: { fraction: 0.5, seconds: 0, train_loss: 0, ended: [] },
  });
  for (let beats = 0; beats < 4; beats += 1) beat();
  expect(workers[0]?.terminated).toBe(true);
  expect(reports).toHaveLength(2);
  pool.submit([job(3)]);
  workers[1]?.say(done(3));
  expect(summary(reports).at(-1)).toEqual(['trained', 3]);
});

test('nothing starts in a pause', () => {
  const { pool, workers } = setUp(1);
  pool.submit([job(1), job(2)]);
  pool.pause();
  workers[0]?.say(done(1));
  expect(workers).toHaveLength(1);
  pool.resume();
  expect(workers).toHaveLength(2);
  expect(workers[1]?.types()).toEqual(['data', 'train']);
});

const progress = (run: number): Report => ({
  type: 'progress',
  run,
  progress: { fraction: 0.5, seconds: 0, train_loss: 0, ended: [] },
});

test('a job paused by itself makes room for the next one, and stays paused when all others go on', () => {
  const { pool, workers, reports } = setUp(1);
  pool.submit([job(1), job(2), job(3)]);
  pool.pauseRun(1);
  expect(workers).toHaveLength(2);
  expect(workers[0]?.types().at(-1)).toBe('pause');
  expect(workers[1]?.types()).toEqual(['data', 'train']);
  pool.pause();
  pool.resume();
  expect(workers[0]?.types().at(-1)).toBe('pause');
  expect(workers[1]?.types().at(-1)).toBe('resume');
  workers[1]?.say(done(2));
  expect(workers[1]?.types().at(-1)).toBe('train');
  workers[1]?.say(done(3));
  expect(pool.busy).toBe(true);
  pool.resumeRun(1);
  expect(workers[0]?.types().at(-1)).toBe('resume');
  workers[0]?.say(done(1));
  expect(summary(reports).map(([, run]) => run)).toEqual([2, 3, 1]);
  expect(pool.busy).toBe(false);
});

test('a queued job that is paused is passed over until it goes on', () => {
  const { pool, workers } = setUp(1);
  pool.submit([job(1), job(2), job(3)]);
  pool.pauseRun(2);
  workers[0]?.say(done(1));
  workers[0]?.say(done(3));
  expect(workers[0]?.heard.at(-1)).toMatchObject({ run: 3 });
  expect(workers).toHaveLength(1);
  expect(pool.busy).toBe(true);
  pool.resumeRun(2);
  expect(workers[1]?.heard.at(-1)).toMatchObject({ run: 2 });
});

test('paused jobs make room for as many as usually run, not for more', () => {
  const { pool, workers } = setUp(2);
  pool.submit([1, 2, 3, 4, 5, 6].map((run) => job(run)));
  for (const run of [1, 2, 3, 4]) pool.pauseRun(run);
  expect(workers).toHaveLength(4);
  pool.resumeRun(1);
  expect(workers).toHaveLength(4);
});

test('one job is cancelled, whether it runs, is paused or waits; the others go on', () => {
  const { pool, workers, reports } = setUp(1);
  pool.submit([job(1), job(2), job(3), job(4)]);
  pool.cancelRun(3);
  pool.cancelRun(1);
  expect(summary(reports)).toEqual([
    ['cancelled', 3],
    ['cancelled', 1],
  ]);
  workers[0]?.say(progress(1));
  workers[0]?.say({ type: 'cancelled', run: 1 });
  expect(reports).toHaveLength(2);
  expect(workers[0]?.heard.at(-1)).toMatchObject({ run: 2 });
  pool.pauseRun(2);
  pool.cancelRun(2);
  workers[0]?.say({ type: 'cancelled', run: 2 });
  workers[1]?.say(done(4));
  expect(summary(reports).slice(2)).toEqual([
    ['cancelled', 2],
    ['trained', 4],
  ]);
  expect(pool.busy).toBe(false);
  pool.cancelRun(4);
  expect(reports).toHaveLength(4);
});

import { expect, test } from '@playwright/test';
import type { Progress } from '../../src/core/types.ts';
import { Control, LAST_STEPS, lastSteps, type TrainerLike, train } from '../../src/worker/loop.ts';
import type { TrainingProgress, WatchedStep } from '../../src/worker/protocol.ts';

/** A trainer that needs 1 ms of a clock of its own for a batch. */
function fakeTrainer(epochs: number, batchesPerEpoch: number) {
  let time = 0;
  let batch = 0;
  let epoch = 0;
  let judged = 0;
  const slices: number[] = [];
  const judgings: number[] = [];
  const trainer: TrainerLike = {
    trainBatches(n): Progress {
      const trained = Math.min(n, batchesPerEpoch - batch);
      slices.push(trained);
      time += trained;
      batch += trained;
      const epoch_ended = batch === batchesPerEpoch;
      if (epoch_ended) {
        batch = 0;
        epoch += 1;
      }
      return {
        epoch,
        batch,
        batches_per_epoch: batchesPerEpoch,
        epochs,
        epoch_ended,
        done: epoch === epochs,
        train_loss: 1 / (epoch + 1),
        samples: trained * 10,
      };
    },
    // 1,000 images of 0.25 ms: must not count as training.
    evaluatePart(images, training) {
      if (training) return { accuracy: 0.9, loss: 0.2, confusion: [], layers: [] };
      const part = Math.min(1000 - judged, images);
      judgings.push(part);
      time += part / 4;
      judged = (judged + part) % 1000;
      return judged === 0 ? { accuracy: epoch / epochs, loss: 1, confusion: [] } : undefined;
    },
    learned: () => [],
  };
  return { trainer, slices, judgings, now: () => time };
}

test('slices grow towards 30 ms, every epoch is reported, evaluation is not training time', async () => {
  const { trainer, slices, judgings, now } = fakeTrainer(3, 200);
  const reports: TrainingProgress[] = [];
  const trained = await train(trainer, new Control(), (progress) => reports.push(progress), now);
  expect(trained).toMatchObject({ seconds: 0.6, samples: 6000, evaluation: { accuracy: 1 } });
  expect(trained?.inspection).toEqual({ train_accuracy: 0.9, train_loss: 0.2, layers: [] });
  expect(slices.slice(0, 6)).toEqual([1, 2, 4, 8, 16, 30]);
  expect(Math.max(...slices)).toBe(30);
  // Of 0.25 ms each: 32 and 30 ms, and so on over the epochs.
  expect(judgings.slice(0, 3)).toEqual([128, 120, 120]);
  expect(judgings.reduce((sum, part) => sum + part)).toBe(3000);
  expect(reports.flatMap(({ ended }) => ended.map(({ epoch }) => epoch))).toEqual([1, 2, 3]);
  expect(reports.at(-1)?.fraction).toBe(1);
});

test('at most ten reports a second', async () => {
  const { trainer, now } = fakeTrainer(1, 2000);
  const reports: TrainingProgress[] = [];
  await train(trainer, new Control(), (progress) => reports.push(progress), now);
  expect(reports.length).toBeLessThanOrEqual(22);
});

test('a pause stops between slices, resuming goes on, cancelling ends', async () => {
  const { trainer, slices, now } = fakeTrainer(1, 1_000_000);
  const control = new Control();
  control.pause();
  const running = train(trainer, control, () => {}, now);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(slices).toEqual([]);
  control.resume();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(slices.length).toBeGreaterThan(0);
  control.cancel();
  expect(await running).toBeUndefined();
});

test('a pause can be cancelled', async () => {
  const control = new Control();
  control.pause();
  const running = train(fakeTrainer(1, 10).trainer, control, () => {});
  control.cancel();
  expect(await running).toBeUndefined();
});

test('cancelling is heard while a network is judged', async () => {
  const { trainer, judgings, now } = fakeTrainer(1, 1);
  const control = new Control();
  const judge = trainer.evaluatePart;
  trainer.evaluatePart = (images, training) => {
    control.cancel();
    return judge(images, training);
  };
  expect(await train(trainer, control, () => {}, now)).toBeUndefined();
  expect(judgings).toHaveLength(1);
});

test('where images are held out, the result tells how long the run went and when it was best', async () => {
  const { trainer, now } = fakeTrainer(9, 4);
  const step = trainer.trainBatches;
  trainer.trainBatches = (n) => {
    const progress = step(n);
    const stopped_early = progress.epoch === 3;
    return { ...progress, best_epoch: 2, stopped_early, done: stopped_early };
  };
  const trained = await train(trainer, new Control(), () => {}, now);
  expect(trained?.validated).toEqual({ epochs: 3, stopped_early: true, best_epoch: 2 });
});

test('judged by held-out images, a run never touches the test images, nor those of training', async () => {
  const { trainer, now } = fakeTrainer(3, 40);
  const step = trainer.trainBatches;
  trainer.trainBatches = (n) => {
    const progress = step(n);
    const { epoch } = progress;
    if (!progress.epoch_ended) return progress;
    return { ...progress, validation_accuracy: epoch / 10, validation_loss: 1 / epoch, best_epoch: epoch };
  };
  trainer.evaluatePart = () => {
    throw new Error('images were judged that must not be');
  };
  const reports: TrainingProgress[] = [];
  const report = (progress: TrainingProgress) => reports.push(progress);
  const trained = await train(trainer, new Control(), report, now, 'held_out');
  expect(trained).toMatchObject({ evaluation: { accuracy: 0.3, loss: 1 / 3, confusion: [] }, samples: 1200 });
  expect(trained?.inspection).toBeUndefined();
  expect(reports.flatMap(({ ended }) => ended.map(({ accuracy }) => accuracy))).toEqual([0.1, 0.2, 0.3]);
  // The same trainer is judged where nothing else is asked for.
  await expect(train(trainer, new Control(), () => {}, now)).rejects.toThrow('must not be');
});

test('without held-out images there is nothing to be judged by', async () => {
  const { trainer, now } = fakeTrainer(1, 4);
  await expect(train(trainer, new Control(), () => {}, now, 'held_out')).rejects.toMatchObject({
    code: 'invalid_config',
    what: 'validation_split',
  });
});

test('what is learned besides the weights is told after every epoch, by layer, and nothing where nothing is', async () => {
  const { trainer, now } = fakeTrainer(2, 3);
  const plain: TrainingProgress[] = [];
  await train(trainer, new Control(), (progress) => plain.push(progress), now);
  expect(plain.flatMap(({ ended }) => ended).every((result) => !('learned' in result))).toBe(true);

  const learning = fakeTrainer(2, 3);
  let epoch = 0;
  const step = learning.trainer.trainBatches;
  learning.trainer.trainBatches = (n) => {
    const progress = step(n);
    epoch = progress.epoch;
    return progress;
  };
  learning.trainer.learned = () => [
    ['negative_slope', [[epoch + 5, epoch, epoch + 1, epoch + 2, epoch + 7], [0.5], []]],
  ];
  const reports: TrainingProgress[] = [];
  await train(learning.trainer, new Control(), (progress) => reports.push(progress), learning.now);
  const spread = (at: number) => [
    [
      'negative_slope',
      [{ low: at + 1, mean: at + 3, high: at + 5 }, { low: 0.5, mean: 0.5, high: 0.5 }, null],
    ],
  ];
  expect(reports.flatMap(({ ended }) => ended.map(({ learned }) => learned))).toEqual([spread(1), spread(2)]);
});

/** As `fakeTrainer`, measuring what it is told to; it diverges in a step, if told. */
function watchedTrainer(epochs: number, batchesPerEpoch: number, diverges = Number.POSITIVE_INFINITY) {
  const fake = fakeTrainer(epochs, batchesPerEpoch);
  let [done, every] = [0, 0];
  let steps: WatchedStep[] = [];
  const trainer: TrainerLike = {
    ...fake.trainer,
    trainBatches(n) {
      const before = done;
      const progress = fake.trainer.trainBatches(n);
      done = progress.epoch * batchesPerEpoch + progress.batch;
      const last = Math.min(done, diverges);
      for (let step = before; every > 0 && step < last; step += 1)
        if (step % every === 0) steps.push({ step: step + 1, signal: Float64Array.of(step) });
      if (done >= diverges)
        throw Object.assign(new Error(), { code: 'diverged', divergence: { step: diverges } });
      return progress;
    },
    observeEvery(wanted) {
      every = wanted;
    },
    takeSteps() {
      const taken = steps;
      steps = [];
      return taken;
    },
    countUnits: () => {},
    units: () => [],
  };
  return { ...fake, trainer };
}

test('what is measured is reported once: every n-th step, and the units after the steps that are asked for', async () => {
  const { trainer, now } = watchedTrainer(2, 50);
  const reports: TrainingProgress[] = [];
  const watch = { every: 8, units: { parts: 4, reach: 1, after_steps: [3, 30, 50, 70] } };
  await train(trainer, new Control(), (progress) => reports.push(progress), now, 'test', watch);
  const steps = reports.flatMap((report) => report.steps?.map(({ step }) => step) ?? []);
  expect(steps).toEqual([1, 9, 17, 25, 33, 41, 49, 57, 65, 73, 81, 89, 97]);
  const looks = reports.flatMap((report) => report.units?.map(({ step, epoch }) => [step, epoch]) ?? []);
  expect(looks).toEqual([
    [0, 0],
    [3, 0.06],
    [30, 0.6],
    [50, 1],
    [70, 1.4],
    [100, 2],
  ]);
  const plain: TrainingProgress[] = [];
  await train(watchedTrainer(1, 50).trainer, new Control(), (progress) => plain.push(progress), now);
  expect(plain.some((report) => 'steps' in report || 'units' in report)).toBe(false);
});

test('what was measured before a run diverged is reported, and its last steps again, each of them', async () => {
  const reports: TrainingProgress[] = [];
  const { trainer, now } = watchedTrainer(2, 50, 61);
  const watch = { every: 8, units: { parts: 4, reach: 1 } };
  const run = train(trainer, new Control(), (progress) => reports.push(progress), now, 'test', watch);
  await expect(run).rejects.toMatchObject({ code: 'diverged' });
  expect(reports.flatMap(({ steps }) => steps ?? []).map(({ step }) => step)).toEqual([
    1, 9, 17, 25, 33, 41, 49, 57,
  ]);
  expect(reports.flatMap(({ units }) => units ?? []).map(({ step }) => step)).toEqual([0, 50]);

  const again = watchedTrainer(2, 50, 61);
  const last = await lastSteps(again.trainer, 61, new Control(), again.now);
  expect(last?.map(({ step }) => step)).toEqual(
    Array.from({ length: LAST_STEPS }, (_, i) => 62 - LAST_STEPS + i),
  );
  const early = watchedTrainer(2, 50, 3);
  expect((await lastSteps(early.trainer, 3, new Control()))?.map(({ step }) => step)).toEqual([1, 2, 3]);
  const control = new Control();
  control.cancel();
  expect(await lastSteps(watchedTrainer(2, 50, 61).trainer, 61, control)).toBeUndefined();
});

test('a trainer that trapped is asked nothing more, and its trap is what is told', async () => {
  const { trainer, now } = fakeTrainer(1, 4);
  const trap = new WebAssembly.RuntimeError('unreachable');
  const trapped: TrainerLike = {
    ...trainer,
    trainBatches() {
      throw trap;
    },
    takeSteps() {
      throw new Error('recursive use of an object');
    },
  };
  const reports: TrainingProgress[] = [];
  const run = train(trapped, new Control(), (one) => reports.push(one), now, 'test', { every: 1 });
  expect(await run.catch((thrown) => thrown)).toBe(trap);
  expect(reports).toEqual([]);
});

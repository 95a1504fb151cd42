// One worker: trains one network, or times functions, as the page commands.

import { Dataset, initSync, KernelTimer, Trainer } from '../../generated/core/activation_lab.js';
import { type Failure, toFailure } from '../core/failure.ts';
import type { TrainConfig } from '../core/types.ts';
import { Control, lastSteps, SLICE_MS, train } from './loop.ts';
import { type Pressure, watchPressure } from './pressure.ts';
import type {
  Command,
  Job,
  Report,
  SignalCell,
  SignalJob,
  TimeJob,
  TimingReport,
  TrainingProgress,
  TrainingResult,
  TrainJob,
} from './protocol.ts';
import { timeFunctions, timeNaively } from './timing.ts';

declare const self: DedicatedWorkerGlobalScope;

const REPORT_MS = 100;

let memory: WebAssembly.Memory | undefined;
let dataset: Dataset | undefined;
let control = new Control();
let hidden = false;

const post = (report: Report, transfer: Transferable[] = []): void => self.postMessage(report, transfer);

self.onmessage = ({ data: command }: MessageEvent<Command>): void => {
  switch (command.type) {
    case 'init':
      ({ memory } = initSync({ module: command.module }));
      post({ type: 'ready' });
      break;
    case 'data':
      dataset?.free();
      dataset = new Dataset(command.bytes);
      break;
    case 'train':
    case 'time':
    case 'naive':
    case 'signal':
      void work(command);
      break;
    case 'pause':
      control.pause();
      break;
    case 'resume':
      control.resume();
      break;
    case 'cancel':
      control.cancel();
      break;
    case 'visibility':
      hidden = command.hidden;
      control.setHidden(hidden);
      break;
    case 'ping':
      post({ type: 'pong' });
      break;
    default:
      command satisfies never;
  }
};

async function work(job: Job): Promise<void> {
  const { run } = job;
  control = new Control();
  if (hidden) control.setHidden(true);
  try {
    if (!(await perform(job))) post({ type: 'cancelled', run });
  } catch (thrown) {
    post({ type: 'failed', run, failure: toFailure(thrown) });
  }
}

/** False when cancelled. */
async function perform(job: Job): Promise<boolean> {
  const { run } = job;
  switch (job.type) {
    case 'train': {
      const result = await trainNetwork(job);
      if (result) post({ type: 'trained', run, result }, [result.weights.buffer]);
      return result !== undefined;
    }
    case 'time': {
      const report = await time(job);
      if (report) post({ type: 'timed', run, report });
      return report !== undefined;
    }
    case 'signal': {
      const cells = await measureSteps(job);
      if (cells) post({ type: 'signalled', run, cells });
      return cells !== undefined;
    }
    case 'naive': {
      const steps = await timeNaively(job, makeTrainer, control, now);
      if (steps) post({ type: 'timed_naively', run, steps });
      return steps !== undefined;
    }
  }
}

const now = (): number => performance.now();

function makeTrainer(config: TrainConfig): Trainer {
  if (!dataset) throw new Error('no data set was sent');
  return new Trainer(config, dataset);
}

function free(trainer: Trainer): void {
  try {
    trainer.free();
  } catch {
    // The module trapped within it: that is what is to be told, or the page would go on with this worker.
  }
}

async function trainNetwork({ run, config, judge, watch }: TrainJob): Promise<TrainingResult | undefined> {
  const trainer = makeTrainer(config);
  let last: TrainingProgress | undefined;
  const report = (progress: TrainingProgress): void => {
    last = progress;
    post({ type: 'progress', run, progress });
  };
  try {
    const trained = await train(trainer, control, report, now, judge, watch);
    if (!trained) return undefined;
    const { evaluation, inspection, seconds, samples, validated } = trained;
    return {
      evaluation,
      ...(inspection && { inspection: { ...inspection, predictions: trainer.predictions() } }),
      seconds,
      samples_per_second: samples / Math.max(seconds, 1e-3),
      weights_hash: trainer.weightsHash(),
      learned: trainer.learned(),
      ...(validated && { validated }),
      memory_bytes: memory?.buffer.byteLength ?? 0,
      input_side: dataset?.side ?? 0,
      weights: trainer.weights() as Float32Array<ArrayBuffer>,
    };
  } catch (thrown) {
    const { divergence } = toFailure(thrown);
    if (divergence && watch?.every) {
      const again = makeTrainer(config);
      try {
        const steps = await lastSteps(again, divergence.step, control, now);
        if (!steps) return undefined;
        const nothing = { fraction: 0, seconds: 0, train_loss: Number.NaN };
        post({ type: 'progress', run, progress: { ...nothing, ...last, ended: [], units: [], steps } });
      } finally {
        free(again);
      }
    }
    throw thrown;
  } finally {
    free(trainer);
  }
}

/** Undefined when cancelled. */
async function measureSteps({ configs, trace }: SignalJob): Promise<SignalCell[] | undefined> {
  const cells: SignalCell[] = [];
  let listened = now();
  for (const config of configs) {
    // A small network takes a millisecond.
    if (now() - listened > SLICE_MS) {
      if (!(await control.proceed())) return undefined;
      listened = now();
    }
    cells.push(measureStep(config, trace));
  }
  return cells;
}

function measureStep(config: TrainConfig, trace: boolean): SignalCell {
  const trainer = makeTrainer(config);
  try {
    let failed: Failure | undefined;
    try {
      trainer.observeBatch();
    } catch (thrown) {
      failed = toFailure(thrown);
      if (failed.code !== 'diverged') throw thrown;
    }
    const cell = {
      config,
      signal: trainer.signal(),
      foretold: trainer.foretold(),
      ...(failed && { failure: failed }),
    };
    if (!trace || failed) return cell;
    const fresh = makeTrainer(config);
    try {
      return { ...cell, trace: fresh.trace(trainer.lastBatch()) };
    } finally {
      free(fresh);
    }
  } finally {
    free(trainer);
  }
}

async function time(job: TimeJob): Promise<TimingReport | undefined> {
  let reportedAt = Number.NEGATIVE_INFINITY;
  const watch = watchPressure();
  let pressure: Pressure | undefined;
  const report = await timeFunctions(
    job,
    {
      kernel: ({ id, params }, length) => new KernelTimer(id, params, length),
      trainer: makeTrainer,
      trainCount: dataset?.trainCount ?? 0,
      side: dataset?.side ?? 0,
    },
    control,
    (phase, fraction) => {
      if (fraction < 1 && now() - reportedAt < REPORT_MS) return;
      reportedAt = now();
      post({ type: 'timing', run: job.run, phase, fraction });
    },
    { now, random: Math.random, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
  ).finally(() => {
    pressure = watch.stop();
  });
  return report && { ...report, ...(pressure && { pressure }) };
}

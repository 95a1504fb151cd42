// One worker: trains one network, or times kernels, as the page commands.

import { Dataset, initSync, KernelTimer, Trainer } from '../../generated/core/activation_lab.js';
import { toFailure } from '../core/failure.ts';
import { Control, train } from './loop.ts';
import { measure } from './measure.ts';
import type { Command, Job, Report, TimeJob, TimingReport, TrainingResult, TrainJob } from './protocol.ts';

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
    if (job.type === 'train') {
      const result = await trainNetwork(job);
      if (result) post({ type: 'trained', run, result }, [result.weights.buffer]);
      else post({ type: 'cancelled', run });
    } else {
      const report = await timeKernels(job);
      if (report) post({ type: 'timed', run, report });
      else post({ type: 'cancelled', run });
    }
  } catch (thrown) {
    post({ type: 'failed', run, failure: toFailure(thrown) });
  }
}

async function trainNetwork({ run, config }: TrainJob): Promise<TrainingResult | undefined> {
  if (!dataset) throw new Error('no data set was sent');
  const trainer = new Trainer(config, dataset);
  try {
    const trained = await train(trainer, control, (progress) => post({ type: 'progress', run, progress }));
    if (!trained) return undefined;
    const { evaluation, inspection, seconds, samples, validated } = trained;
    return {
      evaluation,
      inspection: { ...inspection, predictions: trainer.predictions() },
      seconds,
      samples_per_second: samples / Math.max(seconds, 1e-3),
      weights_hash: trainer.weightsHash(),
      learned: trainer.learned(),
      ...(validated && { validated }),
      memory_bytes: memory?.buffer.byteLength ?? 0,
      input_side: dataset.side,
      weights: trainer.weights() as Float32Array<ArrayBuffer>,
    };
  } finally {
    trainer.free();
  }
}

async function timeKernels({ run, contestants, options }: TimeJob): Promise<TimingReport | undefined> {
  const timers: KernelTimer[] = [];
  let reportedAt = Number.NEGATIVE_INFINITY;
  try {
    for (const { id, params } of contestants) timers.push(new KernelTimer(id, params, options.length));
    const measurement = await measure(
      timers.flatMap((timer) => [timer.forward.bind(timer), timer.backward.bind(timer)]),
      options,
      control,
      (phase, fraction) => {
        if (fraction < 1 && performance.now() - reportedAt < REPORT_MS) return;
        reportedAt = performance.now();
        post({ type: 'timing', run, phase, fraction });
      },
      {
        now: () => performance.now(),
        random: Math.random,
        sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      },
    );
    if (!measurement) return undefined;
    const { samples, unsettled } = measurement;
    return {
      ...measurement,
      contestants,
      samples: contestants.map((_, i) => ({
        forward: samples[2 * i] ?? [],
        backward: samples[2 * i + 1] ?? [],
      })),
      length: options.length,
      unsettled: [...new Set(unsettled.map((index) => contestants[index >> 1]?.id ?? ''))],
    };
  } finally {
    for (const timer of timers) timer.free();
  }
}

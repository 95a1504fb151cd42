// How the time of an epoch grows with the images, what a second worker brings, and how much memory a worker takes.

import init, { Dataset, presets, Trainer } from '../generated/core/activation_lab.js';
import simd from '../generated/core/simd.wasm?url';
import type { Preset, TrainConfig } from '../src/core/types.ts';
import type { Command, Report, TrainingResult } from '../src/worker/protocol.ts';
import TrainerWorker from '../src/worker/trainer.worker.ts?worker';
import { firstOf, packed } from './images.mjs';
import { type Contestant, measureRounds } from './rounds.ts';

const COUNTS = [1_000, 2_000, 5_000, 10_000, 20_000, 40_000, 60_000];
const SIDE = 14;
/** Epochs of a run that one and two workers are given. */
const EPOCHS = 60;

export interface ScalingReport {
  /** ns for an epoch, a sample a round */
  epochs: { images: number; samples: number[] }[];
  /** images per second of one worker and of two at the same time */
  workers: { one: number[]; two: number[] };
  /** bytes of a worker's WebAssembly memory after a run */
  memory: { run: string; epochs: number; bytes: number }[];
}

async function benchScaling(options: { rounds: number; sample_ms: number }): Promise<ScalingReport> {
  const module = await WebAssembly.compileStreaming(fetch(simd));
  await init({ module_or_path: module });
  const config = (name: string): TrainConfig => {
    const found = (presets() as Preset[]).find((preset) => preset.name === name)?.config;
    if (!found) throw new Error(`there is no preset ${name}`);
    return found;
  };
  const [subset, all] = await Promise.all(['mnist-14x14.bin', 'mnist-28x28.bin'].map(load));
  if (!subset || !all) throw new Error('the data are missing');

  const memory: ScalingReport['memory'] = [];
  for (const [run, bytes, epochs] of [
    ['race', subset, 1],
    ['race', subset, 40],
    ['keras-mlp', all, 1],
    ['keras-mlp', all, 2],
  ] as const) {
    const lab = await Lab.start(module, bytes);
    const { memory_bytes } = await lab.train({ ...config(run), epochs });
    memory.push({ run, epochs, bytes: memory_bytes });
    lab.stop();
  }

  const race = config('race');
  const [small, other] = [await Lab.start(module, subset), await Lab.start(module, subset)];
  const job = { ...race, epochs: EPOCHS };
  const images = EPOCHS * new Dataset(subset).trainCount;
  const speed = async (labs: Lab[]): Promise<number> => {
    const started = performance.now();
    await Promise.all(labs.map((lab) => lab.train(job)));
    return (1000 * labs.length * images) / (performance.now() - started);
  };
  await speed([small, other]);
  const workers: ScalingReport['workers'] = { one: [], two: [] };
  for (let round = 0; round < options.rounds; round += 1) {
    workers.one.push(await speed([small]));
    workers.two.push(await speed([small, other]));
  }
  small.stop();
  other.stop();

  return { epochs: await timeEpochs(all, race, options), workers, memory };
}

/** The times of an epoch on the first images of all, in turns. */
async function timeEpochs(
  all: Uint8Array,
  config: TrainConfig,
  options: { rounds: number; sample_ms: number },
): Promise<ScalingReport['epochs']> {
  const reduced = new Dataset(all).downsample(SIDE).toBytes();
  const contestants = COUNTS.map((images): Contestant & { images: number } => {
    const dataset = new Dataset(packed(firstOf(reduced, images)));
    let trainer = new Trainer({ ...config, epochs: 1000 }, dataset);
    const work = (repeats: number): void => {
      for (let epoch = 0; epoch < repeats; epoch += 1) {
        const { done } = trainer.trainBatches(2 ** 31);
        if (!done) continue;
        trainer.free();
        trainer = new Trainer({ ...config, epochs: 1000 }, dataset);
      }
    };
    return { images, work, samples: [] };
  });
  await measureRounds(contestants, options);
  return contestants.map(({ images, samples }) => ({ images, samples }));
}

async function load(file: string): Promise<Uint8Array> {
  const { body } = await fetch(`/generated/data/${file}`);
  if (!body) throw new Error(`${file} is empty`);
  const stream = body.pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** One of the page's workers. */
class Lab {
  readonly #worker = new TrainerWorker();

  static async start(module: WebAssembly.Module, bytes: Uint8Array): Promise<Lab> {
    const lab = new Lab();
    const ready = lab.#report((report) => report.type === 'ready');
    lab.#post({ type: 'init', module });
    await ready;
    lab.#post({ type: 'data', bytes });
    return lab;
  }

  async train(config: TrainConfig): Promise<TrainingResult> {
    const ended = this.#report(({ type }) => type === 'trained' || type === 'failed');
    this.#post({ type: 'train', run: 1, config, longest_flops: 0 });
    const report = await ended;
    if (report.type !== 'trained') throw new Error(JSON.stringify(report));
    return report.result;
  }

  stop(): void {
    this.#worker.terminate();
  }

  #post(command: Command): void {
    this.#worker.postMessage(command);
  }

  #report(wanted: (report: Report) => boolean): Promise<Report> {
    return new Promise((resolve, reject) => {
      this.#worker.onmessage = ({ data }: MessageEvent<Report>) => {
        if (wanted(data)) resolve(data);
      };
      this.#worker.onerror = (event) => reject(new Error(event.message));
    });
  }
}

Object.assign(globalThis, { benchScaling });

// Training of a network on MNIST, ours beside its peers: the same steps from the same weights.

import { Dataset, Trainer } from '../generated/core/activation_lab.js';
import { type ConvNetJS, ConvNetPeer } from './convnet.ts';
import { first, firstOf, type Images, packed } from './images.mjs';
import { peakModule } from './peak.ts';
import type { TensorFlow } from './peers.ts';
import { measureRounds, type Work } from './rounds.ts';
import { TensorFlowPeer } from './tensorflow.ts';

/** A network with relu between its layers, trained by plain SGD. */
export interface Model {
  name: string;
  file: string;
  hidden: number[];
  batch: number;
}

const MODELS: Model[] = [
  { name: '196-64-10, batch 32', file: 'mnist-14x14.bin', hidden: [64], batch: 32 },
  { name: '784-512-512-10, batch 128', file: 'mnist-28x28.bin', hidden: [512, 512], batch: 128 },
];

/** Images of the benchmark, the first of the file: as many as the default race has. */
const IMAGES = 10_000;
export const CLASSES = 10;
export const RATE = 0.05;
/** Steps after which all must have the same weights. */
const CHECKED_STEPS = 5;
const AGREEMENT = 1e-4;
/** Turns of a call of the peak. */
const PEAK_TURNS = 10_000;

/** Whoever trains the same network: by steps, to weights in our order. */
export interface Peer {
  weights(way: string): number[];
}

export type Way = 'ours' | 'fit' | 'minimize' | 'derived' | 'convnetjs';

export interface TrainingRow {
  name: string;
  batch: number;
  /** multiplications and additions of a step's products, all of them and without those of pixels that are 0 */
  operations: { dense: number; nonzero: number };
  /** ns per step */
  samples: Record<Way, number[]>;
}

export interface TrainingReport {
  rows: TrainingRow[];
  /** ns per call of a loop in registers */
  peak: number[];
  /** multiplications and additions of such a call */
  peak_operations: number;
}

export async function compareTraining(
  tf: TensorFlow,
  convnetjs: ConvNetJS,
  options: { rounds: number; sample_ms: number },
): Promise<TrainingReport> {
  const contestants: { work: Work; samples: number[] }[] = [];
  const add = (work: Work): number[] => {
    const samples: number[] = [];
    contestants.push({ work, samples });
    return samples;
  };
  const rows: TrainingRow[] = [];
  for (const model of MODELS) {
    const images = await load(model.file);
    await checkEqualSteps(tf, convnetjs, model, images);
    const works = worksOf(tf, convnetjs, model, images);
    const samples = Object.fromEntries(Object.entries(works).map(([way, { work }]) => [way, add(work)]));
    rows.push({
      name: model.name,
      batch: model.batch,
      operations: operations(model, images),
      samples: samples as TrainingRow['samples'],
    });
  }
  const { module, operations: peak_operations } = peakModule();
  const { instance } = await WebAssembly.instantiate(module);
  const run = instance.exports.run as (turns: number) => void;
  const peak = add((repeats) => {
    for (let i = 0; i < repeats; i += 1) run(PEAK_TURNS);
  });
  await measureRounds(contestants, options);
  return { rows, peak, peak_operations: PEAK_TURNS * peak_operations };
}

/** The first training images of a data file. */
async function load(file: string): Promise<Images> {
  const { body } = await fetch(`/generated/data/${file}`);
  if (!body) throw new Error(`${file} is empty`);
  const stream = body.pipeThrough(new DecompressionStream('gzip'));
  return firstOf(new Uint8Array(await new Response(stream).arrayBuffer()), IMAGES);
}

/** Two for each term of a product; every layer but the first has three products in a step, the first has two. */
function operations({ hidden, batch }: Model, { side, pixels, labels }: Images): TrainingRow['operations'] {
  const inputs = side ** 2;
  const nonzero = pixels.reduce((count, pixel) => count + Number(pixel > 0), 0) / labels.length;
  const sizes = [...hidden, CLASSES];
  const after = sizes.slice(1).reduce((sum, units, i) => sum + 3 * units * (sizes[i] ?? 0), 0);
  const of = (terms: number): number => 2 * batch * (2 * terms * (sizes[0] ?? 0) + after);
  return { dense: of(inputs), nonzero: of(nonzero) };
}

/** The weights of each layer, from ours. */
export function layersOf(
  inputs: number,
  hidden: readonly number[],
  weights: Float32Array,
): { fanIn: number; units: number; values: Float32Array }[] {
  let [at, fanIn] = [0, inputs];
  return [...hidden, CLASSES].map((units) => {
    const layer = { fanIn, units, values: weights.slice(at, at + fanIn * units) };
    at += (fanIn + 1) * units;
    fanIn = units;
    return layer;
  });
}

function ourSteps({ hidden, batch }: Model, images: Images): { trainer: () => Trainer; work: Work } {
  const dataset = new Dataset(packed(images));
  const config = {
    activation: 'relu',
    params: {},
    learn: {},
    hidden,
    initializer: 'glorot_uniform',
    optimizer: 'sgd',
    learning_rate: RATE,
    batch_size: batch,
    epochs: 1000,
    seed: 1,
  };
  let trainer = new Trainer(config, dataset);
  function work(repeats: number): void {
    for (let left = repeats; left > 0; ) {
      const { done, samples } = trainer.trainBatches(left);
      left -= Math.ceil(samples / batch);
      if (done) {
        trainer.free();
        trainer = new Trainer(config, dataset);
      }
    }
  }
  return { trainer: () => trainer, work };
}

/** All that train, from equal weights, each with what its weights are now. */
function worksOf(
  tf: TensorFlow,
  convnetjs: ConvNetJS,
  model: Model,
  images: Images,
): Record<Way, { work: Work; weights: () => ArrayLike<number> }> {
  const { trainer, work } = ourSteps(model, images);
  const start = trainer().weights();
  const tensorflow = () => new TensorFlowPeer(tf, model, images, start);
  const [fit, minimize, derived] = [tensorflow(), tensorflow(), tensorflow()];
  const convnet = new ConvNetPeer(convnetjs, model, images, start);
  return {
    ours: { work, weights: () => trainer().weights() },
    fit: { work: fit.fit, weights: () => fit.weights('fit') },
    minimize: { work: minimize.minimize, weights: () => minimize.weights('minimize') },
    derived: { work: derived.derived, weights: () => derived.weights('derived') },
    convnetjs: { work: convnet.train, weights: () => convnet.weights() },
  };
}

/** On one batch, all must end at the same weights. */
async function checkEqualSteps(
  tf: TensorFlow,
  convnetjs: ConvNetJS,
  model: Model,
  images: Images,
): Promise<void> {
  const works = worksOf(tf, convnetjs, model, first(images, model.batch));
  for (const { work } of Object.values(works)) await work(CHECKED_STEPS);
  const expected = works.ours.weights();
  for (const [way, { weights }] of Object.entries(works)) {
    const found = Array.from(weights());
    const furthest = found.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (expected[i] ?? Number.NaN))),
      0,
    );
    if (found.length !== expected.length || !(furthest <= AGREEMENT)) {
      throw new Error(`${way} of ${model.name} is ${furthest} off our weights`);
    }
  }
}

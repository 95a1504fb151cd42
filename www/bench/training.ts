// Training of a network on MNIST, ours beside TensorFlow.js's wasm backend: the same steps from the same weights.

import { Dataset, Trainer } from '../generated/core/activation_lab.js';
import { type Kernel, shuffle } from '../src/worker/measure.ts';
import { first, firstOf, type Images, packed } from './images.ts';
import { peakModule } from './peak.ts';
import type { Tensor, TensorFlow, Variable } from './peers.ts';

/** A network with relu between its layers, trained by plain SGD. */
export interface Model {
  name: string;
  file: string;
  hidden: number[];
  batch: number;
}

export const MODELS: Model[] = [
  { name: '196-64-10, batch 32', file: 'mnist-14x14.bin', hidden: [64], batch: 32 },
  { name: '784-512-512-10, batch 128', file: 'mnist-28x28.bin', hidden: [512, 512], batch: 128 },
];

/** Images of the benchmark, the first of the file: as many as the default race has. */
const IMAGES = 10_000;
const CLASSES = 10;
const RATE = 0.05;
/** Steps after which all must have the same weights. */
const CHECKED_STEPS = 5;
const AGREEMENT = 1e-4;
/** Turns of a call of the peak. */
const PEAK_TURNS = 10_000;

/** Samples of ns per step. */
export interface TrainingRow extends Model {
  ours: number[];
  minimize: number[];
  derived: number[];
}

export interface TrainingReport {
  rows: TrainingRow[];
  /** samples of ns per call of a loop in registers */
  peak: number[];
  /** multiplications and additions of such a call */
  peak_operations: number;
}

/** Registers all kernels with `add`, which says where their samples are going to be. */
export async function trainingKernels(
  tf: TensorFlow,
  add: (kernel: Kernel) => number[],
): Promise<TrainingReport> {
  const rows: TrainingRow[] = [];
  for (const model of MODELS) {
    const images = await load(model.file);
    checkEqualSteps(tf, model, images);
    const ours = ourSteps(model, images);
    const peer = new Peer(tf, model, images, ours.trainer().weights());
    rows.push({
      ...model,
      ours: add(ours.steps),
      minimize: add(peer.minimize),
      derived: add(peer.derived),
    });
  }
  const { module, operations } = peakModule();
  const { instance } = await WebAssembly.instantiate(module);
  const run = instance.exports.run as (turns: number) => void;
  const peak = add((repeats) => {
    for (let i = 0; i < repeats; i += 1) run(PEAK_TURNS);
  });
  return { rows, peak, peak_operations: PEAK_TURNS * operations };
}

/** The first training images of a data file. */
async function load(file: string): Promise<Images> {
  const { body } = await fetch(`/generated/data/${file}`);
  if (!body) throw new Error(`${file} is empty`);
  const stream = body.pipeThrough(new DecompressionStream('gzip'));
  return firstOf(new Uint8Array(await new Response(stream).arrayBuffer()), IMAGES);
}

function ourSteps({ hidden, batch }: Model, images: Images): { trainer: () => Trainer; steps: Kernel } {
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
  function steps(repeats: number): void {
    for (let left = repeats; left > 0; ) {
      const { done, samples } = trainer.trainBatches(left);
      left -= Math.ceil(samples / batch);
      if (done) {
        trainer.free();
        trainer = new Trainer(config, dataset);
      }
    }
  }
  return { trainer: () => trainer, steps };
}

/** The network in TensorFlow.js. Like ours it takes the images of a batch from all of them, in random order. */
class Peer {
  readonly variables: Variable[] = [];
  readonly #tf: TensorFlow;
  readonly #batch: number;
  readonly #images: Tensor;
  readonly #labels: Tensor;
  readonly #order: number[];
  readonly #optimizer: ReturnType<TensorFlow['train']['sgd']>;
  #next = 0;

  constructor(
    tf: TensorFlow,
    { hidden, batch }: Model,
    { side, pixels, labels }: Images,
    weights: Float32Array,
  ) {
    this.#tf = tf;
    this.#batch = batch;
    this.#optimizer = tf.train.sgd(RATE);
    const [count, inputs] = [labels.length, side ** 2];
    const classes = new Float32Array(count * CLASSES);
    for (const [i, label] of labels.entries()) classes[i * CLASSES + label] = 1;
    this.#images = tf.tensor2d(
      Float32Array.from(pixels, (pixel) => pixel / 255),
      [count, inputs],
    );
    this.#labels = tf.tensor2d(classes, [count, CLASSES]);
    this.#order = [...labels.keys()];
    let at = 0;
    const sizes = [inputs, ...hidden, CLASSES];
    for (const [i, units] of sizes.slice(1).entries()) {
      const fanIn = sizes[i] ?? 0;
      const matrix = tf.tensor2d(weights.slice(at, at + fanIn * units), [fanIn, units]);
      this.variables.push(tf.variable(matrix), tf.variable(tf.fill([units], 0)));
      at += (fanIn + 1) * units;
    }
  }

  minimize = (repeats: number): void => {
    const loss = (batch: Batch) =>
      this.#tf.losses.softmaxCrossEntropy(batch.labels, this.#forward(batch.images).at(-1) as Tensor);
    this.#steps(repeats, (batch) => {
      this.#optimizer.minimize(() => loss(batch));
    });
  };

  /** Gradients by hand. Products of transposed copies are the faster ones in this backend. */
  derived = (repeats: number): void => {
    const tf = this.#tf;
    this.#steps(repeats, ({ images, labels }) => {
      const inputs = this.#forward(images);
      let delta = tf.mul(tf.sub(tf.softmax(inputs.pop() as Tensor), labels), RATE / this.#batch);
      for (const [i, input] of [...inputs.entries()].reverse()) {
        const [weights, bias] = this.#layer(i);
        const [step, bias_step] = [tf.matMul(tf.transpose(input), delta), tf.sum(delta, 0)];
        if (i > 0) delta = tf.mul(tf.matMul(delta, tf.transpose(weights)), tf.step(input));
        weights.assign(tf.sub(weights, step));
        bias.assign(tf.sub(bias, bias_step));
      }
    });
  };

  #steps(repeats: number, step: (batch: Batch) => void): void {
    const tf = this.#tf;
    for (let i = 0; i < repeats; i += 1) {
      if (this.#next + this.#batch > this.#order.length) this.#next = 0;
      if (this.#next === 0) shuffle(this.#order, Math.random);
      const indices = Int32Array.from(this.#order.slice(this.#next, this.#next + this.#batch));
      this.#next += this.#batch;
      tf.tidy(() => {
        const tensor = tf.tensor1d(indices, 'int32');
        step({ images: tf.gather(this.#images, tensor), labels: tf.gather(this.#labels, tensor) });
      });
    }
  }

  #layer(index: number): [Variable, Variable] {
    return this.variables.slice(2 * index, 2 * index + 2) as [Variable, Variable];
  }

  /** The input of every layer, and the logits: one fused kernel a layer. */
  #forward(images: Tensor): Tensor[] {
    const values = [images];
    const layers = this.variables.length / 2;
    for (let i = 0; i < layers; i += 1) {
      const [b, bias] = this.#layer(i);
      const activation = i + 1 < layers ? 'relu' : 'linear';
      values.push(this.#tf.fused.matMul({ a: values[i] as Tensor, b, bias, activation }));
    }
    return values;
  }
}

interface Batch {
  images: Tensor;
  labels: Tensor;
}

/** From equal weights on one batch, all three must end at equal weights. */
function checkEqualSteps(tf: TensorFlow, model: Model, images: Images): void {
  const batch = first(images, model.batch);
  const { trainer, steps } = ourSteps(model, batch);
  const start = trainer().weights();
  steps(CHECKED_STEPS);
  const expected = trainer().weights();
  for (const way of ['minimize', 'derived'] as const) {
    const peer = new Peer(tf, model, batch, start);
    peer[way](CHECKED_STEPS);
    const found = peer.variables.flatMap((variable) => [...variable.dataSync()]);
    const furthest = found.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (expected[i] ?? Number.NaN))),
      0,
    );
    if (found.length !== expected.length || !(furthest <= AGREEMENT)) {
      throw new Error(`${way} of ${model.name} is ${furthest} off our weights`);
    }
  }
}

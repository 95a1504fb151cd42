// A network in TensorFlow.js's wasm backend, trained in the three ways that there are.

import { shuffle } from '../src/worker/measure.ts';
import type { Images } from './images.mjs';
import type { LayersModel, Tensor, TensorFlow, Variable } from './peers.ts';
import { CLASSES, layersOf, type Model, type Peer, RATE } from './training.ts';

/** Like ours it takes the images of a batch from all of them, in random order. */
export class TensorFlowPeer implements Peer {
  readonly #variables: Variable[] = [];
  readonly #model: LayersModel;
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
    const layers = layersOf(inputs, hidden, weights);
    for (const { fanIn, units, values } of layers) {
      this.#variables.push(
        tf.variable(tf.tensor2d(values, [fanIn, units])),
        tf.variable(tf.fill([units], 0)),
      );
    }
    this.#model = tf.sequential({
      layers: layers.map(({ fanIn, units }, i) =>
        tf.layers.dense({
          units,
          inputShape: [fanIn],
          activation: i + 1 < layers.length ? 'relu' : 'softmax',
        }),
      ),
    });
    this.#model.setWeights(this.#variables);
    this.#model.compile({ optimizer: tf.train.sgd(RATE), loss: 'categoricalCrossentropy' });
  }

  weights(way: string): number[] {
    const tensors = way === 'fit' ? this.#model.getWeights() : this.#variables;
    return tensors.flatMap((tensor) => [...tensor.dataSync()]);
  }

  /** Never handing over to the page, or it would wait for frames. */
  fit = async (repeats: number): Promise<void> => {
    const most = Math.floor(this.#order.length / this.#batch);
    for (let left = repeats; left > 0; left -= most) {
      const count = Math.min(left, most) * this.#batch;
      const [images, labels] = [this.#images, this.#labels].map((all) => this.#tf.slice(all, 0, count)) as [
        Tensor,
        Tensor,
      ];
      const options = { batchSize: this.#batch, epochs: 1, verbose: 0, yieldEvery: 'never' } as const;
      await this.#model.fit(images, labels, options);
      images.dispose();
      labels.dispose();
    }
  };

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
    return this.#variables.slice(2 * index, 2 * index + 2) as [Variable, Variable];
  }

  /** The input of every layer, and the logits: one fused kernel a layer. */
  #forward(images: Tensor): Tensor[] {
    const values = [images];
    const layers = this.#variables.length / 2;
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

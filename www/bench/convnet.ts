// A network in ConvNetJS, which is plain JavaScript.

import { shuffle } from '../src/worker/measure.ts';
import type { Images } from './images.mjs';
import { CLASSES, layersOf, type Model, type Peer, RATE } from './training.ts';

interface Layer {
  filters?: { w: Float64Array }[];
  biases?: { w: Float64Array };
}

/** What is used of it. */
export interface ConvNetJS {
  Net: new () => { layers: Layer[]; makeLayers(definitions: object[]): void };
  Trainer: new (net: object, options: object) => { train(x: object, label: number): void };
  Vol: new (sx: number, sy: number, depth: number, start: number) => { w: Float64Array };
}

export class ConvNetPeer implements Peer {
  readonly #batch: number;
  readonly #images: Images;
  readonly #order: number[];
  readonly #dense: Layer[];
  readonly #trainer: InstanceType<ConvNetJS['Trainer']>;
  readonly #input: InstanceType<ConvNetJS['Vol']>;
  #next = 0;

  constructor(convnetjs: ConvNetJS, { hidden, batch }: Model, images: Images, weights: Float32Array) {
    const inputs = images.side ** 2;
    const net = new convnetjs.Net();
    net.makeLayers([
      { type: 'input', out_sx: 1, out_sy: 1, out_depth: inputs },
      ...hidden.map((units) => ({ type: 'fc', num_neurons: units, activation: 'relu' })),
      { type: 'softmax', num_classes: CLASSES },
    ]);
    this.#dense = net.layers.filter(({ filters }) => filters);
    for (const [i, { units, values }] of layersOf(inputs, hidden, weights).entries()) {
      const { filters, biases } = this.#dense[i] ?? {};
      for (const [unit, { w }] of filters?.entries() ?? []) {
        for (const j of w.keys()) w[j] = values[j * units + unit] ?? Number.NaN;
      }
      biases?.w.fill(0);
    }
    const options = { method: 'sgd', learning_rate: RATE, batch_size: batch, momentum: 0 };
    this.#trainer = new convnetjs.Trainer(net, options);
    this.#input = new convnetjs.Vol(1, 1, inputs, 0);
    this.#batch = batch;
    this.#images = images;
    this.#order = [...images.labels.keys()];
  }

  weights(): number[] {
    return this.#dense.flatMap(({ filters = [], biases }) => {
      const matrix = filters[0]?.w.keys() ?? [];
      return [
        ...[...matrix].flatMap((j) => filters.map(({ w }) => w[j] ?? Number.NaN)),
        ...(biases?.w ?? []),
      ];
    });
  }

  train = (repeats: number): void => {
    const { pixels, labels } = this.#images;
    const { w } = this.#input;
    for (let sample = repeats * this.#batch; sample > 0; sample -= 1) {
      if (this.#next === 0) shuffle(this.#order, Math.random);
      const index = this.#order[this.#next] ?? 0;
      this.#next = (this.#next + 1) % this.#order.length;
      for (let j = 0; j < w.length; j += 1) w[j] = (pixels[index * w.length + j] ?? 0) / 255;
      this.#trainer.train(this.#input, labels[index] ?? 0);
    }
  };
}

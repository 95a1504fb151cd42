import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import * as glue from '../../generated/core/activation_lab.js';
import facts from '../../generated/facts.json' with { type: 'json' };
import type { Core, Dataset } from '../../src/core/core.ts';
import type { FunctionSpec, TrainConfig } from '../../src/core/types.ts';
import { Reevaluation } from '../../src/panels/tuning/hand-accuracy.ts';
import { accuracySeries, curveView, trainedAt } from '../../src/panels/tuning/hand-curves.ts';
import { factsNow } from '../../src/panels/tuning/hand-facts.ts';
import { coarseToFine, moved, type Weighed } from '../../src/panels/tuning/hand-models.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
glue.initSync({ module: readFileSync(here('../../generated/core/scalar.wasm')) });
const catalogue: FunctionSpec[] = glue.catalogue('keras2');
const specOf = (id: string): FunctionSpec => {
  const spec = catalogue.find((one) => one.id === id);
  if (!spec) throw new Error(`no ${id}`);
  return spec;
};
const dataset = new glue.Dataset(gunzipSync(readFileSync(here('../../generated/data/mnist-14x14.bin'))));

function trained(change: Partial<TrainConfig>): Weighed & { accuracy: number; learned: number[][] } {
  const config: TrainConfig = {
    activation: 'leaky_relu',
    params: { negative_slope: 0.3 },
    learn: {},
    initializer: 'glorot_uniform',
    optimizer: 'sgd',
    seed: 3,
    epochs: 1,
    learning_rate: 0.2,
    batch_size: 32,
    hidden: [24, 16],
    ...change,
  };
  const trainer = new glue.Trainer(config, dataset);
  while (!trainer.trainBatches(1000).done);
  let evaluation = trainer.evaluatePart(1000, false);
  while (!evaluation) evaluation = trainer.evaluatePart(1000, false);
  const [first] = trainer.learned();
  const result = { config, inputSide: 14, weights: trainer.weights(), accuracy: evaluation.accuracy };
  trainer.free();
  return { ...result, learned: first?.[1] ?? [] };
}

/** As the page calls it. */
const core = { model: (config, side, weights) => new glue.Model(config, side, weights) } as Pick<
  Core,
  'model'
> as Core;

async function judged(networks: readonly Weighed[], parameter: string, values: readonly number[]) {
  const spec = specOf(networks[0]?.config.activation ?? '');
  let known = 0;
  const reevaluation = new Reevaluation(
    (call) => call(core),
    () => {
      known += 1;
    },
    { now: () => performance.now(), frame: () => new Promise((resolve) => setImmediate(resolve)) },
  );
  const question = {
    networks,
    dataset: dataset as Dataset,
    spec,
    parameter,
    params: networks[0]?.config.params ?? {},
  };
  reevaluation.ask(question, values);
  while (reevaluation.fraction < 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(known).toBe(values.length);
  return reevaluation;
}

test('a network at the value it was trained with comes to the accuracy it was trained to; elsewhere to another', async () => {
  const networks = [trained({}), trained({ seed: 4 })];
  const reevaluation = await judged(networks, 'negative_slope', [0.3, 1, 0]);
  expect(reevaluation.accuracies(0.3)).toEqual(networks.map(({ accuracy }) => accuracy));
  expect(reevaluation.accuracies(1)).not.toEqual(reevaluation.accuracies(0.3));
  expect(reevaluation.values).toEqual([0, 0.3, 1]);
  expect(reevaluation.accuracies(0.5)).toBeUndefined();
  expect(trainedAt(networks, { parameter: 'negative_slope' })).toBe(0.3);
});

test('one value in place of all learned ones is the network that never learned any', () => {
  for (const sharing of ['layer', 'unit'] as const) {
    const network = trained({
      activation: 'prelu',
      params: { negative_slope: 0.1 },
      learn: { negative_slope: sharing },
    });
    const values = network.learned.flat();
    expect(new Set(values).size).toBeGreaterThan(1);
    const changed = moved(network, specOf('prelu'), { negative_slope: 0.5 });
    // By hand: 196 × 24 weights, 24 biases, then what is learned; the same again for 24 × 16; and the rest.
    const [one, two] = sharing === 'unit' ? [24, 16] : [1, 1];
    const [first, second] = [197 * 24, 25 * 16];
    const rest = network.weights;
    const plain = [
      ...rest.slice(0, first),
      ...rest.slice(first + one, first + one + second),
      ...rest.slice(first + one + second + two),
    ];
    const config = { ...network.config, learn: {}, params: { negative_slope: 0.5 } };
    const models = [
      core.model(changed.config, 14, changed.weights),
      core.model(config, 14, Float32Array.from(plain)),
      core.model(network.config, 14, network.weights),
    ];
    const image = new Uint8Array(784).map((_, place) => (place * 37) % 256);
    const [ours = [], oracle = [], before = []] = models.map((model) => [...model.predict(image)]);
    expect(ours).toEqual(oracle);
    expect(ours).not.toEqual(before);
    expect(trainedAt([network], { parameter: 'negative_slope' })).toBeUndefined();
    for (const model of models) model.free();
  }
  const network = trained({});
  const other = {
    ...network,
    weights: network.weights.slice(1),
    config: { ...network.config, learn: { negative_slope: 'unit' as const } },
  };
  expect(() => moved(other, specOf('leaky_relu'), { negative_slope: 0 })).toThrow('another network');
});

test('another question forgets the answers, the same one keeps them', async () => {
  const network = trained({});
  const reevaluation = await judged([network], 'negative_slope', [0.3]);
  const question = (negative_slope: number, networks: Weighed[]) => ({
    networks,
    dataset: dataset as Dataset,
    spec: specOf('leaky_relu'),
    parameter: 'negative_slope',
    params: { negative_slope },
  });
  reevaluation.ask(question(0.7, [network]), []);
  expect(reevaluation.values).toEqual([0.3]);
  reevaluation.ask(question(0.7, [trained({ seed: 9 })]), []);
  expect(reevaluation.values).toEqual([]);
});

test('at rest no data set is touched, not even half way through a network', async () => {
  let [touched, frames] = [0, 0];
  const watched = {
    testCount: dataset.testCount,
    side: dataset.side,
    testImage: (index: number) => dataset.testImage(index),
    testLabel: (index: number) => {
      touched += 1;
      return dataset.testLabel(index);
    },
  } as Dataset;
  const reevaluation: Reevaluation = new Reevaluation(
    (call) => call(core),
    () => {},
    {
      // Each slice is over at once.
      now: () => 1000 * touched,
      frame: async () => {
        frames += 1;
        if (frames === 4) reevaluation.rest();
      },
    },
  );
  const question = {
    networks: [trained({})],
    dataset: watched,
    spec: specOf('leaky_relu'),
    parameter: 'negative_slope',
    params: { negative_slope: 0.3 },
  };
  reevaluation.ask(question, [0.3]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(touched).toBeGreaterThan(0);
  expect(touched).toBeLessThan(dataset.testCount);
  // And it is taken up again.
  reevaluation.ask({ ...question }, [0.3]);
  while (!reevaluation.accuracies(0.3)) await new Promise((resolve) => setTimeout(resolve, 5));
});

test('the order is coarse first and has every value once', () => {
  const order = coarseToFine(0, 1, 25);
  expect(order.slice(0, 1)).toEqual([0]);
  expect(new Set(order).size).toBe(25);
  expect([...order].sort((a, b) => a - b).at(-1)).toBe(1);
  const gaps = (values: number[]) => {
    const line = [...values].sort((a, b) => a - b);
    return Math.max(...line.slice(1).map((value, index) => value - (line[index] ?? 0)));
  };
  expect(gaps(order.slice(0, 8))).toBeLessThan(0.3);
});

test('facts at the values of now are those that are known at the defaults', () => {
  for (const { id, parameters } of catalogue.filter((one) => one.parameters.length > 0)) {
    const fact = facts[id as keyof typeof facts] as {
      at?: Record<string, number>;
      range: { min: number | null; max: number | null };
      kinks: number[];
      mean_squared_slope: number;
    };
    const usual = Object.fromEntries(parameters.map(({ name, default: value }) => [name, value]));
    const found = factsNow((x) => glue.evaluate(id, { ...usual, ...fact.at }, x));
    const close = (value: number, known: number | null, infinite: number) =>
      known === null ? value === infinite : Math.abs(value - known) < 2e-3;
    expect([id, close(found.low, fact.range.min, Number.NEGATIVE_INFINITY), found.low]).toEqual([
      id,
      true,
      found.low,
    ]);
    expect([id, close(found.high, fact.range.max, Number.POSITIVE_INFINITY), found.high]).toEqual([
      id,
      true,
      found.high,
    ]);
    expect([id, found.kinks.length]).toEqual([id, fact.kinks.length]);
    expect(found.meanSquaredSlope).toBeCloseTo(fact.mean_squared_slope, 2);
  }
  // Moved: a slope of 0 bounds leaky_relu from below, and 0.5 lets 1/2 · (1 + 1/4) through.
  const leaky = (negative_slope: number) =>
    factsNow((x) => glue.evaluate('leaky_relu', { negative_slope }, x));
  expect(leaky(0)).toMatchObject({ low: 0, high: Number.POSITIVE_INFINITY });
  expect(leaky(0.01).low).toBe(Number.NEGATIVE_INFINITY);
  expect(leaky(0.5).meanSquaredSlope).toBeCloseTo(0.625, 3);
});

test('axes hold the curve wherever the parameter is, within reason', () => {
  const shape = curveView((params, x) => glue.evaluate('hard_sigmoid', params, x), specOf('hard_sigmoid'));
  expect(shape).toEqual({ x: [-4, 4], y: [0, 1] });
  const steep = curveView((params, x) => glue.evaluate('silu', params, x), specOf('silu'));
  expect(steep.y[1]).toBeLessThanOrEqual(5);
});

test('accuracies make a bold mean, and a faint line for each network where there are several', () => {
  const series = accuracySeries(
    [
      [0, [0.5, 0.7]],
      [1, [0.9, 0.8]],
    ],
    'red',
    2,
  );
  expect(series.map(({ points }) => points.map(([, y]) => y))).toEqual([
    [0.5, 0.9],
    [0.7, 0.8],
    [0.6, 0.8500000000000001],
  ]);
  expect(series.at(-1)?.color).toBe('red');
  expect(accuracySeries([[0, [0.5]]], 'red', 1)).toHaveLength(1);
});

// What is told of units: links, presses, fates, order, histograms, pictures of weights, sentences, files.

import { expect, test } from '@playwright/test';
import { FailureError, failure } from '../../src/core/failure.ts';
import type { TrainConfig, UnitsOfLayer } from '../../src/core/types.ts';
import { en as firstEn } from '../../src/i18n/en.ts';
import { units as en } from '../../src/i18n/en-units.ts';
import { addTexts, translator } from '../../src/i18n/index.ts';
import { ja as firstJa } from '../../src/i18n/ja.ts';
import { units as ja } from '../../src/i18n/ja-units.ts';
import { CASES, viewOf } from '../../src/panels/units/demos.ts';
import { type Life, Lives, withLooks } from '../../src/panels/units/lives.ts';
import {
  beyondOf,
  binsOf,
  fatesOf,
  isLinear,
  orderOf,
  sharesOf,
  weightsOf,
} from '../../src/panels/units/looks.ts';
import { columnsOf, largest, layerScale, shadesOf } from '../../src/panels/units/picture.ts';
import { unitsCsv } from '../../src/panels/units/record.ts';
import {
  configOf,
  fieldsOf,
  placeIn,
  pressesOf,
  settingOf,
  type UnitsView,
  USUAL,
  withSetting,
} from '../../src/panels/units/view.ts';
import { lookName, statesOf, storyOf, verdictOf } from '../../src/panels/units/words.ts';
import { readView, writeView } from '../../src/panels/view.ts';
import type { Outcome, Stream } from '../../src/state/aside.ts';
import type { Lab } from '../../src/state/lab.ts';
import type { WatchedUnits } from '../../src/worker/protocol.ts';

addTexts('en', { ...firstEn, ...en });
addTexts('ja', { ...firstJa, ...ja });
const english = translator('en');

const FIELDS = fieldsOf(
  ['sigmoid', 'tanh', 'relu', 'leaky_relu', 'elu', 'gelu', 'softplus'],
  ['glorot_uniform', 'he_normal', 'orthogonal', 'pytorch'],
);

test('a link and what it shows are the same thing, and nonsense is named', () => {
  const text =
    'a:tanh,b_init:he_normal,a_rate:1.5,b_bias:-3,hidden:8-4,epochs:2,seed:7,layer:2,unit:3,look:4,sort:death,reach:16';
  const { view, wrong } = readView(text, FIELDS, USUAL);
  expect(wrong).toEqual([]);
  expect(view).toMatchObject({ a: 'tanh', b: 'leaky_relu', b_init: 'he_normal', hidden: [8, 4], look: 4 });
  expect(readView(writeView(view, FIELDS, USUAL), FIELDS, USUAL).view).toEqual(view);
  expect(writeView(USUAL, FIELDS, USUAL)).toBeUndefined();
  const bad =
    'a:x,a_rate:0,a_rate:1e-60,b_bias:NaN,hidden:129,hidden:8-8-8-8-8-8-8,epochs:31,reach:3,look:-1,unit:0,sort:,y:1';
  const read = readView(bad, FIELDS, USUAL);
  expect(read.view).toEqual(USUAL);
  expect(read.wrong.map(({ name }) => name)).toEqual(bad.split(',').map((part) => part.split(':')[0]));
  // A layer and a unit that there are, whatever was chosen before.
  expect(placeIn({ ...USUAL, layer: 5, unit: 60 })).toEqual({ layer: 1, unit: 31 });
  expect(placeIn({ ...USUAL, layer: 1, unit: 60 })).toEqual({ layer: 0, unit: 59 });
});

test('demos are links', () => {
  for (const one of CASES) {
    const text = writeView(viewOf(one), FIELDS, USUAL);
    expect(readView(text, FIELDS, USUAL)).toEqual({ view: viewOf(one), wrong: [] });
    expect(en).toHaveProperty([one.label]);
  }
});

test('a network as the core takes it', () => {
  const params = () => ({ negative_slope: 0.3 });
  expect(configOf(USUAL, 'b', params)).toMatchObject({
    ...{ activation: 'leaky_relu', params: { negative_slope: 0.3 }, learn: {}, hidden: [64, 32] },
    ...{ initializer: 'glorot_uniform', optimizer: 'sgd', learning_rate: 0.95, epochs: 8, seed: 3 },
  });
  expect(configOf(USUAL, 'a', params)).not.toHaveProperty('hidden_bias');
  expect(configOf({ ...USUAL, a_bias: -1 }, 'a', params)).toHaveProperty('hidden_bias', -1);
});

test('a press makes A worse, B follows in what they share; or makes B of A with one thing changed', () => {
  const press = (view: UnitsView, what: string, value: string | number): UnitsView =>
    pressesOf(view).find((one) => one.what === what && one.value === value)?.view ?? USUAL;
  const shared = press(USUAL, 'times', 3);
  expect([shared.a_rate, shared.b_rate]).toEqual([2.85, 2.85]);
  const own = press({ ...USUAL, b_rate: 0.1 }, 'times', 10);
  expect([own.a_rate, own.b_rate]).toEqual([9.5, 0.1]);
  const biased = press({ ...USUAL, b_rate: 0.1 }, 'bias', -1);
  expect([biased.a_bias, biased.b_bias, biased.b_rate]).toEqual([-1, -1, 0.1]);
  const well = press({ ...biased, b: 'tanh' }, 'well', 0.2);
  expect([well.a_rate, well.a_bias, well.b_rate, well.b_bias]).toEqual([0.2, 0, 0.1, 0]);
  // The cure differs from the patient in one thing, whatever it was before.
  const patient = withSetting(withSetting(USUAL, 'a', { bias: -1, init: 'he_normal' }), 'b', { rate: 7 });
  const changes = pressesOf(patient).filter(({ side }) => side === 'b');
  expect(changes.map(({ what }) => what)).toContain('no_bias');
  for (const { view } of changes) {
    const [a, b] = [settingOf(view, 'a'), settingOf(view, 'b')];
    expect(a).toEqual(settingOf(patient, 'a'));
    const different = (Object.keys(a) as (keyof typeof a)[]).filter((name) => a[name] !== b[name]);
    expect(different).toHaveLength(1);
  }
});

const REACH = 2;

/** Two units with two inputs; four parts from −2 to 2. */
function layerOf(change: Partial<Record<keyof UnitsOfLayer, readonly number[]>> = {}): UnitsOfLayer {
  const numbers = {
    ...{ saturated: [0.25, 0.95], linearity: [0.995, 0.5], mean: [0.5, -1], deviation: [0.5, 0.25] },
    ...{ least: [-1, -1.5], greatest: [1.5, -0.5], weights: [1, 2, 3, -4], bias: [0.125, -0.5] },
    ...{ dead: [0, 0], histogram: [0, 1, 2, 1, 2, 2, 0, 0], ...change },
  };
  const { dead, histogram, ...floats } = numbers;
  const packed = Object.entries(floats).map(([name, values]) => [name, Float32Array.from(values)]);
  return {
    dead: Uint8Array.from(dead),
    histogram: Uint32Array.from(histogram),
    ...Object.fromEntries(packed),
  };
}

const look = (step: number, layer: UnitsOfLayer): WatchedUnits => ({
  ...{ step, epoch: step / 100, loss: 1.5, accuracy: 0.5, layers: [layer] },
});

const CONFIG: TrainConfig = configOf({ ...USUAL, hidden: [2] }, 'a', () => ({}));
const lifeOf = (...looks: WatchedUnits[]): Life => ({ config: CONFIG, reach: REACH, looks, end: undefined });

test('shares of a layer', () => {
  const shares = sharesOf(layerOf({ dead: [0, 1] }));
  expect(shares).toMatchObject({ units: 2, dead: 1, linear: 1 });
  expect(shares.saturated).toBeCloseTo(0.6, 6);
  // A constant is not linear.
  expect(isLinear(layerOf({ linearity: [Number.NaN, 0.99] }), 0)).toBe(false);
  expect(isLinear(layerOf({ linearity: [Number.NaN, 0.989] }), 1)).toBe(false);
});

test('a unit died where it is dead from then on', () => {
  const life = (...dead: number[]) => fatesOf(dead.map((one) => layerOf({ dead: [one, 0] })))[0];
  expect(life(0, 0, 1, 1)).toEqual({ died: 2, revived: undefined });
  expect(life(1, 1)).toEqual({ died: 0, revived: undefined });
  expect(life(0, 1, 0, 0)).toEqual({ died: undefined, revived: 2 });
  expect(life(0, 1, 0, 1)).toEqual({ died: 3, revived: 2 });
  expect(life(0, 0)).toEqual({ died: undefined, revived: undefined });
  expect(fatesOf([])).toEqual([]);
});

test('order: the first to die first, the living after them as they come', () => {
  const layer = layerOf({ dead: [0, 0, 0, 0], saturated: [0.1, 0.9, 0.5, 0.9] });
  const fates = [undefined, 3, undefined, 1].map((died) => ({ died, revived: undefined }));
  expect(orderOf('order', layer, fates)).toEqual([0, 1, 2, 3]);
  expect(orderOf('death', layer, fates)).toEqual([3, 1, 0, 2]);
  expect(orderOf('saturation', layer, fates)).toEqual([1, 3, 2, 0]);
});

test('parts of the range, and what lies beyond it', () => {
  expect(binsOf(layerOf(), 0, REACH)).toEqual([
    { from: -2, to: -1, share: 0 },
    { from: -1, to: 0, share: 0.25 },
    { from: 0, to: 1, share: 0.5 },
    { from: 1, to: 2, share: 0.25 },
  ]);
  expect(beyondOf(layerOf(), 0, REACH)).toEqual({ below: undefined, above: undefined });
  const wide = layerOf({ least: [-9, 0], greatest: [3, 0] });
  expect(beyondOf(wide, 0, REACH)).toEqual({
    below: { share: 0, edge: -1, furthest: -9 },
    above: { share: 0.25, edge: 1, furthest: 3 },
  });
});

test('weights come by unit; their picture has one square for each that is not 0', () => {
  expect([...weightsOf(layerOf(), 1)]).toEqual([2, -4]);
  expect([196, 64, 32, 2].map(columnsOf)).toEqual([14, 8, 6, 2]);
  expect(shadesOf([1, 0, -0.5, Number.NaN, 9], 1)).toEqual([
    { positive: false, opacity: 0.5, path: 'M2,0h1v1h-1z' },
    { positive: true, opacity: 1, path: 'M0,0h1v1h-1zM1,1h1v1h-1z' },
  ]);
  expect(layerScale([3, -3])).toBe(9);
  expect(layerScale([])).toBe(1);
  expect(layerScale([Number.NaN])).toBe(1);
  expect(largest([[1, -2], [0.5]])).toBe(2);
  expect(largest([[0], [Number.NaN, Number.POSITIVE_INFINITY]])).toBe(1);
});

test('looks come once and in order', () => {
  const life = withLooks(lifeOf(), [look(0, layerOf()), look(10, layerOf())]);
  expect(life.looks.map(({ step }) => step)).toEqual([0, 10]);
  expect(withLooks(life, [look(10, layerOf())])).toBe(life);
  expect(withLooks(life, [look(10, layerOf()), look(30, layerOf())]).looks).toHaveLength(3);
});

const alive = layerOf();
const dead = layerOf({
  ...{ dead: [1, 0], saturated: [1, 0.5], mean: [-3, 0], deviation: [0.5, 1], bias: [-1, 0] },
  ...{ least: [-6, -1], greatest: [-0.25, 1] },
});

test('the story of a unit that dies', () => {
  const life = lifeOf(look(0, alive), look(30, dead), look(100, dead));
  expect(storyOf(life, 0, 0, english)).toEqual([
    'At initialisation it learned from 75% of the images (slope of at least 0.01): z was 0.50 ± 0.50.',
    'It died between two looks, at initialisation and after step 30: z went from 0.50 ± 0.50 to −3.00 ± 0.50, between −6.00 and −0.25, where no image finds a slope.',
    'In between its bias changed by −1.13; its weights, with what came in, moved the mean of z by −2.38.',
    'Since then neither its weights nor its bias have moved at all.',
  ]);
  // In a deeper layer they may: weight decay, or another unit's wake.
  const later = layerOf({ dead: [1, 0], weights: [1, 2, 3, -4].map((weight) => weight + 2), bias: [-1, 0] });
  expect(storyOf(lifeOf(look(0, alive), look(30, dead), look(100, later)), 0, 0, english).at(-1)).toBe(
    'Since then its weights and bias have still moved, by 2.83 in length.',
  );
  expect(storyOf(lifeOf(look(0, dead)), 0, 0, english)).toEqual([
    'It was dead before the first step: z was −3.00 ± 0.50, at most −0.25, so that no image got through.',
  ]);
  expect(storyOf(lifeOf(look(0, alive), look(30, dead), look(100, alive)), 0, 0, english)).toEqual([
    expect.stringContaining('At initialisation'),
    'It had been dead in between and was alive again after epoch 1.',
    'It lives: after epoch 1 z is 0.50 ± 0.50, and for 25% of the images the slope is below 0.01.',
    'It is nearly linear: a straight line explains 0.9950 of the variance (R²).',
  ]);
  expect(storyOf(lifeOf(), 0, 0, english)).toEqual([]);
});

test('what a network came to, in a sentence', () => {
  const setting = settingOf({ ...USUAL, a_bias: -1, a_init: 'he_normal' }, 'a');
  const life = lifeOf(look(0, alive), look(30, dead));
  const ended = (outcome: object): Life =>
    ({ ...life, end: { config: CONFIG, outcome, history: [] } }) as unknown as Life;
  expect(verdictOf(life, setting, english)).toBe('');
  expect(verdictOf(ended({ evaluation: { accuracy: 0.5 } }), setting, english)).toBe(
    'relu, rate 0.95, he_normal, biases from −1: 1 of 2 units dead in layer 1; 50.0% of the test images right.',
  );
  expect(verdictOf(ended({ code: 'diverged' }), setting, english)).toContain('diverged; until then 1 of 2');
  expect(verdictOf(ended({ code: 'diverged' }), { ...setting, rate: 1e-30 }, english)).toContain(
    'rate 1e-30,',
  );
  expect(statesOf(alive, 0)).toEqual(['units.state.linear']);
  expect(statesOf(alive, 1)).toEqual(['units.state.saturated']);
  expect(statesOf(dead, 0)).toEqual(['units.state.dead']);
  expect(lookName(look(10, alive), english)).toBe('after step 10');
  const japanese = translator('ja');
  const said = [
    verdictOf(ended({ evaluation: { accuracy: 0.5 } }), setting, japanese),
    ...storyOf(life, 0, 0, japanese),
  ];
  expect(said.join('')).not.toMatch(/[{}]|undefined|NaN/);
});

test('the file has a line for each unit at each look', () => {
  const csv = unitsCsv([
    { side: 'a', life: lifeOf(look(0, alive), look(30, layerOf({ linearity: [Number.NaN, 1] }))) },
  ]);
  const [head = '', ...lines] = csv.trimEnd().split('\n');
  expect(lines).toHaveLength(4);
  for (const line of lines) expect(line.split(',')).toHaveLength(head.split(',').length);
  const cells = (line = ''): Record<string, string> =>
    Object.fromEntries(head.split(',').map((name, index) => [name, line.split(',')[index] ?? '']));
  expect(cells(lines[1])).toMatchObject({
    ...{ network: 'a', activation: 'relu', layer: '1', unit: '2', step: '0', dead: '0', nearly_linear: '0' },
    ...{
      mean: '-1',
      deviation: '0.25',
      least: '-1.5',
      greatest: '-0.5',
      bias: '-0.5',
      train_accuracy: '0.5',
    },
  });
  expect(cells(lines[2])).toMatchObject({ linearity: '', nearly_linear: '0', step: '30', epoch: '0.3' });
});

test('what has ended is kept, also where it diverged; what was lost or broken off is trained anew', async () => {
  const asked: TrainConfig[][] = [];
  let ends: (config: TrainConfig) => Outcome['outcome'] | 'cancelled' = () => 'cancelled';
  const lab = {
    experiment: async (configs: TrainConfig[], _: unknown, __: unknown, { watched, outcome }: Stream) => {
      asked.push(configs);
      for (const config of configs) {
        watched?.(config, { steps: [], units: [look(0, alive)] });
        const end = ends(config);
        if (end === 'cancelled') throw new FailureError('cancelled');
        outcome?.({ config, outcome: end, history: [] });
      }
      return [];
    },
  } as unknown as Lab;
  const lives = new Lives(lab, () => {});
  const [a, b] = [CONFIG, { ...CONFIG, learning_rate: 9 }];
  await lives.train([a, b], REACH);
  expect([lives.of(a, REACH), lives.failure, lives.phase]).toEqual([undefined, undefined, 'idle']);
  ends = ({ learning_rate }) => failure(learning_rate === 9 ? 'diverged' : 'worker_silent');
  await lives.train([a, b], REACH);
  expect(lives.failure?.code).toBe('worker_silent');
  expect(lives.of(a, REACH)).toBeUndefined();
  expect(lives.of(b, REACH)?.looks).toHaveLength(1);
  // The same network twice, and one that is there: one is trained. In another range it is another.
  await lives.train([a, a, b], REACH);
  await lives.train([b], 2 * REACH);
  expect(asked.map((configs) => configs.map(({ learning_rate }) => learning_rate))).toEqual([
    [0.95, 9],
    [0.95, 9],
    [0.95],
    [9],
  ]);
});

import { expect, test } from '@playwright/test';
import type { Divergence, TrainConfig } from '../../src/core/types.ts';
import { en } from '../../src/i18n/en.ts';
import { signal as texts } from '../../src/i18n/en-signal.ts';
import { addTexts, translator } from '../../src/i18n/index.ts';
import { axisOf, powerText, shortText } from '../../src/panels/signal/axis.ts';
import { csvOf } from '../../src/panels/signal/csv.ts';
import { DEMOS } from '../../src/panels/signal/demos.ts';
import { courseOf, growthOf, lastStepsOf, learns, signsOf } from '../../src/panels/signal/findings.ts';
import {
  axesOf,
  CHANCE,
  gapsOf,
  tableOf,
  tableOfRecord,
  withoutEnd,
} from '../../src/panels/signal/measures.ts';
import { allSteps, begun, stepAt, withSteps } from '../../src/panels/signal/recorded.ts';
import { remediesOf } from '../../src/panels/signal/remedies.ts';
import { lookOf, rowsOf, thinned } from '../../src/panels/signal/rows.ts';
import { configOf, fieldsOf, functionsOf, USUAL } from '../../src/panels/signal/settings.ts';
import { courseWords, endWords, signWords } from '../../src/panels/signal/words.ts';
import { readView, writeView } from '../../src/panels/view.ts';
import type { EpochResult, WatchedStep } from '../../src/worker/protocol.ts';
import { CATALOGUE, config, OFFER } from './fixtures.ts';

addTexts('en', { ...en, ...texts });
const i18n = translator('en');
const FIELDS = fieldsOf(CATALOGUE, OFFER);

interface Layer {
  z?: number;
  mean?: number;
  variance?: number;
  gradient?: number;
  update?: number;
}

/** A step in which every layer is as told; 1 what is not. */
function step(number: number, loss: number, layers: readonly Layer[]): WatchedStep {
  const packed = layers.flatMap(({ z = 1, mean = 1, variance = 1, gradient = 1, update = 1e-3 }) => [
    0,
    z,
    mean,
    variance,
    gradient,
    0,
    0,
    update,
  ]);
  return { step: number, signal: Float64Array.of(loss, 1, 1, ...packed) };
}

const epoch = (number: number, train_loss: number, accuracy = 0.9): EpochResult => ({
  epoch: number,
  train_loss,
  loss: train_loss,
  accuracy,
});
const network = (layers: number, every = 8): TrainConfig & { every: number } => ({
  ...config('relu'),
  hidden: Array(layers - 1).fill(4),
  every,
});

test('a link is read and written, aliases are understood, nonsense is named', () => {
  const { view, wrong } = readView('a:identity,b:tanh,hidden:8-4,rate:3,clip:0.3,layer:2', FIELDS, USUAL);
  expect(wrong).toEqual([]);
  expect(view).toMatchObject({ a: 'linear', b: 'tanh', hidden: [8, 4], rate: 3, clip: 0.3, layer: 2 });
  expect(writeView(view, FIELDS, USUAL)).toBe('a:linear,b:tanh,hidden:8-4,rate:3,clip:0.3,layer:2');
  expect(writeView(USUAL, FIELDS, USUAL)).toBeUndefined();
  const bad = readView(
    'a:none,rate:0,rate:1e-60,clip:-1,epochs:0,epochs:2.5,every:x,hidden:,bias:1e9,what:1',
    FIELDS,
    USUAL,
  );
  expect(bad.view).toEqual(USUAL);
  expect(bad.wrong.map(({ name }) => name)).toEqual([
    'a',
    'rate',
    'rate',
    'clip',
    'epochs',
    'epochs',
    'every',
    'hidden',
    'bias',
    'what',
  ]);
  expect(functionsOf({ ...USUAL, b: 'relu' })).toEqual(['relu']);
  const chosen = { activation: 'relu', params: {}, learn: {} };
  expect(configOf(USUAL, chosen)).not.toHaveProperty('global_clipnorm');
  expect(configOf({ ...USUAL, clip: 2, bias: 0.1 }, chosen)).toMatchObject({
    global_clipnorm: 2,
    hidden_bias: 0.1,
  });
});

test('every demo is a state of the panel', () => {
  const ids = ['leaky_relu', 'sigmoid'].map((id) => ({
    id,
    aliases: [],
    family: 'other' as const,
    parameters: [],
  }));
  const fields = fieldsOf([...CATALOGUE, ...ids], OFFER);
  for (const { text, key } of DEMOS) {
    expect(readView(text, fields, USUAL).wrong).toEqual([]);
    expect(i18n.t(key)).not.toBe('');
  }
});

test('steps out of turn are the last ones, told anew', () => {
  const { every, ...relu } = network(2);
  const of = (numbers: readonly number[]) => numbers.map((number) => step(number, 1, [{}, {}]));
  const record = withSteps(withSteps(begun(relu, every, 313), of([1, 9])), of([17, 25]));
  expect(record.last).toEqual([]);
  const told = withSteps(record, of([14, 15, 16, 17, 18]));
  expect(allSteps(told).map(({ step }) => step)).toEqual([1, 9, 14, 15, 16, 17, 18]);
  // Nothing tells by itself that 53 is not the next one but what should be.
  const rare = withSteps(begun(relu, 1000, 313), of([1, 53, 54]));
  expect(rare.last.map(({ step }) => step)).toEqual([53, 54]);
  const each = withSteps(begun(relu, 1, 313), of([1, 2, 3, 1, 2, 3]));
  expect([each.steps.length, each.last.length]).toEqual([3, 3]);
  expect(stepAt(told.steps, 12)?.step).toBe(9);
});

test('axes hold what has a place, and say where', () => {
  const log = axisOf('log', [0, 3e-4, 20, Number.NaN]);
  expect(log.domain).toEqual([-4, 2]);
  expect(log.place(0)).toBeNaN();
  expect(axisOf('log', [1]).domain).toEqual([0, 1]);
  expect(axisOf('log', [0]).domain).toEqual([-1, 0]);
  const signed = axisOf('signed', [-1000, 5e6]);
  expect(signed.ticks).toContain(0);
  expect(signed.value(signed.place(-1000))).toBeCloseTo(-1000, 6);
  expect(signed.ticks.every((at) => at >= signed.domain[0] && at <= signed.domain[1])).toBe(true);
  const number = (value: number) => String(value);
  expect([-12, -1, 2, 21].map((exponent) => powerText(exponent, number))).toEqual([
    '10⁻¹²',
    '0.1',
    '100',
    '10²¹',
  ]);
  expect(
    [0, 1.5, -0.25, 4.2e-7, -3e30, Number.NaN].map((value) => shortText(value, i18n.significant)),
  ).toEqual(['0', '1.5', '−0.25', '4.2·10⁻⁷', '−3·10³⁰', '–']);
});

test('a line keeps its highest, its lowest and its breaks when it is thinned', () => {
  const values = Array.from({ length: 5000 }, (_, x) =>
    x === 777 ? 50 : x === 3000 ? Number.NaN : Math.sin(x),
  );
  const kept = thinned(values, 500, Number.isFinite);
  expect(kept.length).toBeLessThan(520);
  for (const index of [777, 3000]) expect(kept).toContain(index);
  expect(kept).toEqual([...kept].sort((a, b) => a - b));
  expect(thinned([1, 0, 2], 500, (value) => value > 0)).toEqual([0, 1, 2]);
});

test('a table that goes on is what all steps at once give', () => {
  const { every, ...relu } = network(3, 1);
  const of = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) =>
      step(from + index, from + index, [{ gradient: from + index }, { update: index }, { z: 3 }]),
    );
  const record = withSteps(begun(relu, every, 313), of(1, 5));
  const before = tableOfRecord(record);
  const later = withSteps(record, of(6, 9));
  const table = tableOfRecord(later, before);
  expect(table).not.toBe(before);
  expect(table).toEqual(tableOf(later.steps, 3));
  // The last steps, told anew, are no going on.
  const lost = withSteps(later, of(4, 9));
  expect(tableOfRecord(lost, table)).toEqual(tableOf(allSteps(lost), 3));
});

test('rows: gaps where a number has no place, the output layer without activations, each layer its look', () => {
  const steps = [
    step(1, 2.3, [{ gradient: 0 }, {}, { mean: Number.NaN, variance: Number.NaN }]),
    step(9, 2, [{ gradient: 1e-5 }, {}, { mean: Number.NaN, variance: Number.NaN }]),
  ];
  const table = tableOf(steps, 3);
  const shown = {
    axes: axesOf([table]),
    i18n,
    layers: 3,
    color: 'red',
    dotted: false,
    emphasised: undefined,
  };
  const rows = rowsOf(table, [epoch(1, 1.5)], 10, shown);
  expect(rows).toHaveLength(6);
  const [loss, gradient, , mean] = rows;
  expect(gradient?.lines[0]?.points[0]?.[1]).toBeNaN();
  expect(gradient?.lines[0]?.points[1]?.[1]).toBeCloseTo(-5);
  expect(mean?.lines).toHaveLength(2);
  expect(loss?.marks.map(({ at, open }) => [at[0], open])).toEqual([
    [10, false],
    [10, true],
  ]);
  expect(gapsOf(table, 3)).toEqual([
    { measure: 'gradient', zero: [{ layer: 0, steps: 1, first: 1 }], none: [] },
  ]);
  const looks = [0, 1, 2].map((layer) => lookOf(layer, 3));
  expect(new Set(looks.map(({ color }) => color)).size).toBe(3);
  expect(looks[2]?.dash).not.toBe('');
});

test('growth is told from the last usual value on', () => {
  expect(growthOf([1, 2, 1, 2, 1, 2, 8, 100, Number.NaN])).toEqual({ from: 4, to: 7, factor: 100 });
  expect(growthOf([3, 3, 3, 3])?.factor).toBe(1);
  expect(growthOf([5])).toBeUndefined();
  expect(growthOf([])).toBeUndefined();
  expect(growthOf([Number.NaN, Number.NaN])).toBeUndefined();
  expect(growthOf([0, 0, 1])).toBeUndefined();
});

const lost: Divergence = { epoch: 1, batch: 6, step: 6, layer: 2, reason: 'gradient_exploded' };

test('a divergence is told by its numbers, in their order', () => {
  const last = [
    step(1, 2, [{}, {}]),
    step(2, 2, [{}, {}]),
    step(3, 2, [{}, { update: 0.5 }]),
    step(4, 2.5, [
      { update: 1.2, z: 4 },
      { update: 3, z: 16 },
    ]),
    step(5, 80, [
      { update: 9, z: 100 },
      { update: 7, z: 6400, gradient: 50 },
    ]),
    step(6, Number.NaN, [
      { update: 20, gradient: 1e12 },
      { update: 30, gradient: 10 },
    ]),
  ];
  const signs = signsOf(last, 2);
  expect(signs.map(({ kind, step }) => [kind, step])).toEqual([
    ['update', 4],
    ['loss', 5],
    ['gradient', 6],
  ]);
  expect(signs[0]).toMatchObject({ layer: 1, ratio: 3, whole: true });
  expect(signs[2]).toMatchObject({ layer: 0, from: 5, factor: 1e12 });
  const words = signs.map((sign) => signWords(sign, 2, i18n));
  expect(words[0]).toBe('In step 4 the update of the output layer was 3 times as long as its weights.');
  expect(words[1]).toContain('from 2 to 80');
  expect(endWords(lost, 2, i18n)).toContain(
    'In step 6 (epoch 1, batch 6) the gradient grew without bound, first in the output layer',
  );
  const table = lastStepsOf(last, 2);
  expect(table.at(-1)).toMatchObject({ broken: true, largest: { gradient: { layer: 0, value: 1e12 } } });
  // The spread of z is told where it lasts to the end.
  const spread = signsOf(last.slice(0, 5), 2).find(({ kind }) => kind === 'spread');
  expect(spread).toMatchObject({ from: 3, step: 5, layer: 1, factor: 80 });
});

test('nothing is told of steps that were not measured, and the longest update where none was whole', () => {
  expect(signsOf([], 2)).toEqual([]);
  const calm = [step(1, 2, [{ update: 0.2 }, { update: 0.4 }]), step(2, Number.NaN, [{}, {}])];
  expect(signsOf(calm, 2)).toEqual([{ kind: 'update', step: 1, layer: 1, ratio: 0.4, whole: false }]);
});

test('the axes of a run that diverged leave out its last three steps', () => {
  const steps = Array.from({ length: 10 }, (_, index) =>
    step(index + 1, 1, [{ z: index < 7 ? 1 : 1e20 }, {}]),
  );
  const table = tableOf(steps, 2);
  expect(withoutEnd(table).steps.at(-1)).toBe(7);
  expect(axesOf([withoutEnd(table)]).z_variance.domain[1]).toBeLessThan(3);
  expect(axesOf([table]).z_variance.domain[1]).toBe(20);
  expect(withoutEnd(tableOf(steps.slice(0, 4), 2)).steps).toHaveLength(4);
});

test('a run that learns, one without any gradient, one whose gradient vanishes, and one that is stuck otherwise', () => {
  const of = (layers: readonly Layer[], loss: number) =>
    courseOf(
      tableOf(
        [1, 9, 17, 25].map((number) => step(number, loss, layers)),
        layers.length,
      ),
      [epoch(1, loss)],
    );
  expect(learns(2.2)).toBe(true);
  expect(learns(CHANCE)).toBe(false);
  expect(learns(Number.NaN)).toBe(false);
  expect(of([{ update: 2e-3 }, { update: 5e-3 }], 0.3)).toEqual({
    kind: 'learned',
    loss: 0.3,
    accuracy: 0.9,
    updates: [2e-3, 5e-3],
  });
  const zero = of([{ gradient: 0 }, { gradient: 0 }, {}], 2.31);
  expect(zero).toMatchObject({ kind: 'zero', layers: [0, 1], from: 1 });
  expect(zero && courseWords(zero, 3, i18n)).toBe(
    'It does not diverge, but it does not learn either: the training loss is still 2.310, and guessing gives ln 10 = 2.303. The gradient is exactly 0 in the weights of layer 1, layer 2, from step 1 on.',
  );
  expect(of([{ gradient: 1e-6, update: 1e-8 }, {}, {}], 2.31)).toMatchObject({
    kind: 'vanishing',
    ratio: 1e-6,
    update: 1e-8,
  });
  const stuck = of([{ gradient: 0.5 }, {}], 40);
  expect(stuck).toMatchObject({ kind: 'stuck', ratio: 0.5 });
  expect(stuck && courseWords(stuck, 2, i18n)).toContain('worse than guessing');
  expect(courseOf(tableOf([], 2), [])).toBeUndefined();
  // Of two layers that lose it at different steps, both have none from the later one on.
  const steps = [1, 9, 17, 25].map((number) =>
    step(number, 2.31, [{ gradient: number < 9 ? 1 : 0 }, { gradient: number < 17 ? 1 : 0 }, {}]),
  );
  expect(courseOf(tableOf(steps, 3), [epoch(1, 2.31)])).toMatchObject({ kind: 'zero', from: 17 });
});

test('one thing is changed each, and never to what it is already', () => {
  const offer = { ...OFFER, initializers: ['glorot_uniform', 'he_normal', 'lecun_normal'] };
  const tried = remediesOf({ ...USUAL, rate: 3 }, 'a', offer, 'he_normal');
  expect(tried.map(({ change }) => change)).toEqual([
    { rate: 1 },
    { rate: 0.3 },
    { rate: 0.1 },
    { clip: 1 },
    { initializer: 'glorot_uniform' },
    { initializer: 'lecun_normal' },
    { a: 'tanh' },
    { optimizer: 'adam', rate: 0.001 },
  ]);
  const other = remediesOf({ ...USUAL, b: 'tanh', clip: 0.5, optimizer: 'adam' }, 'b', offer, undefined);
  expect(other.some(({ kind }) => kind === 'clip')).toBe(false);
  expect(other.find(({ kind }) => kind === 'function')?.change).toEqual({ b: 'relu' });
  expect(other.find(({ kind }) => kind === 'optimizer')?.change).toEqual({ optimizer: 'sgd', rate: 0.1 });
  for (const { change } of tried) {
    const view = { ...USUAL, rate: 3, ...change };
    expect(readView(writeView(view, FIELDS, USUAL), FIELDS, USUAL).view.rate).toBe(view.rate);
  }
});

test('the file has a line for each step and layer, empty where there is no number', () => {
  const { every, ...relu } = network(2);
  const record = withSteps(begun(relu, every, 5), [
    step(1, 2.3, [{}, { mean: Number.NaN }]),
    step(9, Number.NaN, [{}, {}]),
  ]);
  const lines = csvOf([record]).trim().split('\n');
  expect(lines).toHaveLength(5);
  const columns = (lines[0] ?? '').split(',').length;
  for (const line of lines) expect(line.split(',')).toHaveLength(columns);
  expect(lines[2]).toBe('relu,1,1,2,2.3,0,1,,1,1,0,0,0.001');
  expect(lines[3]).toMatch(/^relu,9,2,1,,/);
});

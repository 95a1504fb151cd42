import { expect, test } from '@playwright/test';
import type { TrainerHandle } from '../../src/core/core.ts';
import { FailureError } from '../../src/core/failure.ts';
import type { LayerTrace, Trace } from '../../src/core/types.ts';
import { en } from '../../src/i18n/en.ts';
import { step as texts } from '../../src/i18n/en-step.ts';
import { addTexts, translator } from '../../src/i18n/index.ts';
import { type Choice, configsOf, fieldsOf, imagesOf, USUAL } from '../../src/panels/step/choice.ts';
import { answersOf, measuresOf, perUnit, weightLengths } from '../../src/panels/step/measures.ts';
import { Pair } from '../../src/panels/step/pair.ts';
import { phaseText, placeIn, planOf, reachOf } from '../../src/panels/step/plan.ts';
import { columnsOf, decadesOf, marksOf, placeOf, shadesOf } from '../../src/panels/step/scales.ts';
import { done, found } from '../../src/panels/step/sentences.ts';
import { factorText, factText, shareText, sizeText } from '../../src/panels/step/words.ts';
import { readView, writeView } from '../../src/panels/view.ts';

addTexts('en', { ...en, ...texts });
const i18n = translator('en');
const fields = fieldsOf(['sigmoid', 'relu', 'tanh'], ['glorot_uniform', 'he_normal']);

const layer = (
  units: number,
  numbers: { z: number[]; f: number[]; slopes?: number[]; deltas: number[]; weights?: number },
): LayerTrace => ({
  units,
  pre_activations: Float32Array.from(numbers.z),
  activations: Float32Array.from(numbers.f),
  slopes: Float32Array.from(numbers.slopes ?? []),
  deltas: Float32Array.from(numbers.deltas),
  weight_gradient: numbers.weights ?? 0,
  bias_gradient: 0,
});

/** Two hidden layers of two units, and two classes; lengths of the gradient 0.05, 0.5 and 5. */
const TRACE: Trace = {
  images: 1,
  loss: 0.7,
  layers: [
    layer(2, { z: [-1, 3], f: [0, 3], slopes: [0, 1], deltas: [0, 0.05], weights: 0.2 }),
    layer(2, { z: [1, 2], f: [1, 2], slopes: [1, 1], deltas: [0.3, -0.4] }),
    layer(2, { z: [0, 0], f: [0.25, 0.75], deltas: [3, -4], weights: 8 }),
  ],
  input_gradient: Float32Array.from([0, 0.1]),
};

test('a step is gone through in the order in which it is computed', () => {
  const plan = planOf(2, true);
  expect(plan.map((phase) => ('layer' in phase ? `${phase.kind} ${phase.layer}` : phase.kind))).toEqual([
    'input',
    'forward 0',
    'forward 1',
    'forward 2',
    'loss',
    'back 2',
    'back 1',
    'back 0',
    'pixels',
    'update',
  ]);
  expect(planOf(2, false).map(({ kind }) => kind)).not.toContain('pixels');
  expect([placeIn(plan, 'all'), placeIn(plan, 4), placeIn(plan, 99)]).toEqual([10, 4, 10]);
  expect([phaseText(plan, 10), phaseText(plan, 3), phaseText(plan, -1)]).toEqual(['all', 3, 0]);
  const at = (place: number) => reachOf(plan, place, { kind: 'back', layer: 1 });
  expect([at(5), at(6), at(7), at(10)]).toEqual(['before', 'now', 'past', 'past']);
  // Of a batch there is no gradient in the pixels.
  expect(reachOf(planOf(2, false), 99, { kind: 'pixels' })).toBe('before');
});

test('lengths of the gradient, factors and updates of a trace', () => {
  const { loss, layers, pixels, perLayer } = measuresOf(TRACE, [4, 1, 16], 0.5);
  expect(loss).toBe(0.7);
  const [first, second, output] = layers;
  expect([first?.delta, second?.delta, output?.delta].map((one) => one?.toFixed(6))).toEqual([
    '0.050000',
    '0.500000',
    '5.000000',
  ]);
  expect(first?.factor).toBeCloseTo(0.1, 6);
  expect(second?.factor).toBeCloseTo(0.1, 6);
  expect(output?.factor).toBeUndefined();
  expect(perLayer).toBeCloseTo(0.1, 6);
  expect(pixels?.length).toBeCloseTo(0.1, 6);
  expect(pixels?.factor).toBeCloseTo(2, 5);
  // rate × gradient over the weights: 0.5 × 0.2 / 4
  expect(first?.update).toBeCloseTo(0.025, 9);
  expect(output?.update).toBeCloseTo(0.25, 9);
  expect(first?.f).toEqual({ mean: 1.5, deviation: 1.5, least: 0, greatest: 3 });
  expect(first?.z).toEqual({ mean: 1, deviation: 2, least: -1, greatest: 3 });
  expect([first?.flat, first?.silent, second?.flat, output?.flat]).toEqual([1, 1, 0, 0]);
  expect(output?.slope).toBeUndefined();
});

test('where nothing comes back there is no factor', () => {
  const layers = TRACE.layers.map((one, index) =>
    index < 2 ? { ...one, deltas: new Float32Array(2) } : one,
  );
  const measures = measuresOf({ ...TRACE, layers }, [0, 1, 1], 0.5);
  expect(measures.layers.map(({ factor }) => factor)).toEqual([undefined, 0, undefined]);
  expect(measures.perLayer).toBeUndefined();
  expect(measures.layers[0]?.update).toBeNaN();
  const subject = { image: 3, label: 1, count: 1 };
  const says = (phase?: Parameters<typeof found>[0]) => {
    const fact = found(phase, measures, answersOf(TRACE, [1]), subject);
    return fact && factText(fact, i18n);
  };
  expect(says()).toMatch(/^in layer 2 the gradient is 0/);
  expect(says({ kind: 'back', layer: 1 })).toBe('mean f′ 1; the length goes from 5 to 0, ×0.');
  expect(says({ kind: 'back', layer: 0 })).toBe('nothing comes back any more.');
  expect(says({ kind: 'pixels' })).toBe('nothing comes back any more.');
});

test('units of a batch: flat for every image, means forward, sums back', () => {
  const trace = {
    ...TRACE,
    images: 2,
    layers: [
      layer(2, { z: [-1, 3, -1, -3], f: [0, 3, 0, 0], slopes: [0, 1, 0, 0], deltas: [0, 1, 0, 2] }),
      layer(2, { z: [0, 0, 0, 0], f: [0.25, 0.75, 0.6, 0.4], deltas: [3, -4, 0, 0] }),
    ],
  };
  const { layers } = measuresOf(trace, [1, 1], 1);
  expect([layers[0]?.flat, layers[0]?.silent]).toEqual([1, 1]);
  expect([...perUnit(Float32Array.from([0, 3, 0, 1]), 2, 'mean')]).toEqual([0, 2]);
  expect([...perUnit(Float32Array.from([0, 3, 2, -1]), 2, 'sum')]).toEqual([2, 2]);
  const { right, certainty, top } = answersOf(trace, [1, 1]);
  expect([right, top]).toEqual([1, 1]);
  expect(certainty).toBeCloseTo(0.575, 6);
});

test('lengths of weights leave out the biases', () => {
  // 2 inputs → 1 unit → 2 classes
  const all = Float32Array.from([3, 4, 100, 6, 8, 100, 100]);
  expect(weightLengths(all, 2, [1, 2])).toEqual([5, 10]);
});

test('sentences tell the numbers of a phase', () => {
  const measures = measuresOf(TRACE, [4, 1, 16], 0.5);
  const subject = { image: 3, label: 1, count: 1 };
  const says = (phase?: Parameters<typeof found>[0]) => {
    const fact = found(phase, measures, answersOf(TRACE, [1]), subject);
    return fact && factText(fact, i18n);
  };
  expect(says({ kind: 'input' })).toBeUndefined();
  expect(says({ kind: 'forward', layer: 1 })).toBe('2 values between 1 and 2, mean 1.5, deviation 0.5.');
  expect(says({ kind: 'forward', layer: 0 })).toContain('1 of 2 units give 0');
  expect(says({ kind: 'forward', layer: 2 })).toBe('gives the 1 most, 75%: right.');
  expect(says({ kind: 'loss' })).toBe('0.7.');
  expect(says({ kind: 'back', layer: 0 })).toBe(
    'mean f′ 0.5, 0 in 1 of 2 units; the length goes from 0.5 to 0.05, ×0.1.',
  );
  expect(says({ kind: 'update' })).toBe('by 2.5% of their length in layer 1, by 25% in the output layer.');
  expect(says()).toContain('from 0.5 to 0.05: ×0.1 per layer');
  const wrong = found({ kind: 'forward', layer: 2 }, measures, answersOf(TRACE, [0]), {
    ...subject,
    label: 0,
  });
  expect(wrong && factText(wrong, i18n)).toBe('gives the 0 25%, and most to the 1: wrong.');
  // Every phase of every plan has its sentence, without holes.
  for (const single of [true, false])
    for (const phase of [...planOf(2, single), undefined]) {
      const text = factText(done(phase, 2, single ? subject : { ...subject, image: undefined }), i18n);
      expect([phase?.kind, text]).toEqual([phase?.kind, expect.stringMatching(/^[^{}]{10,}$/)]);
    }
});

test('numbers as text', () => {
  const small = (value: number) => sizeText(value, i18n).replace(/\s/g, ' ');
  expect([0.0041, 0, -0.5, 3.14159e-5, 9.96e-4, 123456, Number.NaN].map(small)).toEqual([
    '0.0041',
    '0',
    '−0.5',
    '3.1 × 10⁻⁵',
    '1.0 × 10⁻³',
    '1.2 × 10⁵',
    '–',
  ]);
  expect(factorText(0.2134, i18n)).toBe('×0.21');
  expect(factorText(undefined, i18n)).toBe('–');
  expect(shareText(0.0123, i18n)).toBe('1.2%');
  expect(shareText(Number.NaN, i18n)).toBe('–');
});

test('an axis of whole decades holds every length above 0, each with a bar', () => {
  expect(decadesOf([0.02, 0.5, 0])).toEqual([-2, 0]);
  // 0.1 itself would be no bar on an axis that begins there.
  expect(decadesOf([0.1, 1])).toEqual([-2, 0]);
  expect(decadesOf([0, Number.NaN])).toEqual([-1, 0]);
  const [from, to] = decadesOf([3e-7, 40]);
  expect([from, to]).toEqual([-7, 2]);
  expect(placeOf(1e-3, [-4, 0])).toBeCloseTo(0.25, 9);
  expect([placeOf(0, [-4, 0]), placeOf(Number.NaN, [-4, 0])]).toEqual([undefined, undefined]);
});

test('marks: squares above 0 and diamonds below, by area, nothing where there is nothing', () => {
  expect([4, 16, 32, 10, 7, 196].map(columnsOf)).toEqual([2, 4, 8, 5, 3, 14]);
  const { plus, minus } = marksOf([1, -1, 0.25, 0], 2, 1);
  const sides = [...plus.matchAll(/h([\d.]+)/g)].map(([, side]) => Number(side));
  expect(sides).toEqual([0.92, 0.46]);
  expect(minus.match(/M/g)).toHaveLength(1);
  expect(minus).toContain('M1.5 ');
  for (const most of [0, Number.NaN, Number.POSITIVE_INFINITY])
    expect(marksOf([1, -1], 2, most)).toEqual({ plus: '', minus: '' });
  expect(marksOf([Number.NaN], 1, 1)).toEqual({ plus: '', minus: '' });
  const [dark] = shadesOf([new Uint8Array(4), Uint8Array.from([0, 0, 0, 255])], 2, 8);
  expect(dark).toEqual({ opacity: 1, path: 'M3 1h1v1h-1z' });
});

test('a link comes back, and nonsense in it is named', () => {
  const choice: Choice = {
    ...USUAL,
    a: 'tanh',
    hidden: [8, 4],
    rate: 1.5,
    bias: -0.25,
    digit: 'batch',
    shows: 'z',
    steps: 120,
    phase: 3,
  };
  const text = writeView(choice, fields, USUAL);
  expect(text).toBe('a:tanh,hidden:8-4,rate:1.5,bias:-0.25,digit:batch,shows:z,steps:120,phase:3');
  expect(readView(text, fields, USUAL)).toEqual({ view: choice, wrong: [] });
  expect(writeView(USUAL, fields, USUAL)).toBeUndefined();
  const bad = 'a:nope,hidden:65,steps:2001,digit:10000,phase:-1,rate:0,bias:99,seed:1.5,x:1,b';
  const { view, wrong } = readView(bad, fields, USUAL);
  expect(view).toEqual(USUAL);
  expect(wrong.map(({ name }) => name)).toEqual([
    'a',
    'hidden',
    'steps',
    'digit',
    'phase',
    'rate',
    'bias',
    'seed',
    'x',
    'b',
  ]);
  expect(imagesOf(choice)).toHaveLength(32);
  expect(imagesOf({ ...choice, digit: 7 })).toEqual([7]);
});

test('the two networks differ in nothing but the function', () => {
  const params = (id: string) => (id === 'relu' ? { slope: 1 } : {});
  const [a, b] = configsOf({ ...USUAL, bias: -1 }, params);
  expect({ ...a, activation: 'relu', params: { slope: 1 } }).toEqual(b);
  expect(b).toMatchObject({ hidden_bias: -1, optimizer: 'sgd', batch_size: 32, seed: 1 });
  expect(configsOf(USUAL, params)[0]).not.toHaveProperty('hidden_bias');
});

/** A network that fails at a step, counted from 1. */
function handle(failsAt = Number.POSITIVE_INFINITY, thrown: unknown = new FailureError('diverged')) {
  const seen = { steps: 0, freed: false };
  const made: Partial<TrainerHandle> = {
    observeBatch() {
      seen.steps += 1;
      if (seen.steps === failsAt) throw thrown;
      return {} as ReturnType<TrainerHandle['observeBatch']>;
    },
    signal: () => Float64Array.of(seen.steps, 0, 0),
    trace: () => ({ ...TRACE, loss: 100 - seen.steps }),
    weights: () => new Float32Array(100),
    trainImage: () => new Uint8Array(4),
    trainLabel: (image) => image % 10,
    free() {
      seen.freed = true;
    },
  };
  return { handle: made as TrainerHandle, seen };
}

test('training goes on in slices of ten, and a network that diverges keeps its last picture', () => {
  const [good, bad] = [handle(), handle(13)];
  const pair = new Pair([good.handle, bad.handle], [2, 2, 2], 0.2);
  pair.look([4]);
  expect(pair.looked.labels).toEqual([4]);
  while (pair.steps < 25) pair.slice(25);
  const [a, b] = pair.sides;
  expect(a.losses).toEqual([
    [0, 100],
    [10, 90],
    [20, 80],
    [25, 75],
  ]);
  expect(a.batches).toEqual([
    [10, 5.5],
    [20, 15.5],
    [25, 23],
  ]);
  expect(b.ended).toMatchObject({ steps: 12, failure: { code: 'diverged' } });
  expect(b.losses.at(-1)).toEqual([10, 90]);
  expect(bad.seen.steps).toBe(13);
  expect([pair.ended, pair.lost]).toEqual([false, undefined]);
  // Another image: its line begins where the networks are.
  pair.look([5]);
  expect(pair.sides.map(({ losses }) => losses)).toEqual([[[25, 75]], [[12, 87]]]);
  // Of a network that has no finite numbers any more there is no picture.
  bad.handle.trace = () => {
    throw new FailureError('diverged');
  };
  pair.look([6]);
  expect(pair.sides.map(({ trace }) => trace !== undefined)).toEqual([true, false]);
  expect([pair.sides[1].ended?.steps, pair.lost]).toEqual([12, undefined]);
  pair.free();
  expect([good.seen.freed, bad.seen.freed]).toEqual([true, true]);
});

test('after a trap nothing of the instance is used again', () => {
  const [good, lost] = [handle(), handle(3, new WebAssembly.RuntimeError('unreachable'))];
  const pair = new Pair([good.handle, lost.handle], [2, 2, 2], 0.2);
  pair.look([1]);
  pair.slice(10);
  expect(pair.lost).toMatchObject({ code: 'core_panicked' });
  expect(pair.ended).toBe(true);
  const { steps } = good.seen;
  pair.slice(20);
  pair.look([2]);
  pair.free();
  expect([good.seen.steps, good.seen.freed]).toEqual([steps, false]);
});

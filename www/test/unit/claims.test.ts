// What counts as a yes, a no and neither, on made-up measurements. That the checks measure what they say: e2e.

import { expect, test } from '@playwright/test';
import { en as firstEn } from '../../src/i18n/en.ts';
import { claims as en } from '../../src/i18n/en-claims.ts';
import { addTexts, translator } from '../../src/i18n/index.ts';
import { ja as firstJa } from '../../src/i18n/ja.ts';
import { claims as ja } from '../../src/i18n/ja-claims.ts';
import { type Accuracies, beats, dies, noBetter, reasonable } from '../../src/panels/claims/race-rules.ts';
import { coarse, faster, polynomial, steeper, type Times, vanishes } from '../../src/panels/claims/rules.ts';
import type { Answer, Verdict } from '../../src/panels/claims/verdict.ts';
import { factText } from '../../src/panels/claims/words.ts';

addTexts('en', { ...firstEn, ...en });
addTexts('ja', { ...firstJa, ...ja });

const GRID = 0.001;
const OWN = [0.002, -0.001, 0.001, -0.002, 0, 0.001];
const SHARED = [0.01, -0.01, 0, 0.02, 0, -0.02];
/** Accuracies around a mean, with a scatter of their own. */
const around = (name: string, mean: number, scatter = 1): Accuracies => ({
  name,
  values: OWN.map(
    (_, seed) => mean + scatter * (OWN[(seed * 5 + name.length) % 6] ?? 0) + (SHARED[seed] ?? 0),
  ),
});

/** The answer, once every fact has been read in both languages. */
function answerOf({ answer, found, more }: Verdict): Answer {
  expect(found.length).toBeGreaterThan(0);
  for (const lang of ['en', 'ja'] as const) {
    for (const fact of [...found, ...more])
      expect(factText(fact, translator(lang))).not.toMatch(/NaN|undefined|[{}]|^$/);
  }
  return answer;
}

const texts = ({ found }: Verdict): string[] => found.map((fact) => factText(fact, translator('en')));

test('beats: ahead of all, behind one, or neither', () => {
  const [tanh, sigmoid, relu] = [around('tanh', 0.94), around('sigmoid', 0.92), around('relu', 0.945)];
  expect(answerOf(beats(tanh, [sigmoid], GRID))).toBe('holds');
  expect(answerOf(beats(sigmoid, [tanh], GRID))).toBe('fails');
  expect(answerOf(beats(around('elu', 0.9405), [tanh], GRID))).toBe('unclear');
  expect(answerOf(beats(relu, [sigmoid, tanh], GRID))).toBe('holds');
  expect(answerOf(beats(around('elu', 0.9405), [sigmoid, tanh], GRID))).toBe('unclear');
  expect(answerOf(beats(tanh, [sigmoid, relu], GRID))).toBe('fails');
  expect(texts(beats(tanh, [sigmoid], GRID))[0]).toMatch(
    /^tanh minus sigmoid: 2\.0 points \(95% interval 1\.\d to 2\.\d\)\.$/,
  );
});

test('a run that came to nothing leaves a claim open, with the reason', () => {
  const whole = around('tanh', 0.94);
  const broken = { name: 'sigmoid', values: whole.values.with(2, Number.NaN) };
  for (const verdict of [
    beats(whole, [broken], GRID),
    beats(broken, [whole], GRID),
    reasonable(broken, whole, GRID),
    reasonable(whole, broken, GRID),
    noBetter(broken, whole, GRID),
    noBetter(whole, broken, GRID),
  ]) {
    expect(answerOf(verdict)).toBe('unclear');
    expect(texts(verdict)).toEqual([
      'sigmoid came to nothing in 1 of 6 runs: they diverged or were not finished.',
    ]);
  }
});

test('reasonable: above 85 % and near sigmoid', () => {
  const sigmoid = around('sigmoid', 0.92);
  expect(answerOf(reasonable(around('hard', 0.915), sigmoid, GRID))).toBe('holds');
  expect(answerOf(reasonable(around('hard', 0.88), sigmoid, GRID))).toBe('fails');
  expect(answerOf(reasonable(around('hard', 0.8), around('sigmoid', 0.8), GRID))).toBe('fails');
  expect(answerOf(reasonable(around('hard', 0.9, 20), sigmoid, GRID))).toBe('unclear');
});

test('no better: by less than half a point', () => {
  const single = around('196-10', 0.9);
  expect(answerOf(noBetter(around('196-64-10', 0.9005), single, GRID))).toBe('holds');
  expect(answerOf(noBetter(around('196-64-10', 0.88), single, GRID))).toBe('holds');
  expect(answerOf(noBetter(around('196-64-10', 0.92), single, GRID))).toBe('fails');
  expect(answerOf(noBetter(around('196-64-10', 0.9, 10), single, GRID))).toBe('unclear');
});

const summary = (median: number, half: number) => ({
  n: 15,
  median,
  low: median - half,
  high: median + half,
  min: median,
});
const times = (forward: number, half: number, settled = true): Times => ({
  forward: summary(forward, half),
  backward: summary(1, 0.1),
  step: summary(0.04, 0.001),
  settled,
});

test('faster: intervals apart, the other way round, or overlapping', () => {
  const sigmoid = times(2, 0.2);
  expect(answerOf(faster(times(1, 0.2), sigmoid, 2048))).toBe('holds');
  expect(answerOf(faster(times(3, 0.2), sigmoid, 2048))).toBe('fails');
  expect(answerOf(faster(times(1.9, 0.2), sigmoid, 2048))).toBe('unclear');
  // Where times drift, they must be twice apart.
  expect(answerOf(faster(times(1, 0.2, false), sigmoid, 2048))).toBe('unclear');
  expect(answerOf(faster(times(0.5, 0.2, false), sigmoid, 2048))).toBe('holds');
  expect(answerOf(faster(times(3, 0.2, false), sigmoid, 2048))).toBe('unclear');
  expect(answerOf(faster(times(6, 0.2, false), sigmoid, 2048))).toBe('fails');
  // 1 ns for each of 2,048 elements of 40 µs
  expect(texts(faster(times(1, 0.2), sigmoid, 2048)).at(-1)).toContain('is 5% of it');
});

test('coarse: near, but not too near', () => {
  expect(answerOf(coarse(0.076, 2.5))).toBe('holds');
  expect(answerOf(coarse(0.001, 2.5))).toBe('fails');
  expect(answerOf(coarse(0.4, 2.5))).toBe('fails');
  expect(coarse(Number.NaN, 2.5).answer).toBe('unclear');
});

test('vanishes: for every seed, for none, for some', () => {
  const norms = (...first: number[]) => [
    { name: 'sigmoid', depth: 2, first: [0.1, 0.1], last: [0.1, 0.1] },
    { name: 'sigmoid', depth: 20, first, last: [0.1, 0.1] },
    { name: 'tanh', depth: 20, first: [1e-9, 1e-9], last: [0.1, 0.1] },
  ];
  const verdict = vanishes(norms(1e-12, 1e-9));
  expect(answerOf(verdict)).toBe('holds');
  expect(texts(verdict)[0]).toContain('3.2\u00a0×\u00a010⁻¹⁰ of the last');
  expect(answerOf(vanishes(norms(0.1, 0.2)))).toBe('fails');
  expect(answerOf(vanishes(norms(1e-12, 0.2)))).toBe('unclear');
  expect(vanishes(norms(Number.NaN, 1e-9)).answer).toBe('unclear');
  expect(vanishes([]).answer).toBe('unclear');
});

test('steeper: both at 0 and in the network', () => {
  const norms = (ratio: number, scatter = 0.1) => OWN.map((own) => ratio * (1 + scatter * own * 100));
  const sigmoid = { name: 'sigmoid', slope: 0.25, norms: norms(1, 0) };
  expect(answerOf(steeper({ name: 'tanh', slope: 1, norms: norms(3) }, sigmoid))).toBe('holds');
  expect(answerOf(steeper({ name: 'tanh', slope: 1, norms: norms(0.3) }, sigmoid))).toBe('fails');
  expect(answerOf(steeper({ name: 'tanh', slope: 0.2, norms: norms(3) }, sigmoid))).toBe('fails');
  expect(answerOf(steeper({ name: 'tanh', slope: 1, norms: norms(1) }, sigmoid))).toBe('unclear');
  expect(steeper({ name: 'tanh', slope: 1, norms: [Number.NaN] }, sigmoid).answer).toBe('unclear');
});

test('polynomially: one slope stays, the other falls on', () => {
  const softsign = [-0.6, -0.9, -0.98, -0.99, -1];
  expect(answerOf(polynomial(0.31, 1.7, softsign, [-2, -5.7, -11.5]))).toBe('holds');
  expect(answerOf(polynomial(0.5, 1.7, softsign, [-2, -5.7, -11.5]))).toBe('fails');
  expect(answerOf(polynomial(0.31, 1.7, [-1, -2, -4], [-2, -5.7, -11.5]))).toBe('fails');
  expect(answerOf(polynomial(0.31, 1.7, softsign, softsign))).toBe('fails');
  expect(polynomial(0.31, 1.7, softsign, [-2, Number.NaN]).answer).toBe('unclear');
});

test('dies: relu alone, both, or nobody', () => {
  const dead = (name: string, ...counts: number[]) => ({ name, dead: counts, units: 64 });
  const verdict = dies(dead('relu', 20, 0, Number.NaN), dead('leaky_relu', 0, 0, 0));
  expect(answerOf(verdict)).toBe('holds');
  expect(texts(verdict)[0]).toBe('relu: 0 to 20 of 64 units are dead after training (2 seeds).');
  expect(answerOf(dies(dead('relu', 20, 3), dead('leaky_relu', 0, 1)))).toBe('fails');
  expect(answerOf(dies(dead('relu', 0, 0), dead('leaky_relu', 0, 0)))).toBe('unclear');
  const diverged = dies(dead('relu', Number.NaN), dead('leaky_relu', 0));
  expect(answerOf(diverged)).toBe('unclear');
  expect(texts(diverged)[0]).toBe('relu: all runs diverged.');
});

import { expect, test } from '@playwright/test';
import type { Model } from '../../src/core/core.ts';
import { en } from '../../src/i18n/en.ts';
import { draw as drawEn } from '../../src/i18n/en-draw.ts';
import { addTexts, translator } from '../../src/i18n/index.ts';
import { barsOf, percentOf } from '../../src/panels/draw/bars.ts';
import { division } from '../../src/panels/draw/division.ts';
import { Hearing } from '../../src/panels/draw/hearing.ts';
import { amountOf } from '../../src/panels/draw/ink-amount.ts';
import { marksOf, meanGradient } from '../../src/panels/draw/look.ts';
import { arrange, dissent, type Opinion, opinionOf, partiesOf } from '../../src/panels/draw/opinions.ts';
import { isUnsure, verdictOf } from '../../src/panels/draw/verdict.ts';
import { confidence, dissenters, tally } from '../../src/panels/draw/words.ts';
import type { Juror } from '../../src/state/jury.ts';
import type { Run } from '../../src/state/state.ts';
import { config } from './fixtures.ts';

addTexts('en', { ...en, ...drawEn });
const i18n = translator('en');

/** Probability p for a digit, the rest for another one. */
const reads = (digit: number, p = 0.9, other = (digit + 1) % 10): Float32Array => {
  const probabilities = new Float32Array(10);
  probabilities[digit] = p;
  probabilities[other] = 1 - p;
  return probabilities;
};

const verdict = (...answers: Float32Array[]) => {
  const found = verdictOf(answers);
  if (!found) throw new Error('no verdict');
  return found;
};

test('the verdict is what most networks read, with the mean probability over all of them', () => {
  expect(verdictOf([])).toBeUndefined();
  const { digit, count, camps, confidence, second, unsure } = verdict(
    reads(3),
    reads(3),
    reads(8, 0.6, 3),
    reads(3),
  );
  expect({ digit, count, camps, second, unsure }).toEqual({
    digit: 3,
    count: 4,
    camps: [
      { digit: 3, votes: 3 },
      { digit: 8, votes: 1 },
    ],
    second: 8,
    unsure: false,
  });
  expect(confidence).toBeCloseTo((3 * 0.9 + 0.4) / 4, 6);
});

test('between equal camps the higher mean probability decides, not the smaller digit', () => {
  expect(verdict(reads(2, 0.6), reads(7, 0.95))).toMatchObject({ digit: 7, second: 2, unsure: true });
});

test('a jury is unsure below 60 % of the votes or a mean probability of one half', () => {
  expect(isUnsure(0.6, 0.5)).toBe(false);
  expect(isUnsure(0.59, 0.9)).toBe(true);
  expect(isUnsure(1, 0.49)).toBe(true);
  // All agree, none is convinced: the second candidate is the second most probable digit.
  const spread = Float32Array.from([0.1, 0, 0, 0.4, 0, 0, 0, 0, 0.3, 0.2]);
  expect(verdict(spread, spread)).toMatchObject({ digit: 3, second: 8, unsure: true });
  expect(confidence(i18n, verdict(spread))).toContain('3 or 8?');
});

test('sentences count the camps and name the dissenters', () => {
  expect(
    tally(i18n, verdict(...Array.from({ length: 27 }, () => reads(3)), reads(8), reads(8), reads(5))),
  ).toBe('27 of 30 networks read a 3 · 2 read 8 · 1 reads 5.');
  expect(tally(i18n, verdict(reads(3)))).toBe('The only network reads a 3.');
  expect(tally(i18n, verdict(reads(3), reads(3)))).toBe('All 2 networks read a 3.');
  const of = (seeds: number) => ({ opinion: {} as Opinion, seeds, of: 5 });
  const nameOf = ({ seeds }: { seeds: number }) => `f${seeds}`;
  expect(dissenters(i18n, [of(5), of(2)], nameOf)).toBe('Dissenting: f5, f2 (2 of 5 seeds).');
  expect(dissenters(i18n, [5, 5, 5, 5, 4, 3].map(of), nameOf)).toBe('Dissenting: f5, f5, f5, f5 and 2 more.');
  expect(dissenters(i18n, [], nameOf)).toBe('');
});

const juror = (id: number, activation: string, seed = 1, shipped = false): Juror => ({
  id,
  config: { ...config(activation), seed },
  model: {} as Model,
  ...(shipped ? { shipped: true } : {}),
});

const JURY = [juror(1, 'relu', 1), juror(2, 'tanh', 1), juror(3, 'relu', 2), juror(4, 'tanh', 2)];
const RUNS = JURY.map((one) => ({ ...one, history: [], status: 'cancelled' }) as Run);

/** Of each juror the digit that it reads. */
const opinions = (...digits: number[]): Opinion[] =>
  partiesOf(JURY, RUNS).map((party) => opinionOf(party, ({ id }) => reads(digits[id - 1] ?? 0)));

test('a function is its seeds: their mean, their votes, and which of them dissent', () => {
  const [relu, tanh] = opinions(3, 3, 3, 8);
  expect([relu?.activation, tanh?.activation]).toEqual(['relu', 'tanh']);
  expect(tanh?.jurors.map(({ id }) => id)).toEqual([2, 4]);
  expect(tanh?.votes[3]).toBe(1);
  expect(tanh?.votes[8]).toBe(1);
  expect(tanh?.probabilities?.[3]).toBeCloseTo(0.45, 6);
  const found = dissent(opinions(3, 3, 3, 8), verdict(reads(3), reads(3), reads(3), reads(8)));
  expect(found.map(({ opinion, seeds, of }) => [opinion.activation, seeds, of])).toEqual([['tanh', 1, 2]]);
});

test('networks that have not answered are no votes against', () => {
  const [party] = partiesOf(JURY, RUNS);
  if (!party) throw new Error('no party');
  const opinion = opinionOf(party, () => undefined);
  expect(opinion.answer).toBeUndefined();
  expect(dissent([opinion], verdict(reads(3)))).toEqual([]);
});

test('networks that came with the page and networks from files are each on their own', () => {
  expect(partiesOf([juror(-1, 'relu', 1, true), juror(-2, 'tanh', 1, true)], [])).toHaveLength(2);
  const runs = RUNS.map((run) => (run.id === 3 ? { ...run, loaded: true as const } : run));
  expect(partiesOf(JURY, runs).map(({ jurors }) => jurors.length)).toEqual([1, 2, 1]);
});

test('rows stand in the catalogue’s order, by confidence in the verdict, or grouped by answer', () => {
  const all = [
    { key: 'a', probabilities: reads(8), answer: 8 },
    { key: 'b', probabilities: reads(3, 0.7), answer: 3 },
    { key: 'c', probabilities: reads(5), answer: 5 },
    { key: 'd', probabilities: reads(3, 0.8), answer: 3 },
    { key: 'e', probabilities: reads(8), answer: 8 },
    { key: 'f', probabilities: reads(8), answer: 8 },
  ] as unknown as Opinion[];
  const three = verdict(reads(3), reads(3));
  expect(arrange(all, three, 'catalogue')).toEqual([{ keys: ['a', 'b', 'c', 'd', 'e', 'f'] }]);
  expect(arrange(all, three, 'confidence')[0]?.keys.slice(0, 2)).toEqual(['d', 'b']);
  // The verdict comes first even where more functions, of fewer seeds, say something else.
  expect(arrange(all, three, 'answer')).toEqual([
    { answer: 3, keys: ['b', 'd'] },
    { answer: 8, keys: ['a', 'e', 'f'] },
    { answer: 5, keys: ['c'] },
  ]);
  expect(arrange(all, undefined, 'answer')).toHaveLength(1);
});

test('a jury that is slow is heard in slices; each gets its turn while the picture changes', () => {
  const jury = Array.from({ length: 10 }, (_, id) => juror(id, 'relu', id));
  const hearing = new Hearing();
  hearing.summon(jury);
  let time = 0;
  let picture = 0;
  const asked: number[] = [];
  // Three ms each: three fit into a slice of eight, the third one ends after it.
  const hear = (): void =>
    hearing.hear(
      ({ id }) => {
        time += 3;
        asked.push(id);
        return reads(picture);
      },
      8,
      () => time,
    );
  hear();
  expect(asked).toEqual([0, 1, 2]);
  expect(hearing.complete).toBe(false);
  picture = 7;
  hearing.restart();
  hear();
  expect(asked).toEqual([0, 1, 2, 3, 4, 5]);
  for (let slice = 0; !hearing.complete; slice += 1) {
    if (slice > 3) throw new Error('never complete');
    hear();
  }
  // All have answered the latest picture.
  expect(jury.map((one) => hearing.answerOf(one)?.[7] === reads(7)[7])).toEqual(jury.map(() => true));
  expect(asked).toHaveLength(13);
  hear();
  expect(asked).toHaveLength(13);
  hearing.dismiss();
  expect(hearing.answerOf(jury[0] as Juror)).toBeUndefined();
});

test('a network slower than a slice is asked all the same', () => {
  const hearing = new Hearing();
  hearing.summon([juror(1, 'relu')]);
  let time = 0;
  hearing.hear(
    () => {
      time += 50;
      return reads(1);
    },
    8,
    () => time,
  );
  expect(hearing.complete).toBe(true);
});

test('bars are two paths, and nothing is called certain that is not', () => {
  const { top, others } = barsOf(reads(3, 0.75, 8), 3);
  expect(top).toBe('M31 20v-15.0h8v15.0z');
  expect(others).toBe('M81 20v-5.0h8v5.0z');
  expect([0, 0.994, 0.996, 1, Number.NaN].map(percentOf)).toEqual(['0%', '99%', '>99%', '100%', '–']);
});

test('ink that cannot be a digit is known by its amount', () => {
  const image = (ink: number) => new Uint8Array(784).fill(255, 0, ink);
  const line = [[[0.5, 0.2, 1] as const, [0.5, 0.8, 1] as const]];
  expect(amountOf(line, image(100))).toBe('enough');
  expect(amountOf(line, image(320))).toBe('much');
  expect(amountOf(line, image(12))).toBe('little');
  expect(amountOf([[[0.5, 0.5, 1]]], image(60))).toBe('little');
});

test('marks have the gradient’s sign as their shape and its size as their area', () => {
  const { pro, contra } = marksOf(Float32Array.from([1, -0.25, 0, 0.001]));
  expect(pro).toBe('M0.00 0.00h1.00v1.00h-1.00z');
  expect(contra).toMatch(/^M1\.5 0\.15l0\.35 0\.35/);
  expect(marksOf(new Float32Array(4))).toEqual({ pro: '', contra: '' });
  expect(marksOf(Float32Array.from([Number.NaN, 1, 1, 1])).pro).not.toContain('NaN');
  expect(meanGradient([Float32Array.from([1, 2]), Float32Array.from([3, -2])])).toEqual(
    Float32Array.from([2, 0]),
  );
});

test('division is the entropy of the votes in bits', () => {
  expect(division([5, 0, 0])).toBe(0);
  expect(division([2, 2])).toBe(1);
  expect(division([1, 1, 1, 1])).toBe(2);
  expect(division([3, 1])).toBeCloseTo(0.8113, 4);
});

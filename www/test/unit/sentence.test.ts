import { expect, test } from '@playwright/test';
import { en as firstEn } from '../../src/i18n/en.ts';
import { race as en } from '../../src/i18n/en-race.ts';
import { addTexts, translator } from '../../src/i18n/index.ts';
import { ja as firstJa } from '../../src/i18n/ja.ts';
import { race as ja } from '../../src/i18n/ja-race.ts';
import { raceSentences, type Standing } from '../../src/panels/race/sentence.ts';

addTexts('en', { ...firstEn, ...en });
addTexts('ja', { ...firstJa, ...ja });

/** What five seeds change for all functions, and for each on its own. */
const SEEDS = [0.002, -0.003, 0, 0.004, -0.001];
const OWN = [
  [0.001, -0.001, 0, 0, 0],
  [0, 0.002, -0.002, 0.001, 0],
  [-0.001, 0, 0.001, 0.001, -0.002],
  [0, 0, 0.001, -0.001, 0.001],
];

const standing = (name: string, mean: number, own = 0, diverged = 0): Standing => ({
  name,
  accuracies: SEEDS.map((shift, seed) => Number((mean + shift + (OWN[own % 4]?.[seed] ?? 0)).toFixed(3))),
  diverged,
});

const say = (standings: readonly Standing[], baseline = 0, lang: 'en' | 'ja' = 'en'): string =>
  raceSentences(standings, baseline, 1000, translator(lang)).join(' ');

const relu = standing('relu', 0.948);
const elu = standing('elu', 0.947, 1);
const silu = standing('silu', 0.947, 2);
const sigmoid = standing('sigmoid', 0.927, 3);

test('what is level and what is behind', () => {
  expect(say([relu, elu, silu, sigmoid])).toBe(
    'relu reads 94.8% of the test digits on average over 5 seeds (95% interval 94.4 to 95.2%). ' +
      'elu and silu can’t be told apart from relu. ' +
      'sigmoid is 2.1 points behind relu (95% interval 1.9 to 2.3). ' +
      'With 5 seeds and 3 comparisons, differences show from about 0.3 points on; with 10 seeds, from about 0.2 points.',
  );
  expect(say([relu, elu, silu, sigmoid], 0, 'ja')).toBe(
    'relu の正解率は、シード 5 個の平均で 94.8% です（95% 区間 94.4～95.2%）。 ' +
      '次の関数は relu と区別できません：elu、silu。 ' +
      'sigmoid は relu を 2.1 ポイント下回りました（95% 区間 1.9～2.3）。 ' +
      'シード 5 個で 3 通り比べて差が認められるのは、およそ 0.3 ポイントからです。シードを 10 個にすると、およそ 0.2 ポイントからになります。',
  );
});

test('more seeds are only suggested where they tell more', () => {
  expect(say([relu, sigmoid])).not.toContain('differences show');
  const twenty = ({ name, accuracies }: Standing): Standing => ({
    name,
    accuracies: [accuracies, accuracies, accuracies, accuracies].flat(),
    diverged: 0,
  });
  expect(say([relu, elu].map(twenty))).toContain('can’t be told apart');
  expect(say([relu, elu].map(twenty))).not.toContain('differences show');
});

test('a function alone', () => {
  expect(say([relu])).toBe(
    'relu reads 94.8% of the test digits on average over 5 seeds (95% interval 94.4 to 95.2%).',
  );
});

test('nothing can be told apart', () => {
  expect(say([relu, elu, silu])).toContain(
    'elu and silu can’t be told apart from relu. A difference of up to 0.4 points is not ruled out.',
  );
  expect(say([relu, elu, silu], 0, 'ja')).toContain('最大 0.4 ポイントの差がある可能性は残ります。');
});

test('the baseline is not the best', () => {
  expect(say([sigmoid, relu])).toContain('relu is 2.1 points ahead of sigmoid (95% interval 1.9 to 2.2).');
  expect(say([silu, relu, sigmoid])).toContain(
    'relu can’t be told apart from silu. relu has the highest mean, which may be chance. sigmoid is',
  );
  expect(say([sigmoid, relu, silu], 0, 'ja')).toMatch(
    /sigmoid を上回ったのは、silu が 2\.\d+ ポイント（95% 区間 .*）、relu が 2\.\d+ ポイント（95% 区間 .*）です。/,
  );
});

test('one seed', () => {
  const one = [relu, sigmoid, elu].map(({ name, accuracies }) => ({
    name,
    accuracies: accuracies.slice(0, 1),
    diverged: 0,
  }));
  expect(say(one)).toBe(
    'One seed can’t tell which function is better: another seed alone changes a result. This time relu read most digits, 95.1%, and sigmoid fewest, 92.9%.',
  );
  expect(say(one.slice(1, 2))).toContain('This time sigmoid read 92.9% of the test digits.');
  expect(say(one, 0, 'ja')).toContain('シードが 1 つでは');
});

test('forty functions: no sentence has forty names', () => {
  const many = Array.from({ length: 40 }, (_, index) =>
    standing(`f${index}`, index < 15 ? 0.948 : 0.948 - 0.01 * (index - 14), index === 0 ? 0 : 3),
  );
  const text = say(many);
  expect(text).toContain('f1, f2, f3 and 11 others can’t be told apart from f0.');
  expect(text).toContain('25 functions are behind f0: from f15, by 1');
  expect(text.match(/f\d+/g)?.length).toBeLessThan(12);
  expect(say(many, 0, 'ja')).toContain('次の関数は f0 と区別できません：f1、f2、f3 ほか 11 個。');
  expect(say(many, 39)).toContain('39 functions are ahead of f39: from f38, by 1');
});

test('what diverged is named and not compared', () => {
  const broken = { ...elu, accuracies: elu.accuracies.with(1, Number.NaN), diverged: 1 };
  const text = say([relu, broken, sigmoid]);
  expect(text).toContain('Diverged, so not compared: elu (1 of 5 runs).');
  expect(text).not.toContain('elu can’t');
  expect(say([broken, relu])).toBe(
    'Diverged, so not compared: elu (1 of 5 runs). elu, the baseline, has no results to compare with: choose another one.',
  );
  const all = { name: 'snake', accuracies: [Number.NaN], diverged: 1 };
  expect(say([all])).toBe('Diverged, so not compared: snake.');
});

test('runs that are not there', () => {
  const few = { ...elu, accuracies: elu.accuracies.map((value, seed) => (seed === 3 ? value : Number.NaN)) };
  expect(say([relu, few, sigmoid])).toContain('elu: too few finished runs for a comparison.');
  expect(say([])).toBe('');
  expect(say([{ name: 'relu', accuracies: [Number.NaN, Number.NaN], diverged: 0 }])).toBe('');
});

test('an interval that Holm’s later steps do not need is left out', () => {
  // relu against 20 others, all but one far away: the near one is apart at the last step alone.
  const near = { name: 'near', accuracies: [0.947, 0.937, 0.944, 0.949, 0.94], diverged: 0 };
  const far = Array.from({ length: 20 }, (_, index) => standing(`far${index}`, 0.5, 3));
  const text = say([near, relu, ...far]);
  expect(text).toMatch(/relu is 0\.5 points ahead of near\./);
});

test('no digits that the interval does not support, and no 0 that is none', () => {
  const text = say([standing('a', 0.9), standing('b', 0.8988, 1)]);
  expect(text).not.toMatch(/NaN|undefined|\{/);
  for (const lang of ['en', 'ja'] as const) {
    for (const baseline of [0, 1, 2, 3, 7])
      expect(say([relu, elu, silu, sigmoid], baseline, lang)).not.toMatch(/NaN|undefined|[{}–]/);
  }
});

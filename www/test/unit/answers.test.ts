import { expect, test } from '@playwright/test';
import { disagreements, mistakes, summed } from '../../src/panels/race/answers.ts';

const LABELS = [7, 2, 1, 0];
const truth = (index: number): number => LABELS[index] ?? 0;

test('mistakes: what most seeds get wrong first, with what they say', () => {
  const bySeed = [
    [7, 3, 1, 6],
    [7, 3, 1, 0],
    [1, 8, 1, 0],
  ];
  expect(mistakes(bySeed, truth)).toEqual([
    { index: 1, truth: 2, answer: 3, wrong: 3 },
    { index: 0, truth: 7, answer: 1, wrong: 1 },
    { index: 3, truth: 0, answer: 6, wrong: 1 },
  ]);
  expect(mistakes([LABELS], truth)).toEqual([]);
  expect(mistakes([], truth)).toEqual([]);
});

test('disagreements: functions vote by most of their seeds, the most divided image first', () => {
  const found = disagreements(
    [
      {
        key: 'a',
        bySeed: [
          [7, 2, 1, 0],
          [7, 2, 4, 0],
          [1, 2, 4, 0],
        ],
      },
      { key: 'b', bySeed: [[7, 2, 1, 5]] },
      { key: 'c', bySeed: [[7, 2, 9, 5]] },
    ],
    truth,
  );
  expect(found.map(({ index }) => index)).toEqual([2, 3]);
  expect(found[0]?.entropy).toBeCloseTo(Math.log2(3), 12);
  expect(found[0]?.camps).toEqual([
    { answer: 1, keys: ['b'] },
    { answer: 4, keys: ['a'] },
    { answer: 9, keys: ['c'] },
  ]);
  expect(found[1]?.camps).toEqual([
    { answer: 5, keys: ['b', 'c'] },
    { answer: 0, keys: ['a'] },
  ]);
});

test('confusion matrices add up', () => {
  const one = Array.from({ length: 100 }, (_, index) => index);
  expect(summed([one, one])).toEqual(one.map((count) => 2 * count));
});

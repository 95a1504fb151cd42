import { expect, test } from '@playwright/test';
import { timingRows } from '../../src/panels/timing/results.ts';
import { median, sharedRanks, summarize, supportedDecimals } from '../../src/statistics.ts';

test('median', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([])).toBeNaN();
});

test('the interval of the median is the tabulated one', () => {
  const values = (n: number) => Array.from({ length: n }, (_, index) => n - index);
  // Conover, Practical Nonparametric Statistics: n = 15, ranks 4 and 12 (96.5 %); n = 20, ranks 6 and 15 (95.9 %).
  expect(summarize(values(15))).toEqual({ n: 15, median: 8, low: 4, high: 12, min: 1 });
  expect(summarize(values(20))).toMatchObject({ low: 6, high: 15 });
  expect(summarize(values(3))).toMatchObject({ low: 1, high: 3 });
});

test('overlapping intervals share a rank, also through a chain', () => {
  const intervals = [
    { low: 10, high: 12 },
    { low: 1, high: 2 },
    { low: 1.9, high: 3 },
    { low: 2.8, high: 4 },
    { low: 5, high: 6 },
  ];
  expect(sharedRanks(intervals)).toEqual([5, 1, 1, 1, 4]);
  expect(sharedRanks([])).toEqual([]);
});

test('no more digits than the interval supports', () => {
  expect(supportedDecimals(0.2, 0.206)).toBe(3);
  expect(supportedDecimals(1.6, 1.66)).toBe(2);
  expect(supportedDecimals(10, 16)).toBe(0);
  expect(supportedDecimals(1, 1)).toBe(3);
});

test('timing rows come in the order of their ranks', () => {
  const samples = (center: number) => Array.from({ length: 15 }, (_, index) => center + index * 0.001);
  const rows = timingRows({
    contestants: [
      { id: 'tanh', params: {} },
      { id: 'relu', params: {} },
    ],
    samples: [
      { forward: samples(2), backward: samples(1) },
      { forward: samples(0.5), backward: samples(1.002) },
    ],
    tick_ms: 0.1,
    length: 4096,
    discarded: 0,
    unsettled: ['tanh'],
  });
  expect(
    rows.map(({ contestant, forward, backward, settled }) => [
      contestant.id,
      forward.rank,
      backward.rank,
      settled,
    ]),
  ).toEqual([
    ['relu', 1, 1, true],
    ['tanh', 2, 1, false],
  ]);
});

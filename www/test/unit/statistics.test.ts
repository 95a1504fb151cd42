import { expect, test } from '@playwright/test';
import {
  holm,
  median,
  pairedDifferences,
  rankRanges,
  sharedRanks,
  summarize,
  supportedDecimals,
  tInterval,
} from '../../src/statistics/index.ts';
import { criticalValue } from '../../src/statistics/student.ts';

const GRID = 0.001;

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

test('one value has no interval, and what is missing is not averaged over', () => {
  expect(tInterval([0.9])).toEqual({ n: 1, mean: 0.9, low: Number.NaN, high: Number.NaN, sd: Number.NaN });
  expect(tInterval([])).toMatchObject({ n: 0, mean: Number.NaN });
  expect(tInterval([0.9, Number.NaN, 0.91])).toMatchObject({ n: 3, mean: Number.NaN, low: Number.NaN });
});

test('equal values in steps are not known better than their step lets them', () => {
  const { low, high } = tInterval([0.945, 0.945, 0.945], GRID);
  expect(high - low).toBeCloseTo(2 * 4.303 * (GRID / Math.sqrt(12) / Math.sqrt(3)), 5);
  // Where there is scatter, it alone counts.
  expect(tInterval([0.94, 0.945, 0.95], GRID)).toEqual(tInterval([0.94, 0.945, 0.95]));
});

test('the floor outweighs what n equal differences leave open', () => {
  for (let n = 2; n <= 100; n += 1) {
    const half = criticalValue(0.05, n - 1) * Math.sqrt(GRID ** 2 / 6 / n);
    expect([n, half]).toEqual([n, expect.any(Number)]);
    expect(half).toBeGreaterThan(GRID * (1 - 0.05 ** (1 / n)));
  }
});

test('equal differences: apart or not by the grid, and without one nothing is said', () => {
  const base = [0.94, 0.945, 0.95, 0.943, 0.944];
  const plus = (step: number) => base.map((value) => value + step);
  const [, far, near] = pairedDifferences([base, plus(-0.002), plus(0.00005)], 0, GRID);
  expect(far).toMatchObject({ n: 5, apart: -1 });
  expect(far?.high).toBeLessThan(0);
  expect(near).toMatchObject({ apart: 0 });
  const [, unknown, far2] = pairedDifferences([base, plus(0.002), [0.1, 0.2, 0.11, 0.12, 0.13]], 0, 0);
  expect(unknown).toMatchObject({ low: Number.NaN, high: Number.NaN, p: Number.NaN, apart: 0 });
  // It is no test, so the other one is adjusted for nothing.
  expect(far2).toMatchObject({ apart: -1, holm: far2?.p });
});

test('the baseline and whatever equals it differ by 0', () => {
  const base = [0.94, 0.945, 0.95];
  for (const grid of [0, GRID]) {
    const [self, twin] = pairedDifferences([base, [...base]], 0, grid);
    expect(self).toEqual({ n: 3, mean: 0, low: 0, high: 0, p: 1, holm: 1, apart: 0 });
    expect(twin).toMatchObject({ n: 3, mean: 0, p: 1, holm: 1, apart: 0 });
    expect((twin?.low ?? 1) + (twin?.high ?? 1)).toBe(0);
  }
});

test('pairs are compared over the seeds that both have', () => {
  const nan = Number.NaN;
  const groups = [
    [0.9, 0.91, nan, 0.92],
    [nan, 0.81, 0.5, 0.825],
    [nan, nan, 0.3, 0.4],
    [0.9, nan, nan, nan],
  ];
  const [, two, one, single] = pairedDifferences(groups, 0, GRID);
  expect(two).toMatchObject({ n: 2, mean: expect.closeTo(-0.0975, 9) });
  expect(one).toMatchObject({ n: 1, mean: expect.closeTo(-0.52, 9), low: nan, p: nan, holm: nan, apart: 0 });
  expect(single).toMatchObject({ n: 1, mean: 0, p: nan, apart: 0 });
  const none = pairedDifferences(
    [
      [nan, 1],
      [1, nan],
    ],
    0,
    GRID,
  )[1];
  expect(none).toMatchObject({ n: 0, mean: nan, low: nan, apart: 0 });
});

test('ranks of what cannot be ranked', () => {
  const nan = Number.NaN;
  expect(rankRanges([[0.9], [0.1]], GRID)).toEqual([
    { best: nan, worst: nan },
    { best: nan, worst: nan },
  ]);
  const far = [
    [0.9, 0.91, 0.9],
    [0.1, 0.11, 0.1],
    [nan, nan, 0.5],
  ];
  expect(rankRanges(far, GRID)).toEqual([
    { best: 1, worst: 1 },
    { best: 2, worst: 2 },
    { best: nan, worst: nan },
  ]);
  expect(rankRanges([], GRID)).toEqual([]);
});

test('Holm: monotone, at most 1, tests that are none left out', () => {
  expect(holm([0.01, 0.04, 0.03, Number.NaN, 0.9])).toEqual([0.04, 0.09, 0.09, Number.NaN, 0.9]);
  expect(holm([0.6, 0.7])).toEqual([1, 1]);
});

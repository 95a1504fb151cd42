// Held to SciPy and statsmodels, see www/test/goldens/make.py.

import { expect, test } from '@playwright/test';
import { pairedDifferences, rankRanges, summarize, tInterval } from '../../src/statistics/index.ts';
import { criticalValue, twoSided } from '../../src/statistics/student.ts';
import goldens from '../goldens/statistics.json' with { type: 'json' };

const GRID = 0.001;
const numbers = (values: readonly (number | null)[]): number[] => values.map((value) => value ?? Number.NaN);

/** The numbers of `actual` that are off by more than `tolerance` of what is expected, or of `scale`. */
function off(actual: object, expected: object, tolerance: number, scale = 0): string[] {
  const values = actual as Record<string, number>;
  return Object.entries(expected as Record<string, number>).flatMap(([name, value]) => {
    const got = values[name] ?? Number.NaN;
    const close = Math.abs(got - value) <= tolerance * Math.max(Math.abs(value), scale);
    return close ? [] : [`${name}: ${got}, not ${value}`];
  });
}

test("Student's t: tails and critical values", () => {
  expect(goldens.tails.length).toBeGreaterThan(100);
  for (const { df, t, p } of goldens.tails)
    expect([df, t, off({ p: twoSided(t, df) }, { p }, 1e-11)]).toEqual([df, t, []]);
  for (const { df, p, t } of goldens.critical)
    expect([df, p, off({ t: criticalValue(p, df) }, { t }, 1e-11)]).toEqual([df, p, []]);
  expect(twoSided(-2, 4)).toBe(twoSided(2, 4));
  expect(twoSided(Number.POSITIVE_INFINITY, 4)).toBe(0);
  expect(twoSided(Number.NaN, 4)).toBeNaN();
});

test('t intervals of means', () => {
  expect(goldens.intervals.length).toBeGreaterThan(10);
  for (const { values, ...expected } of goldens.intervals) {
    expect(off(tInterval(numbers(values)), expected, 1e-9)).toEqual([]);
  }
});

test('paired differences: p, Holm, simultaneous intervals', () => {
  for (const { groups, baseline, results } of goldens.comparisons) {
    const actual = pairedDifferences(groups.map(numbers), baseline, GRID);
    for (const { group, n, apart, ...expected } of results) {
      const row = actual[group];
      expect(row).toMatchObject({ n, apart });
      expect(off(row ?? {}, expected, 1e-9, 1e-4)).toEqual([]);
    }
  }
  const sides = goldens.comparisons.flatMap(({ results }) => results.map(({ apart }) => apart));
  expect(new Set(sides)).toEqual(new Set([-1, 0, 1]));
});

test('rank ranges, with ties', () => {
  const widths = goldens.ranks.map(({ groups, best, worst }) => {
    expect(rankRanges(groups.map(numbers), GRID)).toEqual(
      best.map((rank, index) => ({ best: rank, worst: worst[index] })),
    );
    return best.map((rank, index) => (worst[index] ?? 0) - rank);
  });
  expect(Math.min(...widths.flat())).toBe(0);
  expect(Math.max(...widths.flat())).toBeGreaterThan(20);
});

test('intervals of medians', () => {
  expect(goldens.medians.length).toBeGreaterThan(20);
  for (const { values, ...expected } of goldens.medians)
    expect([values.length, summarize(numbers(values))]).toEqual([
      values.length,
      expect.objectContaining(expected),
    ]);
});

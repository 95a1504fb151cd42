// Means over seeds: their intervals, and paired differences between functions.

import { criticalValue, twoSided } from './student.ts';

export interface MeanInterval {
  n: number;
  mean: number;
  /** NaN with fewer than two values: one value says nothing about the next */
  low: number;
  high: number;
  /** standard deviation of the values, with n − 1 */
  sd: number;
}

/**
 * Mean with its 95 % t interval (Student 1908). A value that is not a number makes all of it NaN: nothing is left out
 * of an average. `grid` is the step that the values come in, see `varianceFloor`.
 */
export function tInterval(values: readonly number[], grid = 0, level = 0.95): MeanInterval {
  const { n, mean, variance } = moments(values);
  const error = standardError(n, variance, varianceFloor(grid, 1));
  const half = n < 2 ? Number.NaN : criticalValue(1 - level, n - 1) * error;
  return { n, mean, low: mean - half, high: mean + half, sd: Math.sqrt(variance) };
}

/** A group against the baseline, over the seeds that both have. */
export interface Comparison {
  /** seeds that both have */
  n: number;
  /** of group minus baseline; NaN without a common seed */
  mean: number;
  /** All intervals of a call hold at once with at least 95 %. NaN where nothing can be said. */
  low: number;
  high: number;
  /** of the paired t test alone */
  p: number;
  /** p adjusted by Holm for the number of comparisons */
  holm: number;
  /** 1: demonstrably more than the baseline, −1: less, 0: cannot be told */
  apart: -1 | 0 | 1;
}

/**
 * Every group against one of them, seed by seed: `groups[i][s]` is the value of group i for seed s, NaN where it is
 * missing. Only seeds that both have are compared.
 *
 * Each pair has a variance of its own: for some functions differences scatter fifty times as much as for others. Apart is what
 * Holm's step-down procedure rejects (Scandinavian Journal of Statistics 6, 1979). The intervals are those of its first
 * step, t intervals at 1 − 5 % / m for m comparisons (Bonferroni): simultaneous intervals that fit all its later steps
 * are not known for two sides, so that a group may be apart though its interval just reaches 0.
 *
 * `grid` is the step that the values come in, 1/1000 for accuracies of 1,000 images and 0 for continuous ones.
 */
export function pairedDifferences(
  groups: readonly (readonly number[])[],
  baseline: number,
  grid: number,
  level = 0.95,
): Comparison[] {
  const base = groups[baseline] ?? [];
  const tests = groups.map((group) => pairedTest(group, base, grid));
  const others = tests.filter((test, index) => index !== baseline && !Number.isNaN(test.p));
  const tail = (1 - level) / others.length;
  const critical = new Map<number, number>();
  const adjusted = holm(tests.map(({ p }, index) => (index === baseline ? Number.NaN : p)));
  return tests.map((test, index): Comparison => {
    const { n, mean, error, p } = test;
    if (index === baseline) return { n, mean: 0, low: 0, high: 0, p: 1, holm: 1, apart: 0 };
    let half = Number.NaN;
    if (!Number.isNaN(p)) {
      const known = critical.get(n) ?? criticalValue(tail, n - 1);
      critical.set(n, known);
      half = known * error;
    }
    const value = adjusted[index] ?? Number.NaN;
    return {
      n,
      mean,
      low: mean - half,
      high: mean + half,
      p,
      holm: value,
      apart: direction(mean, value, level),
    };
  });
}

/** On which side of 0 a mean demonstrably is, given its adjusted p. */
export function direction(mean: number, adjusted: number, level: number): -1 | 0 | 1 {
  return adjusted <= 1 - level ? (mean > 0 ? 1 : -1) : 0;
}

export interface PairedTest {
  n: number;
  mean: number;
  /** standard error of the mean */
  error: number;
  /** NaN where there is no test: below two common seeds, or without any scatter */
  p: number;
}

/** The paired t test of `a` minus `b`, two-sided. */
export function pairedTest(a: readonly number[], b: readonly number[], grid: number): PairedTest {
  const differences: number[] = [];
  let largest = 0;
  for (const [seed, value] of a.entries()) {
    const other = b[seed] ?? Number.NaN;
    if (!Number.isFinite(value) || !Number.isFinite(other)) continue;
    differences.push(value - other);
    largest = Math.max(largest, Math.abs(value), Math.abs(other));
  }
  const { n, mean, variance } = moments(differences);
  const floor = varianceFloor(grid, 2);
  const error = standardError(n, variance, floor);
  if (n < 2) return { n, mean, error: Number.NaN, p: Number.NaN };
  if (differences.every((difference) => difference === 0)) return { n, mean: 0, error, p: 1 };
  // Rounding in f64 alone: the scatter is not known.
  if (error <= 1e-12 * largest) return { n, mean, error: Number.NaN, p: Number.NaN };
  return { n, mean, error, p: twoSided(mean / error, n - 1) };
}

/**
 * p values adjusted by Holm, monotone and at most 1: what is at most α is rejected at the familywise level α. NaN is
 * no test and stays.
 */
export function holm(p: readonly number[]): number[] {
  const order = [...p.keys()].filter((index) => !Number.isNaN(p[index])).sort((a, b) => at(a) - at(b));
  function at(index: number): number {
    return p[index] ?? Number.NaN;
  }
  const adjusted = p.map(() => Number.NaN);
  let reached = 0;
  for (const [step, index] of order.entries()) {
    reached = Math.max(reached, Math.min(1, at(index) * (order.length - step)));
    adjusted[index] = reached;
  }
  return adjusted;
}

/**
 * The least variance that values in steps of `grid` are taken to have, for a sum or difference of `terms` of them.
 *
 * Scatter below a step does not show: five seeds that all get 94.5 % would seem to be known exactly. Rounding to a
 * grid has the variance grid²/12 (Sheppard 1898; Widrow & Kollár, Quantization Noise, 2008, §1), for a difference twice
 * that, and no less is believed. That is enough where it is needed: if n equal differences are to have a chance of 5 %,
 * others one step away have a share of at most 1 − 0.05^(1/n), which moves the mean by less than the t interval that
 * this floor gives, for every n from 2 to 20 and beyond.
 */
export function varianceFloor(grid: number, terms: number): number {
  return (terms * grid * grid) / 12;
}

function standardError(n: number, variance: number, floor: number): number {
  return Math.sqrt(Math.max(variance, floor) / n);
}

function moments(values: readonly number[]): { n: number; mean: number; variance: number } {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { n, mean, variance: n < 2 ? Number.NaN : squares / (n - 1) };
}

// Simulated experiments whose truth is known: intervals, tests and ranks keep what they state, and they find differences.

import { expect, test } from '@playwright/test';
import { pairedDifferences, rankRanges, tInterval } from '../../src/statistics/index.ts';

/** Mulberry32, and normal numbers by Box and Muller. */
function generator(seed: number): { uniform: () => number; normal: () => number } {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}

/** Share of the repetitions in which something happens. */
function share(repetitions: number, happens: (repetition: number) => boolean): number {
  let count = 0;
  for (let repetition = 0; repetition < repetitions; repetition += 1) if (happens(repetition)) count += 1;
  return count / repetitions;
}

/** Three standard errors of a share of 95 %. */
const tolerance = (repetitions: number): number => 3 * Math.sqrt((0.95 * 0.05) / repetitions);

interface World {
  means: readonly number[];
  scatters: readonly number[];
  seeds: number;
  /** of what a seed does to all groups */
  shared: number;
}

/** Values of every group for every seed. */
function draw({ means, scatters, seeds, shared }: World, normal: () => number): number[][] {
  const effects = Array.from({ length: seeds }, () => shared * normal());
  return means.map((mean, group) =>
    effects.map((effect) => mean + effect + (scatters[group] ?? 0) * normal()),
  );
}

const uneven = (count: number): number[] =>
  Array.from({ length: count }, (_, index) => 0.2 * 50 ** (index / count));

test('t intervals cover the mean in 95 %', () => {
  const { normal } = generator(1);
  for (const n of [2, 3, 5, 10, 20]) {
    const covered = share(5000, () => {
      const { low, high } = tInterval(Array.from({ length: n }, () => 3 + 0.7 * normal()));
      return low <= 3 && 3 <= high;
    });
    expect(Math.abs(covered - 0.95)).toBeLessThan(tolerance(5000));
  }
});

for (const comparisons of [5, 39]) {
  const count = comparisons + 1;
  const worlds: Record<string, World> = {
    'equal scatters': {
      means: new Array(count).fill(0),
      scatters: new Array(count).fill(1),
      seeds: 5,
      shared: 0,
    },
    'scatters from 0.2 to 10, correlated seeds': {
      means: Array.from({ length: count }, (_, index) => (index % 2) * index),
      scatters: uneven(count),
      seeds: 5,
      shared: 5,
    },
  };
  for (const [name, world] of Object.entries(worlds)) {
    test(`${comparisons} intervals hold at once, and Holm keeps its level: ${name}`, () => {
      const { normal } = generator(comparisons);
      const repetitions = 2000;
      const truth = world.means.map((mean) => mean - (world.means[0] ?? 0));
      let wrong = 0;
      const all = share(repetitions, () => {
        const rows = pairedDifferences(draw(world, normal), 0, 0);
        if (rows.some(({ apart }, index) => apart !== 0 && apart !== Math.sign(truth[index] ?? 0)))
          wrong += 1;
        return rows.every(
          ({ low, high }, index) => low <= (truth[index] ?? 0) && (truth[index] ?? 0) <= high,
        );
      });
      expect(all).toBeGreaterThan(0.95 - tolerance(repetitions));
      expect(wrong / repetitions).toBeLessThan(0.05 + tolerance(repetitions));
    });
  }
}

test('differences that are large for their scatter are found, small ones are not missed for others’ scatter', () => {
  const { normal } = generator(4);
  // Five comparisons by five seeds: 10 standard deviations of a difference are far, half a one is not.
  const world = {
    means: [0, -3, -0.1, 1, -30, 0],
    scatters: [0.2, 0.2, 0.2, 0.2, 2, 10],
    seeds: 5,
    shared: 5,
  };
  const found = [0, 0, 0, 0, 0, 0];
  const widths: number[] = [];
  for (let repetition = 0; repetition < 500; repetition += 1) {
    for (const [index, { low, high, apart }] of pairedDifferences(draw(world, normal), 0, 0).entries()) {
      if (apart === Math.sign(world.means[index] ?? 0) && apart !== 0) found[index] = (found[index] ?? 0) + 1;
      if (index === 1) widths.push(high - low);
    }
  }
  const rates = found.map((number) => number / 500);
  for (const index of [1, 4]) expect(rates[index]).toBeGreaterThan(0.95);
  expect(rates[2]).toBeLessThan(0.2);
  // ± 4.6 standard errors of 0.28 / √5 on average, whatever the others scatter.
  expect(Math.max(...widths)).toBeLessThan(3);
});

test('rank ranges hold the true ranks, and are narrow where groups are far apart', () => {
  const worlds: World[] = [
    { means: [0, 0, 0, 0, 0, 0, 0, 0], scatters: new Array(8).fill(1), seeds: 5, shared: 1 },
    { means: [5, 4, 4, 3, 2, 2, 1, -100], scatters: [0.2, 1, 0.2, 3, 0.5, 10, 1, 1], seeds: 10, shared: 3 },
  ];
  for (const [index, world] of worlds.entries()) {
    const { normal } = generator(index);
    const repetitions = 2000;
    let narrow = 0;
    const held = world.means.map(() => 0);
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      const ranges = rankRanges(draw(world, normal), 0);
      if (ranges[7]?.best === 8) narrow += 1;
      for (const [group, { best, worst }] of ranges.entries()) {
        const mean = world.means[group] ?? 0;
        const above = world.means.filter((other) => other > mean).length;
        const below = world.means.filter((other) => other < mean).length;
        if (best <= 1 + above && worst >= world.means.length - below) held[group] = (held[group] ?? 0) + 1;
      }
    }
    // Each by itself.
    for (const count of held) expect(count / repetitions).toBeGreaterThan(0.95 - tolerance(repetitions));
    if (index === 1) expect(narrow / repetitions).toBeGreaterThan(0.9);
  }
});

test('accuracies in steps of 0.1 % are covered too, where they scatter by less than a step', () => {
  const step = 0.1;
  const { normal, uniform } = generator(9);
  const round = (value: number): number => Math.round(value / step) * step;
  for (const scatter of [0.01, 0.04, 0.1, 1]) {
    for (const seeds of [2, 5, 20]) {
      // Where the true values lie between two steps decides how often each is seen: many places, each with its truth.
      let covered = 0;
      for (let place = 0; place < 100; place += 1) {
        const [a, b] = [94 + step * uniform(), 94 + step * uniform()];
        const value = (center: number): number => round(center + scatter * normal());
        let truth = 0;
        for (let sample = 0; sample < 1000; sample += 1) truth += (value(a) - value(b)) / 1000;
        covered += share(30, () => {
          const groups = [b, a].map((center) => Array.from({ length: seeds }, () => value(center)));
          const { low = 1, high = -1 } = pairedDifferences(groups, 0, step)[1] ?? {};
          return low <= truth + 0.002 && truth - 0.002 <= high;
        });
      }
      expect([scatter, seeds, covered / 100 > 0.95 - tolerance(3000)]).toEqual([scatter, seeds, true]);
    }
  }
});

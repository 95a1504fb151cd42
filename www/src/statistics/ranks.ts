// Ranks that admit what is not known.

import { direction, holm, pairedTest } from './intervals.ts';

/**
 * Ranks from 1, smallest first. Functions whose intervals overlap cannot be told apart and share a rank, also through
 * a chain of overlaps: the shared rank is that of the first of the group.
 */
export function sharedRanks(intervals: readonly { low: number; high: number }[]): number[] {
  const order = intervals.map((_, index) => index).sort((a, b) => low(a) - low(b));
  function low(index: number): number {
    return intervals[index]?.low ?? Number.NaN;
  }
  const ranks = new Array<number>(intervals.length).fill(0);
  let reach = Number.NEGATIVE_INFINITY;
  let rank = 0;
  for (const [position, index] of order.entries()) {
    if (low(index) > reach) rank = position + 1;
    reach = Math.max(reach, intervals[index]?.high ?? Number.NaN);
    ranks[index] = rank;
  }
  return ranks;
}

/** The ranks that a group may have; NaN for one that cannot be ranked. */
export interface RankRange {
  best: number;
  worst: number;
}

/**
 * Rank ranges, largest mean first: best is 1 + the number of groups that are demonstrably more, worst is the number of
 * ranked groups − those demonstrably less. Demonstrably by paired t tests of all pairs, adjusted by Holm, so that all
 * ranges hold at once with at least 95 % (Al Mohamad, Goeman & van Zwet, Biometrics 78, 2022, whose tests are Tukey's).
 *
 * `groups` and `grid` as in `pairedDifferences`. A group with fewer than two values has no rank.
 */
export function rankRanges(groups: readonly (readonly number[])[], grid: number, level = 0.95): RankRange[] {
  const ranked = groups.map((group) => group.filter(Number.isFinite).length >= 2);
  const count = ranked.filter(Boolean).length;
  const ranges = ranked.map(
    (has): RankRange => (has ? { best: 1, worst: count } : { best: Number.NaN, worst: Number.NaN }),
  );
  const pairs = groups.flatMap((a, i) =>
    groups.slice(0, i).map((b, j) => ({ i, j, test: pairedTest(a, b, grid) })),
  );
  const adjusted = holm(pairs.map(({ test }) => test.p));
  for (const [index, { i, j, test }] of pairs.entries()) {
    const side = direction(test.mean, adjusted[index] ?? Number.NaN, level);
    if (side === 0) continue;
    const [more, less] = side === 1 ? [ranges[i], ranges[j]] : [ranges[j], ranges[i]];
    if (!more || !less) continue;
    more.worst -= 1;
    less.best += 1;
  }
  return ranges;
}

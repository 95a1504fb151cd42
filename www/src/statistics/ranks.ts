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
 * ranked groups − those demonstrably less. Demonstrably by paired t tests of a group against all others, adjusted by Holm,
 * so that each range by itself holds with at least 95 %, as an interval of a mean does (marginal confidence sets of
 * Mogstad, Romano, Shaikh & Wilhelm, Review of Economic Studies 91, 2024, by t tests). Ranges that all hold at once would
 * need tests of all pairs: with forty groups and five values of each they leave out nothing.
 *
 * `groups` and `grid` as in `pairedDifferences`. A group with fewer than two values has no rank.
 */
export function rankRanges(groups: readonly (readonly number[])[], grid: number, level = 0.95): RankRange[] {
  const ranked = groups.map((group) => group.filter(Number.isFinite).length >= 2);
  const count = ranked.filter(Boolean).length;
  return groups.map((group, index): RankRange => {
    if (!ranked[index]) return { best: Number.NaN, worst: Number.NaN };
    const tests = groups.filter((_, other) => other !== index).map((other) => pairedTest(other, group, grid));
    const adjusted = holm(tests.map(({ p }) => p));
    const sides = tests.map(({ mean }, other) => direction(mean, adjusted[other] ?? Number.NaN, level));
    const number = (wanted: 1 | -1): number => sides.filter((side) => side === wanted).length;
    return { best: 1 + number(1), worst: count - number(-1) };
  });
}

// A search under way: which runs come next, and who is still in it. Pure.

import type { Failure } from '../../core/failure.ts';
import type { TrainConfig } from '../../core/types.ts';
import type { Outcome } from '../../state/aside.ts';
import { pairedDifferences, tInterval } from '../../statistics/index.ts';
import type { Judge } from '../../worker/protocol.ts';
import { type Candidate, finalConfig, type Plan, rungConfig } from './search-plan.ts';

/** A candidate in a rung. */
export interface Entry {
  candidate: Candidate;
  /** place in the plan */
  index: number;
  /** on the held-out images; NaN while it is not known, and where training diverged */
  accuracy: number;
  loss: number;
  diverged: boolean;
}

/** A finalist, judged by the test images. */
export interface Finalist {
  candidate: Candidate;
  /** by seed; NaN where there is none */
  accuracies: readonly number[];
  mean: number;
  low: number;
  high: number;
  /** to the winner, all intervals at once */
  difference: { mean: number; low: number; high: number };
  place: 'winner' | 'peer' | 'behind' | 'diverged';
}

type Part = { rung: number; entry: Entry } | { finalist: number; seed: number };

export class SearchRun {
  readonly plan: Plan;
  /** of each rung that was begun */
  readonly rungs: Entry[][] = [];
  readonly #parts = new Map<TrainConfig, Part>();
  #finalists: Entry[] = [];
  /** of each, by seed */
  #results: number[][] = [];
  #testCount = 0;
  /** a run that was lost, through no fault of its numbers */
  #lost: Failure | undefined;

  constructor(plan: Plan) {
    this.plan = plan;
  }

  get lost(): Failure | undefined {
    return this.#lost;
  }

  /** How far it is: a rung, the final, or neither any more. */
  get stage(): number | 'final' {
    return this.#finalists.length > 0 ? 'final' : this.rungs.length - 1;
  }

  /** Only in the final are the test images looked at. */
  judge(config: TrainConfig): Judge {
    const part = this.#parts.get(config);
    return part && 'finalist' in part ? 'test' : 'held_out';
  }

  /** What is to be trained once nothing is left; nothing after the final, and where nobody is left. */
  next(): TrainConfig[] {
    if (this.#finalists.length > 0 || this.#lost) return [];
    const begun = this.rungs.length;
    const { candidates, rungs, finalists, seeds } = this.plan;
    const { count } = rungs[begun] ?? { count: finalists };
    const on =
      begun === 0
        ? candidates.map((candidate, index) => fresh(candidate, index))
        : ranked(this.rungs[begun - 1] ?? []).slice(0, count);
    if (on.length === 0) return [];
    if (begun < rungs.length) {
      const entries = on.map(({ candidate, index }) => fresh(candidate, index));
      this.rungs.push(entries);
      return entries.map((entry) =>
        this.#part(rungConfig(this.plan, entry.candidate, begun), { rung: begun, entry }),
      );
    }
    this.#finalists = on;
    this.#results = on.map(() => seeds.map(() => Number.NaN));
    // Every finalist with the first seed, then with the second: whenever one looks, all have come about equally far.
    return seeds.flatMap((seed, place) =>
      on.map(({ candidate }, finalist) =>
        this.#part(finalConfig(this.plan, candidate, seed), { finalist, seed: place }),
      ),
    );
  }

  #part(config: TrainConfig, part: Part): TrainConfig {
    this.#parts.set(config, part);
    return config;
  }

  take({ config, outcome }: Outcome): void {
    const part = this.#parts.get(config);
    if (!part) return;
    if ('code' in outcome) {
      if (outcome.code !== 'diverged') this.#lost = outcome;
      else if ('entry' in part) part.entry.diverged = true;
      return;
    }
    const { accuracy, loss, confusion } = outcome.evaluation;
    if ('entry' in part) {
      part.entry.accuracy = accuracy;
      part.entry.loss = loss;
      return;
    }
    const result = this.#results[part.finalist];
    if (!result) return;
    result[part.seed] = accuracy;
    this.#testCount = confusion.reduce((sum, count) => sum + count, 0);
  }

  /** The winner first, then the others by their means; those that diverged with a seed come last. */
  finalists(): Finalist[] {
    const groups = this.#results;
    const complete = groups.map((group) => group.every(Number.isFinite));
    const grid = this.#testCount > 0 ? 1 / this.#testCount : 0;
    const means = groups.map((group) => tInterval(group, grid));
    let best = -1;
    for (const [index, { mean }] of means.entries())
      if (complete[index] && mean > (means[best]?.mean ?? Number.NEGATIVE_INFINITY)) best = index;
    const differences =
      best < 0
        ? []
        : pairedDifferences(
            groups.map((group, index) => (complete[index] ? group : group.map(() => Number.NaN))),
            best,
            grid,
          );
    const none = { mean: Number.NaN, low: Number.NaN, high: Number.NaN, apart: 0 };
    return this.#finalists
      .map(({ candidate }, index): Finalist => {
        const { mean, low, high } = means[index] ?? none;
        const difference = differences[index] ?? none;
        const place = !complete[index]
          ? 'diverged'
          : index === best
            ? 'winner'
            : difference.apart === 0
              ? 'peer'
              : 'behind';
        const accuracies = groups[index] ?? [];
        return {
          candidate,
          accuracies,
          mean,
          low,
          high,
          difference: { mean: difference.mean, low: difference.low, high: difference.high },
          place,
        };
      })
      .sort((a, b) => Number(Number.isNaN(a.mean)) - Number(Number.isNaN(b.mean)) || b.mean - a.mean);
  }
}

const fresh = (candidate: Candidate, index: number): Entry => ({
  candidate,
  index,
  accuracy: Number.NaN,
  loss: Number.NaN,
  diverged: false,
});

/** The best first; those that diverged are out. */
export const ranked = (entries: readonly Entry[]): Entry[] =>
  entries
    .filter(({ accuracy }) => Number.isFinite(accuracy))
    .sort((a, b) => b.accuracy - a.accuracy || a.loss - b.loss || a.index - b.index);

// What counts as a yes, a no and neither, for claims that networks are trained for: pure functions of their results. The
// page states the same rules in words.

import { type Comparison, pairedDifferences, tInterval } from '../../statistics/index.ts';
import { answer, type Fact, type Quantity, type Verdict } from './verdict.ts';

/** A function's accuracies, 0 … 1, one a seed; NaN where the run came to nothing. */
export interface Accuracies {
  name: string;
  values: readonly number[];
}

const points = (value: number): Quantity => ({ value: value * 100, decimals: 1 });

/** Runs without a result: nothing is said of the others then, which the same conditions may have spared by chance. */
function lost(groups: readonly Accuracies[]): Verdict | undefined {
  const facts = groups.flatMap(({ name, values }): Fact[] => {
    const runs = values.filter((value) => !Number.isFinite(value)).length;
    return runs > 0
      ? [
          {
            key: 'claims.lost',
            values: {
              name,
              runs: { value: runs, decimals: 0 },
              seeds: { value: values.length, decimals: 0 },
            },
          },
        ]
      : [];
  });
  return facts.length > 0 ? { answer: 'unclear', found: facts, more: [] } : undefined;
}

function meanFact({ name, values }: Accuracies, grid: number): Fact {
  const { mean, low, high } = tInterval(values, grid);
  return { key: 'claims.mean', values: { name, mean: points(mean), low: points(low), high: points(high) } };
}

function differenceFact(first: string, second: string, { mean, low, high }: Comparison): Fact {
  const values = { first, second, mean: points(mean), low: points(low), high: points(high) };
  return { key: 'claims.difference', values };
}

/** `first` beats every one of `others` seed by seed, by Holm at 5 %. */
export function beats(first: Accuracies, others: readonly Accuracies[], grid: number): Verdict {
  const groups = [first, ...others];
  const none = lost(groups);
  if (none) return none;
  // Differences of the first one minus another, so that a positive one speaks for the claim.
  const rows = pairedDifferences(
    groups.map(({ values }) => values),
    0,
    grid,
  )
    .slice(1)
    .map(
      (row): Comparison => ({
        ...row,
        mean: -row.mean,
        low: -row.high,
        high: -row.low,
        apart: flipped(row.apart),
      }),
    );
  return {
    answer: answer(
      rows.length > 0 && rows.every(({ apart }) => apart === 1),
      rows.some(({ apart }) => apart === -1),
    ),
    found: rows.map((row, index) => differenceFact(first.name, others[index]?.name ?? '', row)),
    more: groups.map((group) => meanFact(group, grid)),
  };
}

const flipped = (side: -1 | 0 | 1): -1 | 0 | 1 => (side === 0 ? 0 : side === 1 ? -1 : 1);

/** Reasonable: above this accuracy, and at most so far behind sigmoid. */
export const REASONABLE = { accuracy: 0.85, behind: 0.02 };

export function reasonable(hard: Accuracies, sigmoid: Accuracies, grid: number): Verdict {
  const none = lost([hard, sigmoid]);
  if (none) return none;
  const { low, high } = tInterval(hard.values, grid);
  const [, difference] = pairedDifferences([sigmoid.values, hard.values], 0, grid);
  if (!difference) return { answer: 'unclear', found: [], more: [] };
  return {
    answer: answer(
      low > REASONABLE.accuracy && difference.low > -REASONABLE.behind,
      high < REASONABLE.accuracy || difference.high < -REASONABLE.behind,
    ),
    found: [meanFact(hard, grid), differenceFact(hard.name, sigmoid.name, difference)],
    more: [meanFact(sigmoid, grid)],
  };
}

/** No better: the difference of the deeper network is below this. */
export const NO_BETTER = 0.005;

export function noBetter(deep: Accuracies, single: Accuracies, grid: number): Verdict {
  const none = lost([deep, single]);
  if (none) return none;
  const [, difference] = pairedDifferences([single.values, deep.values], 0, grid);
  if (!difference) return { answer: 'unclear', found: [], more: [] };
  return {
    answer: answer(difference.high < NO_BETTER, difference.low > NO_BETTER),
    found: [differenceFact(deep.name, single.name, difference)],
    more: [meanFact(deep, grid), meanFact(single, grid)],
  };
}

/** Units that no image can teach any more, of each seed's network; `dead` is NaN where the run came to nothing. */
export interface Dead {
  name: string;
  dead: readonly number[];
  units: number;
}

export function dies(relu: Dead, leaky: Dead): Verdict {
  const finished = ({ dead }: Dead): number[] => dead.filter(Number.isFinite);
  const died = finished(relu).filter((count) => count > 0).length;
  const control = finished(leaky).some((count) => count > 0);
  const enough = finished(relu).length > 0 && finished(leaky).length > 0;
  return {
    answer: enough ? answer(died > 0 && !control, control) : 'unclear',
    found: [relu, leaky].map((one) => {
      const counts = finished(one);
      if (counts.length === 0) return { key: 'claim.dies.none', values: { name: one.name } };
      const whole = (value: number): Quantity => ({ value, decimals: 0 });
      const [least, most] = [Math.min(...counts), Math.max(...counts)];
      const values = { name: one.name, seeds: whole(counts.length), units: whole(one.units) };
      return least === most
        ? { key: 'claim.dies.equal', values: { ...values, count: whole(most) } }
        : { key: 'claim.dies.count', values: { ...values, least: whole(least), most: whole(most) } };
    }),
    more: [],
  };
}

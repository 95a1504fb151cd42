// The jury by function: what the seeds of each say together, and in which order they are shown. Pure.

import { groupRuns } from '../../state/groups.ts';
import type { Juror } from '../../state/jury.ts';
import type { Run } from '../../state/state.ts';
import { best } from './test-images.ts';
import { mean, type Verdict, votesOf } from './verdict.ts';

/** The networks of a function: one for each seed. */
export interface Party {
  key: string;
  activation: string;
  params: Juror['config']['params'];
  jurors: readonly Juror[];
}

/** What a function's seeds make of the picture. */
export interface Opinion extends Party {
  /** of each seed, where it has answered */
  answers: readonly (Float32Array | undefined)[];
  /** their mean; undefined where nothing was asked */
  probabilities: Float32Array | undefined;
  answer: number | undefined;
  /** how many seeds read each digit */
  votes: readonly number[];
}

/** Networks from files are each on their own, as in the race. */
export function partiesOf(jurors: readonly Juror[], runs: readonly Run[]): Party[] {
  const byId = new Map(jurors.map((juror) => [juror.id, juror]));
  if (jurors[0]?.shipped)
    return jurors.map((juror) => ({ ...juror.config, key: juror.config.activation, jurors: [juror] }));
  return groupRuns(runs.filter(({ id }) => byId.has(id))).map(({ key, activation, params, runs: group }) => ({
    key,
    activation,
    params,
    jurors: group.flatMap(({ id }) => byId.get(id) ?? []),
  }));
}

export function opinionOf(party: Party, answerOf: (juror: Juror) => Float32Array | undefined): Opinion {
  const answers = party.jurors.map(answerOf);
  const given = answers.filter((answer) => answer !== undefined);
  const probabilities = mean(given);
  return {
    ...party,
    answers,
    probabilities,
    answer: probabilities && best(probabilities),
    votes: votesOf(given),
  };
}

export interface Dissent {
  opinion: Opinion;
  /** seeds that read something else than the verdict */
  seeds: number;
  of: number;
}

/** Functions some of whose seeds read something else, those with the most such seeds first. */
export function dissent(opinions: readonly Opinion[], { digit }: Verdict): Dissent[] {
  return opinions
    .map((opinion): Dissent => {
      const of = opinion.votes.reduce((sum, votes) => sum + votes, 0);
      return { opinion, seeds: of - (opinion.votes[digit] ?? 0), of };
    })
    .filter(({ seeds }) => seeds > 0)
    .sort((a, b) => b.seeds / b.of - a.seeds / a.of);
}

export const ORDERS = ['catalogue', 'confidence', 'answer'] as const;
export type Order = (typeof ORDERS)[number];

/** Functions with the same answer, or all of them where they are not grouped. */
export interface Block {
  answer?: number;
  keys: readonly string[];
}

/** How rows stand; `opinions` are in the catalogue's order. */
export function arrange(opinions: readonly Opinion[], verdict: Verdict | undefined, order: Order): Block[] {
  if (!verdict || order === 'catalogue') return [{ keys: opinions.map(({ key }) => key) }];
  if (order === 'confidence') {
    const confidence = ({ probabilities }: Opinion): number => probabilities?.[verdict.digit] ?? 0;
    return [{ keys: [...opinions].sort((a, b) => confidence(b) - confidence(a)).map(({ key }) => key) }];
  }
  const blocks = new Map<number, string[]>();
  for (const { key, answer = -1 } of opinions) {
    const block = blocks.get(answer);
    if (block) block.push(key);
    else blocks.set(answer, [key]);
  }
  return [...blocks]
    .map(([answer, keys]) => ({ answer, keys }))
    .sort(
      (a, b) =>
        Number(b.answer === verdict.digit) - Number(a.answer === verdict.digit) ||
        b.keys.length - a.keys.length ||
        a.answer - b.answer,
    );
}

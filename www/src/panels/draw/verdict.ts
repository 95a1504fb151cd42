// What the jury as a whole makes of a picture. Pure.

import { best } from './test-images.ts';

/** Below this share of the votes, or this mean probability, a jury is unsure. */
const SURE_VOTES = 0.6;
const SURE_PROBABILITY = 0.5;

export interface Camp {
  digit: number;
  votes: number;
}

export interface Verdict {
  digit: number;
  /** networks that answered */
  count: number;
  /** every answer that was given, the most frequent first */
  camps: readonly Camp[];
  /** mean probability of the verdict over all networks */
  confidence: number;
  /** the digit that comes second; differs from the verdict */
  second: number;
  unsure: boolean;
}

/** Digit by digit. */
export function mean(answers: readonly Float32Array[]): Float32Array | undefined {
  const [first] = answers;
  if (!first || answers.length === 1) return first;
  const sum = new Float32Array(first.length);
  for (const answer of answers)
    for (const [digit, value] of answer.entries()) sum[digit] = (sum[digit] ?? 0) + value;
  return sum.map((value) => value / answers.length);
}

/** How many read each digit. */
export function votesOf(answers: readonly Float32Array[]): number[] {
  const votes = new Array<number>(10).fill(0);
  for (const answer of answers) {
    const digit = best(answer);
    votes[digit] = (votes[digit] ?? 0) + 1;
  }
  return votes;
}

/** Each network has a vote; between equals the higher mean probability decides. */
export function verdictOf(answers: readonly Float32Array[]): Verdict | undefined {
  const probabilities = mean(answers);
  if (!probabilities) return undefined;
  const of = (digit: number): number => probabilities[digit] ?? 0;
  const ranked = votesOf(answers)
    .map((votes, digit): Camp => ({ digit, votes }))
    .sort((a, b) => b.votes - a.votes || of(b.digit) - of(a.digit) || a.digit - b.digit);
  const [first, second] = ranked;
  if (!first || !second) return undefined;
  const { digit, votes } = first;
  const count = answers.length;
  const confidence = of(digit);
  const camps = ranked.filter((camp) => camp.votes > 0);
  return {
    digit,
    count,
    camps,
    confidence,
    second: second.digit,
    unsure: isUnsure(votes / count, confidence),
  };
}

export const isUnsure = (share: number, confidence: number): boolean =>
  share < SURE_VOTES || confidence < SURE_PROBABILITY;

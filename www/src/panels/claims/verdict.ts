// The answer to a claim, and the numbers that it rests on.

import type { Key } from '../../i18n/index.ts';

export type Answer = 'holds' | 'fails' | 'unclear';

/** A number to be rounded to so many decimals; without, to three digits. */
export type Quantity = number | { value: number; decimals: number };

/** A sentence and its numbers. */
export interface Fact {
  key: Key;
  values: Record<string, string | Quantity>;
}

export interface Verdict {
  answer: Answer;
  /** what the answer rests on */
  found: Fact[];
  /** further numbers */
  more: Fact[];
}

export const answer = (yes: boolean, no: boolean): Answer => (yes ? 'holds' : no ? 'fails' : 'unclear');

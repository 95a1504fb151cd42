// How the jury of now reads the drawings that the reader has kept: who is right how often, and which divide it.

import type { Juror } from '../../state/jury.ts';
import { type Proportion, proportion } from '../../statistics/index.ts';
import { division } from './division.ts';
import { opinionOf, type Party } from './opinions.ts';
import type { Kept } from './test-set.ts';
import { verdictOf, votesOf } from './verdict.ts';

/** A drawing as a network sees it, and what the network makes of it. */
export interface Reader {
  picture(drawing: Kept): Uint8Array | undefined;
  ask(juror: Juror, picture: Uint8Array): Float32Array | undefined;
}

/** Remembers what each network answered: a race that goes on asks its new networks alone. */
export class Readings {
  /** by model, for networks from a file may come under the same number; then by line */
  readonly #answers = new WeakMap<object, Map<string, Float32Array | undefined>>();
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  readonly answerOf = ({ model }: Juror, { line }: Kept): Float32Array | undefined =>
    this.#answers.get(model)?.get(line);

  /** Asks those who have not answered until the time is over; at least one. Returns the share that is done. */
  work(jurors: readonly Juror[], drawings: readonly Kept[], milliseconds: number, now: () => number): number {
    const end = now() + milliseconds;
    let done = 0;
    for (const drawing of drawings) {
      let picture: Uint8Array | undefined;
      for (const juror of jurors) {
        const answers = this.#answersOf(juror);
        done += 1;
        if (answers.has(drawing.line)) continue;
        picture ??= this.#reader.picture(drawing);
        answers.set(drawing.line, picture && this.#reader.ask(juror, picture));
        if (now() >= end) return done / (jurors.length * drawings.length);
      }
    }
    return 1;
  }

  #answersOf({ model }: Juror): Map<string, Float32Array | undefined> {
    const known = this.#answers.get(model) ?? new Map<string, Float32Array | undefined>();
    this.#answers.set(model, known);
    return known;
  }
}

/** Of drawings that all have read. */
export interface Tally {
  jury: Proportion;
  /** the functions, in their order */
  parties: readonly { party: Party; share: Proportion }[];
  /** what the jury reads, and how divided it is in bits */
  verdicts: ReadonlyMap<Kept, { digit: number; bits: number }>;
}

export function tallyOf(
  parties: readonly Party[],
  drawings: readonly Kept[],
  answerOf: (juror: Juror, drawing: Kept) => Float32Array | undefined,
): Tally {
  const verdicts = new Map<Kept, { digit: number; bits: number }>();
  const right = parties.map(() => 0);
  let agreed = 0;
  for (const drawing of drawings) {
    const opinions = parties.map((party) => opinionOf(party, (juror) => answerOf(juror, drawing)));
    const answers = opinions.flatMap(({ answers }) => answers);
    const given = answers.filter((answer) => answer !== undefined);
    const verdict = verdictOf(given);
    if (!verdict || given.length < answers.length) continue;
    verdicts.set(drawing, { digit: verdict.digit, bits: division(votesOf(given)) });
    if (verdict.digit === drawing.label) agreed += 1;
    for (const [index, { answer }] of opinions.entries())
      if (answer === drawing.label) right[index] = (right[index] ?? 0) + 1;
  }
  return {
    jury: proportion(agreed, verdicts.size),
    parties: parties.map((party, index) => ({ party, share: proportion(right[index] ?? 0, verdicts.size) })),
    verdicts,
  };
}

/** Drawings that divide the jury, the most dividing first; of equals the one that was kept first. */
export function dividing({ verdicts }: Tally): Kept[] {
  return [...verdicts]
    .filter(([, { bits }]) => bits > 0)
    .sort(([, a], [, b]) => b.bits - a.bits)
    .map(([drawing]) => drawing);
}

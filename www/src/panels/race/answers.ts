// Which test images a function gets wrong, and on which the functions disagree. Pure.

const CLASSES = 10;

/** A function's answers to the test images: one list for each seed. */
export interface Answers {
  key: string;
  bySeed: readonly ArrayLike<number>[];
}

/** The sum of matrices with 10 × 10 entries, row = true class. */
export function summed(matrices: readonly (readonly number[])[]): number[] {
  return Array.from({ length: CLASSES * CLASSES }, (_, index) =>
    matrices.reduce((sum, matrix) => sum + (matrix[index] ?? 0), 0),
  );
}

export interface Mistake {
  /** of the test image */
  index: number;
  truth: number;
  /** what most of the erring seeds say, the smallest of equals */
  answer: number;
  /** seeds that err */
  wrong: number;
}

/** The images that at least one seed gets wrong, those that most get wrong first. */
export function mistakes(bySeed: readonly ArrayLike<number>[], truth: (index: number) => number): Mistake[] {
  const found: Mistake[] = [];
  for (let index = 0; index < (bySeed[0]?.length ?? 0); index += 1) {
    const right = truth(index);
    const votes = votesFor(bySeed, index);
    const wrong = bySeed.length - (votes[right] ?? 0);
    votes[right] = 0;
    if (wrong > 0) found.push({ index, truth: right, answer: votes.indexOf(Math.max(...votes)), wrong });
  }
  return found.sort((a, b) => b.wrong - a.wrong || a.index - b.index);
}

function votesFor(bySeed: readonly ArrayLike<number>[], index: number): number[] {
  const votes = new Array<number>(CLASSES).fill(0);
  for (const answers of bySeed) {
    const answer = answers[index] ?? 0;
    votes[answer] = (votes[answer] ?? 0) + 1;
  }
  return votes;
}

export interface Disagreement {
  index: number;
  truth: number;
  /** answer and the functions that give it, the most frequent first */
  camps: readonly { answer: number; keys: readonly string[] }[];
  /** of the answers over the functions, in bits */
  entropy: number;
}

/** The images to which functions give different answers, where they are most divided first. A function's answer is that of most of its seeds. */
export function disagreements(
  functions: readonly Answers[],
  truth: (index: number) => number,
): Disagreement[] {
  const found: Disagreement[] = [];
  for (let index = 0; index < (functions[0]?.bySeed[0]?.length ?? 0); index += 1) {
    const camps = new Map<number, string[]>();
    for (const { key, bySeed } of functions) {
      const votes = votesFor(bySeed, index);
      const answer = votes.indexOf(Math.max(...votes));
      const camp = camps.get(answer);
      if (camp) camp.push(key);
      else camps.set(answer, [key]);
    }
    if (camps.size < 2) continue;
    const entropy = [...camps.values()].reduce((sum, { length }) => {
      const share = length / functions.length;
      return sum - share * Math.log2(share);
    }, 0);
    found.push({
      index,
      truth: truth(index),
      camps: [...camps]
        .map(([answer, keys]) => ({ answer, keys }))
        .sort((a, b) => b.keys.length - a.keys.length || a.answer - b.answer),
      entropy,
    });
  }
  // Sums in another order may differ in the last place.
  return found.sort((a, b) =>
    Math.abs(b.entropy - a.entropy) > 1e-9 ? b.entropy - a.entropy : a.index - b.index,
  );
}

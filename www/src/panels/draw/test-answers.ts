// How the jury reads the test images: which of them a function gets wrong, and which divide it.

import type { Dataset, Model } from '../../core/core.ts';
import type { Juror } from '../../state/jury.ts';
import type { Lab } from '../../state/lab.ts';
import { answers } from './test-images.ts';

/** Images that are asked about before the clock is looked at. */
const PART = 8;
/** Of a frame, in ms. */
const SLICE = 8;

/** The test images that the jury was judged by, or whichever are there while the workers use them. */
export async function testImages(lab: Lab): Promise<Dataset | undefined> {
  const { race, aside, timing } = lab.state;
  if (race.phase !== 'idle' || aside || timing.active) return lab.dataset;
  const images = lab.jurors()[0]?.shipped ? 'subset' : race.images;
  return (await lab.ensureData(images)) ? lab.dataset : undefined;
}

export class TestAnswers {
  readonly #lab: Lab;
  readonly #known = new WeakMap<Model, { dataset: Dataset; read: Uint8Array }>();

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  /** Of each of these networks its answer to every test image. Undefined when network or images went meanwhile. */
  async of(
    jurors: readonly Juror[],
    dataset: Dataset,
    onProgress: (fraction: number) => void,
  ): Promise<Uint8Array[] | undefined> {
    const all: Uint8Array[] = [];
    for (const [index, juror] of jurors.entries()) {
      const read = await this.#read(juror, dataset, (fraction) =>
        onProgress((index + fraction) / jurors.length),
      );
      if (!read) return undefined;
      all.push(read);
    }
    return all;
  }

  async #read(
    juror: Juror,
    dataset: Dataset,
    onProgress: (fraction: number) => void,
  ): Promise<Uint8Array | undefined> {
    const known = this.#known.get(juror.model);
    if (known?.dataset === dataset) return known.read;
    const read = this.#judged(juror, dataset) ?? (await this.#ask(juror, dataset, onProgress));
    if (read) this.#known.set(juror.model, { dataset, read });
    return read;
  }

  /** What a worker found when it had trained the network. */
  #judged({ id }: Juror, { testCount }: Dataset): Uint8Array | undefined {
    const run = this.#lab.state.race.runs.find((run) => run.id === id);
    const read = run?.status === 'done' ? run.result.inspection?.predictions : undefined;
    return read?.length === testCount ? read : undefined;
  }

  async #ask(
    juror: Juror,
    dataset: Dataset,
    onProgress: (fraction: number) => void,
  ): Promise<Uint8Array | undefined> {
    const { testCount } = dataset;
    const read = new Uint8Array(testCount);
    let next = 0;
    while (next < testCount) {
      const begun = performance.now();
      while (next < testCount && performance.now() - begun < SLICE) {
        const end = Math.min(next + PART, testCount);
        const part = this.#lab.guard(() => answers(juror.model, dataset, next, end));
        if (!part) return undefined;
        read.set(part, next);
        next = end;
      }
      onProgress(next / testCount);
      await new Promise(requestAnimationFrame);
      // Both are freed when others take their place.
      if (this.#lab.dataset !== dataset || !this.#lab.jurors().includes(juror)) return undefined;
    }
    return read;
  }
}

/** Votes of the networks for each digit on one image. */
export function votesOn(read: readonly Uint8Array[], index: number): number[] {
  const votes = new Array<number>(10).fill(0);
  for (const one of read) {
    const digit = one[index] ?? 0;
    votes[digit] = (votes[digit] ?? 0) + 1;
  }
  return votes;
}

// Two networks in training on the page's own thread, and what they make of some images.

import type { TrainerHandle } from '../../core/core.ts';
import { type Failure, FailureError, toFailure } from '../../core/failure.ts';
import { signalOf } from '../../core/signal.ts';
import type { Trace } from '../../core/types.ts';
import { type Measures, measuresOf, weightLengths } from './measures.ts';

/** Steps between turns of the page, and between points of a line. */
const SLICE = 10;

/** A loss after so many steps. */
export type Loss = readonly [steps: number, loss: number];

/** What is known of one of the networks. */
export interface Side {
  /** on the images that are looked at */
  trace: Trace | undefined;
  measures: Measures | undefined;
  /** of those images */
  losses: readonly Loss[];
  /** of the batches that were trained on, each the mean of a slice */
  batches: readonly Loss[];
  /** why it is trained no further, and after how many steps */
  ended: { steps: number; failure: Failure } | undefined;
}

export interface Looked {
  images: readonly number[];
  pictures: readonly Uint8Array[];
  labels: readonly number[];
}

const FRESH: Side = {
  trace: undefined,
  measures: undefined,
  losses: [],
  batches: [],
  ended: undefined,
};

export class Pair {
  readonly #handles: readonly [TrainerHandle, TrainerHandle];
  readonly #sizes: readonly number[];
  readonly #rate: number;
  #steps = 0;
  #sides: readonly [Side, Side] = [FRESH, FRESH];
  #looked: Looked = { images: [], pictures: [], labels: [] };
  /** after a trap nothing of the instance may be used */
  #lost: Failure | undefined;

  /** `sizes`: of all layers after the input */
  constructor(handles: readonly [TrainerHandle, TrainerHandle], sizes: readonly number[], rate: number) {
    this.#handles = handles;
    this.#sizes = sizes;
    this.#rate = rate;
  }

  get steps(): number {
    return this.#steps;
  }

  get sides(): readonly [Side, Side] {
    return this.#sides;
  }

  get looked(): Looked {
    return this.#looked;
  }

  get lost(): Failure | undefined {
    return this.#lost;
  }

  /** Neither can go on. */
  get ended(): boolean {
    return this.#lost !== undefined || this.#sides.every(({ ended }) => ended !== undefined);
  }

  label(image: number): number {
    return this.#handles[0].trainLabel(image);
  }

  /** Takes other images to look at; their line begins anew. */
  look(images: readonly number[]): void {
    this.#guarded(() => {
      const [handle] = this.#handles;
      this.#looked = {
        images,
        pictures: images.map((image) => handle.trainImage(image)),
        labels: images.map((image) => handle.trainLabel(image)),
      };
      this.#each((side) => ({ ...side, losses: [] }));
      this.#trace();
    });
  }

  /** Trains on further batches, up to the next point of the lines. */
  slice(to: number): void {
    const until = Math.min(to, (Math.floor(this.#steps / SLICE) + 1) * SLICE);
    const steps = until - this.#steps;
    if (steps <= 0) return;
    this.#guarded(() => {
      this.#each((side, handle) => this.#train(side, handle, steps));
      this.#steps = until;
      this.#trace();
    });
  }

  free(): void {
    if (this.#lost) return;
    this.#guarded(() => {
      for (const handle of this.#handles) handle.free();
    });
  }

  #train(side: Side, handle: TrainerHandle, steps: number): Side {
    if (side.ended) return side;
    let sum = 0;
    for (let done = 0; done < steps; done += 1) {
      try {
        handle.observeBatch();
      } catch (thrown) {
        const failed = toFailure(thrown);
        if (failed.code === 'core_panicked') throw thrown;
        return { ...side, ended: { steps: this.#steps + done, failure: failed } };
      }
      sum += signalOf(handle.signal()).loss;
    }
    return { ...side, batches: [...side.batches, [this.#steps + steps, sum / steps]] };
  }

  #trace(): void {
    this.#each((side, handle) => {
      // As it was before it diverged.
      if (side.ended && side.losses.length > 0) return side;
      try {
        return this.#traced(side, handle);
      } catch (thrown) {
        const failed = toFailure(thrown);
        if (failed.code === 'core_panicked') throw thrown;
        // Of a network that has diverged other images have no picture.
        const ended = side.ended ?? { steps: this.#steps, failure: failed };
        return { ...side, ended, trace: undefined, measures: undefined };
      }
    });
  }

  #traced(side: Side, handle: TrainerHandle): Side {
    const { images, pictures } = this.#looked;
    const trace = handle.trace(Uint32Array.from(images));
    if (!Number.isFinite(trace.loss)) throw new FailureError('diverged');
    const weights = weightLengths(handle.weights(), pictures[0]?.length ?? 0, this.#sizes);
    const steps = side.ended?.steps ?? this.#steps;
    return {
      ...side,
      trace,
      measures: measuresOf(trace, weights, this.#rate),
      losses: [...side.losses, [steps, trace.loss]],
    };
  }

  #each(next: (side: Side, handle: TrainerHandle) => Side): void {
    const [a, b] = this.#sides;
    this.#sides = [next(a, this.#handles[0]), next(b, this.#handles[1])];
  }

  #guarded(work: () => void): void {
    if (this.#lost) return;
    try {
      work();
    } catch (thrown) {
      this.#lost = toFailure(thrown);
    }
  }
}

// How many of the test images trained networks read when a parameter of their function is moved, a slice of time at a time.

import type { Core, Dataset, Model } from '../../core/core.ts';
import { enlarge } from '../../core/data.ts';
import type { FunctionSpec, Parameters } from '../../core/types.ts';
import { best } from '../draw/test-images.ts';
import { moved, type Weighed } from './hand-models.ts';

/** Images that are asked about before the clock is looked at. */
const PART = 8;
/** Of a frame, in ms. */
const SLICE = 8;

/** What is asked: these networks, with each of these values of one parameter. */
export interface Question {
  networks: readonly Weighed[];
  dataset: Dataset;
  spec: FunctionSpec;
  parameter: string;
  /** what the other parameters are */
  params: Parameters;
}

export interface Clock {
  now: () => number;
  /** resolves when the page has painted */
  frame: () => Promise<unknown>;
}

/** Calls the core; undefined when it is lost. */
export type Guard = <T>(call: (core: Core) => T) => T | undefined;

const PICTURES = new WeakMap<Dataset, readonly Uint8Array[]>();

function picturesOf(dataset: Dataset): readonly Uint8Array[] {
  const known = PICTURES.get(dataset);
  if (known) return known;
  const pictures = Array.from({ length: dataset.testCount }, (_, index) =>
    enlarge(dataset.testImage(index), dataset.side, 28),
  );
  PICTURES.set(dataset, pictures);
  return pictures;
}

export class Reevaluation {
  readonly #guard: Guard;
  readonly #clock: Clock;
  readonly #changed: () => void;
  #question: Question | undefined;
  /** by value, of each network; absent where it was not asked yet */
  #known = new Map<number, (number | undefined)[]>();
  #wanted: readonly number[] = [];
  #running = false;

  constructor(guard: Guard, changed: () => void, clock: Clock) {
    this.#guard = guard;
    this.#changed = changed;
    this.#clock = clock;
  }

  /** Values in the order in which they are wanted. What is known of the same question stays. */
  ask(question: Question | undefined, values: readonly number[]): void {
    if (!same(question, this.#question)) this.#known = new Map();
    this.#question = question;
    this.#wanted = values;
    if (question && !this.#running) void this.#run();
  }

  /** Asks nothing more for now: the processor is others', and the data set may be freed. */
  rest(): void {
    this.#wanted = [];
  }

  /** Shares of right answers of each network, in their order; undefined before all have answered. */
  accuracies(value: number): readonly number[] | undefined {
    const found = this.#known.get(value);
    const complete = found?.filter((one) => one !== undefined) ?? [];
    return this.#question && complete.length === this.#question.networks.length ? complete : undefined;
  }

  /** Values of which all networks have been judged, in their order. */
  get values(): number[] {
    return [...this.#known.keys()]
      .filter((value) => this.accuracies(value) !== undefined)
      .sort((a, b) => a - b);
  }

  /** of what is wanted, 0 … 1 */
  get fraction(): number {
    const done = this.#wanted.filter((value) => this.accuracies(value) !== undefined).length;
    return this.#wanted.length === 0 ? 1 : done / this.#wanted.length;
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      // The slider's own frame has enough to do.
      await this.#clock.frame();
      for (let next = this.#next(); next; next = this.#next()) {
        const { question, value, index } = next;
        const accuracy = await this.#judge(question, value, index);
        if (accuracy === undefined) {
          // Lost, at rest, or asked something else meanwhile.
          if (this.#question === question) return;
          continue;
        }
        const found = this.#known.get(value) ?? [];
        found[index] = accuracy;
        this.#known.set(value, found);
        if (found.filter((one) => one !== undefined).length === question.networks.length) this.#changed();
      }
    } finally {
      this.#running = false;
    }
  }

  #next(): { question: Question; value: number; index: number } | undefined {
    const question = this.#question;
    if (!question) return undefined;
    for (const value of this.#wanted) {
      const found = this.#known.get(value);
      const index = question.networks.findIndex((_, place) => found?.[place] === undefined);
      if (index >= 0) return { question, value, index };
    }
    return undefined;
  }

  /** Of one network with one value. Undefined when the core is lost or the answer is not wanted any more. */
  async #judge(question: Question, value: number, index: number): Promise<number | undefined> {
    const { networks, dataset, spec, parameter, params } = question;
    const network = networks[index];
    if (!network) return undefined;
    const { config, inputSide, weights } = moved(network, spec, { ...params, [parameter]: value });
    let begun = this.#clock.now();
    const model = this.#guard((core) => core.model(config, inputSide, weights));
    if (!model) return undefined;
    try {
      let right = 0;
      for (let start = 0; start < dataset.testCount; start += PART) {
        const part = this.#guard(() => rightOf(model, dataset, start, PART));
        if (part === undefined) return undefined;
        right += part;
        if (this.#clock.now() - begun < SLICE) continue;
        await this.#clock.frame();
        // The data set is freed when another one takes its place.
        if (!this.#wanted.includes(value) || !same(this.#question, question)) return undefined;
        begun = this.#clock.now();
      }
      return right / dataset.testCount;
    } finally {
      model.free();
    }
  }
}

function rightOf(model: Model, dataset: Dataset, start: number, count: number): number {
  const pictures = picturesOf(dataset);
  let right = 0;
  for (let index = start; index < Math.min(start + count, dataset.testCount); index += 1) {
    const picture = pictures[index];
    if (picture && best(model.predict(picture)) === dataset.testLabel(index)) right += 1;
  }
  return right;
}

/** The moved parameter's own value is no part of the question. */
function same(one: Question | undefined, other: Question | undefined): boolean {
  if (!one || !other) return one === other;
  return (
    one.dataset === other.dataset &&
    one.spec.id === other.spec.id &&
    one.parameter === other.parameter &&
    one.networks.length === other.networks.length &&
    one.networks.every(({ weights }, index) => weights === other.networks[index]?.weights) &&
    one.spec.parameters.every(({ name }) => name === one.parameter || one.params[name] === other.params[name])
  );
}

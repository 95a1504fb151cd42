import { Model } from '../../generated/core/activation_lab.js';
import { FailureError } from '../core/failure.ts';
import type { Evaluation, Learned, Saved, TrainConfig } from '../core/types.ts';
import type { EpochResult, Inspected, TrainingResult, Validated } from '../worker/protocol.ts';
import { guard } from './guard.ts';

/** A network that answers: from `Lab.train`, or from `Lab.network` out of what was saved. */
export class Network {
  readonly #model: Model;
  #freed = false;
  /** What it was trained with. */
  readonly config: TrainConfig;
  /** Side of the pictures that it sees, in pixels; `predict` reduces to it. */
  readonly inputSide: number;

  /** @internal */
  constructor({ config, input_side, weights }: Saved) {
    this.#model = guard(() => new Model(config, input_side, weights));
    this.config = config;
    this.inputSide = input_side;
  }

  /**
   * The probability of each of the ten digits, 0 first. `image`: 28 × 28 pixels by rows, paper 0, ink 255, the digit where
   * MNIST has it: 20 pixels high or wide, its centre of mass in the middle. Throws `invalid_input` for another length.
   */
  predict(image: Uint8Array): Float32Array {
    const model = this.#open();
    return guard(() => model.predict(image));
  }

  /**
   * How each pixel of the picture that the network sees, `inputSide` × `inputSide` with 0 … 1, changes a digit's log-odds:
   * their gradient. Throws `invalid_input`.
   */
  inputGradient(image: Uint8Array, digit: number): Float32Array {
    const model = this.#open();
    return guard(() => model.inputGradient(image, digit));
  }

  /** All that was trained, layer by layer: weights (fan_in × fan_out) by rows, biases, learned parameters. */
  weights(): Float32Array {
    const model = this.#open();
    return guard(() => model.weights());
  }

  /** What `Lab.network` makes the same network of. `JSON.stringify` needs `Array.from(weights)`. */
  save(): Saved {
    return { config: this.config, input_side: this.inputSide, weights: this.weights() };
  }

  /** Gives its memory back. */
  free(): void {
    if (this.#freed) return;
    this.#freed = true;
    this.#model.free();
  }

  #open(): Model {
    if (this.#freed) throw new FailureError('invalid_input', 'network', 'freed', 'a network in use');
    return this.#model;
  }
}

/** A network and how it became what it is. */
export class TrainedNetwork extends Network {
  /** On the test images, at the end. */
  readonly evaluation: Evaluation;
  /** On the images of training, and the answer to each test image. */
  readonly inspection: Inspected | undefined;
  /** Each epoch. */
  readonly history: readonly EpochResult[];
  /** FNV-1a of all weights, 16 hexadecimal digits: the same for the same configuration on every machine, in every browser. */
  readonly weightsHash: string;
  /** Values of the parameters that were learned. */
  readonly learned: Learned;
  /** Where images were held out. */
  readonly validated: Validated | undefined;
  /** Inside the training steps, without evaluation. */
  readonly seconds: number;

  /** @internal */
  constructor(config: TrainConfig, result: TrainingResult, history: readonly EpochResult[]) {
    super({ config, input_side: result.input_side, weights: result.weights });
    this.evaluation = result.evaluation;
    this.inspection = result.inspection;
    this.history = history;
    this.weightsHash = result.weights_hash;
    this.learned = result.learned;
    this.validated = result.validated;
    this.seconds = result.seconds;
  }
}

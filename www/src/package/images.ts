import { Dataset } from '../../generated/core/activation_lab.js';
import { enlarge } from '../core/data.ts';
import { FailureError } from '../core/failure.ts';
import { Jobs, type JobsOptions } from '../state/jobs.ts';
import { workersFor } from '../state/size.ts';
import { guard } from './guard.ts';

/** Of the pictures that networks are asked about. */
const SIDE = 28;

/** Handwritten digits to train and test networks with: a packed data set, opened. */
export class Images {
  readonly #dataset: Dataset;
  readonly #bytes: number;
  readonly #jobs: Jobs;
  #freed = false;

  /** @internal */
  constructor(bytes: Uint8Array, module: WebAssembly.Module, options: JobsOptions) {
    this.#dataset = guard(() => new Dataset(bytes));
    this.#bytes = bytes.length;
    // Workers keep the data set that they were given, so that each has its own.
    this.#jobs = new Jobs(options);
    this.#jobs.pool.setModule(module);
    this.#jobs.pool.setData(bytes);
  }

  /** Side of the pictures that a network trained with them sees, in pixels: 14 for the images that come with the package. */
  get side(): number {
    return this.#open().side;
  }

  /** Number of training images. */
  get trainCount(): number {
    return this.#open().trainCount;
  }

  /** Number of test images. */
  get testCount(): number {
    return this.#open().testCount;
  }

  /** A test image as `Network.predict` takes it: 28 × 28 by rows, ink 255. Throws `invalid_input` for an index out of range. */
  testImage(index: number): Uint8Array {
    const dataset = this.#open();
    return enlarge(
      guard(() => dataset.testImage(index)),
      dataset.side,
      SIDE,
    );
  }

  /** The digit that a test image shows. Throws `invalid_input` for an index out of range. */
  testLabel(index: number): number {
    const dataset = this.#open();
    return guard(() => dataset.testLabel(index));
  }

  /** The jobs of networks of so many parameters. @internal */
  jobs(parameters: number): Jobs {
    this.#open();
    this.#jobs.pool.setLimit(workersFor(parameters, this.#bytes));
    return this.#jobs;
  }

  /** @internal */
  get freed(): boolean {
    return this.#freed;
  }

  /** Ends what is trained with them, rejected with `cancelled`, and gives their memory back. */
  free(): void {
    if (this.#freed) return;
    this.#freed = true;
    this.#jobs.pool.cancel();
    this.#dataset.free();
  }

  #open(): Dataset {
    if (this.#freed) throw new FailureError('invalid_input', 'images', 'freed', 'images in use');
    return this.#dataset;
  }
}

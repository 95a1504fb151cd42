// Trainers on the page's own thread, and the instance of the workers' module that they live in.

import type { Dataset, TrainerHandle, Training } from './core.ts';
import { FailureError, toFailure } from './failure.ts';
import type { TrainConfig } from './types.ts';

/** The module, as long as it has not trapped. */
interface Instance {
  readonly training: Training;
  /** its own copy of the images, and of which */
  images: InstanceType<Training['Dataset']> | undefined;
  of: Dataset | undefined;
  trapped: boolean;
}

export class Trainers {
  readonly #load: () => Promise<Training>;
  /** one for all who ask while it comes: trainers and images of two instances do not go together */
  #coming: Promise<Instance> | undefined;
  #there: Instance | undefined;

  /** `load`: instantiates the module anew each time */
  constructor(load: () => Promise<Training>) {
    this.#load = load;
  }

  /** Throws a FailureError-like error. */
  async make(config: TrainConfig, dataset: Dataset): Promise<TrainerHandle> {
    // While the module comes, the images may be swapped for others, and freed.
    const bytes = this.#there?.of === dataset ? undefined : dataset.toBytes();
    const instance = await this.#instance();
    return this.#call(instance, ({ training: { Dataset, Trainer } }) => {
      if (instance.of !== dataset || !instance.images) {
        instance.images?.free();
        instance.images = instance.of = undefined;
        instance.images = new Dataset(bytes ?? dataset.toBytes());
        instance.of = dataset;
      }
      return this.#handle(instance, new Trainer(config, instance.images));
    });
  }

  /** After a failure, and after a trap, anew. */
  #instance(): Promise<Instance> {
    this.#coming ??= this.#load().then(
      (training) => {
        this.#there = { training, images: undefined, of: undefined, trapped: false };
        return this.#there;
      },
      (thrown) => {
        this.#coming = undefined;
        throw thrown;
      },
    );
    return this.#coming;
  }

  /** After a trap an instance's memory is in an unknown state: nothing of it is called again, and the next trainer has another. */
  #call<T>(instance: Instance, call: (instance: Instance) => T): T {
    if (instance.trapped) throw new FailureError('core_panicked');
    try {
      return call(instance);
    } catch (thrown) {
      if (toFailure(thrown).code === 'core_panicked') {
        instance.trapped = true;
        if (this.#there === instance) this.#coming = this.#there = undefined;
      }
      throw thrown;
    }
  }

  #handle(instance: Instance, trainer: InstanceType<Training['Trainer']>): TrainerHandle {
    const call = <T>(use: () => T): T => this.#call(instance, use);
    return {
      trainBatches: (count) => call(() => trainer.trainBatches(count)),
      observeBatch: () => call(() => trainer.observeBatch()),
      signal: () => call(() => trainer.signal()),
      foretold: () => call(() => trainer.foretold()),
      lastBatch: () => call(() => trainer.lastBatch()),
      trace: (images) => call(() => trainer.trace(images)),
      trainImage: (index) => call(() => trainer.trainImage(index)),
      trainLabel: (index) => call(() => trainer.trainLabel(index)),
      weights: () => call(() => trainer.weights()),
      // What is lost with its instance is nobody's to give back.
      free: () => {
        if (!instance.trapped) call(() => trainer.free());
      },
    };
  }
}

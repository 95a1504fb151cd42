// How long an experiment takes: operations counted from its networks, over the speed of this browser.

import type { TrainConfig } from '../core/types.ts';
import type { Images } from './settings.ts';
import { parameterCount, workersFor } from './size.ts';

/**
 * Side, images to train on, images of the test, the share of pixels that are ink (the rest costs nothing), and operations
 * that take as long as distorting an image.
 */
const DATA: Readonly<
  Record<Images, { side: number; train: number; test: number; ink: number; distortion: number }>
> = {
  subset: { side: 14, train: 10_000, test: 1000, ink: 0.26, distortion: 70_000 },
  all14: { side: 14, train: 60_000, test: 10_000, ink: 0.26, distortion: 70_000 },
  all: { side: 28, train: 60_000, test: 10_000, ink: 0.19, distortion: 190_000 },
};
const CLASSES = 10;
/** Operations that take as long as a unit's activation and its derivative: of a piecewise linear one, of another. */
const ACTIVATION = { plain: 8, other: 60 };
const PLAIN =
  /^(linear|relu(6|_squared)?|leaky_relu|prelu|rrelu|hard_(?!swish)\w+|threshold\w*|soft_shrink)$/;
/** as long as what a step does besides products */
const STEP = 40_000;
/** for each weight, by a rule that keeps averages */
const OPTIMIZER = 16;
/** What a desktop computer does in a second; a measured speed takes its place. */
const USUAL_SPEED = 10e9;
/** Seconds until the first step: workers start, images are unpacked. */
const START = 0.4;

export interface Work {
  /** operations of its training steps */
  training: number;
  /** of those and of judging it after every epoch */
  all: number;
}

/** Of one run. */
export function workOf(config: TrainConfig, images: Images): Work {
  const { side, train, test, ink, distortion } = DATA[images];
  const {
    hidden,
    activation,
    learn,
    optimizer,
    batch_size,
    epochs,
    augmentation,
    validation_split = 0,
  } = config;
  const inputs = side * side;
  const sizes = [...hidden, CLASSES];
  const units = hidden.reduce((sum, one) => sum + one, 0);
  // Multiplications and additions of one image, on the way forward.
  let inner = 0;
  for (let layer = 1; layer < sizes.length; layer += 1)
    inner += 2 * (sizes[layer - 1] ?? 0) * (sizes[layer] ?? 0);
  const first = 2 * inputs * ink * (sizes[0] ?? 0);
  const each = PLAIN.test(activation) ? ACTIVATION.plain : ACTIVATION.other;
  const activations = units * each * (Object.keys(learn).length > 0 ? 2 : 1);
  // Back: dX and dW of every layer but the first, which has no dX.
  const perImage = 2 * first + 3 * inner + activations + (augmentation ? distortion : 0);
  const weights = inputs * (sizes[0] ?? 0) + inner / 2;
  const perStep = STEP + (optimizer === 'sgd' ? 0 : OPTIMIZER * weights);
  const seen = train * (1 - validation_split);
  const training = epochs * (seen * perImage + Math.ceil(seen / batch_size) * perStep);
  const judged = epochs * (test + train * validation_split) * (first + inner + activations / 2);
  return { training, all: training + judged };
}

/** Seconds until each of several jobs is done, which so many workers take in their order. */
export function schedule(seconds: readonly number[], workers: number): number[] {
  const free = new Array<number>(Math.max(1, workers)).fill(0);
  return seconds.map((one) => {
    const next = free.indexOf(Math.min(...free));
    const end = (free[next] ?? 0) + one;
    free[next] = end;
    return end;
  });
}

/** How many networks of these layers may be trained at once. */
export function workersOf(
  { hidden }: Pick<TrainConfig, 'hidden'>,
  images: Images,
  machine: { cores: number; memory: number | undefined },
): number {
  const { side, train, test } = DATA[images];
  const bytes = (train + test) * (side * side + 1);
  return Math.min(machine.cores, workersFor(parameterCount(side, hidden), bytes, machine.memory));
}

/** Seconds of a whole experiment. */
export function estimate(
  configs: readonly TrainConfig[],
  images: Images,
  workers: number,
  speed = USUAL_SPEED,
): number {
  if (configs.length === 0) return 0;
  const ends = schedule(
    configs.map((config) => workOf(config, images).all / speed),
    workers,
  );
  return START + Math.max(...ends);
}

/** What runs have shown of the speed; earlier ones count less and less. */
export class Speedometer {
  #operations = 0;
  #seconds = 0;

  add(operations: number, seconds: number): void {
    if (!(seconds > 0)) return;
    this.#operations = 0.9 * this.#operations + operations;
    this.#seconds = 0.9 * this.#seconds + seconds;
  }

  /** operations a second, of one worker while the others work */
  get speed(): number | undefined {
    return this.#seconds > 0 ? this.#operations / this.#seconds : undefined;
  }
}

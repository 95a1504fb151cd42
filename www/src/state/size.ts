// What a network costs to train, so that as many are trained at once as the machine has room for.

import type { Settings } from './settings.ts';

const CLASSES = 10;
/** weights, gradients, two moments, and what the matrix product packs */
const COPIES = 5;
/** the program, its stack and what it keeps besides */
const BASE_BYTES = 8 << 20;
/** of the machine's memory */
const SHARE = 1 / 4;
/** Where the browser does not tell. */
const USUAL_GIB = 4;

/** Weights and biases. */
export function parameterCount(side: number, hidden: readonly number[]): number {
  const sizes = [side * side, ...hidden, CLASSES];
  return sizes.slice(1).reduce((sum, units, layer) => sum + units * ((sizes[layer] ?? 0) + 1), 0);
}

/**
 * Operations of what cannot be interrupted. A step has a multiplication and an addition for each weight and image on the
 * way forward, and twice that on the way back; after the last one of an epoch the held-out images are judged. Orthogonal
 * weights are made before the first one.
 */
export function longestFlops(side: number, images: number, settings: Settings): number {
  const { batch_size, hidden, initializer, validation_split = 0 } = settings;
  const step = parameterCount(side, hidden) * (6 * batch_size + 2 * images * validation_split);
  if (initializer !== 'orthogonal') return step;
  const sizes = [side * side, ...hidden, CLASSES];
  const pairs = sizes.slice(1).map((units, layer) => [units, sizes[layer] ?? 0] as const);
  return step + pairs.reduce((sum, [a, b]) => sum + 4 * a * b * Math.min(a, b), 0);
}

/** How many workers may train at once. In a worker the data set is there twice while it arrives. */
export function workersFor(parameters: number, dataBytes: number, memoryGiB = USUAL_GIB): number {
  const each = BASE_BYTES + 2 * dataBytes + COPIES * 4 * parameters;
  return Math.max(1, Math.floor((memoryGiB * 2 ** 30 * SHARE) / each));
}

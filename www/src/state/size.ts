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

/** Operations of a step: a multiplication and an addition for each weight and image, forward, and twice that back. */
export const stepFlops = (parameters: number, { batch_size }: Settings): number =>
  6 * parameters * batch_size;

/** How many workers may train at once. In a worker the data set is there twice while it arrives. */
export function workersFor(parameters: number, dataBytes: number, memoryGiB = USUAL_GIB): number {
  const each = BASE_BYTES + 2 * dataBytes + COPIES * 4 * parameters;
  return Math.max(1, Math.floor((memoryGiB * 2 ** 30 * SHARE) / each));
}

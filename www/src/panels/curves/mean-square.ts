// E[f′(z)²] for z from a standard normal distribution: how much of a gradient's square a layer lets through.

/** Beyond it, the density is below what single precision of the result can show, even times e^{2x}. */
const REACH = 10;
const CELLS = 65_536;
const WIDTH = (2 * REACH) / CELLS;

/** Middles of the cells, so that a kink at a round number lies between them. */
const NODES = Float32Array.from({ length: CELLS }, (_, cell) => -REACH + (cell + 0.5) * WIDTH);
let weights: Float64Array | undefined;

/** By so many cells that a jump of f′ costs less than 1e-4. */
export function meanSquaredSlope(derivative: (x: Float32Array) => Float32Array): number {
  weights ??= Float64Array.from(NODES, (x) => (Math.exp(-(x ** 2) / 2) * WIDTH) / Math.sqrt(2 * Math.PI));
  const slopes = derivative(NODES);
  let sum = 0;
  for (const [cell, weight] of weights.entries()) sum += weight * (slopes[cell] ?? 0) ** 2;
  return sum;
}

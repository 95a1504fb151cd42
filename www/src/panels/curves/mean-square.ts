// E[f′(z)²] for z from a standard normal distribution: how much of a gradient's square a layer lets through.

/** Beyond it, the density is below what is shown of the result, even times e^{2x}. */
const REACH = 8;
const CELLS = 16_384;
/** A power of 2: kinks at numbers like ±0.5 or −3 lie between the cells. Any other jump of f′ costs less than 2e-4. */
const WIDTH = (2 * REACH) / CELLS;

const NODES = Float32Array.from({ length: CELLS }, (_, cell) => -REACH + (cell + 0.5) * WIDTH);
let weights: Float64Array | undefined;

export function meanSquaredSlope(derivative: (x: Float32Array) => Float32Array): number {
  weights ??= Float64Array.from(NODES, (x) => (Math.exp(-(x ** 2) / 2) * WIDTH) / Math.sqrt(2 * Math.PI));
  const slopes = derivative(NODES);
  let sum = 0;
  for (let cell = 0; cell < CELLS; cell += 1) sum += (weights[cell] ?? 0) * (slopes[cell] ?? 0) ** 2;
  return sum;
}

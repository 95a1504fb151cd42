// Gradients without asking the core for them: plain gradient descent changes weights by −rate · gradient.

/**
 * Learning rate of the step that shows the gradient: a power of two, so that no digit is lost, and so large that the
 * weights before it, at most 1 or so, do not blur gradients down to 1e-22.
 */
export const RATE = 2 ** 50;

/**
 * Length of the gradient of each layer's weights, from the input on. `before` and `after` one step: layer by layer the
 * weights (inputs × units) and the biases. `sizes`: inputs, units of each layer, classes.
 */
export function layerNorms(before: Float32Array, after: Float32Array, sizes: readonly number[]): number[] {
  let at = 0;
  return sizes.slice(1).map((units, layer) => {
    const count = (sizes[layer] ?? 0) * units;
    let squares = 0;
    for (let index = at; index < at + count; index += 1)
      squares += (((after[index] ?? Number.NaN) - (before[index] ?? Number.NaN)) / RATE) ** 2;
    at += count + units;
    return Math.sqrt(squares);
  });
}

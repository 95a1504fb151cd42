// The simple law: on its way back through a layer the gradient's square is multiplied by gain² · E[f′(z)²]. Pure.

import type { Foretold } from '../../core/types.ts';

export interface Law {
  /** fan_in · Var(W) of the hidden layers */
  gain: number;
  /** E[f′(z)²] in the first hidden layer, and in the last one but one */
  slopes: readonly [first: number, last: number];
  /** what the length of the gradient in z is multiplied by from a layer to the one before it, near the output */
  factor: number;
  /** that to the power of the layers between: log10 */
  power: number;
}

/** Of layers of the same width; undefined where there is no way back, or numbers grow beyond all bounds. */
export function lawOf(foretold: readonly Foretold[]): Law | undefined {
  const passages = foretold.length - 1;
  const [first, before, last] = [foretold[0], foretold[passages - 1], foretold[passages]];
  if (!first || !before || !last || passages < 1) return undefined;
  const factor = (before.delta_ratio ?? Number.NaN) / (last.delta_ratio ?? Number.NaN);
  const gain = factor ** 2 / before.slope_square;
  const law = {
    gain,
    slopes: [first.slope_square, before.slope_square] as const,
    factor,
    power: passages * Math.log10(factor),
  };
  return Number.isFinite(gain + law.power) ? law : undefined;
}

import * as glue from '../../generated/core/activation_lab.js';
import type { Curve, Parameters } from './types.ts';

/** By whichever module was instantiated; throws as the core does. */
export function evaluate(id: string, params: Parameters, x: Float32Array): Curve {
  const curve = glue.evaluate(id, params, x);
  try {
    return { y: curve.y, dy: curve.dy, dp: curve.dp };
  } finally {
    curve.free();
  }
}

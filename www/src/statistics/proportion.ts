/** Standard normal quantile of 97.5 %. */
const Z = 1.959_963_984_540_054;

export interface Proportion {
  right: number;
  n: number;
  low: number;
  high: number;
}

/** A share with its 95 % interval (Wilson 1927), which is inside 0 … 1 and honest for few trials; of none it is all of that. */
export function proportion(right: number, n: number): Proportion {
  if (n === 0) return { right, n, low: 0, high: 1 };
  const share = right / n;
  const spread = (Z * Z) / n;
  const middle = share + spread / 2;
  const half = Z * Math.sqrt((share * (1 - share)) / n + spread / (4 * n));
  // At the ends a rounded square root would leave 1e-17.
  const low = right === 0 ? 0 : (middle - half) / (1 + spread);
  const high = right === n ? 1 : (middle + half) / (1 + spread);
  return { right, n, low, high };
}

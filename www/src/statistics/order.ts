// Medians, their intervals, and how many digits an interval supports.

export function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

export function median(values: readonly number[]): number {
  const ordered = sorted(values);
  const middle = ordered.length >> 1;
  const upper = ordered[middle] ?? Number.NaN;
  return ordered.length % 2 === 1 ? upper : ((ordered[middle - 1] ?? Number.NaN) + upper) / 2;
}

export interface Summary {
  n: number;
  median: number;
  /** interval that covers the true median with at least 95 % */
  low: number;
  high: number;
  min: number;
}

/**
 * Median and its distribution-free 95 % interval: the k-th smallest and k-th largest sample, where k is the largest
 * number with P(Binomial(n, 1/2) < k) ≤ 2.5 % (David & Nagaraja, Order Statistics, 2003, §7.1). Below six samples no
 * interval reaches 95 %, and the whole range is given.
 */
export function summarize(values: readonly number[]): Summary {
  const ordered = sorted(values);
  const n = ordered.length;
  let k = 0;
  let term = 0.5 ** n; // P(Binomial = 0)
  for (let tail = term; tail <= 0.025; tail += term) {
    k += 1;
    term = (term * (n - k + 1)) / k;
  }
  const rank = Math.max(k, 1);
  return {
    n,
    median: median(ordered),
    low: ordered[rank - 1] ?? Number.NaN,
    high: ordered[n - rank] ?? Number.NaN,
    min: ordered[0] ?? Number.NaN,
  };
}

/** Decimals that an interval supports: one digit of its half width, at most `most`. */
export function supportedDecimals(low: number, high: number, most = 3): number {
  const half = (high - low) / 2;
  if (!(half > 0)) return most;
  return Math.min(most, Math.max(0, -Math.floor(Math.log10(half))));
}

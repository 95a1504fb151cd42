// Student's t distribution, for whole degrees of freedom.

/**
 * P(|T| ≥ |t|) = I_x(df/2, 1/2) at x = df / (df + t²), the regularised incomplete beta function. Far tails keep their
 * relative accuracy, 1e-11 for df up to 1,000.
 */
export function twoSided(t: number, df: number): number {
  const square = t * t;
  if (square === Number.POSITIVE_INFINITY) return 0;
  const x = df / (df + square);
  const y = square / (df + square);
  // 1 / B(df/2, 1/2)
  const inverseBeta = gammaRatio(df) / Math.sqrt(Math.PI);
  const front = x ** (df / 2) * Math.sqrt(y) * inverseBeta;
  // The fraction converges quickly on either side of this (DLMF 8.17(v)).
  return x < (df / 2 + 1) / (df / 2 + 2.5)
    ? (front * fraction(x, df / 2, 0.5)) / (df / 2)
    : 1 - (front * fraction(y, 0.5, df / 2)) / 0.5;
}

/** The t that P(|T| ≥ t) = `tail` holds for; `tail` between 0 and 1. */
export function criticalValue(tail: number, df: number): number {
  let low = 0;
  let high = 1;
  while (twoSided(high, df) > tail) {
    low = high;
    high *= 2;
  }
  // Halved until no number is left between them: twoSided falls.
  for (let middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2) {
    if (twoSided(middle, df) > tail) low = middle;
    else high = middle;
  }
  return high;
}

/** Γ((df + 1) / 2) / Γ(df / 2): two neighbours multiply to df / 2. */
function gammaRatio(df: number): number {
  let ratio = 1 / Math.sqrt(Math.PI);
  for (let n = 1; n < df; n += 1) ratio = n / 2 / ratio;
  return ratio;
}

/** The continued fraction of the incomplete beta function, DLMF 8.17.22, from the front (Lentz 1976). */
function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 1000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return value;
}

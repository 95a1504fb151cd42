// Ten probabilities as two SVG paths: a path for each row is drawn ten times as fast as ten elements. Pure.

/** Units of the picture: a digit's place is 10 wide. */
export const WIDTH = 100;
export const HEIGHT = 20;

export interface Bars {
  /** of the highest one */
  top: string;
  others: string;
}

export function barsOf(probabilities: Float32Array, top: number): Bars {
  const bars: Bars = { top: '', others: '' };
  for (const [digit, probability] of probabilities.entries()) {
    const height = (HEIGHT * probability).toFixed(1);
    if (height === '0.0') continue;
    bars[digit === top ? 'top' : 'others'] += `M${10 * digit + 1} ${HEIGHT}v-${height}h8v${height}z`;
  }
  return bars;
}

/** Whole percents; what is rounded to certainty is not called certain. */
export function percentOf(probability: number): string {
  if (!Number.isFinite(probability)) return '–';
  return probability > 0.995 && probability < 1 ? '>99%' : `${Math.round(probability * 100)}%`;
}

// Weights as a picture: squares in two colours, the stronger the further from 0. Pure.

/** Shades of each colour: more cannot be told apart in a small picture. */
const LEVELS = 8;

export interface Shade {
  positive: boolean;
  opacity: number;
  /** squares of side 1 */
  path: string;
}

/** The first layer's inputs are a square of pixels; of a deeper layer, the units before it, row by row. */
export const columnsOf = (count: number): number => Math.ceil(Math.sqrt(count));

/** `scale`: the size of a weight in full colour. */
export function shadesOf(weights: ArrayLike<number>, scale: number): Shade[] {
  const columns = columnsOf(weights.length);
  const paths = new Map<number, string>();
  for (let index = 0; index < weights.length; index += 1) {
    const weight = weights[index] ?? 0;
    const level = Math.sign(weight) * Math.min(LEVELS, Math.round((Math.abs(weight) / scale) * LEVELS));
    // NaN as well: nothing is drawn.
    if (!level) continue;
    const square = `M${index % columns},${Math.floor(index / columns)}h1v1h-1z`;
    paths.set(level, (paths.get(level) ?? '') + square);
  }
  return [...paths]
    .sort(([a], [b]) => a - b)
    .map(([level, path]) => ({ positive: level > 0, opacity: Math.abs(level) / LEVELS, path }));
}

/** Of a layer: three times what its weights scatter, so that a few large ones do not blank the rest. */
export function layerScale(weights: ArrayLike<number>): number {
  let squares = 0;
  for (let index = 0; index < weights.length; index += 1) squares += (weights[index] ?? 0) ** 2;
  const scale = 3 * Math.sqrt(squares / Math.max(1, weights.length));
  return scale > 0 && Number.isFinite(scale) ? scale : 1;
}

/** Of a unit over its life: its largest weight. */
export function largest(looks: readonly ArrayLike<number>[]): number {
  let found = 0;
  for (const weights of looks)
    for (let index = 0; index < weights.length; index += 1) {
      const size = Math.abs(weights[index] ?? 0);
      if (size > found && Number.isFinite(size)) found = size;
    }
  return found > 0 ? found : 1;
}

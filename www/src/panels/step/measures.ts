// What a trace says of each layer, in numbers. Pure.

import type { LayerTrace, Trace } from '../../core/types.ts';

/** As elsewhere on the page: such a unit no longer learns. */
const FLAT = 1e-6;

export interface Spread {
  mean: number;
  deviation: number;
  least: number;
  greatest: number;
}

export interface LayerMeasure {
  units: number;
  z: Spread;
  /** f(z); of the output layer the probabilities */
  f: Spread;
  /** f′(z); none of the output layer */
  slope: Spread | undefined;
  /** units that give 0 for every image */
  silent: number;
  /** units with |f′| < 1e-6 for every image */
  flat: number;
  /** length of ∂L/∂z, of all units and images */
  delta: number;
  /** that over the length in the next layer: what the way back multiplied it by; none where that is 0, or for the output layer */
  factor: number | undefined;
  weightGradient: number;
  /** length of what a step of plain descent would change over the length of the weights */
  update: number;
}

export interface Measures {
  loss: number;
  /** from the first hidden layer to the output layer */
  layers: LayerMeasure[];
  /** of ∂L/∂x, for a single image, and over the first layer's ∂L/∂z */
  pixels: { length: number; factor: number | undefined } | undefined;
  /** mean of what ∂L/∂z is multiplied by from the last hidden layer to the first, geometric */
  perLayer: number | undefined;
}

export function lengthOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += (values[index] ?? 0) ** 2;
  return Math.sqrt(sum);
}

export function spreadOf(values: Float32Array): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const least = values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const greatest = values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
  return { mean, deviation: Math.sqrt(square), least, greatest };
}

/** One quantity over another; nothing where that is 0 or either is no number. */
const ratio = (over: number, under: number | undefined): number | undefined =>
  under !== undefined && under > 0 && Number.isFinite(over / under) ? over / under : undefined;

/** Units of which every image says so. */
function unitsWhere({ units }: LayerTrace, values: Float32Array, is: (value: number) => boolean): number {
  let count = 0;
  for (let unit = 0; unit < units; unit += 1) {
    let every = true;
    for (let at = unit; at < values.length; at += units) every &&= is(values[at] ?? Number.NaN);
    if (every) count += 1;
  }
  return count;
}

/** `weights`: the length of each layer's */
export function measuresOf(trace: Trace, weights: readonly number[], rate: number): Measures {
  const deltas = trace.layers.map((layer) => lengthOf(layer.deltas));
  const layers = trace.layers.map((layer, index): LayerMeasure => {
    const hidden = index < trace.layers.length - 1;
    return {
      units: layer.units,
      z: spreadOf(layer.pre_activations),
      f: spreadOf(layer.activations),
      slope: hidden ? spreadOf(layer.slopes) : undefined,
      silent: unitsWhere(layer, layer.activations, (value) => value === 0),
      flat: hidden ? unitsWhere(layer, layer.slopes, (value) => Math.abs(value) < FLAT) : 0,
      delta: deltas[index] ?? Number.NaN,
      factor: ratio(deltas[index] ?? Number.NaN, deltas[index + 1]),
      weightGradient: layer.weight_gradient,
      update: ratio(rate * layer.weight_gradient, weights[index]) ?? Number.NaN,
    };
  });
  const length = trace.input_gradient && lengthOf(trace.input_gradient);
  const between = trace.layers.length - 2;
  const whole = between > 0 ? ratio(deltas[0] ?? Number.NaN, deltas[between]) : undefined;
  return {
    loss: trace.loss,
    layers,
    pixels: length === undefined ? undefined : { length, factor: ratio(length, deltas[0]) },
    perLayer: whole === undefined ? undefined : whole ** (1 / between),
  };
}

/** Of each layer's weights, in all that is trained: layer by layer weights, then biases. */
export function weightLengths(all: Float32Array, inputs: number, sizes: readonly number[]): number[] {
  let from = 0;
  return sizes.map((units, layer) => {
    const count = (sizes[layer - 1] ?? inputs) * units;
    const length = lengthOf(all.subarray(from, from + count));
    from += count + units;
    return length;
  });
}

/** What each unit is for all images: the mean, or for a gradient the sum, which is that in the unit's bias. */
export function perUnit(values: Float32Array, units: number, how: 'mean' | 'sum'): Float32Array {
  const images = values.length / units;
  if (images === 1) return values;
  const sums = new Float64Array(units);
  for (const [at, value] of values.entries()) sums[at % units] = (sums[at % units] ?? 0) + value;
  return Float32Array.from(sums, (sum) => (how === 'mean' ? sum / images : sum));
}

/** The largest size of all values. */
export const reachOfAll = (lists: readonly Float32Array[]): number =>
  lists.reduce((most, list) => list.reduce((high, value) => Math.max(high, Math.abs(value)), most), 0);

/** Images that are read right. */
export function answersOf(
  { layers, images }: Trace,
  labels: readonly number[],
): {
  right: number;
  /** mean probability of the right digit */
  certainty: number;
  /** of the first image */
  top: number;
} {
  const { activations = new Float32Array(), units = 10 } = layers.at(-1) ?? {};
  let [right, certainty, first] = [0, 0, -1];
  for (let image = 0; image < images; image += 1) {
    const row = activations.subarray(image * units, (image + 1) * units);
    const top = row.indexOf(Math.max(...row));
    const label = labels[image] ?? -1;
    if (image === 0) first = top;
    if (top === label) right += 1;
    certainty += (row[label] ?? Number.NaN) / images;
  }
  return { right, certainty, top: first };
}

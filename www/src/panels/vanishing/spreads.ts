// How the numbers of a step are spread in each layer. Pure.

import type { Domain } from '../../charts/geometry.ts';
import type { Trace } from '../../core/types.ts';

export interface Spreads {
  domain: Domain;
  /** of each layer: how many numbers lie in each part of the domain, what lies beyond it in the first and the last */
  layers: readonly (readonly number[])[];
}

export const PARTS = 48;
/** Of a layer's numbers, this share lies within the domain at least: a few far ones would take it all. */
const SHOWN = 0.99;

function counted(layers: readonly Float32Array[], domain: Domain): number[][] {
  const scale = PARTS / (domain[1] - domain[0]);
  return layers.map((values) => {
    const counts = new Array<number>(PARTS).fill(0);
    for (const value of values) {
      if (Number.isNaN(value)) continue;
      const part = Math.max(0, Math.min(PARTS - 1, Math.floor((value - domain[0]) * scale)));
      counts[part] = (counts[part] ?? 0) + 1;
    }
    return counts;
  });
}

/** The same domain for all layers, 0 within it. */
export function spreadsOf(layers: readonly Float32Array[]): Spreads {
  let [low, high] = [0, 0];
  for (const values of layers) {
    const sorted = values.filter(Number.isFinite).sort();
    const left = Math.floor((sorted.length * (1 - SHOWN)) / 2);
    low = Math.min(low, sorted[left] ?? 0);
    high = Math.max(high, sorted[sorted.length - 1 - left] ?? 0);
  }
  const domain: Domain = low < high ? [low, high] : [-1, 1];
  return { domain, layers: counted(layers, domain) };
}

/** Of the logarithms of absolute values, those of 0 left out. */
export function magnitudesOf(layers: readonly Float32Array[]): Spreads {
  const logarithms = layers.map((values) =>
    values.map((value) => Math.log10(Math.abs(value))).filter(Number.isFinite),
  );
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const values of logarithms)
    for (const value of values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  const domain: Domain =
    low <= high ? [Math.floor(low), Math.max(Math.floor(low) + 1, Math.ceil(high))] : [-1, 0];
  return { domain, layers: counted(logarithms, domain) };
}

/** Of the gradients of a hidden layer: 0 … 1. */
export const zeroShare = (deltas: Float32Array): number =>
  deltas.length === 0 ? 0 : deltas.filter((value) => value === 0).length / deltas.length;

export interface TraceSpreads {
  deltas: Spreads;
  pre_activations: Spreads;
  activations: Spreads;
}

/** Of the hidden layers. */
export function traceSpreads({ layers }: Trace): TraceSpreads {
  const hidden = layers.slice(0, -1);
  return {
    deltas: magnitudesOf(hidden.map(({ deltas }) => deltas)),
    pre_activations: spreadsOf(hidden.map(({ pre_activations }) => pre_activations)),
    activations: spreadsOf(hidden.map(({ activations }) => activations)),
  };
}

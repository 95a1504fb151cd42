// From numbers to places on a chart.

import type { Domain } from './geometry.ts';

export interface Scale {
  (value: number): number;
  invert(place: number): number;
  readonly domain: Domain;
  readonly range: Domain;
}

export interface Scales {
  sx: Scale;
  sy: Scale;
}

export function linear(domain: Domain, range: Domain): Scale {
  const slope = (range[1] - range[0]) / (domain[1] - domain[0]);
  const scale = (value: number): number => range[0] + (value - domain[0]) * slope;
  const invert = (place: number): number => domain[0] + (place - range[0]) / slope;
  return Object.assign(scale, { invert, domain, range });
}

/** 1, 2 or 5 times a power of ten: about a `parts`th of the domain. */
export function niceStep([from, to]: Domain, parts: number): number {
  const rough = (to - from) / parts;
  const power = 10 ** Math.floor(Math.log10(rough));
  const digit = rough / power;
  // Geometric means of the neighbours.
  return (digit < Math.SQRT2 ? 1 : digit < Math.sqrt(10) ? 2 : digit < Math.sqrt(50) ? 5 : 10) * power;
}

/** The multiples of a nice step within the domain, about `count`. */
export function ticks(domain: Domain, count: number): number[] {
  const step = niceStep(domain, count);
  const [first, last] = [Math.ceil(domain[0] / step - 1e-9), Math.floor(domain[1] / step + 1e-9)];
  // Rounded, or 3 × 0.1 would not be 0.3; and no minus zero.
  const rounded = (index: number): number => Number((index * step).toPrecision(12)) + 0;
  return Array.from({ length: last - first + 1 }, (_, index) => rounded(first + index));
}

/** Widened to multiples of a nice step. */
export function niced(domain: Domain, count: number): Domain {
  const step = niceStep(domain, count);
  return [Math.floor(domain[0] / step) * step, Math.ceil(domain[1] / step) * step];
}

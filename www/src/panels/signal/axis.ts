// Axes of the charts: numbers and their places, which are logarithms where the axis is logarithmic. Pure.

import type { Domain } from '../../charts/geometry.ts';
import { niced, ticks } from '../../charts/scale.ts';

/** `signed`: logarithmic to both sides beyond ±1 */
export type Kind = 'linear' | 'log' | 'signed';

export interface ValueAxis {
  kind: Kind;
  domain: Domain;
  ticks: readonly number[];
  /** NaN where a number has no place: 0 and less on a logarithmic axis */
  place: (value: number) => number;
  /** the number at a place */
  value: (place: number) => number;
}

const PLACES: Record<Kind, [place: (value: number) => number, value: (place: number) => number]> = {
  linear: [(value) => value, (place) => place],
  log: [(value) => (value > 0 ? Math.log10(value) : Number.NaN), (place) => 10 ** place],
  signed: [
    (value) => Math.sign(value) * Math.log10(1 + Math.abs(value)),
    (place) => Math.sign(place) * (10 ** Math.abs(place) - 1),
  ],
};

/** ticks on an axis, about */
const COUNT = 4;

/** Holds all numbers that have a place, and those that it must hold. */
export function axisOf(kind: Kind, values: Iterable<number>, must: readonly number[] = []): ValueAxis {
  const [place, value] = PLACES[kind];
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const hold = (one: number): void => {
    const at = place(one);
    if (!Number.isFinite(at)) return;
    low = Math.min(low, at);
    high = Math.max(high, at);
  };
  for (const one of values) hold(one);
  for (const one of must) hold(one);
  if (low > high) [low, high] = kind === 'log' ? [-1, 0] : [0, 1];
  if (kind === 'log') return { kind, ...decades(low, high), place, value };
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  if (kind === 'linear') {
    const domain = niced([low, high], COUNT);
    return { kind, domain, ticks: ticks(domain, COUNT), place, value };
  }
  const least = Math.ceil(Math.max(Math.abs(low), Math.abs(high)) / 3);
  const ends = Array.from({ length: 4 }, (_, index) => place(10 ** (index * least))).slice(1);
  const marks = [...ends.map((end) => -end).reverse(), 0, ...ends];
  return { kind, domain: [low, high], ticks: marks.filter((at) => at >= low && at <= high), place, value };
}

/** Whole powers of ten, at least one apart. */
function decades(low: number, high: number): { domain: Domain; ticks: number[] } {
  // No minus zero.
  const [from, to] = [Math.floor(low + 1e-9) + 0, Math.ceil(high - 1e-9) + 0];
  const domain: Domain = [from, to > from ? to : from + 1];
  const step = Math.ceil((domain[1] - domain[0]) / COUNT);
  const count = Math.floor((domain[1] - domain[0]) / step) + 1;
  return { domain, ticks: Array.from({ length: count }, (_, index) => domain[0] + index * step) };
}

const RAISED = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/** `10⁻³`; what is near 1 as it is. */
export function powerText(exponent: number, number: (value: number) => string): string {
  return exponent >= -2 && exponent <= 3 ? number(10 ** exponent) : power(exponent);
}

function power(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => RAISED[Number(digit)]).join('');
  return `10${exponent < 0 ? '⁻' : ''}${digits}`;
}

/** Three digits that matter; far from 1 with a power of ten. */
export function shortText(value: number, significant: (value: number) => string): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return '–';
  if (size === 0 || (size >= 1e-3 && size < 1e5)) return significant(value).replace(/^-/, '−');
  const exponent = Math.floor(Math.log10(size) + 1e-12);
  const mantissa = value / 10 ** exponent;
  // Below 1e-308 the power itself is 0.
  if (!Number.isFinite(mantissa)) return '≈ 0';
  return `${significant(mantissa).replace(/^-/, '−')}·${power(exponent)}`;
}

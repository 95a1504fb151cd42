// What became of the units, look by look. Pure.

import type { UnitsOfLayer } from '../../core/types.ts';
import type { Sort } from './view.ts';

/** R² from which a unit is nearly linear; as in the core. */
export const LINEAR = 0.99;
/** A unit counts as saturated where more of the images than this have |f′| < 0.01. */
export const SATURATED = 0.9;

export interface Shares {
  units: number;
  /** units */
  dead: number;
  /** share of the pairs of a unit and an image */
  saturated: number;
  /** units */
  linear: number;
}

export const isDead = (layer: UnitsOfLayer, unit: number): boolean => layer.dead[unit] === 1;
export const isLinear = (layer: UnitsOfLayer, unit: number): boolean =>
  (layer.linearity[unit] ?? Number.NaN) > LINEAR;
export const isSaturated = (layer: UnitsOfLayer, unit: number): boolean =>
  (layer.saturated[unit] ?? Number.NaN) > SATURATED;

export function sharesOf(layer: UnitsOfLayer): Shares {
  const units = layer.dead.length;
  const all = Array.from({ length: units }, (_, unit) => unit);
  return {
    units,
    dead: all.filter((unit) => isDead(layer, unit)).length,
    saturated: layer.saturated.reduce((sum, share) => sum + share, 0) / units,
    linear: all.filter((unit) => isLinear(layer, unit)).length,
  };
}

/** Places in the looks. */
export interface Fate {
  /** from here on it is dead; undefined where it lives at the end */
  died: number | undefined;
  /** it was dead in between, and lived again from here on */
  revived: number | undefined;
}

/** `looks`: of one layer, in order. */
export function fatesOf(looks: readonly UnitsOfLayer[]): Fate[] {
  const units = looks[0]?.dead.length ?? 0;
  return Array.from({ length: units }, (_, unit) => {
    const dead = looks.map((layer) => isDead(layer, unit));
    const alive = dead.lastIndexOf(false);
    const died = alive + 1 < dead.length ? alive + 1 : undefined;
    const revived = dead.findLastIndex((is, look) => !is && dead[look - 1] === true);
    return { died, revived: revived < 0 ? undefined : revived };
  });
}

/** Units in the order in which they are shown: those that died first, or that are saturated most, come first. */
export function orderOf(sort: Sort, layer: UnitsOfLayer, fates: readonly Fate[]): number[] {
  const units = Array.from({ length: layer.dead.length }, (_, unit) => unit);
  const key = (unit: number): number => {
    switch (sort) {
      case 'order':
        return unit;
      case 'death':
        return fates[unit]?.died ?? Number.POSITIVE_INFINITY;
      case 'saturation':
        return -(layer.saturated[unit] ?? 0);
    }
  };
  // Not by a difference: of two that never died it is NaN.
  return units.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a - b));
}

/** Weights that come into a unit. */
export function weightsOf({ weights, bias }: UnitsOfLayer, unit: number): Float32Array {
  const units = bias.length;
  return Float32Array.from(
    { length: weights.length / units },
    (_, from) => weights[from * units + unit] ?? 0,
  );
}

export interface Bin {
  from: number;
  to: number;
  /** of the images */
  share: number;
}

export function binsOf({ histogram, bias }: UnitsOfLayer, unit: number, reach: number): Bin[] {
  const parts = histogram.length / bias.length;
  const counts = histogram.subarray(unit * parts, (unit + 1) * parts);
  const images = counts.reduce((sum, count) => sum + count, 0);
  const width = (2 * reach) / parts;
  return Array.from(counts, (count, part) => ({
    from: part * width - reach,
    to: (part + 1) * width - reach,
    share: images > 0 ? count / images : 0,
  }));
}

/** What the outer parts hold, where they hold what lies beyond. */
export interface Beyond {
  /** share of the images left of `edge`, down to `furthest` */
  share: number;
  edge: number;
  furthest: number;
}

export function beyondOf(
  layer: UnitsOfLayer,
  unit: number,
  reach: number,
): { below: Beyond | undefined; above: Beyond | undefined } {
  const bins = binsOf(layer, unit, reach);
  const [first, last] = [bins[0], bins.at(-1)];
  const [least, greatest] = [layer.least[unit] ?? Number.NaN, layer.greatest[unit] ?? Number.NaN];
  return {
    below: first && least < -reach ? { share: first.share, edge: first.to, furthest: least } : undefined,
    above: last && greatest > reach ? { share: last.share, edge: last.from, furthest: greatest } : undefined,
  };
}

// Zooming and panning of a chart's axes. Pure.

import type { Domain, Point, View } from './geometry.ts';

/** Of the x axis; y keeps its proportion. Narrower, and single precision has no numbers left to put between. */
const NARROWEST = 0.05;
const WIDEST = 400;
/** of either axis */
const FARTHEST = 1000;
/** of a button or a key */
export const ZOOM_STEP = 2;

const span = ([from, to]: Domain): number => to - from;

/** Moved as a whole until it lies within the limit. */
function within([from, to]: Domain): Domain {
  const shift = Math.max(0, -FARTHEST - from) - Math.max(0, to - FARTHEST);
  return [from + shift, to + shift];
}

/** Shows `factor` times as much on both axes; the point `at` stays in its place, by default the middle. */
export function zoomed({ x, y }: View, factor: number, at?: Point): View {
  const least = NARROWEST / span(x);
  const most = WIDEST / span(x);
  const applied = Math.min(most, Math.max(least, factor));
  const scaled = (domain: Domain, fixed: number): Domain =>
    within([fixed + (domain[0] - fixed) * applied, fixed + (domain[1] - fixed) * applied]);
  const [atX, atY] = at ?? [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2];
  return { x: scaled(x, atX), y: scaled(y, atY) };
}

/** Moved by parts of its width and height. */
export function panned({ x, y }: View, right: number, up: number): View {
  const moved = (domain: Domain, part: number): Domain =>
    within([domain[0] + part * span(domain), domain[1] + part * span(domain)]);
  return { x: moved(x, right), y: moved(y, up) };
}

/** Decimals that tell neighbouring ticks, or steps of the readout, apart. */
export const decimalsFor = (domain: Domain): number =>
  Math.max(0, Math.min(8, 3 - Math.round(Math.log10(span(domain)))));

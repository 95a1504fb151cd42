// The first curves as they stand in the page before its script has run, and where none runs: computed by the core as the
// panel does, and laid out once.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as glue from '../generated/core/activation_lab.js';
import {
  type Domain,
  lastVisible,
  type Point,
  pathData,
  placeLabels,
  simplify,
} from '../src/charts/geometry.ts';
import { lineStyle } from '../src/charts/palette.ts';
import { linear, ticks } from '../src/charts/scale.ts';
import type { FunctionSpec } from '../src/core/types.ts';
import { sampleOf } from '../src/panels/curves/sampling.ts';

const X: Domain = [-4, 4];
const Y: Domain = [-1.5, 2.5];
/** px of a drawing that is scaled to the page's width */
const SIZE = { width: 640, height: 340, left: 34, right: 540, top: 12, bottom: 312 };
/** px; coarser than the panel's, as every point is downloaded */
const TOLERANCE = 0.25;
const GAP = 17;

/** `functions`: ids, in the order of the catalogue. */
export function picture(functions: readonly string[]): string {
  const wasm = fileURLToPath(new URL('../generated/core/scalar.wasm', import.meta.url));
  glue.initSync({ module: readFileSync(wasm) });
  const catalogue: readonly FunctionSpec[] = glue.catalogue('keras2');
  const { width, height, left, right, top, bottom } = SIZE;
  const sx = linear(X, [left, right]);
  const sy = linear(Y, [bottom, top]);
  const grid = Float32Array.from({ length: 401 }, (_, index) => X[0] + ((X[1] - X[0]) * index) / 400);

  const lines = functions.map((id) => {
    const spec = catalogue.find((one) => one.id === id);
    if (!spec) throw new Error(`${id} is not in the catalogue`);
    const params = Object.fromEntries(
      spec.parameters.map((parameter) => [parameter.name, parameter.default]),
    );
    const { f, derivative } = sampleOf(
      grid,
      params,
      (x) => glue.evaluate(id, params, x),
      0.02 * (Y[1] - Y[0]),
    );
    const { color } = lineStyle(catalogue, id);
    return { id, color, f, derivative };
  });
  const path = (points: readonly Point[], color: string, dash: string): string => {
    const seen = points.map(([x, y]): Point => [sx(x), Math.max(-height, Math.min(2 * height, sy(y)))]);
    const short = pathData(simplify(seen, TOLERANCE)).replace(/(\.\d)\d+/g, '$1');
    return `<path class="curve" style="stroke:${color}"${dash && ` stroke-dasharray="${dash}"`} d="${short}"/>`;
  };
  const ends = lines.map(({ id, color, f }) => ({
    id,
    color,
    end: lastVisible(f, Y) ?? ([X[1], 0] as const),
  }));
  const places = placeLabels(
    ends.map(({ end }) => sy(end[1])),
    [top + 6, bottom - 6],
    GAP,
  );
  const across = ticks(Y, 4).map(
    (tick) =>
      `<path class="${tick === 0 ? 'axis' : 'grid'}" d="M${left} ${sy(tick)}H${right}"/><text x="${left - 8}" y="${sy(tick) + 4}" text-anchor="end">${text(tick)}</text>`,
  );
  const up = ticks(X, 8).map(
    (tick) =>
      `<path class="${tick === 0 ? 'axis' : 'grid'}" d="M${sx(tick)} ${top}V${bottom}"/><text x="${sx(tick)}" y="${bottom + 18}" text-anchor="middle">${text(tick)}</text>`,
  );
  const names = ends.map(({ id, color, end }, index) => {
    const y = round(places[index] ?? 0);
    return `<path class="leader" style="stroke:${color}" d="M${round(sx(end[0]))} ${round(sy(end[1]))}L${right + 3} ${y}h5"/><text class="name" style="fill:color-mix(in oklab,${color} 75%,var(--ink))" x="${right + 11}" y="${y + 4}">${id}</text>`;
  });
  return [
    `<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">`,
    `<clipPath id="first"><path d="M${left} ${top}H${right}V${bottom}H${left}z"/></clipPath>`,
    ...across,
    ...up,
    '<g clip-path="url(#first)">',
    ...lines.flatMap(({ color, f, derivative }) => [path(derivative, color, '5 4'), path(f, color, '')]),
    '</g>',
    ...names,
    '</svg>',
  ].join('');
}

const round = (value: number): number => Math.round(value * 10) / 10;
const text = (value: number): string => String(value).replace('-', '−');

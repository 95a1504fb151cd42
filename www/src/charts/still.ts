// Charts as text that stands alone: presentation attributes only, as many places strip style sheets and scripts, and no id, as
// several may come to stand in one page. Text and axes take the colour of the text around them, lines one that can be told from
// white and from black paper. Pure.

import {
  type Domain,
  labelHeight,
  lastVisible,
  type Point,
  pathData,
  placeLabels,
  simplify,
} from './geometry.ts';
import type { IntervalRow } from './interval-chart.ts';
import { linear, ticks } from './scale.ts';
import type { Area, Series } from './series.ts';

/** As small as charts can be read in: on a phone they shrink with their letters. */
const WIDTH = 480;
const HEIGHT = 280;
const MARGIN = { top: 26, bottom: 40, left: 48 };
const ROW = 28;
const GAP = 15;
const TOLERANCE = 0.06;
/** Relative luminances (WCAG 2) with a contrast of at least 3 to white and to #15171b. */
const LUMINANCE: Domain = [0.13, 0.29];

export function escaped(text: string): string {
  const names: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' };
  return text.replace(/[&<>"]/g, (mark) => `&${names[mark]};`);
}

/** `#rrggbb` that can be seen on white and on dark paper: mixed with black or white as far as needed. */
export function forBothThemes(colour: string): string {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  if (channels.some(Number.isNaN)) return '#767676';
  const mixed = (share: number): number[] =>
    channels.map((channel) => (share < 0 ? channel * (1 + share) : channel + (1 - channel) * share));
  const [darkest, lightest] = LUMINANCE;
  for (let step = 0; step <= 50; step += 1) {
    for (const share of [step / 50, -step / 50]) {
      const luminance = luminanceOf(mixed(share));
      if (luminance >= darkest && luminance <= lightest) return hex(mixed(share));
    }
  }
  return '#767676';
}

/** Of channels from 0 to 1. */
export function luminanceOf(channels: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((channel) =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const hex = (channels: readonly number[]): string =>
  `#${channels
    .map((channel) =>
      Math.round(channel * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

const at = (value: number): string => String(Math.round(value * 10) / 10);

const text = (x: number, y: number, content: string, more = ''): string =>
  `<text x="${at(x)}" y="${at(y)}" fill="currentColor"${more}>${escaped(content)}</text>`;

const rule = (x1: number, y1: number, x2: number, y2: number, opacity: number): string =>
  `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" stroke="currentColor" stroke-opacity="${opacity}"/>`;

function picture(height: number, label: string, parts: readonly string[]): string {
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="100%" role="img" aria-label="${escaped(label)}" font-family="system-ui, sans-serif" font-size="12">`;
  return [open, ...parts.map((part) => `  ${part}`), '</svg>'].join('\n');
}

export interface StillIntervals {
  label: string;
  rows: readonly IntervalRow[];
  domain: Domain;
  reference: number | undefined;
  xLabel: string;
  format: (value: number) => string;
}

/** A row per function: a dot with its interval. */
export function stillIntervals({ label, rows, domain, reference, xLabel, format }: StillIntervals): string {
  const longest = Math.max(4, ...rows.map((row) => row.label.length));
  const left = Math.min(WIDTH * 0.4, longest * 7.4 + 12);
  const bottom = 8 + rows.length * ROW;
  const x = linear(domain, [left, WIDTH - 24]);
  const parts = ticks(domain, 6).flatMap((tick) => [
    rule(x(tick), 8, x(tick), bottom, 0.15),
    text(x(tick), bottom + 18, format(tick), ' text-anchor="middle"'),
  ]);
  parts.push(text((left + WIDTH - 24) / 2, bottom + 36, xLabel, ' text-anchor="middle"'));
  if (reference !== undefined && reference >= domain[0]) {
    const line = rule(x(reference), 8, x(reference), bottom, 0.6);
    parts.push(line.replace('/>', ' stroke-dasharray="4 3"/>'));
  }
  for (const [index, row] of rows.entries()) {
    const y = 8 + (index + 0.5) * ROW;
    parts.push(text(left - 10, y + 4, row.label, ' text-anchor="end" font-weight="600"'));
    for (const { value, low, high } of row.marks) {
      if (value < domain[0]) {
        parts.push(text(left + 4, y + 4, `◂ ${format(value)}`));
        continue;
      }
      const [from, to] = [low, high].map((end) => x(Math.min(domain[1], Math.max(domain[0], end))));
      if (Number.isFinite(low))
        parts.push(
          `<line x1="${at(from ?? 0)}" y1="${at(y)}" x2="${at(to ?? 0)}" y2="${at(y)}" stroke="${row.color}" stroke-opacity="0.5" stroke-width="5"/>`,
        );
      parts.push(`<circle cx="${at(x(value))}" cy="${at(y)}" r="4.5" fill="${row.color}"/>`);
    }
  }
  return picture(bottom + 42, label, parts);
}

export interface StillLines {
  label: string;
  series: readonly Series[];
  areas: readonly Area[];
  x: Domain;
  y: Domain;
  xLabel: string;
  yLabel: string;
  formatX: (value: number) => string;
  formatY: (value: number) => string;
  /** stronger lines at zero */
  zero: boolean;
}

/** Lines with their names at their ends. */
export function stillLines(chart: StillLines): string {
  const { series, areas, x, y, zero } = chart;
  const named = series.filter((one) => one.named && one.points.length > 0);
  const longest = Math.max(0, ...named.map((one) => one.label.length));
  const [left, top, bottom] = [MARGIN.left, MARGIN.top, HEIGHT - MARGIN.bottom];
  const right = WIDTH - Math.min(WIDTH * 0.3, longest * 7 + 30);
  const [sx, sy] = [linear(x, [left, right]), linear(y, [bottom, top])];
  const parts = [
    ...ticks(y, 5).flatMap((tick) => [
      rule(left, sy(tick), right, sy(tick), zero && tick === 0 ? 0.6 : 0.15),
      text(left - 8, sy(tick) + 4, chart.formatY(tick), ' text-anchor="end"'),
    ]),
    ...ticks(x, 8).flatMap((tick) => [
      rule(sx(tick), top, sx(tick), bottom, zero && tick === 0 ? 0.6 : 0.15),
      text(sx(tick), bottom + 18, chart.formatX(tick), ' text-anchor="middle"'),
    ]),
    text((left + right) / 2, HEIGHT - 4, chart.xLabel, ' text-anchor="middle"'),
    text(0, 12, chart.yLabel),
  ];
  // A picture within the picture cuts off what leaves it, without an id.
  const [width, height] = [right - left, bottom - top];
  parts.push(
    `<svg x="${at(left)}" y="${top}" width="${at(width)}" height="${height}" viewBox="${at(left)} ${top} ${at(width)} ${height}" overflow="hidden">`,
  );
  for (const { color, points } of areas) {
    const low = points.map(([px, py]) => `${at(sx(px))},${at(sy(py))}`);
    const high = points.map(([px, , py]) => `${at(sx(px))},${at(sy(py))}`).reverse();
    parts.push(`  <polygon points="${[...low, ...high].join(' ')}" fill="${color}" fill-opacity="0.18"/>`);
  }
  for (const { color, dash, points } of series) {
    const onPaper = points.map(
      ([px, py]): Point => [sx(px), Math.max(-HEIGHT, Math.min(2 * HEIGHT, sy(py)))],
    );
    const dashes = dash ? ` stroke-dasharray="${dash}"` : '';
    const data = pathData(simplify(onPaper, TOLERANCE));
    parts.push(`  <path d="${data}" fill="none" stroke="${color}" stroke-width="2"${dashes}/>`);
  }
  parts.push('</svg>', ...names(named, y, { sx, sy, right, top, bottom }));
  return picture(HEIGHT, chart.label, parts);
}

interface Room {
  sx: (value: number) => number;
  sy: (value: number) => number;
  right: number;
  top: number;
  bottom: number;
}

function names(named: readonly Series[], y: Domain, { sx, sy, right, top, bottom }: Room): string[] {
  const ends = named.flatMap((one) => {
    const end = lastVisible(one.points, y);
    return end ? [{ one, x: sx(end[0]), y: sy(end[1]) }] : [];
  });
  const wanted = ends.map((end) => labelHeight([end.x, end.y], right, (top + bottom) / 2));
  return placeLabels(wanted, [top, bottom], GAP).flatMap((height, index) => {
    const end = ends[index];
    if (!end || height === undefined) return [];
    const { one } = end;
    const leader = `<path d="M${at(end.x)},${at(end.y)}L${at(right + 16)},${at(height)}" fill="none" stroke="${one.color}" stroke-opacity="0.6"/>`;
    return [leader, text(right + 20, height + 4, one.label, ' font-weight="600"')];
  });
}

// Drawings that the reader keeps, as lines of a test set: what the command line's `ink` reads. Pure.

import type { Point, Stroke } from './strokes.ts';

/** A labelled drawing. */
export interface Kept {
  label: number;
  strokes: readonly Stroke[];
  /** it is kept and saved as this, and is equal to others with the same line */
  line: string;
}

/** What is wrong with a line. */
export interface Fault {
  fault: 'json' | 'label' | 'strokes' | 'stroke' | 'number' | 'widths' | 'width' | 'empty' | 'many';
  got: string;
}

/** Points of a drawing: a digit has some 200. */
export const MOST_POINTS = 2000;
/** Of the usual pen: the core knows no others. */
const [THINNEST, WIDEST] = [0.25, 4];
/** Free on all sides of a drawing that comes in other units. */
const MARGIN = 0.1;

/** A drawing to keep. Places are rounded to a ten-thousandth of the surface, so that a digit takes about 2 KB. */
export function kept(label: number, strokes: readonly Stroke[]): Kept | Fault {
  const count = strokes.reduce((sum, stroke) => sum + stroke.length, 0);
  if (count === 0) return { fault: 'empty', got: '0' };
  if (count > MOST_POINTS) return { fault: 'many', got: String(count) };
  const rounded = strokes
    .filter(({ length }) => length > 0)
    .map((stroke) =>
      stroke.map(([x, y, width]): Point => [round(x, 10_000), round(y, 10_000), round(width, 100)]),
    );
  const line = JSON.stringify({
    label,
    strokes: rounded.map((stroke) => stroke.flatMap((point) => point.slice(0, 2))),
    widths: rounded.map((stroke) => stroke.map(([, , width]) => width)),
  });
  return { label, strokes: rounded, line };
}

const round = (value: number, parts: number): number => Math.round(value * parts) / parts;

/** A line of a test set; places may be in any unit, y downwards. */
export function read(line: string): Kept | Fault {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { fault: 'json', got: short(line) };
  }
  if (typeof value !== 'object' || value === null) return { fault: 'json', got: short(line) };
  const { label, strokes, widths } = value as Record<string, unknown>;
  if (typeof label !== 'number' || !Number.isInteger(label) || label < 0 || label > 9)
    return { fault: 'label', got: short(label) };
  if (!isLists(strokes)) return { fault: 'strokes', got: short(strokes) };
  const odd = strokes.find(({ length }) => length % 2 === 1);
  if (odd) return { fault: 'stroke', got: String(odd.length) };
  const noNumber = strokes.flat().find((number) => !isFinite32(number));
  if (noNumber !== undefined) return { fault: 'number', got: short(noNumber) };
  const places = strokes as number[][];
  const given = widths === undefined ? [] : widths;
  if (!isLists(given)) return { fault: 'widths', got: short(given) };
  const counts = (lists: readonly (readonly unknown[])[]): string => lists.map(({ length }) => length).join();
  if (given.length > 0 && counts(given) !== places.map(({ length }) => length / 2).join())
    return { fault: 'widths', got: short(given.map(({ length }) => length)) };
  const noWidth = given
    .flat()
    .find((width) => !(typeof width === 'number' && width >= THINNEST && width <= WIDEST));
  if (noWidth !== undefined) return { fault: 'width', got: short(noWidth) };
  return kept(label, fitted(strokesOf(places, given as number[][])));
}

const isLists = (value: unknown): value is unknown[][] => Array.isArray(value) && value.every(Array.isArray);

/** The core reckons in f32. `null` in a list is not `undefined`, so that it is found. */
const isFinite32 = (value: unknown): boolean =>
  typeof value === 'number' && Number.isFinite(Math.fround(value));

const strokesOf = (
  places: readonly (readonly number[])[],
  widths: readonly (readonly number[])[],
): Stroke[] =>
  places.map((stroke, index) =>
    Array.from(
      { length: stroke.length / 2 },
      (_, at): Point => [stroke[2 * at] ?? 0, stroke[2 * at + 1] ?? 0, widths[index]?.[at] ?? 1],
    ),
  );

/** Brought onto the surface, unless they are on it. */
function fitted(strokes: readonly Stroke[]): readonly Stroke[] {
  const all = strokes.flat();
  const range = (axis: 0 | 1): readonly [low: number, high: number] =>
    all.reduce(([low, high], point) => [Math.min(low, point[axis]), Math.max(high, point[axis])] as const, [
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ] as readonly [number, number]);
  const [[left, right], [top, bottom]] = [range(0), range(1)];
  if (left >= 0 && top >= 0 && right <= 1 && bottom <= 1) return strokes;
  // A dot has no size.
  const scale = (1 - 2 * MARGIN) / (Math.max(right - left, bottom - top) || 1);
  const place = (value: number, low: number, high: number): number =>
    0.5 + (value - (low + high) / 2) * scale;
  return strokes.map((stroke) =>
    stroke.map(([x, y, width]): Point => [place(x, left, right), place(y, top, bottom), width]),
  );
}

/** As much of what was found as a sentence can show. */
function short(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '–');
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

export interface TestSet {
  drawings: Kept[];
  faults: (Fault & { number: number })[];
}

/** A file of such lines; empty ones mean nothing. */
export function readTestSet(text: string): TestSet {
  const found: TestSet = { drawings: [], faults: [] };
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const one = read(line);
    if ('fault' in one) found.faults.push({ ...one, number: index + 1 });
    else found.drawings.push(one);
  }
  return found;
}

export const testSetOf = (drawings: readonly Kept[]): string =>
  drawings.map(({ line }) => `${line}\n`).join('');

// A parameter's axis on a chart: its ticks, and how the names of marks above it keep out of each other's way. Pure.

import type { Axis } from '../core/types.ts';
import { ticks } from './scale.ts';

export interface Tick {
  value: number;
  /** a long line with its number, or a short one without */
  major: boolean;
}

/** Decades from 0 that a logarithmic axis shows: what is smaller is its gap. */
const DECADES = 3;

/** Powers of ten from `low` to `high`, and twice and five times them. */
function decades(low: number, high: number): Tick[] {
  const found: Tick[] = [];
  for (let power = Math.floor(Math.log10(low) + 1e-9); 10 ** power <= high * (1 + 1e-9); power += 1)
    for (const digit of [1, 2, 5]) {
      const value = Number(`${digit}e${power}`);
      if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) found.push({ value, major: digit === 1 });
    }
  // Of less than a decade every one is told.
  const few = found.filter(({ major }) => major).length < 2;
  return few ? found.map((tick) => ({ ...tick, major: true })) : found;
}

/** In ascending order. */
export function axisTicks({ min, max, scale }: Axis, count: number): Tick[] {
  if (scale === 'linear') return ticks([min, max], count).map((value) => ({ value, major: true }));
  const least = Math.max(max, -min) / 10 ** DECADES;
  if (scale === 'log')
    return min > 0 ? decades(min, max) : [{ value: 0, major: true }, ...decades(least, max)];
  const left = decades(least, -min).map(({ value, major }) => ({ value: -value, major }));
  return [...left.reverse(), { value: 0, major: true }, ...decades(least, max)];
}

/** px of a letter: of the Latin alphabet, and of kana and kanji, which are square */
const LETTER = 6.4;
const SQUARE = 12;

const lengthOf = (name: string): number =>
  [...name].reduce((sum, letter) => sum + (letter > '\u2e7f' ? SQUARE : LETTER), 8);

export interface PlacedName {
  x: number;
  row: number;
  anchor: 'start' | 'middle' | 'end';
}

/** Each name beside its place, in the first row in which it meets no other; all within `width`. */
export function placeNames(names: readonly { x: number; name: string }[], width: number): PlacedName[] {
  const taken: [from: number, to: number][][] = [];
  return names.map(({ x, name }) => {
    const long = lengthOf(name);
    const anchor = x + long / 2 > width ? 'end' : x - long / 2 < 0 ? 'start' : 'middle';
    const from = anchor === 'end' ? x - long : anchor === 'start' ? x : x - long / 2;
    const free = taken.findIndex((row) => row.every(([left, right]) => from + long <= left || from >= right));
    const row = free < 0 ? taken.length : free;
    taken[row] = [...(taken[row] ?? []), [from, from + long]];
    return { x, row, anchor };
  });
}

// For how many networks of a map theory holds, and where it does not. Pure.

import { isOff, type Reading } from './reading.ts';

export interface Compared {
  row: string;
  depth: number;
  units: number;
  reading: Reading;
}

export interface Agreement {
  /** cells whose gradient is known, of more than one layer: in one layer the ratio is 1 by definition */
  compared: number;
  /** within the factor */
  held: number;
  /** off, by no more than lengths scatter in layers so narrow */
  narrow: number;
  /** rows that are off by more, the most frequent first */
  rows: readonly { row: string; count: number }[];
  /** cells without a gradient that could be compared */
  silent: number;
}

/**
 * Of n units the logarithm of a gradient's length scatters by about √(depth / n) (Hanin and Nica 2020); two deviations are
 * common.
 */
export const scatter = (depth: number, units: number): number => Math.sqrt(depth / units);

export function agreementOf(cells: readonly Compared[]): Agreement {
  const deep = cells.filter(({ depth }) => depth > 1);
  const known = deep.filter(({ reading }) => Number.isFinite(reading.error));
  const off = known.filter(({ reading }) => isOff(reading));
  const beyond = off.filter(
    ({ reading, depth, units }) => Math.abs(reading.error) * Math.LN10 > 2 * scatter(depth, units),
  );
  const rows = [...new Set(beyond.map(({ row }) => row))].map((row) => ({
    row,
    count: beyond.filter((one) => one.row === row).length,
  }));
  return {
    compared: known.length,
    held: known.length - off.length,
    narrow: off.length - beyond.length,
    rows: rows.sort((a, b) => b.count - a.count),
    silent: deep.length - known.length,
  };
}

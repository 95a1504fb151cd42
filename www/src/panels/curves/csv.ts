// The values of the curves as a table for other programs.

import type { Parameters } from '../../core/types.ts';
import { gradientOf, type Sample } from './sampling.ts';

export interface Column {
  id: string;
  params: Parameters;
  sample: Sample;
}

/** The shortest decimals that give the same single-precision number again. */
export function shortest(value: number): string {
  for (const digits of [6, 7, 8]) {
    const decimal = Number(value.toPrecision(digits));
    if (Math.fround(decimal) === value) return String(decimal);
  }
  return Number.isFinite(value) ? String(Number(value.toPrecision(9))) : String(value);
}

/** x, then f, f′ and ∂f/∂p of each function. A column is named by its function and the parameters. */
export function csv(columns: readonly Column[]): string {
  const x = columns[0]?.sample.x ?? new Float32Array();
  const values: Float32Array[] = [x];
  const names = ['x'];
  for (const { id, params, sample } of columns) {
    const list = Object.entries(params).map(([name, value]) => `${name}=${shortest(Math.fround(value))}`);
    const of = list.length > 0 ? `${id}(${list.join('; ')})` : id;
    names.push(`${of} f`, `${of} df/dx`);
    values.push(sample.curve.y, sample.curve.dy);
    for (const [place, name] of Object.keys(params).entries()) {
      names.push(`${of} df/d${name}`);
      values.push(gradientOf(sample.curve, place));
    }
  }
  const rows = Array.from(x, (_, row) => values.map((column) => shortest(column[row] ?? Number.NaN)).join());
  return `${[names.join(), ...rows].join('\r\n')}\r\n`;
}

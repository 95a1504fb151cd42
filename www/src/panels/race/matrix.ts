// A confusion matrix as a picture of its own: for the file that is saved. The page shows it as a table.

import { escaped } from '../../charts/still.ts';

const CELL = 40;
const LEFT = 70;
const TOP = 78;

export interface MatrixPicture {
  title: string;
  note: string;
  truth: string;
  answer: string;
  /** 10 × 10, row = true class */
  matrix: readonly number[];
}

/** Share of the darkest shade: errors are rare, so the root of their share of the row. */
export function shade(count: number, rowTotal: number): number {
  return rowTotal > 0 ? Math.sqrt(count / rowTotal) : 0;
}

export const rowTotals = (matrix: readonly number[]): number[] =>
  Array.from({ length: 10 }, (_, row) =>
    matrix.slice(10 * row, 10 * row + 10).reduce((sum, count) => sum + count, 0),
  );

/** An SVG file. Right answers in blue, errors in red, as on the page in light colours. */
export function matrixSvg({ title, note, truth, answer, matrix }: MatrixPicture): string {
  const totals = rowTotals(matrix);
  const [width, height] = [LEFT + 10 * CELL + 16, TOP + 10 * CELL + 40];
  const text = (x: number, y: number, content: string | number, more = ''): string =>
    `<text x="${x}" y="${y}"${more}>${escaped(String(content))}</text>`;
  const middle = ' text-anchor="middle"';
  const cells = matrix.map((count, index) => {
    const [row, column] = [Math.floor(index / 10), index % 10];
    const [x, y] = [LEFT + column * CELL, TOP + row * CELL];
    const dark = shade(count, totals[row] ?? 0);
    const fill = row === column ? '#0a5bb5' : '#a3231b';
    const ink = dark > 0.55 ? '#ffffff' : '#1c1d20';
    return (
      `<rect x="${x}" y="${y}" width="${CELL - 1}" height="${CELL - 1}" fill="${fill}" fill-opacity="${dark.toFixed(3)}"/>` +
      (count > 0 ? text(x + CELL / 2, y + CELL / 2 + 4, count, `${middle} fill="${ink}"`) : '')
    );
  });
  const digits = Array.from({ length: 10 }, (_, digit) => {
    const at = digit * CELL + CELL / 2;
    return (
      text(LEFT - 12, TOP + at + 4, digit, ' text-anchor="end" font-weight="600"') +
      text(LEFT + at, TOP + 10 * CELL + 16, digit, `${middle} font-weight="600"`)
    );
  });
  const across = LEFT + 5 * CELL;
  const down = TOP + 5 * CELL;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12" fill="#1c1d20">`,
    `<title>${escaped(title)}</title><rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(16, 30, title, ' font-size="16" font-weight="600"'),
    text(16, 50, note, ' fill="#5d5e63"'),
    ...cells,
    ...digits,
    text(across, TOP + 10 * CELL + 34, answer, `${middle} fill="#5d5e63"`),
    text(22, down, truth, `${middle} fill="#5d5e63" transform="rotate(-90 22 ${down})"`),
    '</svg>',
  ].join('\n');
}

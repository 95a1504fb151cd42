// Where lengths lie on a logarithmic axis, and squares in small pictures. Pure.

/** Whole powers of ten that hold all lengths above 0. */
export type Decades = readonly [from: number, to: number];

export function decadesOf(lengths: readonly number[]): Decades {
  const powers = lengths.filter((one) => one > 0 && Number.isFinite(one)).map(Math.log10);
  if (powers.length === 0) return [-1, 0];
  // What lies on the left end would be no bar at all; and no minus zero.
  const from = Math.ceil(Math.min(...powers) - 1 - 1e-9);
  const to = Math.ceil(Math.max(...powers) - 1e-9) + 0;
  return [from, Math.max(to, from + 1)];
}

/** 0 … 1; undefined for what a logarithmic axis has no place for. */
export function placeOf(length: number, [from, to]: Decades): number | undefined {
  if (!(length > 0) || !Number.isFinite(length)) return undefined;
  return Math.min(1, Math.max(0, (Math.log10(length) - from) / (to - from)));
}

/** Marks of a picture: squares above 0, diamonds below; each SVG path in units of a cell. */
export interface Marks {
  plus: string;
  minus: string;
}

/** Cells to a row: as near to a square as whole rows are. */
export function columnsOf(units: number): number {
  const root = Math.sqrt(units);
  for (let columns = Math.ceil(root); columns <= 2 * root; columns += 1)
    if (units % columns === 0) return columns;
  return Math.ceil(root);
}

/** Of a cell's side; below it nothing is drawn. */
const SMALLEST = 0.08;
const LARGEST = 0.92;

/** Values cell by cell; the area of a mark is in proportion to the value's size, and `most` all but fills the cell. */
export function marksOf(values: ArrayLike<number>, columns: number, most: number): Marks {
  const marks: Marks = { plus: '', minus: '' };
  if (!(most > 0) || !Number.isFinite(most)) return marks;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    const side = LARGEST * Math.sqrt(Math.min(1, Math.abs(value) / most));
    if (!(side >= SMALLEST)) continue;
    const [x, y] = [(index % columns) + 0.5, Math.floor(index / columns) + 0.5];
    if (value > 0) {
      const [left, top] = [(x - side / 2).toFixed(2), (y - side / 2).toFixed(2)];
      marks.plus += `M${left} ${top}h${side.toFixed(2)}v${side.toFixed(2)}h-${side.toFixed(2)}z`;
    } else {
      // A diamond of the same area: its corners may reach a little beyond the cell.
      const half = side / Math.SQRT2;
      const step = half.toFixed(2);
      marks.minus += `M${x} ${(y - half).toFixed(2)}l${step} ${step}l-${step} ${step}l-${step} -${step}z`;
    }
  }
  return marks;
}

/** Grey levels of one or more square images in rows, as a path each; `across`: images in a row. */
export function shadesOf(
  images: readonly Uint8Array[],
  side: number,
  across: number,
  levels = 8,
): { opacity: number; path: string }[] {
  const paths = new Array<string>(levels + 1).fill('');
  for (const [place, image] of images.entries()) {
    const [left, top] = [(place % across) * side, Math.floor(place / across) * side];
    for (const [index, value] of image.entries()) {
      const level = Math.round((value / 255) * levels);
      if (level > 0) paths[level] += `M${left + (index % side)} ${top + Math.floor(index / side)}h1v1h-1z`;
    }
  }
  return paths.flatMap((path, level) => (path ? [{ opacity: level / levels, path }] : []));
}

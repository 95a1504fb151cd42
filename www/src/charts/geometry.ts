// Where things go on a chart. Pure: no DOM, no colours.

export type Point = readonly [x: number, y: number];
export type Domain = readonly [from: number, to: number];

/** Part of the domain that a chart shows. */
export interface View {
  x: Domain;
  y: Domain;
}

/**
 * Leaves out the points that lie within `tolerance` of the line between the ones that stay, vertically. Breaks (NaN)
 * stay. Points are in order of x.
 */
export function simplify(points: readonly Point[], tolerance: number): Point[] {
  const kept: Point[] = [];
  let anchor: Point | undefined;
  let last: Point | undefined;
  // Between these slopes from the anchor, a line passes all the points since.
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const close = (): void => {
    if (last && last !== anchor) kept.push(last);
  };
  for (const point of points) {
    if (Number.isNaN(point[1])) {
      close();
      kept.push(point);
      anchor = last = undefined;
      continue;
    }
    const slope = anchor ? (point[1] - anchor[1]) / (point[0] - anchor[0]) : Number.NaN;
    if (!anchor || !(slope >= low && slope <= high)) {
      close();
      anchor = last ?? point;
      if (!last) kept.push(point);
      [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    }
    if (point !== anchor) {
      const run = point[0] - anchor[0];
      low = Math.max(low, (point[1] - tolerance - anchor[1]) / run);
      high = Math.min(high, (point[1] + tolerance - anchor[1]) / run);
    }
    last = point;
  }
  close();
  return kept;
}

/** SVG path data; NaN lifts the pen. */
export function pathData(points: readonly Point[]): string {
  let data = '';
  let pen = 'M';
  for (const [x, y] of points) {
    if (Number.isNaN(y)) {
      pen = 'M';
      continue;
    }
    data += `${pen}${Math.round(x * 100) / 100},${Math.round(y * 100) / 100}`;
    pen = 'L';
  }
  return data;
}

/** The last point that can be seen, be it where the line leaves the chart: a line's label is led from there. */
export function lastVisible(points: readonly Point[], [low, high]: Domain): Point | undefined {
  const index = points.findLastIndex(([, y]) => y >= low && y <= high);
  const [last, next] = [points[index], points[index + 1]];
  if (!last || !next || Number.isNaN(next[1])) return last;
  const edge = next[1] > high ? high : low;
  return [last[0] + ((next[0] - last[0]) * (edge - last[1])) / (next[1] - last[1]), edge];
}

/**
 * The height that a label wants. Of lines that leave the chart through the same edge, the one that leaves last gets the
 * outermost label, so that the leaders do not cross.
 */
export function labelHeight([x, y]: Point, right: number, middle: number): number {
  const nudge = (right - x) * 1e-3;
  return y < middle ? y + nudge : y - nudge;
}

/**
 * Places labels at the heights they want, at least `gap` apart and within [top, bottom], moving each as little as
 * needed. Where they do not all fit, the later ones are left out (undefined).
 */
export function placeLabels(
  wanted: readonly number[],
  [top, bottom]: Domain,
  gap: number,
): (number | undefined)[] {
  const room = Math.floor((bottom - top) / gap) + 1;
  const order = wanted
    .map((y, index) => ({ y: Math.min(bottom, Math.max(top, y)), index }))
    .filter(({ index }) => index < room)
    .sort((a, b) => a.y - b.y || a.index - b.index);

  // Blocks of touching labels, each centred on what its members want (pool adjacent violators).
  const blocks: { sum: number; count: number }[] = [];
  const start = ({ sum, count }: { sum: number; count: number }): number => {
    const centred = sum / count - ((count - 1) * gap) / 2;
    return Math.min(bottom - (count - 1) * gap, Math.max(top, centred));
  };
  for (const { y } of order) {
    let block = { sum: y, count: 1 };
    for (let above = blocks.at(-1); above; above = blocks.at(-1)) {
      if (start(above) + above.count * gap <= start(block)) break;
      block = { sum: above.sum + block.sum, count: above.count + block.count };
      blocks.pop();
    }
    blocks.push(block);
  }

  const placed = new Array<number | undefined>(wanted.length).fill(undefined);
  let next = 0;
  for (const block of blocks) {
    for (let member = 0; member < block.count; member += 1) {
      const label = order[next++];
      if (label) placed[label.index] = start(block) + member * gap;
    }
  }
  return placed;
}

/** The point nearest to x. Points are in order of x. */
export function nearest(points: readonly Point[], x: number): Point | undefined {
  let [from, to] = [0, points.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((points[middle]?.[0] ?? x) < x) from = middle + 1;
    else to = middle;
  }
  let [before, after] = [from - 1, from];
  while (Number.isNaN(points[before]?.[1])) before -= 1;
  while (Number.isNaN(points[after]?.[1])) after += 1;
  const [left, right] = [points[before], points[after]];
  return left && (!right || x - left[0] <= right[0] - x) ? left : right;
}

/** A domain that holds all values, widened to multiples of `step`. */
export function roundedDomain(values: readonly number[], step: number, fallback: Domain): Domain {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return fallback;
  const low = Math.floor(Math.min(...finite) / step) * step;
  const high = Math.ceil(Math.max(...finite) / step) * step;
  return [low, high > low ? high : low + step];
}

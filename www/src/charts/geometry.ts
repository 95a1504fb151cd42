// Where things go on a chart. Pure: no DOM, no colours.

export type Point = readonly [x: number, y: number];
export type Domain = readonly [from: number, to: number];

/** At most `most` points, evenly chosen; first and last stay. */
export function thin<T>(points: readonly T[], most: number): readonly T[] {
  if (points.length <= most) return points;
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => points[Math.round(index * step)] as T);
}

/**
 * NaN between neighbours that differ by more than `jump`, so that a step is drawn as a step. Where the line is as steep
 * around it, that is a slope. Looked at from two points away: a step may pass through a value halfway.
 */
export function breakAtJumps(points: readonly Point[], jump: number): Point[] {
  const change = (index: number): number =>
    Math.abs((points[index]?.[1] ?? Number.NaN) - (points[index - 1]?.[1] ?? Number.NaN)) || 0;
  const broken: Point[] = [];
  for (const [index, point] of points.entries()) {
    const around = Math.max(change(index - 2), change(index + 2));
    if (change(index) > Math.max(jump, 3 * around)) broken.push([point[0], Number.NaN]);
    broken.push(point);
  }
  return broken;
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

/** The value of a series at the point nearest to x. Points are in order of x. */
export function nearest(points: readonly Point[], x: number): Point | undefined {
  let best: Point | undefined;
  for (const point of points) {
    if (Number.isNaN(point[1])) continue;
    if (!best || Math.abs(point[0] - x) < Math.abs(best[0] - x)) best = point;
  }
  return best;
}

/** A domain that holds all values, widened to multiples of `step`. */
export function roundedDomain(values: readonly number[], step: number, fallback: Domain): Domain {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return fallback;
  const low = Math.floor(Math.min(...finite) / step) * step;
  const high = Math.ceil(Math.max(...finite) / step) * step;
  return [low, high > low ? high : low + step];
}

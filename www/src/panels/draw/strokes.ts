// Strokes as vectors in unit coordinates: (0, 0) is the surface's upper left corner, (1, 1) the lower right.

/** The width is a multiple of the usual pen's. */
export type Point = readonly [x: number, y: number, width: number];
export type Stroke = readonly Point[];

/** Points closer than this to the one before say nothing new. */
const SPACING = 0.002;
/** Points of a piece at most: while one is drawn, the others stay as they are. */
const PIECE = 200;
/** Widths as far apart are shown apart. */
const LEVELS = 20;

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** Appends a point; what leaves the surface goes along its edge, so that the reader sees what the networks see. */
export function extend(stroke: Point[], x: number, y: number, width = 1): void {
  if (![x, y, width].every(Number.isFinite)) return;
  const point = [clamp(x), clamp(y), width] as const;
  const last = stroke.at(-1);
  if (last && Math.hypot(point[0] - last[0], point[1] - last[1]) < SPACING) return;
  stroke.push(point);
}

/** The core's form: x, y and width of each point, and the number of points of each stroke. */
export function flatten(strokes: readonly Stroke[]): { points: Float32Array; lengths: Uint32Array } {
  const lengths = Uint32Array.from(strokes, (stroke) => stroke.length);
  const points = new Float32Array(3 * lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const stroke of strokes) {
    for (const point of stroke) {
      points.set(point, at);
      at += 3;
    }
  }
  return { points, lengths };
}

/** A part of a stroke that has one width, as an SVG path. */
export interface Piece {
  width: number;
  path: string;
}

interface Shown {
  count: number;
  /** points of the last piece */
  fresh: number;
  pieces: Piece[];
}

const shown = new WeakMap<Stroke, Shown>();

/** The pieces of a stroke; only points that are new since the last call are looked at. A single point is a dot. */
export function piecesOf(stroke: Stroke, size: number): readonly Piece[] {
  const known = shown.get(stroke) ?? { count: 0, fresh: 0, pieces: [] };
  for (; known.count < stroke.length; known.count += 1) {
    const [x, y, width] = stroke[known.count] ?? [0, 0, 1];
    const place = `${(x * size).toFixed(1)},${(y * size).toFixed(1)}`;
    const level = Math.round(width * LEVELS) / LEVELS;
    const last = known.pieces.at(-1);
    if (last && known.fresh < PIECE && last.width === level) {
      last.path += `L${place}`;
      known.fresh += 1;
      continue;
    }
    const before = stroke[known.count - 1];
    const from = before && `${(before[0] * size).toFixed(1)},${(before[1] * size).toFixed(1)}`;
    known.pieces.push({ width: level, path: from ? `M${from}L${place}` : `M${place}h0.01` });
    known.fresh = 1;
  }
  shown.set(stroke, known);
  return known.pieces;
}

/** Moved, turned about their middle and made larger, but not out of the surface. */
export function moved(
  strokes: readonly Stroke[],
  { dx = 0, dy = 0, turn = 0, scale = 1 }: { dx?: number; dy?: number; turn?: number; scale?: number },
): Stroke[] {
  if (strokes.length === 0) return [];
  const [left, top, right, bottom] = boxOf(strokes);
  const [cx, cy] = [(left + right) / 2, (top + bottom) / 2];
  const [cos, sin] = [Math.cos(turn) * scale, Math.sin(turn) * scale];
  const turned = strokes.map((stroke) =>
    stroke.map(([x, y, width]): Point => {
      const [u, v] = [x - cx, y - cy];
      return [cx + cos * u - sin * v + dx, cy + sin * u + cos * v + dy, width];
    }),
  );
  const [l, t, r, b] = boxOf(turned);
  if (r - l > 1 || b - t > 1) return [...strokes];
  const [backX, backY] = [Math.max(0, -l) - Math.max(0, r - 1), Math.max(0, -t) - Math.max(0, b - 1)];
  return turned.map((stroke) =>
    stroke.map(([x, y, width]): Point => [clamp(x + backX), clamp(y + backY), width]),
  );
}

function boxOf(strokes: readonly Stroke[]): [left: number, top: number, right: number, bottom: number] {
  const far = Number.POSITIVE_INFINITY;
  const box: [number, number, number, number] = [far, far, -far, -far];
  for (const [x, y] of strokes.flat()) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

/** Pixels of equal grey as one path each, so that a picture takes a few elements instead of hundreds. */
export function pixelPaths(image: Uint8Array, levels = 16): { opacity: number; path: string }[] {
  const side = Math.round(Math.sqrt(image.length));
  const paths = new Array<string>(levels + 1).fill('');
  for (const [index, value] of image.entries()) {
    const level = Math.round((value / 255) * levels);
    paths[level] += `M${index % side} ${Math.floor(index / side)}h1v1h-1z`;
  }
  return paths.flatMap((path, level) => (level > 0 && path ? [{ opacity: level / levels, path }] : []));
}

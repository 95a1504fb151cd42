// Strokes as vectors in unit coordinates: (0, 0) is the surface's upper left corner, (1, 1) the lower right.

export type Stroke = readonly (readonly [x: number, y: number])[];

/** Points closer than this to the one before say nothing new. */
const SPACING = 0.002;

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** Appends a point; what leaves the surface goes along its edge, so that the reader sees what the networks see. */
export function extend(stroke: Stroke, x: number, y: number): Stroke {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return stroke;
  const point = [clamp(x), clamp(y)] as const;
  const last = stroke.at(-1);
  if (last && Math.hypot(point[0] - last[0], point[1] - last[1]) < SPACING) return stroke;
  return [...stroke, point];
}

/** The core's form: x, y and width of each point, and the number of points of each stroke. */
export function flatten(strokes: readonly Stroke[]): { points: Float32Array; lengths: Uint32Array } {
  return {
    points: Float32Array.from(strokes.flatMap((stroke) => stroke.flatMap(([x, y]) => [x, y, 1]))),
    lengths: Uint32Array.from(strokes, (stroke) => stroke.length),
  };
}

/** SVG path; a single point becomes a dot. */
export function pathOf(stroke: Stroke, size: number): string {
  const [first] = stroke;
  if (!first) return '';
  const at = ([x, y]: readonly [number, number]): string =>
    `${(x * size).toFixed(1)},${(y * size).toFixed(1)}`;
  if (stroke.length === 1) return `M${at(first)}h0.01`;
  return `M${stroke.map(at).join('L')}`;
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

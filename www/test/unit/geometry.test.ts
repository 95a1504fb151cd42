import { expect, test } from '@playwright/test';
import {
  labelHeight,
  lastVisible,
  nearest,
  pathData,
  placeLabels,
  roundedDomain,
  simplify,
} from '../../src/charts/geometry.ts';

test('labels keep their distance and stay inside', () => {
  const wanted = [50, 52, 51, 300, 0, 299];
  const placed = placeLabels(wanted, [10, 300], 15) as number[];
  const ordered = [...placed].sort((a, b) => a - b);
  for (const [index, y] of ordered.entries()) {
    expect(y).toBeGreaterThanOrEqual(10);
    expect(y).toBeLessThanOrEqual(300);
    if (index > 0) expect(y - (ordered[index - 1] ?? 0)).toBeGreaterThanOrEqual(15 - 1e-9);
  }
  // the order of the lines is the order of the labels
  expect(placed[0]).toBeLessThan(placed[2] ?? 0);
  expect(placed[2]).toBeLessThan(placed[1] ?? 0);
});

test('labels that have room stay where they want to be', () => {
  expect(placeLabels([20, 80, 140], [0, 200], 15)).toEqual([20, 80, 140]);
});

test('labels without room are left out', () => {
  const placed = placeLabels(new Array<number>(45).fill(100), [0, 150], 15);
  expect(placed.filter((y) => y !== undefined)).toHaveLength(11);
});

test('simplifying keeps ends, kinks and breaks, and stays within its tolerance', () => {
  const points = Array.from({ length: 801 }, (_, x) => [x, Math.max(0, x - 400)] as const);
  expect(simplify(points, 0.1)).toEqual([
    [0, 0],
    [400, 0],
    [800, 400],
  ]);
  const wave = points.map(([x]) => [x, 100 * Math.sin(x / 50)] as const);
  const few = simplify(wave, 0.15);
  expect(few.length).toBeLessThan(200);
  for (const [x, y] of wave) {
    const next = few.findIndex(([right]) => right >= x);
    const [[x0, y0], [x1, y1]] = [few[Math.max(0, next - 1)] ?? [0, 0], few[next] ?? [0, 0]];
    const between = x1 > x0 ? y0 + ((y1 - y0) * (x - x0)) / (x1 - x0) : y1;
    expect(Math.abs(between - y)).toBeLessThanOrEqual(0.15 + 1e-9);
  }
  const broken = simplify(
    [
      [0, 0],
      [1, 0],
      [1, Number.NaN],
      [1, 5],
      [2, 5],
      [3, 5],
    ],
    0.1,
  );
  expect(pathData(broken)).toBe('M0,0L1,0M1,5L3,5');
});

test('labels of lines that leave through one edge: their leaders do not cross', () => {
  const wanted = [10, 60, 90].map((x) => labelHeight([x, 0], 100, 50));
  const placed = placeLabels(wanted, [0, 100], 17) as number[];
  expect(placed[2]).toBeLessThan(placed[1] ?? 0);
  expect(placed[1]).toBeLessThan(placed[0] ?? 0);
  expect(labelHeight([10, 100], 100, 50)).toBeLessThan(labelHeight([60, 100], 100, 50));
});

test('last visible point, nearest point, rounded domain', () => {
  expect(
    lastVisible(
      [
        [0, 0],
        [1, 1],
        [2, 5],
      ],
      [0, 2],
    ),
  ).toEqual([1.25, 2]);
  expect(lastVisible([[0, 9]], [0, 2])).toBeUndefined();
  expect(
    nearest(
      [
        [0, 1],
        [1, Number.NaN],
        [2, 3],
      ],
      1.1,
    ),
  ).toEqual([2, 3]);
  expect(roundedDomain([0.31, 0.72], 0.1, [0, 1])).toEqual([expect.closeTo(0.3), expect.closeTo(0.8)]);
  expect(roundedDomain([Number.NaN], 0.1, [0, 1])).toEqual([0, 1]);
});

import { expect, test } from '@playwright/test';
import {
  breakAtJumps,
  labelHeight,
  lastVisible,
  nearest,
  placeLabels,
  roundedDomain,
  thin,
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

test('thinning keeps the ends', () => {
  const points = Array.from({ length: 1000 }, (_, index) => index);
  const few = thin(points, 200);
  expect(few).toHaveLength(200);
  expect([few[0], few.at(-1)]).toEqual([0, 999]);
  expect(thin([1, 2], 200)).toEqual([1, 2]);
});

test('a step is broken, a slope is not', () => {
  const broken = breakAtJumps(
    [
      [0, 0],
      [1, 0.1],
      [2, 1],
    ],
    0.5,
  );
  expect(broken).toHaveLength(4);
  expect(broken[2]?.[1]).toBeNaN();
});

test('a steep line is no step; a step by way of its middle is one', () => {
  const line = (f: (x: number) => number) =>
    Array.from({ length: 161 }, (_, index) => [index / 20 - 4, f(index / 20 - 4)] as const);
  const breaks = (f: (x: number) => number): number =>
    breakAtJumps(line(f), 0.12).filter(([, y]) => Number.isNaN(y)).length;
  expect(breaks(Math.exp)).toBe(0);
  expect(breaks((x) => Math.max(0, x) ** 2)).toBe(0);
  expect(breaks((x) => 1 / (1 + Math.exp(-10 * x)))).toBe(0);
  expect(breaks((x) => (x > 1 ? x : 0))).toBe(1);
  expect(breaks((x) => (Math.sign(x) + 1) / 2)).toBe(2);
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

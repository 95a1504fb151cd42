import { expect, test } from '@playwright/test';
import { handsOf, sampleOf } from '../../src/panels/draw/hands.ts';
import { keyed } from '../../src/panels/draw/keys.ts';
import {
  extend,
  flatten,
  moved,
  type Point,
  piecesOf,
  pixelPaths,
  type Stroke,
} from '../../src/panels/draw/strokes.ts';

const drawn = (...places: readonly (readonly number[])[]): Point[] => {
  const stroke: Point[] = [];
  for (const [x = 0, y = 0, width] of places) extend(stroke, x, y, width);
  return stroke;
};

test('points that leave the surface go along its edge; nonsense is dropped', () => {
  const stroke = drawn(
    [-3, 0.5],
    [2, 7],
    [Number.NaN, 0.1],
    [0.5, Number.POSITIVE_INFINITY],
    [0, 0, Number.NaN],
  );
  expect(stroke).toEqual([
    [0, 0.5, 1],
    [1, 1, 1],
  ]);
});

test('points that repeat the one before are left out', () => {
  expect(drawn([0.5, 0.5], [0.5005, 0.5], [0.51, 0.5])).toHaveLength(2);
});

test('strokes go to the core with the widths of their points', () => {
  const { points, lengths } = flatten([drawn([0, 0.5]), drawn([0.25, 0.5, 0.75], [1, 0.75, 1.25])]);
  expect([...points]).toEqual([0, 0.5, 1, 0.25, 0.5, 0.75, 1, 0.75, 1.25]);
  expect([...lengths]).toEqual([1, 2]);
  expect(flatten([]).points).toHaveLength(0);
});

/** Where a path goes, its moves and its lines. */
const placesOf = (path: string): string[] => path.replace('h0.01', '').split(/[ML]/).slice(1);

test('a growing stroke is shown in pieces that meet, of which only the last one changes', () => {
  const stroke: Point[] = [];
  let before: string[] = [];
  for (let index = 0; index < 1000; index += 1) {
    extend(stroke, (index % 50) / 50, index / 1000, index < 600 ? 1 : 1.3);
    const paths = piecesOf(stroke, 100).map(({ path }) => path);
    expect(paths.slice(0, Math.max(0, before.length - 1))).toEqual(before.slice(0, -1));
    before = paths;
  }
  const pieces = piecesOf(stroke, 100);
  expect(new Set(pieces.map(({ width }) => width))).toEqual(new Set([1, 1.3]));
  const places = pieces.map(({ path }) => placesOf(path));
  for (const [index, piece] of places.slice(1).entries()) expect(piece[0]).toBe(places[index]?.at(-1));
  expect(places.flatMap((piece, index) => (index === 0 ? piece : piece.slice(1)))).toEqual(
    stroke.map(([x, y]) => `${(x * 100).toFixed(1)},${(y * 100).toFixed(1)}`),
  );
});

test('a single point is a dot', () => {
  expect(piecesOf(drawn([0.5, 0.25]), 100)).toEqual([{ width: 1, path: 'M50.0,25.0h0.01' }]);
});

const boxOf = (strokes: readonly Stroke[]): number[] => {
  const [xs, ys] = [0, 1].map((axis) => strokes.flat().map((point) => point[axis] ?? 0)) as [
    number[],
    number[],
  ];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
};

test('a drawing is moved, turned and made larger, and stays on the surface as it is', () => {
  const seven = sampleOf(7, 0);
  const [left = 0, top = 0, right = 0, bottom = 0] = boxOf(seven);
  const there = boxOf(moved(seven, { dx: 0.05, dy: -0.03 }));
  for (const [index, value] of [left + 0.05, top - 0.03, right + 0.05, bottom - 0.03].entries())
    expect(there[index]).toBeCloseTo(value, 9);
  const turned = boxOf(moved(seven, { turn: Math.PI / 2 }));
  expect((turned[2] ?? 0) - (turned[0] ?? 0)).toBeCloseTo(bottom - top, 9);
  const larger = boxOf(moved(seven, { scale: 1.1 }));
  expect((larger[2] ?? 0) - (larger[0] ?? 0)).toBeCloseTo(1.1 * (right - left), 9);
  // At the edge it stops, and is not squeezed.
  const corner = boxOf(moved(seven, { dx: 5, dy: 5 }));
  expect(corner[2]).toBeCloseTo(1, 9);
  expect((corner[2] ?? 0) - (corner[0] ?? 0)).toBeCloseTo(right - left, 9);
  // What does not fit is not done.
  expect(moved(seven, { scale: 9 })).toEqual(seven);
  expect(moved([], { dx: 1 })).toEqual([]);
});

test('keys bring digits in several hands, move them, and take them back', () => {
  const press = (key: string, strokes: readonly Stroke[] = [], shiftKey = false) =>
    keyed({ key, shiftKey }, strokes);
  const four = press('4');
  expect(four).toHaveLength(2);
  expect(press('4')).not.toEqual(four);
  expect(press('ArrowLeft', four)).not.toEqual(four);
  expect(press('ArrowLeft', four, true)).not.toEqual(press('ArrowLeft', four));
  expect(press('Backspace', four)).toHaveLength(1);
  expect(press('Escape', four)).toEqual([]);
  expect(press('a', four)).toBeUndefined();
  expect(press('Tab', four)).toBeUndefined();
});

test('every digit is there in ten hands, on the surface', () => {
  for (let digit = 0; digit < 10; digit += 1) {
    expect(handsOf(digit)).toBe(10);
    for (let hand = 0; hand < 10; hand += 1) {
      const [left = 0, top = 0, right = 1, bottom = 1] = boxOf(sampleOf(digit, hand));
      expect(Math.min(left, top, 1 - right, 1 - bottom)).toBeGreaterThan(0.05);
      expect(bottom - top).toBeGreaterThan(0.5);
    }
  }
});

test('pixels of equal grey are one path', () => {
  const paths = pixelPaths(Uint8Array.from([0, 255, 128, 255]));
  expect(paths).toEqual([
    { opacity: 0.5, path: 'M0 1h1v1h-1z' },
    { opacity: 1, path: 'M1 0h1v1h-1zM1 1h1v1h-1z' },
  ]);
});

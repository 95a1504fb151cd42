import { expect, test } from '@playwright/test';
import { extend, flatten, pathOf, pixelPaths, type Stroke } from '../../src/panels/draw/strokes.ts';

test('points that leave the surface go along its edge; nonsense is dropped', () => {
  let stroke: Stroke = [];
  stroke = extend(stroke, -3, 0.5);
  stroke = extend(stroke, 2, 7);
  stroke = extend(stroke, Number.NaN, 0.1);
  expect(stroke).toEqual([
    [0, 0.5],
    [1, 1],
  ]);
});

test('points on the same spot are one point', () => {
  expect(extend([[0.5, 0.5]], 0.5001, 0.5)).toHaveLength(1);
});

test('the core gets flat coordinates and lengths', () => {
  const { points, lengths } = flatten([
    [[0, 0.5]],
    [
      [0.25, 0.5],
      [1, 0.75],
    ],
  ]);
  expect([...points]).toEqual([0, 0.5, 1, 0.25, 0.5, 1, 1, 0.75, 1]);
  expect([...lengths]).toEqual([1, 2]);
});

test('a dot is visible', () => {
  expect(pathOf([[0.5, 0.5]], 100)).toBe('M50.0,50.0h0.01');
  expect(pathOf([], 100)).toBe('');
});

test('pixels are grouped by grey; white takes nothing', () => {
  const paths = pixelPaths(Uint8Array.from([0, 255, 255, 128]));
  expect(paths).toEqual([
    { opacity: 0.5, path: 'M1 1h1v1h-1z' },
    { opacity: 1, path: 'M1 0h1v1h-1zM0 1h1v1h-1z' },
  ]);
});

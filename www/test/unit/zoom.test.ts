import { expect, test } from '@playwright/test';
import type { View } from '../../src/charts/geometry.ts';
import { linear, niced, niceStep, ticks } from '../../src/charts/scale.ts';
import { decimalsFor, panned, zoomed } from '../../src/charts/zoom.ts';

const VIEW: View = { x: [-4, 4], y: [-1.5, 2.5] };
const width = ({ x }: View): number => x[1] - x[0];

test('zooming keeps its point and its proportion', () => {
  expect(zoomed(VIEW, 0.5)).toEqual({ x: [-2, 2], y: [-0.5, 1.5] });
  const at = zoomed(VIEW, 0.25, [1, 0]);
  expect(at.x).toEqual([-0.25, 1.75]);
  expect((1 - at.x[0]) / width(at)).toBeCloseTo((1 + 4) / 8);
  expect(zoomed(zoomed(VIEW, 0.5), 2)).toEqual(VIEW);
});

test('zooming ends before single precision does, and before nothing is to be seen', () => {
  let near = VIEW;
  let far = VIEW;
  for (let step = 0; step < 40; step += 1) [near, far] = [zoomed(near, 0.5), zoomed(far, 2)];
  expect(width(near)).toBeCloseTo(0.05);
  expect((near.y[1] - near.y[0]) / width(near)).toBeCloseTo(0.5);
  expect(width(far)).toBeCloseTo(400);
});

test('panning moves by parts of what is shown, and ends', () => {
  expect(panned(VIEW, 0.25, -0.5)).toEqual({ x: [-2, 6], y: [-3.5, 0.5] });
  let away = VIEW;
  for (let step = 0; step < 1000; step += 1) away = panned(away, 1, 1);
  expect(away).toEqual({ x: [992, 1000], y: [996, 1000] });
});

test('steps are round, and decimals tell them apart', () => {
  expect(niceStep([-4, 4], 160)).toBeCloseTo(0.05);
  expect(niceStep([0, 0.05], 160)).toBeCloseTo(0.0005);
  expect(niceStep([-200, 200], 160)).toBeCloseTo(2);
  expect(decimalsFor([-4, 4])).toBe(2);
  expect(decimalsFor([0, 0.05])).toBe(4);
  expect(decimalsFor([-200, 200])).toBe(0);
});

test('ticks are round numbers within the domain', () => {
  expect(ticks([-1.5, 2.5], 6)).toEqual([-1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5]);
  expect(ticks([0.8, 1], 5)).toEqual([0.8, 0.85, 0.9, 0.95, 1]);
  expect(ticks([-0.13, 0.32], 4)).toEqual([-0.1, 0, 0.1, 0.2, 0.3]);
  expect(ticks([1, 20], 10)).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
  expect(Object.is(ticks([-1, 1], 2)[1], 0)).toBe(true);
  expect(niced([0, 8.7], 5)).toEqual([0, 10]);
  const scale = linear([-4, 4], [46, 846]);
  expect([scale(0), scale.invert(446), scale(4)]).toEqual([446, 0, 846]);
});

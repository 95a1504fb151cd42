import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { evaluate, initSync } from '../../generated/core/activation_lab.js';
import type { Evaluate } from '../../src/panels/curves/sampling.ts';
import { difference } from '../../src/panels/dialects/difference.ts';

initSync({ module: readFileSync(new URL('../../generated/core/scalar.wasm', import.meta.url)) });

const f =
  (id: string, params: Record<string, number> = {}): Evaluate =>
  (x) =>
    evaluate(id, params, x).y;
const slope =
  (id: string, params: Record<string, number> = {}): Evaluate =>
  (x) =>
    evaluate(id, params, x).dy;

test('hard sigmoids: 1/12, at the kink of the steeper', () => {
  const found = difference(f('hard_sigmoid', { slope: 0.2 }), f('hard_sigmoid', { slope: 1 / 6 }));
  expect(found).toMatchObject({ kind: 'largest', mirrored: true });
  if (found.kind !== 'largest') return;
  expect(found.value).toBeCloseTo(1 / 12, 6);
  expect(found.from).toBe(found.to);
  expect(Math.abs(found.from)).toBeCloseTo(2.5, 4);
});

test('their slopes: 1/6, wherever only one of them is flat', () => {
  const found = difference(slope('hard_sigmoid', { slope: 0.2 }), slope('hard_sigmoid', { slope: 1 / 6 }));
  expect(found).toMatchObject({ kind: 'largest', mirrored: true });
  if (found.kind !== 'largest') return;
  expect(found.value).toBeCloseTo(1 / 6, 6);
  expect([found.from, found.to].map(Math.abs).sort()).toEqual([expect.closeTo(2.5, 3), expect.closeTo(3, 3)]);
});

test('gelu and its approximation: 4.73e-4 at ±2.699', () => {
  const found = difference(f('gelu'), f('gelu_tanh'));
  expect(found).toMatchObject({ kind: 'largest', mirrored: true });
  if (found.kind !== 'largest') return;
  expect(found.value).toBeCloseTo(4.73e-4, 6);
  // Between two points of the coarse grid: 2.6875 and 2.703.
  expect(Math.abs(Math.abs(found.from) - 2.699)).toBeLessThan(0.002);
  expect(found.from).toBe(found.to);
});

test('elu and celu with alpha 2: 1/2, at −2 ln 2 and not at 2 ln 2', () => {
  const found = difference(f('elu', { alpha: 2 }), f('celu', { alpha: 2 }));
  expect(found).toMatchObject({ kind: 'largest', mirrored: false });
  if (found.kind !== 'largest') return;
  expect(found.value).toBeCloseTo(0.5, 6);
  expect(Math.abs(found.from + 2 * Math.LN2)).toBeLessThan(0.002);
});

test('leaky slopes drift apart without bound, their derivatives by a constant', () => {
  const [a, b] = [{ negative_slope: 0.3 }, { negative_slope: 0.01 }];
  expect(difference(f('leaky_relu', a), f('leaky_relu', b))).toEqual({ kind: 'unbounded', side: -1 });
  const found = difference(slope('leaky_relu', a), slope('leaky_relu', b));
  expect(found).toMatchObject({ kind: 'largest', from: Number.NEGATIVE_INFINITY, mirrored: false });
  if (found.kind !== 'largest') return;
  expect(found.value).toBeCloseTo(0.29, 6);
  expect(found.to).toBeCloseTo(0, 5);
});

test('what is the same has no difference', () => {
  expect(difference(f('gelu'), f('gelu'))).toEqual({ kind: 'none' });
  expect(difference(f('relu'), f('leaky_relu', { negative_slope: 0 }))).toEqual({ kind: 'none' });
});

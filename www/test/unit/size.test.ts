import { expect, test } from '@playwright/test';
import { longestFlops, parameterCount, workersFor } from '../../src/state/size.ts';
import { DEFAULTS, MLP } from './fixtures.ts';

const MNIST = 55e6;

test('parameters are those of the layers and their biases', () => {
  // What Keras prints for its mnist_mlp.
  expect(parameterCount(28, MLP.hidden)).toBe(669_706);
  expect(parameterCount(14, [64])).toBe(196 * 64 + 64 + 64 * 10 + 10);
  expect(parameterCount(14, [])).toBe(1970);
});

test('as many workers as a quarter of the memory has room for, and one at least', () => {
  expect(workersFor(13_258, 2.2e6)).toBeGreaterThan(32);
  const usual = workersFor(669_706, MNIST);
  expect(usual).toBeGreaterThanOrEqual(4);
  expect(usual * 150e6).toBeLessThan(2 ** 30 * 1.2);
  expect(workersFor(669_706, MNIST, 8)).toBeGreaterThanOrEqual(2 * usual);
  expect(workersFor(16e6, MNIST, 0.25)).toBe(1);
});

test('what cannot be interrupted: a step, and making orthogonal weights', () => {
  const step = 6 * 13_258 * 32;
  expect(longestFlops(14, 10_000, DEFAULTS)).toBeCloseTo(step, -3);
  const held = { ...DEFAULTS, validation_split: 0.5 };
  expect(longestFlops(14, 10_000, held) - longestFlops(14, 10_000, DEFAULTS)).toBeGreaterThan(
    2 * 13_258 * 4999,
  );
  const wide = { ...DEFAULTS, hidden: [2048, 2048] };
  const orthogonal = longestFlops(14, 1, { ...wide, initializer: 'orthogonal' }) - longestFlops(14, 1, wide);
  expect(orthogonal).toBeGreaterThan(4 * 2048 ** 3);
});

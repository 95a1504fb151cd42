import { expect, test } from '@playwright/test';
import { line, logDomain, logTicks, mean, place, quantityAt } from '../../src/panels/race/curve-data.ts';

const accuracy = { metric: 'accuracy', log: false } as const;
const error = { metric: 'accuracy', log: true } as const;
const loss = { metric: 'train_loss', log: true } as const;
const history = (...accuracies: number[]) =>
  accuracies.map((one, index) => ({ epoch: index + 1, accuracy: one, train_loss: 1 - one, loss: 0 }));

test('a logarithmic axis has errors for accuracies, and losses as they are', () => {
  expect(place(0.99, accuracy)).toBe(0.99);
  expect(place(0.99, error)).toBeCloseTo(-2);
  expect(place(0.01, loss)).toBeCloseTo(-2);
  expect(quantityAt(place(0.99, error), error)).toBeCloseTo(0.01);
  expect(Number.isFinite(place(1, error))).toBe(true);
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) expect(place(value, loss)).toBeNaN();
});

test('a line breaks where there is no number', () => {
  expect(line(history(0.5, Number.NaN), accuracy)).toEqual([
    [1, 0.5],
    [2, Number.NaN],
  ]);
});

test('the mean of seeds has a band of its t interval, the right way up on both axes', () => {
  const runs = [history(0.8, 0.9), history(0.9, 0.94), history(0.85, 0.92)];
  const { points, band } = mean(runs, accuracy);
  expect(points.map(([x, y]) => [x, Number(y.toFixed(6))])).toEqual([
    [1, 0.85],
    [2, 0.92],
  ]);
  // 4.302653 (t, 2 degrees of freedom) × 0.05 / √3
  expect(band[0]?.[1]).toBeCloseTo(0.85 - 0.124207, 5);
  expect(band[0]?.[2]).toBeCloseTo(0.85 + 0.124207, 5);
  for (const [, low, high] of mean(runs, error).band) expect(low).toBeLessThan(high);
  expect(mean(runs.slice(0, 2), accuracy).band).toEqual([]);
  expect(mean([], accuracy)).toEqual({ points: [], band: [] });
});

test('of runs that stop early the others go on', () => {
  expect(mean([history(0.8, 0.9, 0.9), history(0.8)], accuracy).points).toHaveLength(3);
});

test('ticks are 1, 2 and 5 times powers of ten', () => {
  expect(logTicks([-2, -1]).map((tick) => Number((10 ** tick).toPrecision(3)))).toEqual([
    0.01, 0.02, 0.05, 0.1,
  ]);
  expect(logTicks([-4, 0])).toEqual([-4, -3, -2, -1, 0]);
});

test('the domain keeps still unless values leave it', () => {
  expect(logDomain([-1], [-2, 0])).toEqual([-2, 0]);
  expect(logDomain([Math.log10(0.004), Number.NaN], [-2, 0])[0]).toBeCloseTo(Math.log10(0.002));
  expect(logDomain([Math.log10(3)], [-2, 0])[1]).toBeCloseTo(Math.log10(5));
  expect(logDomain([], [-2, 0])).toEqual([-2, 0]);
});

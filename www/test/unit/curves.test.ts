import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import * as glue from '../../generated/core/activation_lab.js';
import type { Domain } from '../../src/charts/geometry.ts';
import type { Curve } from '../../src/core/core.ts';
import type { Parameters } from '../../src/core/types.ts';
import { toHex } from '../../src/panels/curves/colour.ts';
import { csv, shortest } from '../../src/panels/curves/csv.ts';
import { kinks } from '../../src/panels/curves/kinks.ts';
import { meanSquaredSlope } from '../../src/panels/curves/mean-square.ts';
import { gridOver, linePoints, sampleOf } from '../../src/panels/curves/sampling.ts';

test.beforeAll(() => {
  const wasm = new URL('../../generated/core/scalar.wasm', import.meta.url);
  glue.initSync({ module: readFileSync(wasm) });
});

const core =
  (id: string, params: Parameters = {}) =>
  (x: Float32Array): Curve =>
    glue.evaluate(id, params, x);

const breaks = (id: string, params: Parameters, domain: Domain, line: 'f' | 'derivative'): number[] =>
  sampleOf(gridOver(domain), params, core(id, params), 0.005 * (domain[1] - domain[0]))
    [line].filter(([, y]) => Number.isNaN(y))
    .map(([x]) => x);

test('a step is broken where it is, at every zoom; a slope never', () => {
  for (let half = 50; half > 0.025; half /= 1.7) {
    const domain: Domain = [1 - half, 1 + half * 1.01];
    const found = breaks('thresholded_relu', { theta: 1 }, domain, 'f');
    expect([half, found.length]).toEqual([half, 1]);
    expect(Math.abs((found[0] ?? 0) - 1)).toBeLessThan(1e-3 * half + 1e-6);
    for (const [id, params] of [
      ['sigmoid', {}],
      ['tanh', {}],
      ['exponential', {}],
      ['relu_squared', {}],
      ['softplus', { beta: 10 }],
    ] as const) {
      expect([id, half, ...breaks(id, params, [-half, half * 1.01], 'f')]).toEqual([id, half]);
      expect([id, half, ...breaks(id, params, [-half, half * 1.01], 'derivative')]).toEqual([id, half]);
    }
  }
  expect(breaks('relu', {}, [-4, 4], 'derivative')).toHaveLength(1);
  expect(breaks('relu', {}, [-4, 4], 'f')).toHaveLength(0);
});

test('a slope that lies between two samples is no step', () => {
  const tanh = (x: Float32Array): Float32Array => core('tanh')(x).y;
  const x = gridOver([-4000, 4001]);
  expect(linePoints(x, tanh(x), 0.02, tanh).filter(([, y]) => Number.isNaN(y))).toEqual([]);
});

test('a step by way of its middle is broken on both sides', () => {
  const sign = (x: Float32Array): Float32Array => x.map((value) => (Math.sign(value) + 1) / 2);
  const x = gridOver([-4, 4], 161);
  expect(linePoints(x, sign(x), 0.02, sign).filter(([, y]) => Number.isNaN(y))).toHaveLength(2);
});

test('kinks follow the parameters', () => {
  const at = (id: string, params: Parameters) => kinks(core(id, params));
  expect(at('hard_sigmoid', { slope: 0.2 }).map(({ x }) => x)).toEqual([-2.5, 2.5]);
  expect(at('hard_sigmoid', { slope: 0.25 })).toEqual([
    { x: -2, derivative: 0 },
    { x: 2, derivative: 0 },
  ]);
  expect(at('leaky_relu', { negative_slope: 0.25 })).toEqual([{ x: 0, derivative: 0.25 }]);
  expect(at('threshold', { threshold: 0.5, value: 0 }).map(({ x }) => x)).toEqual([0.5]);
  expect(at('hard_silu', {}).map(({ x }) => x)).toEqual([-3, 3]);
  expect(at('tanh', {})).toEqual([]);
  expect(at('relu_squared', {})).toEqual([]);
});

test('E[f′²] agrees with the numbers computed elsewhere', () => {
  const known = {
    linear: 1,
    relu: 0.5,
    sigmoid: 0.04483624,
    hard_tanh: 0.68268949,
    selu: 1.07157499,
    exponential: 7.3890561,
  };
  for (const [id, value] of Object.entries(known)) {
    const params = id === 'hard_tanh' ? { min: -1, max: 1 } : {};
    expect(Math.abs(meanSquaredSlope((x) => core(id, params)(x).dy) - value), id).toBeLessThan(2e-4);
  }
});

test('the CSV file holds the values of the core, to the bit', () => {
  const x = gridOver([-3, 3], 101);
  const params = { negative_slope: 0.3 };
  const text = csv([
    { id: 'gelu', params: {}, sample: sampleOf(x, {}, core('gelu'), 0.02) },
    { id: 'leaky_relu', params, sample: sampleOf(x, params, core('leaky_relu', params), 0.02) },
  ]);
  const [head, ...rows] = text.trimEnd().split('\r\n');
  expect(head?.split(',')).toEqual([
    'x',
    'gelu f',
    'gelu df/dx',
    'leaky_relu(negative_slope=0.3) f',
    'leaky_relu(negative_slope=0.3) df/dx',
    'leaky_relu(negative_slope=0.3) df/dnegative_slope',
  ]);
  expect(rows).toHaveLength(101);
  const column = (place: number) => Float32Array.from(rows, (row) => Number(row.split(',')[place]));
  const [gelu, leaky] = [core('gelu')(x), core('leaky_relu', params)(x)];
  for (const [place, values] of [x, gelu.y, gelu.dy, leaky.y, leaky.dy, leaky.dp].entries()) {
    expect(column(place)).toEqual(values);
  }
});

test('decimals are the shortest that come back', () => {
  const cases = {
    '0.1': 0.1,
    '-3.99': -3.99,
    '0.33333334': 1 / 3,
    '0': 0,
    '3.4028235e+38': 3.4028235e38,
  };
  for (const [text, value] of Object.entries(cases)) expect(shortest(Math.fround(value))).toBe(text);
});

test('computed colours become ones that every program reads', () => {
  expect(toHex('oklch(0.627955 0.257683 29.2339)')).toBe('#ff0000');
  expect(toHex('oklab(1 0 0)')).toBe('#ffffff');
  expect(toHex('rgb(28, 29, 32)')).toBe('#1c1d20');
  expect(toHex('rgba(0, 128, 255, 0.5)')).toBe('#0080ff');
  expect(toHex('none')).toBe('none');
});

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import * as glue from '../../generated/core/activation_lab.js';
import facts from '../../generated/facts.json' with { type: 'json' };
import type { Facts } from '../../src/core/facts.ts';
import type { FunctionSpec } from '../../src/core/types.ts';
import { type Filter, filtered, isFiltering, NO_FILTER } from '../../src/panels/picker-filter.ts';

let catalogue: FunctionSpec[] = [];

test.beforeAll(() => {
  const wasm = new URL('../../generated/core/scalar.wasm', import.meta.url);
  glue.initSync({ module: readFileSync(wasm) });
  catalogue = glue.catalogue('keras2');
});

const find = (change: Partial<Filter>): string[] =>
  filtered(
    catalogue,
    { ...NO_FILTER, ...change },
    (id) => (facts as unknown as Record<string, Facts>)[id] as Facts,
    (id) => (id === 'sigmoid' ? ['squeezes into an interval', '値を押し込めます'] : []),
  ).map(({ id }) => id);

test('without a filter everything is offered', () => {
  expect(isFiltering(NO_FILTER)).toBe(false);
  expect(find({})).toHaveLength(catalogue.length);
});

test('names, aliases and the frameworks\u2019 names are found, however they are written', () => {
  expect(find({ text: 'Hard-Swish' })).toEqual(['hard_silu']);
  expect(find({ text: 'hardswish' })).toEqual(['hard_silu']);
  expect(find({ text: 'nn.Hardtanh' })).toEqual(['hard_tanh']);
  expect(find({ text: ' ＧＥＬＵ ' })).toEqual(['gelu', 'gelu_tanh', 'quick_gelu']);
  expect(find({ text: 'no such thing' })).toEqual([]);
});

test('descriptions count where no name fits, in both languages', () => {
  expect(find({ text: 'interval' })).toEqual(['sigmoid']);
  expect(find({ text: '押し込め' })).toEqual(['sigmoid']);
});

test('family and properties narrow together, and a property can be excluded', () => {
  expect(find({ family: 'gated', properties: { smooth: false } })).toEqual(['hard_silu']);
  const immortal = find({ family: 'rectifier', properties: { can_die: false } });
  expect(immortal).toContain('leaky_relu');
  expect(immortal).not.toContain('relu');
  const learnable = find({ properties: { parameters: true, pytorch: true } });
  expect(learnable).toContain('prelu');
  expect(learnable).not.toContain('relu');
  expect(find({ properties: { keras2: true } })).not.toContain('gelu');
  const [saturating, rest] = [
    find({ properties: { saturating: true } }),
    find({ properties: { saturating: false } }),
  ];
  expect(saturating.length + rest.length).toBe(catalogue.length);
});

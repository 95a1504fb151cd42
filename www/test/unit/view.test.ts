import { expect, test } from '@playwright/test';
import { layerOf, signalOf } from '../../src/core/signal.ts';
import { layers, number, oneOf, readView, whole, writeView } from '../../src/panels/view.ts';

const FIELDS = { a: oneOf(['relu', 'tanh']), rate: number(0, 10), seed: whole(0, 9), hidden: layers(3) };
type View = { a: 'relu' | 'tanh'; rate: number; seed: number; hidden: readonly number[] };
const USUAL: View = { a: 'relu', rate: 0.2, seed: 1, hidden: [64] };

test('a view comes back from its text, which has only what is unusual', () => {
  const view: View = { a: 'tanh', rate: 0.2, seed: 3, hidden: [32, 16] };
  const text = writeView(view, FIELDS, USUAL);
  expect(text).toBe('a:tanh,seed:3,hidden:32-16');
  expect(readView(text, FIELDS, USUAL)).toEqual({ view, wrong: [] });
  expect(writeView(USUAL, FIELDS, USUAL)).toBeUndefined();
  expect(readView(undefined, FIELDS, USUAL)).toEqual({ view: USUAL, wrong: [] });
});

test('what cannot be used is named with what could, the rest is used', () => {
  const text = 'a:rulu,rate:-1,seed:1.5,hidden:9-9-9-9,hiden:3,toString:1,__proto__:2,rate:1e2,seed';
  const { view, wrong } = readView(`${text},hidden:0-4,seed:2`, FIELDS, USUAL);
  expect(view).toEqual({ ...USUAL, seed: 2 });
  expect(wrong.map(({ name, got }) => `${name}=${got}`)).toEqual([
    'a=rulu',
    'rate=-1',
    'seed=1.5',
    'hidden=9-9-9-9',
    'hiden=hiden',
    'toString=toString',
    '__proto__=__proto__',
    'rate=1e2',
    'seed=',
    'hidden=0-4',
  ]);
  expect(wrong.map(({ expected }) => expected).slice(0, 3)).toEqual(['relu, tanh', '0–10', '0–9']);
});

test('a packed signal is unpacked in the order of the core', () => {
  const packed = Float64Array.from({ length: 3 + 2 * 8 }, (_, index) => index);
  const { loss, weight_ratio, delta_ratio, layers: found } = signalOf(packed);
  expect([loss, weight_ratio, delta_ratio, found.length]).toEqual([0, 1, 2, 2]);
  expect(found[1]).toEqual({
    pre_activations: { mean: 11, variance: 12 },
    activations: { mean: 13, variance: 14 },
    gradient: { weights: 15, biases: 16, pre_activations: 17 },
    update_to_weight: 18,
  });
  expect(layerOf(packed, 1)).toEqual(found[1]);
});

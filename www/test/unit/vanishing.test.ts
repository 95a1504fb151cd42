// The map of vanishing gradients: its link, its networks, what a cell says, how theory is judged, replays, files.

import { expect, test } from '@playwright/test';
import { type Failure, failure as failed } from '../../src/core/failure.ts';
import { layerOf } from '../../src/core/signal.ts';
import type { Foretold } from '../../src/core/types.ts';
import { vanishing as en } from '../../src/i18n/en-vanishing.ts';
import { addTexts, translator } from '../../src/i18n/index.ts';
import { agreementOf } from '../../src/panels/vanishing/agreement.ts';
import { type Offered, parseChoice, textOf, USUAL } from '../../src/panels/vanishing/choice.ts';
import { DEMOS, demoText } from '../../src/panels/vanishing/demos.ts';
import { continued, EMPTY, momentAt, stopsOf } from '../../src/panels/vanishing/history.ts';
import { moved } from '../../src/panels/vanishing/keys.ts';
import { lawOf } from '../../src/panels/vanishing/law.ts';
import { layerRows } from '../../src/panels/vanishing/layers.ts';
import { type Base, rowAt, rowsOf } from '../../src/panels/vanishing/plan.ts';
import { type Reading, ratioOf, readingOf, shadeOf } from '../../src/panels/vanishing/reading.ts';
import { mapCsv } from '../../src/panels/vanishing/record.ts';
import { magnitudesOf, PARTS, spreadsOf, zeroShare } from '../../src/panels/vanishing/spreads.ts';
import { scientific, shownCell, shownMoment, signed } from '../../src/panels/vanishing/words.ts';
import type { SignalCell } from '../../src/worker/protocol.ts';

addTexts('en', en);
const i18n = translator('en');

const OFFERED: Offered = {
  functions: ['linear', 'sigmoid', 'tanh', 'relu', 'snake'],
  initializers: ['glorot_uniform', 'he_normal', 'zeros'],
};
const BASE: Base = {
  chosen: ['tanh', 'relu'],
  all: OFFERED.functions,
  initializers: OFFERED.initializers,
  params: (id) => (id === 'snake' ? { alpha: 2 } : {}),
  recommended: (id) => (id === 'relu' ? 'he_normal' : 'glorot_uniform'),
};

/** A packed signal: of each hidden layer the lengths of its gradients, and an output layer. */
function packed(gradients: readonly (readonly [weights: number, z: number])[]): Float64Array {
  const [first, last] = [gradients[0], gradients.at(-1)];
  const ratio = (of: 0 | 1): number => (first?.[of] ?? Number.NaN) / (last?.[of] ?? Number.NaN);
  const finite = (value: number): number => (Number.isFinite(value) ? value : Number.NaN);
  const layers = [...gradients, [1, 1] as const].flatMap(([weights, z]) => [0, 4, 0, 1, weights, 0, z, 0.1]);
  return Float64Array.from([2.3, finite(ratio(0)), finite(ratio(1)), ...layers]);
}

const foretold = (ratios: readonly (number | null)[]): Foretold[] =>
  ratios.map((ratio) => ({
    pre_variance: 1,
    square: 0.5,
    slope_square: 0.25,
    weight_ratio: ratio,
    delta_ratio: ratio,
  }));

function cellOf(
  gradients: readonly (readonly [number, number])[],
  ratios: readonly (number | null)[] = gradients.map(() => 1),
): SignalCell {
  const [row] = rowsOf({ ...USUAL, depths: [gradients.length] }, BASE);
  const config = row?.configs[0];
  if (!config) throw new Error('no network');
  return { config, signal: packed(gradients), foretold: foretold(ratios) };
}

test('a link and what it shows are the same thing; what cannot be used is named', () => {
  const text = 'kind:initializers,function:relu,units:64,depths:1-5-50,of:z,shown:error,cell:he_normal-50';
  const { choice, wrong } = parseChoice(text, OFFERED);
  expect(wrong).toEqual([]);
  expect(choice).toMatchObject({
    function: 'relu',
    depths: [1, 5, 50],
    cell: { row: 'he_normal', depth: 50 },
  });
  expect(textOf(choice, OFFERED)).toBe(text);
  expect(textOf(USUAL, OFFERED)).toBeUndefined();
  expect(parseChoice('depths:20-5-5', OFFERED).choice.depths).toEqual([5, 20]);

  const nonsense = 'units:0,depths:1-51,seed:-1,rate:0,shown:nothing,cell:nobody-3,colour:red';
  const broken = parseChoice(nonsense, OFFERED);
  expect(broken.choice).toEqual(USUAL);
  expect(broken.wrong.map(({ name }) => name)).toEqual([
    ...['units', 'depths', 'seed', 'rate', 'shown', 'cell', 'colour'],
  ]);
  const tooMany = Array.from({ length: 21 }, (_, index) => index + 1).join('-');
  expect(parseChoice(`depths:${tooMany}`, OFFERED).wrong).toHaveLength(1);
  // An initialiser is no row of a map of functions.
  expect(parseChoice('cell:he_normal-5', OFFERED)).toMatchObject({
    choice: { cell: undefined },
    wrong: [{ name: 'cell', got: 'he_normal' }],
  });
});

test('every demonstration is a link that can be used', () => {
  for (const name of DEMOS) {
    const { choice, wrong } = parseChoice(demoText(name, OFFERED), OFFERED);
    expect(wrong, name).toEqual([]);
    if (choice.cell) expect(rowsOf(choice, BASE).map(({ id }) => id)).toContain(choice.cell.row);
  }
});

test('a row for each function with its own initialiser, or for each initialiser of one', () => {
  const rows = rowsOf({ ...USUAL, depths: [1, 3] }, BASE);
  expect(rows.map(({ id, initializer }) => [id, initializer])).toEqual([
    ['tanh', 'glorot_uniform'],
    ['relu', 'he_normal'],
  ]);
  expect(rows[0]?.configs.map(({ hidden }) => hidden)).toEqual([[32], [32, 32, 32]]);
  expect(rows[0]?.trained[0]).toEqual({ ...rows[0]?.configs[0], learning_rate: 0.05, epochs: 2 });
  expect(rowsOf({ ...USUAL, functions: 'all' }, BASE)).toHaveLength(5);
  const schemes = rowsOf({ ...USUAL, kind: 'initializers', function: 'snake' }, BASE);
  expect(schemes.map(({ id }) => id)).toEqual(OFFERED.initializers);
  expect(schemes.map(({ configs }) => configs[0]?.initializer)).toEqual(OFFERED.initializers);
  expect(schemes[0]?.configs[0]).toMatchObject({ activation: 'snake', params: { alpha: 2 } });
  // A cell may be open whose depth the map lacks.
  expect(rowAt(USUAL, BASE, { row: 'relu', depth: 4 }).configs[0]?.hidden).toHaveLength(4);
  // How they are trained makes no other fresh networks.
  const other = rowsOf({ ...USUAL, depths: [1, 3], optimizer: 'adam', rate: 0.001, epochs: 5 }, BASE);
  expect(other.map(({ configs }) => configs)).toEqual(rows.map(({ configs }) => configs));
});

test('a ratio is known, too small, absent or not finite; theory is off beyond a factor of 2', () => {
  const reading = readingOf(
    cellOf(
      [
        [1e-3, 1e-6],
        [1, 1],
      ],
      [1e-2, 1],
    ),
    'weights',
  );
  expect(reading.measured).toMatchObject({ kind: 'known', ratio: 1e-3 });
  expect(reading.error).toBeCloseTo(-1, 12);
  expect(
    readingOf(
      cellOf(
        [
          [1e-3, 1e-6],
          [1, 1],
        ],
        [1e-2, 1],
      ),
      'z',
    ).error,
  ).toBeCloseTo(-4, 12);
  expect(
    readingOf(
      cellOf([
        [0, 0],
        [1, 1],
      ]),
      'weights',
    ).measured,
  ).toEqual({ kind: 'zero' });
  expect(
    readingOf(
      cellOf([
        [0, 0],
        [0, 0],
      ]),
      'weights',
    ).measured,
  ).toEqual({ kind: 'none' });
  const nothing = readingOf(
    cellOf(
      [
        [Number.NaN, 1],
        [Number.NaN, 1],
      ],
      [null, null],
    ),
    'weights',
  );
  expect(nothing).toMatchObject({ measured: { kind: 'infinite' }, predicted: { kind: 'infinite' } });

  const shown = (ratio: number, predicted: number) => {
    const [measured, theory] = [ratioOf(ratio), ratioOf(predicted)];
    const error = Math.log10(ratio / predicted);
    return shownCell(i18n, 'tanh, 20', { measured, predicted: theory, error }, 'measured');
  };
  expect(shown(2.1, 1)).toMatchObject({ text: '+0.3', tone: 'explodes', off: true });
  expect(shown(1.9, 1)).toMatchObject({ text: '+0.3', off: false });
  expect(shown(3e-13, 3e-13)).toMatchObject({ text: '−12.5', tone: 'vanishes', off: false });
  expect(shown(1.05, 1)).toMatchObject({ text: '0.0', tone: 'even' });
  expect(shown(2.1, 1).said).toBe('tanh, 20: +0.3 (2.1; theory: 1, off by more than a factor of 2)');
  expect(shown(0, 1)).toMatchObject({ text: '0', tone: 'none' });
  expect(shownCell(i18n, 'tanh, 20', undefined, 'measured').text).toBe('·');
});

test('numbers are never colour alone, and small ones are powers of ten', () => {
  expect(signed(i18n, 0.04, 1)).toBe('0.0');
  expect(signed(i18n, 12, 1)).toBe('+12.0');
  expect(signed(i18n, -12, 1)).toBe('−12.0');
  expect(scientific(i18n, 2.804e-31)).toBe('2.8 × 10⁻³¹');
  expect(scientific(i18n, 9.97e-5)).toBe('1.0 × 10⁻⁴');
  expect(scientific(i18n, 9.94e-5)).toBe('9.9 × 10⁻⁵');
  expect(scientific(i18n, 0.25)).toBe('0.25');
  expect(scientific(i18n, 5e-324)).toMatch(/^[45]\.\d × 10⁻³²⁴$/);
  expect(shadeOf(0, 30)).toBe(0);
  expect(shadeOf(-30, 30)).toBeCloseTo(1, 12);
  expect(shadeOf(1000, 30)).toBe(1);
  expect(shadeOf(1, 30)).toBeGreaterThan(shadeOf(0.3, 30));
});

test('theory is judged without single layers; misses are chance only as far as narrow layers scatter', () => {
  const reading = (error: number): Reading => ({ measured: ratioOf(1), predicted: ratioOf(1), error });
  const at = (row: string, depth: number, error: number) => ({
    row,
    depth,
    units: 32,
    reading: reading(error),
  });
  // √(50 / 32) = 1.25, twice that a factor of 12.2; √(2 / 32) = 0.25, a factor of 1.65.
  const found = agreementOf([
    at('tanh', 1, 5),
    at('tanh', 2, 0.2),
    at('tanh', 2, 0.4),
    at('tanh', 50, 1),
    at('relu', 50, 1.2),
    at('relu', 2, Number.NaN),
  ]);
  expect(found).toEqual({
    compared: 4,
    held: 1,
    narrow: 1,
    rows: [
      { row: 'tanh', count: 1 },
      { row: 'relu', count: 1 },
    ],
    silent: 1,
  });
});

test('the simple law: gain² is what the core’s theory multiplies by, over E[f′²]', () => {
  const ratio = (layer: number): number => 0.5 ** (2 - layer);
  const law = lawOf([0, 1, 2].map((layer) => ({ ...foretold([ratio(layer)])[0] }) as Foretold));
  // 0.5² = gain² · 0.25
  expect(law).toMatchObject({ gain: 1, factor: 0.5, slopes: [0.25, 0.25] });
  expect(law?.power).toBeCloseTo(Math.log10(0.25), 12);
  expect(lawOf(foretold([1]))).toBeUndefined();
  expect(lawOf(foretold([null, null]))).toBeUndefined();
  expect(lawOf(foretold([0, 1]))).toBeUndefined();
});

test('a diverging run goes back, and its last steps replace those from before', () => {
  const steps = (...numbers: number[]) =>
    numbers.map((step) => ({
      step,
      signal: packed([
        [step, 1],
        [1, 1],
      ]),
    }));
  let history = continued(EMPTY, steps(1, 17, 33), 2);
  history = continued(history, steps(20, 21, 22), 2);
  expect(history.moments.map(({ step }) => step)).toEqual([1, 17, 20, 21, 22]);
  // Both at once.
  const once = continued(EMPTY, steps(1, 17, 33, 20, 21), 2);
  expect(once.moments.map(({ step }) => step)).toEqual([1, 17, 20, 21]);

  const failure: Failure = {
    ...failed('diverged'),
    divergence: { epoch: 1, batch: 22, step: 22, layer: 1, reason: 'gradient_exploded' },
  };
  const ended = { ...history, failure };
  expect(momentAt(ended, 20)).toMatchObject({ moment: { step: 20 }, ended: false });
  expect(momentAt(ended, 33)).toMatchObject({ moment: { step: 22 }, ended: true });
  expect(shownMoment(i18n, 'relu, 2', ended, 33, 'weights')).toMatchObject({ text: '×', tone: 'none' });
  expect(shownMoment(i18n, 'relu, 2', ended, 17, 'weights').text).toBe('+1.2');
  expect(shownMoment(i18n, 'relu, 2', undefined, 17, 'weights').text).toBe('·');
  // The first step is the fresh network, which the slider has before them.
  expect(stopsOf([history, continued(EMPTY, steps(1, 17, 33, 49), 2)], 16)).toEqual([17, 33, 49]);
  expect(stopsOf([], 16)).toEqual([]);
});

test('layers: what theory says is given the last layer’s length', () => {
  const [first, last] = layerRows(
    cellOf(
      [
        [0.5, 8],
        [2, 4],
      ],
      [3, 1],
    ),
  );
  expect(first).toMatchObject({ weights: 0.5, weights_predicted: 6, z: 8, z_predicted: 12, deviation: 2 });
  expect(last).toMatchObject({ weights_predicted: 2, z_predicted: 4 });
  expect(first?.zeros).toBeNaN();
  expect(layerOf(packed([[0.5, 8]]), 0).gradient.weights).toBe(0.5);
});

test('distributions share an axis, and keep every number on it', () => {
  const wide = Float32Array.from({ length: 1000 }, (_, index) => index / 1000);
  const { domain, layers } = spreadsOf([wide, Float32Array.of(-1, 0, 0, 0)]);
  expect(domain[0]).toBe(-1);
  expect(domain[1]).toBeCloseTo(0.99, 1);
  expect(layers.map((counts) => counts.reduce((sum, count) => sum + count, 0))).toEqual([1000, 4]);
  expect(spreadsOf([new Float32Array(8)]).domain).toEqual([-1, 1]);

  const magnitudes = magnitudesOf([Float32Array.of(0, -1e-3, 1e-3), Float32Array.of(0.05, 0, Number.NaN)]);
  expect(magnitudes.domain).toEqual([-3, -1]);
  expect(magnitudes.layers.map((counts) => counts.reduce((sum, count) => sum + count, 0))).toEqual([2, 1]);
  expect(magnitudes.layers[0]).toHaveLength(PARTS);
  expect(magnitudesOf([new Float32Array(4)]).domain).toEqual([-1, 0]);
  expect(zeroShare(Float32Array.of(0, 1, -0, 2))).toBe(0.5);
});

test('CSV: a line for the fresh network and each step, numbers as they are', () => {
  const cell = cellOf(
    [
      [0.1, 0.3],
      [1, 1],
    ],
    [0.2, 1],
  );
  const history = continued(
    EMPTY,
    [
      {
        step: 17,
        signal: packed([
          [0, 3],
          [1, 1],
        ]),
      },
    ],
    2,
  );
  const [names, fresh, later] = mapCsv([{ cell, history }]).split('\r\n');
  expect(names).toBe(
    'activation,parameters,initializer,units,depth,seed,step,ratio,predicted,z_ratio,z_predicted,reason',
  );
  expect(fresh).toBe('tanh,{},glorot_uniform,32,2,1,0,0.1,0.2,0.3,0.2,');
  expect(later).toBe('tanh,{},glorot_uniform,32,2,1,16,0,,3,,');
});

test('keys lead from cell to cell, and not beyond the map', () => {
  const size = [3, 4] as const;
  expect(moved([0, 0], 'ArrowLeft', false, size)).toEqual([0, 0]);
  expect(moved([0, 3], 'ArrowDown', false, size)).toEqual([1, 3]);
  expect(moved([1, 1], 'End', false, size)).toEqual([1, 3]);
  expect(moved([1, 1], 'End', true, size)).toEqual([2, 3]);
  expect(moved([2, 1], 'PageUp', false, size)).toEqual([0, 1]);
  expect(moved([1, 1], 'Tab', false, size)).toBeUndefined();
});

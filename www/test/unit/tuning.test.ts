// What a sweep is made of: axes, choices and their links, the order of runs, answers, commands.

import { expect, test } from '@playwright/test';
import { axisTicks, placeNames } from '../../src/charts/strip-axis.ts';
import type { FunctionSpec, SweepVerdict, TrainConfig } from '../../src/core/types.ts';
import { tuning as en } from '../../src/i18n/en-tuning.ts';
import { addTexts, translator } from '../../src/i18n/index.ts';
import { answer, type Swept } from '../../src/panels/tuning/answer.ts';
import { targetsOf, usualAxis } from '../../src/panels/tuning/axes.ts';
import { type Choice, parseChoice, textsOf } from '../../src/panels/tuning/choice.ts';
import { commandOf } from '../../src/panels/tuning/command.ts';
import { heatOf } from '../../src/panels/tuning/heat.ts';
import { type Base, cellsOf, familyOf, orderOf, placesOf, spread } from '../../src/panels/tuning/plan.ts';
import { type MeasuredValue, timeTo } from '../../src/panels/tuning/points.ts';
import { sweepCsv } from '../../src/panels/tuning/record.ts';
import type { Outcome } from '../../src/state/aside.ts';
import { config, DEFAULTS, MLP, readyState } from './fixtures.ts';

const parameter = (name: string, value: number, min: number, max: number) => ({
  ...{ name, default: value, min, max, step: 0.01 },
  learned: null,
});
const CATALOGUE: FunctionSpec[] = [
  { id: 'relu', aliases: [], family: 'rectifier', parameters: [] },
  { id: 'celu', aliases: [], family: 'exponential', parameters: [parameter('alpha', 1, 0.05, 5)] },
  { id: 'elu', aliases: [], family: 'exponential', parameters: [parameter('alpha', 1, 0, 5)] },
  {
    id: 'leaky_relu',
    aliases: [],
    family: 'rectifier',
    parameters: [parameter('negative_slope', 0.3, 0, 1)],
  },
  {
    id: 'hard_tanh',
    aliases: [],
    family: 'sigmoid',
    parameters: [parameter('min', -1, -10, 0), parameter('max', 1, 0, 10)],
  },
  { id: 'odd', aliases: [], family: 'other', parameters: [parameter('p', 1, -2, 3)] },
];

test('parameters: those offered first, then in the catalogue’s order; an axis of its own or all that is allowed', () => {
  const targets = targetsOf(CATALOGUE);
  expect(targets.map(({ activation, parameter }) => `${activation}.${parameter}`)).toEqual([
    ...['leaky_relu.negative_slope', 'elu.alpha', 'celu.alpha', 'hard_tanh.min', 'hard_tanh.max', 'odd.p'],
  ]);
  const odd = { activation: 'odd', parameter: 'p' };
  expect(usualAxis(odd, parameter('p', 1, -2, 3))).toEqual({ min: -2, max: 3, scale: 'linear' });
  // Never beyond the bounds, whatever the list says.
  const elu = { activation: 'elu', parameter: 'alpha' };
  expect(usualAxis(elu, parameter('alpha', 1, 0.5, 2))).toEqual({ min: 0.5, max: 2, scale: 'log' });
});

test('a link and its choice are the same thing', () => {
  const links = [
    { sweep: 'leaky_relu.negative_slope:0:1:log:9' },
    { sweep: 'elu.alpha:0.5:2:linear:4', sweep_seeds: '5', sweep_refine: '0' },
    { sweep: 'odd.p:-1:2:signed:7' },
    { sweep: 'elu.alpha:0.1:5:log:5', sweep_y: 'learning_rate:0.02:2:log:5' },
    { sweep: 'elu.alpha:0.1:5:log:5', sweep_y: 'depth:1:4' },
    { sweep: 'functions', sweep_y: 'initializer', sweep_seeds: '1' },
  ];
  for (const texts of links) {
    const { choice, wrong } = parseChoice(texts, CATALOGUE);
    expect(wrong).toEqual([]);
    expect(textsOf(choice as Choice)).toEqual(texts);
  }
  const { choice } = parseChoice({ sweep: 'elu.alpha' }, CATALOGUE);
  expect(choice?.x).toMatchObject({ range: { min: 0.1, max: 5, scale: 'log', points: 9 } });
  expect(parseChoice({}, CATALOGUE)).toMatchObject({
    choice: { seeds: 3, refine: 6, y: undefined },
    wrong: [],
  });
  expect(parseChoice({}, CATALOGUE.slice(0, 1)).choice).toBeUndefined();
});

test('what cannot be swept is told: which field, what was got, what is expected', () => {
  const refused = (texts: Parameters<typeof parseChoice>[0]) => parseChoice(texts, CATALOGUE).wrong[0];
  const one = (name: string, field: string, got: string, expected: string | RegExp) => ({
    ...{ name, field, got },
    expected: typeof expected === 'string' ? expected : expect.stringMatching(expected),
  });
  for (const [text, wrong] of [
    ['elu.alpha:5:0.1:log:9', one('sweep', 'max', '0.1', '> 5')],
    ['elu.alpha:1:1:log:9', one('sweep', 'max', '1', '> 1')],
    ['elu.alpha:0:5:log:1', one('sweep', 'points', '1', '2–41')],
    ['elu.alpha:0:5:log:2.5', one('sweep', 'points', '2.5', '2–41')],
    ['elu.alpha:-1:5:linear:9', one('sweep', 'min', '-1', '0–5')],
    ['elu.alpha:0:50:linear:9', one('sweep', 'max', '50', '0–5')],
    ['elu.alpha:NaN:5:linear:9', one('sweep', 'min', 'NaN', '0–5')],
    ['elu.alpha:0:5:cubic:9', one('sweep', 'scale', 'cubic', 'linear, log, signed')],
    ['odd.p:-1:2:log:9', one('sweep', 'min', '-1', '≥ 0')],
    ['odd.p:0:2:signed:9', one('sweep', 'min', '0', '< 0')],
    ['relu.alpha:0:1:log:9', one('sweep', 'what', 'relu.alpha', /leaky_relu\.negative_slope/)],
    ['', one('sweep', 'what', '', /elu\.alpha/)],
  ] as const)
    expect([text, refused({ sweep: text })]).toEqual([text, wrong]);
  const map = (sweep_y: string) => refused({ sweep: 'elu.alpha', sweep_y });
  expect(map('learning_rate:0:1:log:5')).toEqual(one('sweep_y', 'min', '0', '> 0'));
  expect(map('depth:3:2')).toEqual(one('sweep_y', 'max', '2', '> 3'));
  expect(map('depth:1:99')).toEqual(one('sweep_y', 'max', '99', '1–20'));
  expect(map('batch')).toEqual(one('sweep_y', 'what', 'batch', 'learning_rate, depth, initializer'));
  expect(refused({ sweep_seeds: '0' })).toEqual(one('sweep_seeds', 'seeds', '0', '1–20'));
  expect(refused({ sweep_refine: 'x' })).toEqual(one('sweep_refine', 'refine', 'x', '0–40'));
  // What can be used is.
  expect(parseChoice({ sweep: 'elu.alpha', sweep_seeds: '0' }, CATALOGUE).choice).toMatchObject({
    x: { target: { activation: 'elu' } },
    seeds: 3,
  });
});

const BASE: Base = { settings: DEFAULTS, params: () => ({ other: 7 }), learn: () => ({}) };
const target = { activation: 'elu', parameter: 'alpha' };
const range = { min: 0, max: 4, scale: 'linear', points: 5 } as const;
const values = (list: number[]) => placesOf({ kind: 'parameter', target, range }, list, [], []);

test('one value is complete first; then every value with a seed before the next seed', () => {
  const cells = cellsOf(BASE, values([0, 1, 2, 3, 4]), [], 3);
  const order = orderOf(cells).map(({ params, seed }) => [params.alpha, seed]);
  expect(order.slice(0, 3)).toEqual([2, 2, 2].map((value, index) => [value, 1 + index]));
  expect(order.slice(3, 7).map(([, seed]) => seed)).toEqual([1, 1, 1, 1]);
  expect(order.slice(3, 7).map(([value]) => value)).toEqual([0, 4, 1, 3]);
  expect(new Set(order.map(String)).size).toBe(15);
  expect(orderOf([])).toEqual([]);
  for (const count of [1, 2, 3, 9, 40])
    expect([...spread(count)].sort((a, b) => a - b)).toEqual(
      Array.from({ length: count }, (_, index) => index),
    );
});

test('cells differ in what their sides say, and in nothing else', () => {
  const [cell] = cellsOf(BASE, values([0.5]), [], 2);
  expect(cell?.configs).toEqual(
    [1, 2].map((seed) => ({
      ...DEFAULTS,
      activation: 'elu',
      params: { other: 7, alpha: 0.5 },
      learn: {},
      seed,
    })),
  );
  const sides = [
    placesOf({ kind: 'learning_rate', range }, [0.01], [], []),
    placesOf({ kind: 'depth', from: 3, to: 3 }, [], [], []),
    placesOf({ kind: 'initializer' }, [], [], ['zeros']),
  ];
  const changed = sides.map((side) => cellsOf(BASE, values([1]), side, 1)[0]?.configs[0]);
  expect(changed[0]).toMatchObject({ learning_rate: 0.01, hidden: [64] });
  expect(changed[1]).toMatchObject({ learning_rate: 0.2, hidden: [64, 64, 64] });
  expect(changed[2]).toMatchObject({ initializer: 'zeros', params: { alpha: 1 } });
  const grid = cellsOf(BASE, placesOf({ kind: 'functions' }, [], ['relu', 'tanh'], []), sides[0] ?? [], 2);
  expect(grid.map(({ configs }) => configs.map(({ activation, seed }) => `${activation} ${seed}`))).toEqual([
    ['relu 1', 'relu 2'],
    ['tanh 1', 'tanh 2'],
  ]);
  const own = (params: Record<string, number>, seed: number): TrainConfig => ({
    ...config('elu'),
    params,
    seed,
  });
  expect(familyOf(own({ alpha: 1, b: 2 }, 1), 'alpha')).toBe(familyOf(own({ b: 2, alpha: 3 }, 9), 'alpha'));
  expect(familyOf(own({ alpha: 1, b: 2 }, 1), 'alpha')).not.toBe(
    familyOf(own({ alpha: 1, b: 3 }, 1), 'alpha'),
  );
});

test('ticks: powers of ten, with 0 where the axis has it, on both sides where it has two', () => {
  const major = (min: number, max: number, scale: 'linear' | 'log' | 'signed') =>
    axisTicks({ min, max, scale }, 5).flatMap(({ value, major: large }) => (large ? [value] : []));
  expect(major(0, 1, 'log')).toEqual([0, 0.001, 0.01, 0.1, 1]);
  expect(major(0.1, 10, 'log')).toEqual([0.1, 1, 10]);
  expect(major(0.2, 0.8, 'log')).toEqual([0.2, 0.5]);
  expect(major(-1, 1, 'signed')).toEqual([-1, -0.1, -0.01, -0.001, 0, 0.001, 0.01, 0.1, 1]);
  expect(major(0, 4, 'linear')).toEqual([0, 1, 2, 3, 4]);
  const every = axisTicks({ min: 0, max: 10, scale: 'log' }, 5).map(({ value }) => value);
  expect(every).toEqual([...every].sort((a, b) => a - b));
});

test('names of marks stay within the chart, and what would overlap goes into another row', () => {
  const placed = placeNames(
    [
      { x: 5, name: 'PyTorch 0.01' },
      { x: 300, name: 'Keras 3 function 0.2' },
      { x: 330, name: 'Keras 2.2 0.3' },
    ],
    360,
  );
  expect(placed.map(({ row, anchor }) => [row, anchor])).toEqual([
    [0, 'start'],
    [0, 'end'],
    [1, 'end'],
  ]);
});

const result = (accuracy: number, seconds = 1) => ({
  evaluation: { accuracy, loss: 0.1, confusion: Array(100).fill(10) },
  ...{ seconds, samples_per_second: 1, weights_hash: 'abc', learned: [], memory_bytes: 0 },
});
const trained = (accuracy: number, curve: number[] = [accuracy], seconds = 1): Outcome => ({
  config: config('elu'),
  outcome: result(accuracy, seconds),
  history: curve.map((one, index) => ({ epoch: index + 1, accuracy: one, loss: 0.1, train_loss: 0.1 })),
});
const DIVERGED: Outcome = {
  config: config('elu'),
  outcome: {
    ...{ code: 'diverged', what: '', got: '', expected: '' },
    divergence: { epoch: 1, batch: 2, step: 2, layer: 1, reason: 'loss_not_finite' },
  },
  history: [],
};

test('time to an accuracy: the median over all seeds, none while one is missing', () => {
  const quick = trained(0.95, [0.8, 0.91, 0.95, 0.95], 2);
  const slow = trained(0.93, [0.5, 0.7, 0.8, 0.93], 4);
  const never = trained(0.5, [0.1, 0.5]);
  expect(timeTo({ outcomes: [quick, slow, never] }, 0.9, 'epochs')).toBe(4);
  expect(timeTo({ outcomes: [quick, slow, never] }, 0.9, 'seconds')).toBe(4);
  expect(timeTo({ outcomes: [quick] }, 0.9, 'seconds')).toBe(1);
  expect(timeTo({ outcomes: [never, never, quick] }, 0.9, 'epochs')).toBe(Number.POSITIVE_INFINITY);
  expect(timeTo({ outcomes: [quick, undefined] }, 0.9, 'epochs')).toBeNaN();
  expect(timeTo({ outcomes: [quick, DIVERGED] }, 0.9, 'epochs')).toBeNaN();
});

addTexts('en', { ...en, 'list.separator': ', ', 'sentence.separator': ' ' });
const measured = (value: number, ...outcomes: (Outcome | undefined)[]): MeasuredValue => ({
  value,
  outcomes,
});
const judged = (mean: number | null, difference = 0, peer = true): SweepVerdict['points'][number] => ({
  mean,
  low: mean === null ? null : mean - 0.01,
  high: mean === null ? null : mean + 0.01,
  difference: mean === null ? null : difference,
  difference_low: mean === null ? null : difference - 0.003,
  difference_high: 0,
  peer,
});
const say = (swept: Swept) => answer(swept, translator('en'));

test('the answer is as sure as its intervals, and no surer', () => {
  const both = [trained(0.95), trained(0.95)];
  const three = [measured(0.01, ...both), measured(0.2, ...both), measured(0.3, ...both)];
  const verdict: SweepVerdict = {
    best: 1,
    points: [judged(0.947, -0.004, false), judged(0.951), judged(0.95, -0.001)],
    regions: [[0.2, 0.3]],
  };
  const defaults = [
    { value: 0.01, label: 'PyTorch' },
    { value: 0.25, label: 'Another' },
    { value: 0.3, label: 'Keras 2.2' },
  ];
  expect(say({ values: three, verdict, defaults, seeds: 2 })).toEqual([
    'With 2 seeds no value tried from 0.2 to 0.3 can be told apart from the best, 0.2 (95.1%, 94.1% to 96.1%).',
    'PyTorch (0.01) lies outside: 0.4 points lower, at most 0.7.',
    'Another (0.25) lies within, untried itself.',
    'Keras 2.2 (0.3) lies within: 0.1 points lower, at most 0.4.',
  ]);
  const only = { ...verdict, points: [judged(0.9, -0.05, false), judged(0.951), judged(0.9, -0.05, false)] };
  expect(
    say({ values: three, verdict: { ...only, regions: [[0.2, 0.2]] }, defaults: [], seeds: 2 })[0],
  ).toMatch(/^0\.2 is better than every other value tried/);
  const all = { ...verdict, points: [judged(0.95), judged(0.951), judged(0.95)], regions: [[0.01, 0.3]] };
  expect(say({ values: three, verdict: all as SweepVerdict, defaults: [], seeds: 2 })[0]).toMatch(
    /^From 0\.01 to 0\.3 the value makes no difference that 2 seeds can show/,
  );
  const split = { ...all, points: [judged(0.95), judged(0.9, -0.05, false), judged(0.951)], best: 2 };
  const apart = {
    ...split,
    regions: [
      [0.01, 0.01],
      [0.3, 0.3],
    ],
  } as SweepVerdict;
  expect(say({ values: three, verdict: apart, defaults: [], seeds: 2 })[0]).toContain(
    'from 0.01 and 0.3 can',
  );
});

test('one seed, one value, nothing at all, and what diverged', () => {
  const nothing: SweepVerdict = { best: -1, points: [judged(null)], regions: [] };
  expect(say({ values: [measured(1, undefined)], verdict: nothing, defaults: [], seeds: 1 })).toEqual([]);
  expect(say({ values: [measured(1, DIVERGED)], verdict: nothing, defaults: [], seeds: 1 })).toEqual([
    'Diverged: 1.',
  ]);
  const single = { ...judged(0.95), low: null, high: null };
  const one: SweepVerdict = { best: 0, points: [single, single], regions: [] };
  const values = [measured(1, trained(0.95)), measured(2, trained(0.95))];
  expect(say({ values, verdict: one, defaults: [], seeds: 1 })[0]).toContain('One seed cannot tell');
  const alone: SweepVerdict = { best: 0, points: [judged(0.95)], regions: [[1, 1]] };
  const two = [measured(1, trained(0.95), trained(0.95))];
  expect(say({ values: two, verdict: alone, defaults: [], seeds: 2 })[0]).toContain('More values are needed');
});

test('a map: means of complete cells, the best and what cannot be told from it', () => {
  const row = (...accuracies: number[]) => ({ outcomes: accuracies.map((one) => trained(one)) });
  const { cells, from, to } = heatOf(
    [
      row(0.95, 0.951, 0.952),
      row(0.951, 0.95, 0.951),
      row(0.8, 0.801, 0.802),
      { outcomes: [trained(0.99), undefined, undefined] },
      { outcomes: [trained(0.99), DIVERGED, DIVERGED] },
      row(0.1, 0.1, 0.1),
    ],
    1000,
  );
  expect(cells.map(({ best, peer }) => (best ? 'best' : peer ? 'peer' : ''))).toEqual([
    ...['best', 'peer', '', '', '', ''],
  ]);
  expect(cells.map(({ diverged }) => diverged)).toEqual([0, 0, 0, 0, 2, 0]);
  expect(cells.map(({ ended }) => ended)).toEqual([3, 3, 3, 1, 3, 3]);
  expect(cells[3]?.mean).toBeNaN();
  expect(to).toBeCloseTo(0.951);
  // One that learned nothing does not take all shades.
  expect(from).toBeCloseTo(0.801);
  expect(cells.map(({ shade }) => shade)).toEqual([1, expect.any(Number), 0, 0, 0, 0]);
  expect(heatOf([row(0.9)], 1000).cells[0]).toMatchObject({ best: true, peer: false, shade: 1 });
});

test('the command line has every value, and what differs from the preset', () => {
  const state = {
    ...readyState(),
    core: { status: 'ready' as const, simd: true, catalogue: CATALOGUE },
    dialect: 'pytorch' as const,
    settings: { ...DEFAULTS, epochs: 3, seed: 7, hidden: [32, 16] },
  };
  const base: Base = { ...BASE, settings: state.settings, params: () => ({ alpha: 1 }) };
  const { choice } = parseChoice({ sweep: 'elu.alpha:0:4:linear:5' }, CATALOGUE);
  expect(commandOf(state, choice as Choice, cellsOf(base, values([0, 0.5]), [], 3))).toBe(
    'npm run -s cli -- sweep --activation elu --param alpha=0,0.5 --seeds 3 --seed 7 --preset race --dialect pytorch --hidden 32,16 --epochs 3 --json\n',
  );
  // What the preset has and was taken out, and a schedule with what goes with it.
  const { dropout: _, ...without } = {
    ...MLP,
    ...{ schedule: 'step' as const, decay_rate: 0.5, decay_epochs: 5, seed: 7 },
  };
  const mlp = {
    ...state,
    dialect: 'keras2' as const,
    preset: 'mlp',
    images: 'all' as const,
    settings: without,
  };
  const cells = cellsOf({ ...base, settings: without }, values([0, 1]), [], 1);
  expect(commandOf(mlp, choice as Choice, cells)).toContain(
    '--preset mlp --schedule step --decay-rate 0.5 --decay-epochs 5 --dropout 0 --json',
  );
  const map = parseChoice(
    { sweep: 'functions', sweep_y: 'learning_rate:0.1:0.4:log:2', sweep_seeds: '2' },
    CATALOGUE,
  );
  const functions = placesOf({ kind: 'functions' }, [], ['relu', 'elu'], []);
  const rates = placesOf({ kind: 'learning_rate', range }, [0.1, 0.4], [], []);
  const lines = commandOf(state, map.choice as Choice, cellsOf(base, functions, rates, 2))
    .trim()
    .split('\n');
  expect(lines).toHaveLength(4);
  expect(lines[1]).toContain('train --activations relu,elu --seed 8');
  expect(lines[3]).toContain('--learning-rate 0.4');
});

test('CSV: a line for each run, with fingerprint, configuration and reason', () => {
  const [cell] = cellsOf(BASE, values([0.5]), [], 3);
  if (!cell) throw new Error('no cell');
  const [head, first, second, ...rest] = sweepCsv([
    { cell, outcomes: [trained(0.95), DIVERGED, undefined] },
  ]).split('\r\n');
  expect(head).toMatch(/^x,y,function,parameters,learned,seed,outcome,reason,test_accuracy/);
  expect(first).toMatch(/^alpha=0\.5,,elu,\{\},\{\},1,done,,0\.95,.*,abc,/);
  expect(second).toMatch(/diverged,loss_not_finite,,/);
  expect(rest).toEqual(['']);
});

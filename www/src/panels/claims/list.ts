// The articles' claims, and what checks each of them.

import type { TrainConfig } from '../../core/types.ts';
import { summarize } from '../../statistics/index.ts';
import { type Bench, configOf, NETWORK, type Outcome, type Tell } from './bench.ts';
import { type Accuracies, beats, type Dead, dies, noBetter, reasonable } from './race-rules.ts';
import { coarse, type DepthNorms, faster, polynomial, steeper, type Times, vanishes } from './rules.ts';
import type { Verdict } from './verdict.ts';

export const CLAIMS = [
  'faster',
  'coarse',
  'reasonable',
  'vanishes',
  'steeper',
  'tanh',
  'relu',
  'softsign',
  'dies',
  'linear',
] as const;
export type Claim = (typeof CLAIMS)[number];

interface Check {
  /** what it trains */
  configs: readonly TrainConfig[];
  /** what it takes besides */
  seconds: number;
  run: (bench: Bench, tell: Tell) => Promise<Verdict>;
}

const seeds = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
/** Enough to see a difference of one seed's scatter, about 0.6 points. */
const RACE_SEEDS = seeds(10);
const FEW_SEEDS = seeds(5);

const raced = (...activations: string[]): TrainConfig[] =>
  activations.flatMap((activation) => RACE_SEEDS.map((seed) => configOf(activation, seed)));
const single = RACE_SEEDS.map((seed) => configOf('linear', seed, { hidden: [] }));

const DEPTHS = [2, 5, 10, 20];
const WIDTH = 32;
const BATCH = 256;
const DYING_RATE = 1.5;
const dying = (activation: string): TrainConfig[] =>
  FEW_SEEDS.map((seed) => configOf(activation, seed, { learning_rate: DYING_RATE }));

/** Accuracy of each run; NaN where it came to nothing. */
function accuracies(outcomes: readonly Outcome[], name: string): Accuracies {
  const values = outcomes.map(({ outcome }) =>
    'evaluation' in outcome ? outcome.evaluation.accuracy : Number.NaN,
  );
  return { name, values };
}

async function race(bench: Bench, tell: Tell, ...activations: string[]): Promise<Accuracies[]> {
  const outcomes = await bench.train(raced(...activations), tell);
  return activations.map((name) =>
    accuracies(
      outcomes.filter(({ config }) => config.activation === name),
      name,
    ),
  );
}

const grid = (bench: Bench): number => 1 / bench.testCount;

async function times(bench: Bench, tell: Tell): Promise<Verdict> {
  const report = await bench.time(['hard_sigmoid', 'sigmoid'], tell);
  const of = (id: string): Times => {
    const index = report.contestants.findIndex((contestant) => contestant.id === id);
    const { forward = [], backward = [], step = [] } = report.samples[index] ?? {};
    return {
      forward: summarize(forward),
      backward: summarize(backward),
      step: summarize(step),
      settled: !report.unsettled.includes(id),
    };
  };
  return faster(of('hard_sigmoid'), of('sigmoid'), report.networks?.hidden_numbers ?? Number.NaN);
}

/** Where two functions of x lie furthest apart. */
function largestGap(bench: Bench, first: string, second: string): { gap: number; x: number } {
  const xs = Float32Array.from({ length: 2049 }, (_, index) => (index - 1024) / 64);
  const [a, b] = [bench.curve(first, xs).y, bench.curve(second, xs).y];
  let found = { gap: 0, x: 0 };
  for (const [index, x] of xs.entries()) {
    const gap = Math.abs((a[index] ?? Number.NaN) - (b[index] ?? Number.NaN));
    if (!(gap <= found.gap)) found = { gap, x: Math.abs(x) };
  }
  return found;
}

/** Slopes of log(1 − f) against log x, from one power of two to the next. */
function slopes(bench: Bench, id: string, powers: number): number[] {
  const { y } = bench.curve(
    id,
    Float32Array.from({ length: powers + 1 }, (_, power) => 2 ** power),
  );
  const logarithms = [...y].map((value) => Math.log2(1 - value));
  return logarithms.slice(1).map((value, index) => value - (logarithms[index] ?? Number.NaN));
}

async function depths(bench: Bench, tell: Tell): Promise<Verdict> {
  const cases = [
    ...DEPTHS.map((depth) => ({ name: 'sigmoid', depth })),
    ...['tanh', 'relu'].map((name) => ({ name, depth: Math.max(...DEPTHS) })),
  ];
  const norms: DepthNorms[] = [];
  for (const [index, { name, depth }] of cases.entries()) {
    const hidden = new Array<number>(depth).fill(WIDTH);
    const layers: number[][] = [];
    for (const seed of FEW_SEEDS)
      layers.push(await bench.gradients(configOf(name, seed, { hidden, batch_size: BATCH })));
    const layer = (at: number): number[] => layers.map((one) => one[at] ?? Number.NaN);
    norms.push({ name, depth, first: layer(0), last: layer(depth - 1) });
    tell((index + 1) / cases.length);
  }
  return vanishes(norms);
}

async function steepness(bench: Bench, tell: Tell): Promise<Verdict> {
  const [tanh, sigmoid] = await Promise.all(
    ['tanh', 'sigmoid'].map(async (name) => {
      const slope = bench.curve(name, Float32Array.of(0)).dy[0] ?? Number.NaN;
      const norms: number[] = [];
      for (const seed of RACE_SEEDS)
        norms.push((await bench.gradients(configOf(name, seed, { batch_size: BATCH })))[0] ?? Number.NaN);
      return { name, slope, norms };
    }),
  );
  tell(1);
  if (!tanh || !sigmoid) throw new Error('no gradients');
  return steeper(tanh, sigmoid);
}

async function death(bench: Bench, tell: Tell): Promise<Verdict> {
  const outcomes = await bench.train([...dying('relu'), ...dying('leaky_relu')], tell);
  const of = (name: string): Dead => ({
    name,
    dead: outcomes
      .filter(({ config }) => config.activation === name)
      .map(
        ({ outcome }) =>
          ('inspection' in outcome ? outcome.inspection?.layers[0]?.dead : undefined) ?? Number.NaN,
      ),
    units: NETWORK.hidden[0],
  });
  return dies(of('relu'), of('leaky_relu'));
}

export const CHECKS: Readonly<Record<Claim, Check>> = {
  faster: { configs: [], seconds: 12, run: times },
  coarse: {
    configs: [],
    seconds: 0,
    async run(bench) {
      const { gap, x } = largestGap(bench, 'hard_sigmoid', 'sigmoid');
      return coarse(gap, x);
    },
  },
  reasonable: {
    configs: raced('hard_sigmoid', 'sigmoid'),
    seconds: 0,
    async run(bench, tell) {
      const [hard, sigmoid] = await race(bench, tell, 'hard_sigmoid', 'sigmoid');
      return reasonable(hard ?? NOTHING, sigmoid ?? NOTHING, grid(bench));
    },
  },
  vanishes: { configs: [], seconds: 1, run: depths },
  steeper: { configs: [], seconds: 1, run: steepness },
  tanh: {
    configs: raced('tanh', 'sigmoid'),
    seconds: 0,
    async run(bench, tell) {
      const [tanh, ...others] = await race(bench, tell, 'tanh', 'sigmoid');
      return beats(tanh ?? NOTHING, others, grid(bench));
    },
  },
  relu: {
    configs: raced('relu', 'sigmoid', 'tanh'),
    seconds: 0,
    async run(bench, tell) {
      const [relu, ...others] = await race(bench, tell, 'relu', 'sigmoid', 'tanh');
      return beats(relu ?? NOTHING, others, grid(bench));
    },
  },
  softsign: {
    configs: [],
    seconds: 0,
    async run(bench) {
      const { gap, x } = largestGap(bench, 'softsign', 'tanh');
      // Of 1 − tanh(16) single precision has no digit left.
      return polynomial(gap, x, slopes(bench, 'softsign', 12), slopes(bench, 'tanh', 3));
    },
  },
  dies: { configs: [...dying('relu'), ...dying('leaky_relu')], seconds: 0, run: death },
  linear: {
    configs: [...raced('linear'), ...single],
    seconds: 0,
    async run(bench, tell) {
      const outcomes = await bench.train([...raced('linear'), ...single], tell);
      const half = (layers: number, name: string): Accuracies =>
        accuracies(
          outcomes.filter(({ config }) => config.hidden.length === layers),
          name,
        );
      return noBetter(half(1, '196-64-10'), half(0, '196-10'), grid(bench));
    },
  },
};

const NOTHING: Accuracies = { name: '', values: [Number.NaN] };

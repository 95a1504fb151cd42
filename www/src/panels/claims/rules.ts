// What counts as a yes, a no and neither, for claims on times, curves and gradients: pure functions of what was measured.
// The page states the same rules in words.

import type { Key } from '../../i18n/index.ts';
import { pairedDifferences, type Summary } from '../../statistics/index.ts';
import { answer, type Fact, type Verdict } from './verdict.ts';

/** Kernel times of a function, in ns per element, and of a step with it, in ms. */
export interface Times {
  forward: Summary;
  backward: Summary;
  step: Summary;
  /** whether its times had become stationary in the warm-up */
  settled: boolean;
}

/** How many times apart intervals must be whose times still drift. */
const DRIFTING = 2;

/** Activations of a step: units × images of a batch. */
export function faster(hard: Times, sigmoid: Times, elements: number): Verdict {
  const times = (key: Key, a: Summary, b: Summary): Fact => ({
    key,
    values: {
      hard: a.median,
      low: a.low,
      high: a.high,
      sigmoid: b.median,
      sigmoid_low: b.low,
      sigmoid_high: b.high,
      ratio: { value: b.median / a.median, decimals: 1 },
    },
  });
  const saved = sigmoid.forward.median + sigmoid.backward.median - hard.forward.median - hard.backward.median;
  const share = (saved * elements * 1e-6) / sigmoid.step.median;
  const worth: Fact = {
    key: 'claim.faster.step',
    values: {
      step: sigmoid.step.median,
      share: { value: share * 100, decimals: 0 },
      hard_step: hard.step.median,
    },
  };
  const settled = hard.settled && sigmoid.settled;
  // What drifts by more than 5 %, the warm-up's limit, still tells a factor.
  const apart = settled ? 1 : DRIFTING;
  return {
    answer: answer(
      hard.forward.high * apart < sigmoid.forward.low,
      hard.forward.low > sigmoid.forward.high * apart,
    ),
    found: [
      times('claim.faster.forward', hard.forward, sigmoid.forward),
      ...(settled ? [] : [{ key: 'claim.faster.unsettled', values: {} } satisfies Fact]),
      ...(Number.isNaN(share) ? [] : [worth]),
    ],
    more: [times('claim.faster.backward', hard.backward, sigmoid.backward)],
  };
}

/** Approximates: nowhere further away than `most`. Coarsely: somewhere further than `least`. Both outputs go from 0 to 1. */
export const COARSE = { least: 0.01, most: 0.1 };

/** `x`: where the gap is largest. */
export function coarse(gap: number, x: number): Verdict {
  return {
    answer: answer(gap > COARSE.least && gap <= COARSE.most, Number.isFinite(gap)),
    found: [
      { key: 'claim.coarse.gap', values: { gap: { value: gap, decimals: 3 }, x: { value: x, decimals: 1 } } },
    ],
    more: [],
  };
}

/** Gradients at the first step: by function, network depth and seed, the first hidden layer's and the last one's. */
export interface DepthNorms {
  name: string;
  depth: number;
  first: readonly number[];
  last: readonly number[];
}

/** Vanished: at the greatest depth the first layer's gradient is less than this share of the last one's. */
export const VANISHED = 1e-3;

const ratios = ({ first, last }: DepthNorms): number[] =>
  first.map((norm, seed) => norm / (last[seed] ?? Number.NaN));

/** Geometric mean. */
function typical(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

export function vanishes(norms: readonly DepthNorms[]): Verdict {
  const deepest = Math.max(...norms.map(({ depth }) => depth));
  const own = norms.filter(({ name, depth }) => name === 'sigmoid' && depth === deepest).flatMap(ratios);
  return {
    answer: answer(
      own.length > 0 && own.every((ratio) => ratio < VANISHED),
      own.length > 0 && own.every((ratio) => ratio >= VANISHED),
    ),
    found: norms.filter(({ depth }) => depth === deepest).map(ratioFact),
    more: norms.filter(({ depth }) => depth < deepest).map(ratioFact),
  };
}

function ratioFact(one: DepthNorms): Fact {
  return {
    key: 'claim.vanishes.ratio',
    values: {
      name: one.name,
      depth: { value: one.depth, decimals: 0 },
      ratio: typical(ratios(one)),
      norm: typical(one.first),
    },
  };
}

/** Slopes at 0, and for each seed the length of the first layer's gradient in the same network. */
export interface Steepness {
  name: string;
  slope: number;
  norms: readonly number[];
}

export function steeper(tanh: Steepness, sigmoid: Steepness): Verdict {
  const logarithms = ({ norms }: Steepness): number[] => norms.map(Math.log);
  const [, difference] = pairedDifferences([logarithms(sigmoid), logarithms(tanh)], 0, 0);
  const { mean = Number.NaN, low = Number.NaN, high = Number.NaN } = difference ?? {};
  return {
    answer: answer(tanh.slope > sigmoid.slope && low > 0, tanh.slope <= sigmoid.slope || high < 0),
    found: [
      { key: 'claim.steeper.slope', values: { tanh: tanh.slope, sigmoid: sigmoid.slope } },
      {
        key: 'claim.steeper.norm',
        values: {
          ratio: Math.exp(mean),
          low: Math.exp(low),
          high: Math.exp(high),
          tanh: typical(tanh.norms),
          sigmoid: typical(sigmoid.norms),
        },
      },
    ],
    more: [],
  };
}

/** Resembles: nowhere further away than this, of outputs that go from −1 to 1. */
export const RESEMBLES = 0.4;
/** Polynomially: 1 − f falls as a power of x, so that its slope on two logarithmic axes stays; an exponential's falls on. */
export const POWER = { tolerance: 0.1, steep: -5 };

/** Slopes of log(1 − f) against log x, from one doubling of x to the next. */
export function polynomial(
  gap: number,
  x: number,
  softsign: readonly number[],
  tanh: readonly number[],
): Verdict {
  const last = softsign.at(-1) ?? Number.NaN;
  const stays = softsign.slice(-3).every((slope) => Math.abs(slope - last) <= POWER.tolerance);
  const tanhLast = tanh.at(-1) ?? Number.NaN;
  const falls = tanh.every((slope, index) => index === 0 || slope < (tanh[index - 1] ?? Number.NaN));
  const known = Number.isFinite(gap) && Number.isFinite(last) && Number.isFinite(tanhLast);
  return {
    answer: answer(known && gap <= RESEMBLES && stays && falls && tanhLast < POWER.steep, known),
    found: [
      {
        key: 'claim.softsign.gap',
        values: { gap: { value: gap, decimals: 2 }, x: { value: x, decimals: 1 } },
      },
      {
        key: 'claim.softsign.slope',
        values: { softsign: { value: last, decimals: 2 }, tanh: { value: tanhLast, decimals: 1 } },
      },
    ],
    more: [],
  };
}

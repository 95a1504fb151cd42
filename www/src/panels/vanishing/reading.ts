// What a network's first step says of its gradient, and how that is shown. Pure.

import { layerOf } from '../../core/signal.ts';
import type { SignalCell } from '../../worker/protocol.ts';
import type { Choice } from './choice.ts';

/** The first layer's gradient over the last hidden one's. */
export type Ratio =
  /** with its power of ten */
  | { kind: 'known'; ratio: number; power: number }
  /** single precision has no number as small as the first one's */
  | { kind: 'zero' }
  /** there is none in the last hidden layer */
  | { kind: 'none' }
  /** the loss or a gradient is not finite, or theory says nothing */
  | { kind: 'infinite' };

/** Powers of ten; NaN where nothing is known. */
export interface Reading {
  measured: Ratio;
  predicted: Ratio;
  /** measured over predicted, where both are known */
  error: number;
}

/** Within this factor theory is said to hold. */
export const FACTOR = 2;

export const ratioOf = (ratio: number): Ratio =>
  ratio > 0 && Number.isFinite(ratio)
    ? { kind: 'known', ratio, power: Math.log10(ratio) }
    : { kind: ratio === 0 ? 'zero' : 'infinite' };

export const powerOf = (ratio: Ratio): number => (ratio.kind === 'known' ? ratio.power : Number.NaN);

/** `signal`: packed, of a network with so many hidden layers */
export function measuredRatio(signal: Float64Array, of: Choice['of'], depth: number): Ratio {
  const { gradient } = layerOf(signal, depth - 1);
  const last = of === 'weights' ? gradient.weights : gradient.pre_activations;
  if (last === 0) return { kind: 'none' };
  return ratioOf(signal[of === 'weights' ? 1 : 2] ?? Number.NaN);
}

export function readingOf({ config, signal, foretold }: SignalCell, of: Choice['of']): Reading {
  const [first] = foretold;
  const measured = measuredRatio(signal, of, config.hidden.length);
  const predicted = ratioOf((of === 'weights' ? first?.weight_ratio : first?.delta_ratio) ?? Number.NaN);
  return { measured, predicted, error: powerOf(measured) - powerOf(predicted) };
}

export const isOff = ({ error }: Reading): boolean => Math.abs(error) > Math.log10(FACTOR);

/** Powers at which shades are full. */
export const REACH = { measured: 30, predicted: 30, error: 3 } as const satisfies Record<
  Choice['shown'],
  number
>;

/** 0 … 1: from a fifteenth of the reach on logarithmic, or a few powers of ten would not be seen beside thirty. */
export const shadeOf = (power: number, reach: number): number =>
  Math.min(1, Math.log1p((Math.abs(power) * 15) / reach) / Math.log1p(15));

// What a network's first step was, layer by layer, beside what theory says. Pure.

import { signalOf } from '../../core/signal.ts';
import type { SignalCell } from '../../worker/protocol.ts';
import { zeroShare } from './spreads.ts';

/** Theory says how lengths relate to that in the last hidden layer: it is given the measured one. NaN where nothing is known. */
export interface LayerRow {
  weights: number;
  weights_predicted: number;
  z: number;
  z_predicted: number;
  /** of z */
  mean: number;
  deviation: number;
  deviation_predicted: number;
  /** share of the gradients in z that are 0; NaN without a trace */
  zeros: number;
}

/** Of the hidden layers, from the input on. */
export function layerRows({ signal, foretold, trace }: SignalCell): LayerRow[] {
  const { layers } = signalOf(signal);
  const last = layers[foretold.length - 1]?.gradient;
  return foretold.map(({ pre_variance, weight_ratio, delta_ratio }, index) => {
    const { gradient, pre_activations } = layers[index] ?? {};
    const deltas = trace?.layers[index]?.deltas;
    return {
      weights: gradient?.weights ?? Number.NaN,
      weights_predicted: (weight_ratio ?? Number.NaN) * (last?.weights ?? Number.NaN),
      z: gradient?.pre_activations ?? Number.NaN,
      z_predicted: (delta_ratio ?? Number.NaN) * (last?.pre_activations ?? Number.NaN),
      mean: pre_activations?.mean ?? Number.NaN,
      deviation: Math.sqrt(pre_activations?.variance ?? Number.NaN),
      deviation_predicted: Math.sqrt(pre_variance),
      zeros: deltas ? zeroShare(deltas) : Number.NaN,
    };
  });
}

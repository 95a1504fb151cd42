// What was measured, as a table for other programs. Pure.

import { layerOf } from '../../core/signal.ts';
import { lossOf } from './measures.ts';
import { allSteps, layerCount, type Recorded } from './recorded.ts';

const HEAD =
  'function,step,epoch,layer,loss,z_mean,z_variance,activation_mean,activation_variance,gradient_weights,gradient_biases,gradient_z,update_to_weight';

/** Empty where there is no number. */
const cell = (value: number): string => (Number.isFinite(value) ? String(value) : '');

/** A line for each step and layer of each network. */
export function csvOf(records: readonly Recorded[]): string {
  const lines = records.flatMap((record) => {
    const layers = layerCount(record);
    return allSteps(record).flatMap((one) =>
      Array.from({ length: layers }, (_, layer) => {
        const { pre_activations, activations, gradient, update_to_weight } = layerOf(one.signal, layer);
        const numbers = [
          lossOf(one),
          pre_activations.mean,
          pre_activations.variance,
          activations.mean,
          activations.variance,
          gradient.weights,
          gradient.biases,
          gradient.pre_activations,
          update_to_weight,
        ].map(cell);
        const epoch = Math.ceil(one.step / record.batches);
        return [record.config.activation, one.step, epoch, layer + 1, ...numbers].join();
      }),
    );
  });
  return `${[HEAD, ...lines].join('\n')}\n`;
}

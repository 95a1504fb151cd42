// A trained network with other parameters of its activation function, its weights as they were.

import type { FunctionSpec, Parameters, TrainConfig } from '../../core/types.ts';

/** Of a network: what `core.model` takes. */
export interface Weighed {
  config: TrainConfig;
  inputSide: number;
  weights: Float32Array;
}

const CLASSES = 10;

/** Whether its weights hold values of this parameter. */
export const learns = ({ learn }: TrainConfig, parameter: string): boolean => learn[parameter] !== undefined;

/**
 * The network as if it had these parameters. Where a parameter was learned, the weights hold its values, layer by layer after
 * weights and biases: one value takes the place of all of them.
 */
export function moved(
  { config, inputSide, weights }: Weighed,
  spec: FunctionSpec,
  params: Parameters,
): Weighed {
  const now = { ...config, params: { ...config.params, ...params } };
  const learned = spec.parameters.filter(({ name }) => learns(config, name));
  if (learned.length === 0) return { config: now, inputSide, weights };
  const replaced = weights.slice();
  let place = 0;
  let inputs = inputSide * inputSide;
  for (const units of config.hidden) {
    place += (inputs + 1) * units;
    for (const { name } of learned) {
      const count = config.learn[name] === 'unit' ? units : 1;
      const value = params[name];
      if (value !== undefined) replaced.fill(value, place, place + count);
      place += count;
    }
    inputs = units;
  }
  if (place + (inputs + 1) * CLASSES !== weights.length) throw new Error(`weights of another network`);
  return { config: now, inputSide, weights: replaced };
}

/** `count` values from `min` to `max`, in an order in which the line is coarse at first and ever finer then. */
export function coarseToFine(min: number, max: number, count: number): number[] {
  const values = Array.from({ length: count }, (_, index) =>
    Number((min + ((max - min) * index) / (count - 1)).toPrecision(6)),
  );
  const order: number[] = [];
  for (let step = 2 ** Math.ceil(Math.log2(count)); step >= 1; step /= 2) {
    for (let index = 0; index < count; index += step) {
      const value = values[index];
      if (value !== undefined && !order.includes(value)) order.push(value);
    }
  }
  return order;
}

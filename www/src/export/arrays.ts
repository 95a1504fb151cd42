// What is in a file of a trained network, as crate/src/export has it: the same names, shapes and order.

import type { FunctionSpec, LayerFunction, Learned, TrainConfig } from '../core/types.ts';

export const FORMAT = 'activation-lab';
export const VERSION = 1;

/** An array as files have it: `layers.0.weight` (units, inputs), `layers.0.bias` (units), learned parameters. */
export interface NamedArray {
  layer: number;
  /** within the layer */
  own: string;
  units: number;
  /** numbers of a row; none for a vector */
  inputs: number | undefined;
  /** where it begins in the weights */
  start: number;
}

/** The function of a hidden layer. */
export interface Hidden {
  spec: FunctionSpec;
  /** every parameter's value, or its start where it is learned */
  params: Record<string, number>;
  learn: TrainConfig['learn'];
}

export const nameOf = ({ layer, own }: Pick<NamedArray, 'layer' | 'own'>): string => `layers.${layer}.${own}`;
export const shapeOf = ({ units, inputs }: NamedArray): number[] =>
  inputs === undefined ? [units] : [units, inputs];
export const countOf = ({ units, inputs = 1 }: NamedArray): number => units * inputs;

/** A function in full. `catalogue`: with the defaults of the core's default dialect. */
export function functionOf(catalogue: readonly FunctionSpec[], of: LayerFunction): Hidden {
  const { activation, params = {}, learn = {} } = of;
  const spec = catalogue.find(({ id, aliases }) => id === activation || aliases.includes(activation));
  if (!spec) throw new Error(`no function ${activation}`); // which the core has checked
  const defaults = Object.fromEntries(
    spec.parameters.map((parameter) => [parameter.name, parameter.default]),
  );
  return { spec, params: { ...defaults, ...params }, learn };
}

/** The functions of the hidden layers. */
export const functionsOf = (catalogue: readonly FunctionSpec[], config: TrainConfig): Hidden[] =>
  config.hidden.map((_, layer) => functionOf(catalogue, config.layers?.[layer] ?? config));

/** The arrays of a network that the core has checked, in the order of its weights. */
export function arraysOf(config: TrainConfig, functions: readonly Hidden[], inputSide: number): NamedArray[] {
  const arrays: NamedArray[] = [];
  let start = 0;
  let inputs = inputSide ** 2;
  for (const [layer, units] of [...config.hidden, 10].entries()) {
    const add = (own: string, count: number, of?: number): void => {
      const array = { layer, own, units: count, inputs: of, start };
      start += countOf(array);
      arrays.push(array);
    };
    add('weight', units, inputs);
    add('bias', units);
    const { spec, learn } = functions[layer] ?? {};
    for (const { name } of spec?.parameters ?? []) {
      if (learn?.[name]) add(name, learn[name] === 'unit' ? units : 1);
    }
    inputs = units;
  }
  return arrays;
}

/** Calls for each number of an array, in the file's order, with where it is in the weights. */
export function forEach(
  { units, inputs = 1, start }: NamedArray,
  call: (index: number, position: number) => void,
): void {
  for (let unit = 0, index = 0; unit < units; unit += 1) {
    for (let input = 0; input < inputs; input += 1, index += 1) call(index, start + input * units + unit);
  }
}

/** An array's bytes, little-endian. */
export function bytesOf(array: NamedArray, weights: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 * countOf(array));
  const view = new DataView(bytes.buffer);
  forEach(array, (index, position) => view.setFloat32(4 * index, weights[position] ?? 0, true));
  return bytes;
}

/** The values learned for each parameter, as the core tells them of a run. */
export function learnedOf(arrays: readonly NamedArray[], weights: Float32Array): Learned {
  const learned = new Map<string, number[][]>();
  for (const array of arrays) {
    const { own, start } = array;
    if (own === 'weight' || own === 'bias') continue;
    const layers = learned.get(own) ?? [];
    layers.push([...weights.subarray(start, start + countOf(array))]);
    learned.set(own, layers);
  }
  return [...learned];
}

// Where a sweep begins: for each parameter of each function an axis on which something happens, within the catalogue's bounds.

import type { Axis, FunctionSpec, ParameterSpec } from '../../core/types.ts';

/** A parameter of a function. */
export interface Target {
  activation: string;
  parameter: string;
}

const AXES: Readonly<Record<string, readonly [min: number, max: number, scale: Axis['scale']]>> = {
  'leaky_relu.negative_slope': [0, 1, 'log'],
  'elu.alpha': [0.1, 5, 'log'],
  'softplus.beta': [0.1, 10, 'log'],
  'silu.beta': [0.1, 10, 'log'],
  'hard_sigmoid.slope': [0.02, 1, 'log'],
  'prelu.negative_slope': [-1, 1, 'signed'],
  'celu.alpha': [0.1, 5, 'log'],
  'thresholded_relu.theta': [0, 2, 'linear'],
  'threshold.threshold': [-2, 2, 'linear'],
  'threshold.value': [-2, 2, 'linear'],
  'hard_tanh.min': [-4, 0, 'linear'],
  'hard_tanh.max': [0.1, 10, 'log'],
  'soft_shrink.lambda': [0, 2, 'linear'],
  'hard_shrink.lambda': [0, 2, 'linear'],
  'squareplus.b': [0.02, 20, 'log'],
  'snake.alpha': [0.05, 10, 'log'],
  'isru.alpha': [0.01, 10, 'log'],
  'isrlu.alpha': [0.01, 10, 'log'],
};

/** Of the functions that are offered first, in the order in which they are. */
export const FIRST: readonly string[] = ['leaky_relu', 'elu', 'softplus', 'silu', 'hard_sigmoid', 'prelu'];

export const nameOf = ({ activation, parameter }: Target): string => `${activation}.${parameter}`;

/** Every parameter there is: those that are offered first, then in the catalogue's order. */
export function targetsOf(catalogue: readonly FunctionSpec[]): Target[] {
  const first = FIRST.flatMap((id) => catalogue.filter((spec) => spec.id === id));
  return [...new Set([...first, ...catalogue])].flatMap(({ id, parameters }) =>
    parameters.map(({ name }) => ({ activation: id, parameter: name })),
  );
}

export function specOfTarget(
  catalogue: readonly FunctionSpec[],
  { activation, parameter }: Target,
): ParameterSpec | undefined {
  return catalogue.find(({ id }) => id === activation)?.parameters.find(({ name }) => name === parameter);
}

/** Of a parameter that is not in the list, all that the catalogue allows. */
export function usualAxis(target: Target, { min, max }: ParameterSpec): Axis {
  const [from, to, scale] = AXES[nameOf(target)] ?? [min, max, 'linear'];
  return { min: Math.max(min, from), max: Math.min(max, to), scale };
}

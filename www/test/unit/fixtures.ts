import type { FunctionSpec, TrainConfig } from '../../src/core/types.ts';
import { initialState, type Settings, type State } from '../../src/state/state.ts';

const spec = (
  id: string,
  family: FunctionSpec['family'],
  parameters: FunctionSpec['parameters'] = [],
): FunctionSpec => ({
  id,
  aliases: id === 'linear' ? ['identity'] : [],
  family,
  parameters,
});

export const CATALOGUE: FunctionSpec[] = [
  spec('linear', 'other'),
  spec('hard_sigmoid', 'sigmoid', [
    { name: 'slope', default: 0.2, min: 0.05, max: 1, step: 0.01, learned: null },
  ]),
  spec('tanh', 'sigmoid'),
  spec('relu', 'rectifier'),
];

export const RATES = { sgd: 0.1, adam: 0.001 };

export const DEFAULTS: Settings = {
  optimizer: 'sgd',
  seed: 1,
  epochs: 10,
  learning_rate: 0.1,
  batch_size: 32,
  hidden: [64],
};

export const config = (activation: string): TrainConfig => ({
  activation,
  params: {},
  learn: {},
  initializer: 'glorot_uniform',
  ...DEFAULTS,
});

export function readyState(): State {
  return {
    ...initialState('en', 'system'),
    core: { status: 'ready', simd: true, catalogue: CATALOGUE },
    settings: DEFAULTS,
    defaults: DEFAULTS,
    rates: RATES,
    selected: ['tanh', 'relu'],
  };
}

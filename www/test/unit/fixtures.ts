import type { FunctionSpec, TrainConfig } from '../../src/core/types.ts';
import type { Offer, Settings } from '../../src/state/settings.ts';
import { initialState, type State } from '../../src/state/state.ts';

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

export const DEFAULTS: Settings = {
  initializer: 'glorot_uniform',
  optimizer: 'sgd',
  seed: 1,
  epochs: 10,
  learning_rate: 0.2,
  batch_size: 32,
  hidden: [64],
};

export const MLP: Settings = {
  ...DEFAULTS,
  optimizer: 'adam',
  learning_rate: 0.001,
  hidden: [512, 512],
  dropout: 0.2,
};

export const OFFER: Offer = {
  presets: [
    { name: 'race', settings: DEFAULTS, images: 'subset' },
    { name: 'mlp', settings: MLP, images: 'all' },
  ],
  rates: { sgd: 0.01, adam: 0.001 },
  initializers: ['glorot_uniform', 'he_normal'],
};

export const config = (activation: string): TrainConfig => ({
  activation,
  params: {},
  learn: {},
  ...DEFAULTS,
});

export function readyState(): State {
  return {
    ...initialState('en', 'system'),
    core: { status: 'ready', simd: true, catalogue: CATALOGUE },
    offer: OFFER,
    preset: 'race',
    settings: DEFAULTS,
    selected: ['tanh', 'relu'],
  };
}

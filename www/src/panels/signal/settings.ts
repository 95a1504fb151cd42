// What the panel shows, as its part of a link tells it: `signal=a:sigmoid,b:tanh,hidden:32-32-32,rate:0.1`. Pure.

import type { FunctionSpec, TrainConfig } from '../../core/types.ts';
import type { Offer } from '../../state/settings.ts';
import { type Field, type Fields, layers, number, oneOf, whole } from '../view.ts';

export const NONE = 'none';
export const MOST_LAYERS = 20;

export interface SignalView {
  a: string;
  /** a second network from the same seed, or `none` */
  b: string;
  hidden: readonly number[];
  initializer: string;
  optimizer: string;
  rate: number;
  /** of the gradient of the whole network; 0 for no limit */
  clip: number;
  bias: number;
  epochs: number;
  seed: number;
  /** every how many steps one is measured */
  every: number;
  /** whose lines stand out, counted from 1; 0 for none */
  layer: number;
}

export const USUAL: SignalView = {
  a: 'relu',
  b: NONE,
  hidden: [32, 32, 32, 32, 32],
  initializer: 'he_normal',
  optimizer: 'sgd',
  rate: 0.1,
  clip: 0,
  bias: 0,
  epochs: 5,
  seed: 1,
  every: 8,
  layer: 0,
};

export const BATCH = 32;
/** of single precision */
const LARGEST = 3.4e38;

const named = (field: Field<string>, catalogue: readonly FunctionSpec[]): Field<string> => ({
  ...field,
  read: (text) => field.read(catalogue.find(({ aliases }) => aliases.includes(text))?.id ?? text),
});

export function fieldsOf(catalogue: readonly FunctionSpec[], offer: Offer): Fields<SignalView> {
  const ids = catalogue.map(({ id }) => id);
  return {
    a: named(oneOf(ids), catalogue),
    b: named(oneOf([NONE, ...ids]), catalogue),
    hidden: layers(MOST_LAYERS),
    initializer: oneOf(offer.initializers),
    optimizer: oneOf(Object.keys(offer.rates)),
    rate: { ...number(0, LARGEST, (value) => Math.fround(value) > 0), allowed: '> 0' },
    clip: {
      ...number(0, LARGEST, (value) => value === 0 || Math.fround(value) > 0),
      allowed: '≥ 0',
    },
    bias: number(-100, 100),
    epochs: whole(1, 50),
    seed: whole(0, 2 ** 32 - 1),
    every: whole(1, 1000),
    layer: whole(0, MOST_LAYERS + 1),
  };
}

/** The functions whose networks are trained. */
export const functionsOf = ({ a, b }: SignalView): string[] => (b === NONE || b === a ? [a] : [a, b]);

/** Another optimizer brings its usual learning rate. */
export const rateOf = (optimizer: string, { rates }: Offer): number =>
  optimizer === USUAL.optimizer ? USUAL.rate : (rates[optimizer] ?? USUAL.rate);

export const configOf = (
  { hidden, initializer, optimizer, rate, clip, bias, epochs, seed }: SignalView,
  { activation, params, learn }: Pick<TrainConfig, 'activation' | 'params' | 'learn'>,
): TrainConfig => ({
  activation,
  params,
  learn,
  hidden: [...hidden],
  initializer,
  optimizer,
  learning_rate: rate,
  batch_size: BATCH,
  epochs,
  seed,
  ...(clip > 0 && { global_clipnorm: clip }),
  ...(bias !== 0 && { hidden_bias: bias }),
});

// What the panel shows, as a link tells it. Pure.
//
//   step=a:tanh,b:relu,hidden:16-16,rate:0.1,digit:12,steps:100,phase:3

import type { Parameters, TrainConfig } from '../../core/types.ts';
import { type Field, type Fields, layers, number, oneOf, whole } from '../view.ts';

export const SHOWS = ['f', 'z'] as const;
/** What is drawn of a layer on the way forward. */
export type Shows = (typeof SHOWS)[number];

export interface Choice {
  a: string;
  b: string;
  hidden: readonly number[];
  initializer: string;
  rate: number;
  /** what the biases of the hidden layers start at */
  bias: number;
  seed: number;
  /** index of a training image, or the first ones together */
  digit: number | 'batch';
  shows: Shows;
  /** that both networks have been trained */
  steps: number;
  /** place in the plan; `all`: everything is shown */
  phase: number | 'all';
}

/** The page's own thread trains: further than this would take too long to bring back from a link. */
export const MAX_STEPS = 2000;
/** Of the batch that is looked at, and of those that are trained on. */
export const BATCH = 32;
/** Of the set of 10,000. */
const LAST_IMAGE = 9999;
const MAX_DEPTH = 10;
const MAX_UNITS = 64;
const MAX_PHASE = 99;
/** Enough batches for `MAX_STEPS`. */
const EPOCHS = 10;

export const USUAL: Choice = {
  a: 'sigmoid',
  b: 'relu',
  hidden: [16, 16, 16, 16, 16],
  initializer: 'glorot_uniform',
  rate: 0.2,
  bias: 0,
  seed: 1,
  digit: 0,
  shows: 'f',
  steps: 0,
  phase: 'all',
};

const or = <T, U extends string>({ read, write, allowed }: Field<T>, word: U): Field<T | U> => ({
  read: (text) => (text === word ? word : read(text)),
  write: (value) => (value === word ? word : write(value as T)),
  allowed: `${allowed}, ${word}`,
});

/** Layers whose units can still be told apart in a small picture. */
const depths: Field<readonly number[]> = {
  ...layers(MAX_DEPTH),
  read(text) {
    const sizes = layers(MAX_DEPTH).read(text);
    return sizes?.every((units) => units <= MAX_UNITS) ? sizes : undefined;
  },
  allowed: `1–${MAX_UNITS} (× 1–${MAX_DEPTH}, “-”)`,
};

export const fieldsOf = (functions: readonly string[], initializers: readonly string[]): Fields<Choice> => ({
  a: oneOf(functions),
  b: oneOf(functions),
  hidden: depths,
  initializer: oneOf(initializers),
  rate: number(1e-6, 1e6),
  bias: number(-10, 10),
  seed: whole(0, 2 ** 32 - 1),
  digit: or(whole(0, LAST_IMAGE), 'batch'),
  shows: oneOf(SHOWS),
  steps: whole(0, MAX_STEPS),
  phase: or(whole(0, MAX_PHASE), 'all'),
});

/** Both networks: they differ in nothing but the function. */
export function configsOf(choice: Choice, params: (id: string) => Parameters): [TrainConfig, TrainConfig] {
  const { hidden, initializer, rate, bias, seed } = choice;
  const config = (activation: string): TrainConfig => ({
    activation,
    params: params(activation),
    learn: {},
    hidden: [...hidden],
    initializer,
    optimizer: 'sgd',
    learning_rate: rate,
    batch_size: BATCH,
    epochs: EPOCHS,
    seed,
    ...(bias !== 0 && { hidden_bias: bias }),
  });
  return [config(choice.a), config(choice.b)];
}

/** Training images that are looked at. */
export const imagesOf = ({ digit }: Choice): number[] =>
  digit === 'batch' ? Array.from({ length: BATCH }, (_, index) => index) : [digit];

// Each optimizer in the frameworks' words, with the constants of Keras 3 wherever a framework takes them.

import type { Dialect } from '../core/types.ts';
import type { Experiment } from './experiment.ts';
import { hasSchedule } from './options.ts';
import { float } from './python.ts';

type Call = readonly [name: string, ...options: string[]];

const CALLS: Readonly<Record<string, { keras: Call; pytorch: Call }>> = {
  sgd: { keras: ['SGD'], pytorch: ['SGD'] },
  momentum: { keras: ['SGD', 'momentum=0.9'], pytorch: ['SGD', 'momentum=0.9'] },
  nesterov: {
    keras: ['SGD', 'momentum=0.9', 'nesterov=True'],
    pytorch: ['SGD', 'momentum=0.9', 'nesterov=True'],
  },
  rmsprop: { keras: ['RMSprop'], pytorch: ['RMSprop', 'alpha=0.9', 'eps=1e-7'] },
  adagrad: { keras: ['Adagrad'], pytorch: ['Adagrad', 'initial_accumulator_value=0.1', 'eps=1e-7'] },
  adadelta: { keras: ['Adadelta'], pytorch: ['Adadelta', 'rho=0.95', 'eps=1e-7'] },
  adam: { keras: ['Adam'], pytorch: ['Adam', 'eps=1e-7'] },
  adamw: { keras: ['AdamW'], pytorch: ['AdamW', 'weight_decay=0.004', 'eps=1e-7'] },
  nadam: { keras: ['Nadam'], pytorch: ['NAdam', 'momentum_decay=1', 'eps=1e-7'] },
};

/** The call that makes the optimizer, and a comment where it is not quite the page's. */
export function optimizer(dialect: Dialect, experiment: Experiment): { call: string; comment: string } {
  const { optimizer: name, weight_decay, global_clipnorm } = experiment;
  const calls = CALLS[name];
  // Rather no script than one that trains in another way.
  if (!calls) throw new Error(`no script for the optimizer ${name}`);
  if (dialect === 'pytorch') {
    const [make, ...own] = calls.pytorch;
    const decays = weight_decay !== undefined && name === 'adamw';
    const options = own.map((option) =>
      decays && /^weight_decay/.test(option) ? 'weight_decay=WEIGHT_DECAY' : option,
    );
    return {
      call: `torch.optim.${make}(${['model.parameters()', 'lr=LEARNING_RATE', ...options].join(', ')})`,
      comment: '',
    };
  }
  if (dialect === 'keras3') {
    const [make, ...options] = calls.keras;
    if (weight_decay !== undefined) options.push('weight_decay=WEIGHT_DECAY');
    if (global_clipnorm !== undefined) options.push('global_clipnorm=CLIPNORM');
    const rate = hasSchedule(experiment) ? 'Schedule()' : 'LEARNING_RATE';
    return { call: called(`keras.optimizers.${make}`, [`learning_rate=${rate}`, ...options]), comment: '' };
  }
  const [make, ...options] = name === 'adamw' ? (CALLS.adam?.keras ?? calls.keras) : calls.keras;
  // What Keras 2.2 calls so is the norm of all gradients together.
  if (global_clipnorm !== undefined) options.push('clipnorm=CLIPNORM');
  const decay = float(weight_decay ?? 0.004);
  const comment =
    name === 'adamw'
      ? `Keras 2.2 has no AdamW: this is Adam, without the weight decay of ${decay}.`
      : weight_decay
        ? `Keras 2.2 has no weight decay beside the loss: ${decay} is not used.`
        : ['rmsprop', 'adagrad', 'nadam'].includes(name)
          ? 'Keras 2.2 computes this a little differently from Keras 3 and the page.'
          : '';
  return { call: called(`keras.optimizers.${make}`, ['lr=LEARNING_RATE', ...options]), comment };
}

function called(name: string, options: readonly string[]): string {
  if (options.length < 3 + Number(options.includes('momentum=0.9'))) return `${name}(${options.join(', ')})`;
  return `${name}(\n${options.map((option) => `        ${option},\n`).join('')}    )`;
}

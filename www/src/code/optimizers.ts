// Each optimizer in the frameworks' words, with the constants of Keras 3 wherever a framework takes them.

import type { Dialect } from '../core/types.ts';

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
export function optimizer(dialect: Dialect, name: string): { call: string; comment: string } {
  const calls = CALLS[name];
  // Rather no script than one that trains in another way.
  if (!calls) throw new Error(`no script for the optimizer ${name}`);
  if (dialect === 'pytorch') {
    const [make, ...options] = calls.pytorch;
    return {
      call: `torch.optim.${make}(${['model.parameters()', 'lr=LEARNING_RATE', ...options].join(', ')})`,
      comment: '',
    };
  }
  const old = dialect === 'keras2';
  const [make, ...options] = old && name === 'adamw' ? (CALLS.adam?.keras ?? calls.keras) : calls.keras;
  const rate = old ? 'lr=LEARNING_RATE' : 'learning_rate=LEARNING_RATE';
  const comment = !old
    ? ''
    : name === 'adamw'
      ? 'Keras 2.2 has no AdamW: this is Adam, without the weight decay of 0.004.'
      : ['rmsprop', 'adagrad', 'nadam'].includes(name)
        ? 'Keras 2.2 computes this a little differently from Keras 3 and the page.'
        : '';
  return { call: `keras.optimizers.${make}(${[rate, ...options].join(', ')})`, comment };
}

// Pieces of Python that the scripts for all frameworks share.

import type { Dialect } from '../core/types.ts';
import type { Contestant, Experiment } from './experiment.ts';

/** A number as Python writes a float: `1.0`, not `1`. */
export const float = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));

/** `hard_sigmoid` → `HardSigmoid` */
export const className = (id: string): string =>
  id.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** A parameter's name: `lambda` is a word of Python. */
export const identifier = (name: string): string => (name === 'lambda' ? 'lambda_' : name);

/** The parameters that are learned, and those that descent would never move although they were chosen. */
export function learnedOf({ learn, facts }: Contestant): { learned: string[]; stuck: string[] } {
  const isStuck = (chosen: string): boolean =>
    facts.parameters.some((one) => one.name === chosen && one.gradient_is_zero_almost_everywhere);
  const chosen = Object.keys(learn);
  return { learned: chosen.filter((name) => !isStuck(name)), stuck: chosen.filter(isStuck) };
}

/** What the page keeps a learned parameter within, as two arguments. */
export function boundsOf({ bounds }: Contestant, name: string): string {
  const found = bounds.find((one) => one.name === name);
  if (!found) throw new Error(`no bounds of ${name}`);
  return `${float(found.min)}, ${float(found.max)}`;
}

/**
 * Expressions in which a parameter may be a tensor, where the framework's own function takes a number only. `$` is the
 * framework's namespace.
 */
const LEARNED: Record<string, string> = {
  leaky_relu: '$relu(x) - {negative_slope} * $relu(-x)',
  prelu: '$relu(x) - {negative_slope} * $relu(-x)',
  elu: '$relu(x) + {alpha} * ($exp(-$relu(-x)) - 1.0)',
  celu: '$relu(x) + {alpha} * ($exp(-$relu(-x) / {alpha}) - 1.0)',
  softplus: '$softplus({beta} * x) / {beta}',
  hard_tanh: '{min} + $relu(x - {min}) - $relu(x - {max})',
  soft_shrink: '$relu(x - {lambda}) - $relu(-x - {lambda})',
  squareplus: '(x + $sqrt(x * x + {b})) / 2.0',
  // On JAX `where` takes no variable of Keras.
  threshold: '$where(x > {threshold}, x - {value}, 0.0) + {value}',
};

const NAMESPACE: Record<Dialect, string> = { keras2: 'K.', keras3: 'ops.', pytorch: 'torch.' };

/** Keras 2.2's backend has neither; TensorFlow 1, under it, does. */
const TENSORFLOW: Record<string, string> = {
  gelu: '0.5 * x * (1.0 + tf.erf(x / 2.0 ** 0.5))',
  arctan: 'tf.atan(x)',
};

/** The function of `x` as Python; its parameters are arguments, or attributes of `self`. */
export function expression(contestant: Contestant, dialect: Dialect, owner: '' | 'self.'): string {
  const { id, facts } = contestant;
  // K has no `where`; its expression of threshold takes tensors.
  const general = learnedOf(contestant).learned.length > 0 && !(dialect === 'keras2' && id === 'threshold');
  const text =
    (general ? LEARNED[id]?.replaceAll('$', NAMESPACE[dialect]) : undefined) ??
    facts.names[dialect].expression ??
    TENSORFLOW[id];
  if (text === undefined) throw new Error(`no expression of ${id} for ${dialect}`);
  return text
    .replaceAll('keras.activations.', 'activations.')
    .replaceAll('keras.ops.', 'ops.')
    .replaceAll(/torch\.(nn\.functional\.|(?=softplus))/g, 'F.')
    .replaceAll("'", '"')
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => owner + identifier(name));
}

/** `slope=0.2` of each parameter that is not learned. */
export function constants(contestant: Contestant): string[] {
  const { learned } = learnedOf(contestant);
  return Object.entries(contestant.params)
    .filter(([name]) => !learned.includes(name))
    .map(([name, value]) => `${identifier(name)} = ${float(value)}`);
}

/** Parameters that a framework has fixed, at these values. */
const FIXED: Record<string, number> = { beta: 1, min: -1, max: 1 };

/** Whether the framework's own function, without a word on parameters, is the one wanted. */
export function isFrameworkDefault({ params, facts }: Contestant, dialect: Dialect): boolean {
  const { defaults } = facts.names[dialect];
  return Object.entries(params).every(([name, value]) => {
    const own = defaults[name] ?? FIXED[name];
    return own !== undefined && Math.fround(own) === Math.fround(value);
  });
}

/** `alpha is learned, one for each unit.` */
export const learnedText = ({ learn }: Contestant, learned: readonly string[]): string =>
  `${learned.map((name) => `${name} is learned, one for each ${learn[name]}`).join('; ')}.`;

/** Above the entry of a function of whose parameters some were to be learned in vain. */
export function stuckComment(contestant: Contestant): string {
  const { stuck } = learnedOf(contestant);
  return stuck.map((name) => `    # ${name} stays as it is: its gradient is 0 almost everywhere.\n`).join('');
}

/** What the script shares with the page, and what it cannot. */
export function introduction(framework: string, needs: string, images: Experiment['images']): string {
  const choice = images === 'subset' ? ', the choice of images' : '';
  return `"""Activation functions compared on MNIST: the experiment of Activation Lab in ${framework}.

${needs}

Data, network, initialisation, loss and training are those of the page. Its random numbers
cannot be: initial weights${choice} and the order of images are others, so
accuracies differ by about one point.
"""`;
}

// Random configurations, and the words that ask the command line for the same.

import type { FunctionSpec, TrainConfig } from '../../src/core/types.ts';

/** Numbers from 0 to below 1 that follow from a seed: a linear congruential generator with Knuth and Lewis's constants. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const INITIALIZERS = ['zeros', 'orthogonal', 'pytorch'].concat(
  ['glorot', 'he', 'lecun'].flatMap((name) => [`${name}_uniform`, `${name}_normal`]),
);

export function randomConfig(
  { id, parameters }: FunctionSpec,
  rates: readonly (readonly [optimizer: string, rate: number])[],
  random: () => number,
): TrainConfig {
  const below = (n: number): number => Math.floor(random() * n);
  const one = <T>(...choices: readonly T[]): T => choices[below(choices.length)] as T;
  const maybe = <T extends object>(share: number, part: () => T): T | undefined =>
    random() < share ? part() : undefined;
  const [optimizer, rate] = one(...rates);
  const epochs = 1 + below(3);
  const within = (min: number, max: number): number => min + random() * (max - min);
  return {
    activation: id,
    // Steep enough to matter, not so steep that most runs diverge.
    params: Object.fromEntries(
      parameters.map(({ name, min, max }) => [name, within(Math.max(min, -2), Math.min(max, 2))]),
    ),
    learn: Object.fromEntries(
      parameters.flatMap(({ name }) => {
        const sharing = one('none', 'layer', 'unit');
        return sharing === 'none' ? [] : [[name, sharing]];
      }),
    ),
    // Wider than a block of the product at times, and seldom a multiple of its tiles.
    hidden: Array.from({ length: below(5) }, () => 1 + below(one(8, 70, 70, 300))),
    initializer: one(...INITIALIZERS),
    optimizer,
    learning_rate: rate * within(0.1, 2),
    // The last one is more than the images, the one before more than a block.
    batch_size: 1 + below(one(4, 40, 40, 300, 500)),
    epochs,
    seed: below(2 ** 32),
    ...maybe(0.5, () =>
      one<() => Partial<TrainConfig>>(
        () => ({ schedule: 'constant' }),
        () => ({ schedule: 'cosine' }),
        () => ({ schedule: 'step', decay_rate: within(0.1, 1), decay_epochs: 1 + below(2) }),
      )(),
    ),
    ...maybe(0.3, () => ({ warmup_epochs: below(epochs) })),
    ...maybe(0.3, () => ({ weight_decay: within(0, 0.1) })),
    ...maybe(0.3, () => ({ global_clipnorm: within(0.01, 2) })),
    ...maybe(0.3, () => ({ dropout: within(0, 0.9) })),
    ...maybe(0.3, () => ({ augmentation: within(0, 2) })),
  };
}

/** Arguments of `train`. */
export function words({ activation, params, learn, hidden, ...rest }: TrainConfig): string[] {
  const own = Object.entries(params).flatMap(([name, value]) => [
    ...['--param', `${activation}.${name}=${value}`],
    ...['--learn', `${activation}.${name}=${learn[name] ?? 'none'}`],
  ]);
  const options = Object.entries(rest).flatMap(([name, value]) => [
    `--${name.replaceAll('_', '-')}`,
    String(value),
  ]);
  return ['--activations', activation, ...own, '--hidden', ...hidden.map(String), ...options];
}

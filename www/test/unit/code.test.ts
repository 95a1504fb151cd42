import { parser } from '@lezer/python';
import { expect, test } from '@playwright/test';
import { script } from '../../src/code/script.ts';
import type { Dialect } from '../../src/core/types.ts';
import { contestants, DIALECTS, experiment, VARIANTS, type Variant } from './experiments.ts';

/** What stands where Python's grammar is broken. */
function errors(source: string): string[] {
  const found: string[] = [];
  parser.parse(source).iterate({
    enter({ type, from }) {
      if (type.isError) found.push(source.slice(Math.max(0, from - 40), from + 40));
    },
  });
  return found;
}

test('the parser notices what is not Python', () => {
  const source = script('pytorch', experiment(contestants('pytorch', 'unit')));
  expect(errors(source)).toEqual([]);
  for (const [right, wrong] of [
    ['def network(activation):', 'def network(activation)'],
    ['return model', 'return = model'],
    ['nn.PReLU(units', 'nn.PReLU(units('],
    ['        super()', '      super()'],
  ] as const) {
    expect(source).toContain(right);
    expect(errors(source.replace(right, wrong)), wrong).not.toEqual([]);
  }
});

for (const dialect of DIALECTS) {
  test(`every function gives a script that parses: ${dialect}`, () => {
    for (const variant of VARIANTS) {
      const all = contestants(dialect, variant);
      for (const functions of [...all.map((one) => [one]), all]) {
        const source = script(dialect, experiment(functions));
        expect(errors(source), source).toEqual([]);
        // Nothing that a hole or a missing value leaves behind, no line that a blog would break.
        expect(source).not.toMatch(/undefined|NaN|null|\$|\{[a-z]+\}(?!["'])/);
        // The parser takes this word of Python for a name.
        expect(source).not.toMatch(/\.lambda\b|\blambda ?=/);
        expect(source.split('\n').filter((line) => line.length > 100)).toEqual([]);
        for (const { id } of functions) expect(source).toContain(`    "${id}": `);
      }
    }
  });
}

const entry = (dialect: Dialect, id: string, variant: Variant) => {
  const functions = contestants(dialect, variant).filter((one) => one.id === id);
  const source = script(dialect, experiment(functions));
  return new RegExp(`^ {4}"${id}": (.*),$`, 'm').exec(source)?.[1];
};

test('what a framework has is called by its own name', () => {
  expect(entry('keras2', 'relu', 'defaults')).toBe('"relu"');
  expect(entry('keras2', 'hard_sigmoid', 'defaults')).toBe('"hard_sigmoid"');
  expect(entry('keras2', 'leaky_relu', 'defaults')).toBe('lambda: layers.LeakyReLU(0.3)');
  expect(entry('keras3', 'celu', 'defaults')).toBe('"celu"');
  // In Keras 3 the string has slope 0.2.
  expect(entry('keras3', 'leaky_relu', 'defaults')).toBe('lambda: layers.LeakyReLU(0.3)');
  expect(entry('keras3', 'prelu', 'unit')).toBe('lambda: layers.PReLU(alpha_initializer=Constant(0.40625))');
  expect(entry('pytorch', 'relu', 'defaults')).toBe('lambda: nn.ReLU()');
  expect(entry('pytorch', 'leaky_relu', 'defaults')).toBe('lambda: nn.LeakyReLU(0.01)');
  expect(entry('pytorch', 'gelu_tanh', 'defaults')).toBe('lambda: nn.GELU(approximate="tanh")');
  expect(entry('pytorch', 'prelu', 'layer')).toBe('lambda: nn.PReLU(init=0.40625)');
});

test('a definition of another framework is written out', () => {
  const [keras2] = contestants('keras2', 'defaults').filter(({ id }) => id === 'hard_sigmoid');
  const functions = keras2 ? [keras2] : [];
  expect(script('keras3', experiment(functions))).toContain(
    'def hard_sigmoid(x, slope=0.2):\n    return ops.clip(slope * x + 0.5, 0.0, 1.0)\n',
  );
  expect(script('pytorch', experiment(functions))).toContain(
    'class HardSigmoid(nn.Module):\n    slope = 0.2\n',
  );
});

test('where() is given no variable of Keras, which JAX refuses', () => {
  const source = script('keras3', experiment(contestants('keras3', 'unit')));
  expect(source).toContain('ops.where(');
  expect(source).not.toMatch(/where\(.*, self\.\w+\)/);
});

test('the settings are those chosen', () => {
  for (const dialect of DIALECTS) {
    const more = { hidden: [64, 32], learning_rate: 1, batch_size: 100, epochs: 3, seed: 4294967295 };
    const source = script(dialect, experiment(contestants(dialect, 'defaults'), { ...more, images: 'all' }));
    for (const line of ['SEED = 4294967295', 'HIDDEN = [64, 32]', 'LEARNING_RATE = 1.0', 'BATCH_SIZE = 100'])
      expect(source).toContain(`${line}\n`);
    expect(source).toContain('EPOCHS = 3\n');
    expect(source).toContain('reshape(-1, 784)');
    expect(source).not.toContain('14 × 14');
  }
});

test('every option parses in every framework, and says what it is', () => {
  for (const dialect of DIALECTS) {
    for (const schedule of ['constant', 'cosine', 'step'] as const) {
      for (const initializer of ['pytorch', 'zeros', 'orthogonal', 'he_normal']) {
        for (const warmup_epochs of [0, 3]) {
          const decay = schedule === 'step' ? { decay_rate: 0.25, decay_epochs: 4 } : {};
          const plain = {
            ...{ dropout: 0.2, weight_decay: 0.01, global_clipnorm: 2, hidden: Array(20).fill(32) },
            ...(warmup_epochs > 0 ? { augmentation: 0.5 } : {}),
            ...(warmup_epochs > 0 ? { validation_split: 0.1, patience: 5 } : {}),
            ...(warmup_epochs > 0 && schedule !== 'step' ? { best_weights: true } : {}),
          };
          const more = { ...plain, schedule, ...decay, warmup_epochs, initializer, images: 'all14' } as const;
          const source = script(dialect, experiment(contestants(dialect, 'unit'), more));
          expect(errors(source), source).toEqual([]);
          expect(source).not.toMatch(/undefined|NaN|null|\$/);
          expect(source.split('\n').filter((line) => line.length > 100)).toEqual([]);
          for (const line of ['HIDDEN = [32] * 20', 'DROPOUT = 0.2', 'CLIPNORM = 2.0'])
            expect(source).toContain(`${line}\n`);
          expect(source).toMatch(
            dialect === 'keras2' ? /no weight decay.*: 0\.01 is not used/ : /WEIGHT_DECAY = 0\.01/,
          );
        }
      }
    }
    const plain = script(dialect, experiment(contestants(dialect, 'defaults'), { schedule: 'constant' }));
    expect(plain).not.toMatch(/Schedule|factor|Dropout|clip_?norm|weight_decay|valid|callbacks/i);
    expect(script(dialect, experiment(contestants(dialect, 'defaults'), { hidden: [] }))).toContain(
      'HIDDEN = []',
    );
  }
});

test('training images are distorted where the experiment says so, and only there', () => {
  for (const dialect of DIALECTS) {
    for (const images of ['subset', 'all14', 'all'] as const) {
      for (const more of [{}, { validation_split: 0.1, patience: 3 }, { schedule: 'cosine' } as const]) {
        const of = (augmentation?: number): string =>
          script(
            dialect,
            experiment(contestants(dialect, 'defaults'), {
              ...more,
              images,
              ...(augmentation === undefined ? {} : { augmentation }),
            }),
          );
        const source = of(0.75);
        expect(errors(source), source).toEqual([]);
        expect(source).not.toMatch(/undefined|NaN|null|\$|\{[a-z]+\}(?!["'])/);
        expect(source.split('\n').filter((line) => line.length > 100)).toEqual([]);
        expect(source).toContain('AUGMENTATION = 0.75\n');
        const train =
          dialect === 'pytorch'
            ? /model\(x_train|images = x_train\[/
            : /fit(_generator)?\(\s*x_train|\(x_train, y_train, batch_size/;
        expect(source).not.toMatch(train);
        expect(of()).toMatch(train);
        expect(of()).not.toMatch(/distort|AUGMENTATION|batches\(/);
        expect(of(0)).toBe(of());
      }
    }
  }
});

test('the optimizer is the one chosen, or there is no script', () => {
  const of = (dialect: (typeof DIALECTS)[number], optimizer: string): string =>
    script(dialect, experiment(contestants(dialect, 'defaults'), { optimizer }));
  expect(of('keras2', 'nesterov')).toContain('optimizers.SGD(lr=LEARNING_RATE, momentum=0.9, nesterov=True)');
  expect(of('keras3', 'adamw')).toContain('optimizer = keras.optimizers.AdamW(learning_rate=LEARNING_RATE)');
  expect(of('pytorch', 'adam')).toContain('torch.optim.Adam(model.parameters(), lr=LEARNING_RATE, eps=1e-7)');
  expect(of('keras2', 'adamw')).toContain('# Keras 2.2 has no AdamW');
  for (const dialect of DIALECTS) {
    for (const name of [
      'sgd',
      'momentum',
      'nesterov',
      'rmsprop',
      'adagrad',
      'adadelta',
      'adam',
      'adamw',
      'nadam',
    ])
      expect(errors(of(dialect, name))).toEqual([]);
    expect(() => of(dialect, 'lbfgs')).toThrow('lbfgs');
  }
});

test('a parameter whose gradient is 0 is not learned, and the script says so', () => {
  for (const dialect of DIALECTS) {
    const functions = contestants(dialect, 'unit').filter(({ id }) => id === 'thresholded_relu');
    const source = script(dialect, experiment(functions));
    expect(source).toContain('# theta stays as it is: its gradient is 0 almost everywhere.');
    expect(source).not.toMatch(/add_weight|nn\.Parameter/);
  }
});

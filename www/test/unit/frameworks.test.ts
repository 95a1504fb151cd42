// The generated scripts, run by Python where it has the frameworks.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { script } from '../../src/code/script.ts';
import { contestants, DIALECTS, evaluate, experiment, VARIANTS } from './experiments.ts';

const python = process.env.PYTHON ?? 'python3';
const missing = (): string => {
  const find = "import importlib.util as u; print(*[m for m in ('keras', 'torch') if not u.find_spec(m)])";
  const { status, stdout } = spawnSync(python, ['-c', find], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : 'Python';
};

interface Answer {
  wrong: string[];
  runs: {
    printed: string;
    same_start: boolean;
    variance: number;
    rates: number[];
    distortion: { ink: number; change: number; places: number[] } | null;
  }[];
}

function ask(request: { values: unknown[]; runs: unknown[] }): Answer {
  const harness = fileURLToPath(new URL('frameworks.py', import.meta.url));
  const env = { ...process.env, KERAS_BACKEND: 'torch', OMP_NUM_THREADS: '1' };
  const input = JSON.stringify(request);
  const options = { encoding: 'utf8', input, env, maxBuffer: 1e8 } as const;
  const { status, stdout, stderr } = spawnSync(python, [harness], options);
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

test.beforeEach(() => {
  const lacking = missing();
  const how = `python3 -m venv env, env/bin/pip install keras torch, PYTHON=env/bin/python npm test`;
  test.skip(lacking !== '', `${python} lacks ${lacking}. To run this: ${how}`);
  test.setTimeout(300_000);
});

test('the activation functions of the scripts are those of the core', () => {
  const x = Float32Array.from({ length: 160 }, (_, index) => (index - 79.5) / 8);
  const values = DIALECTS.flatMap((dialect) =>
    VARIANTS.flatMap((variant) =>
      contestants(dialect, variant).map((one) => {
        const { id, params, learn, facts } = one;
        const { y, dy, dp } = evaluate(id, params, x);
        const gradients: Record<string, number[]> = {};
        facts.parameters.forEach(({ name, gradient_is_zero_almost_everywhere: stuck }, index) => {
          if (!learn[name] || stuck) return;
          gradients[name] = [...dp.slice(index * x.length, (index + 1) * x.length)];
        });
        const jumps = [...facts.kinks, ...Object.values(params).flatMap((value) => [value, -value])];
        const expected = { x: [...x], y: [...y], dy: [...dy], dp: gradients, kinks: jumps };
        return { dialect, id, params, learn, script: script(dialect, experiment([one])), ...expected };
      }),
    ),
  );
  expect(values.length).toBeGreaterThan(3 * 39);
  expect(ask({ values, runs: [] }).wrong).toEqual([]);
});

test('whole scripts load, train and print a table', () => {
  const chosen = ['relu', 'snake', 'prelu', 'gelu'];
  const runs = DIALECTS.flatMap((dialect) =>
    (['subset', 'all'] as const).map((images) => {
      const variant = images === 'subset' ? 'defaults' : 'unit';
      const functions = contestants(dialect, variant).filter(({ id }) => chosen.includes(id));
      const optimizer =
        images === 'subset' ? { optimizer: 'sgd' } : { optimizer: 'adam', learning_rate: 0.01 };
      const more = { images, epochs: 5, hidden: [32, 16], ...optimizer };
      return { dialect, script: script(dialect, experiment(functions, more)) };
    }),
  );
  for (const [index, { printed, same_start }] of ask({ values: [], runs }).runs.entries()) {
    const rows = printed.trim().split('\n').slice(1);
    expect(rows.length, runs[index]?.script).toBeGreaterThan(1);
    for (const row of rows) {
      const [, accuracy] = /^\w+ +([\d.]+)% +[\d.]+$/.exec(row) ?? [];
      expect(Number(accuracy), row).toBeGreaterThan(90);
    }
    expect(same_start).toBe(true);
  }
});

test('scripts with every option train, and their learning rates are those of the schedule', () => {
  const epochs = 8;
  const options = { dropout: 0.1, weight_decay: 0.001, global_clipnorm: 5, warmup_epochs: 2 } as const;
  // By epochs after the warm-up; with patience that no run uses up.
  const cases = {
    constant: { more: { initializer: 'pytorch' }, at: () => 1 },
    cosine: {
      more: { initializer: 'orthogonal', validation_split: 0.25, best_weights: true },
      at: (epoch: number) => Math.cos((Math.PI / 2) * (epoch / (epochs - 2))) ** 2,
    },
    step: {
      more: {
        initializer: 'he_normal',
        decay_rate: 0.5,
        decay_epochs: 3,
        validation_split: 0.25,
        patience: 9,
      },
      at: (epoch: number) => 0.5 ** Math.trunc(epoch / 3),
    },
  };
  const learning_rate = 0.2;
  const runs = DIALECTS.flatMap((dialect) =>
    (['constant', 'cosine', 'step'] as const).map((schedule) => {
      const functions = contestants(dialect, 'defaults').filter(({ id }) => id === 'relu' || id === 'elu');
      const settings = { ...options, schedule, ...cases[schedule].more, epochs, learning_rate };
      return {
        dialect,
        schedule,
        script: script(dialect, experiment(functions, { ...settings, images: 'all14' })),
      };
    }),
  );
  for (const [index, { printed, same_start, rates }] of ask({ values: [], runs }).runs.entries()) {
    const { script: source = '', schedule = 'constant' } = runs[index] ?? {};
    expect(same_start, source).toBe(true);
    for (const row of printed.trim().split('\n').slice(1))
      expect(Number(/([\d.]+)%/.exec(row)?.[1]), `${row}\n${source}`).toBeGreaterThan(90);
    const perEpoch = (schedule === 'constant' ? 640 : 480) / 32;
    expect(rates, source).toHaveLength(epochs * perEpoch);
    for (const [step, rate] of rates.entries()) {
      const epoch = step / perEpoch;
      const factor = epoch < 2 ? epoch / 2 : cases[schedule].at(epoch - 2);
      expect(Math.abs(rate - learning_rate * factor), `${schedule} ${step}\n${source}`).toBeLessThan(1e-6);
    }
  }
});

/** The same as `distortion` in frameworks.py, of 200,000 pictures by the core's `Augmenter` without added strokes: the ring is the one there. */
const CORE_RINGS = {
  subset: { ink: 0.95, change: 0.1024, places: [-0.065, 0.056] },
  all: { ink: 1.0009, change: 0.1006, places: [0.0027, 0.0013] },
};

test('scripts with distorted images train, and distort them as the core does', () => {
  const options = { epochs: 5, optimizer: 'adam', learning_rate: 0.01, augmentation: 0.25 };
  const runs = DIALECTS.flatMap((dialect) =>
    (['subset', 'all'] as const).map((images) => {
      const functions = contestants(dialect, 'defaults').filter(({ id }) => id === 'relu' || id === 'elu');
      const held = images === 'all' ? { validation_split: 0.1, best_weights: true } : {};
      return {
        dialect,
        images,
        script: script(dialect, experiment(functions, { ...options, ...held, images })),
      };
    }),
  );
  for (const [index, { printed, same_start, distortion }] of ask({ values: [], runs }).runs.entries()) {
    const { images = 'all', script: source = '' } = runs[index] ?? {};
    expect(same_start, source).toBe(true);
    for (const row of printed.trim().split('\n').slice(1))
      expect(Number(/([\d.]+)%/.exec(row)?.[1]), `${row}\n${source}`).toBeGreaterThan(90);
    const { ink, change, places } = CORE_RINGS[images];
    const found = distortion ?? { ink: Number.NaN, change: Number.NaN, places: [] };
    // 4,000 of them are seldom more than half of this away.
    expect(Math.abs(found.ink / ink - 1), source).toBeLessThan(0.02);
    expect(Math.abs(found.change / change - 1), source).toBeLessThan(0.02);
    for (const [axis, place] of places.entries())
      expect(Math.abs((found.places[axis] ?? Number.NaN) - place), source).toBeLessThan(0.03);
  }
});

// Keras has the other schemes by name.
test('initial weights in PyTorch have the variance of the scheme', () => {
  const [relu] = contestants('pytorch', 'defaults').filter(({ id }) => id === 'relu');
  const variances = {
    glorot_uniform: 2 / (784 + 200),
    glorot_normal: 2 / (784 + 200),
    he_uniform: 2 / 784,
    he_normal: 2 / 784,
    lecun_uniform: 1 / 784,
    lecun_normal: 1 / 784,
    orthogonal: 1 / 784,
    pytorch: 1 / 3 / 784,
    zeros: 0,
  };
  const runs = Object.keys(variances).map((initializer) => {
    const more = { initializer, hidden: [200], epochs: 1, images: 'all' } as const;
    return { dialect: 'pytorch', script: script('pytorch', experiment(relu ? [relu] : [], more)) };
  });
  const answers = ask({ values: [], runs }).runs;
  Object.values(variances).forEach((expected, index) => {
    const { variance = Number.NaN } = answers[index] ?? {};
    if (expected === 0) expect(variance).toBe(0);
    else expect(variance / expected, runs[index]?.script).toBeCloseTo(1, 1);
  });
  const keras = DIALECTS.filter((dialect) => dialect !== 'pytorch').map((dialect) => {
    const more = { initializer: 'pytorch', hidden: [200], epochs: 1, images: 'all' } as const;
    return { dialect, script: script(dialect, experiment(relu ? [relu] : [], more)) };
  });
  for (const { variance } of ask({ values: [], runs: keras }).runs)
    expect(variance * 3 * 784).toBeCloseTo(1, 1);
});

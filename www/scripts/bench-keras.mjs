// Times Keras beside which the page's timing lab puts the reader's times, and writes www/src/panels/timing/keras.json.

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, generated, output, root } from './tools.mjs';

const FILE = join(root, 'www/src/panels/timing/keras.json');

/** Every function that Keras 3 has and does not learn, with its parameters there and in Keras 2.2, and Keras's call. */
async function functions() {
  const { initSync, catalogue } = await import(join(generated, 'core/activation_lab.js'));
  initSync({ module: readFileSync(join(generated, 'core/simd.wasm')) });
  /** @typedef {import('../src/core/types.ts').FunctionSpec} FunctionSpec */
  /** @type {Map<string, Record<string, number>>[]} */
  const [now, before] = ['keras3', 'keras2'].map(
    (dialect) =>
      new Map(
        /** @type {FunctionSpec[]} */ (catalogue(dialect)).map(({ id, parameters }) => [
          id,
          Object.fromEntries(parameters.map(({ name, default: value }) => [name, value])),
        ]),
      ),
  );
  const learned = new Set(
    /** @type {FunctionSpec[]} */ (catalogue('keras3'))
      .filter(({ parameters }) => parameters.some((parameter) => parameter.learned))
      .map(({ id }) => id),
  );
  const facts = JSON.parse(readFileSync(join(root, 'crate/src/activation/facts.json'), 'utf8'));
  /** @type {{ id: string, params: Record<string, number>, call: string, alone: string | null }[]} */
  const found = [];
  for (const { id, names } of facts) {
    const { native, api, expression } = names.keras3;
    if (!native || learned.has(id)) continue;
    const own = now?.get(id) ?? {};
    const variants = [own, before?.get(id) ?? own];
    for (const [index, params] of variants.entries()) {
      if (index > 0 && JSON.stringify(params) === JSON.stringify(own)) continue;
      const call = expression.replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ name) =>
        String(params[name]),
      );
      const alone = index === 0 && api?.startsWith('keras.activations.') ? api : null;
      found.push({ id, params, call, alone });
    }
  }
  return found;
}

/** @returns {Promise<import('./bench-tables.mjs').Part>} */
export async function benchKeras() {
  const python = process.env.PYTHON ?? 'python3';
  const probe = "from importlib.util import find_spec as f; print(bool(f('keras') and f('torch')))";
  if (output(python, ['-c', probe]) !== 'True') {
    const how = 'set PYTHON to one that has them (python3 -m venv env, env/bin/pip install keras torch)';
    throw new Failure(`${python} has no keras and torch: ${how}.`);
  }
  const { status, stdout } = spawnSync(
    python,
    [join(root, 'www/bench/keras_times.py'), join(generated, 'data/mnist-14x14.bin')],
    { input: JSON.stringify(await functions()), encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'] },
  );
  if (status !== 0) throw new Failure('keras_times.py failed; its message is above.');
  writeFileSync(FILE, stdout);
  const record = JSON.parse(stdout);
  return { text: `\nKeras ${record.keras} on ${record.cpu}: ${FILE}.\n`, data: record };
}

// Training natively beside PyTorch, where there is a Python that has it; then criterion's benchmarks.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gunzipSync, gzipSync } from 'node:zlib';
import { machine, quantile, ratio } from './bench-tables.mjs';
import { cargoBuild, commandLine } from './stages.mjs';
import { Failure, generated, output, root, run } from './tools.mjs';

/** @typedef {import('./bench-tables.mjs').Part} Part */

/** With the epochs of a sample. */
const MODELS = [
  { name: '196-64-10, batch 32', file: 'mnist-14x14.bin', hidden: '64', batch: 32, epochs: 20 },
  { name: '784-512-512-10, batch 128', file: 'mnist-28x28.bin', hidden: '512,512', batch: 128, epochs: 1 },
];
const IMAGES = 10_000;
const ROUNDS = 11;
const SAMPLE_NS = 3e8;

/** @param {string[]} filter words in the names of criterion's benchmarks, or "training" @returns {Promise<Part>} */
export async function benchNative(filter) {
  const part = await compareTraining();
  if (filter.join() === 'training') return part;
  const benches = ['bench', '--locked', '-p', 'activation-lab', '--bench', '*', '--', ...filter];
  if ((await run('cargo', benches)) !== 0) {
    throw new Failure('The native benchmarks failed; the message is above.');
  }
  return part;
}

/** @returns {Promise<Part>} */
async function compareTraining() {
  const python = process.env.PYTHON ?? 'python3';
  const path = ['-c', "import importlib.util as u; print(u.find_spec('torch') is not None)"];
  if (output(python, path) !== 'True') {
    const how = 'set PYTHON to one that has it (python3 -m venv env, env/bin/pip install torch)';
    return { text: `\n${python} has no torch, so nothing is compared natively: ${how}.\n`, data: {} };
  }
  await cargoBuild(commandLine, ['--release', '-p', 'activation-lab', '--features', 'cli']);
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const files = await Promise.all(MODELS.map(({ file }) => cut(file, join(folder, file))));
    const peer = await startPyTorch(python, files);
    /** @type {{ name: string, batch: number, ours: number[], pytorch: number[] }[]} */
    const rows = MODELS.map(({ name, batch }) => ({ name, batch, ours: [], pytorch: [] }));
    for (const [index, row] of rows.entries()) {
      let steps = 1;
      for (
        let took = await peer.step(index, 1);
        took * steps < SAMPLE_NS;
        took = await peer.step(index, steps)
      ) {
        steps = Math.ceil((1.1 * SAMPLE_NS) / took);
      }
      for (let round = 0; round < ROUNDS; round += 1) {
        const first = round % 2 === 0;
        if (first) row.ours.push(ours(index, files[index] ?? ''));
        row.pytorch.push(await peer.step(index, steps));
        if (!first) row.ours.push(ours(index, files[index] ?? ''));
      }
    }
    peer.stop();
    return { text: table(rows, peer.version), data: { pytorch: peer.version, rows } };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The first images of a data file as one of their own. @param {string} name @param {string} to */
async function cut(name, to) {
  const { firstOf, packed } = await import('../bench/images.mjs');
  const file = gunzipSync(readFileSync(join(generated, 'data', name)));
  writeFileSync(to, gzipSync(packed(firstOf(file, IMAGES))));
  return to;
}

/** ns for a step. @param {number} index @param {string} file */
function ours(index, file) {
  const { hidden = '', batch = 0, epochs = 0 } = MODELS[index] ?? {};
  const words = `train --json --activations relu --hidden ${hidden} --batch-size ${batch} --epochs ${epochs}`;
  const args = [...words.split(' '), '--learning-rate', '0.05', '--data', file];
  const { status, stdout, stderr } = spawnSync(commandLine, args, { encoding: 'utf8' });
  if (status !== 0) throw new Failure(stderr);
  return (1e9 * batch) / JSON.parse(stdout).runs[0].samples_per_second;
}

/** @param {string} python @param {string[]} files */
async function startPyTorch(python, files) {
  const networks = MODELS.map(({ hidden, batch }, index) => `${files[index]}:${hidden}:${batch}`);
  const child = spawn(python, [join(root, 'www/bench/pytorch.py'), ...networks], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Failure('pytorch.py ended early; its message is above.');
    return String(value);
  };
  return {
    version: await answer(),
    /** ns for a step. @param {number} network @param {number} steps */
    async step(network, steps) {
      child.stdin.write(`${network} ${steps}\n`);
      return Number(await answer());
    },
    stop: () => child.stdin.end(),
  };
}

/** @param {{ name: string, batch: number, ours: number[], pytorch: number[] }[]} rows @param {string} version */
function table(rows, version) {
  const lines = rows.map(({ name, batch, ours, pytorch }) => {
    const speeds = [ours, pytorch].map((samples) =>
      Math.round((batch * 1e9) / quantile(samples, 0.5)).toLocaleString('en'),
    );
    return `| ${[name, ...speeds, ratio(pytorch, ours)].join(' | ')} |`;
  });
  return `
Natively, PyTorch ${version} (eager, one thread), ${machine}; ${ROUNDS} rounds in turns.

| images per second | ours | PyTorch | ours ÷ it |
|---|--:|--:|--:|
${lines.join('\n')}
`;
}

// Opens www/bench in headless Chromium and makes a Markdown table of what it measures.

import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build as bundle, createServer } from 'vite';
import { launchOptions } from './browsers.mjs';
import { Failure, root, run } from './tools.mjs';

/** @typedef {import('../bench/bench.ts').Report} Report */
/** @typedef {import('../bench/training.ts').TrainingReport & { tensorflow: string }} TrainingReport */

const folder = join(root, 'www/bench');
const OPTIONS = { length: 65_536, rounds: 21, sample_ms: 25 };
const TRAINING = { length: 1, rounds: 11, sample_ms: 200 };

/** TensorFlow.js, which nothing else needs, in a folder of its own. */
async function installPeers() {
  /** @param {string} file */
  const versions = (file) => {
    const { packages } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    return Object.entries(packages)
      .filter(([path]) => path)
      .map(([path, { version }]) => `${path} ${version}`)
      .join();
  };
  const lock = 'node_modules/.package-lock.json';
  if (!existsSync(join(folder, lock)) || versions(lock) !== versions('package-lock.json')) {
    if ((await run('npm', ['ci', '--prefix', folder, '--no-fund', '--no-audit'])) !== 0) {
      throw new Failure('npm ci could not install TensorFlow.js; its message is above.');
    }
  }
  // Its core's bundle leaves out the gradients, which go into a registry that is global.
  const gradients = join(folder, 'node_modules/gradients');
  if (existsSync(gradients)) return;
  const entry = join(folder, 'node_modules/@tensorflow/tfjs-core/dist/register_all_gradients.js');
  await bundle({
    configFile: false,
    root: folder,
    build: {
      lib: { entry, formats: ['iife'], name: 'gradients', fileName: () => 'gradients.js' },
      outDir: gradients,
    },
    logLevel: 'error',
  });
}

/** @param {string[]} names of functions, and "training"; all, if none @returns {Promise<string>} Markdown */
export async function benchBrowser(names) {
  await installPeers();
  const server = await createServer({
    configFile: false,
    root: join(root, 'www'),
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    logLevel: 'warn',
  });
  await server.listen();
  const browser = await chromium.launch(launchOptions('chromium'));
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(`page error: ${error.message}`));
    await page.goto(`${server.resolvedUrls?.local[0]}bench/`);
    let text = '';
    if (names.length === 0 || names.includes('training')) {
      const report = await page.evaluate(
        (options) => /** @type {any} */ (globalThis).benchTraining(options),
        TRAINING,
      );
      text += trainingTable(report, browser.version());
    }
    const ids = names.filter((name) => name !== 'training');
    if (names.length === 0 || ids.length > 0) {
      const report = await page.evaluate(
        ([ids, options]) => /** @type {any} */ (globalThis).bench(ids, options),
        /** @type {const} */ ([ids, OPTIONS]),
      );
      text += kernelTable(report, browser.version());
    }
    return text;
  } finally {
    await browser.close();
    await server.close();
  }
}

const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}`;

/** @param {TrainingReport} report @param {string} version */
function trainingTable({ rows, tensorflow, peak, peak_operations }, version) {
  /** @param {number} batch @param {number[]} samples */
  const speed = (batch, samples) => Math.round((batch * 1e9) / quantile(samples, 0.5)).toLocaleString('en');
  const lines = rows.map(({ name, batch, ours, minimize, derived }) => {
    const peers = [minimize, derived].flatMap((samples) => [speed(batch, samples), ratio(samples, ours)]);
    return `| ${[name, speed(batch, ours), ...peers].join(' | ')} |`;
  });
  return `
Chromium ${version}, TensorFlow.js ${tensorflow}, ${machine}; ${TRAINING.rounds} rounds in random order, samples of
${TRAINING.sample_ms} ms or more. Multiply and add in registers alone: ${(peak_operations / quantile(peak, 0.5)).toFixed(1)} GFLOP/s.

| samples per second | ours | \`minimize\` | ours ÷ it | by hand | ours ÷ it |
|---|--:|--:|--:|--:|--:|
${lines.join('\n')}
`;
}

/** @param {Report} report @param {string} version */
function kernelTable({ rows, tensorflow, tick_ms }, version) {
  const lines = rows.map(({ id, forward, backward, tensorflow, plain }) => {
    const ops = (tensorflow?.ops ?? 1) > 1 ? ` (${tensorflow?.ops})` : '';
    const peers = [
      tensorflow ? time(tensorflow.samples) + ops : '–',
      tensorflow ? ratio(tensorflow.samples, forward) : '–',
      plain ? time(plain) : '–',
      plain ? ratio(plain, forward) : '–',
    ];
    return `| \`${id}\` | ${[time(forward), time(backward), ...peers].join(' | ')} |`;
  });
  const { length, rounds, sample_ms } = OPTIONS;
  return `
Chromium ${version}, TensorFlow.js ${tensorflow}, ${machine}; ${length} floats a call,
${rounds} rounds in random order, samples of ${sample_ms} ms or more, clock tick ${tick_ms.toFixed(1)} ms.

| function | f | f′ | TensorFlow.js | ÷ f | plain JavaScript | ÷ f |
|---|--:|--:|--:|--:|--:|--:|
${lines.join('\n')}
`;
}

/** @param {number[]} samples @param {number} share */
function quantile(samples, share) {
  const ordered = samples.toSorted((a, b) => a - b);
  const position = share * (ordered.length - 1);
  const [low, high] = [Math.floor(position), Math.ceil(position)].map((i) => ordered[i] ?? Number.NaN);
  return (low ?? 0) + ((high ?? 0) - (low ?? 0)) * (position % 1);
}

/** @param {number[]} samples in ns */
const time = (samples) => quantile(samples, 0.5).toPrecision(2);

/** Median and quartiles of the ratios in each round. @param {number[]} theirs @param {number[]} ours */
function ratio(theirs, ours) {
  const ratios = theirs.map((value, round) => value / (ours[round] ?? Number.NaN));
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantile(ratios, share).toPrecision(2));
  return `**${middle}** (${low}–${high})`;
}

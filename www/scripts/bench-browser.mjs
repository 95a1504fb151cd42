// Opens the pages of www/bench in headless Chromium and makes Markdown tables of what they measure.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build as bundle, createServer } from 'vite';
import { machine, quantile, ratio } from './bench-tables.mjs';
import { launchOptions } from './browsers.mjs';
import { installOwn, root } from './tools.mjs';

/** @typedef {import('../bench/bench.ts').Report} Report */
/** @typedef {import('../bench/training.ts').TrainingReport & { tensorflow: string }} TrainingReport */

/** @typedef {import('./bench-tables.mjs').Part} Part */

const folder = join(root, 'www/bench');
const OPTIONS = { length: 65_536, rounds: 21, sample_ms: 25 };
const TRAINING = { rounds: 11, sample_ms: 200 };

/** TensorFlow.js and ConvNetJS, which nothing else needs, in a folder of their own. */
async function installPeers() {
  await installOwn(folder);
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

/** Serves www and opens one of its pages. @template T @param {string} path
 * @param {(page: import('@playwright/test').Page, version: string) => Promise<T>} use @returns {Promise<T>} */
export async function withPage(path, use) {
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
    await page.goto(`${server.resolvedUrls?.local[0]}${path}`);
    return await use(page, `Chromium ${browser.version()}`);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** @param {string[]} names of functions, and "training"; all, if none @returns {Promise<Part>} */
export async function benchBrowser(names) {
  await installPeers();
  return withPage('bench/', async (page, version) => {
    const part = { text: '', data: {} };
    if (names.length === 0 || names.includes('training')) {
      const report = await page.evaluate(
        (options) => /** @type {any} */ (globalThis).benchTraining(options),
        TRAINING,
      );
      part.text += trainingTable(report, version);
      part.data = { browser: version, training: report };
    }
    const ids = names.filter((name) => name !== 'training');
    if (names.length === 0 || ids.length > 0) {
      const report = await page.evaluate(
        ([ids, options]) => /** @type {any} */ (globalThis).bench(ids, options),
        /** @type {const} */ ([ids, OPTIONS]),
      );
      part.text += kernelTable(report, version);
      part.data = { ...part.data, browser: version, kernels: report };
    }
    return part;
  });
}

const WAYS = /** @type {const} */ ([
  ['fit', 'TensorFlow.js, `model.fit`'],
  ['minimize', 'TensorFlow.js, `optimizer.minimize`'],
  ['derived', 'TensorFlow.js, gradients by hand'],
  ['convnetjs', 'ConvNetJS'],
]);

/** @param {TrainingReport} report @param {string} version */
function trainingTable({ rows, tensorflow, peak, peak_operations }, version) {
  const most = peak_operations / quantile(peak, 0.5);
  /** @param {number} batch @param {number[]} samples */
  const speed = (batch, samples) => Math.round((batch * 1e9) / quantile(samples, 0.5)).toLocaleString('en');
  const lines = WAYS.map(([way, name]) => {
    const cells = rows.flatMap(({ batch, samples }) => [
      speed(batch, samples[way]),
      ratio(samples[way], samples.ours),
    ]);
    return `| ${[name, ...cells].join(' | ')} |`;
  });
  const shares = rows.map(({ name, operations, samples }) => {
    const [dense, nonzero] = [operations.dense, operations.nonzero].map((count) => {
      const rate = count / quantile(samples.ours, 0.5);
      return `${rate.toFixed(1)} GFLOP/s (${Math.round((100 * rate) / most)} % of that)`;
    });
    return `- ${name}: ${dense} if every term of its products counts, ${nonzero} if those of pixels that are 0 do not.`;
  });
  return `
${version}, TensorFlow.js ${tensorflow}, ConvNetJS 0.3.0, ${machine}; ${TRAINING.rounds} rounds in random order, samples of
${TRAINING.sample_ms} ms or more. Multiply and add in registers alone: ${most.toFixed(1)} GFLOP/s. Ours:

${shares.join('\n')}

| images per second |${rows.map(({ name }) => ` ${name} | ours ÷ it |`).join('')}
|---|${'--:|--:|'.repeat(rows.length)}
| ours |${rows.map(({ batch, samples }) => ` ${speed(batch, samples.ours)} | |`).join('')}
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
${version}, TensorFlow.js ${tensorflow}, ${machine}; ${length} floats a call,
${rounds} rounds in random order, samples of ${sample_ms} ms or more, clock tick ${tick_ms.toFixed(1)} ms.

| function | f | f′ | TensorFlow.js | ÷ f | plain JavaScript | ÷ f |
|---|--:|--:|--:|--:|--:|--:|
${lines.join('\n')}
`;
}

/** @param {number[]} samples in ns */
const time = (samples) => quantile(samples, 0.5).toPrecision(2);

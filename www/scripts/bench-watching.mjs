// What it costs to measure every eighth step, and to look at every unit after each epoch: the same networks trained on the page
// with and without, one at a time, in random order. Three clocks: the trainer's, which holds the measuring itself; the page's, which holds messages and what the
// page does with them, too; and the processor's time of the worker, which other programs do not lengthen.

import { chromium } from '@playwright/test';
import { serve } from '../test/server.mjs';
import { machine, spread } from './bench-tables.mjs';
import { launchOptions } from './browsers.mjs';
import { dist } from './stages.mjs';

const ROUNDS = 21;
const STEPS = { every: 8 };
const UNITS = { units: { parts: 64, reach: 8 } };
/** Images on their way, code on its first turns. */
const WARM_UP = 2;

/** ms @typedef {{ trainer: number, page: number, worker: number }} Sample */

const NETWORKS = [
  { name: '196-64-10, the race’s, every 8th step', watch: STEPS, change: {} },
  {
    name: '196-32-32-32-32-32-10, the panel’s, every 8th step',
    watch: STEPS,
    change: { hidden: [32, 32, 32, 32, 32], initializer: 'he_normal', learning_rate: 0.1, epochs: 5 },
  },
  {
    name: '196-64-32-10, its units at first and after each of 8 epochs',
    watch: UNITS,
    change: { hidden: [64, 32], epochs: 8 },
  },
];

/** @returns {Promise<import('./bench-tables.mjs').Part>} */
export async function benchWatching(root = dist, rounds = ROUNDS) {
  const server = await serve({ root });
  const browser = await chromium.launch(launchOptions('chromium'));
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}embed.html?panel=signal&lang=en`);
    await page
      .locator('al-signal')
      .getByRole('button', { name: /^Train/ })
      .waitFor();
    const networks = NETWORKS.map((network) => ({
      ...network,
      hashes: new Set(),
      off: /** @type {Sample[]} */ ([]),
      on: /** @type {Sample[]} */ ([]),
    }));
    const lanes = networks.flatMap((network) => [
      { network, watch: undefined },
      { network, watch: network.watch },
    ]);
    for (let round = -WARM_UP; round < rounds; round += 1) {
      const order = lanes.map((lane) => ({ lane, at: Math.random() })).sort((a, b) => a.at - b.at);
      for (const { lane } of order) {
        const { network, watch } = lane;
        await browser.startTracing(page, { categories: ['-*', 'toplevel'] });
        const { hash, seen, trainer, wall } = await page.evaluate(train, { change: network.change, watch });
        const worker = workerTime(await browser.stopTracing());
        if ((watch !== undefined) !== seen > 0) throw new Error(`${network.name}: measured ${seen} times`);
        network.hashes.add(hash);
        if (round >= 0) network[watch ? 'on' : 'off'].push({ trainer, page: wall, worker });
      }
    }
    const lines = networks.flatMap(({ name, hashes, off, on }) => {
      if (hashes.size !== 1) throw new Error(`${name}: with and without measuring, the weights differ`);
      return /** @type {const} */ (['worker', 'trainer', 'page']).map((clock) => {
        const [without, watched] = [off, on].map((samples) => samples.map((sample) => sample[clock]));
        const more = (watched ?? []).map(
          (value, round) => 100 * (value / (without?.[round] ?? Number.NaN) - 1),
        );
        const cells = [spread(without ?? [], ms), spread(watched ?? [], ms), spread(more, percent)];
        return `| ${[name, CLOCKS[clock], ...cells].join(' | ')} |`;
      });
    });
    const text = `
${browser.version()}, ${machine}: ${rounds} rounds in random order; ms for a whole training, median and quartiles, and what measuring adds in each round. Both come to the same weights.

| network | clock | off | on | more |
|---|---|--:|--:|--:|
${lines.join('\n')}
`;
    return {
      text,
      data: {
        browser: browser.version(),
        networks: networks.map(({ name, off, on }) => ({ name, off, on })),
      },
    };
  } finally {
    await browser.close();
    await server.close();
  }
}

const CLOCKS = { worker: 'processor, worker', trainer: 'trainer', page: 'page' };
const ms = (/** @type {number} */ value) => value.toFixed(0);
const percent = (/** @type {number} */ value) => `${value.toFixed(1)} %`;

/** In the page. @param {{ change: object, watch: object | undefined }} options */
async function train({ change, watch }) {
  const { lab } = /** @type {any} */ (document.querySelector('al-signal'));
  let seen = 0;
  const watched = (/** @type {unknown} */ _, /** @type {any} */ { steps, units }) => {
    seen += steps.length + units.length;
  };
  const config = { ...lab.config('relu'), ...change };
  const started = performance.now();
  const [{ outcome }] = await lab.experiment(
    [config],
    undefined,
    'subset',
    watch ? { watch: () => watch, watched } : {},
  );
  const wall = performance.now() - started;
  return { seen, wall, trainer: 1000 * outcome.seconds, hash: outcome.weights_hash };
}

/** ms of the processor in tasks of workers. @param {Buffer} trace */
function workerTime(trace) {
  /** @type {{ traceEvents: { name: string, pid: number, tid: number, tdur?: number, args?: any }[] }} */
  const { traceEvents } = JSON.parse(trace.toString());
  const workers = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && /^DedicatedWorker/.test(args?.name))
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return traceEvents
    .filter(({ name, pid, tid }) => name.endsWith('RunTask') && workers.has(`${pid} ${tid}`))
    .reduce((sum, { tdur = 0 }) => sum + tdur / 1000, 0);
}

// Whether the page's timing lab says the same each time: runs in a row, with the list in its order and reversed, and with
// the other cores busy. Counts the pairs of functions that two runs rank differently.

import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { serve } from '../test/server.mjs';
import { machine } from './bench-tables.mjs';
import { launchOptions } from './browsers.mjs';
import { dist } from './stages.mjs';
import { root } from './tools.mjs';

/** @typedef {import('../src/worker/protocol.ts').TimingReport} TimingReport */
/** @typedef {import('../src/panels/timing/results.ts').Measure} Measure */

const FUNCTIONS =
  'linear,sigmoid,hard_sigmoid,tanh,softsign,relu,leaky_relu,elu,gelu,silu,mish,softplus'.split(',');
const RUNS = /** @type {const} */ ([
  { name: 'in order', reversed: false, busy: false },
  { name: 'again', reversed: false, busy: false },
  { name: 'reversed', reversed: true, busy: false },
  { name: 'other cores busy', reversed: false, busy: true },
  { name: 'busy and reversed', reversed: true, busy: true },
]);

/** One run in a browser of its own. @param {string} url @param {string[]} ids @returns {Promise<TimingReport>} */
async function measure(url, ids) {
  const browser = await chromium.launch(launchOptions('chromium'));
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    await page.goto(`${url}?lang=en&activations=${FUNCTIONS.join()}`);
    const panel = page.locator('al-timing');
    await panel.scrollIntoViewIfNeeded();
    await panel.getByRole('heading').first().waitFor();
    return await panel.evaluate(async (element, ids) => {
      const { lab } = /** @type {import('../src/panels/timing/timing.ts').TimingPanel} */ (element);
      await lab?.measure(ids);
      const { report, failure } = lab?.state.timing ?? {};
      if (!report) throw new Error(`no report: ${failure?.code}`);
      return report;
    }, ids);
  } finally {
    await browser.close();
  }
}

/** @param {number} count */
function keepBusy(count) {
  const workers = Array.from({ length: count }, () => new Worker('for (;;);', { eval: true }));
  return () => Promise.all(workers.map((worker) => worker.terminate()));
}

/** How two runs rank each pair. @param {Map<string, number>} a @param {Map<string, number>} b */
function compare(a, b) {
  const counts = { both: 0, one: 0, contradicted: 0, neither: 0 };
  const ids = [...a.keys()].filter((id) => b.has(id));
  for (const [at, x] of ids.entries()) {
    for (const y of ids.slice(0, at)) {
      const [first, second] = [a, b].map((ranks) => Math.sign((ranks.get(x) ?? 0) - (ranks.get(y) ?? 0)));
      if (first === 0 && second === 0) counts.neither += 1;
      else if (first === 0 || second === 0) counts.one += 1;
      else if (first === second) counts.both += 1;
      else counts.contradicted += 1;
    }
  }
  return counts;
}

/** @param {string[]} filter how many of the runs, all if none @returns {Promise<import('./bench-tables.mjs').Part>} */
export async function benchTiming(filter) {
  const vite = await createServer({
    configFile: false,
    root: join(root, 'www'),
    server: { middlewareMode: true, hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    appType: 'custom',
    logLevel: 'warn',
  });
  const page = await serve({ root: dist });
  try {
    /** @type {typeof import('../src/panels/timing/results.ts')} */
    const { MEASURES, timingRows } = /** @type {any} */ (
      await vite.ssrLoadModule('/src/panels/timing/results.ts')
    );
    /** @type {{ name: string, report: TimingReport, ranks: Map<Measure, Map<string, number>> }[]} */
    const runs = [];
    for (const { name, reversed, busy } of RUNS.slice(0, Number(filter[0] ?? RUNS.length))) {
      const stop = keepBusy(busy ? Math.max(1, availableParallelism() - 1) : 0);
      const report = await measure(page.url, reversed ? FUNCTIONS.toReversed() : FUNCTIONS);
      await stop();
      console.log(`· ${name}`);
      const rows = timingRows(report);
      const ranks = new Map(
        MEASURES.map((measure) => [
          measure,
          new Map(
            rows.flatMap(({ contestant, times }) => {
              const { rank } = times[measure] ?? {};
              return rank === undefined ? [] : [[contestant.id, rank]];
            }),
          ),
        ]),
      );
      runs.push({ name, report, ranks });
    }
    const lines = MEASURES.flatMap((measure) =>
      runs.flatMap((run, at) =>
        runs.slice(0, at).map((earlier) => {
          const found = compare(earlier.ranks.get(measure) ?? new Map(), run.ranks.get(measure) ?? new Map());
          const { both, one, contradicted, neither } = found;
          return `| ${[measure, earlier.name, run.name, both, one, contradicted, neither].join(' | ')} |`;
        }),
      ),
    );
    const text = `
${machine}; ${FUNCTIONS.length} functions, pairs that two runs rank:

| measure | run | run | apart in both | in one only | in opposite order | in neither |
|---|---|---|--:|--:|--:|--:|
${lines.join('\n')}
`;
    return { text, data: { runs: runs.map(({ name, report }) => ({ name, report })) } };
  } finally {
    await page.close();
    await vite.close();
  }
}

// A race of all functions with three seeds, on a page as wide as a phone's: how long it takes, and how long the page is
// away from its reader meanwhile.

import { chromium } from '@playwright/test';
import { serve } from '../test/server.mjs';
import { machine } from './bench-tables.mjs';
import { launchOptions } from './browsers.mjs';
import { dist } from './stages.mjs';

/** @returns {Promise<import('./bench-tables.mjs').Part>} */
export async function benchRace(root = dist) {
  const server = await serve({ root });
  const browser = await chromium.launch(launchOptions('chromium'));
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 }, hasTouch: true });
    await page.addInitScript(() => {
      const tasks = /** @type {number[]} */ ([]);
      Object.assign(globalThis, { tasks });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration);
      }).observe({ type: 'longtask' });
    });
    await page.goto(`${server.url}?lang=en&activations=all&seeds=3`);
    const race = page.locator('al-race');
    await race.scrollIntoViewIfNeeded();
    const train = race.getByRole('button', { name: 'Train', exact: true });
    await train.waitFor();
    await race.locator('al-line-chart').scrollIntoViewIfNeeded();
    await page.evaluate(() => {
      /** @type {any} */ (globalThis).tasks.length = 0;
    });
    await browser.startTracing(page, { categories: ['-*', 'toplevel', 'devtools.timeline'] });
    const started = performance.now();
    await train.evaluate((button) => /** @type {HTMLElement} */ (button).click());
    await page.waitForFunction(
      () => {
        const { race } = /** @type {any} */ (document.querySelector('al-race')).lab.state;
        return race.phase === 'idle' && race.runs.length > 0;
      },
      undefined,
      { timeout: 600_000, polling: 200 },
    );
    const seconds = (performance.now() - started) / 1000;
    await page.waitForTimeout(1500);
    const tasks = await page.evaluate(() => /** @type {number[]} */ (/** @type {any} */ (globalThis).tasks));
    const own = ownTime(await browser.stopTracing());
    const longest = (/** @type {number[]} */ list) => Math.max(0, ...list).toFixed(0);
    const over = (/** @type {number[]} */ list) => list.filter((ms) => ms > 50).length;
    const share = own.reduce((sum, ms) => sum + ms, 0) / 10 / seconds;
    const text = `
${browser.version()}, ${machine}: all functions × 3 seeds in ${seconds.toFixed(1)} s at 390 px.
Tasks of the page over 50 ms by the clock: ${over(tasks)}, the longest ${longest(tasks)} ms; by the processor's time, which other
programs do not lengthen: ${over(own)}, the longest ${longest(own)} ms. The page was busy for ${share.toFixed(1)} % of the time.
`;
    return { text, data: { browser: browser.version(), seconds, clock_ms: tasks, own_ms: own } };
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Processor time of the page's tasks, in ms. @param {Buffer} trace */
function ownTime(trace) {
  /** @type {{ traceEvents: { name: string, pid: number, tid: number, tdur?: number, args?: any }[] }} */
  const { traceEvents } = JSON.parse(trace.toString());
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return traceEvents
    .filter(({ name, pid, tid }) => name.endsWith('RunTask') && main.has(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1000);
}

// Lighthouse on a phone, as often as is needed for medians.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { launchOptions } from './browsers.mjs';
import { Failure, installOwn, root } from './tools.mjs';

const folder = join(root, 'www/audit');
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
/** Of the metrics behind the performance, those that say what to work on, in ms or without unit. */
const METRICS = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
];

/** @typedef {{ scores: Record<string, number>, metrics: Record<string, number>, failed: string[], speed: number }} Visit */

/** @param {string} url @param {number} times @returns {Promise<Visit[]>} */
export async function lighthouseVisits(url, times) {
  await installOwn(folder);
  const { main } = JSON.parse(readFileSync(join(folder, 'node_modules/lighthouse/package.json'), 'utf8'));
  const { default: lighthouse } = await import(
    pathToFileURL(join(folder, 'node_modules/lighthouse', main)).href
  );
  /** @type {Visit[]} */
  const visits = [];
  for (let time = 0; time < times; time += 1) visits.push(await visit(lighthouse, url));
  return visits;
}

/** In a browser of its own, which knows nothing of the page. @param {any} lighthouse @param {string} url @returns {Promise<Visit>} */
async function visit(lighthouse, url) {
  const options = launchOptions('chromium');
  const port = 9000 + (process.pid % 1000);
  const browser = await chromium.launch({
    ...options,
    args: [...(options.args ?? []), `--remote-debugging-port=${port}`],
  });
  try {
    const { lhr } = await lighthouse(url, {
      port,
      output: 'json',
      logLevel: 'silent',
      onlyCategories: CATEGORIES,
    });
    if (lhr.runtimeError)
      throw new Failure(`Lighthouse could not visit the page: ${lhr.runtimeError.message}`);
    /** @param {string} id */
    const audit = (id) => lhr.audits[id];
    const failed = CATEGORIES.flatMap((id) => lhr.categories[id].auditRefs)
      .filter(({ id, weight }) => weight > 0 && audit(id).score !== null && audit(id).score < 0.9)
      .map(({ id }) => `${id} ${audit(id).displayValue ?? ''}`.trim());
    return {
      scores: Object.fromEntries(CATEGORIES.map((id) => [id, lhr.categories[id].score * 100])),
      metrics: Object.fromEntries(METRICS.map((id) => [id, audit(id).numericValue])),
      failed,
      speed: lhr.environment.benchmarkIndex,
    };
  } finally {
    await browser.close();
  }
}

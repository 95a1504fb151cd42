// `npm run audit`: the numbers that the page promises, each with its limit. Ends with 1 when one is missed. It takes some
// minutes; `npm test` holds the cheap ones. Lighthouse reckons with a phone that is four times slower than this machine: the
// numbers are to be believed on a quiet one.

import { loadavg } from 'node:os';
import { chromium } from '@playwright/test';
import { serve } from '../test/server.mjs';
import { lighthouseVisits } from './audit-lighthouse.mjs';
import {
  axeFindings,
  curveInFirstPaint,
  foreignRequests,
  interactionToNextPaint,
  layoutShift,
  looseScripts,
} from './audit-page.mjs';
import { ensureBrowsers, launchOptions } from './browsers.mjs';
import { BUDGET, sizes } from './sizes.mjs';
import { build, dist } from './stages.mjs';
import { kilobytes, runMain } from './tools.mjs';

const VISITS = 3;
/** visits in which taps and keys are timed */
const TAPPING = 5;

/** @type {string[]} */
const missed = [];

/** @param {string} name @param {boolean} holds @param {string} found @param {readonly string[]} [why] */
function report(name, holds, found, why = []) {
  console.log(`${holds ? 'ok  ' : 'MISS'}  ${name}: ${found}`);
  if (holds) return;
  missed.push(name);
  for (const line of why) console.log(`      ${line.replaceAll('\n', '\n      ')}`);
}

/** @param {readonly number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

await runMain(async () => {
  await build();
  await ensureBrowsers();
  const server = await serve({ root: dist });
  const browser = await chromium.launch(launchOptions('chromium'));
  try {
    console.log(`Load of the machine: ${loadavg()[0]?.toFixed(1)}.`);
    const { total } = sizes();
    report('Size before anything is asked for', total <= BUDGET.page, `${kilobytes(total)} (150 KB)`);
    const loose = looseScripts();
    report('Pages whose policy allows scripts in the page', loose.length === 0, `${loose.length}`, loose);
    const foreign = await foreignRequests(browser, server.url);
    report('Requests to third parties', foreign.length === 0, `${foreign.length}`, foreign);

    const visits = await lighthouseVisits(server.url, VISITS);
    const failed = [...new Set(visits.flatMap((visit) => visit.failed))];
    /** @param {'scores' | 'metrics'} kind @param {string} id */
    const typical = (kind, id) => median(visits.map((visit) => visit[kind][id] ?? Number.NaN));
    for (const id of Object.keys(visits[0]?.scores ?? {})) {
      const score = typical('scores', id);
      const all = visits.map((visit) => Math.round(visit.scores[id] ?? 0)).join(', ');
      report(`Lighthouse, mobile, ${id}`, score >= 99.5, `${Math.round(score)} of ${all} (100)`, failed);
    }
    for (const id of ['largest-contentful-paint', 'total-blocking-time'])
      console.log(`      ${id}: ${typical('metrics', id).toFixed(0)} ms`);
    const inPaint = await curveInFirstPaint(browser, server.url);
    const paint = typical('metrics', 'first-contentful-paint');
    report(
      'First curve, as Lighthouse slows the phone down',
      inPaint && paint < 1000,
      `${paint.toFixed(0)} ms (1000)`,
      inPaint ? [] : ['The first paint has no curve.'],
    );

    const shift = Math.max(
      typical('metrics', 'cumulative-layout-shift'),
      await layoutShift(browser, server.url),
    );
    report('Layout shift, from the top to the end', shift < 0.02, `${shift.toFixed(4)} (0.02)`);
    /** @type {number[]} */
    const slowest = [];
    for (let time = 0; time < TAPPING; time += 1)
      slowest.push(await interactionToNextPaint(browser, server.url));
    slowest.sort((a, b) => a - b);
    // Of visits, as the field is judged, the 75th percentile.
    const inp = slowest[Math.ceil(0.75 * TAPPING) - 1] ?? Number.NaN;
    report('INP while a race runs', inp < 100, `${inp} ms, upper quartile of ${slowest.join(', ')} (100)`);

    const found = await axeFindings(browser, server.url);
    report('axe, every panel, language and theme', found.length === 0, `${found.length}`, found);
  } finally {
    await browser.close();
    await server.close();
  }
  if (missed.length === 0) return 0;
  console.log(`\nMissed: ${missed.join('; ')}.`);
  return 1;
});

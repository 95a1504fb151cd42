// What `npm run audit` finds on the page by itself: each function gives a number, or what is wrong.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { violations } from '../test/axe.mjs';
import { dist } from './stages.mjs';

/** @typedef {import('@playwright/test').Browser} Browser */
/** @typedef {import('@playwright/test').Page} Page */

/** of the phone that Lighthouse has */
const PHONE = {
  viewport: { width: 412, height: 823 },
  deviceScaleFactor: 1.75,
  isMobile: true,
  hasTouch: true,
};
/** A race that lasts until the page is closed, and not long enough to ask first. */
const LONG = '?lang=en&activations=linear,relu,tanh&epochs=800&seeds=1';

/** The names of the panels, as the page has them. */
export function panels() {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  return [...html.matchAll(/<al-(\w+) data-lab figure=/g)].map((match) => match[1] ?? '');
}

/** What axe finds in each panel by itself, in each language and theme. @param {Browser} browser @param {string} url */
export async function axeFindings(browser, url) {
  const found = [];
  const page = await browser.newPage();
  for (const panel of panels()) {
    for (const lang of ['ja', 'en']) {
      for (const theme of ['light', 'dark']) {
        await page.goto(`${url}embed.html?panel=${panel}&lang=${lang}&theme=${theme}`);
        await page.locator(`al-${panel} section .caption`).waitFor();
        await page.locator('details').evaluateAll((all) => {
          for (const one of all) /** @type {HTMLDetailsElement} */ (one).open = true;
        });
        for (const line of await violations(page)) found.push(`${panel}, ${lang}, ${theme}: ${line}`);
      }
    }
  }
  await page.close();
  return found;
}

/** Addresses of other hosts that the page asks for while it is read from the top to the end, each panel once. A page that
 * asks for none of its own has not been read, and is an error. @param {Browser} browser @param {string} url */
export async function foreignRequests(browser, url) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const foreign = [];
  let own = 0;
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (!protocol.startsWith('http')) return;
    if (origin === new URL(url).origin) own += 1;
    else foreign.push(request.url());
  });
  await page.goto(url);
  for (const panel of panels()) {
    await page.locator(`al-${panel}`).scrollIntoViewIfNeeded();
    await page.locator(`al-${panel} section .caption`).waitFor();
  }
  await page.close();
  if (own === 0) throw new Error('no request was seen');
  return foreign;
}

/** Whether the first curve is on the screen at the first contentful paint, as what Lighthouse tells of it then holds for the
 * curve too. @param {Browser} browser @param {string} url */
export async function curveInFirstPaint(browser, url) {
  const page = await browser.newPage(PHONE);
  await page.addInitScript(() => {
    const seen = { curve: Number.POSITIVE_INFINITY, paint: 0 };
    Object.assign(globalThis, { seen });
    const look = () => {
      if (document.querySelector('svg .curve')?.getBoundingClientRect().width) seen.curve = performance.now();
      else requestAnimationFrame(look);
    };
    look();
    new PerformanceObserver((list) => {
      for (const entry of list.getEntriesByName('first-contentful-paint')) seen.paint = entry.startTime;
    }).observe({ type: 'paint', buffered: true });
  });
  await page.goto(url);
  await page.locator('al-curves section .caption').waitFor();
  const { curve, paint } = await page.evaluate(() => /** @type {any} */ (globalThis).seen);
  await page.close();
  // A frame is looked at before it is painted.
  return paint > 0 && curve <= paint;
}

/** How much has moved when the page has been read to its end, panels coming as they are reached: the largest session
 * window, as browsers report it. @param {Browser} browser @param {string} url */
export async function layoutShift(browser, url) {
  const page = await browser.newPage(PHONE);
  await page.addInitScript(() => {
    const state = { worst: 0, now: 0, start: 0, last: 0 };
    Object.assign(globalThis, { shifts: state });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, startTime, hadRecentInput } = /** @type {any} */ (entry);
        if (hadRecentInput) continue;
        const fresh = startTime - state.last > 1000 || startTime - state.start > 5000;
        if (fresh) Object.assign(state, { now: 0, start: startTime });
        state.now += value;
        state.last = startTime;
        state.worst = Math.max(state.worst, state.now);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(url);
  await page.locator('al-curves section .caption').waitFor();
  // As a thumb does it: half a screen at a time.
  for (;;) {
    const end = await page.evaluate(() => {
      scrollBy(0, innerHeight / 2);
      return scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
    });
    await page.waitForTimeout(150);
    if (end) break;
  }
  await page.waitForTimeout(500);
  const worst = await page.evaluate(() => /** @type {any} */ (globalThis).shifts.worst);
  await page.close();
  return worst;
}

/** ms: the slowest of the interactions while a race runs, by keys and taps, in steps of 8. Fewer than fifty, so that the
 * slowest is what INP means. @param {Browser} browser @param {string} url */
export async function interactionToNextPaint(browser, url) {
  const page = await browser.newPage(PHONE);
  await page.addInitScript(() => {
    /** @type {Record<string, number>} */
    const interactions = {};
    Object.assign(globalThis, { interactions });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { interactionId, duration } = /** @type {any} */ (entry);
        if (interactionId) interactions[interactionId] = Math.max(interactions[interactionId] ?? 0, duration);
      }
    }).observe(/** @type {any} */ ({ type: 'event', durationThreshold: 16, buffered: true }));
  });
  await page.goto(url + LONG);
  const race = page.locator('al-race');
  await race.scrollIntoViewIfNeeded();
  await race.locator('button.primary').tap();
  await race.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  const curves = page.locator('al-curves');
  await curves.locator('.plot').focus();
  for (let time = 0; time < 8; time += 1) await page.keyboard.press('ArrowRight', { delay: 30 });
  for (const name of ['f only', 'f and f′', 'Small multiples', 'Overlay'])
    await curves.getByRole('button', { name, exact: true }).tap();
  for (const name of ['Dark', 'Light', '日本語', 'English'])
    await page.locator('al-switches').getByRole('button', { name, exact: true }).tap();
  await race.scrollIntoViewIfNeeded();
  for (let time = 0; time < 6; time += 1) await page.keyboard.press('Tab', { delay: 30 });
  for (const name of ['Pause', 'Resume']) await race.getByRole('button', { name, exact: true }).first().tap();
  const running = await race.getByRole('button', { name: 'Pause', exact: true }).count();
  await page.waitForTimeout(500);
  /** @type {number[]} */
  const durations = await page.evaluate(() => Object.values(/** @type {any} */ (globalThis).interactions));
  await page.close();
  if (running === 0 || durations.length < 10)
    throw new Error('hardly any interaction was seen while a race ran');
  return Math.max(...durations);
}

/** The pages that lack a policy for scripts, or whose policy lets in scripts that stand in the page. */
export function looseScripts() {
  return ['index.html', 'embed.html'].filter((name) => {
    const html = readFileSync(join(dist, name), 'utf8');
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    const scripts = /(?:^|; *)script-src ([^;]*)/.exec(policy)?.[1];
    return !scripts || /'unsafe-inline'|'unsafe-eval'|\*|https?:/.test(scripts);
  });
}

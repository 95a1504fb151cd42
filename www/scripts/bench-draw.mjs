// Drawing while 40 networks answer: how long it takes from a pointer event to all answers painted, and how much of it is
// the core's. The strokes go through the browser's own input, which hands over moves right before a frame.

import { chromium } from '@playwright/test';
import { serve } from '../test/server.mjs';
import { machine, quantile } from './bench-tables.mjs';
import { launchOptions } from './browsers.mjs';
import { dist } from './stages.mjs';

/** How often each digit is drawn. */
const ROUNDS = 6;

/** @typedef {{ event_ms: number, core_ms: number, networks: number }} Sample */

/** @returns {Promise<import('./bench-tables.mjs').Part>} */
export async function benchDraw(root = dist) {
  const server = await serve({ root });
  const browser = await chromium.launch(launchOptions('chromium'));
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(`${server.url}embed.html?panel=draw&lang=en&activations=all&seeds=1`);
    const panel = page.locator('al-draw');
    await panel.getByRole('button', { name: 'Train', exact: true }).click();
    await page.waitForFunction(
      () => {
        const { race } = /** @type {any} */ (document.querySelector('al-draw')).lab.state;
        return race.phase === 'idle' && race.runs.length > 0;
      },
      undefined,
      { timeout: 600_000, polling: 200 },
    );
    await page.waitForTimeout(500);
    await panel.evaluate(listen);
    const box = await panel.locator('al-drawing-surface').boundingBox();
    if (!box) throw new Error('no drawing surface');
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const strokes of DIGITS) {
        for (const stroke of strokes) {
          for (const [index, [x = 0, y = 0]] of stroke.entries()) {
            await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
            if (index === 0) await page.mouse.down();
            // The next one comes in another frame, at any time of it.
            await page.waitForTimeout(20 + 12 * Math.random());
          }
          await page.mouse.up();
        }
        await panel.getByRole('button', { name: 'Clear' }).click();
      }
    }
    const samples = await page.evaluate(
      () => /** @type {Sample[]} */ (/** @type {any} */ (globalThis).samples),
    );
    const networks = Math.min(...samples.map((sample) => sample.networks));
    const event = quantiles(samples.map(({ event_ms }) => event_ms));
    const core = quantiles(samples.map(({ core_ms }) => core_ms));
    const text = `
${browser.version()}, ${machine}: ${samples.length} events of a pen, ${networks} networks.
From the event to all answers painted: median ${event.median} ms, 95th percentile ${event.p95} ms.
Of it in the core: median ${core.median} ms, 95th percentile ${core.p95} ms.
`;
    return { text, data: { browser: browser.version(), networks, samples } };
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Our own handwriting, in units of the surface: a 3, an 8 and a 5 in two strokes. */
const DIGITS = [
  [[...arc(0.47, 0.33, 0.19, 0.17, -150, 90), ...arc(0.47, 0.67, 0.22, 0.18, -90, 150)]],
  [[...arc(0.5, 0.33, 0.16, 0.16, 90, -270), ...arc(0.5, 0.68, 0.19, 0.19, -90, 270)]],
  [
    [[0.35, 0.2], [0.33, 0.48], ...arc(0.48, 0.65, 0.2, 0.19, -140, 140)],
    [
      [0.35, 0.2],
      [0.5, 0.2],
      [0.66, 0.2],
    ],
  ],
];

/** @param {number} cx @param {number} cy @param {number} rx @param {number} ry @param {number} from @param {number} to */
function arc(cx, cy, rx, ry, from, to) {
  return Array.from({ length: 25 }, (_, step) => {
    const angle = ((from + ((to - from) * step) / 24) * Math.PI) / 180;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)];
  });
}

/** In the page: from when it hears of an event until the frame with the answers is painted. @param {Element} element */
function listen(element) {
  const panel = /** @type {any} */ (element);
  const { lab } = panel;
  const surface = panel.shadowRoot.querySelector('al-drawing-surface');
  let core_ms = 0;
  const guard = lab.guard.bind(lab);
  lab.guard = (/** @type {unknown} */ call) => {
    const begun = performance.now();
    try {
      return guard(call);
    } finally {
      core_ms += performance.now() - begun;
    }
  };
  const samples = /** @type {Sample[]} */ ([]);
  Object.assign(globalThis, { samples });
  let waiting = false;
  const hear = (/** @type {PointerEvent} */ event) => {
    if (waiting || event.buttons === 0 || !event.composedPath().includes(surface)) return;
    waiting = true;
    core_ms = 0;
    const begun = performance.now();
    // A task after the frame: this thread is done with styles, layout and painting.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      waiting = false;
      const networks = panel.findings.opinions.filter((/** @type {any} */ one) => one.probabilities).length;
      samples.push({ event_ms: performance.now() - begun, core_ms, networks });
    };
    requestAnimationFrame(() => port2.postMessage(undefined));
  };
  for (const type of ['pointerdown', 'pointermove'])
    window.addEventListener(type, (event) => hear(/** @type {PointerEvent} */ (event)), { capture: true });
}

/** @param {number[]} values */
function quantiles(values) {
  const at = (/** @type {number} */ share) => quantile(values, share).toFixed(1);
  return { median: at(0.5), p95: at(0.95) };
}

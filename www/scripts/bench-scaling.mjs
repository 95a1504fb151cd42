// How time and memory grow, in the page's own workers in headless Chromium.

import { withPage } from './bench-browser.mjs';
import { machine, quantile, spread } from './bench-tables.mjs';

/** @typedef {import('../bench/scaling.ts').ScalingReport} ScalingReport */

const OPTIONS = { rounds: 9, sample_ms: 200 };

/** @returns {Promise<import('./bench-tables.mjs').Part>} */
export function benchScaling() {
  return withPage('bench/scaling.html', async (page, version) => {
    const report = await page.evaluate(
      (options) => /** @type {any} */ (globalThis).benchScaling(options),
      OPTIONS,
    );
    return { text: table(report, version), data: { browser: version, ...report } };
  });
}

/** The slope of the logarithms, by least squares. @param {[x: number, y: number][]} points */
export function exponent(points) {
  const logs = points.map(([x, y]) => /** @type {const} */ ([Math.log(x), Math.log(y)]));
  const [mx, my] = [0, 1].map((i) => logs.reduce((sum, point) => sum + (point[i] ?? 0), 0) / logs.length);
  const products = logs.map(([x, y]) => (x - (mx ?? 0)) * (y - (my ?? 0)));
  const squares = logs.map(([x]) => (x - (mx ?? 0)) ** 2);
  const total = (/** @type {number[]} */ values) => values.reduce((sum, value) => sum + value, 0);
  return total(products) / total(squares);
}

/** @param {ScalingReport} report @param {string} version */
function table({ epochs, workers, memory }, version) {
  const points = epochs.map(
    ({ images, samples }) => /** @type {[number, number]} */ ([images, quantile(samples, 0.5)]),
  );
  const lines = points.map(([images, ns]) => {
    const cells = [images.toLocaleString('en'), (ns / 1e6).toPrecision(3), (ns / images).toFixed(0)];
    return `| ${cells.join(' | ')} |`;
  });
  const ratios = workers.two.map((two, round) => two / (workers.one[round] ?? Number.NaN));
  const best = Math.max(...workers.two) / Math.max(...workers.one);
  const used = memory.map(({ run, epochs, bytes }) => {
    return `- ${run}, ${epochs === 1 ? '1 epoch' : `${epochs} epochs`}: ${(bytes / 2 ** 20).toFixed(1)} MiB`;
  });
  return `
${version}, ${machine}; the default race's network; ${OPTIONS.rounds} rounds, medians. Time grows with the images to the power of
${exponent(points).toFixed(3)}. Two workers against one: ${spread(ratios, (value) => value.toFixed(2))}, best round of each ${best.toFixed(2)}.

| training images | ms for an epoch | ns for an image |
|--:|--:|--:|
${lines.join('\n')}

Memory of a worker's module:

${used.join('\n')}
`;
}

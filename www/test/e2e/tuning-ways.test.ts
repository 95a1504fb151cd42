import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from '@playwright/test';
import { DIGITS, draw, expect, test } from './lab.ts';

const panel = (page: Page): Locator => page.locator('al-tuning');
const way = (page: Page, name: string): Promise<void> =>
  panel(page).getByRole('button', { name, exact: true }).click();
const choose = (page: Page, id: string): Promise<void> =>
  panel(page).locator('.chip').filter({ hasText: id }).click();

const said = (page: Page): Locator => panel(page).locator('al-tuning-hand .said').first();

/** `94.50%` of a sentence, the first one. */
const percentIn = (text: string): number => Number(/([\d.]+)%/.exec(text)?.[1]);

test('a moved parameter is judged without training: at the trained value as trained, elsewhere otherwise', async ({
  page,
}) => {
  await page.goto('.?lang=en&activations=leaky_relu&epochs=2&seeds=2');
  await way(page, 'By hand');
  await choose(page, 'leaky_relu');
  const hand = panel(page).locator('al-tuning-hand');
  await expect(hand).toContainText('No network of leaky_relu has been trained yet');
  await hand.getByRole('button', { name: 'Train leaky_relu' }).click();
  // The race shows the mean of both seeds.
  const accuracy = page.locator('al-results tr').filter({ hasText: 'leaky_relu' }).locator('.accuracy');
  await expect(accuracy).toContainText('%', { timeout: 30_000 });
  await expect(said(page)).toContainText('With negative_slope = 0.3 they read', { timeout: 30_000 });
  const runs = await page.evaluate(() => {
    const { lab } = document.querySelector('al-tuning') as unknown as {
      lab: { state: { race: { runs: { result: { evaluation: { accuracy: number } } }[] } } };
    };
    return lab.state.race.runs.map(({ result }) => result.evaluation.accuracy);
  });
  expect(runs).toHaveLength(2);
  const trained = percentIn((await said(page).textContent()) ?? '');
  expect(trained).toBeCloseTo(((runs[0] ?? 0) + (runs[1] ?? 0)) * 50, 1);
  // The line has its 25 values and more, nothing was trained meanwhile.
  const chart = hand.locator('al-line-chart.accuracy');
  await expect
    .poll(() =>
      chart.evaluate(
        (element: { series?: { points: unknown[] }[] } & Element) => element.series?.at(-1)?.points.length,
      ),
    )
    .toBeGreaterThanOrEqual(25);
  await hand.getByRole('slider', { name: 'leaky_relu: negative_slope' }).fill('1');
  await expect(said(page)).toContainText('with 0.3, as trained');
  expect(percentIn((await said(page).textContent()) ?? '')).not.toBe(trained);
  await expect(hand.getByRole('definition').nth(1)).toHaveText('1');
  await expect(accuracy).toContainText(`${trained.toFixed(1)}`);

  // A digit under it.
  await hand.getByRole('button', { name: 'Test image of a 0' }).click();
  await expect(hand).toContainText('of 2 networks read a');
  await expect(hand).toContainText('The test set says 0.');

  // One press, and they are trained with it.
  await hand.getByRole('button', { name: 'Train again with negative_slope = 1' }).click();
  await expect(hand.getByRole('button', { name: 'Train again with negative_slope = 1' })).toBeDisabled();
  await expect(said(page)).toHaveText(/^With negative_slope = 1 they read [\d.]+% of the test images\.\s*$/, {
    timeout: 30_000,
  });
});

test('networks that come with the page follow the slider at once', async ({ page }) => {
  await page.goto('.?lang=en');
  await way(page, 'By hand');
  await choose(page, 'hard_sigmoid');
  await expect(said(page)).toContainText('With slope = 0.2 they read 90.50%');
  await page.getByRole('slider', { name: 'hard_sigmoid: slope' }).last().fill('0.05');
  await expect(said(page)).toContainText('with 0.2, as trained, 90.50%');
});

test('values are judged in many frames, one after the other', async ({ page }) => {
  await page.goto('.?lang=en');
  await way(page, 'By hand');
  await page.evaluate(() => {
    const counts = new Set<number>();
    const watch = (): void => {
      const hand = document.querySelector('al-tuning')?.shadowRoot?.querySelector('al-tuning-hand');
      const chart = hand?.shadowRoot?.querySelector('al-line-chart.accuracy');
      const { series } = (chart ?? {}) as { series?: { points: unknown[] }[] };
      counts.add(series?.at(-1)?.points.length ?? 0);
      requestAnimationFrame(watch);
    };
    Object.assign(globalThis, { counts });
    requestAnimationFrame(watch);
  });
  await choose(page, 'hard_sigmoid');
  await expect(said(page)).toContainText('%');
  const chart = panel(page).locator('al-line-chart.accuracy');
  await expect
    .poll(() =>
      chart.evaluate(
        (element: { series?: { points: unknown[] }[] } & Element) => element.series?.at(-1)?.points.length,
      ),
    )
    .toBeGreaterThanOrEqual(25);
  const counts = await page.evaluate(() => [...(globalThis as unknown as { counts: Set<number> }).counts]);
  // In one piece it would be none and then all; how many frames there are between depends on the machine.
  expect(counts.length).toBeGreaterThan(2);
});

test('networks rest while others train, for the images may go, and go on afterwards', async ({ page }) => {
  test.setTimeout(180_000);
  // So large that judging 25 values takes seconds.
  const sweep = 'sweep=leaky_relu.negative_slope:0:1:log:3&sweep_seeds=2&sweep_refine=0';
  await page.goto(`.?lang=en&activations=leaky_relu&epochs=2&seeds=3&hidden=1024&${sweep}`);
  await way(page, 'By hand');
  await panel(page).getByRole('button', { name: 'Train leaky_relu' }).click();
  const chart = panel(page).locator('al-line-chart.accuracy');
  const judged = () =>
    chart.evaluate(
      (element: { series?: { points: unknown[] }[] } & Element) => element.series?.at(-1)?.points.length ?? 0,
    );
  await expect.poll(judged, { timeout: 60_000, intervals: [100] }).toBeGreaterThan(0);
  await way(page, 'By sweep');
  await panel(page)
    .getByRole('button', { name: /^Sweep 3 values/ })
    .click();
  await way(page, 'By hand');
  await page.waitForTimeout(300);
  const held = await judged();
  expect(held).toBeLessThan(25);
  await page.waitForTimeout(700);
  expect(await judged()).toBe(held);
  await way(page, 'By sweep');
  await panel(page).getByRole('button', { name: 'Cancel' }).click();
  await way(page, 'By hand');
  await expect.poll(judged, { timeout: 60_000 }).toBeGreaterThanOrEqual(25);
});

test('the way of a learned parameter ends where the network has it', async ({ page }) => {
  await page.goto('.?lang=en&epochs=3&activations=prelu');
  await choose(page, 'prelu');
  await way(page, 'By gradient');
  const gradient = panel(page).locator('al-tuning-gradient');
  const starts = gradient.getByLabel('Starts');
  await starts.fill('0.1, 5');
  await starts.press('Enter');
  await expect(gradient.getByRole('alert').filter({ hasText: '-1–1' })).toBeVisible();
  await expect(gradient.getByRole('button', { name: /^Learn it/ })).toBeDisabled();
  await starts.fill('0.1, 0.4');
  await starts.press('Enter');
  await gradient.getByRole('button', { name: /^Learn it from 2 starts/ }).click();
  const chart = gradient.locator('al-gradient-chart');
  await expect(chart).toBeVisible({ timeout: 30_000 });
  const paths = await chart.evaluate((element) => (element as unknown as { paths: Way[] }).paths);
  interface Way {
    start: number;
    final: number[][];
    epochs: { epoch: number; layers: { mean: number }[] }[];
  }
  expect(paths.map(({ start }) => start)).toEqual([0.1, 0.4]);
  for (const { start, final, epochs } of paths) {
    expect(epochs.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3]);
    expect(epochs[0]?.layers[0]?.mean).toBe(start);
    const units = final[0] ?? [];
    expect(units).toHaveLength(64);
    const mean = units.reduce((sum, value) => sum + value, 0) / 64;
    expect(epochs[3]?.layers[0]?.mean).toBeCloseTo(mean, 9);
    expect(Math.abs(mean - start)).toBeGreaterThan(1e-4);
  }
  await expect(gradient).toContainText('Mean over all units in the end');
  await expect(gradient).toContainText('Sweep the parameter to see whether');
});

test('what no gradient can learn is not offered', async ({ page }) => {
  await page.goto('.?lang=en&sweep=thresholded_relu.theta');
  await way(page, 'By gradient');
  await expect(panel(page).locator('al-tuning-gradient')).toContainText('is 0 almost everywhere');
});

test('a search ends with a winner, and the same link comes to the same numbers', async ({ page }) => {
  test.setTimeout(180_000);
  const link =
    '.?lang=en&activations=relu,leaky_relu,tanh&epochs=3&hidden=8&batch_size=128&search=5:18:chosen';
  const results: string[] = [];
  for (let time = 0; time < 2; time += 1) {
    await page.goto(link);
    await way(page, 'Search');
    const search = panel(page).locator('al-tuning-search');
    await expect(search).toContainText('drawn with seed 5');
    await expect(search).toContainText('18 for 1 epoch → 6 for 3 epochs');
    await search.getByRole('button', { name: /^Search, about/ }).click();
    await expect(search.locator('al-search-result')).toBeVisible({ timeout: 80_000 });
    await expect(search.getByRole('row')).toHaveCount(7);
    await expect(search).toContainText('Best in the final:');
    await expect(search.getByRole('cell', { name: 'best', exact: true })).toHaveCount(1);
    results.push((await search.locator('al-search-result').textContent()) ?? '');
  }
  expect(results[1]).toBe(results[0]);
  await expect(page).toHaveURL(/search=5:18:chosen/);
});

test('a search can be paused and cancelled; a bad link is told', async ({ page }) => {
  await page.goto('.?lang=en&epochs=200&search=1:3:chosen');
  await way(page, 'Search');
  const search = panel(page).locator('al-tuning-search');
  await expect(search).toContainText('The search of the link cannot be used: got 1:3:chosen');
  await search.getByRole('button', { name: /^Search, about/ }).click();
  await search.getByRole('button', { name: 'Pause' }).click();
  await expect(search).toContainText('Paused');
  await search.getByRole('button', { name: 'Resume' }).click();
  await search.getByRole('button', { name: 'Cancel' }).click();
  await expect(search).toContainText('Cancelled before its end');
  const seed = search.getByLabel('Seed', { exact: true });
  await seed.fill('-3');
  await seed.press('Enter');
  await expect(search.getByRole('alert').filter({ hasText: '-3 cannot be used' })).toBeVisible();
  await expect(search.getByRole('button', { name: /^Search, about/ })).toBeDisabled();
});

test('without a chosen function there is nothing to search', async ({ page }) => {
  await page.goto('.?lang=en');
  await way(page, 'Search');
  await page.locator('al-curves').getByText('Functions (6)').click();
  await page.locator('al-curves').getByRole('button', { name: 'None', exact: true }).click();
  await expect(panel(page).locator('al-tuning-search')).toContainText('Choose at least one function.');
});

test('the drawing of the reader is read with the moved parameter', async ({ page }) => {
  await page.goto('.?lang=en');
  await way(page, 'By hand');
  await choose(page, 'hard_sigmoid');
  const digit = panel(page).locator('al-tuning-digit');
  await expect(digit).toContainText('Draw a digit in the figure about handwriting');
  await draw(page, DIGITS[0] ?? []);
  await expect(digit).toContainText('1 of 1 networks read a 0');
  await page.getByRole('slider', { name: 'hard_sigmoid: slope' }).last().fill('0.01');
  await expect(digit).not.toContainText('mean probability >99%');
});

test('of learned values it is said that one value takes their place', async ({ page }) => {
  await page.goto('.?lang=en&activations=prelu&epochs=1&seeds=1&learn=unit');
  await way(page, 'By hand');
  await choose(page, 'prelu');
  await panel(page).getByRole('button', { name: 'Train prelu' }).click();
  await expect(panel(page).locator('al-tuning-hand')).toContainText('the slider puts one value in place', {
    timeout: 30_000,
  });
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

for (const [lang, theme, width] of [
  ['en', 'light', 1280],
  ['ja', 'dark', 390],
] as const) {
  test(`axe finds nothing in any way, and nothing overflows: ${lang}, ${theme}, ${width} px`, async ({
    page,
  }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width, height: 900 });
    await page.goto(
      `.?lang=${lang}&theme=${theme}&activations=leaky_relu,elu&hidden=8&epochs=3&seeds=2&search=2:18:chosen`,
    );
    const tabs = panel(page).locator('.tabs button');
    const look = async (): Promise<void> => {
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run(what: string): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        const { violations } = await axe.run('al-tuning');
        const over = document.documentElement.scrollWidth - innerWidth;
        return [
          ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
          over > 0 ? `${over} px` : '',
        ];
      });
      expect(found.filter(Boolean)).toEqual([]);
    };
    await tabs.nth(0).click();
    await panel(page).locator('al-tuning-train button').click();
    await expect(said(page)).toContainText('%', { timeout: 30_000 });
    await panel(page).locator('al-tuning-digit button').first().click();
    await expect(panel(page).locator('al-tuning-digit al-pixels')).toBeVisible();
    await look();
    await tabs.nth(2).click();
    await panel(page).locator('al-tuning-gradient button.primary').click();
    await expect(panel(page).locator('al-gradient-chart')).toBeVisible({ timeout: 30_000 });
    await look();
    await tabs.nth(3).click();
    await panel(page).locator('al-tuning-search button.primary').click();
    await expect(panel(page).locator('al-search-result')).toBeVisible({ timeout: 60_000 });
    await look();
  });
}

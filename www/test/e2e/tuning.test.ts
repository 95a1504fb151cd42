// Sweeps of a parameter, and maps of two settings.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { root } from '../../scripts/tools.mjs';
import type { FunctionSpec } from '../../src/core/types.ts';
import { specOfTarget, targetsOf, usualAxis } from '../../src/panels/tuning/axes.ts';
import type { TuningPanel } from '../../src/panels/tuning/tuning.ts';
import { expect, queryOf, test } from './lab.ts';

/** Three values with two seeds, two epochs each: a sweep of a second. */
const SMALL = 'epochs=2&sweep=leaky_relu.negative_slope:0:1:log:3&sweep_seeds=2&sweep_refine=0';
/** A sweep that lasts until it is cancelled, and not long enough to ask first. */
const LONG = 'epochs=300&sweep=elu.alpha:0.1:5:log:3&sweep_seeds=2&sweep_refine=0';

const panel = (page: Page): Locator => page.locator('al-tuning');
const start = (page: Page): Locator => panel(page).getByRole('button', { name: /^(Sweep|Train) \d+ / });

async function open(page: Page, query: string): Promise<void> {
  await page.goto(`embed.html?panel=tuning&lang=en&${query}`);
  await expect(panel(page).locator('al-sweep-form')).toBeVisible();
}

/** Until everything is trained. */
async function run(page: Page): Promise<void> {
  // A sweep may be over before anybody has seen its progress.
  const over = panel(page).evaluate(
    (element) =>
      new Promise<void>((resolve) => {
        const { lab } = element as TuningPanel;
        let begun = false;
        const stop = lab?.store.subscribe(() => {
          if (lab.state.aside) begun = true;
          else if (begun) {
            stop?.();
            resolve();
          }
        });
      }),
  );
  await start(page).click();
  await over;
  await expect(panel(page).getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 });
}

async function unfold(page: Page, summary: string): Promise<void> {
  await panel(page).getByText(summary, { exact: true }).click();
}

/** What the sweep is taken along as. */
async function exported(page: Page, kind: string): Promise<string> {
  const box = panel(page).locator('al-sweep-export');
  if (!(await box.getByRole('button', { name: kind }).isVisible()))
    await unfold(page, 'Take the sweep along');
  await box.getByRole('button', { name: kind, exact: true }).click();
  return box.locator('al-copyable').evaluate((element) => (element as unknown as { text: string }).text);
}

interface Recorded {
  cells: {
    x: { value: number };
    runs: {
      config: { seed: number; params: Record<string, number> };
      weights_hash: string;
      accuracy: number;
    }[];
  }[];
}

/** A run of either, by what tells them apart. */
const fingerprints = (runs: { value: number; seed: number; hash: string; accuracy: number }[]): string[] =>
  runs.map(({ value, seed, hash, accuracy }) => `${value} ${seed} ${hash} ${accuracy}`).sort();

test('a sweep has the accuracies and fingerprints of the command that it writes', async ({ page }) => {
  // Compiling the command line for the first time takes its time.
  test.setTimeout(600_000);
  await open(page, `${SMALL}&seed=7&optimizer=nadam&dialect=pytorch`);
  await run(page);
  const { cells } = JSON.parse(await exported(page, 'JSON (everything)')) as Recorded;
  expect(cells.map(({ x }) => x.value)).toEqual([0, 0.001, 1]);
  const here = cells.flatMap(({ x, runs }) =>
    runs.map(({ config, weights_hash, accuracy }) => ({
      ...{ value: x.value, seed: config.seed, hash: weights_hash, accuracy },
    })),
  );
  const command = await exported(page, 'Command line');
  expect(command).toMatch(
    /^npm run -s cli -- sweep --activation leaky_relu --param negative_slope=0,0\.001,1 .*--json\n$/,
  );
  const words = command.trim().split(' ').slice(5);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'www/scripts/cli.mjs'), ...words],
    { encoding: 'utf8', cwd: root },
  );
  expect([status, stderr]).toEqual([0, expect.anything()]);
  const { points } = JSON.parse(stdout) as {
    points: { value: number; runs: { seed: number; weights_hash: string; test_accuracy: number[] }[] }[];
  };
  const there = points.flatMap(({ value, runs }) =>
    runs.map(({ seed, weights_hash, test_accuracy }) => ({
      ...{ value, seed, hash: weights_hash },
      accuracy: test_accuracy.at(-1) ?? Number.NaN,
    })),
  );
  expect(fingerprints(here)).toEqual(fingerprints(there));
  expect(here).toHaveLength(6);
});

test('the first value is complete before the others, and the answer names its interval', async ({ page }) => {
  await open(page, SMALL.replace('epochs=2', 'epochs=6'));
  await expect(start(page)).toHaveText(/^Sweep 3 values × 2 seeds, about \d+ s$/);
  await expect(panel(page)).toContainText('hidden layers 64, sgd 0.2, 6 epochs, batch 32, seeds from 1');
  await start(page).click();
  const points = panel(page).locator('al-strip-chart circle.point:not(.partial)');
  await expect(points.first()).toBeVisible();
  await expect(panel(page).getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 });
  await expect(points).toHaveCount(3);
  await expect(panel(page).locator('.answer')).toContainText(/\d+\.\d%, \d+\.\d% to \d+\.\d%\)/);
  // What frameworks have stands on the axis, whether it was trained or not.
  for (const name of ['PyTorch 0.01', 'Keras 3 function 0.2', 'Keras 2.2, Keras 3 layer 0.3'])
    await expect(panel(page).locator('al-strip-chart text', { hasText: name })).toHaveCount(1);

  await unfold(page, 'The same as a table');
  const rows = panel(page).locator('al-sweep-strip tbody tr');
  await expect(rows).toHaveCount(3);
  await rows.nth(2).getByRole('button', { name: '2 of 2' }).click();
  const opened = panel(page).locator('.opened');
  await expect(opened.getByRole('heading')).toHaveText('negative_slope = 1');
  await expect(opened.locator('code')).toHaveText([/^[0-9a-f]{16}$/, /^[0-9a-f]{16}$/]);
  await opened.getByRole('button', { name: 'Use this value' }).click();
  await expect(opened.getByRole('button', { name: 'This value is in use on the page' })).toBeDisabled();
  await expect.poll(() => queryOf(page).get('leaky_relu.negative_slope')).toBe('1');
  expect(queryOf(page).get('activations')).toContain('leaky_relu');
  // The chart opens runs as well, by keyboard too.
  await opened.getByRole('button', { name: 'Close' }).click();
  await panel(page)
    .getByRole('button', { name: /^0: \d/ })
    .press('Enter');
  await expect(opened.getByRole('heading')).toHaveText('negative_slope = 0');
  expect(await panel(page).innerText()).not.toMatch(/NaN|undefined|[{}]/);
});

test('after the grid come what frameworks have and further values, as many as were asked for', async ({
  page,
}) => {
  await open(page, SMALL.replace('sweep_refine=0', 'sweep_refine=4'));
  await expect(panel(page)).toContainText('Then up to 4 further values');
  await run(page);
  await unfold(page, 'The same as a table');
  const values = await panel(page).locator('al-sweep-strip tbody th').allInnerTexts();
  expect(values).toHaveLength(7);
  expect(values.map((text) => text.replace(/ .*/, ''))).toEqual(
    expect.arrayContaining(['0', '0.001', '0.01', '0.2', '0.3', '1']),
  );
});

test('a link opens the sweep with its settings, and what is typed goes into the address', async ({
  page,
}) => {
  await open(page, 'sweep=softplus.beta:0.5:8:log:6&sweep_seeds=4&sweep_refine=2&epochs=3');
  const field = (name: string): Locator => panel(page).getByLabel(name, { exact: true });
  await expect(start(page)).toHaveText(/^Sweep 6 values × 4 seeds/);
  await expect(field('From')).toHaveValue('0.5');
  await expect(field('Further values')).toHaveValue('2');
  await expect(panel(page).getByRole('button', { name: 'softplus', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await field('To').fill('4');
  await field('To').press('Enter');
  await field('Seeds').fill('5');
  await field('Seeds').press('Enter');
  await expect(start(page)).toHaveText(/× 5 seeds/);
  await expect.poll(() => queryOf(page).get('sweep_seeds')).toBe('5');
  expect(queryOf(page).get('sweep')).toBe('softplus.beta:0.5:4:log:6');
  const link = await exported(page, 'Link');
  await page.goto(link);
  await expect(start(page)).toHaveText(/^Sweep 6 values × 5 seeds/);
  await expect(field('To')).toHaveValue('4');
  // Another function brings its own range.
  await panel(page).getByRole('button', { name: 'elu', exact: true }).click();
  await expect(field('From')).toHaveValue('0.1');
  await expect.poll(() => queryOf(page).get('sweep')).toBe('elu.alpha:0.1:5:log:6');
});

test('what cannot be used says what, got and expected beside its field, and nothing is trained on it', async ({
  page,
}) => {
  await open(page, 'epochs=2');
  const field = (name: string): Locator => panel(page).getByLabel(name, { exact: true });
  for (const [name, text, sentence] of [
    ['To', '7', '7 cannot be used. Allowed: 0–1'],
    ['To', '0', '0 cannot be used. Allowed: > 0'],
    ['Values', '1', '1 cannot be used. Allowed: 2–41'],
    ['Seeds', 'three', 'three cannot be used. Allowed: 1–20'],
  ] as const) {
    const before = await field(name).inputValue();
    await field(name).fill(text);
    await field(name).press('Enter');
    await expect(panel(page).getByRole('alert')).toHaveText(sentence);
    await expect(field(name)).toHaveAttribute('aria-invalid', 'true');
    await expect(start(page)).toBeDisabled();
    await field(name).fill(before);
    await field(name).press('Enter');
    await expect(panel(page).getByRole('alert')).toHaveCount(0);
    await expect(start(page)).toBeEnabled();
  }
  // Of a link, where there is no field: what is usual takes its place.
  await open(page, 'sweep=leaky_relu.slope:0:1:log:9&sweep_seeds=99');
  await expect(panel(page).getByRole('alert')).toHaveText([
    /“sweep” of the link cannot be used: got leaky_relu\.slope, expected leaky_relu\.negative_slope, /,
    /“sweep_seeds” of the link cannot be used: got 99, expected 1–20/,
  ]);
  await expect(start(page)).toHaveText(/^Sweep 9 values × 3 seeds/);
});

test('what takes long asks first, and more than an hour is refused, with the time', async ({ page }) => {
  await open(page, 'epochs=500&sweep_refine=0');
  await start(page).click();
  await expect(panel(page).getByRole('alert')).toContainText(/This takes about (\d+ s|\d+ min)/);
  await expect(panel(page).getByRole('progressbar')).toHaveCount(0);
  await panel(page).getByRole('button', { name: 'Not now' }).click();
  await expect(panel(page).getByRole('alert')).toHaveCount(0);
  await open(page, 'epochs=1000&sweep=leaky_relu.negative_slope:0:1:log:41&sweep_seeds=20');
  await start(page).click();
  await expect(panel(page).getByRole('alert')).toContainText(
    /This would take about (\d+ min|\d+ h), and an hour is the most/,
  );
  await expect(panel(page).getByRole('progressbar')).toHaveCount(0);
});

test('pause holds it, resume goes on, cancel ends it; the rest of the page waits meanwhile', async ({
  page,
}) => {
  await page.goto(`.?lang=en&activations=relu&seeds=1&${LONG}`);
  await start(page).click();
  const train = page.locator('al-race').getByRole('button', { name: 'Train', exact: true });
  await expect(train).toBeDisabled();
  const progress = panel(page).getByRole('progressbar');
  const done = () => progress.evaluate((bar) => (bar as HTMLProgressElement).value);
  await expect.poll(done).toBeGreaterThan(0);
  await panel(page).getByRole('button', { name: 'Pause' }).click();
  await expect(panel(page)).toContainText('Paused. Networks trained: 0');
  // What was under way reports once more at most.
  await page.waitForTimeout(500);
  const held = await done();
  await page.waitForTimeout(700);
  expect(await done()).toBe(held);
  await panel(page).getByRole('button', { name: 'Resume' }).click();
  await expect.poll(done).toBeGreaterThan(held);
  await expect(panel(page)).toContainText(/about \d+ (s|min) left/);
  await panel(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(progress).toHaveCount(0);
  await expect(start(page)).toBeEnabled();
  await expect(train).toBeEnabled();
  // Cancelled while paused, nothing stays paused.
  await start(page).click();
  await expect.poll(done).toBeGreaterThan(0);
  await panel(page).getByRole('button', { name: 'Pause' }).click();
  await panel(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(train).toBeEnabled();
  await train.click();
  await expect(
    page
      .locator('al-results')
      .getByText(/^\d+\.\d%$/)
      .first(),
  ).toBeVisible({ timeout: 30_000 });
});

test('a map: every cell opens its runs, and what diverged is hatched with its reason', async ({ page }) => {
  await open(
    page,
    'epochs=2&sweep=leaky_relu.negative_slope:0.1:1:log:2&sweep_y=learning_rate:0.1:10000:log:2&sweep_seeds=2',
  );
  await expect(start(page)).toHaveText(/^Train 4 cells × 2 seeds/);
  await run(page);
  const cells = panel(page).locator('.map button');
  await expect(cells).toHaveCount(4);
  // The higher learning rate is above the lower one.
  await expect(cells.nth(0)).toHaveAccessibleName(
    /^negative_slope 0\.1, learning rate 10,000: diverged with 2 of 2 seeds$/,
  );
  await expect(cells.nth(0)).toHaveClass('diverged');
  await expect(cells.nth(2)).toHaveAccessibleName(/^negative_slope 0\.1, learning rate 0\.1: \d+\.\d%/);
  await expect(panel(page).locator('.map .best')).toHaveCount(1);
  await expect(panel(page).locator('.answer')).toContainText(
    /The best is .*, learning rate 0\.1 \(\d+\.\d%\)/,
  );
  await cells.nth(0).click();
  await expect(panel(page).locator('.opened')).toContainText('Diverged in epoch 1');
  expect((await exported(page, 'CSV (runs)')).trim().split('\r\n')).toHaveLength(9);
});

test('maps of functions: the chosen ones, by learning rate or initial weights', async ({ page }) => {
  await open(page, 'activations=relu,tanh&epochs=1&sweep=functions&sweep_y=initializer&sweep_seeds=1');
  const schemes = await panel(page).evaluate(
    (element) => (element as TuningPanel).lab?.state.offer.initializers.length ?? 0,
  );
  await expect(start(page)).toHaveText(new RegExp(`^Train ${2 * schemes} cells × 1 seed,`));
  await run(page);
  await expect(panel(page).locator('.map button', { hasText: /^\d+\.\d/ })).toHaveCount(2 * schemes);
  await expect(panel(page).locator('.answer')).toContainText('One seed cannot tell what is chance');
  await expect(panel(page).locator('al-picker')).toBeVisible();
  await panel(page)
    .getByLabel('To the right × upward')
    .selectOption({ label: 'chosen functions × learning rate' });
  await expect(start(page)).toHaveText(/^Train 10 cells/);
  await expect.poll(() => queryOf(page).get('sweep_y')).toBe('learning_rate:0.02:2:log:5');
});

test('a planner that does not come says so, and comes on request', async ({ page, watch }) => {
  let broken = true;
  await page.route('**/planner-*', (route) => (broken ? route.abort() : route.continue()));
  await page.goto('embed.html?panel=tuning&lang=en');
  await expect(panel(page).getByRole('alert')).toContainText('could not be fetched');
  broken = false;
  await panel(page).getByRole('button', { name: 'Try again' }).click();
  await expect(start(page)).toHaveText(/^Sweep 9 values/);
  watch.errors.length = 0;
});

test('every parameter has a range of its own within the catalogue’s bounds', async ({ page }) => {
  await open(page, '');
  const catalogue = await panel(page).evaluate((element): FunctionSpec[] => {
    const { lab } = element as TuningPanel;
    return JSON.parse(JSON.stringify(lab?.core?.catalogue('keras2')));
  });
  const targets = targetsOf(catalogue);
  expect(targets.length).toBeGreaterThan(15);
  for (const target of targets) {
    const spec = specOfTarget(catalogue, target);
    if (!spec) throw new Error(target.parameter);
    const { min, max } = usualAxis(target, spec);
    expect([target, min >= spec.min && max <= spec.max && min < max]).toEqual([target, true]);
  }
  const choice = panel(page).getByRole('combobox', { name: 'Function and parameter' });
  for (const { activation, parameter } of targets) {
    await choice.selectOption({ label: `${activation} · ${parameter}` });
    await expect(start(page)).toHaveText(/^Sweep 9 values/);
  }
});

// An experiment: functions × seeds, what it keeps, what it asks, what its link holds.

import type { Page } from '@playwright/test';
import type { DrawPanel } from '../../src/panels/draw/draw.ts';
import type { RacePanel } from '../../src/panels/race/race.ts';
import { expect, LONG, test, testPicture, trainButton } from './lab.ts';

interface Seen {
  id: number;
  activation: string;
  seed: number;
  status: string;
  hash: string;
}

const runsOf = (page: Page): Promise<Seen[]> =>
  page.locator('al-race').evaluate((element) =>
    ((element as RacePanel).lab?.state.race.runs ?? []).map((run) => ({
      id: run.id,
      activation: run.config.activation,
      seed: run.config.seed,
      status: run.status,
      hash: run.status === 'done' ? run.result.weights_hash : '',
    })),
  );

const phaseOf = (page: Page) =>
  page.locator('al-race').evaluate((element) => (element as RacePanel).lab?.state.race.phase);

async function ended(page: Page): Promise<void> {
  await expect
    .poll(async () => (await phaseOf(page)) === 'idle' && (await runsOf(page)).length > 0, {
      timeout: 30_000,
    })
    .toBe(true);
}

const openSettings = (page: Page) =>
  page.locator('al-race').getByText('Network and training settings').click();

async function setSeeds(page: Page, seeds: string): Promise<void> {
  const field = page.locator('al-race').getByRole('textbox', { name: 'Seeds for each function' });
  await field.fill(seeds);
  await field.press('Enter');
}

test('every function is trained with every seed; more seeds and functions run alone', async ({ page }) => {
  await page.goto('.?lang=en&activations=relu,tanh&epochs=1&seeds=2&seed=7');
  await trainButton(page).click();
  await ended(page);
  const first = await runsOf(page);
  expect(first.map(({ activation, seed, status }) => [activation, seed, status])).toEqual([
    ['tanh', 7, 'done'],
    ['relu', 7, 'done'],
    ['tanh', 8, 'done'],
    ['relu', 8, 'done'],
  ]);
  expect(new Set(first.map(({ hash }) => hash)).size).toBe(4);

  await openSettings(page);
  await setSeeds(page, '3');
  await expect(page).toHaveURL(/seeds=3/);
  await page.locator('al-curves').getByText('Functions (2)').click();
  await page
    .locator('al-curves al-picker label')
    .filter({ hasText: /^\s*elu\s*$/ })
    .click();
  await page.locator('al-race').getByRole('button', { name: 'Train what is missing (runs: 5)' }).click();
  await ended(page);
  await expect.poll(async () => (await runsOf(page)).length).toBe(9);
  await ended(page);
  const second = await runsOf(page);
  for (const run of first) expect(second).toContainEqual(run);
  expect(second.filter(({ status }) => status === 'done')).toHaveLength(9);

  // Another setting is another race.
  const epochs = page.locator('al-race').getByRole('textbox', { name: 'Epochs', exact: true });
  await epochs.fill('2');
  await epochs.press('Enter');
  await expect(trainButton(page)).toBeEnabled();
  await expect(page.locator('al-race').getByRole('button', { name: /missing/ })).toHaveCount(0);
});

test('what takes over a minute asks first, by keyboard, in both languages', async ({ page }) => {
  await page.goto('.?lang=en&activations=relu&epochs=1000&hidden=512,512&seeds=4');
  const race = page.locator('al-race');
  await trainButton(page).focus();
  await page.keyboard.press('Enter');
  await expect(race.getByRole('alert')).toContainText(/takes about \d+ (min|h) on this machine/);
  expect(await runsOf(page)).toEqual([]);
  await page.getByRole('button', { name: '日本語' }).click();
  await expect(race.getByRole('alert')).toContainText(/この端末では約 \d+ (分|時間)かかります/);
  await race.getByRole('button', { name: 'やめておく' }).click();
  await expect(race.getByRole('alert')).toHaveCount(0);
  await page.getByRole('button', { name: 'English' }).click();

  await trainButton(page).focus();
  await page.keyboard.press('Enter');
  await expect(race.getByRole('alert')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(race.getByRole('button', { name: 'Pause', exact: true })).toBeEnabled();
  await race.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(trainButton(page)).toBeEnabled();

  // A smaller experiment takes the question back.
  await trainButton(page).click();
  await expect(race.getByRole('alert')).toBeVisible();
  await openSettings(page);
  await setSeeds(page, '1');
  await expect(race.getByRole('alert')).toHaveCount(0);
});

test('a link that holds an experiment offers to run it, and says how long that takes', async ({ page }) => {
  await page.goto('.?lang=en&activations=relu,tanh&epochs=1&seeds=2&run=1&utm_source=x');
  const notices = page.locator('al-notices');
  await expect(notices).toContainText(/holds an experiment: 2 functions × 2 seeds, about \d+ s/);
  await expect(notices.getByRole('listitem')).toHaveCount(0);
  expect(await runsOf(page)).toEqual([]);
  await notices.getByRole('button', { name: 'Run it' }).press('Enter');
  await ended(page);
  expect(await runsOf(page)).toHaveLength(4);
  await expect(notices.getByRole('button')).toHaveCount(0);
  await expect(page).toHaveURL(/utm_source=x/);
});

test('a huge experiment in a link is only offered', async ({ page }) => {
  await page.goto(
    '.?lang=en&activations=all&epochs=1000&hidden=2048x4&seeds=20&images=all&run=1&v=3&gizmo=1',
  );
  const notices = page.locator('al-notices');
  await expect(notices).toContainText('newer version of this page (version 3; this one reads 1)');
  await expect(notices).toContainText('Not understood and left out: gizmo');
  await expect(notices).toContainText(/40 functions × 20 seeds, about [\d,]+ h/);
  await notices.getByRole('button', { name: 'Not now' }).click();
  await expect(notices).not.toContainText('holds an experiment');
  expect(await phaseOf(page)).toBe('idle');
});

test('the first picture rests while a race runs, and goes on after it', async ({ page }) => {
  await page.goto(`.${LONG}`);
  const hero = page.locator('al-hero');
  const place = () => hero.locator('circle').last().getAttribute('cx');
  /** While it is seen. */
  const moves = async () => {
    const before = await place();
    await page.waitForTimeout(400);
    return (await place()) !== before;
  };
  await expect.poll(moves).toBe(true);
  await trainButton(page).click();
  const cancel = page.locator('al-race').getByRole('button', { name: 'Cancel', exact: true });
  await expect(cancel).toBeVisible();
  await hero.scrollIntoViewIfNeeded();
  await page.waitForTimeout(400);
  expect(await moves()).toBe(false);
  await cancel.click();
  await hero.scrollIntoViewIfNeeded();
  await expect.poll(moves).toBe(true);
});

test('one function is paused, goes on and is cancelled, while the others train', async ({ page }) => {
  await page.goto(`.${LONG}`);
  const race = page.locator('al-race');
  await trainButton(page).click();
  const rowOf = (id: string) => race.locator('al-race-progress').getByRole('row').filter({ hasText: id });
  const progressOf = (id: string) =>
    rowOf(id)
      .getByRole('progressbar')
      .evaluate((bar: HTMLProgressElement) => bar.value);
  // The first two of three; the third waits.
  await expect.poll(() => progressOf('linear')).toBeGreaterThan(0);
  expect(await progressOf('relu')).toBe(0);
  await race.getByRole('button', { name: 'linear: Pause' }).press('Enter');
  await expect(rowOf('linear')).toContainText('paused');
  await expect.poll(() => progressOf('relu')).toBeGreaterThan(0);
  const paused = await progressOf('linear');
  await expect.poll(() => progressOf('tanh')).toBeGreaterThan(0.01);
  expect(await progressOf('linear')).toBeLessThan(paused + 0.02); // the last report was on its way
  await race.getByRole('button', { name: 'linear: Resume' }).press('Enter');
  await expect.poll(() => progressOf('linear')).toBeGreaterThan(paused);
  await expect(rowOf('linear')).toContainText(/about \d+ (s|min) left/);

  await race.getByRole('button', { name: 'tanh: Cancel' }).press('Enter');
  await expect(rowOf('tanh')).toContainText('1 cancelled');
  await expect(race.getByRole('button', { name: 'tanh: Pause' })).toHaveCount(0);
  const later = await progressOf('relu');
  await expect.poll(() => progressOf('relu')).toBeGreaterThan(later);
  expect((await runsOf(page)).map(({ status }) => status)).toEqual(['training', 'cancelled', 'training']);
  await race.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(race.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
});

test('curves: the mean of the seeds or each of them, on either axis', async ({ page }) => {
  await page.goto('.?lang=en&activations=relu,tanh&epochs=3&seeds=3');
  await trainButton(page).click();
  await ended(page);
  const curves = page.locator('al-race-curves');
  const lines = curves.locator('path.curve');
  await expect(lines).toHaveCount(2);
  await expect(curves.locator('polygon')).toHaveCount(2);
  await expect(curves).toContainText('95% t interval');
  await curves.getByRole('button', { name: 'Each seed' }).click();
  await expect(lines).toHaveCount(6);
  await expect(curves.locator('polygon')).toHaveCount(0);
  await curves.getByRole('button', { name: 'Logarithmic' }).click();
  await expect(curves.getByText('Test error rate (logarithmic)')).toBeVisible();
  await expect(curves.locator('svg text').filter({ hasText: /^5%$/ })).toHaveCount(1);
  await curves.getByRole('slider').focus();
  await page.keyboard.press('Home');
  await expect(curves.getByRole('slider')).toHaveAttribute('aria-valuetext', /Epoch 1, .*relu \d+\.\d%/);
  await curves.getByRole('button', { name: 'Training loss' }).click();
  await expect(curves.getByText('cross-entropy')).toBeVisible();
  for (const path of await lines.all()) expect(await path.getAttribute('d')).not.toContain('NaN');
});

test('the drawing panel has a row for each function: the mean of its seeds', async ({ page }) => {
  await page.goto('.?lang=en&activations=relu,tanh&epochs=2&seeds=3');
  await trainButton(page).click();
  await ended(page);
  const draw = page.locator('al-draw');
  await testPicture(page, 4).click();
  await expect(draw.locator('.verdict')).toContainText(/of 6 networks|All 6 networks/);
  await expect(draw.locator('tbody tr')).toHaveCount(2);
  await expect(draw).toContainText('mean of the seeds');
  const [shown = Number.NaN, expected] = await draw.evaluate((element) => {
    const panel = element as DrawPanel;
    const { picture, lab } = panel;
    const label =
      panel.shadowRoot
        ?.querySelector('al-jury')
        ?.shadowRoot?.querySelector('tbody tr .ten')
        ?.getAttribute('aria-label') ?? '';
    if (picture.kind !== 'sample') return [];
    const own = lab?.predict(picture.image).filter(({ juror }) => juror.config.activation === 'tanh') ?? [];
    const sum = own.reduce((total, { probabilities }) => total + (probabilities[picture.label] ?? 0), 0);
    const percent = new RegExp(`${picture.label}: (\\d+)%`).exec(label)?.[1];
    return [Number(percent), (100 * sum) / own.length];
  });
  expect(Math.abs(shown - (expected ?? Number.NaN))).toBeLessThanOrEqual(0.51);
  // Files tell the seeds apart.
  await page.locator('al-models').getByText('Trained networks as files').click();
  const networks = page.locator('al-models').getByRole('combobox').locator('option');
  await expect(networks).toHaveCount(6);
  await expect(networks.nth(2)).toContainText('tanh · seed 2');
});

test('while networks train, nothing has the whole page’s styles worked out again', async ({ page }) => {
  await page.goto(`.${LONG}`);
  await trainButton(page).click();
  const bar = page.locator('al-race').getByRole('progressbar', { name: 'Training progress' });
  const progress = () => bar.evaluate((element: HTMLProgressElement) => element.value);
  await expect.poll(progress).toBeGreaterThan(0);
  await page.evaluate(() => {
    const changes: string[] = [];
    Object.assign(globalThis, { changes });
    const observer = new MutationObserver((records) => {
      for (const { target, attributeName } of records) changes.push(`${target.nodeName} ${attributeName}`);
    });
    for (const element of [document.documentElement, ...document.querySelectorAll('body *')])
      observer.observe(element, {
        attributes: true,
        attributeFilter: ['lang', 'class', 'style', 'data-theme'],
      });
  });
  const before = await progress();
  await expect.poll(progress).toBeGreaterThan(before + 0.02);
  expect(await page.evaluate(() => (globalThis as unknown as { changes: string[] }).changes)).toEqual([]);
  await page.locator('al-race').getByRole('button', { name: 'Cancel', exact: true }).click();
});

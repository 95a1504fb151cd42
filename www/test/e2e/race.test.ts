// An experiment: functions × seeds, what it keeps, what it asks, what its link holds.

import type { Page } from '@playwright/test';
import type { RacePanel } from '../../src/panels/race/race.ts';
import { expect, test, trainButton } from './lab.ts';

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
  await page
    .locator('al-curves al-picker label')
    .filter({ hasText: /^\s*elu\s*$/ })
    .click();
  await page.locator('al-race').getByRole('button', { name: 'Train what is missing (5)' }).click();
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

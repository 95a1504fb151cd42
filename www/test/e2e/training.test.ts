// Presets and training options in the page: what they set, what they cost, and that pause and cancel are heard.

import type { Page } from '@playwright/test';
import type { RacePanel } from '../../src/panels/race/race.ts';
import { accuracyOf, detailsOf, expect, row, test, trainButton, trainTo } from './lab.ts';

const settings = (page: Page) => page.locator('al-race').locator('al-race-settings');
const openSettings = async (page: Page): Promise<void> => {
  await settings(page).getByText('Network and training settings').click();
};

const field = (page: Page, name: string) =>
  settings(page)
    .getByRole('combobox', { name, exact: true })
    .or(settings(page).getByRole('textbox', { name, exact: true }));

/** What the workers of the last race had come to, in MiB. */
const memory = (page: Page): Promise<number[]> =>
  page.locator('al-race').evaluate((element) => {
    const runs = (element as RacePanel).lab?.state.race.runs ?? [];
    return runs.map((run) => (run.status === 'done' ? run.result.memory_bytes / 2 ** 20 : 0));
  });

test('a preset sets every field; what is changed is in the link; reset goes back to it', async ({ page }) => {
  await page.goto('.?lang=en&activations=relu');
  await openSettings(page);
  await field(page, 'Preset').selectOption('deep');
  await expect(page).toHaveURL(/\?lang=en&activations=relu&preset=deep$/);
  await expect(field(page, 'Units of the hidden layers')).toHaveValue('32×20');
  await field(page, 'Preset').selectOption('keras-mlp');
  await expect(field(page, 'Units of the hidden layers')).toHaveValue('512, 512');
  await expect(field(page, 'Images')).toHaveValue('all');
  await expect(settings(page)).toContainText('Dropout rate 0.2');
  await settings(page).getByText('More options').click();
  await field(page, 'Dropout rate').fill('');
  await field(page, 'Dropout rate').press('Enter');
  await field(page, 'Units of the hidden layers').fill('16x3');
  await field(page, 'Units of the hidden layers').press('Enter');
  await expect(page).toHaveURL(/preset=keras-mlp&dropout=&hidden=16x3$/);
  await field(page, 'Batch size').fill('4097');
  await field(page, 'Batch size').press('Enter');
  await expect(settings(page)).toContainText('Allowed: 1–4096');
  await page.reload();
  await openSettings(page);
  await expect(field(page, 'Units of the hidden layers')).toHaveValue('16×3');
  await expect(settings(page)).toContainText('Hidden layers: 3');
  await settings(page).getByRole('button', { name: 'Defaults of the preset' }).click();
  await expect(page).toHaveURL(/preset=keras-mlp$/);
  await expect(field(page, 'Units of the hidden layers')).toHaveValue('512, 512');
});

test('distorted images are a switch, found first among further options, and a link may bring a strength of its own', async ({
  page,
}) => {
  await page.goto('.?lang=en&activations=relu');
  await openSettings(page);
  await settings(page).getByText('More options').click();
  const distort = field(page, 'Distort the training images');
  await expect(distort).toHaveValue('0');
  await distort.selectOption('Yes');
  await expect(page).toHaveURL(/augmentation=1$/);
  await expect(settings(page)).toContainText('More options Distort the training images Yes');
  await distort.selectOption('No');
  await expect(page).toHaveURL(/activations=relu$/);
  await page.goto('.?lang=en&activations=relu&augmentation=0.7');
  await openSettings(page);
  await settings(page).getByText('More options').click();
  await expect(distort.locator('option:checked')).toHaveText('0.7');
});

test('fields that need another one appear with it', async ({ page }) => {
  await page.goto('.?lang=en&activations=relu');
  await openSettings(page);
  await settings(page).getByText('More options').click();
  await expect(field(page, 'Factor of each step')).toHaveCount(0);
  await field(page, 'Learning rate schedule').selectOption('step');
  await expect(field(page, 'Factor of each step')).toHaveValue('0.5');
  await expect(page).toHaveURL(/schedule=step$/);
  await expect(field(page, 'Weights at the end')).toHaveCount(0);
  await field(page, 'Validation share').fill('0.2');
  await field(page, 'Validation share').press('Enter');
  await field(page, 'Weights at the end').selectOption('true');
  await expect(page).toHaveURL(/validation_split=0.2&best_weights=true$/);
  await field(page, 'Validation share').fill('');
  await field(page, 'Validation share').press('Enter');
  await expect(page).toHaveURL(/schedule=step$/);
});

test('two epochs of the deep race: sigmoid stays where it is, relu does not', async ({ page }) => {
  await page.goto('.?lang=en&preset=deep&activations=sigmoid,relu&epochs=2&seeds=1');
  await trainTo(page, 'sigmoid', 'relu');
  const [sigmoid, relu] = await Promise.all(
    ['sigmoid', 'relu'].map(async (id) =>
      Number.parseFloat((await accuracyOf(page, id).textContent()) ?? ''),
    ),
  );
  expect(sigmoid).toBeLessThan(15);
  expect(relu).toBeGreaterThan(60);
});

test('a network without hidden layers trains', async ({ page }) => {
  await page.goto('.?lang=en&activations=relu&epochs=2&hidden=&seeds=1');
  await trainTo(page, 'relu');
});

test('the default race stays within 16 MiB, and epochs take no more', async ({ page }) => {
  await page.goto('.?lang=en&activations=relu&epochs=1&seeds=1');
  await trainTo(page, 'relu');
  const [short = 0] = await memory(page);
  expect(short).toBeGreaterThan(2);
  expect(short).toBeLessThan(16);
  await page.goto('.?lang=en&activations=relu&epochs=40&seeds=1');
  await trainTo(page, 'relu');
  expect(await memory(page)).toEqual([short]);
});

test('keras-mlp: progress, pause, resume, an epoch within 150 MiB, and cancel', async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto('.?lang=en&preset=keras-mlp&activations=relu&epochs=1&seeds=1&seeds=1');
  const race = page.locator('al-race');
  await trainButton(page).click();
  const progress = race.getByRole('progressbar', { name: 'relu' });
  const at = () => progress.evaluate((bar) => (bar as HTMLProgressElement).value);
  await expect.poll(at, { timeout: 60_000 }).toBeGreaterThan(0.1);
  await race.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(race).toContainText('Paused');
  // What was on its way when the pause began.
  await page.waitForTimeout(500);
  const paused = await at();
  await page.waitForTimeout(500);
  expect(await at()).toBe(paused);
  await race.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(accuracyOf(page, 'relu')).toBeVisible({ timeout: 90_000 });
  expect(Number.parseFloat((await accuracyOf(page, 'relu').textContent()) ?? '')).toBeGreaterThan(94);
  const [used = Number.NaN] = await memory(page);
  expect(used).toBeGreaterThan(40);
  expect(used).toBeLessThan(150);

  await trainButton(page).click();
  await expect.poll(at, { timeout: 60_000 }).toBeGreaterThan(0);
  await race.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(row(page, 'al-results', 'relu')).toContainText('cancelled');
  await expect(trainButton(page)).toBeEnabled();
});

test('all images at 14 × 14 are reduced once', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('.?lang=en&activations=relu&images=all14&epochs=1&seeds=1');
  await trainTo(page, 'relu');
  expect(Number.parseFloat((await accuracyOf(page, 'relu').textContent()) ?? '')).toBeGreaterThan(94);
  expect((await memory(page))[0]).toBeLessThan(60);
});

test('a run that stops early says so', async ({ page }) => {
  await page.goto(
    '.?lang=en&activations=relu&epochs=40&validation_split=0.3&patience=1&best_weights=true&seeds=1',
  );
  await trainTo(page, 'relu');
  await expect(await detailsOf(page, 'relu')).toContainText(
    /stopped after \d+ epochs; lowest validation loss: epoch \d+/,
  );
});

test('a divergence is told with its place', async ({ page }) => {
  await page.goto('.?lang=en&activations=linear&epochs=2&learning_rate=10&seeds=1');
  await trainButton(page).click();
  await expect(row(page, 'al-results', 'linear')).toContainText(
    /Diverged in epoch 1, batch \d+: .* first in layer \d/,
  );
});

// The map of gradients: measured, foretold, opened, trained, and linked.

import type { Locator, Page } from '@playwright/test';
import { expect, LONG, test, trainButton } from './lab.ts';

const panelOf = (page: Page): Locator => page.locator('al-vanishing');
const cellAt = (page: Page, row: string, depth: number): Locator =>
  panelOf(page).getByRole('gridcell', { name: new RegExp(`^${row}, depth ${depth}:`) });
const texts = (page: Page): Promise<string[]> => panelOf(page).getByRole('gridcell').allInnerTexts();

test('a map is measured by itself, read by keyboard, and opens a network layer by layer', async ({
  page,
}) => {
  await page.goto('.?lang=en&activations=tanh,sigmoid&vanishing=depths:1-3-10');
  const panel = panelOf(page);
  await panel.scrollIntoViewIfNeeded();
  await expect(panel.getByText(/^6 networks in/)).toBeVisible({ timeout: 30_000 });
  // What the command line says: 3.013e-6 and 1.688, foretold 3.469e-6 and 1.948.
  await expect(cellAt(page, 'sigmoid', 10)).toHaveText('−5.5');
  await expect(cellAt(page, 'sigmoid', 10)).toHaveAccessibleName(
    /−5\.5 \(3\.0 × 10⁻⁶; theory: 3\.5 × 10⁻⁶\)$/,
  );
  await expect(cellAt(page, 'tanh', 10)).toHaveText('+0.2');
  await expect(panel.locator('.agreement')).toContainText('4 of 4 networks');

  await panel.getByRole('button', { name: 'Theory', exact: true }).click();
  await expect(cellAt(page, 'tanh', 10)).toHaveText('+0.3');
  await panel.getByRole('button', { name: 'Measured ÷ theory' }).click();
  await expect(cellAt(page, 'tanh', 10)).toHaveText('−0.06');
  await panel.getByRole('button', { name: 'Measured', exact: true }).click();

  // One stop of the tab key.
  await expect(panel.locator('td[tabindex="0"]')).toHaveCount(1);
  await panel.locator('td[tabindex="0"]').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(cellAt(page, 'sigmoid', 10)).toHaveAttribute('aria-selected', 'true');
  const opened = panel.locator('al-vanishing-cell');
  await expect(opened.getByRole('heading', { name: 'sigmoid in 10 layers of 32' })).toBeVisible();
  await expect(opened.getByRole('status')).toContainText('gain² = 1');
  await expect(opened.locator('al-norms')).toHaveCount(2);
  await expect(opened.locator('al-ridges').first().locator('polygon')).toHaveCount(10);
  await opened.getByText('Layer by layer').click();
  await expect(opened.locator('tbody tr')).toHaveCount(10);
  await expect(page).toHaveURL(/cell:sigmoid-10/);
  await page.keyboard.press('Tab');
  await opened.getByRole('button', { name: 'Close' }).click();
  await expect(opened).toHaveCount(0);
  await expect(cellAt(page, 'sigmoid', 10)).toBeFocused();

  // What is typed and of no use stays, and says what could be.
  const depths = panel.getByLabel('Numbers of hidden layers');
  await depths.fill('3, 99');
  await depths.press('Enter');
  await expect(panel.getByText('3, 99 cannot be used')).toBeVisible();
  await depths.fill('2, 4');
  await depths.press('Enter');
  await expect(panel.getByRole('columnheader')).toHaveText(['Hidden layers', '2', '4']);
  await expect(cellAt(page, 'tanh', 4)).toHaveText(/^[+−]\d/);
});

test('training is replayed, networks that diverge say why, and all of it is in the file', async ({
  page,
}) => {
  await page.goto(
    'embed.html?panel=vanishing&lang=en&activations=tanh,relu&vanishing=depths:2-5,units:16,epochs:1',
  );
  const panel = panelOf(page);
  await expect(panel.getByText(/^4 networks in/)).toBeVisible({ timeout: 30_000 });
  const fresh = await texts(page);
  await panel.getByRole('button', { name: /^Train these 4 networks/ }).click();
  await expect(panel.getByText('All are trained')).toBeVisible({ timeout: 30_000 });
  const slider = panel.getByRole('slider');
  await slider.focus();
  await page.keyboard.press('End');
  await expect(panel.getByRole('heading', { name: /after 304 steps$/ })).toBeVisible();
  expect(await texts(page)).not.toEqual(fresh);
  await page.keyboard.press('Home');
  expect(await texts(page)).toEqual(fresh);

  await panel.getByText('Take the map along').click();
  // Of 313 steps every 16th, the first of which is the fresh network.
  const csv = (await panel.locator('al-copyable pre').textContent())?.trim().split(/\r?\n/) ?? [];
  expect(csv).toHaveLength(1 + 4 * 20);
  expect(csv[1]).toMatch(/^tanh,\{\},glorot_uniform,16,2,1,0,[\d.]+,[\d.]+,[\d.]+,[\d.]+,$/);

  const rate = panel.getByLabel('Learning rate');
  await rate.fill('100');
  await rate.press('Enter');
  await expect(slider).toHaveCount(0);
  await panel.getByRole('button', { name: /^Train these 4 networks/ }).click();
  await expect(panel.getByText('All are trained')).toBeVisible({ timeout: 30_000 });
  await slider.focus();
  await page.keyboard.press('End');
  await expect(cellAt(page, 'relu', 5)).toHaveText('×');
  await expect(cellAt(page, 'relu', 5)).toHaveAccessibleName(/diverged/i);
});

test('a map waits while something else trains; a link with nonsense shows what is usual, and says so', async ({
  page,
}) => {
  await page.goto(`embed.html${LONG}&panel=race,vanishing&vanishing=depths:2-3,units:none,cell:nobody-3`);
  const panel = panelOf(page);
  await expect(panel.getByRole('alert')).toHaveText([
    /“units” of the link.*none/,
    /“cell” of the link.*nobody-3/,
  ]);
  await expect(panel.getByText(/^6 networks in/)).toBeVisible({ timeout: 30_000 });
  expect(await panel.innerText()).not.toContain('NaN');
  await trainButton(page).click();
  const seed = panel.getByLabel('Seed');
  await seed.fill('7');
  await seed.press('Enter');
  await expect(panel.locator('p[role="status"]').first()).toContainText('waits');
  await page.locator('al-race').getByRole('button', { name: 'Cancel' }).first().click();
  await expect(panel.getByText(/^6 networks in/)).toBeVisible({ timeout: 30_000 });
});

// Panels that come as scripts of their own.

import { expect, test } from './lab.ts';

test.use({ everythingNear: false });

test('a panel’s script is loaded when the panel is about to be seen, and once', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(...(/\w+-script/.exec(request.url()) ?? [])));
  await page.goto('.?lang=en');
  await expect(page.locator('al-curves').getByRole('slider').first()).toBeVisible();
  const draw = page.locator('al-draw');
  expect(scripts).not.toContain('draw-script');
  await draw.scrollIntoViewIfNeeded();
  await expect(draw.getByRole('button', { name: 'Clear' })).toBeVisible();
  await page.evaluate(() => scrollTo(0, 0));
  await draw.scrollIntoViewIfNeeded();
  expect(scripts.filter((name) => name === 'draw-script')).toHaveLength(1);
});

test('a panel whose script does not come says so, and comes on request', async ({ page, watch }) => {
  let broken = true;
  await page.route('**/draw-script-*', (route) => (broken ? route.abort() : route.continue()));
  await page.goto('.?lang=en');
  const draw = page.locator('al-draw');
  await draw.scrollIntoViewIfNeeded();
  await expect(draw).toContainText('A part of this page could not be fetched');
  broken = false;
  await draw.getByRole('button', { name: 'Try again' }).click();
  await expect(draw.getByRole('button', { name: 'Clear' })).toBeVisible();
  watch.errors.length = 0;
});

test('a link at the top leads to its figure, though those above it come on the way', async ({ page }) => {
  await page.goto('.?lang=en');
  await expect(page.locator('al-curves').getByRole('slider').first()).toBeVisible();
  await page.getByRole('link', { name: 'Train and compare' }).click();
  await expect(page.locator('al-race').getByRole('button', { name: 'Train', exact: true })).toBeVisible();
  await expect(page.locator('al-dialects').getByRole('table').first()).toBeVisible();
  await expect
    .poll(() => page.locator('al-race').evaluate((race) => Math.abs(race.getBoundingClientRect().top)))
    .toBeLessThan(2);
});

import type { Page } from '@playwright/test';
import { expect, LONG, queryOf, test, trainButton } from './lab.ts';

/** Small networks: what is tested takes no time. */
const SMALL = 'hidden:8-8-8';

const panel = (page: Page) => page.locator('al-step');
const said = (page: Page) => panel(page).locator('.said');
const button = (page: Page, name: string) => panel(page).getByRole('button', { name, exact: true });
const viewOf = (page: Page) => queryOf(page).get('step');

/** Length of ∂L/∂z in the first layer, by function, from the table. */
async function lengths(page: Page): Promise<Record<string, number>> {
  const rows = await panel(page)
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')));
  const number = (text: string): number => {
    const [lead = '', power = ''] = text.split(/\s*×\s*10/);
    const raised = power
      .replace('⁻', '-')
      .replace(/[⁰¹²³⁴-⁹]/g, (digit) => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)));
    return Number(lead) * 10 ** Number(raised || 0);
  };
  const first = rows.filter(([, layer]) => layer === 'Layer 1');
  return Object.fromEntries(first.map(([name = '', , ...cells]) => [name, number(cells[6] ?? '')]));
}

test('a step is walked through, trained on, and brought back by its link', async ({ page }) => {
  await page.goto(`embed.html?panel=step&lang=en&step=${SMALL},phase:0`);
  await expect(said(page)).toContainText('The image goes in: the digit 3, training image 0');
  await expect(panel(page).locator('.phase')).toHaveText('phase 1 of 12');
  await expect(panel(page).locator('al-step-layers .head b')).toHaveText(['sigmoid', 'relu']);

  // What the reader chose once is chosen again by whatever else chooses it.
  const left = panel(page).getByLabel('Function on the left');
  await left.selectOption('tanh');
  for (const [demo, chosen] of [
    ['sigmoid and relu through five layers', 'sigmoid'],
    ['tanh and sigmoid', 'tanh'],
  ] as const) {
    await panel(page).getByRole('link', { name: demo }).click();
    await expect(left).toHaveValue(chosen);
  }
  await page.goto(`embed.html?panel=step&lang=en&step=${SMALL},phase:0`);
  await expect(said(page)).toContainText('The image goes in');

  // Forward, and only forward; by itself, or by hand.
  await button(page, 'Play').click();
  await expect(panel(page).locator('.phase')).toHaveText('phase 2 of 12');
  await button(page, 'Pause').click();
  await button(page, 'Back').click();
  await button(page, 'Next').click();
  await expect(said(page)).toContainText(
    /Forward, layer 1 of 3.*sigmoid: 8 values between 0\.\d+ and 0\.\d+/s,
  );
  const layer = panel(page).locator('al-step-layers .layer').nth(2);
  await expect(layer.locator('figure.now')).toHaveCount(2);
  await expect(layer.locator('figure.before')).toHaveCount(4);
  await expect(layer.locator('.track i').first()).toBeHidden();
  await button(page, 'Back').click();
  await expect(said(page)).toContainText('The image goes in');
  for (let phase = 1; phase <= 9; phase += 1) await button(page, 'Next').click();
  await expect(said(page)).toContainText(
    /Back, layer 1 of 3.*sigmoid: mean f′ 0\.2\d+; the length goes from/s,
  );
  await expect(layer.locator('.track i').first()).toBeVisible();
  for (let phase = 10; phase <= 12; phase += 1) await button(page, 'Next').click();
  await expect(said(page)).toContainText('The whole step');
  await expect(button(page, 'Next')).toBeDisabled();

  // The gradient of sigmoid is the shorter one, by the factor of f′ in each layer.
  await panel(page).getByText('All numbers as a table').click();
  const before = await lengths(page);
  expect(before.sigmoid).toBeGreaterThan(0);
  expect((before.sigmoid ?? 1) / (before.relu ?? 0)).toBeLessThan(0.25);

  await button(page, 'Train 10').click();
  await button(page, 'Train 1').click();
  await expect(panel(page).locator('output')).toHaveText('Steps: 11');
  const trained = await lengths(page);
  expect(trained.relu).not.toBe(before.relu);
  const sentence = await said(page).innerText();

  // The same again, from the link alone.
  await page.goto(`embed.html?panel=step&lang=en&step=${SMALL},steps:11`);
  await expect(panel(page).locator('output')).toHaveText('Steps: 11');
  await expect(said(page)).toContainText('The whole step');
  expect(await said(page).innerText()).toBe(sentence);

  // Another digit, the batch, and back to the start.
  await button(page, 'Next training image of the digit 7').click();
  await button(page, 'From the start').click();
  await expect(said(page)).toContainText('The image goes in: the digit 7');
  await button(page, '32 images together').click();
  await expect(said(page)).toContainText('The first 32 training images');
  await expect(panel(page).locator('.phase')).toHaveText('phase 1 of 11');
  await button(page, 'Back to the start').click();
  await expect(panel(page).locator('output')).toHaveText('Steps: 0');
});

test('what diverges, what cannot be used and what is dead is told', async ({ page }) => {
  await page.goto(`embed.html?panel=step&lang=en&step=a:sigmoid,b:nope,rate:30,steps:20,bias:x,phase:77`);
  const alerts = panel(page).getByRole('alert');
  await expect(alerts.filter({ hasText: '“b” of the link cannot be used: got nope' })).toBeVisible();
  await expect(alerts.filter({ hasText: '“bias” of the link cannot be used: got x' })).toBeVisible();
  await expect(
    alerts.filter({ hasText: /relu is trained no further, after 4 steps \(in the picture: 0\)\. Diverged/ }),
  ).toBeVisible();
  await button(page, 'Next training image of the digit 7').click();
  await expect(said(page)).toContainText('sigmoid: from layer 5');
  await expect(said(page)).not.toContainText('relu');
  expect(await panel(page).innerText()).not.toMatch(/NaN|undefined|Infinity|[{}]/);

  await panel(page).getByLabel('Hidden biases').fill('99');
  await panel(page).getByLabel('Hidden biases').press('Enter');
  await expect(alerts.filter({ hasText: '99 cannot be used. Allowed: -10–10' })).toBeVisible();
  await panel(page).getByLabel('Hidden biases').fill('−3');
  await panel(page).getByLabel('Hidden biases').press('Enter');
  await expect(said(page)).toContainText('relu: in layer 5 the gradient is 0');
  await expect(panel(page).locator('output')).toHaveText('Steps: 0');
});

test('on the page it begins when it is asked to, and the link says what is shown', async ({
  page,
  browserName,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('.?lang=en');
  await panel(page).scrollIntoViewIfNeeded();
  await expect(panel(page).locator('al-step-layers')).toHaveCount(0);
  await panel(page).getByRole('link', { name: 'tanh and sigmoid' }).click();
  await expect(panel(page).locator('al-step-layers .head b')).toHaveText(['tanh', 'sigmoid']);
  await button(page, 'From the start').click();
  await expect.poll(() => viewOf(page)).toBe('a:tanh,b:sigmoid,phase:0');
  // Nothing moves by itself where the reader wants none of it. Firefox's driver cannot say so.
  if (browserName === 'chromium') await expect(button(page, 'Play')).toHaveCount(0);
});

test('networks are made once nothing else is trained', async ({ page }) => {
  await page.goto(`.${LONG}`);
  await trainButton(page).click();
  await panel(page).scrollIntoViewIfNeeded();
  await button(page, 'Make both networks and take a step').click();
  await expect(panel(page)).toContainText('The networks are made when what is being trained');
  await page.locator('al-race').getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(said(page)).toContainText('The whole step');
});

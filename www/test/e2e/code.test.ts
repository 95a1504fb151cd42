import { expect, test } from './lab.ts';

test('the script follows what is chosen', async ({ page }) => {
  await page.goto('.?lang=en&activations=relu,snake&dialect=pytorch&epochs=3&snake.alpha=0.5');
  const panel = page.locator('al-code');
  await panel.scrollIntoViewIfNeeded();
  const script = panel.getByRole('region', { name: 'Python script' });
  await expect(script).toContainText('class Snake(nn.Module):\n    alpha = 0.5\n');
  await expect(script).toContainText('EPOCHS = 3\n');
  await page.locator('al-race').getByText('Network and training settings').click();
  await page.locator('al-race').getByLabel('Learned parameters').selectOption('unit');
  await expect(script).toContainText('self.alpha = nn.Parameter(torch.full((units,), 0.5))');
  await page.locator('al-race').getByLabel('Learned parameters').selectOption('none');
  await panel.getByRole('button', { name: 'Keras 3' }).click();
  await expect(script).toContainText('def snake(x, alpha=0.5):');
  await expect(panel).toContainText('Tested with Keras 3');
  await panel.getByText('Functions (2)').click();
  await panel.getByText('softsign', { exact: true }).click();
  await expect(script).toContainText('"softsign": "softsign",\n');
});

test('where the clipboard is forbidden, the script is selected instead', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await page.goto('embed.html?panel=code&lang=en&activations=relu');
  const panel = page.locator('al-code');
  await panel.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(panel).toContainText('copy it by hand');
  const selected = await page.evaluate(() => String(getSelection()));
  expect(selected).toContain('import keras');
  expect(selected.trimEnd()).toMatch(/print\(.*\)$/);
});

test('the script is saved under the name of its framework', async ({ page, browserName }) => {
  test.skip(browserName !== 'chromium', 'Firefox’s driver reports no download.');
  await page.goto('embed.html?panel=code&lang=en&activations=relu&dialect=keras3');
  const download = page.waitForEvent('download');
  await page.locator('al-code').getByRole('button', { name: 'Save', exact: true }).click();
  expect((await download).suggestedFilename()).toBe('activation_lab_keras3.py');
});

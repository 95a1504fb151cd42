import { expect, test } from './lab.ts';

test('frameworks: the largest difference in words, for each pair that is chosen', async ({ page }) => {
  await page.goto('embed.html?panel=dialects&lang=en');
  const panel = page.locator('al-dialects');
  const verdict = panel.locator('.verdict');
  await expect(verdict).toHaveText('The largest difference is 0.0833, at x = ±2.5.');
  await expect(panel.locator('al-line-chart polygon')).toHaveCount(1);
  await expect(panel.locator('p.readout')).toHaveText(/^x = −2\.5: 0 \(Keras 2\.2\) and 0\.0833 \(Keras 3\)/);

  await panel.getByRole('button', { name: 'f′', exact: true }).click();
  await expect(verdict).toHaveText('The largest difference is 0.167, everywhere from |x| = 2.5 to 3.');
  await panel.getByLabel('Compare').selectOption({ index: 2 });
  await expect(verdict).toHaveText('No difference: the two agree at every x.');

  // A row of the table shows its pair.
  await panel.getByRole('button', { name: /leaky_relu, torch\.nn\.LeakyReLU/ }).click();
  await expect(verdict).toHaveText('The difference grows without bound; at x = −4 it is 1.16.');
  await panel.getByRole('button', { name: 'f′', exact: true }).click();
  await expect(verdict).toHaveText('The largest difference is 0.29, everywhere below x = 0.');

  // Too small to be seen between the curves: shown by itself, enlarged.
  await panel.getByRole('button', { name: 'gelu', exact: true }).click();
  await panel.getByRole('button', { name: 'f', exact: true }).click();
  await expect(verdict).toHaveText('The largest difference is 0.000473, at x = ±2.7.');
  await expect(panel.locator('al-line-chart')).toContainText('× 10⁴');

  await expect(panel.getByRole('row').filter({ hasText: 'torch.nn.PReLU' })).toContainText(
    'one for the whole layer',
  );
  await expect(panel.getByRole('table').first()).not.toContainText('NaN');
  await panel.getByText('What no curve shows').click();
  const hardTanh = panel.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'hard_tanh' }) });
  await expect(hardTanh.getByRole('cell').last()).toHaveText('1');
});

test('frameworks: the readout follows arrow keys', async ({ page }) => {
  await page.goto('embed.html?panel=dialects&lang=ja');
  const panel = page.locator('al-dialects');
  await panel.getByRole('slider').press('End');
  await expect(panel.locator('p.readout')).toHaveText(
    'x = 4 のとき、Keras 2.2 は 1、Keras 3 は 1、差は 0 です',
  );
  await expect(page.locator('al-dialect-switch')).toHaveCount(0);
});

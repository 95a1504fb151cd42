import { expect, QUICK, row, test, trainButton } from './lab.ts';

test('samples of a hidden tab are thrown away, the race waits, the table has intervals', async ({ page }) => {
  test.slow();
  await page.goto(`.${QUICK}`);
  const panel = page.locator('al-timing');
  await panel.getByRole('button', { name: 'Measure', exact: true }).click();
  await expect(trainButton(page)).toBeDisabled();
  await expect(page.locator('al-race')).toContainText(
    'Training waits until the measurement or check has finished',
  );
  await expect(panel.locator('.progress')).toContainText('Measuring', { timeout: 60_000 });
  const hide = (hidden: boolean) =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  await page.waitForTimeout(300);
  await hide(true);
  await page.waitForTimeout(300);
  await hide(false);
  await expect(panel.getByRole('table')).toBeVisible({ timeout: 90_000 });
  await expect(panel).toContainText(/thrown away because the tab was hidden: [1-9]/);
  for (const id of ['relu', 'tanh'])
    await expect(row(page, 'al-timing', id)).toContainText(/\[[\d.]+–[\d.]+\]/);
  await expect(panel).toContainText(/ticks every/);
  await expect(panel).not.toContainText('NaN');

  await panel.getByText('Raw record').click();
  // The driver of an unpatched Firefox does not tell about downloads.
  await page.evaluate(() => {
    const saved: Promise<string>[] = [];
    Object.assign(globalThis, { saved });
    const { createObjectURL } = URL;
    URL.createObjectURL = (blob) => {
      saved.push((blob as Blob).text());
      return createObjectURL(blob);
    };
  });
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  const text = await page.evaluate(() => (globalThis as unknown as { saved: string[] }).saved[0] ?? '');
  await expect(panel.getByRole('region', { name: 'Raw record' })).toHaveText(text);
  const record = JSON.parse(text);
  expect(record.user_agent).toBe(await page.evaluate(() => navigator.userAgent));
  expect(record).toMatchObject({ build: 'simd128', cross_origin_isolated: false, sample_ms: 50 });
  expect(record.tick_ms).toBeGreaterThan(0);
  expect(record.functions.map(({ id }: { id: string }) => id)).toEqual(['tanh', 'relu']);
  for (const samples of record.functions)
    for (const measure of ['forward', 'backward', 'step', 'inference'])
      expect(samples[measure]).toHaveLength(record.rounds);
  for (const way of ['in_order', 'reversed']) {
    expect(record.naive[way]).toHaveLength(2);
    expect(Math.min(...record.naive[way])).toBeGreaterThan(0);
  }

  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
  });
  await panel.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(panel).toContainText('copy it by hand');
  await expect(trainButton(page)).toBeEnabled();
});

test('a measurement can be cancelled', async ({ page }) => {
  await page.goto(`.${QUICK}`);
  const panel = page.locator('al-timing');
  await panel.getByRole('button', { name: 'Measure', exact: true }).click();
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await expect(panel.getByRole('button', { name: 'Measure', exact: true })).toBeEnabled();
  await expect(trainButton(page)).toBeEnabled();
});

test('what was measured is said in words, sorted, and shown beside what one call each would have said', async ({
  page,
}) => {
  test.slow();
  // This network diverges with relu at once, and its kernels have times all the same.
  await page.goto('.?lang=en&activations=sigmoid,tanh,relu&epochs=1&learning_rate=1000000&seeds=1');
  const panel = page.locator('al-timing');
  await panel.getByRole('button', { name: 'Measure', exact: true }).click();
  await expect(panel.getByRole('table')).toBeVisible({ timeout: 120_000 });
  await expect(panel.locator('.says')).toContainText(/Fastest|None can be told/);
  await expect(panel.locator('.flag').first()).toContainText('relu has no times of a network: Diverged');

  await panel.getByRole('button', { name: 'training step', exact: true }).press('Enter');
  await expect(panel.locator('al-interval-chart .name')).toHaveCount(2);
  await expect(panel.locator('.says')).toContainText('Of a training step');
  const sort = panel.getByRole('columnheader', { name: 'f, ns per number' });
  await sort.getByRole('button').press('Enter');
  await expect(sort).toHaveAttribute('aria-sort', 'ascending');
  await expect(panel.getByRole('rowheader').first()).toHaveText('relu');
  await sort.getByRole('button').press('Enter');
  await expect(panel.getByRole('rowheader').first()).not.toHaveText('relu');

  await panel.getByRole('button', { name: 'One call each' }).press('Enter');
  await expect(panel.locator('.says')).toContainText(/sigmoid, called first, comes out at [\d.]+ times/);
  await expect(panel.locator('.says')).toContainText('With the list reversed');
  await expect(panel.getByRole('table').getByRole('row')).toHaveCount(3);
  await expect(panel).not.toContainText('NaN');
});

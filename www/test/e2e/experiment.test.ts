import type { RacePanel } from '../../src/panels/race/race.ts';
import {
  accuracyOf,
  DIGITS,
  draw,
  expect,
  fingerprintOf,
  LONG,
  QUICK,
  row,
  surfaceOf,
  test,
  testPicture,
  trainButton,
  trainTo,
} from './lab.ts';

test('from a fresh page to recognised digits', async ({ page }) => {
  await page.goto(`.${'?lang=en&activations=relu,tanh&epochs=6&seeds=1'}`);
  await trainTo(page, 'relu', 'tanh');
  for (const id of ['relu', 'tanh']) {
    expect(Number.parseFloat((await accuracyOf(page, id).textContent()) ?? '')).toBeGreaterThan(85);
    expect(await fingerprintOf(page, id)).toMatch(/^[0-9a-f]{16}$/);
  }
  // What the page says about the data is true of the data.
  const data = await page.locator('al-race').evaluate((element) => (element as RacePanel).lab?.state.data);
  if (data?.status !== 'ready') throw new Error('no data');
  const [train, rest] = [data.trainCount, data.testCount].map((count) => count.toLocaleString('en'));
  await expect(page.locator('al-race')).toContainText(
    `${train} for training and ${rest} others for the test`,
  );

  const panel = page.locator('al-draw');
  for (const digit of [0, 1, 3, 7]) {
    await draw(page, DIGITS[digit] ?? []);
    await expect(panel.locator('.verdict')).toContainText(`read a ${digit}`);
    await panel.getByRole('button', { name: 'Clear' }).click();
  }
  await expect(panel).not.toContainText('NaN');
});

test('answers follow the pen, undo goes a stroke back, clear empties', async ({ page }) => {
  await page.goto(`.${QUICK}`);
  await trainTo(page, 'relu');
  const panel = page.locator('al-draw');
  const answer = row(page, 'al-draw', 'relu').locator('.answer');
  await expect(answer).toHaveText('–');
  const surface = surfaceOf(page);
  await surface.scrollIntoViewIfNeeded();
  const box = await surface.boundingBox();
  if (!box) throw new Error('no surface');
  await page.mouse.move(box.x + 150, box.y + 50);
  await page.mouse.down();
  await page.mouse.move(box.x + 150, box.y + 200, { steps: 5 });
  await expect(answer).toHaveText(/\d/);
  await page.mouse.up();
  await draw(page, [
    [
      [0.2, 0.5],
      [0.8, 0.5],
    ],
  ]);
  await expect(surface.locator('path:not(.guide)')).toHaveCount(2);
  await panel.getByRole('button', { name: 'Undo' }).click();
  await expect(surface.locator('path:not(.guide)')).toHaveCount(1);
  await panel.getByRole('button', { name: 'Clear' }).click();
  await expect(answer).toHaveText('–');
});

test('a test picture can be shown without a pen, and training can start from the drawing panel', async ({
  page,
}) => {
  await page.goto(`.${QUICK}`);
  const panel = page.locator('al-draw');
  await testPicture(page, 4).press('Enter');
  await panel.getByRole('button', { name: 'Train', exact: true }).press('Enter');
  await expect(panel.locator('.verdict')).toContainText(/networks read a \d/, { timeout: 30_000 });
  await expect(panel).toContainText(/The test set says \d/);
});

test('pause stops, resume goes on, cancel ends at once and keeps what has finished', async ({ page }) => {
  await page.goto(`.${LONG}`);
  const race = page.locator('al-race');
  await trainButton(page).click();
  const bar = race.getByRole('progressbar', { name: 'Training progress' });
  const progress = () => bar.evaluate((element: HTMLProgressElement) => element.value);
  await expect.poll(progress).toBeGreaterThan(0);

  await race.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(race).toContainText('Paused');
  await page.waitForTimeout(200); // the last report may be on its way
  const paused = await progress();
  await page.waitForTimeout(500);
  expect(await progress()).toBe(paused);

  await race.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect.poll(progress).toBeGreaterThan(paused);

  const cancelled = Date.now();
  await race.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(trainButton(page)).toBeEnabled();
  expect(Date.now() - cancelled).toBeLessThan(2000);
  await expect(race.getByText('cancelled')).toHaveCount(3);
});

test('the page stays responsive while two networks train', async ({ page }) => {
  await page.goto(`.${LONG}`);
  await trainButton(page).click();
  await expect(page.locator('al-race').getByRole('button', { name: 'Pause', exact: true })).toBeEnabled();
  const longest = await page.evaluate(async () => {
    let last = performance.now();
    let gap = 0;
    for (let turn = 0; turn < 60; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 16));
      gap = Math.max(gap, performance.now() - last);
      last = performance.now();
    }
    return gap;
  });
  // A main thread that trained would be away for seconds. Two busy cores still make it wait for its turn.
  expect(longest).toBeLessThan(1000);
});

test('the link reproduces the experiment, to the bit', async ({ page }) => {
  await page.goto('.?lang=en&activations=relu&epochs=1&seeds=1');
  await page.locator('al-race').getByText('Network and training settings').click();
  const seed = page.locator('al-race').getByLabel('First random seed');
  await seed.fill('4242');
  await seed.press('Enter');
  await expect(page).toHaveURL(/seed=4242/);
  await trainTo(page, 'relu');
  const fingerprint = await fingerprintOf(page, 'relu');
  await page.reload();
  await trainTo(page, 'relu');
  expect(await fingerprintOf(page, 'relu')).toBe(fingerprint);
});

test('settings that cannot be used are refused with what is allowed', async ({ page }) => {
  await page.goto(`.${QUICK}`);
  await page.locator('al-race').getByText('Network and training settings').click();
  const epochs = page.locator('al-race').getByLabel('Epochs', { exact: true });
  await epochs.fill('-3');
  await epochs.press('Enter');
  await expect(page.locator('al-race')).toContainText('Allowed: 1–1000');
  await expect(page).toHaveURL(/epochs=3/);
});

test('the whole catalogue: every function gets a result or an explained divergence', async ({ page }) => {
  await page.goto('.?lang=en&epochs=1&seeds=1');
  const curves = page.locator('al-curves');
  await curves.getByText('Functions (6)').click();
  await curves.getByRole('button', { name: 'All', exact: true }).click();
  const labels = curves.locator('al-picker label:has(input[type=checkbox])');
  const ids = (await labels.allTextContents()).map((text) => text.trim());
  expect(ids.length).toBeGreaterThan(30);
  await expect(curves.locator('tbody').getByRole('row')).toHaveCount(ids.length);
  await expect(curves.locator('math')).toHaveCount(ids.length);
  await expect(curves.getByText(/^\+\d+ more$/)).toBeVisible();
  await expect(curves).not.toContainText('NaN');
  await expect(page.locator('al-race al-picker summary').first()).toContainText(`+${ids.length - 8} more`);

  await trainButton(page).click();
  await expect(page.locator('al-race')).toContainText('The race has finished.', { timeout: 50_000 });
  for (const id of ids) {
    const result = page
      .locator('al-results')
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${id}( |$)`) }) });
    await expect(result, id).toContainText(/\d+\.\d%|Diverged in epoch/);
  }
  await testPicture(page, 4).click();
  await expect(page.locator('al-draw .verdict')).toContainText(/networks read a \d/);
});

test('curves: the readout follows arrow keys and pointer', async ({ page }) => {
  await page.goto('.?lang=en&activations=tanh,relu');
  const chart = page.getByRole('slider', { name: /Curves of the chosen functions/ });
  await chart.focus();
  await page.keyboard.press('End');
  await expect(row(page, 'al-curves', 'relu')).toContainText('4.000');
  await page.keyboard.press('Home');
  await expect(row(page, 'al-curves', 'tanh')).toContainText('−0.999');
  await expect(chart).toHaveAttribute('aria-valuetext', /x = −4; .*relu: f = 0\.000, f′ = 0\.000/);
  await chart.hover({ position: { x: 300, y: 100 } });
  await expect(chart).not.toHaveAttribute('aria-valuetext', /x = −4;/);
});

test('a dialect changes names and defaults, and what the reader has set stays', async ({ page }) => {
  await page.goto('.?lang=en&activations=hard_sigmoid,leaky_relu,gelu&elu.alpha=2');
  const curves = page.locator('al-curves');
  const dialects = page.locator('al-dialect-switch').first();
  const slope = curves.getByRole('slider', { name: 'hard_sigmoid: slope' });
  await expect(dialects.getByRole('button', { name: 'Keras 2.2' })).toHaveAttribute('aria-pressed', 'true');
  await expect(slope).toHaveJSProperty('value', '0.2');
  // Names in the frameworks come when the table is near.
  await page.locator('al-facts-table').scrollIntoViewIfNeeded();
  await expect(row(page, 'al-curves', 'gelu')).toContainText('not in Keras 2.2');
  await dialects.getByRole('button', { name: 'PyTorch' }).click();
  await expect(page).toHaveURL(/dialect=pytorch/);
  await expect(page).toHaveURL(/elu\.alpha=2/);
  await expect(row(page, 'al-curves', 'leaky_relu')).toContainText('torch.nn.LeakyReLU');
  await expect(row(page, 'al-curves', 'leaky_relu')).toContainText('0.01');
  await expect(row(page, 'al-curves', 'hard_sigmoid')).toContainText('0.167');
  await page.reload();
  await page.locator('al-facts-table').scrollIntoViewIfNeeded();
  await expect(row(page, 'al-curves', 'hard_sigmoid')).toContainText('torch.nn.Hardsigmoid');
  await dialects.getByRole('button', { name: 'Keras 2.2' }).click();
  await expect(page).not.toHaveURL(/dialect/);
  await expect(slope).toHaveJSProperty('value', '0.2');
});

test('curves: a parameter changes the curve and the link', async ({ page }) => {
  await page.goto('.?lang=en&activations=hard_sigmoid');
  await page.getByRole('slider', { name: 'hard_sigmoid: slope' }).fill('0.5');
  await expect(page).toHaveURL(/hard_sigmoid\.slope=0\.5/);
  await expect(page.locator('al-curves').getByRole('rowheader')).toContainText('slope 0.5');
});

test('the language changes without losing anything', async ({ page }) => {
  await page.goto(`.${QUICK}`);
  await trainTo(page, 'relu', 'tanh');
  const accuracy = await accuracyOf(page, 'relu').textContent();
  await page.getByRole('button', { name: '日本語' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('活性化関数ラボ');
  await expect(page.locator('al-race')).toContainText('テスト正解率');
  await expect(page.locator('al-race')).toContainText(accuracy ?? '');
  await expect(page).toHaveURL(/lang=ja/);
  await page.goto('.');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja'); // remembered
});

test.describe('a Japanese browser', () => {
  test.use({ locale: 'ja-JP' });
  test('gets the Japanese page', async ({ page }) => {
    await page.goto('.');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('活性化関数ラボ');
    await expect(page).toHaveTitle(/活性化関数ラボ/);
  });
});

test('all of MNIST at full size is fetched on request alone, and trains', async ({ page }) => {
  const files: string[] = [];
  page.on('request', (request) => files.push(request.url()));
  await page.goto('.?lang=en&images=all&activations=relu&hidden=16&epochs=1&batch_size=128&seeds=1');
  await trainTo(page, 'relu');
  expect(files.filter((url) => url.includes('mnist'))).toEqual([expect.stringContaining('mnist-28x28')]);
  await expect(page.locator('al-results td.accuracy')).toContainText(/(8[5-9]|9\d)\.\d\d%/);
});

test('the data set is not fetched before it is needed', async ({ page }) => {
  const files: string[] = [];
  page.on('request', (request) => files.push(request.url()));
  await page.goto(`.${QUICK}`);
  await expect(trainButton(page)).toBeEnabled();
  expect(files.filter((url) => url.includes('mnist'))).toEqual([]);
  await trainTo(page, 'relu');
  expect(files.filter((url) => url.includes('mnist'))).toHaveLength(1);
});

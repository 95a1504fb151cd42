import type { Locator, Page } from '@playwright/test';
import { expect, row, test } from './lab.ts';

const chartOf = (page: Page): Locator => page.getByRole('slider', { name: /Curves of the chosen functions/ });
const view = async (chart: Locator): Promise<(string | null)[]> =>
  Promise.all(['aria-valuemin', 'aria-valuemax'].map((name) => chart.getAttribute(name)));

test('search and filter narrow what is offered, and choose it', async ({ page }) => {
  await page.goto('.?lang=en&activations=tanh');
  const picker = page.locator('al-curves al-picker');
  const offered = picker.locator('label');
  const search = picker.getByRole('searchbox', { name: 'Search functions' });
  await picker.getByText('Functions (1)').click();
  await search.fill('swish');
  await expect(offered).toHaveText(['silu', 'hard_silu']);
  await expect(picker).toContainText('2 of');
  await picker.getByRole('button', { name: 'Add these' }).click();
  await expect(page).toHaveURL(/activations=tanh%2Csilu%2Chard_silu|activations=tanh,silu,hard_silu/);
  await search.fill('');
  await picker.getByRole('combobox', { name: 'Family' }).selectOption('Gated');
  await picker.getByText('Filter by property').click();
  const smooth = picker.getByRole('button', { name: /^smooth/ });
  await smooth.press('Enter');
  await smooth.press('Enter');
  await expect(smooth).toHaveAccessibleName('smooth: no');
  await expect(offered).toHaveText(['hard_silu']);
  await picker.getByRole('button', { name: 'Only these' }).click();
  await expect(page).toHaveURL(/activations=hard_silu(&|$)/);
  await search.fill('no such function');
  await expect(picker).toContainText('No function matches.');
  await picker.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(offered.first()).toBeVisible();
  expect(await offered.count()).toBeGreaterThan(30);
});

test('keys zoom, move and reset the view; the bare wheel scrolls the page', async ({ page }) => {
  await page.goto('.?lang=en&activations=relu');
  const chart = chartOf(page);
  await chart.focus();
  await page.keyboard.press('+');
  await expect.poll(() => view(chart)).toEqual(['-1.5', '2.5']); // about the readout, at 1
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => view(chart)).toEqual(['-1.1', '2.9']);
  await page.keyboard.press('-');
  await page.keyboard.press('0');
  await expect.poll(() => view(chart)).toEqual(['-4', '4']);

  await chart.hover({ position: { x: 300, y: 150 } });
  const scroll = () => page.evaluate(() => scrollY);
  const before = await scroll();
  await page.mouse.wheel(0, 120);
  await expect.poll(scroll).toBeGreaterThan(before);
  expect(await view(chart)).toEqual(['-4', '4']);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await expect.poll(async () => Number((await view(chart))[1])).toBeLessThan(4);

  const reset = page.locator('al-curves').getByRole('button', { name: 'Reset view' });
  await reset.click();
  await expect(reset).toBeDisabled();
  // Dragging takes the curve along.
  const box = await chart.boundingBox();
  if (!box) throw new Error('no chart');
  await page.mouse.move(box.x + 300, box.y + 150);
  await page.mouse.down();
  await page.mouse.move(box.x + 400, box.y + 150, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Number((await view(chart))[0])).toBeLessThan(-4);
});

test('a slider moves the curve, and so does a number; what is out of bounds is refused', async ({ page }) => {
  await page.goto('.?lang=en&activations=leaky_relu');
  const curves = page.locator('al-curves');
  const line = curves.locator('al-line-chart .curve').last();
  const before = await line.getAttribute('d');
  await curves.getByRole('slider', { name: 'leaky_relu: negative_slope' }).fill('0.9');
  await expect(line).not.toHaveAttribute('d', before ?? '');
  const exact = curves.getByRole('spinbutton', { name: 'leaky_relu: negative_slope, exactly' });
  // Typed: Firefox tells of no change where a script filled the field.
  const enter = async (text: string): Promise<void> => {
    await exact.press('ControlOrMeta+a');
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };
  await enter('0.125');
  await expect(page).toHaveURL(/leaky_relu\.negative_slope=0\.125/);
  await enter('99');
  await expect(curves.getByRole('alert')).toContainText('Allowed:');
  await expect(page).toHaveURL(/leaky_relu\.negative_slope=0\.125/);
  await curves.getByRole('button', { name: 'leaky_relu: negative_slope: default' }).click();
  await expect(page).not.toHaveURL(/negative_slope/);
  await curves.getByRole('button', { name: '∂f/∂p only' }).click();
  // min(x, 0) at the left edge
  await chartOf(page).focus();
  await expect(curves.locator('al-line-chart .curve')).toHaveCount(1);
  await expect(curves.locator('al-line-chart .curve')).toHaveAttribute('stroke-dasharray', /./);
});

test('small multiples: a chart for each, and its details on request', async ({ page }) => {
  await page.goto('.?lang=en&activations=all');
  const curves = page.locator('al-curves');
  await curves.getByRole('button', { name: 'Small multiples' }).click();
  const charts = curves.locator('al-multiples button');
  expect(await charts.count()).toBe(await curves.locator('al-facts-table tbody tr').count());
  for (const data of await charts
    .locator('path.curve')
    .evaluateAll((all) => all.map((one) => one.getAttribute('d')))) {
    expect(data).toMatch(/^M[-\d.,LM]+$/);
  }
  await charts.filter({ hasText: 'selu' }).click();
  const card = curves.locator('al-function-card');
  await expect(card).toContainText('at x = 0, f′ is taken to be 1.7581');
  await expect(card.getByRole('link', { name: 'arXiv:1706.02515' })).toHaveAttribute(
    'href',
    'https://arxiv.org/abs/1706.02515',
  );
  await expect(card).not.toContainText(/NaN|undefined|\{value\}/);
  await card.getByRole('button', { name: 'Close' }).click();
  await expect(card).toHaveCount(0);
});

test('pointing at a line or a row makes its function stand out', async ({ page }) => {
  await page.goto('.?lang=en&activations=all');
  const curves = page.locator('al-curves');
  const strong = curves.locator('al-line-chart .emphasised .curve');
  await expect(strong).toHaveCount(0);
  await curves.locator('.legend').getByRole('button', { name: 'gelu', exact: true }).focus();
  await expect(strong).toHaveCount(2);
  await expect(curves.locator('al-line-chart text.name')).toHaveText('gelu');
  await row(page, 'al-curves', 'bent_identity').hover();
  await expect(curves.locator('al-line-chart text.name')).toHaveText('bent_identity');
  await row(page, 'al-curves', 'bent_identity').getByRole('button').click();
  await expect(curves.locator('al-function-card')).toContainText('none');
});

/** Every card can be shown, and every text is there. */
test('details of every function', async ({ page }) => {
  await page.goto('.?lang=ja&activations=all');
  const table = page.locator('al-curves al-facts-table');
  const names = table.locator('th button');
  for (let index = 0; index < (await names.count()); index += 1) {
    await names.nth(index).press('Enter');
    const card = table.locator('al-function-card');
    await expect(card).toContainText('PyTorch');
    await expect(card).not.toContainText(/NaN|undefined|\{value\}|facts\.|initializer\./);
  }
});

test('picture and values can be saved', async ({ page, browserName }) => {
  await page.goto('.?lang=en&theme=dark&activations=relu,elu');
  const curves = page.locator('al-curves');
  // The driver of an unpatched Firefox does not tell about downloads.
  await page.evaluate(() => {
    const saved: Blob[] = [];
    Object.assign(globalThis, { saved });
    const { createObjectURL } = URL;
    URL.createObjectURL = (blob) => {
      saved.push(blob as Blob);
      return createObjectURL(blob);
    };
  });
  const download = browserName === 'chromium' ? page.waitForEvent('download') : undefined;
  await curves.getByRole('button', { name: 'Save as SVG' }).click();
  if (download) {
    expect((await download).suggestedFilename()).toBe(
      'activation-lab-relu-elu-f-and-derivative-x--4-to-4.svg',
    );
  }
  await expect(curves).toContainText('Saved as activation-lab-relu-elu');
  await curves.getByRole('button', { name: 'Save as CSV' }).click();
  await curves.getByRole('button', { name: 'Save as PNG' }).click();
  await expect(curves).toContainText('.png');
  const files = await page.evaluate(async () => {
    const [svg, csv, png] = (globalThis as unknown as { saved: Blob[] }).saved as [Blob, Blob, Blob];
    const text = await svg.text();
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    const bytes = [...new Uint8Array(await png.arrayBuffer())];
    return {
      text,
      broken: parsed.querySelector('parsererror')?.textContent ?? '',
      title: parsed.querySelector('title')?.textContent,
      curves: parsed.querySelectorAll('path').length,
      csv: await csv.text(),
      magic: bytes.slice(0, 8),
      width: (bytes[18] ?? 0) * 256 + (bytes[19] ?? 0),
    };
  });
  expect(files.broken).toBe('');
  expect(files.title).toBe('relu, elu');
  expect(files.curves).toBeGreaterThanOrEqual(4);
  // Self-contained, and in colours that everything reads; the ink is dark though the page is.
  expect(files.text).not.toMatch(/var\(|oklch|oklab|color-mix|class=|<!--/);
  expect(files.text).toMatch(/font-family="[^"]+"/);
  expect(files.text).toContain('#ebe8e0');
  expect(files.text).not.toMatch(/#25282d|#a5a29b/);
  expect(files.magic).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  expect(files.width).toBeGreaterThan(1000);
  expect(files.csv).toMatch(
    /^x,relu f,relu df\/dx,elu\(alpha=1\) f,elu\(alpha=1\) df\/dx,elu\(alpha=1\) df\/dalpha\r\n-4,0,0,-0\.98/,
  );

  await page.evaluate(() => {
    URL.createObjectURL = () => {
      throw new Error('forbidden');
    };
  });
  await curves.getByRole('button', { name: 'Save as CSV' }).click();
  await expect(curves).toContainText('does not allow');
});

test('a phone: small multiples fit', async ({ browser, baseURL, browserName }) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    ...(browserName === 'chromium' ? { isMobile: true } : {}),
  });
  const page = await context.newPage();
  await page.goto(`${baseURL}?lang=ja&activations=all`);
  const curves = page.locator('al-curves');
  await curves.getByRole('button', { name: '一つずつ並べる' }).click();
  await curves.locator('al-multiples button').nth(20).click();
  await expect(curves.locator('al-function-card')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await context.close();
});

test('what is known of the functions comes late, and moves nothing', async ({ page }) => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/facts-script*', (route) => held.then(() => route.continue()));
  await page.goto('.?lang=en');
  const [table, dialects] = [page.locator('al-facts-table'), page.locator('al-dialects')];
  const heights = async () =>
    [await table.boundingBox(), await dialects.boundingBox()].map((box) => box?.height ?? 0);
  await dialects.scrollIntoViewIfNeeded();
  await expect(dialects).toContainText('Loading');
  const before = await heights();
  release();
  await expect(dialects.getByRole('table').first()).toBeVisible();
  await expect(table.locator('math').first()).toBeVisible();
  for (const [index, height] of (await heights()).entries()) {
    expect(Math.abs(height / (before[index] ?? 0) - 1)).toBeLessThan(0.03);
  }
});

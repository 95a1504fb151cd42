import type { Page } from '@playwright/test';
import { violations } from '../axe.mjs';
import { bringEverythingNear, expect, surfaceOf, test, trainTo } from './lab.ts';

for (const lang of ['ja', 'en']) {
  for (const theme of ['light', 'dark']) {
    test(`axe finds nothing: ${lang}, ${theme}`, async ({ page }) => {
      await page.goto(
        `.?lang=${lang}&theme=${theme}&activations=relu,hard_sigmoid&epochs=1&seeds=2&sweep=elu.alpha:0.1:5:log:3&sweep_refine=0`,
      );
      await page.locator('al-race').locator('button.primary').click();
      await expect(page.locator('al-draw .verdict')).toBeVisible({ timeout: 30_000 });
      await sweep(page);
      await page.locator('al-step').scrollIntoViewIfNeeded();
      await page.locator('al-step button.primary').click();
      await expect(page.locator('al-step .losses')).toHaveCount(2);
      await page.locator('al-units').scrollIntoViewIfNeeded();
      await page.locator('al-units button.primary').click();
      await expect(page.locator('al-units .verdict p')).toHaveCount(2);
      // A drawing that is kept, and a picture of the test set.
      await page.locator('al-habits').getByRole('button').first().click();
      await page.locator('al-meant').getByRole('button').first().click();
      await expect(page.locator('al-kept tbody tr')).toHaveCount(3);
      await page.locator('al-samples').getByRole('button').first().click();
      const curves = page.locator('al-curves');
      await curves.getByRole('button', { name: 'hard_sigmoid', exact: true }).click();
      await expect(curves.locator('al-function-card')).toBeVisible();
      await page.locator('details').evaluateAll((all) => {
        for (const one of all) (one as HTMLDetailsElement).open = true;
      });
      expect(await violations(page)).toEqual([]);
    });
  }
}

/** Every value of the sweep that the link holds, with the runs of one. */
async function sweep(page: Page): Promise<void> {
  const tuning = page.locator('al-tuning');
  await tuning.locator('al-sweep-run button.primary').click();
  await expect(tuning.locator('circle.point:not(.partial)')).toHaveCount(3, { timeout: 30_000 });
  await tuning
    .getByRole('button', { name: /^1?0[.,]\d/ })
    .first()
    .press('Enter');
  await expect(tuning.locator('.opened')).toBeVisible();
}

for (const theme of ['light', 'dark']) {
  test(`axe finds nothing in a map: ${theme}`, async ({ page }) => {
    const query =
      'epochs=1&sweep=leaky_relu.negative_slope:0.1:1:log:3&sweep_y=learning_rate:0.1:10000:log:3';
    await page.goto(`.?lang=en&theme=${theme}&sweep_seeds=2&${query}`);
    const tuning = page.locator('al-tuning');
    await tuning.locator('al-sweep-run button.primary').click();
    await expect(tuning.locator('.map .best')).toBeVisible({ timeout: 30_000 });
    await expect(tuning.locator('.map .diverged').first()).toBeVisible({ timeout: 30_000 });
    await tuning.locator('.map .best').click();
    await expect(tuning.locator('.opened')).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}

for (const theme of ['light', 'dark']) {
  test(`axe finds nothing in a map of gradients: ${theme}`, async ({ page }) => {
    const view = 'functions:all,depths:1-2-30-50,cell:relu-2';
    await page.goto(`.?lang=en&theme=${theme}&vanishing=${view}`);
    const panel = page.locator('al-vanishing');
    await panel.scrollIntoViewIfNeeded();
    await expect(panel.getByText(/^160 networks in/)).toBeVisible({ timeout: 30_000 });
    await expect(panel.locator('al-ridges').first()).toBeVisible({ timeout: 30_000 });
    expect(await violations(page)).toEqual([]);
  });
}

for (const theme of ['light', 'dark']) {
  test(`axe finds nothing in a divergence and what helps: ${theme}`, async ({ page }) => {
    const view = 'a:leaky_relu,b:tanh,hidden:16-16,rate:3,epochs:1,layer:2';
    await page.goto(`.?lang=en&theme=${theme}&signal=${view}`);
    const panel = page.locator('al-signal');
    await panel.scrollIntoViewIfNeeded();
    await panel.getByRole('button', { name: /^Train / }).click();
    await panel.getByRole('button', { name: /^Try it/ }).click({ timeout: 30_000 });
    await expect(panel.locator('.tried tbody tr')).toHaveCount(8, { timeout: 30_000 });
    await page.locator('details').evaluateAll((all) => {
      for (const one of all) (one as HTMLDetailsElement).open = true;
    });
    expect(await violations(page)).toEqual([]);
  });
}

test('axe finds nothing in the dialog about embedding', async ({ page, watch }) => {
  await page.goto('.?lang=ja&theme=dark&activations=relu');
  await page
    .locator('al-curves')
    .getByRole('button', { name: /^埋め込む/ })
    .click();
  const dialog = page.locator('al-embed-dialog');
  await expect(dialog.frameLocator('.preview iframe').locator('al-curves table')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: '静止した図' }).click();
  await expect(
    dialog.frameLocator('.preview iframe').getByRole('img', { name: 'relu の曲線' }),
  ).toBeVisible();
  expect(await violations(page)).toEqual([]);
  // axe itself speaks to the sandboxed frame, which has no origin.
  watch.errors.length = 0;
});

test('everything can be reached by keyboard, in order, and the focus is visible', async ({ page }) => {
  await page.goto('.?lang=en&activations=relu&epochs=1');
  await expect(page.locator('al-race').getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
  const reached: string[] = [];
  // The functions alone are about forty stops, the fields of the figures another hundred.
  for (let step = 0; step < 400 && !reached.includes('A digit that splits them'); step += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element?.textContent?.trim() || element?.getAttribute('aria-label') || element?.tagName || '';
    });
    reached.push(name);
  }
  const place = (text: string): number => reached.findIndex((name) => name.includes(text));
  for (const text of ['日本語', 'f only', 'Train', 'Sweep 9 values', 'Measure', 'A digit that splits them']) {
    expect(place(text), `${text} in ${reached.join(' | ')}`).toBeGreaterThanOrEqual(0);
  }
  expect(place('日本語')).toBeLessThan(place('f only'));
  expect(place('Train')).toBeLessThan(place('Sweep 9 values'));
  expect(place('Sweep 9 values')).toBeLessThan(place('Measure'));
});

test('nothing overflows at 390 px, and touch targets are large', async ({
  browser,
  baseURL,
  browserName,
}) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    ...(browserName === 'chromium' ? { isMobile: true } : {}),
  });
  const page = await context.newPage();
  await page.addInitScript(bringEverythingNear);
  await page.goto(`${baseURL}?lang=ja`);
  await expect(page.locator('al-draw').getByRole('button').first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  if (browserName === 'chromium') {
    const heights = await page
      .locator('button:visible, al-picker label:visible')
      .evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
  }

  // With results, in the language of the longer words; tables that scroll by themselves may be wider.
  await page.goto(
    `${baseURL}?lang=en&activations=relu,hard_sigmoid&epochs=1&seeds=2&sweep=elu.alpha:0.1:5:log:3&sweep_refine=0`,
  );
  await page.locator('al-race').locator('button.primary').click();
  await expect(page.locator('al-draw .verdict')).toBeVisible({ timeout: 30_000 });
  await sweep(page);
  expect(
    await page.locator('al-draw table').evaluate((table) => table.getBoundingClientRect().right),
  ).toBeLessThan(391);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await context.close();
});

test('at 400 % nothing is cut or too small to hit, nothing moves unasked, and paper has nothing to press', async ({
  page,
  browserName,
}) => {
  test.skip(browserName === 'firefox', 'Its driver cannot tell the page what the reader prefers.');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // 1280 px at 400 %.
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('.?lang=en&activations=relu,hard_sigmoid&epochs=1&seeds=2');
  const hero = page.locator('al-hero');
  const point = hero.locator('circle').first();
  await expect(point).toBeVisible();
  const still = await point.getAttribute('cx');
  await trainTo(page, 'relu', 'hard_sigmoid');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(await point.getAttribute('cx')).toBe(still);
  await hero.getByRole('button', { name: 'Move the point' }).click();
  await expect.poll(() => point.getAttribute('cx')).not.toBe(still);
  await hero.locator('svg[role=img]').hover();
  await expect(hero.getByRole('button', { name: 'Move the point' })).toBeVisible();

  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 640 });
    const controls = page.locator(
      'button:visible, summary:visible, select:visible, input:visible, .first a:visible',
    );
    const small = await controls.evaluateAll((elements) =>
      elements.flatMap((element) => {
        const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
        return width < 24 || height < 24 ? [element.outerHTML] : [];
      }),
    );
    expect(small).toEqual([]);
  }

  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('al-race h2')).toBeVisible();
  await expect(page.locator('al-result-table table')).toBeVisible();
  expect(await page.locator('button:visible, input:visible, select:visible').evaluateAll(pressable)).toEqual(
    [],
  );
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  );
});

/** In tables and lists the names are buttons: on paper they are words. */
function pressable(elements: Element[]): string[] {
  return elements
    .filter((element) => !element.closest('table, li, .legend'))
    .map(({ outerHTML }) => outerHTML);
}

test('a second finger does not disturb the drawing', async ({ page }) => {
  await page.goto('.?lang=en&activations=relu&epochs=1&seeds=1');
  await trainTo(page, 'relu');
  const strokes = await surfaceOf(page).evaluate((surface) => {
    const box = surface.getBoundingClientRect();
    const send = (type: string, pointerId: number, x: number, y: number): void => {
      surface.dispatchEvent(
        new PointerEvent(type, {
          pointerId,
          pointerType: 'touch',
          clientX: box.left + x,
          clientY: box.top + y,
          bubbles: true,
        }),
      );
    };
    send('pointerdown', 11, 50, 50);
    send('pointerdown', 12, 200, 200);
    send('pointermove', 12, 210, 210);
    send('pointermove', 11, 50, 150);
    send('pointerup', 12, 210, 210);
    send('pointermove', 11, 50, 200);
    send('pointerup', 11, 50, 200);
    return new Promise<number>((resolve) =>
      requestAnimationFrame(() => resolve(surface.querySelectorAll('path:not(.guide)').length)),
    );
  });
  expect(strokes).toBe(1);
});

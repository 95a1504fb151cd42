import type { Page } from '@playwright/test';
import { DIGITS, drawByEvents, expect, surfaceOf, test } from './lab.ts';

/** A page of another origin that frames the lab, and the heights that the lab has told it. */
async function openFrame(page: Page, query: string, baseURL: string | undefined, sandbox?: string) {
  await page.addInitScript(() => {
    const heights: number[] = [];
    Object.assign(globalThis, { heights });
    addEventListener('message', ({ data }) => {
      if (data?.type === 'activation-lab:resize') heights.push(data.height);
    });
  });
  const address = new URL('/frame', process.env.LAB_OTHER_ORIGIN);
  address.searchParams.set('src', new URL(`embed.html${query}`, baseURL).href);
  if (sandbox !== undefined) address.searchParams.set('sandbox', sandbox);
  await page.goto(address.href);
  const heights = () => page.evaluate(() => (globalThis as unknown as { heights: number[] }).heights);
  return { frame: page.frameLocator('iframe'), heights };
}

/** Code in a sandboxed frame has no origin, so its host must allow all of them, as GitHub Pages does. */
async function allowAllOrigins(page: Page): Promise<void> {
  await page.route('**/assets/**', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'access-control-allow-origin': '*' } });
  });
}

test('a sandboxed frame of another origin: trains, reads a digit, tells its height', async ({
  page,
  baseURL,
}) => {
  await allowAllOrigins(page);
  const query = '?panel=draw&activations=relu&lang=en&epochs=6';
  const { frame, heights } = await openFrame(page, query, baseURL, 'allow-scripts');
  const panel = frame.locator('al-draw');
  await panel.getByRole('button', { name: 'Train', exact: true }).dispatchEvent('click');
  await expect(panel.locator('.verdict')).toBeVisible({ timeout: 30_000 });
  expect((await heights()).at(-1)).toBeGreaterThan(300);
  await drawByEvents(surfaceOf(frame), DIGITS[1] ?? []);
  await expect(panel.locator('.verdict')).toContainText('read a 1');
  await expect(frame.locator('al-race')).toHaveCount(0);
});

test('several panels, in the order of the link, in a plain frame', async ({ page, baseURL }) => {
  const { frame, heights } = await openFrame(
    page,
    '?panel=race,curves&activations=tanh&lang=ja&theme=dark',
    baseURL,
  );
  await expect(frame.locator('main > *')).toHaveCount(3);
  await expect(frame.locator('al-race')).toContainText('学習を始める');
  await expect(frame.locator('al-curves')).toContainText('tanh');
  await expect.poll(async () => (await heights()).at(-1)).toBeGreaterThan(900);
});

test('the height follows the content', async ({ page, baseURL }) => {
  const { frame, heights } = await openFrame(page, '?panel=curves&activations=tanh&lang=en', baseURL);
  await expect(frame.locator('al-curves table')).toBeVisible();
  await expect.poll(async () => (await heights()).length).toBeGreaterThan(0);
  await page.waitForTimeout(300);
  const before = (await heights()).at(-1) ?? 0;
  await frame.getByText('How this is done').dispatchEvent('click');
  await expect.poll(async () => (await heights()).at(-1)).toBeGreaterThan(before);
});

test('where the host forbids scripts of a sandboxed frame, a link to the page remains', async ({
  page,
  baseURL,
  watch,
}) => {
  const { frame } = await openFrame(page, '?panel=draw', baseURL, 'allow-scripts');
  await expect(frame.getByRole('link').first()).toHaveAttribute('href', './index.html');
  watch.errors.length = 0;
});

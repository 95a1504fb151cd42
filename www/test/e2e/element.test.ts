// <activation-lab> in pages of another origin, and the dialog that writes what to paste there.

import type { FrameLocator, Page } from '@playwright/test';
import { accuracyOf, expect, test } from './lab.ts';

test.use({ everythingNear: false });

const CURVES =
  '<activation-lab panel="curves" activations="relu" lang="ja" title="Curves">wait</activation-lab>';

interface Post {
  /** without the script, which is put before it */
  body: string;
  csp?: string;
  /** of a frame around the whole post */
  sandbox?: string;
}

/** Opens a post of another origin, and returns the address of the lab. */
async function openPost(
  page: Page,
  baseURL: string | undefined,
  { body, csp, sandbox }: Post,
): Promise<string> {
  const lab = new URL('.', baseURL).href;
  const post = new URL('/post', process.env.LAB_OTHER_ORIGIN);
  post.searchParams.set('body', `<script src="${lab}activation-lab.js" async></script>${body}`);
  if (csp) post.searchParams.set('csp', csp);
  const around = new URL('/frame', process.env.LAB_OTHER_ORIGIN);
  around.searchParams.set('src', post.href);
  around.searchParams.set('sandbox', sandbox ?? '');
  await page.goto(sandbox === undefined ? post.href : around.href);
  return lab;
}

const inner = (root: Page | FrameLocator, panel: string): FrameLocator =>
  root.locator(`activation-lab[panel="${panel}"]`).frameLocator('iframe');

const japanese = (frame: FrameLocator) =>
  expect(frame.locator('al-curves')).toContainText('どんな形で、傾きはどれくらい？');

test('two on a page, unlike each other: one far below asks for nothing until it is near', async ({
  page,
  baseURL,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const far =
    '<div style="height: 9000px"></div><activation-lab panel="dialects" lang="en" height="300"><p>Fallback</p></activation-lab>';
  await page.addInitScript(() => {
    addEventListener('activation-lab:resize', ({ target, detail }: CustomEventInit & Event) => {
      (target as HTMLElement).dataset.told = String(detail.height);
    });
  });
  const lab = await openPost(page, baseURL, { body: CURVES + far });
  await japanese(inner(page, 'curves'));
  const first = page.locator('activation-lab').first();
  await expect(first.locator('iframe')).toHaveAttribute('title', 'Curves');
  const height = () => first.evaluate((element) => element.getBoundingClientRect().height);
  await expect.poll(height).toBeGreaterThan(700);
  expect(await first.locator('iframe').evaluate((frame) => frame.getBoundingClientRect().height)).toBe(
    await height(),
  );

  expect(Number(await first.getAttribute('data-told'))).toBe(await height());

  const second = page.locator('activation-lab').last();
  expect(asked.filter((url) => url.startsWith(lab) && url.includes('dialects'))).toEqual([]);
  await expect(second.locator('iframe')).toHaveCount(0);
  await expect(second.getByText('Fallback')).toBeVisible();
  expect(await second.evaluate((element) => element.getBoundingClientRect().height)).toBe(300);
  await second.scrollIntoViewIfNeeded();
  await expect(inner(page, 'dialects').locator('al-dialects table').first()).toBeVisible();
  await expect(second.getByText('Fallback')).toBeHidden();
  expect(asked.filter((url) => url.startsWith(lab) && url.includes('embed.html'))).toHaveLength(2);

  // Language and colours change in place, functions by another address and without a step for the Back button.
  const steps = await page.evaluate(() => history.length);
  const frame = inner(page, 'curves');
  await frame.locator('al-curves').evaluate((element) => element.setAttribute('data-mark', 'same'));
  await first.evaluate((element) => element.setAttribute('lang', 'en'));
  await first.evaluate((element) => element.setAttribute('theme', 'dark'));
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(frame.locator('al-curves[data-mark]')).toContainText('What shape is it');
  await first.evaluate((element) => element.setAttribute('activations', 'tanh'));
  await expect(frame.locator('al-curves:not([data-mark])')).toContainText('tanh');
  expect(await page.evaluate(() => history.length)).toBe(steps);
});

test('under a policy that allows the lab’s script and frame alone', async ({ page, baseURL, watch }) => {
  const { origin } = new URL(baseURL ?? '');
  const csp = `default-src 'none'; script-src ${origin}; frame-src ${origin}`;
  await openPost(page, baseURL, { body: `${CURVES}<style>p { color: red }</style>`, csp });
  await japanese(inner(page, 'curves'));
  // The policy is at work: it has refused the style element above, and nothing of the element.
  const refused = watch.errors.splice(0).filter((error) => !error.includes('favicon'));
  expect(refused).toHaveLength(1);
  expect(refused[0]).toMatch(/style/i);
});

test('with styles that are hostile to everything in the page', async ({ page, baseURL }) => {
  const hostile = `<style>
    body *, body *::before { all: unset !important; display: none !important; font-size: 40px !important; color: red !important }
    activation-lab, iframe { visibility: hidden !important; opacity: 0 !important; height: 3px !important; filter: invert(1) !important }
    * { letter-spacing: 1em !important; line-height: 4 !important }
  </style>`;
  await openPost(page, baseURL, {
    body: hostile + CURVES.replace('title', 'style="display: none !important" title'),
  });
  const frame = inner(page, 'curves');
  await japanese(frame);
  const element = page.locator('activation-lab');
  const looks = () =>
    element.evaluate((one) => {
      const { display, visibility, opacity, filter } = getComputedStyle(one);
      return [display, visibility, opacity, filter, one.getBoundingClientRect().height > 700];
    });
  await expect.poll(looks).toEqual(['block', 'visible', '1', 'none', true]);
  expect(
    await frame.locator('al-curves h2').evaluate((title) => getComputedStyle(title).letterSpacing),
  ).not.toBe('40px');
  await expect(frame.locator('al-curves h2')).toBeVisible();
});

test('in a sandboxed page; a message of another frame changes nothing', async ({ page, baseURL }) => {
  const message = "{ type: 'activation-lab:resize', height: 77 }";
  const forged = `<iframe srcdoc="<script>setInterval(() => parent.postMessage(${message}, '*'), 20)</script>"></iframe>`;
  await openPost(page, baseURL, { body: forged + CURVES, sandbox: 'allow-scripts' });
  const post = page.frameLocator('iframe');
  await japanese(inner(post, 'curves'));
  const element = post.locator('activation-lab');
  const height = () => element.evaluate((one) => one.getBoundingClientRect().height);
  await expect.poll(height).toBeGreaterThan(700);
  await page.waitForTimeout(100);
  expect(await height()).toBeGreaterThan(700);
});

test('where the frame never comes, what stands inside stays', async ({ page, baseURL, watch }) => {
  await page.route('**/embed.html*', (route) => route.abort());
  await openPost(page, baseURL, { body: `${CURVES}<activation-lab panel="race"></activation-lab>` });
  await expect(page.getByText('wait')).toBeVisible();
  const link = page.getByRole('link', { name: 'Activation Lab (race)' });
  await expect(link).toBeVisible();
  expect(await link.getAttribute('href')).toBe(new URL('index.html?lang=en', baseURL).href);
  watch.errors.length = 0;
});

test('a frozen race runs by itself once it is seen, compares the weights, and offers no change', async ({
  page,
  baseURL,
}) => {
  const query = 'panel=race&activations=relu,tanh&epochs=1&seeds=2&lang=en&frozen=1';
  const far = `<div style="height: 9000px"></div><iframe title="lab" width="800" height="600" src="${new URL(`embed.html?${query}`, baseURL).href.replaceAll('&', '&amp;')}"></iframe>`;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await openPost(page, baseURL, { body: far });
  const frame = page.frameLocator('iframe');
  // A frame of another origin waits until it is seen: neither core nor texts come before.
  await expect(frame.locator('.stuck').first()).toBeAttached();
  await page.waitForTimeout(300);
  expect(asked.filter((url) => /wasm|texts-|script-/.test(url))).toEqual([]);
  await page.locator('iframe').scrollIntoViewIfNeeded();
  await expect(accuracyOf(frame, 'tanh')).toBeVisible({ timeout: 30_000 });
  await expect(
    frame.locator('al-race').getByRole('button', { name: /^(Train|Train all again|Pause)$/ }),
  ).toHaveCount(0);
  for (const part of ['al-picker', 'al-race-settings', 'al-export', 'al-share', 'al-results select'])
    await expect(frame.locator(part).first()).toBeHidden();
  await expect(frame.locator('al-dialect-switch')).toHaveCount(0);
});

test('the dialog writes element, frame and still figure, shows them, and gives the focus back', async ({
  page,
}) => {
  await page.goto('.?lang=en&activations=relu,tanh&epochs=2&seeds=2&hidden=32');
  const race = page.locator('al-race');
  await race.scrollIntoViewIfNeeded();
  await race.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(race.getByText('The race has finished')).toBeAttached({ timeout: 30_000 });
  const open = race.getByRole('button', { name: /^Embed/ });
  await open.click();
  const dialog = page.getByRole('dialog', { name: /^Embed: / });
  const text = () =>
    dialog.locator('al-copyable').evaluate((one) => (one as unknown as { text: string }).text);
  const preview = dialog.frameLocator('.preview iframe');
  await expect(preview.locator('al-race h2')).toBeVisible();
  await dialog.getByLabel('Result only').check();
  await dialog.getByLabel('Colours').selectOption('dark');
  await expect(preview.locator('html')).toHaveAttribute('data-theme', 'dark');
  const element = await text();
  expect(element).toMatch(
    /<activation-lab panel="race" activations="tanh,relu" epochs="2" seeds="2" bits="[0-9a-f]{8},[0-9a-f]{8}" lang="en" theme="dark" frozen query="hidden=32" title="/,
  );
  await dialog.getByRole('button', { name: 'Frame' }).click();
  expect(await text()).toMatch(
    /<iframe src="http[^"]+embed\.html\?panel=race&amp;activations=tanh,relu&amp;[^"]+frozen=1" title="[^"]+" loading="lazy"/,
  );

  await dialog.getByRole('button', { name: 'Still figure' }).click();
  const still = await text();
  expect(element).toContain(still.trim());
  expect(still).not.toMatch(/<script|<style|url\(|\sid=|\son\w+=|NaN|undefined/);
  await expect(preview.getByRole('img', { name: /Test accuracy/ })).toBeVisible();
  await expect(preview.getByRole('rowheader', { name: /^(relu|tanh)$/ })).toHaveCount(2);
  await expect(preview.getByRole('link', { name: 'Run it again' })).toHaveAttribute('href', /bits=/);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(open).toBeFocused();
});

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import {
  accuracyOf,
  DIGITS,
  drawByEvents,
  expect,
  fingerprintOf,
  row,
  surfaceOf,
  test,
  trainTo,
} from './lab.ts';

/** Firefox's driver brings no mouse into frames of another origin. */
const train = (panel: Locator): Promise<void> =>
  panel.getByRole('button', { name: 'Train', exact: true }).dispatchEvent('click');

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

/** The frame's host allows no other origin to fetch anything, and the frame, being sandboxed, has none of its own. */
test('a sandboxed frame: trains, reads a digit, tells its height, fetches nothing twice', async ({
  page,
  baseURL,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url().replace(/.*\/|-[\w-]{8}(?=\.)|\?.*/g, '')));
  const query = '?panel=draw&activations=relu&lang=en&epochs=6&seeds=1';
  const { frame, heights } = await openFrame(page, query, baseURL, 'allow-scripts');
  const panel = frame.locator('al-draw');
  await train(panel);
  await expect(panel.locator('.verdict')).toBeVisible({ timeout: 30_000 });
  expect((await heights()).at(-1)).toBeGreaterThan(300);
  await drawByEvents(surfaceOf(frame), DIGITS[1] ?? []);
  await expect(panel.locator('.verdict')).toContainText(/reads? a 1/);
  await expect(frame.locator('al-race')).toHaveCount(0);
  const files = fetched.filter((name) => /\.(js|css|wasm|bin)$/.test(name)).sort();
  expect(files).toEqual([
    'draw-script.js',
    'first.js',
    'hard_sigmoid.bin.js',
    'linear.bin.js',
    'main.js',
    'mnist-14x14.bin.js',
    'relu.bin.js',
    'sigmoid.bin.js',
    'simd-page.wasm.js',
    'simd.wasm.js',
    'softsign.bin.js',
    'style.css',
    'tanh.bin.js',
    'texts-en.js',
    'workers.js',
  ]);
});

test('a sandboxed frame says that it may not save curves', async ({ page, baseURL }) => {
  const { frame } = await openFrame(page, '?panel=curves&lang=en', baseURL, 'allow-scripts');
  await expect(frame.locator('al-save')).toContainText('may not save');
  await expect(frame.locator('al-save').getByRole('button')).toHaveCount(0);
});

test('a sandboxed frame gives the weights that the page gives', async ({ page, baseURL }) => {
  const query = '?panel=race&activations=tanh&lang=en&epochs=1&seed=5&seeds=1';
  const { frame } = await openFrame(page, query, baseURL, 'allow-scripts');
  await train(frame.locator('al-race'));
  await expect(accuracyOf(frame, 'tanh')).toBeVisible({ timeout: 30_000 });
  const inFrame = await fingerprintOf(frame, 'tanh');
  expect(inFrame).toMatch(/^[0-9a-f]{16}$/);
  await page.goto(`embed.html${query}`);
  await train(page.locator('al-race'));
  await expect(accuracyOf(page, 'tanh')).toBeVisible({ timeout: 30_000 });
  expect(await fingerprintOf(page, 'tanh')).toBe(inFrame);
});

test('a sandboxed frame sweeps to the fingerprints of the page', async ({ page, baseURL }) => {
  const query = '?panel=tuning&lang=en&epochs=1&sweep=elu.alpha:0.1:5:log:2&sweep_seeds=1&sweep_refine=0';
  const sweep = async (panel: Locator): Promise<string> => {
    await panel.locator('al-sweep-run button.primary').dispatchEvent('click');
    await expect(panel.locator('circle.point')).toHaveCount(2, { timeout: 30_000 });
    await panel.getByRole('button', { name: /^5: \d/ }).dispatchEvent('click');
    return (await panel.locator('.opened code').textContent()) ?? '';
  };
  const { frame, heights } = await openFrame(page, query, baseURL, 'allow-scripts');
  const inFrame = await sweep(frame.locator('al-tuning'));
  expect(inFrame).toMatch(/^[0-9a-f]{16}$/);
  expect((await heights()).at(-1)).toBeGreaterThan(600);
  await page.goto(`embed.html${query}`);
  expect(await sweep(page.locator('al-tuning'))).toBe(inFrame);
});

test('a sandboxed frame measures, and offers its record for copying alone', async ({ page, baseURL }) => {
  const query = '?panel=timing&activations=relu&lang=en';
  const { frame } = await openFrame(page, query, baseURL, 'allow-scripts');
  const panel = frame.locator('al-timing');
  await panel.getByRole('button', { name: 'Measure', exact: true }).dispatchEvent('click');
  await expect(panel.getByRole('table')).toBeVisible({ timeout: 40_000 });
  await panel.getByText('Raw record').dispatchEvent('click');
  await expect(panel.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
  await panel.getByRole('button', { name: 'Copy', exact: true }).dispatchEvent('click');
  await expect(panel).toContainText(/Copied|copy it by hand/);
});

test('a sandboxed frame has the script', async ({ page, baseURL }) => {
  const { frame } = await openFrame(page, '?panel=code&activations=relu&lang=en', baseURL, 'allow-scripts');
  await expect(frame.getByRole('region', { name: 'Python script' })).toContainText('import keras');
});

const cut = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length >> 1);
/** Another base64 character in the middle, or none at all. */
function changed(bytes: Buffer, character?: string): Buffer {
  const copy = Buffer.from(bytes);
  const at = copy.length >> 1;
  copy[at] = character ? character.charCodeAt(0) : copy[at] === 65 ? 66 : 65;
  return copy;
}

type Reply = { status?: number; body?: Buffer } | 'abort';

const LOSSES: [name: string, reply: (whole: Buffer) => Reply, sentence: RegExp][] = [
  ['missing', () => ({ status: 404 }), /could not be fetched/],
  ['unreachable', () => 'abort', /could not be fetched/],
  ['cut', (whole: Buffer) => ({ body: cut(whole) }), /incomplete/],
  ['a page', () => ({ body: Buffer.from('<!doctype html><p>Hello') }), /incomplete/],
  ['damaged', (whole: Buffer) => ({ body: changed(whole) }), /damaged/],
  ['not base64', (whole: Buffer) => ({ body: changed(whole, '~') }), /damaged/],
];

/** Answers requests for the script that carries a file until the returned function is called. */
async function breakCarrier(
  page: Page,
  name: string,
  reply: (whole: Buffer) => Reply,
): Promise<() => Promise<void>> {
  const assets = fileURLToPath(new URL('../../dist/assets/', import.meta.url));
  const file = readdirSync(assets).find((entry) => entry.startsWith(name) && entry.endsWith('.js'));
  const answer = reply(readFileSync(assets + file));
  const address = `**/${name}*.js`;
  await page.route(address, (route) =>
    answer === 'abort' ? route.abort() : route.fulfill({ contentType: 'text/javascript', ...answer }),
  );
  return () => page.unroute(address);
}

for (const [name, reply, sentence] of LOSSES) {
  test(`a sandboxed frame, data ${name}: says so, and retrying works`, async ({ page, baseURL, watch }) => {
    const repair = await breakCarrier(page, 'mnist-14x14', reply);
    const query = '?panel=race&activations=relu&lang=en&epochs=1&seeds=1';
    const { frame } = await openFrame(page, query, baseURL, 'allow-scripts');
    const race = frame.locator('al-race');
    await train(race);
    await expect(race.getByRole('alert')).toContainText(sentence);
    await repair();
    await race.getByRole('button', { name: 'Try again' }).dispatchEvent('click');
    await expect(row(frame, 'al-results', 'relu')).toContainText(/\d\.\d%/, { timeout: 30_000 });
    await expect(race.getByRole('alert')).toHaveCount(0);
    watch.errors.length = 0; // browsers log failed requests and scripts
  });
}

for (const [name, reply] of LOSSES.filter(([loss]) => /missing|cut|base64/.test(loss))) {
  test(`a sandboxed frame, core ${name}: says so, and retrying works`, async ({ page, baseURL, watch }) => {
    const repair = await breakCarrier(page, 'simd', reply);
    const { frame } = await openFrame(page, '?panel=curves&lang=en', baseURL, 'allow-scripts');
    const curves = frame.locator('al-curves');
    await expect(curves.getByRole('alert')).toContainText('could not be fetched');
    await repair();
    await curves.getByRole('button', { name: 'Try again' }).dispatchEvent('click');
    await expect(curves.locator('table')).toBeVisible();
    watch.errors.length = 0;
  });
}

test('several panels, in the order of the link, in a plain frame', async ({ page, baseURL }) => {
  const { frame, heights } = await openFrame(
    page,
    '?panel=race,curves&activations=tanh&lang=ja&theme=dark',
    baseURL,
  );
  // with the notices and the switch of frameworks before them
  await expect(frame.locator('main > *')).toHaveCount(4);
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

test('in a frame without scripts a link to the page remains', async ({ page, baseURL, watch }) => {
  const { frame } = await openFrame(page, '?panel=draw', baseURL, '');
  await expect(frame.getByRole('link').first()).toHaveAttribute('href', './index.html');
  watch.errors.length = 0;
});

test('opened from disk, without any server', async ({ page }) => {
  const index = fileURLToPath(new URL('../../dist/index.html', import.meta.url));
  await page.goto(`${pathToFileURL(index)}?lang=en&activations=relu&epochs=1&seeds=1`);
  await trainTo(page, 'relu');
});

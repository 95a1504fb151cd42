import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import type { RacePanel } from '../../src/panels/race/race.ts';
import {
  draw,
  expect,
  fingerprintOf,
  LONG,
  QUICK,
  row,
  surfaceOf,
  test,
  trainButton,
  trainTo,
} from './lab.ts';

const assets = fileURLToPath(new URL('../../dist/assets/', import.meta.url));
const dataFile = (): Buffer => {
  const name = readdirSync(assets).find((file) => file.startsWith('mnist-14x14'));
  return readFileSync(assets + name);
};

/** Answers requests for the data set until the returned function is called. */
async function breakData(
  page: Page,
  answer: { status?: number; body?: Buffer } | 'abort',
): Promise<() => Promise<void>> {
  await page.route('**/mnist-14x14*', (route) =>
    answer === 'abort' ? route.abort() : route.fulfill(answer),
  );
  return () => page.unroute('**/mnist-14x14*');
}

const cut = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length >> 1);
function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

const CASES = [
  ['missing', () => ({ status: 404 }), /could not be fetched .*HTTP 404/],
  ['unreachable', () => 'abort' as const, /could not be fetched/],
  ['cut', () => ({ body: cut(dataFile()) }), /incomplete/],
  ['damaged', () => ({ body: flipped(dataFile(), dataFile().length >> 1) }), /damaged/],
  [
    'with a wrong checksum',
    () => ({ body: gzipSync(flipped(gunzipSync(dataFile()), 100_000)) }),
    /checksum is wrong/,
  ],
  ['of another version', () => ({ body: gzipSync(flipped(gunzipSync(dataFile()), 4)) }), /another version/],
  ['a page', () => ({ body: Buffer.from('<!doctype html><p>Hello') }), /something else/],
] as const;

for (const [name, answer, sentence] of CASES) {
  test(`data file ${name}: says so, and retrying works`, async ({ page, watch }) => {
    const repair = await breakData(page, answer());
    await page.goto(`.${QUICK}`);
    await trainButton(page).click();
    const race = page.locator('al-race');
    await expect(race.getByRole('alert')).toContainText(sentence);
    await expect(trainButton(page)).toBeEnabled();
    await repair();
    await race.getByRole('button', { name: 'Try again' }).click();
    await expect(row(page, 'al-results', 'relu')).toContainText(/\d\.\d%/, { timeout: 30_000 });
    await expect(race.getByRole('alert')).toHaveCount(0);
    watch.errors.length = 0; // browsers log failed requests
  });
}

test('facts that do not come: the panels say so, and one retry helps all of them', async ({
  page,
  watch,
}) => {
  await page.route('**/facts-script*', (route) => route.abort());
  await page.goto('.?lang=en');
  const table = page.locator('al-facts-table');
  await table.scrollIntoViewIfNeeded();
  await expect(table.getByRole('alert')).toContainText('could not be fetched (facts-script');
  await expect(table.getByRole('rowheader', { name: 'relu' })).toBeVisible();
  await page.locator('al-dialects').scrollIntoViewIfNeeded();
  await expect(page.locator('al-dialects').getByRole('alert')).toBeVisible();
  await page.unroute('**/facts-script*');
  await table.getByRole('button', { name: 'Try again' }).click();
  await expect(table.locator('math').first()).toBeVisible();
  await expect(page.locator('al-dialects').getByRole('table').first()).toBeVisible();
  for (const panel of ['al-facts-table', 'al-dialects'])
    await expect(page.locator(panel).getByRole('alert')).toHaveCount(0);
  watch.errors.length = 0; // browsers log failed requests
});

test('without the script that starts workers each run says so, and can be tried again', async ({
  page,
  watch,
}) => {
  await page.route('**/workers-*', (route) => route.abort());
  await page.goto(`.${QUICK}`);
  await trainButton(page).click();
  await expect(row(page, 'al-results', 'relu')).toContainText('could not be fetched (workers-');
  await page.unroute('**/workers-*');
  await row(page, 'al-results', 'relu').getByRole('button', { name: 'Try again' }).click();
  await expect(row(page, 'al-results', 'relu')).toContainText(/\d\.\d%/, { timeout: 30_000 });
  watch.errors.length = 0;
});

test('without WebAssembly the text remains and a sentence says why', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'WebAssembly');
  });
  await page.goto('.?lang=en');
  await expect(page.locator('al-race').getByRole('alert')).toContainText('no WebAssembly');
  await expect(page.getByText('A layer multiplies its inputs')).toBeVisible();
  await page.getByRole('button', { name: '日本語' }).click();
  await expect(page.locator('al-race').getByRole('alert')).toContainText('WebAssembly が使えない');
});

test('without SIMD the scalar build gives the same weights', async ({ page }) => {
  const query = '.?lang=en&activations=relu&epochs=1&seeds=1';
  await page.goto(query);
  await trainTo(page, 'relu');
  const fingerprint = await fingerprintOf(page, 'relu');

  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.addInitScript(() => {
    WebAssembly.validate = () => false; // what the feature detection asks
  });
  await page.goto(query);
  await trainTo(page, 'relu');
  expect(fetched.some((url) => url.includes('scalar'))).toBe(true);
  expect(fetched.some((url) => url.includes('simd'))).toBe(false);
  expect(await fingerprintOf(page, 'relu')).toBe(fingerprint);
});

test('a core that cannot be fetched: a sentence and a button', async ({ page, watch }) => {
  await page.route('**/*.wasm', (route) => route.fulfill({ status: 404 }));
  await page.goto('.?lang=en');
  await expect(page.locator('al-curves').getByRole('alert')).toContainText('could not be fetched');
  await page.unroute('**/*.wasm');
  await page.locator('al-curves').getByRole('button', { name: 'Try again' }).click();
  await expect(trainButton(page)).toBeEnabled();
  watch.errors.length = 0;
});

test('a host that does not know the MIME type of wasm', async ({ page }) => {
  await page.route('**/*.wasm', async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      headers: { ...response.headers(), 'content-type': 'application/octet-stream' },
    });
  });
  await page.goto(`.${QUICK}`);
  await expect(trainButton(page)).toBeEnabled();
});

test('a worker killed in the middle is replaced, the others lose nothing', async ({ page }) => {
  await page.addInitScript(() => {
    const workers: Worker[] = [];
    Object.assign(globalThis, { workers });
    globalThis.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        workers.push(this);
      }
    };
  });
  await page.goto(`.?lang=en&activations=relu,tanh&epochs=40&hidden=128&seeds=1`);
  await trainButton(page).click();
  const race = page.locator('al-race');
  // It has begun: a worker that is still starting is given more time.
  await expect
    .poll(() => race.evaluate((element) => (element as RacePanel).lab?.state.race.runs[0]?.status))
    .toBe('training');
  await page.evaluate(() => (globalThis as unknown as { workers: Worker[] }).workers[0]?.terminate());
  await expect(race).toContainText('no longer answers', { timeout: 20_000 });
  await expect(race.locator('td.accuracy').getByText(/^\d+\.\d%$/)).toHaveCount(1, { timeout: 30_000 });
  await race.getByRole('button', { name: 'Try again' }).click();
  await expect(race.locator('td.accuracy').getByText(/^\d+\.\d%$/)).toHaveCount(2, { timeout: 30_000 });
});

test('a worker that cannot start: a sentence, and the page goes on', async ({ page, watch }) => {
  await page.addInitScript(() => {
    const Native = Worker;
    globalThis.Worker = class extends Native {
      constructor() {
        super(URL.createObjectURL(new Blob(['throw new Error("broken on purpose")'])));
      }
    };
  });
  await page.goto(`.${QUICK}`);
  await trainButton(page).click();
  await expect(page.locator('al-race').getByText('could not run')).toHaveCount(2);
  await expect(trainButton(page)).toBeEnabled();
  watch.errors.length = 0;
});

test('a race that diverges says so in words', async ({ page }) => {
  await page.goto('.?lang=en&activations=linear&epochs=2&learning_rate=10&seeds=1');
  await trainButton(page).click();
  await expect(row(page, 'al-results', 'linear')).toContainText('Diverged');
  await expect(page.locator('al-race')).not.toContainText('NaN');
});

test('an address full of nonsense: what is understood is used, the rest is named', async ({ page }) => {
  await page.goto(
    '.?lang=en&activations=relu,rleu&epochs=1e99&seed=abc&hidden=-4&learning_rate=%00&hard_sigmoid.slope=9',
  );
  const notices = page.locator('al-notices');
  await expect(notices).toContainText('No function is called “rleu”');
  await expect(notices).toContainText('“epochs=1e99” cannot be used. Allowed: 1–1000.');
  await expect(notices.getByRole('listitem')).toHaveCount(6);
  await expect(page.locator('al-curves').getByRole('rowheader')).toHaveCount(1);
  await page.getByRole('button', { name: '日本語' }).click();
  await expect(notices).toContainText('「rleu」という関数はありません');
  await notices.getByRole('button').click();
  await expect(notices.getByRole('listitem')).toHaveCount(0);
});

test('drawing: nothing, a dot, off the surface, ten thousand points', async ({ page }) => {
  await page.goto(`.${QUICK}`);
  await trainTo(page, 'relu', 'tanh');
  const panel = page.locator('al-draw');
  const answer = row(page, 'al-draw', 'relu').locator('.answer');
  const clear = panel.getByRole('button', { name: 'Clear' });
  await expect(panel).toContainText('the answers follow your pen');

  await draw(page, [[[0.5, 0.5]]]);
  await expect(panel.locator('.verdict')).toContainText(/networks read a \d|no ink/);
  await clear.click();

  await draw(page, [
    [
      [0.5, 0.5],
      [-0.4, 0.5],
      [0.5, 1.6],
    ],
  ]);
  await expect(answer).toHaveText(/\d/);
  await clear.click();

  await surfaceOf(page).evaluate((surface) => {
    const box = surface.getBoundingClientRect();
    const send = (type: string, index: number): void => {
      const angle = index / 50;
      const radius = 20 + index / 100;
      surface.dispatchEvent(
        new PointerEvent(type, {
          pointerId: 1,
          clientX: box.left + box.width / 2 + radius * Math.cos(angle),
          clientY: box.top + box.height / 2 + radius * Math.sin(angle),
          bubbles: true,
        }),
      );
    };
    send('pointerdown', 0);
    for (let index = 1; index < 10_000; index += 1) send('pointermove', index);
    send('pointerup', 10_000);
  });
  await expect(answer).toHaveText(/\d/);
  await expect(panel).not.toContainText('NaN');
});

test('a hidden tab goes on training and still answers', async ({ page }) => {
  await page.goto(`.${LONG}`);
  await trainButton(page).click();
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  const bar = page.locator('al-race').getByRole('progressbar', { name: 'Training progress' });
  await expect.poll(() => bar.evaluate((element: HTMLProgressElement) => element.value)).toBeGreaterThan(0);
  await page.locator('al-race').getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(trainButton(page)).toBeEnabled();
});

test('texts that do not come: the page says so, in both languages', async ({ page, watch }) => {
  await page.route('**/texts-*', (route) => route.abort());
  await page.goto('.');
  await expect(page.locator('main')).toContainText('could not be loaded');
  await expect(page.locator('main')).toContainText('再読み込みしてください');
  watch.errors.length = 0; // browsers log failed requests
});

test('the other language fails to come: says so, keeps this one, and can be asked for again', async ({
  page,
  watch,
}) => {
  await page.goto('.?lang=en');
  const title = page.locator('al-curves').getByRole('heading', { level: 2 });
  await expect(title).toHaveText('What shape is it, and how steep?');
  await page.route('**/texts-ja*', (route) => route.abort());
  await page.getByRole('button', { name: '日本語' }).click();
  await expect(page.locator('al-notices')).toContainText('other language could not be loaded');
  await expect(title).toHaveText('What shape is it, and how steep?');
  await page.unroute('**/texts-ja*');
  await page.getByRole('button', { name: '日本語' }).click();
  await expect(title).toHaveText('どんな形で、傾きはどれくらい？');
  watch.errors.length = 0; // browsers log failed requests
});

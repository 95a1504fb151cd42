import type { Locator, Page } from '@playwright/test';
import type { TrainConfig } from '../../src/core/types.ts';
import type { SignalPanel } from '../../src/panels/signal/signal.ts';
import { expect, test } from './lab.ts';

const panel = (page: Page): Locator => page.locator('al-signal');
const open = (page: Page, view: string): Promise<unknown> =>
  page.goto(`./embed.html?lang=en&panel=signal&signal=${view}`);
const start = (page: Page): Locator => panel(page).getByRole('button', { name: /^Train / });
/** The button is back as the training has ended. */
const trained = async (page: Page): Promise<void> => {
  await expect(panel(page).getByRole('button', { name: 'Cancel' })).toHaveCount(0, { timeout: 30_000 });
  await expect(start(page)).toBeEnabled();
};
const viewOf = (page: Page): Promise<string | undefined> =>
  panel(page).evaluate((element) => (element as SignalPanel).lab?.state.views.signal);

/** What an experiment comes to, watched or not: weights or divergence, and the steps that were measured. */
const train = (page: Page, change: Partial<TrainConfig>, every?: number) =>
  panel(page).evaluate(
    async (element, [change, every]) => {
      const { lab } = element as SignalPanel;
      if (!lab) throw new Error('no lab');
      const steps: number[] = [];
      const stream = {
        ...(every !== undefined && { watch: () => ({ every }) }),
        watched: (_: unknown, seen: { steps: readonly { step: number }[] }) => {
          steps.push(...seen.steps.map(({ step }) => step));
        },
      };
      const config = { ...lab.config('relu'), hidden: [16, 16], epochs: 2, ...change };
      const [one] = await lab.experiment([config], undefined, 'subset', stream);
      const outcome = one?.outcome;
      if (!outcome) throw new Error('no outcome');
      return 'code' in outcome
        ? { hash: '', accuracy: 0, step: outcome.divergence?.step ?? 0, steps }
        : { hash: outcome.weights_hash, accuracy: outcome.evaluation.accuracy, step: 0, steps };
    },
    [change, every] as const,
  );

test('measuring changes no bit of the weights, and every n-th step is measured', async ({ page }) => {
  await open(page, '');
  await expect(start(page)).toBeEnabled();
  const changes: Partial<TrainConfig>[] = [
    {},
    { optimizer: 'adam', learning_rate: 0.001, dropout: 0.2 },
    {
      activation: 'prelu',
      learn: { negative_slope: 'unit' },
      params: { negative_slope: 0.25 },
      global_clipnorm: 0.5,
    },
    { augmentation: 1, hidden_bias: 0.1, batch_size: 100, epochs: 1 },
  ];
  for (const change of changes) {
    const plain = await train(page, change);
    const watched = await train(page, change, 8);
    expect(plain.hash).toMatch(/^[0-9a-f]{16}$/);
    expect([change, watched.hash]).toEqual([change, plain.hash]);
    expect(plain.steps).toEqual([]);
    const all = (change.epochs ?? 2) * Math.ceil(10_000 / (change.batch_size ?? 32));
    expect(watched.steps).toEqual(Array.from({ length: Math.ceil(all / 8) }, (_, index) => 1 + 8 * index));
  }
  // What diverges does so in the same step, and tells of the last ones one by one.
  const lost = {
    activation: 'leaky_relu',
    params: { negative_slope: 0.3 },
    initializer: 'he_normal',
    hidden: Array(8).fill(32),
    learning_rate: 0.45,
  };
  const [plain, watched] = [await train(page, lost), await train(page, lost, 1000)];
  expect(plain.step).toBeGreaterThan(40);
  expect(watched.step).toBe(plain.step);
  const first = plain.step - 31;
  expect(watched.steps).toEqual([
    1,
    ...Array.from({ length: plain.step - first + 1 }, (_, index) => first + index),
  ]);
});

test('a divergence is told by its numbers, what helps is trained, taken over and saved', async ({ page }) => {
  await open(page, 'a:leaky_relu,hidden:16-16,rate:3,epochs:1,every:4');
  await start(page).click();
  await trained(page);
  const post = panel(page).locator('al-signal-post-mortem');
  await expect(post).toContainText('Why did it diverge?');
  const leaky = {
    activation: 'leaky_relu',
    params: { negative_slope: 0.3 },
    hidden: [16, 16],
    initializer: 'he_normal',
    epochs: 1,
  };
  const lost = await train(page, { ...leaky, learning_rate: 3 });
  expect(lost.step).toBeGreaterThan(0);
  await expect(post).toContainText(`In step ${lost.step} (epoch 1, batch ${lost.step})`);
  await post.getByText(/^The last \d+ steps as a table$/).click();
  await expect(post.locator('.tail tbody tr')).toHaveCount(Math.min(32, lost.step));
  await expect(post).not.toContainText('NaN');

  await post.getByRole('button', { name: /^Try it: 8 changes/ }).click();
  const tried = post.locator('.tried tbody tr');
  await expect(tried).toHaveCount(8, { timeout: 30_000 });
  await expect(post).toContainText('Of 8 changes tried');
  // What is told of one is what it comes to.
  const low = await train(page, { ...leaky, learning_rate: 1 });
  const row = tried.filter({ has: page.getByRole('rowheader', { name: 'learning rate 1', exact: true }) });
  await expect(row).toContainText(
    low.step > 0 ? `diverged in step ${low.step}` : `${(100 * low.accuracy).toFixed(1)}%`,
  );
  const adam = tried.filter({ hasText: 'adam with rate 0.001' });
  await expect(adam).toContainText('% of the test images, training loss');
  await adam.getByRole('button', { name: 'Show this run' }).click();
  await trained(page);
  expect(await viewOf(page)).toBe('a:leaky_relu,hidden:16-16,optimizer:adam,rate:0.001,epochs:1,every:4');
  await expect(panel(page)).toContainText('It learns: training loss');
  await expect(panel(page).locator('al-signal-post-mortem')).toHaveCount(0);

  // The driver of an unpatched Firefox does not tell about downloads.
  const saved = await page.evaluateHandle(() => {
    const blobs: Blob[] = [];
    const { createObjectURL } = URL;
    URL.createObjectURL = (blob) => {
      blobs.push(blob as Blob);
      return createObjectURL(blob);
    };
    return blobs;
  });
  await panel(page).getByRole('button', { name: /CSV/ }).click();
  const file = await saved.evaluate(([blob]) => blob?.text() ?? '');
  const lines = file.trim().split('\n');
  expect(lines).toHaveLength(1 + 3 * Math.ceil(313 / 4));
  expect(lines[1]).toMatch(/^leaky_relu,1,1,1,\d/);
});

test('two networks are read step by step, by keyboard, layer by layer; a link with nonsense is named', async ({
  page,
}) => {
  await open(page, 'b:tanh,hidden:8-8-8,epochs:2,layer:2,rate:-1,every:often');
  await expect(panel(page).getByRole('alert')).toHaveCount(2);
  await expect(panel(page)).toContainText('“rate” of the link cannot be used: got -1, expected > 0');
  await start(page).click();
  await trained(page);
  const networks = panel(page).locator('al-signal-network');
  await expect(networks).toHaveCount(2);
  const slider = networks.first().getByRole('slider');
  await slider.focus();
  await page.keyboard.press('Home');
  const captions = networks.locator('caption');
  await expect(captions).toHaveText([/^Step 1, loss \d/, /^Step 1, loss \d/]);
  await page.keyboard.press('ArrowRight');
  await expect(captions).toHaveText([/^Step 9, /, /^Step 9, /]);
  await expect(slider).toHaveAttribute('aria-valuetext', /^Step 9, loss [\d.]+\. layer 2, gradient: [\d.]+/);
  // The chosen layer is marked in words' place as well as in the chart, and another press lets it go.
  await expect(networks.first().locator('tr.chosen th')).toContainText('layer 2');
  await panel(page).getByRole('button', { name: 'layer 2', pressed: true }).click();
  await expect(networks.first().locator('tr.chosen')).toHaveCount(0);
  expect(await viewOf(page)).toBe('b:tanh,hidden:8-8-8,epochs:2');
  await expect(networks.first().locator('tbody tr')).toHaveCount(4);
  for (const text of await networks.allTextContents()) expect(text).not.toMatch(/NaN|undefined|Infinity/);

  // A field that cannot be used holds nothing up but the start.
  await panel(page).getByLabel('Epochs').fill('51');
  await panel(page).getByLabel('Epochs').press('Enter');
  await expect(panel(page).getByRole('alert').filter({ hasText: '1–50' })).toBeVisible();
  await expect(start(page)).toBeDisabled();
  await panel(page).getByLabel('Epochs').fill('50');
  await panel(page).getByLabel('Epochs').press('Enter');
  // Long enough to be stopped.
  await panel(page).getByLabel('Units').fill('64-64');
  await panel(page).getByLabel('Units').press('Enter');
  await start(page).click();
  await panel(page).getByRole('button', { name: 'Pause' }).click();
  await expect(panel(page)).toContainText('Paused.');
  await panel(page).getByRole('button', { name: 'Resume' }).click();
  await panel(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(start(page)).toBeEnabled();
});

test('each example shows what it says', async ({ page }) => {
  test.setTimeout(90_000);
  await open(page, '');
  const show = async (name: string | RegExp): Promise<Locator> => {
    await panel(page).getByRole('link', { name }).click();
    await trained(page);
    return panel(page).locator('al-signal-network');
  };
  await expect(await show(/healthy/)).toContainText(/It learns: .* by 0\.00\d+ to 0\.00\d+ of their length/);
  await expect(await show(/too high a rate/)).toContainText('Why did it diverge?');
  await expect(await show(/clipped/)).toContainText('It learns');
  const late = await show(/for a while/);
  await expect(late).toContainText(
    /In step [23]\d the update of [\w ]+ was [\d.]+ times as long as its weights/,
  );
  await expect(await show(/no gradient is left/)).toContainText(/In no layer .* exactly 0 from step \d+ on/);
  await expect(await show(/no gradient for the first ones/)).toContainText(
    'The gradient vanishes on its way back',
  );
  const both = await show(/beside tanh/);
  await expect(both.first()).toContainText('The gradient vanishes on its way back');
  await expect(both.last()).toContainText('It learns');
});

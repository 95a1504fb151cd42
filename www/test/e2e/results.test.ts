// What a race came to: table, plot, confusions, files, and the link that reproduces it.

import type { Locator, Page } from '@playwright/test';
import { detailsOf, expect, row, test, trainButton, trainTo } from './lab.ts';

/** tanh and relu are close, linear is not; four seeds. */
const RACE = '?lang=en&activations=linear,tanh,relu&epochs=3&seeds=4';
/** exponential diverges at this rate, the others do not. */
const DIVERGING = '?lang=en&activations=exponential,relu,tanh&epochs=1&seeds=2&learning_rate=0.9';

const results = (page: Page): Locator => page.locator('al-results');
const names = (page: Page): Promise<string[]> =>
  results(page)
    .locator('tbody th.name button')
    .evaluateAll((buttons) => buttons.map((button) => button.firstChild?.nextSibling?.textContent ?? ''));

async function raced(page: Page, query: string): Promise<void> {
  await page.goto(`.${query}`);
  await trainButton(page).click();
  await expect(page.locator('al-race')).toContainText('The race has finished.', { timeout: 40_000 });
  // The results come half a second later at most.
  await expect(results(page).locator('.words')).not.toBeEmpty();
}

const number = (text: string): number => Number(text.replace('−', '-').replace(/[+%]/, ''));

/** The text that is offered to be copied. */
async function exported(page: Page, kind: string): Promise<string> {
  const panel = page.locator('al-export');
  if ((await panel.locator('details[open]').count()) === 0)
    await panel.getByText('Take the results along').click();
  await panel.getByRole('button', { name: kind, exact: true }).click();
  return panel.locator('al-copyable').evaluate((element) => (element as unknown as { text: string }).text);
}

test('intervals, shared ranks and the sentence; another baseline turns the differences round', async ({
  page,
}) => {
  await raced(page, RACE);
  const cell = (id: string, column: string) => row(page, 'al-results', id).locator(`td.${column} span`);
  expect(await names(page)).toHaveLength(3);
  // The best first.
  const shown = await Promise.all((await names(page)).map((id) => cell(id, 'accuracy').first().innerText()));
  expect(shown.map(number)).toEqual([...shown.map(number)].sort((a, b) => b - a));
  for (const id of ['linear', 'tanh', 'relu']) {
    const [mean = '', interval = ''] = await cell(id, 'accuracy').allInnerTexts();
    const [, low = '', high = ''] = /^\[([\d.]+), ([\d.]+)\]$/.exec(interval) ?? [];
    expect(number(low)).toBeLessThan(number(mean));
    expect(number(high)).toBeGreaterThan(number(mean));
    await expect(cell(id, 'rank')).toHaveText(/^\d(–\d)?$/);
  }
  await expect(results(page).locator('.words')).toContainText(
    /relu reads \d\d(\.\d)?% of the test digits on average over 4 seeds/,
  );
  await expect(cell('relu', 'difference')).toHaveText('baseline');
  const difference = number(await cell('linear', 'difference').first().innerText());
  expect(difference).toBeLessThan(-0.5);
  await results(page).getByLabel('Compared with').selectOption({ label: 'linear' });
  await expect(cell('linear', 'difference')).toHaveText('baseline');
  await expect(cell('relu', 'difference').first()).toHaveText(`+${Math.abs(difference).toFixed(1)}`);
  await expect(results(page)).not.toContainText('NaN');
});

test('sorting by keyboard, filtering, and another accuracy to reach', async ({ page }) => {
  await raced(page, RACE);
  const head = results(page).getByRole('columnheader', { name: 'Function' });
  await head.getByRole('button').press('Enter');
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  expect(await names(page)).toEqual(['linear', 'relu', 'tanh']);
  await head.getByRole('button').press('Enter');
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  expect(await names(page)).toEqual(['tanh', 'relu', 'linear']);
  // The plot is in the same order.
  expect(await results(page).locator('al-interval-chart text.name').allTextContents()).toEqual([
    'tanh',
    'relu',
    'linear',
  ]);

  await results(page).getByLabel('Find functions').fill('li');
  expect(await names(page)).toEqual(['linear']);
  await results(page).getByLabel('Find functions').fill('');
  await results(page)
    .getByRole('combobox', { name: 'Shown', exact: true })
    .selectOption({ label: 'told apart from the baseline' });
  expect(await names(page)).toContain('linear');
  await results(page)
    .getByRole('combobox', { name: 'Shown', exact: true })
    .selectOption({ label: 'all functions' });

  const threshold = results(page).getByLabel('Accuracy to reach');
  await threshold.fill('50');
  await threshold.press('Enter');
  await expect(row(page, 'al-results', 'relu').locator('td.epochs')).toHaveText('1');
  await threshold.fill('100');
  await threshold.press('Enter');
  await expect(row(page, 'al-results', 'relu').locator('td.epochs')).toContainText('not reached');
  await threshold.fill('101');
  await threshold.press('Enter');
  await expect(results(page)).toContainText('Allowed: 1–100');
});

test('a function that diverged is said to have, and is neither averaged nor ranked', async ({ page }) => {
  await raced(page, DIVERGING);
  const diverged = row(page, 'al-results', 'exponential');
  await expect(diverged).toContainText(/Diverged with [12] of 2 seeds: not averaged, not ranked/);
  await expect(diverged).toContainText(/Seed \d: Diverged in epoch 1, batch \d+/);
  await expect(diverged.locator('td.accuracy')).toHaveCount(0);
  expect(await results(page).locator('al-interval-chart text.name').allTextContents()).not.toContain(
    'exponential',
  );
  await expect(row(page, 'al-results', 'relu').locator('td.rank')).toHaveText(/1/);
  const csv = (await exported(page, 'CSV, functions'))
    .split('\r\n')
    .find((line) => line.startsWith('exponential'));
  expect(csv).toMatch(/^exponential,[01],[12],,,,,/);
});

test('one seed: no interval and no rank, and it says so', async ({ page }) => {
  await raced(page, '?lang=en&activations=tanh,relu&epochs=1&seeds=1');
  await expect(row(page, 'al-results', 'relu').locator('td.accuracy')).toContainText('one seed: no interval');
  await expect(row(page, 'al-results', 'relu').locator('td.rank')).toHaveText('–');
});

test('files: the means come out of the raw values again; tables to paste hold the link', async ({ page }) => {
  await raced(page, RACE);
  const record = JSON.parse(await exported(page, 'JSON'));
  expect(record).toMatchObject({ build: 'simd128', images: 'subset', test_count: 1000, baseline: 'relu' });
  expect(record.user_agent).toBe(await page.evaluate(() => navigator.userAgent));
  expect(record.functions).toHaveLength(3);
  for (const { name, runs, test_accuracy } of record.functions) {
    expect(runs.map((run: { config: { seed: number } }) => run.config.seed)).toEqual([1, 2, 3, 4]);
    const mean = runs.reduce((sum: number, { accuracy }: { accuracy: number }) => sum + accuracy, 0) / 4;
    expect(test_accuracy.mean).toBeCloseTo(mean, 12);
    await expect(row(page, 'al-results', name).locator('td.accuracy')).toContainText(
      `${(mean * 100).toFixed(1)}%`,
    );
    expect(runs[0].history).toHaveLength(3);
  }
  const lines = (await exported(page, 'CSV, runs')).trimEnd().split('\r\n');
  expect(lines).toHaveLength(1 + 12);
  const { accuracy, weights_hash } = record.functions[0].runs[0];
  expect(lines.find((line) => line.includes(weights_hash))).toContain(`,${accuracy},`);

  const markdown = await exported(page, 'Markdown');
  expect(markdown).toContain('| --- | ---: |');
  expect(markdown).toMatch(/\[Run it again in your browser\]\(http:.*bits=/);
  const html = await exported(page, 'HTML');
  const pasted = await page.evaluate((source) => {
    const body = new DOMParser().parseFromString(source, 'text/html');
    return { rows: body.querySelectorAll('tbody tr').length, link: body.querySelector('a')?.href ?? '' };
  }, html);
  expect(pasted.rows).toBe(3);
  expect(new URL(pasted.link).searchParams.get('seeds')).toBe('4');
});

test('charts are saved as pictures that stand alone', async ({ page }) => {
  await raced(page, '?lang=en&activations=tanh,relu&epochs=1&seeds=2');
  await page.evaluate(() => {
    const saved: Blob[] = [];
    Object.assign(globalThis, { saved });
    const { createObjectURL } = URL;
    URL.createObjectURL = (blob) => {
      saved.push(blob as Blob);
      return createObjectURL(blob);
    };
  });
  await results(page).getByText('Confusions and mistakes').click();
  const saving = page.locator('al-race').locator('al-save');
  await expect(saving).toHaveCount(3);
  for (const chart of await saving.all()) {
    await chart.getByRole('button', { name: 'Save as SVG' }).click();
    await expect(chart).toContainText('.svg');
    await chart.getByRole('button', { name: 'Save as PNG' }).click();
    await expect(chart).toContainText('.png');
  }
  const [curves = '', , plot = '', , matrix = ''] = await page.evaluate(() =>
    Promise.all((globalThis as unknown as { saved: Blob[] }).saved.map((blob) => blob.text())),
  );
  for (const svg of [curves, plot, matrix]) {
    expect(svg).not.toMatch(/var\(|light-dark|class=|NaN/);
    expect(svg).toMatch(/^<svg .*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  }
  expect(plot).toMatch(/>relu<\/text>/);
  const sizes = await page.evaluate(() =>
    Promise.all(
      [1, 3, 5].map(async (index) => {
        const blob = (globalThis as unknown as { saved: Blob[] }).saved[index];
        return blob ? (await createImageBitmap(blob)).width : 0;
      }),
    ),
  );
  for (const width of sizes) expect(width).toBeGreaterThan(700);
});

test('confusions sum to the test images of all seeds', async ({ page }) => {
  await raced(page, RACE);
  await results(page).getByText('Confusions and mistakes').click();
  const matrix = page.locator('al-confusion');
  const counts = async (): Promise<number[]> =>
    (await matrix.locator('td').allTextContents()).map((text) => Number(text.replaceAll(/\D/g, '')));
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  expect(await counts()).toHaveLength(100);
  expect(sum(await counts())).toBe(4 * 1000);
  await results(page)
    .getByRole('combobox', { name: 'Function', exact: true })
    .selectOption({ label: 'linear' });
  await expect(matrix).toContainText('linear, sum over 4 seed(s)');
  const diagonal = sum((await counts()).filter((_, index) => index % 11 === 0));
  const accuracy = await row(page, 'al-results', 'linear').locator('td.accuracy span').first().innerText();
  expect((100 * diagonal) / 4000).toBeCloseTo(number(accuracy), 1);
});

test('mistakes: the misread digits of a function, and those on which functions disagree', async ({
  page,
}) => {
  await raced(page, RACE);
  await results(page).getByText('Confusions and mistakes').click();
  await results(page)
    .getByRole('combobox', { name: 'Function', exact: true })
    .selectOption({ label: 'linear' });
  const [mine, divided] = await page.locator('al-mistakes').all();
  if (!mine || !divided) throw new Error('not there');
  // Errors of all seeds, as the confusion matrix counts them, are those of the images shown.
  const said = /^(\d+) of 1000 test images are misread with at least one of 4/.exec(
    await mine.locator('p').innerText(),
  );
  const count = Number(said?.[1]);
  expect(count).toBeGreaterThan(60);
  await expect(mine.getByRole('img')).toHaveCount(60);
  for (let shown = 60; shown < count; shown += 60) await mine.getByRole('button', { name: /^More/ }).click();
  await expect(mine.getByRole('img')).toHaveCount(count);
  const wrong = (await mine.locator('.soft').allInnerTexts()).map((text) => Number(text.split(' ')[0]));
  const matrix = (await page.locator('al-confusion td').allTextContents()).map((text) =>
    Number(text.replaceAll(/\D/g, '')),
  );
  const errors = matrix.filter((_, index) => index % 11 !== 0).reduce((total, value) => total + value, 0);
  expect(wrong.reduce((total, value) => total + value, 0)).toBe(errors);
  await expect(divided).toContainText(/The 3 functions do not agree on \d+ of 1000 test images/);
  await expect(divided.locator('li').first()).toContainText(/It is a \d\.\s*\d: /);
});

test('times of the timing figure come into the table, and not after the network has changed', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await raced(page, '?lang=en&activations=tanh,relu&epochs=1&seeds=2');
  const relu = row(page, 'al-results', 'relu');
  await expect(relu.locator('td.step')).toHaveText('–');
  await results(page).getByLabel('Accuracy to reach').fill('30');
  await results(page).getByLabel('Accuracy to reach').press('Enter');
  const timing = page.locator('al-timing');
  await timing.getByRole('button', { name: 'Measure', exact: true }).click();
  await expect(relu.locator('td.step')).toHaveText(/^\s*0\.\d+\s*$/, { timeout: 90_000 });
  await expect(relu.locator('td.forward')).toHaveText(/\d/);
  await expect(relu.locator('td.backward')).toHaveText(/\d/);
  await expect(relu.locator('td.seconds')).toHaveText(/\d/);
  // One epoch of 313 steps; the table rounds.
  const [names = [], ...lines] = (await exported(page, 'CSV, functions'))
    .split('\r\n')
    .map((line) => line.split(','));
  const of = (name: string): number => Number(lines.find(([id]) => id === 'relu')?.[names.indexOf(name)]);
  expect(of('seconds_to_0.3')).toBeCloseTo((of('ms_per_step') * 313) / 1000, 9);
  expect(of('ms_per_step')).toBeGreaterThan(0.001);
  await page.locator('al-race').getByText('Network and training settings').click();
  const hidden = page.locator('al-race').getByLabel('Units of the hidden layers');
  await hidden.fill('16');
  await hidden.press('Enter');
  await trainButton(page).click();
  await expect(relu.locator('td.step')).toHaveText('–');
});

test('a link carries the digests: the same bits, or which differ, or that they cannot be compared', async ({
  page,
}) => {
  const query = '?lang=en&activations=tanh,relu&epochs=1&seeds=2';
  await raced(page, query);
  await page.locator('al-share').getByText('Link to this experiment').click();
  const link = new URL((await page.locator('al-share pre').innerText()).trim());
  const bits = link.searchParams.get('bits') ?? '';
  expect(bits).toMatch(/^[0-9a-f]{8},[0-9a-f]{8}$/);
  await expect(results(page)).not.toContainText('Same bits');

  await page.goto('about:blank');
  await raced(page, link.search);
  await expect(results(page)).toContainText('Same bits: the weights of all 2 functions');

  const tampered = link.search.replace(
    bits,
    bits.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
  );
  await page.goto('about:blank');
  await raced(page, tampered);
  await expect(results(page)).toContainText('Other bits than those of the link’s author: tanh; the same: 1');

  await page.goto('about:blank');
  await page.goto(`.${link.search}`);
  await page.locator('al-race').getByText('Network and training settings').click();
  const seed = page.locator('al-race').getByLabel('First random seed');
  await seed.fill('77');
  await seed.press('Enter');
  await expect(page).not.toHaveURL(/bits=/);
  await trainTo(page, 'tanh', 'relu');
  await expect(results(page)).toContainText('The settings are no longer those of the link');
});

test('after a change of the settings there is no link to what is shown', async ({ page }) => {
  await raced(page, '?lang=en&activations=tanh,relu&epochs=1&seeds=2');
  await page.locator('al-race').getByText('Network and training settings').click();
  const epochs = page.locator('al-race').getByLabel('Epochs', { exact: true });
  await epochs.fill('2');
  await epochs.press('Enter');
  await page.locator('al-share').getByText('Link to this experiment').click();
  await expect(page.locator('al-share')).toContainText('have been changed since this race');
});

test('details: each seed’s accuracy and fingerprint', async ({ page }) => {
  await raced(page, RACE);
  const details = await detailsOf(page, 'tanh');
  await expect(details.locator('code')).toHaveCount(4);
  expect(new Set(await details.locator('code').allInnerTexts()).size).toBe(4);
});

for (const lang of ['en', 'ja']) {
  test(`at 390 px everything fits, and the measure is chosen: ${lang}`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`.${RACE.replace('lang=en', `lang=${lang}`)}`);
    await page.locator('al-race').locator('button.primary').click();
    await expect(results(page).locator('td.rank').first()).toHaveText(/\d/, { timeout: 40_000 });
    await expect(page.locator('al-race')).toContainText(
      lang === 'en' ? 'The race has finished.' : '学習が終わりました。',
      { timeout: 40_000 },
    );
    await results(page)
      .locator('details > summary')
      .evaluateAll((summaries) => {
        for (const summary of summaries) (summary as HTMLElement).click();
      });
    const overflow = () => results(page).evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    const chooser = page.locator('al-result-table .chooser select');
    await expect(page.locator('al-result-table td.loss').first()).toBeHidden();
    await chooser.selectOption('loss');
    await expect(page.locator('al-result-table td.loss').first()).toBeVisible();
    await expect(page.locator('al-result-table td.accuracy').first()).toBeHidden();
    const inner = await page
      .locator('al-result-table .scroll')
      .evaluate((box) => box.scrollWidth - box.clientWidth);
    expect(inner).toBeLessThanOrEqual(0);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await expect(results(page)).not.toContainText(/NaN|undefined|\{\w+\}/);
  });
}

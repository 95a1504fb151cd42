// The autopsy of units: two networks from one start, what the page says of their units and what a run that is not watched does.

import type { Locator, Page } from '@playwright/test';
import type { Lab } from '../../src/state/lab.ts';
import { expect, queryOf, test } from './lab.ts';

const SMALL = 'hidden:12-6,epochs:1,a_rate:1,b_rate:1,seed:1';

const panelOf = (page: Page): Locator => page.locator('al-units');
const verdicts = (page: Page): Locator => panelOf(page).locator('.verdict p');
const viewIn = (page: Page): string | null => queryOf(page).get('units');

/** Dead units of each layer of relu in the small network, counted at the end of a run that nobody watches. */
const plainRun = (page: Page): Promise<{ dead: number; units: number }[]> =>
  panelOf(page).evaluate(async (element) => {
    const { lab } = element as unknown as { lab: Lab };
    const [run] = await lab.experiment([
      {
        ...{ activation: 'relu', params: {}, learn: {}, hidden: [12, 6], initializer: 'glorot_uniform' },
        ...{ optimizer: 'sgd', learning_rate: 1, batch_size: 32, epochs: 1, seed: 1 },
      },
    ]);
    return run && 'inspection' in run.outcome ? (run.outcome.inspection?.layers ?? []) : [];
  });

test('who dies and when: as a run that is not watched says, unit by unit, look by look, and as a link', async ({
  page,
}) => {
  test.slow();
  await page.goto(`embed.html?panel=units&lang=en&units=${SMALL},a:nonsense`);
  const panel = panelOf(page);
  await expect(panel.locator('.message')).toContainText('“a” of the link cannot be used: got nonsense');
  await panel.getByRole('button', { name: 'Train both' }).click();
  await expect(verdicts(page)).toHaveCount(2, { timeout: 30_000 });
  const [first, second] = await plainRun(page);
  const said = `${first?.dead} of 12 units dead in layer 1, ${second?.dead} of 6 units dead in layer 2`;
  await expect(verdicts(page).first()).toContainText(`relu, rate 1: ${said};`);
  await expect(verdicts(page).last()).toContainText('leaky_relu, rate 1: no unit dead;');

  // One tile for each unit, with a cross where it is dead; those that died come first where that is asked for.
  const grids = panel.locator('al-unit-grid');
  await expect(grids.first().getByRole('option')).toHaveCount(12);
  await expect(grids.first().locator('.cross')).toHaveCount(first?.dead ?? -1);
  await expect(grids.last().locator('.cross')).toHaveCount(0);
  await panel.locator('[data-name="sort"]').selectOption({ label: 'Death in A' });
  await expect(grids.first().getByRole('option').first()).toHaveAccessibleName(/dead, died by/);

  // The keyboard goes from unit to unit; the autopsy follows, in both.
  await grids.first().locator('[aria-selected="true"]').press('Home');
  const chosen = grids.first().locator('[aria-selected="true"]');
  await expect(chosen).toBeFocused();
  const unit = (await chosen.locator('.id').innerText()).trim();
  await expect(panel.locator('h3.unit')).toHaveText(`Autopsy of unit ${unit} in layer 1`);
  await expect.poll(() => viewIn(page)).toContain('sort:death');
  const stories = panel.locator('al-unit-autopsy .story');
  await expect(stories.first()).toContainText('It died between two looks');
  await expect(stories.first()).toContainText('neither its weights nor its bias have moved at all');
  await expect(stories.last()).toContainText('It lives');

  // Back to the start, where nothing has died; a reload shows the same.
  await panel.getByRole('slider').press('Home');
  await expect(panel.locator('output')).toHaveText('at initialisation');
  await expect(panel.locator('al-unit-grid .cross')).toHaveCount(0);
  await expect.poll(() => viewIn(page)).toContain('look:0');
  await page.reload();
  await panel.getByRole('button', { name: 'Train both' }).click();
  await expect(verdicts(page)).toHaveCount(2, { timeout: 30_000 });
  await expect(panel.locator('output')).toHaveText('at initialisation');
  await expect(panel.locator('h3.unit')).toHaveText(`Autopsy of unit ${unit} in layer 1`);
  await expect(grids.first().locator('[aria-selected="true"] .id')).toHaveText(unit);

  await page.evaluate(() => {
    const { createObjectURL } = URL;
    URL.createObjectURL = (blob) => {
      Object.assign(globalThis, { saved: (blob as Blob).text() });
      return createObjectURL(blob);
    };
  });
  await panel.getByRole('button', { name: 'Save as CSV' }).click();
  const csv = await page.evaluate(() => (globalThis as unknown as { saved: Promise<string> }).saved);
  // Two networks of 18 units at seven looks.
  expect(csv.trimEnd().split('\n')).toHaveLength(1 + 2 * 18 * 7);
  expect(csv).not.toMatch(/NaN|undefined/);
});

/** Of each layer of A or B at the end: how many units are dead and nearly linear, and the share in % that is saturated. */
async function ends(
  page: Page,
  side: 'first' | 'last',
): Promise<[dead: number, saturated: number, linear: number][]> {
  const strips = panelOf(page).locator('al-unit-strips')[side]();
  const texts = (await strips.locator('text').allTextContents()).join('|');
  const numbers = (pattern: RegExp): number[] =>
    [...texts.matchAll(pattern)].map(([, value]) => Number(value));
  const [dead, saturated, linear] = [/(\d+) dead/g, /(\d+)% saturated/g, /(\d+) near linear/g].map(numbers);
  return (dead ?? []).map((value, layer) => [
    value,
    saturated?.[layer] ?? Number.NaN,
    linear?.[layer] ?? Number.NaN,
  ]);
}

test('demos show what they say', async ({ page, browserName }) => {
  test.skip(browserName === 'firefox', 'the numbers are the same everywhere');
  test.slow();
  await page.goto('embed.html?panel=units&lang=en');
  const show = async (name: RegExp) => {
    await panelOf(page).getByRole('link', { name }).click();
    await expect(verdicts(page)).toHaveCount(2, { timeout: 30_000 });
    await expect(panelOf(page).locator('button.primary')).toBeDisabled();
    return { a: await ends(page, 'first'), b: await ends(page, 'last') };
  };
  const layer = (layers: [number, number, number][], at: number) => {
    const [dead = Number.NaN, saturated = Number.NaN, linear = Number.NaN] = layers[at] ?? [];
    return { dead, saturated, linear };
  };
  const high = await show(/relu dies of a high rate/);
  expect(layer(high.a, 0).dead).toBeGreaterThan(9);
  expect([layer(high.b, 0).dead, layer(high.b, 1).dead]).toEqual([0, 0]);
  const lower = await show(/a fifth of the rate/);
  expect(lower.a).toEqual(high.a);
  expect(layer(lower.b, 0).dead).toBe(0);
  const start = await show(/from orthogonal weights/);
  expect(layer(start.b, 0).dead).toBeLessThan(layer(start.a, 0).dead / 2);
  const bias = await show(/dead before the first step/);
  expect(layer(bias.a, 1).dead).toBe(32);
  expect(layer(bias.b, 1).dead).toBe(0);
  await expect(panelOf(page).locator('.story').first()).toContainText('It was dead before the first step');
  const saturated = await show(/tanh saturates/);
  expect(layer(saturated.a, 1).saturated).toBe(100);
  expect(layer(saturated.b, 1).saturated).toBeLessThan(50);
  const stuck = await show(/starts out saturated and stays so/);
  expect(layer(stuck.a, 0).saturated).toBeGreaterThan(80);
  await expect(verdicts(page).first()).toContainText(/ 1\d\.\d% of the test images right/);
  await expect(verdicts(page).last()).toContainText(/ [89]\d\.\d% of the test images right/);
  for (const name of [/sigmoid at a low rate/, /softplus stays nearly linear/]) {
    const { a, b } = await show(name);
    expect(layer(a, 0).linear).toBeGreaterThan(40);
    expect(layer(b, 0).linear).toBe(0);
  }
});

test('a press changes what is trained; a run that diverges is told of with what was seen of it', async ({
  page,
}) => {
  test.slow();
  await page.goto(`embed.html?panel=units&lang=en&units=${SMALL}`);
  const panel = panelOf(page);
  await panel.getByRole('button', { name: 'Train both' }).click();
  await expect(verdicts(page)).toHaveCount(2, { timeout: 30_000 });
  await panel.getByRole('button', { name: 'gelu' }).click();
  await expect(verdicts(page).last()).toContainText(/gelu, rate 1: .*of the test images right/, {
    timeout: 30_000,
  });
  await expect.poll(() => viewIn(page)).toContain('b:gelu');
  await panel.locator('[name="b_rate"]').fill('-1');
  await panel.locator('[name="b_rate"]').press('Enter');
  await expect(panel.getByText('Allowed: > 0')).toBeVisible();
  await panel.locator('[name="b_rate"]').fill('100000');
  await panel.locator('[name="b_rate"]').press('Enter');
  await expect(verdicts(page).last()).toContainText('diverged; until then', { timeout: 30_000 });
  await expect(panel.locator('.diverged')).toContainText('What is shown was seen before that.');

  await panel.getByRole('link', { name: 'relu dies of a high rate' }).click({ trial: true });
  await panel.locator('details').evaluateAll((all) => {
    for (const one of all) (one as HTMLDetailsElement).open = true;
  });
  await expect(panel.locator('table')).toHaveCount(4);
  await panel.evaluate((element) => (element as unknown as { lab: Lab }).lab.setLanguage('ja'));
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText('どのユニットが、いつ死ぬ？');
  const texts = panel.locator('section, fieldset, .story, dl, table, svg');
  expect((await texts.allTextContents()).join(' ')).not.toMatch(/NaN|undefined|[{}]/);
});

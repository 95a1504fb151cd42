// The jury: every network answers one drawing, shipped ones until the reader has trained some.

import type { Locator, Page } from '@playwright/test';
import type { DrawPanel } from '../../src/panels/draw/draw.ts';
import { DIGITS, draw, expect, row, test, testPicture, trainTo } from './lab.ts';

const SEVERAL = '.?lang=en&activations=linear,tanh,relu&epochs=2&seeds=3';
const panelOf = (page: Page): Locator => page.locator('al-draw');
const verdictOf = (page: Page): Locator => page.locator('al-draw .verdict');

/** Trains from the drawing panel, to the end. */
async function train(page: Page): Promise<void> {
  await panelOf(page).getByRole('button', { name: 'Train', exact: true }).click();
  await page.waitForFunction(
    () => {
      const race = (document.querySelector('al-draw') as DrawPanel | null)?.lab?.state.race;
      return race?.phase === 'idle' && race.runs.length > 0;
    },
    undefined,
    { timeout: 60_000 },
  );
}

/** Names of the functions as their rows stand. */
const order = (page: Page): Promise<string[]> => page.locator('al-jury tr[data-key] .name').allTextContents();

test('networks that came with the page read a drawing at once, and give way to a race', async ({ page }) => {
  await page.goto('.?lang=en&activations=relu,tanh&epochs=3&seeds=2');
  await expect(panelOf(page)).toContainText('These 6 came with the page');
  await draw(page, DIGITS[3] ?? []);
  await expect(verdictOf(page)).toContainText('All 6 networks read a 3.');
  expect(await order(page)).toEqual(['linear', 'sigmoid', 'hard_sigmoid', 'tanh', 'softsign', 'relu']);
  await train(page);
  // The drawing stays, others answer.
  await expect(verdictOf(page)).toContainText(/of 4 networks|All 4 networks/);
  expect(await order(page)).toEqual(['tanh', 'relu']);
  await expect(panelOf(page)).not.toContainText('came with the page');
});

test('where the shipped networks cannot be fetched, the panel says so, draws, and tries again', async ({
  page,
  watch,
}) => {
  let broken = true;
  await page.route('**/relu-*.bin', (route) => (broken ? route.abort() : route.continue()));
  await page.goto('.?lang=en');
  await expect(panelOf(page)).toContainText('could not be fetched');
  await expect(panelOf(page)).toContainText('No network has been trained yet');
  await draw(page, DIGITS[3] ?? []);
  await expect(panelOf(page).locator('al-stages al-pixels').nth(1).locator('path').first()).toBeAttached();
  broken = false;
  watch.errors.length = 0;
  await panelOf(page).getByRole('button', { name: 'Try again' }).click();
  await expect(verdictOf(page)).toContainText('All 6 networks read a 3.');
});

test('votes, dissenters and the order of rows are those of the networks', async ({ page }) => {
  await page.goto(SEVERAL);
  await train(page);
  await panelOf(page).getByRole('button', { name: 'A digit that splits them' }).click();
  await expect(panelOf(page)).toContainText(/Test picture \d+, a \d: number 1 of those/);
  const said = await panelOf(page).evaluate((element) => {
    const { lab, picture } = element as DrawPanel;
    if (picture.kind !== 'sample') throw new Error('no test picture');
    const all = lab?.predict(picture.image) ?? [];
    const votes = all.map(({ probabilities }) => probabilities.indexOf(Math.max(...probabilities)));
    return all.map(({ juror }, index) => ({ id: juror.config.activation, vote: votes[index] ?? -1 }));
  });
  expect(said).toHaveLength(9);
  const count = (digit: number, id?: string): number =>
    said.filter((one) => one.vote === digit && (id === undefined || one.id === id)).length;
  const digit = Number((await verdictOf(page).locator('b').textContent())?.replace('?', ''));
  expect(count(digit)).toBe(Math.max(...said.map(({ vote }) => count(vote))));
  await expect(verdictOf(page)).toContainText(`${count(digit)} of 9 networks read a ${digit}`);
  for (const id of ['linear', 'tanh', 'relu']) {
    const against = 3 - count(digit, id);
    const named = against === 0 ? undefined : against === 3 ? id : `${id} (${against} of 3 seeds)`;
    if (named === undefined) await expect(verdictOf(page)).not.toContainText(id);
    else await expect(verdictOf(page)).toContainText(named);
  }

  const catalogueOrder = await order(page);
  await panelOf(page).getByRole('button', { name: 'By confidence' }).click();
  const given = await panelOf(page).evaluate((element, digit) => {
    const { opinions } = (element as DrawPanel).findings;
    return Object.fromEntries(
      opinions.map(({ activation, probabilities }) => [activation, probabilities?.[digit] ?? -1]),
    );
  }, digit);
  const byConfidence = [...catalogueOrder].sort((a, b) => (given[b] ?? 0) - (given[a] ?? 0));
  expect(await order(page)).toEqual(byConfidence);

  await panelOf(page).getByRole('button', { name: 'By answer' }).click();
  const groups = page.locator('al-jury tbody');
  for (let index = 0; index < (await groups.count()); index += 1) {
    const group = groups.nth(index);
    const heading = (await group.locator('.camp').textContent())?.trim() ?? '';
    const answers = await group.locator('tr[data-key] .answer b').allTextContents();
    expect(new Set(answers).size).toBe(1);
    expect(heading).toBe(
      `Reads ${answers[0]}: ${answers.length === 1 ? '1 function' : `${answers.length} functions`}`,
    );
  }

  // A row opens to its seeds.
  await row(page, 'al-jury', 'tanh').getByRole('button', { name: 'tanh', exact: true }).press('Enter');
  const seeds = page.locator('al-jury tr.seed');
  await expect(seeds).toHaveCount(3);
  const own = said.filter(({ id }) => id === 'tanh').map(({ vote }) => String(vote));
  expect(await seeds.locator('.answer b').allTextContents()).toEqual(own);
});

test('the splitting digit is one of the most dividing of all test images', async ({ page }) => {
  await page.goto(SEVERAL);
  await train(page);
  const split = panelOf(page).getByRole('button', { name: 'A digit that splits them' });
  const shown: number[] = [];
  for (const rank of [1, 2, 3]) {
    await split.click();
    await expect(panelOf(page)).toContainText(`number ${rank} of those`);
    const text = (await panelOf(page).locator('.note').textContent()) ?? '';
    shown.push(Number(/Test picture (\d+)/.exec(text)?.[1]));
  }
  // Found in another way: by asking each network about each image.
  const bits = await panelOf(page).evaluate((element) => {
    const { lab } = element as DrawPanel;
    const dataset = lab?.dataset;
    if (!lab || !dataset) throw new Error('no test images');
    return Array.from({ length: dataset.testCount }, (_, index) => {
      const small = dataset.testImage(index);
      const image = Uint8Array.from({ length: 784 }, (_, place) => {
        const [x, y] = [Math.floor((place % 28) / 2), Math.floor(Math.floor(place / 28) / 2)];
        return small[14 * y + x] ?? 0;
      });
      const votes = new Map<number, number>();
      const all = lab.predict(image);
      for (const { probabilities } of all) {
        const digit = probabilities.indexOf(Math.max(...probabilities));
        votes.set(digit, (votes.get(digit) ?? 0) + 1);
      }
      let entropy = 0;
      for (const count of votes.values()) entropy -= (count / all.length) * Math.log2(count / all.length);
      return entropy;
    });
  });
  const highest = [...bits].sort((a, b) => b - a).slice(0, 3);
  for (const [place, index] of shown.entries()) expect(bits[index]).toBeCloseTo(highest[place] ?? 0, 9);
  expect(new Set(shown).size).toBe(3);
});

test('a single network cannot be divided', async ({ page }) => {
  await page.goto('.?lang=en&activations=relu&epochs=1&seeds=1');
  await train(page);
  await panelOf(page).getByRole('button', { name: 'A digit that splits them' }).click();
  await expect(panelOf(page)).toContainText('A single network cannot be divided');
});

test('mistakes of a function are mistakes, and a class shows one picture after the other', async ({
  page,
}) => {
  await page.goto('.?lang=en&activations=linear,relu&epochs=3&seeds=1');
  await train(page);
  await panelOf(page).getByLabel('A mistake of').selectOption({ label: 'linear' });
  const shown = new Set<string>();
  for (let press = 0; press < 3; press += 1) {
    await panelOf(page).getByRole('button', { name: 'Show', exact: true }).click();
    await expect
      .poll(async () => shown.has((await panelOf(page).locator('.note').textContent()) ?? ''))
      .toBe(false);
    const note = (await panelOf(page).locator('.note').textContent()) ?? '';
    shown.add(note);
    const [, truth, answer] = /a (\d) that linear reads as (\d)/.exec(note) ?? [];
    expect(truth).not.toBe(answer);
    await expect(row(page, 'al-jury', 'linear').locator('.answer b')).toHaveText(answer ?? '');
    await expect(verdictOf(page)).toContainText(`The test set says ${truth}.`);
  }
  const seen: (string | null)[] = [];
  for (let press = 0; press < 2; press += 1) {
    const before = await panelOf(page).locator('.note').textContent();
    await testPicture(page, 6).click();
    await expect(panelOf(page).locator('.note')).not.toHaveText(before ?? '');
    await expect(verdictOf(page)).toContainText('The test set says 6.');
    seen.push(await panelOf(page).locator('.note').textContent());
  }
  expect(seen[0]).not.toBe(seen[1]);
});

test('the pictures of each step are the core’s; the real digit has the predicted class', async ({ page }) => {
  await page.goto('.?lang=en');
  await draw(page, DIGITS[7] ?? []);
  await expect(verdictOf(page)).toContainText('networks read a 7');
  const figures = panelOf(page).locator('al-stages figure');
  await expect(figures.nth(3)).toContainText('The test picture of a 7 that is most like it');
  const [shown, expected] = await panelOf(page).evaluate(async (element) => {
    const { lab, strokes, shadowRoot } = element as DrawPanel;
    const core = lab?.core;
    const dataset = lab?.dataset;
    if (!core || !dataset) throw new Error('no core');
    const points = strokes.flatMap((stroke) =>
      stroke.flatMap(([x, y, width = 1]: readonly number[]) => [x, y, width]),
    );
    const lengths = Uint32Array.from(strokes, ({ length }) => length);
    const pictures = core.inkPictures(Float32Array.from(points as number[]), lengths);
    if (!pictures) throw new Error('no ink');
    const { fitted, centred } = pictures;
    /** Ink by pixel, as the squares of the picture have it, in sixteenths. */
    const read = (svg: SVGSVGElement): number[] => {
      const side = svg.viewBox.baseVal.width;
      const pixels = new Array<number>(side * side).fill(0);
      for (const path of svg.querySelectorAll('path')) {
        const level = Math.round(Number(path.getAttribute('opacity')) * 16);
        for (const [, x, y] of (path.getAttribute('d') ?? '').matchAll(/M(\d+) (\d+)h1v1h-1z/g))
          pixels[Number(y) * side + Number(x)] = level;
      }
      return pixels;
    };
    const stages = shadowRoot?.querySelector('al-stages')?.shadowRoot;
    const all = [...(stages?.querySelectorAll('al-pixels') ?? [])];
    const svgs = all.map((one) => one.shadowRoot?.querySelector('svg')).filter((svg) => svg != null);
    const sixteenths = (image: Uint8Array): number[] =>
      [...image].map((level) => Math.round((level / 255) * 16));
    // Of the real digit: which test image it is, and that none of its class is nearer.
    const seen = core.downsample(centred, dataset.side);
    let nearest = new Uint8Array();
    let least = Number.POSITIVE_INFINITY;
    for (let index = 0; index < dataset.testCount; index += 1) {
      if (dataset.testLabel(index) !== 7) continue;
      const image = dataset.testImage(index);
      const distance = image.reduce((sum, level, place) => sum + (level - (seen[place] ?? 0)) ** 2, 0);
      if (distance < least) [nearest, least] = [image as Uint8Array<ArrayBuffer>, distance];
    }
    const large = new Uint8Array(784).map(
      (_, place) => nearest[14 * Math.floor(place / 56) + Math.floor((place % 28) / 2)] ?? 0,
    );
    return [svgs.map(read), [fitted, centred, core.downsample(centred, 14), large].map(sixteenths)];
  });
  expect(shown).toEqual(expected);
});

test('where a network looks appears on hover and by keyboard, follows the pen, and can be kept', async ({
  page,
}) => {
  await page.goto('.?lang=en');
  await expect(panelOf(page)).toContainText('These 6 came with the page');
  await draw(page, DIGITS[3] ?? []);
  await expect(verdictOf(page)).toContainText('networks read a 3');
  const look = panelOf(page).locator('.look');
  const marks = look.locator('al-pixels .pro');
  await expect(marks).toHaveCount(0);
  await row(page, 'al-jury', 'tanh').hover();
  await expect(look).toContainText('Where tanh looks for its 3');
  const before = await marks.getAttribute('d');
  // The largest mark is at the largest gradient, and of its sign.
  const [place, positive] = await panelOf(page).evaluate((element) => {
    const { lab, picture } = element as DrawPanel;
    const model = lab?.jurors().find(({ config }) => config.activation === 'tanh')?.model;
    if (!model || picture.kind !== 'drawn') throw new Error('no picture');
    const gradient = model.inputGradient(picture.image, 3);
    const sizes = gradient.map(Math.abs);
    const place = sizes.indexOf(Math.max(...sizes));
    return [place, (gradient[place] ?? 0) > 0];
  });
  const path = (await look.locator(`al-pixels .${positive ? 'pro' : 'contra'}`).getAttribute('d')) ?? '';
  const [x, y] = [place % 14, Math.floor(place / 14)];
  expect(path).toContain(
    positive ? `M${x}.00 ${y}.00h1.00` : `M${x + 0.5} ${(y + 0.5 - Math.SQRT1_2).toFixed(2)}l0.71`,
  );
  await page.mouse.move(2, 2);
  await expect(marks).toHaveCount(0);

  // By keyboard: the row's button shows it on focus, and keeps it when pressed.
  await panelOf(page).getByRole('button', { name: 'By answer' }).focus();
  await page.keyboard.press('Tab');
  await expect(look).toContainText('Where linear looks');
  await page.keyboard.press('Tab');
  await expect(look).toContainText('Where sigmoid looks');
  await page.keyboard.press('Enter');
  await expect(page.locator('al-jury .eye [aria-pressed=true]')).toHaveCount(1);
  await draw(page, DIGITS[1] ?? []);
  await expect(look).toContainText('Where sigmoid looks');
  await expect(marks).not.toHaveAttribute('d', before ?? '');
});

test('too little ink is no digit, and an empty surface says nothing', async ({ page }) => {
  await page.goto('.?lang=en');
  await expect(panelOf(page)).toContainText('These 6 came with the page');
  await expect(verdictOf(page)).toContainText('Draw a digit');
  await draw(page, [[[0.5, 0.5]]]);
  await expect(verdictOf(page)).toContainText('too little ink for a digit');
  await expect(verdictOf(page).locator('b')).toHaveText('–');
  await panelOf(page).getByRole('button', { name: 'Clear' }).click();
  await expect(verdictOf(page)).toContainText('Draw a digit');
});

test('the test images are fetched after the first stroke, not before', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.goto('.?lang=en');
  await expect(panelOf(page)).toContainText('These 6 came with the page');
  await page.waitForTimeout(300);
  expect(fetched.filter((url) => url.includes('mnist'))).toEqual([]);
  await draw(page, DIGITS[0] ?? []);
  await expect(panelOf(page)).toContainText('that is most like it');
  expect(fetched.filter((url) => url.includes('mnist'))).toHaveLength(1);
});

test('networks of 28 × 28 pixels are shown what they see', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('.?lang=en&activations=relu,tanh&images=all&hidden=8&epochs=1&seeds=1');
  await trainTo(page, 'relu', 'tanh');
  await draw(page, DIGITS[3] ?? []);
  await expect(panelOf(page)).toContainText('What the networks see: 28 × 28');
  await row(page, 'al-jury', 'relu').hover();
  await expect(panelOf(page).locator('.look al-pixels svg')).toHaveAttribute('viewBox', '0 0 28 28');
  await expect(panelOf(page).locator('.look al-pixels .pro')).toHaveAttribute('d', /M/);
});

test('networks that saw no distorted images say so, and a press trains some that do', async ({ page }) => {
  await page.goto('.?lang=en&activations=relu&seeds=1&hidden=8&epochs=2');
  const hint = panelOf(page).getByText('know only scans');
  await expect(hint).toBeVisible();
  await panelOf(page).getByRole('button', { name: 'Train larger networks with distorted images' }).click();
  await expect(page).toHaveURL(/augmentation=1/);
  await expect
    .poll(() =>
      panelOf(page).evaluate((element) =>
        (element as DrawPanel).lab
          ?.jurors()
          .map(({ config, shipped }) => [config.augmentation, shipped ?? false]),
      ),
    )
    .toEqual([[1, false]]);
  await expect(hint).toBeHidden();
});

// Everybody's hands on the networks that come with the page, and the reader's own drawings: kept, counted, out and in again.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { root } from '../../scripts/tools.mjs';
import type { DrawPanel } from '../../src/panels/draw/draw.ts';
import { handsOf, sampleOf } from '../../src/panels/draw/hands.ts';
import { KEY } from '../../src/panels/draw/shelf.ts';
import type { DrawingSurface } from '../../src/panels/draw/surface.ts';
import { again, answerOf, drawByMouse, type Place, seeded } from './hands.ts';
import { DIGITS, draw, expect, row, surfaceOf, test } from './lab.ts';

const panelOf = (page: Page): Locator => page.locator('al-draw');
const keptOf = (page: Page): Locator => page.locator('al-kept');
const press = (page: Page, name: string): Promise<void> =>
  panelOf(page).getByRole('button', { name, exact: true }).click();
const said = (page: Page, digit: number): Locator =>
  panelOf(page).getByRole('button', { name: `It was a ${digit}` });
const thumbnails = (page: Page): Locator => keptOf(page).locator('li button');

interface InkRun {
  activation: string;
  accuracy: number;
  predictions: number[];
}

/** `npm run cli -- ink …` with the default race's networks: those that come with the page. */
function ink(activations: string, lines: string): InkRun[] {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'www/scripts/cli.mjs'), 'ink', '--activations', activations],
    { encoding: 'utf8', input: lines },
  );
  if (status !== 0) throw new Error(`activation-lab ink: exit code ${status}\n${stderr}`);
  return JSON.parse(stdout).runs;
}

// Compiling the command line for the first time takes its time.
test.setTimeout(600_000);

/** The page alone with its panel and the networks that come with it. */
async function open(page: Page): Promise<void> {
  await page.goto('embed.html?lang=en&panel=draw');
  await expect(panelOf(page)).toContainText('These 6 came with the page');
}

/** By a pen whose events come several at once, and with the pressure of a hand. */
async function drawByPen(
  page: Page,
  strokes: readonly (readonly Place[])[],
  together: number,
): Promise<void> {
  await surfaceOf(page).evaluate(
    (element, { strokes, together }) => {
      const box = element.getBoundingClientRect();
      const event = (type: string, [x, y]: Place, pressure: number): PointerEvent =>
        new PointerEvent(type, {
          pointerId: 5,
          pointerType: 'pen',
          pressure,
          clientX: box.left + x * box.width,
          clientY: box.top + y * box.height,
          bubbles: true,
          cancelable: true,
        });
      for (const stroke of strokes) {
        const first = stroke[0] ?? [0, 0];
        element.dispatchEvent(event('pointerdown', first, 0.4));
        for (let from = 1; from < stroke.length; from += together) {
          const part = stroke.slice(from, from + together);
          const all = part.map((place, index) =>
            event('pointermove', place, 0.4 + 0.2 * Math.sin(from + index)),
          );
          const last = all.at(-1);
          if (!last) continue;
          Object.defineProperty(last, 'getCoalescedEvents', { value: () => all });
          element.dispatchEvent(last);
        }
        element.dispatchEvent(event('pointerup', stroke.at(-1) ?? first, 0));
      }
    },
    { strokes, together },
  );
}

/** What is on the canvas, as the command line takes it. */
const lineOf = (page: Page, label: number): Promise<string> =>
  surfaceOf(page).evaluate((element, label) => {
    const { strokes } = (element.getRootNode() as ShadowRoot).host as DrawingSurface;
    return JSON.stringify({
      label,
      strokes: strokes.map((stroke) => stroke.flatMap((point) => point.slice(0, 2))),
      widths: strokes.map((stroke) => stroke.map(([, , width]) => width)),
    });
  }, label);

/** Of one function, once all have answered. */
async function readingOf(page: Page, activation: string): Promise<number> {
  await page.waitForFunction(() => {
    const panel = document.querySelector('al-draw') as DrawPanel | null;
    return panel?.picture.kind === 'drawn' && panel.findings.settled && panel.findings.verdict;
  });
  return Number(await row(page, 'al-jury', activation).locator('.answer b').textContent());
}

test('relu reads all hands by mouse and by pen, as the command line reads the same strokes', async ({
  page,
}) => {
  await open(page);
  const random = seeded(11);
  const answers: number[] = [];
  const lines: string[] = [];
  const wrong: string[] = [];
  for (let digit = 0; digit < 10; digit += 1) {
    expect(handsOf(digit)).toBe(10);
    for (let hand = 0; hand < 10; hand += 1) {
      const strokes = sampleOf(digit, hand).map((stroke) => stroke.map(([x, y]): Place => [x, y]));
      if ((digit + hand) % 2 === 0) await drawByMouse(page, again(strokes, random));
      else await drawByPen(page, again(strokes, random), 1 + (hand % 7));
      await answerOf(page);
      const answer = await readingOf(page, 'relu');
      answers.push(answer);
      lines.push(await lineOf(page, digit));
      if (answer !== digit) wrong.push(`${digit} (hand ${hand}) as ${answer}`);
      await press(page, 'Clear');
    }
  }
  const right = 100 - wrong.length;
  test.info().annotations.push({ type: 'right', description: `${right} of 100; ${wrong.join(', ')}` });
  expect(right, wrong.join('; ')).toBeGreaterThanOrEqual(92);
  const [run] = ink('relu', `${lines.join('\n')}\n`);
  expect(run?.predictions).toEqual(answers);
  expect(run?.accuracy).toBe(right / 100);
});

test('hands with other habits come onto the canvas and are read as any other drawing', async ({ page }) => {
  await open(page);
  await panelOf(page).getByRole('button', { name: 'A crossed 7' }).click();
  await expect(surfaceOf(page).locator('path[stroke-width]')).toHaveCount(2);
  const line = await lineOf(page, 7);
  expect(ink('relu', line)[0]?.predictions).toEqual([await readingOf(page, 'relu')]);
});

/** Right answers as the table says them, by reader. */
const tallyOf = (page: Page): Promise<Record<string, string>> =>
  keptOf(page)
    .locator('tbody tr')
    .evaluateAll((rows) =>
      Object.fromEntries(
        rows.map((one) => [
          one.querySelector('th')?.textContent?.trim() ?? '',
          [...one.querySelectorAll('td.number')].map((cell) => cell.textContent).join(', '),
        ]),
      ),
    );

/** Draws some digits of ours by mouse, and says what they were: by button, by key and by agreeing. */
async function keepSome(page: Page): Promise<number[]> {
  const labels = [3, 7, 0, 9, 9, 1];
  const random = seeded(3);
  for (const [index, digit] of labels.entries()) {
    const strokes = sampleOf(digit, index + 1).map((stroke) => stroke.map(([x, y]): Place => [x, y]));
    await drawByMouse(page, again(strokes, random));
    await readingOf(page, 'relu');
    await expect(said(page, digit)).toBeEnabled();
    if (index === 0) await said(page, digit).click();
    else {
      await said(page, 0).focus();
      await page.keyboard.press(String(digit));
    }
    await expect(said(page, digit)).toHaveAttribute('aria-pressed', 'true');
    await expect(thumbnails(page)).toHaveCount(index + 1);
    await press(page, 'Clear');
  }
  return labels;
}

/** The files that the page saves; the driver of an unpatched Firefox does not tell about downloads. */
async function watchFiles(page: Page): Promise<() => Promise<string>> {
  await page.evaluate(() => {
    const { createObjectURL } = URL;
    URL.createObjectURL = (blob) => {
      Object.assign(globalThis, { saved: blob });
      return createObjectURL(blob);
    };
  });
  return () => page.evaluate(() => (globalThis as unknown as { saved: Blob }).saved.text());
}

test('kept drawings are counted for each function, saved as a test set that ink reads alike, and taken up again', async ({
  page,
}) => {
  await open(page);
  const labels = await keepSome(page);
  await expect(keptOf(page).locator('li').first()).toContainText(/✓|✗/);
  const saved = await watchFiles(page);
  await press(page, 'Save as a test set');
  await expect(keptOf(page)).toContainText('Saved as my-digits.ndjson');
  const text = await saved();
  const lines = text.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).label)).toEqual(labels);

  const ids = ['linear', 'sigmoid', 'hard_sigmoid', 'tanh', 'softsign', 'relu'];
  const runs = ink(ids.join(), text);
  const tally = await tallyOf(page);
  for (const { activation, accuracy } of runs) {
    const right = Math.round(6 * accuracy);
    expect(tally[activation], activation).toContain(`${right} of 6, `);
  }
  // Of six votes the most; where two digits have as many, the table need not agree with this.
  const clear = labels.flatMap((label, index) => {
    const votes = runs.map(({ predictions }) => predictions[index]);
    const count = (digit: number | undefined): number => votes.filter((vote) => vote === digit).length;
    const most = Math.max(...votes.map(count));
    const camps = new Set(votes.filter((vote) => count(vote) === most));
    return camps.size === 1 ? [{ index, label, digit: [...camps][0] }] : [];
  });
  for (const { index, label, digit } of clear) {
    const name = digit === label ? `Your ${label}, read right` : `Your ${label}, read as ${digit}`;
    await expect(thumbnails(page).nth(labels.length - 1 - index)).toHaveAttribute('aria-label', name);
  }

  // All gone, and taken up again from the file: the same drawings, the same count.
  await press(page, 'Delete all …');
  await expect(thumbnails(page)).toHaveCount(6);
  await press(page, 'Yes, delete');
  await expect(thumbnails(page)).toHaveCount(0);
  const take = (content: string) =>
    keptOf(page)
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.ndjson', mimeType: 'application/x-ndjson', buffer: Buffer.from(content) });
  await take(text);
  await expect(thumbnails(page)).toHaveCount(6);
  await expect.poll(() => tallyOf(page)).toEqual(tally);
  await press(page, 'Save as a test set');
  expect(await saved()).toBe(text);
  // A second time they are there already, and a bad line is named.
  await take(`${text}{"label":12,"strokes":[[0,0]]}\n`);
  await expect(keptOf(page)).toContainText('There already: 6.');
  await expect(keptOf(page)).toContainText('Line 7: label: got 12, expected 0 to 9');
  await expect(thumbnails(page)).toHaveCount(6);

  // On the device they are there when the page is opened again.
  await page.reload();
  await expect(thumbnails(page)).toHaveCount(6);
  await expect.poll(() => tallyOf(page)).toEqual(tally);
});

test('a press on the agreed answer keeps, another digit corrects, and the last one can be deleted', async ({
  page,
}) => {
  await open(page);
  await expect(said(page, 3)).toBeDisabled();
  await draw(page, DIGITS[3] ?? []);
  expect(await readingOf(page, 'relu')).toBe(3);
  // What the keys do is for those who came by key: it would cover the buttons.
  await expect(panelOf(page).locator('#keys')).toHaveCSS('clip-path', 'inset(50%)');
  // By Enter on the drawing, which has the focus.
  await page.keyboard.press('Enter');
  await expect(said(page, 3)).toHaveAttribute('aria-pressed', 'true');
  await expect(thumbnails(page)).toHaveCount(1);
  await expect(thumbnails(page)).toHaveAttribute('aria-label', 'Your 3, read right');
  await page.keyboard.press('Enter');
  await expect(thumbnails(page)).toHaveCount(1);
  await said(page, 8).click();
  await expect(thumbnails(page)).toHaveCount(1);
  await expect(thumbnails(page)).toHaveAttribute('aria-label', 'Your 8, read as 3');
  await expect.poll(async () => (await tallyOf(page)).relu).toMatch(/^0 of 1, 0–79%$/);
  // Another stroke makes it another drawing.
  await draw(page, [
    [
      [0.1, 0.1],
      [0.2, 0.1],
    ],
  ]);
  await expect(said(page, 8)).toHaveAttribute('aria-pressed', 'false');
  await thumbnails(page).click();
  await expect(thumbnails(page)).toHaveAttribute('aria-pressed', 'true');
  await press(page, 'Delete this one');
  await expect(thumbnails(page)).toHaveCount(0);
  await expect(surfaceOf(page).locator('path[stroke-width]')).toHaveCount(0);
  expect(await page.evaluate((key) => localStorage.getItem(key), KEY)).toBeNull();
});

test('new networks are counted on the drawings that are there, and the most dividing one is shown', async ({
  page,
}) => {
  await page.goto('embed.html?lang=en&panel=draw&activations=linear,tanh&epochs=1&seeds=2');
  await expect(panelOf(page)).toContainText('These 6 came with the page');
  await keepSome(page);
  await press(page, 'Train');
  await expect(keptOf(page).locator('tbody tr')).toHaveCount(3, { timeout: 60_000 });
  await page.waitForFunction(
    () => (document.querySelector('al-draw') as DrawPanel | null)?.lab?.jurors().length === 4,
  );
  await expect.poll(async () => (await tallyOf(page)).tanh).toMatch(/^\d of 6, /);
  await press(page, 'Your drawing that most divides the jury');
  await expect(keptOf(page)).toContainText(/number 1 of \d drawings that divide the jury|agree on all 6/);
  // Found in another way: by the panel's own opinions of every drawing.
  const bits: number[] = [];
  const shown = await thumbnails(page).evaluateAll((all) =>
    all.findIndex((one) => one.getAttribute('aria-pressed') === 'true'),
  );
  for (let index = 0; index < 6; index += 1) {
    await thumbnails(page).nth(index).click();
    await answerOf(page);
    await readingOf(page, 'tanh');
    bits.push(
      await panelOf(page).evaluate((element) => {
        const { lab, picture } = element as DrawPanel;
        if (picture.kind !== 'drawn') throw new Error('no drawing');
        const votes = (lab?.predict(picture.image) ?? []).map(({ probabilities }) =>
          probabilities.indexOf(Math.max(...probabilities)),
        );
        const shares = [...new Set(votes)].map(
          (digit) => votes.filter((vote) => vote === digit).length / votes.length,
        );
        return -shares.reduce((sum, share) => sum + share * Math.log2(share), 0);
      }),
    );
  }
  const most = Math.max(...bits);
  if (most > 0) expect(bits[shown]).toBeCloseTo(most, 9);
  else expect(shown).toBe(-1);
});

test('garbage on the device is left out with a sentence', async ({ page }) => {
  await open(page);
  await page.evaluate((key) => {
    const lines = [
      '{"label":3,"strokes":[[0.2,0.2,0.7,0.7]]}',
      '{"label":3,"strokes":[[null,1]]}',
      '\u0000garbage',
    ];
    localStorage.setItem(key, lines.join('\n'));
  }, KEY);
  await page.reload();
  await expect(thumbnails(page)).toHaveCount(1);
  await expect(keptOf(page)).toContainText('Kept on this device, but no drawings, and left out: 2.');
});

test('where the browser keeps nothing, drawings are counted all the same', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await open(page);
  await expect(keptOf(page)).toContainText('gone once the page is closed');
  await draw(page, DIGITS[7] ?? []);
  await readingOf(page, 'relu');
  await page.keyboard.press('Enter');
  await expect(thumbnails(page)).toHaveCount(1);
  await expect.poll(async () => (await tallyOf(page)).relu).toMatch(/^1 of 1, 21–100%$/);
});

test('a scribble of thousands of points is not kept, and the pen goes on', async ({ page }) => {
  await open(page);
  const scribble = Array.from(
    { length: 6000 },
    (_, index): Place => [0.5 + 0.45 * Math.sin(index * 0.37), 0.5 + 0.45 * Math.sin(index * 0.0611)],
  );
  await drawByPen(page, [scribble], 25);
  await expect(panelOf(page).locator('.verdict')).toContainText('as much ink');
  await said(page, 8).click();
  await expect(panelOf(page)).toContainText('Not kept: that drawing has more than 2000 points.');
  await expect(thumbnails(page)).toHaveCount(0);
  await drawByPen(
    page,
    [
      [
        [0.1, 0.1],
        [0.9, 0.9],
      ],
    ],
    1,
  );
  await expect(panelOf(page)).not.toContainText('Not kept');
  expect(await panelOf(page).innerText()).not.toMatch(/NaN|Infinity|undefined/);
});

test('the window may change its size while the mouse draws', async ({ page }) => {
  await open(page);
  const steps = [1280, 700, 390, 1000];
  const at = async ([x, y]: Place) => {
    const box = await surfaceOf(page).boundingBox();
    if (!box) throw new Error('no drawing surface');
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
  };
  await at([0.3, 0.2]);
  await page.mouse.down();
  for (const [index, width] of steps.entries()) {
    await page.setViewportSize({ width, height: 844 });
    for (let step = 1; step <= 5; step += 1) await at([0.3 + (0.4 * (5 * index + step)) / 20, 0.2]);
  }
  for (let step = 1; step <= 10; step += 1) await at([0.7 - 0.025 * step, 0.2 + 0.065 * step]);
  await page.mouse.up();
  expect(await answerOf(page)).toMatch(/^7/);
  expect(await readingOf(page, 'relu')).toBe(7);
});

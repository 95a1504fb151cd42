// Ink: real pointer events of mouse, pen and finger, replayed on the drawing surface.

import type { Page } from '@playwright/test';
import { sampleOf } from '../../src/panels/draw/hands.ts';
import type { DrawingSurface } from '../../src/panels/draw/surface.ts';
import { again, answerOf, boxOf, drawByMouse, type Place, seeded } from './hands.ts';
import { expect, surfaceOf, test, trainTo } from './lab.ts';

const clear = (page: Page): Promise<void> =>
  page.locator('al-draw').getByRole('button', { name: 'Clear' }).click();

interface Sent {
  type: string;
  /** in units of the surface */
  x?: number;
  y?: number;
  pointerId?: number;
  pointerType?: string;
  pressure?: number;
  button?: number;
  width?: number;
  height?: number;
}

/** Pointer events such as no driver sends. */
async function send(page: Page, events: readonly Sent[]): Promise<number[]> {
  return surfaceOf(page).evaluate((element, list) => {
    const box = element.getBoundingClientRect();
    for (const { type, x = 0.5, y = 0.5, ...init } of list) {
      const [clientX, clientY] = [box.left + x * box.width, box.top + y * box.height];
      const event = new PointerEvent(type, {
        pointerId: 1,
        clientX,
        clientY,
        bubbles: true,
        cancelable: true,
        ...init,
      });
      element.dispatchEvent(event);
    }
    // Points of each stroke.
    const { strokes } = (element.getRootNode() as ShadowRoot).host as DrawingSurface;
    return strokes.map((stroke) => stroke.length);
  }, events);
}

const line = (init: Partial<Sent> = {}): Sent[] => [
  { type: 'pointerdown', x: 0.3, y: 0.3, ...init },
  { type: 'pointermove', x: 0.5, y: 0.5, ...init },
  { type: 'pointermove', x: 0.7, y: 0.7, ...init },
];

for (const width of [1280, 390]) {
  test(`relu reads digits drawn by mouse at ${width} pixels while they are drawn`, async ({ page }) => {
    // A thousand moves of the mouse.
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height: 844 });
    await page.goto('.?lang=en&activations=relu&seeds=1');
    await trainTo(page, 'relu');
    const random = seeded(width);
    let right = 0;
    const wrong: string[] = [];
    for (let digit = 0; digit < 10; digit += 1) {
      // Those that are as MNIST's; hands.test.ts has all of them.
      for (let hand = 0; hand < 4; hand += 1) {
        const strokes = sampleOf(digit, hand).map((stroke) => stroke.map(([x, y]): Place => [x, y]));
        await drawByMouse(page, again(strokes, random));
        const answer = await answerOf(page);
        if (answer.startsWith(String(digit))) right += 1;
        else wrong.push(`${digit} (hand ${hand}) is read as ${answer}`);
        await clear(page);
      }
    }
    expect(right / 40, wrong.join('; ')).toBeGreaterThanOrEqual(0.84);

    // While the pen is down there is an answer already, and it changes: a 1 becomes a 7.
    const box = await boxOf(surfaceOf(page));
    const at = ([x, y]: Place) => page.mouse.move(box.x + x * box.width, box.y + y * box.height);
    await at([0.5, 0.85]);
    await page.mouse.down();
    for (const y of [0.7, 0.55, 0.4, 0.25, 0.15]) await at([0.54 - 0.1 * (y - 0.5), y]);
    expect(await answerOf(page)).toMatch(/^1/);
    for (const x of [0.5, 0.44, 0.38, 0.3, 0.24]) await at([x, 0.15]);
    expect(await answerOf(page)).toMatch(/^7/);
    await page.mouse.up();
  });
}

test.describe('pointers', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('.?lang=en&panel=draw');
    await surfaceOf(page).waitFor();
  });

  test('the first pointer draws, with the left button alone', async ({ page }) => {
    expect(await send(page, line({ button: 2 }))).toEqual([]);
    expect(await send(page, line({ button: 1 }))).toEqual([]);
    expect(await send(page, line())).toEqual([3]);
    // A second finger meanwhile does nothing.
    expect(await send(page, line({ pointerId: 2, pointerType: 'touch' }))).toEqual([3]);
    expect(await send(page, [{ type: 'pointerup', pointerId: 2 }])).toEqual([3]);
    expect(await send(page, [{ type: 'pointermove', x: 0.9 }, { type: 'pointerup' }])).toEqual([4]);
  });

  test('the hand that holds the pen leaves no mark', async ({ page }) => {
    const pen = { pointerType: 'pen', pointerId: 7, pressure: 0.5 };
    const hand = { pointerType: 'touch', pointerId: 8 };
    // It came down first.
    expect(await send(page, line(hand))).toEqual([3]);
    expect(await send(page, line(pen))).toEqual([3]);
    expect(await send(page, line(hand))).toEqual([3]);
    // And stays a moment longer.
    expect(await send(page, [{ type: 'pointerup', ...pen }, ...line({ ...hand, pointerId: 9 })])).toEqual([
      3,
    ]);
    // A whole hand is none that draws.
    await page.waitForTimeout(1100);
    expect(await send(page, line({ ...hand, width: 90, height: 70 }))).toEqual([3]);
    expect(await send(page, line({ ...hand, pointerId: 10 }))).toEqual([3, 3]);
  });

  test('a touch that the browser takes leaves no mark, a pen stroke stays', async ({ page }) => {
    const touch = { pointerType: 'touch' };
    expect(await send(page, [...line(touch), { type: 'pointercancel', ...touch }])).toEqual([]);
    expect(await send(page, line(touch))).toEqual([3]);
    await send(page, [{ type: 'pointerup', ...touch }]);
    const pen = { pointerType: 'pen', pressure: 0.5, pointerId: 3 };
    expect(await send(page, [...line(pen), { type: 'pointercancel', ...pen }])).toEqual([3, 3]);
  });

  test('a pen that is pressed draws a wider stroke, on the surface and for the networks', async ({
    page,
  }) => {
    const ink = async (pressure: number) => {
      await send(page, [...line({ pointerType: 'pen', pressure }), { type: 'pointerup' }]);
      await answerOf(page);
      const widths = await surfaceOf(page)
        .locator('path[stroke-width]')
        .evaluateAll((paths) => paths.map((path) => Number(path.getAttribute('stroke-width'))));
      const seen = await page.locator('al-draw').evaluate((element) => {
        const { picture } = element as HTMLElement & { picture: { image?: Uint8Array } };
        return (picture.image ?? new Uint8Array()).reduce((sum, level) => sum + level, 0);
      });
      await clear(page);
      return { width: Math.max(...widths), seen };
    };
    const [light, usual, heavy] = [await ink(0.1), await ink(0.5), await ink(1)];
    expect(usual.width).toBe(20);
    expect(light.width).toBeLessThan(15);
    expect(heavy.width).toBeGreaterThan(25);
    expect(light.seen).toBeLessThan(0.8 * usual.seen);
    expect(heavy.seen).toBeGreaterThan(1.2 * usual.seen);
  });

  test('the surface takes the gestures that start on it, and no others', async ({ page }) => {
    const taken = await surfaceOf(page).evaluate((element) => {
      const dispatch = (type: string) =>
        !element.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
      return {
        action: getComputedStyle(element).touchAction,
        gestures: ['touchstart', 'contextmenu'].map(dispatch),
      };
    });
    expect(taken).toEqual({ action: 'none', gestures: [true, true] });
    expect(await page.locator('body').evaluate((body) => getComputedStyle(body).touchAction)).toBe('auto');
  });

  test('strokes stay in place when the surface changes its size under the pen', async ({ page }) => {
    await page.setViewportSize({ width: 844, height: 390 });
    await send(page, line());
    await page.setViewportSize({ width: 390, height: 844 });
    await send(page, [
      { type: 'pointermove', x: 0.9, y: 0.9 },
      { type: 'pointerup', x: 0.9, y: 0.9 },
    ]);
    const places = await surfaceOf(page).evaluate((element) =>
      ((element.getRootNode() as ShadowRoot).host as DrawingSurface).strokes.flat(),
    );
    expect(places.map(([x, y]) => [x.toFixed(2), y.toFixed(2)])).toEqual(
      ['0.30', '0.50', '0.70', '0.90'].map((value) => [value, value]),
    );
  });

  test('whatever is drawn has an answer or a plain sentence, and the pen does not wait', async ({ page }) => {
    const random = seeded(5);
    const scribble = Array.from({ length: 5000 }, (_, index) => ({
      type: index === 0 ? 'pointerdown' : 'pointermove',
      x: 0.5 + 0.45 * Math.sin(index * 0.37) + 0.03 * random(),
      y: 0.5 + 0.45 * Math.sin(index * 0.0611) + 0.03 * random(),
    }));
    const up = { type: 'pointerup' };
    const ring = (cx: number) =>
      Array.from({ length: 30 }, (_, index) => ({
        type: index === 0 ? 'pointerdown' : 'pointermove',
        x: cx + 0.12 * Math.cos(index / 4.6),
        y: 0.5 + 0.2 * Math.sin(index / 4.6),
      }));
    const drawings = {
      dot: [{ type: 'pointerdown' }, up],
      line: [...line(), up],
      scribble: [...scribble, up],
      outside: [
        { type: 'pointerdown', x: 0.9, y: 0.5 },
        { type: 'pointermove', x: 3, y: -2 },
        { type: 'pointermove', x: -5, y: 4 },
        up,
      ],
      'two digits': [...ring(0.25), up, ...ring(0.75), up],
    };
    const panel = page.locator('al-draw');
    for (const [name, events] of Object.entries(drawings)) {
      await send(page, events);
      await answerOf(page);
      expect(await panel.innerText(), name).not.toMatch(/NaN|Infinity|undefined/);
      await expect(panel.locator('.verdict'), name).toContainText(/\w{3,}/);
      await clear(page);
      await expect(surfaceOf(page).locator('path[stroke-width]'), name).toHaveCount(0);
    }
  });
});

test('a digit comes by its key, and is moved, turned and taken back by keys', async ({ page }) => {
  await page.goto('.?lang=en&panel=draw');
  const surface = surfaceOf(page);
  await surface.focus();
  const shape = () =>
    surface
      .locator('path[stroke-width]')
      .evaluateAll((paths) => paths.map((path) => path.getAttribute('d')).join());
  await page.keyboard.press('7');
  const first = await shape();
  expect(first).not.toBe('');
  const seen = () =>
    page.locator('al-draw').evaluate((element) => {
      const { picture } = element as HTMLElement & { picture: { image?: Uint8Array } };
      return [...(picture.image ?? [])].join();
    });
  await answerOf(page);
  const picture = await seen();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  expect(await shape()).not.toBe(first);
  await answerOf(page);
  // Where it is does not matter, but for the rounding of places to samples.
  const moved = (await seen()).split(',').map(Number);
  const differences = picture.split(',').map((level, index) => Math.abs(Number(level) - (moved[index] ?? 0)));
  expect(differences.reduce((sum, one) => sum + one, 0)).toBeLessThan(
    0.1 * moved.reduce((sum, one) => sum + one, 0),
  );
  await page.keyboard.press('Shift+ArrowRight');
  await answerOf(page);
  expect(await seen()).not.toBe(moved.join());
  await page.keyboard.press('7');
  await expect.poll(shape).not.toBe(first);
  await page.keyboard.press('Escape');
  expect(await shape()).toBe('');
  await expect(page.locator('al-draw')).toContainText('Backspace');
});

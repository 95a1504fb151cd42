// Hands on the drawing surface: varied as nobody writes a digit twice, by the mouse.

import type { Locator, Page } from '@playwright/test';
import { surfaceOf } from './lab.ts';

export type Place = readonly [x: number, y: number];

const verdictOf = (page: Page): Locator => page.locator('al-draw .verdict b');
/** What stands there once all that has been drawn is answered. */
export async function answerOf(page: Page): Promise<string> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  return ((await verdictOf(page).textContent()) ?? '').trim();
}

/** Numbers from -1 to 1, the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) / 2 ** 23 - 1;
  };
}

/** As the same hand would not write it twice: turned, slanted, smaller and elsewhere. */
export function again(strokes: readonly (readonly Place[])[], random: () => number): Place[][] {
  const [turn, slant, scale] = [random() * 0.12, random() * 0.15, 0.75 + random() * 0.2];
  const [dx, dy] = [random() * 0.04, random() * 0.04];
  const [cos, sin] = [Math.cos(turn) * scale, Math.sin(turn) * scale];
  return strokes.map((stroke) =>
    stroke.map(([x, y]): Place => {
      const [u, v] = [x - 0.5 - slant * (y - 0.5), y - 0.5];
      return [0.5 + cos * u - sin * v + dx, 0.5 + sin * u + cos * v + dy];
    }),
  );
}

export const boxOf = async (surface: Locator) => {
  await surface.scrollIntoViewIfNeeded();
  const box = await surface.boundingBox();
  if (!box) throw new Error('no drawing surface');
  return box;
};

export async function drawByMouse(page: Page, strokes: readonly (readonly Place[])[]): Promise<void> {
  const box = await boxOf(surfaceOf(page));
  for (const stroke of strokes) {
    for (const [index, [x, y]] of stroke.entries()) {
      if (index % 2 === 1 && index + 1 < stroke.length) continue;
      await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
      if (index === 0) await page.mouse.down();
    }
    await page.mouse.up();
  }
}

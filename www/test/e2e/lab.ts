// What the browser tests share: opening the page, finding its parts, drawing.

import { test as base, expect, type FrameLocator, type Locator, type Page } from '@playwright/test';

interface Watch {
  /** errors on the console that the test expects, and removes */
  errors: string[];
}

/** Panels that look into networks, one of which has the workers for a second when it comes near. */
const LATER = ['al-vanishing', 'al-step', 'al-signal', 'al-units'];

/** For the page that is opened next; some elements excepted, which come near as for a reader. */
export function bringEverythingNear(except: readonly string[] = []): void {
  const Native = IntersectionObserver;
  const Near = (callback: IntersectionObserverCallback, options?: IntersectionObserverInit) => {
    const near = new Native(callback, { ...options, rootMargin: '1000000px' });
    const usual = new Native(callback, options);
    return {
      observe: (target: Element) => (except.includes(target.localName) ? usual : near).observe(target),
      unobserve(target: Element) {
        usual.unobserve(target);
        near.unobserve(target);
      },
      disconnect() {
        usual.disconnect();
        near.disconnect();
      },
    };
  };
  globalThis.IntersectionObserver = new Proxy(Native, {
    construct: (_, of) => Near(...(of as Parameters<typeof Near>)),
  });
}

/** Every test fails on an unexpected console error and on a request to a third party. */
export const test = base.extend<{ watch: Watch; everythingNear: boolean }>({
  /** Whether panels load as if they were about to be scrolled into view, wherever they are. */
  everythingNear: [true, { option: true }],
  watch: [
    async ({ page, baseURL, everythingNear }, use) => {
      if (everythingNear) {
        await page.addInitScript(bringEverythingNear, LATER);
      }
      const errors: string[] = [];
      const foreign: string[] = [];
      const own = [new URL(baseURL ?? '').origin, process.env.LAB_OTHER_ORIGIN];
      page.on('console', (message) => {
        // Browsers ask for /favicon.ico by themselves where a page names none, as the framing page.
        const ours = !message.location().url.endsWith('/favicon.ico');
        if (message.type() === 'error' && ours) errors.push(message.text());
      });
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('request', (request) => {
        const { protocol, origin } = new URL(request.url());
        if (protocol.startsWith('http') && !own.includes(origin)) foreign.push(request.url());
      });
      await use({ errors });
      expect(errors).toEqual([]);
      expect(foreign).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Two functions, one seed, few epochs: a race of a second. */
export const QUICK = '?lang=en&activations=relu,tanh&epochs=3&seeds=1';
/** A race that lasts until it is cancelled, and not long enough to ask first. */
export const LONG = '?lang=en&activations=linear,relu,tanh&epochs=800&seeds=1';

export const trainButton = (root: Page | FrameLocator): Locator =>
  root.locator('al-race').getByRole('button', { name: 'Train', exact: true });

/** `sigmoid` is not `hard_sigmoid`. */
export const row = (root: Page | FrameLocator, panel: string, id: string): Locator =>
  root
    .locator(panel)
    .getByRole('row')
    .filter({ has: root.getByRole('rowheader', { name: new RegExp(`\\b${id}\\b`) }) });

export const accuracyOf = (root: Page | FrameLocator, id: string): Locator =>
  row(root, 'al-results', id)
    .locator('.accuracy')
    .getByText(/^\d+\.\d\d?%$/);

/** The details of a function in the table of results: each seed's fingerprint and more. */
export async function detailsOf(root: Page | FrameLocator, id: string): Promise<Locator> {
  const open = row(root, 'al-results', id).getByRole('button', { expanded: false });
  await row(root, 'al-results', id).first().waitFor({ timeout: 30_000 });
  // By an event, as in a frame of another origin Firefox's driver has no mouse.
  if ((await open.count()) > 0) await open.first().dispatchEvent('click');
  return root.locator(`al-results tr[data-of="${id}"]`);
}

/** Of the weights, after one seed. */
export async function fingerprintOf(root: Page | FrameLocator, id: string): Promise<string> {
  return (await (await detailsOf(root, id)).locator('code').textContent({ timeout: 30_000 })) ?? '';
}

export async function trainTo(root: Page | FrameLocator, ...ids: string[]): Promise<void> {
  await trainButton(root).click();
  for (const id of ids) await expect(accuracyOf(root, id)).toBeVisible({ timeout: 30_000 });
}

type Path = readonly (readonly [x: number, y: number])[];

const arc = (cx: number, cy: number, rx: number, ry: number, from: number, to: number): Path =>
  Array.from({ length: 25 }, (_, step) => {
    const angle = ((from + ((to - from) * step) / 24) * Math.PI) / 180;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)] as const;
  });

/** Our own handwriting, in units of the surface. */
export const DIGITS: Record<number, readonly Path[]> = {
  0: [arc(0.5, 0.5, 0.2, 0.33, -90, 270)],
  1: [
    [
      [0.52, 0.15],
      [0.5, 0.5],
      [0.48, 0.85],
    ],
  ],
  3: [[...arc(0.47, 0.33, 0.19, 0.17, -150, 90), ...arc(0.47, 0.67, 0.22, 0.18, -90, 150)]],
  7: [
    [
      [0.28, 0.2],
      [0.72, 0.2],
      [0.6, 0.45],
      [0.45, 0.85],
    ],
  ],
};

/** Shows a picture of the test set. */
export const testPicture = (root: Page | FrameLocator, digit: number): Locator =>
  root.locator('al-draw').getByRole('button', { name: `Test picture of a ${digit}` });

export const surfaceOf = (root: Page | FrameLocator): Locator =>
  root.getByRole('application', { name: 'Drawing surface' });

export async function draw(page: Page, strokes: readonly Path[]): Promise<void> {
  const surface = surfaceOf(page);
  await surface.scrollIntoViewIfNeeded();
  const box = await surface.boundingBox();
  if (!box) throw new Error('no drawing surface');
  for (const stroke of strokes) {
    for (const [index, [x, y]] of stroke.entries()) {
      await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: index === 0 ? 1 : 3 });
      if (index === 0) await page.mouse.down();
    }
    await page.mouse.up();
  }
}

/** The same by events from within: Firefox's driver brings no mouse into frames of another origin. */
export async function drawByEvents(surface: Locator, strokes: readonly Path[]): Promise<void> {
  await surface.evaluate((element, paths) => {
    const box = element.getBoundingClientRect();
    const send = (type: string, [x, y]: readonly [number, number]): void => {
      const [clientX, clientY] = [box.left + x * box.width, box.top + y * box.height];
      element.dispatchEvent(new PointerEvent(type, { pointerId: 1, clientX, clientY, bubbles: true }));
    };
    for (const path of paths) {
      for (const [index, point] of path.entries()) send(index === 0 ? 'pointerdown' : 'pointermove', point);
      send('pointerup', path.at(-1) ?? [0, 0]);
    }
  }, strokes);
}

/** What the address says, which follows the page when it is idle. */
export const queryOf = (page: Page): URLSearchParams => new URL(page.url()).searchParams;

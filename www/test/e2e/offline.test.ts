// After one visit the page works without a network, and a page never gets files of two versions.

import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { serve } from '../server.mjs';
import { accuracyOf, QUICK, trainTo } from './lab.ts';

test.use({ serviceWorkers: 'allow' });

const BASE = '/some/path/';
const dist = new URL('../../dist', import.meta.url).pathname;

const digest = (content: Buffer): string => createHash('sha256').update(content).digest('hex').slice(0, 16);

/** A host of its own, which can be switched off and given another build. */
async function host() {
  const root = mkdtempSync(join(tmpdir(), 'lab-'));
  cpSync(dist, root, { recursive: true });
  const server = await serve({ root, base: BASE });
  return {
    ...server,
    /** Another build: another script, under another name, and HTML that asks for it. */
    rebuild(): void {
      const main = readdirSync(join(root, 'assets')).find((name) => /^main-/.test(name)) ?? '';
      const renamed = main.replace(/-.*\./, '-anotherone.');
      renameSync(join(root, 'assets', main), join(root, 'assets', renamed));
      const change = (path: string, edit: (text: string) => string): void => {
        writeFileSync(join(root, path), edit(readFileSync(join(root, path), 'utf8')));
      };
      const before = (path: string): string => digest(readFileSync(join(dist, path)));
      const now = (path: string): string => digest(readFileSync(join(root, path)));
      change(`assets/${renamed}`, (text) => `document.documentElement.dataset.build='two';${text}`);
      for (const html of ['index.html', 'embed.html']) change(html, (text) => text.replace(main, renamed));
      change('sw.js', (text) => {
        const version = /version:([`"'])(\w+)\1/.exec(text)?.[2] ?? '';
        let changed = text
          .replace(version, 'f'.repeat(16))
          .replaceAll(main, renamed)
          .replace(before(`assets/${main}`), now(`assets/${renamed}`));
        for (const html of ['index.html', 'embed.html']) changed = changed.replace(before(html), now(html));
        return changed;
      });
    },
    remove(): void {
      rmSync(root, { recursive: true });
    },
  };
}

/** How many files each of the page's caches has. */
const caches = (page: Page): Promise<number[]> =>
  page.evaluate(async () => {
    const names = (await globalThis.caches.keys()).filter((name) => name.startsWith('activation-lab '));
    return Promise.all(names.map(async (name) => (await (await globalThis.caches.open(name)).keys()).length));
  });

/** Until a version has been kept as a whole, and is the one that answers. */
async function kept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await expect.poll(async () => (await caches(page)).length).toBe(1);
}

test('without a network a second visit trains, loads panels, and shows frames', async ({ page, context }) => {
  const own = await host();
  try {
    await page.goto(own.url + QUICK);
    await kept(page);
    // Nothing that few need, and nothing twice.
    const paths = await page.evaluate(async () => {
      const [name = ''] = await globalThis.caches.keys();
      return (await (await globalThis.caches.open(name)).keys()).map(({ url }) => url);
    });
    expect(paths.filter((path) => /mnist-28x28|\.(bin|wasm)\.js$/.test(path))).toEqual([]);
    expect(paths.filter((path) => /mnist-14x14/.test(path))).toHaveLength(1);
    await page.close();
    await own.close();

    const second = await context.newPage();
    await second.goto(own.url + QUICK);
    await second.locator('al-race').scrollIntoViewIfNeeded();
    await trainTo(second, 'relu', 'tanh');
    await expect(accuracyOf(second, 'relu')).toBeVisible();
    await second.locator('al-code').scrollIntoViewIfNeeded();
    await expect(second.locator('al-code section .caption')).toBeVisible();
    await second.goto(`${own.url}embed.html?panel=dialects&lang=ja`);
    await expect(second.locator('al-dialects section .caption')).toBeVisible();
  } finally {
    await own.close();
    own.remove();
  }
});

test('a changed build is taken as a whole, when no page of the one before is open', async ({
  page,
  context,
}) => {
  const own = await host();
  const build = (of: Page): Promise<string | undefined> =>
    of.evaluate(() => document.documentElement.dataset.build);
  try {
    await page.goto(own.url);
    await kept(page);
    await page.reload();
    own.rebuild();
    // The worker of the new build comes and waits; this page stays what it is, with all of its files.
    const state = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      const worker = registration.installing;
      if (!worker) return registration.waiting?.state;
      return new Promise((resolve) => {
        worker.addEventListener('statechange', () => resolve(worker.state), { once: true });
      });
    });
    expect(state).toBe('installed');
    expect(await caches(page)).toHaveLength(2);
    await page.reload();
    await expect(page.locator('al-curves section .caption')).toBeVisible();
    expect(await build(page)).toBeUndefined();
    await page.locator('al-code').scrollIntoViewIfNeeded();
    await expect(page.locator('al-code section .caption')).toBeVisible();
    await page.close();

    // A page that is still of the old build would keep it: each try is a page of its own.
    await expect(async () => {
      const attempt = await context.newPage();
      await attempt.goto(own.url);
      const found = await build(attempt);
      await attempt.close();
      expect(found).toBe('two');
    }).toPass({ intervals: [500] });
    const next = await context.newPage();
    await next.goto(own.url);
    await kept(next);
    await own.close();
    await next.reload();
    await expect(next.locator('al-curves section .caption')).toBeVisible();
    expect(await build(next)).toBe('two');
  } finally {
    await own.close();
    own.remove();
  }
});

test('a build whose files do not belong together is not kept', async ({ page }) => {
  const own = await host();
  try {
    await page.goto(`${own.origin}/~corrupt:race-script${BASE}`);
    const state = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.register('./sw.js');
      const worker = registration.installing;
      return new Promise((resolve) => {
        worker?.addEventListener('statechange', () => resolve(worker.state));
      });
    });
    expect(state).toBe('redundant');
    expect(await caches(page)).toEqual([]);
  } finally {
    await own.close();
    own.remove();
  }
});

// What `npm run build` made: small enough, and nothing in it that ties it to a machine or to another host.

import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { BUDGET, sizes } from '../scripts/sizes.mjs';
import { dist } from '../scripts/stages.mjs';
import { filesBelow, root } from '../scripts/tools.mjs';

const files = filesBelow(dist);

test('the page before training data fits its budget', () => {
  const { files, total } = sizes();
  expect(files.map(({ path }) => extname(path))).toEqual(expect.arrayContaining(['.html', '.js', '.wasm']));
  expect(total, files.map(({ path, bytes }) => `${path}: ${bytes}`).join('\n')).toBeLessThanOrEqual(
    BUDGET.page,
  );
});

test('each wasm build fits its budget', () => {
  const { wasm } = sizes();
  expect(wasm).toHaveLength(2);
  for (const { path, bytes } of wasm) expect(bytes, path).toBeLessThanOrEqual(BUDGET.wasm);
});

test('the element is one small script that asks for nothing by itself', () => {
  const text = readFileSync(join(dist, 'activation-lab.js'));
  expect(gzipSync(text).length).toBeLessThan(3 * 1024);
  expect(text.toString()).not.toMatch(/\bimport\b|\bexport\b|\bfetch\(/);
});

test('scripts of panels do not bring again what the page has', () => {
  const parts = files.filter((name) => /-script-[^/]*\.js$/.test(name));
  expect(parts.length).toBeGreaterThan(5);
  for (const file of parts) expect(readFileSync(file, 'utf8'), file).not.toContain('litElementVersions');
});

test('no file names a folder of the machine that built it', () => {
  const folders = [root, homedir(), '/home/', '/Users/', 'C:\\Users', '.cargo/registry'];
  for (const file of files.filter((name) => !name.endsWith('.bin'))) {
    const text = readFileSync(file, 'latin1');
    for (const folder of folders) expect(text.includes(folder), `${file} names ${folder}`).toBe(false);
  }
});

test('nothing is loaded from another host', () => {
  const loads =
    /(?:<(?:script|link|img|iframe|source)\b[^>]*\b(?:src|href)=|url\(|@import|\bimport\s*\(?|\bfrom|\bfetch\(|Worker\()\s*["'`]?(?:https?:)?\/\/[^\s"'`)>]+/gi;
  for (const file of files.filter((name) => /\.(html|css|js|svg)$/.test(name))) {
    expect(readFileSync(file, 'utf8').match(loads) ?? [], file).toEqual([]);
  }
});

test('every address in the HTML is relative, so that any folder of any host will do', () => {
  for (const file of files.filter((name) => name.endsWith('.html'))) {
    const html = readFileSync(file, 'utf8');
    const addresses = [...html.matchAll(/<(?:script|link)\b[^>]*\b(?:src|href)="([^"]+)"/g)].map(
      (match) => match[1],
    );
    expect(addresses.length, file).toBeGreaterThan(0);
    for (const address of addresses) expect(address).toMatch(/^(\.\/|data:)/);
  }
});

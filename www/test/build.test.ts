// What `npm run build` made: small enough, and nothing in it that ties it to a machine or to another host.

import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { page, siteOf } from '../build/html.ts';
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

test('a shared link has title, description and, where the page’s address is known, a picture', () => {
  const files = { styles: [], first: { path: 'first.js', source: '' }, scripts: [], texts: {} };
  const index = join(root, 'www/index.html');
  const tagsOf = (site: string | undefined): Record<string, string> => {
    const tags = page(index, { ...files, site }).matchAll(
      /<meta (?:name="[\w:]+" )?(?:property|name)="([\w:]+)" content="([^"]*)"/g,
    );
    return Object.fromEntries([...tags].map(([, name = '', content = '']) => [name, content]));
  };
  const plain = tagsOf(siteOf(undefined));
  expect(Object.keys(plain).filter((name) => /image|url|twitter/.test(name))).toEqual([]);
  for (const name of ['og:title', 'og:description'])
    for (const script of [/\p{Script=Han}/u, /[a-z]{3}/i])
      expect([name, plain[name]]).toEqual([name, expect.stringMatching(script)]);

  const picture = readFileSync(join(dist, 'social.png'));
  expect(picture.length).toBeLessThan(100 * 1024);
  const shown = tagsOf(siteOf('https://example.org/lab'));
  expect(shown).toMatchObject({
    ...plain,
    'og:image': 'https://example.org/lab/social.png',
    // Where a PNG has them.
    'og:image:width': `${picture.readUInt32BE(16)}`,
    'og:image:height': `${picture.readUInt32BE(20)}`,
    'twitter:card': 'summary_large_image',
  });
  for (const wrong of ['example.org', '/lab/', 'file:///lab/', 'https://example.org/?a=b'])
    expect(() => siteOf(wrong), wrong).toThrow('SITE_URL');
});

test('what the manifest names is there', () => {
  const { icons, start_url } = JSON.parse(readFileSync(join(dist, 'manifest.webmanifest'), 'utf8'));
  expect(start_url).toBe('./');
  for (const { src } of icons) expect(files).toContain(join(dist, src));
});

test('the licences of all that is bundled go along', () => {
  const notices = readFileSync(join(dist, 'THIRD-PARTY.txt'), 'utf8');
  const named = new Set(
    filesBelow(join(root, 'www/src')).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/from '((?:@[\w-]+\/)?[\w-]+)(?:\/[^']*)?';/g)].map(
        (match) => match[1] ?? '',
      ),
    ),
  );
  expect([...named].sort()).toEqual(['lit', 'wasm-feature-detect']);
  const both = [...named, 'lit-html', 'wasm-bindgen', 'js-sys', 'libm', 'serde-wasm-bindgen'];
  for (const name of both) expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
  // Only the command line has these.
  expect(notices).not.toMatch(/^(?:clap|flate2|serde_json|criterion) /m);
  expect(notices).toContain('Redistribution and use in source and binary forms');
  expect(notices).not.toContain('brings no text');
});

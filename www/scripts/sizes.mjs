// What a reader downloads before anything is asked for.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { dist } from './stages.mjs';
import { filesBelow, kilobytes } from './tools.mjs';

/** Compressed sizes that a reader waits for, without the training data. `www/test/build.test.ts` holds them. */
export const BUDGET = { page: 150 * 1024, wasm: 88 * 1024 };

/** The files of the page that load before anything is asked for, and what they weigh with gzip.
 * The page picks one wasm file, so the heavier one counts. Training data and lazily loaded chunks do not. */
export function sizes() {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  /** @param {string} path */
  const weigh = (path) => ({ path, bytes: gzipSync(readFileSync(join(dist, path)), { level: 9 }).length });

  const names = filesBelow(join(dist, 'assets')).map((file) => file.slice(join(dist, 'assets').length + 1));
  // Workers' modules come with the first training, the planner of sweeps with its panel.
  const wasm = names
    .filter((name) => /^(simd|scalar)-page-.*\.wasm$/.test(name))
    .map((name) => weigh(`assets/${name}`));
  wasm.sort((a, b) => b.bytes - a.bytes);
  const first = new Set(['index.html']);
  // Scripts and styles are followed through their static imports, both on to their fonts.
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  // For a home screen: no browser asks for it before.
  const loading = tags.filter((tag) => !/rel="(?:apple-touch-icon|manifest)"/.test(tag));
  const follow = loading.flatMap((tag) => /(?:src|href)="\.\/([^"]+)"/.exec(tag)?.[1] ?? []);
  for (const path of follow) {
    if (first.has(path) || !existsSync(join(dist, path))) continue;
    first.add(path);
    if (!/\.(js|css)$/.test(path)) continue;
    const text = readFileSync(join(dist, path), 'utf8');
    const references = /(?:import|from)\s*["']\.\/([^"']+)["']|url\(["']?\.\/([^"')]+)["']?\)/g;
    for (const match of text.matchAll(references)) follow.push(`assets/${match[1] ?? match[2]}`);
    // A script names its fonts as plain strings.
    for (const match of text.matchAll(/["'`/]([\w.-]+\.woff2)["'`]/g)) follow.push(`assets/${match[1]}`);
  }
  // One language, counted as the heavier.
  const texts = names
    .filter((name) => /^texts-\w+-[\w-]+\.js$/.test(name))
    .map((name) => weigh(`assets/${name}`));
  texts.sort((a, b) => b.bytes - a.bytes);
  const page = [...[...first].map(weigh), ...texts.slice(0, 1)];
  const heaviest = wasm[0] ? [wasm[0]] : [];
  const total = [...page, ...heaviest].reduce((sum, file) => sum + file.bytes, 0);
  return { files: [...page, ...heaviest], total, wasm };
}

export function printSizes() {
  const { files, total, wasm } = sizes();
  for (const { path, bytes } of files) console.log(`  ${kilobytes(bytes).padStart(9)}  ${path}`);
  console.log(`Page before training data: ${kilobytes(total)} of ${kilobytes(BUDGET.page)} (gzip).`);
  console.log(`wasm: ${kilobytes(wasm[0]?.bytes ?? 0)} of ${kilobytes(BUDGET.wasm)} (gzip).`);
}

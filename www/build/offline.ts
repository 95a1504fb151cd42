// The service worker of a build: src/offline/service-worker.ts with the digests of all files.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** For frames without an origin, which no service worker serves; for browsers without SIMD, which are too old for most of the
 * rest; for other hosts. */
const NEVER = /\.(?:bin|wasm)\.js$|^assets\/scalar|^social\.png$|^sw\.js$/;
/** 11 MB that few need. */
const LATER = /mnist-28x28/;

const hash = (content: Buffer | string): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 16);

/** What the service worker of the page in `folder` has to know of it. */
export function manifest(folder: string): { version: string; first: object; later: object } {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !NEVER.test(path))
    .sort();
  const digests = (chosen: readonly string[]) =>
    Object.fromEntries(chosen.map((path) => [path, hash(readFileSync(join(folder, path)))]));
  const first = digests(paths.filter((path) => !LATER.test(path)));
  const later = digests(paths.filter((path) => LATER.test(path)));
  return { version: hash(JSON.stringify([first, later])), first, later };
}

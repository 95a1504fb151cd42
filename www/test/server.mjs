// A static file server without any special header, as a blog's host would be, for tests. It compresses what hosts compress.
//
// serve({ root }) answers `${url}index.html` from a sub-path. A first segment that starts with `~` asks for trouble;
// as every address in the page is relative, the files that the page loads meet it too:
//
//   /~csp/some/sub/path/                          a strict Content-Security-Policy
//   /~drop:simd/some/sub/path/                    files whose name contains "simd": the connection breaks off
//   /~missing:simd/…   404                        /~truncate:mnist/…  the first half only, as if complete
//   /~corrupt:mnist/…  one byte flipped           /~slow:mnist/…      two seconds late
//   /~csp+slow:mnist/… several at once
//
// /frame?src=URL&sandbox=allow-scripts is a page of another kind: one that embeds URL in an iframe. Without
// `sandbox` the frame is not sandboxed. /post?body=HTML&csp=POLICY is a page with that body, under that policy.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

const COMPRESSED = /\.(?:html|js|css|json|svg|webmanifest|wasm)$/;
/** by file, with the bytes that it was made of @type {Map<string, { body: Buffer, packed: Buffer }>} */
const packed = new Map();

/** @param {string} file @param {Buffer} body */
function compress(file, body) {
  const known = packed.get(file);
  if (known?.body.equals(body)) return known.packed;
  const fresh = { body, packed: gzipSync(body) };
  packed.set(file, fresh);
  return fresh.packed;
}

const STRICT_CSP = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  'worker-src blob:',
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
].join('; ');

/** @typedef {{ root: string, base?: string, port?: number }} Options */

/** @param {Options} options @returns {Promise<{ origin: string, url: string, close: () => Promise<void> }>} */
export async function serve({ root, base = '/', port = 0 }) {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  async function answer(request, response) {
    const url = new URL(request.url ?? '/', 'http://test.invalid');
    if (url.pathname === '/frame') {
      response.setHeader('Content-Type', TYPES['.html']);
      return response.end(framePage(url.searchParams));
    }
    if (url.pathname === '/post') {
      response.setHeader('Content-Type', TYPES['.html']);
      const csp = url.searchParams.get('csp');
      if (csp) response.setHeader('Content-Security-Policy', csp);
      return response.end(postPage(url.searchParams.get('body') ?? ''));
    }
    let path = decodeURIComponent(url.pathname);
    const trouble = /^\/~([^/]*)(?=\/)/.exec(path);
    const wishes = trouble?.[1]?.split('+') ?? [];
    if (trouble) path = path.slice(trouble[0].length);
    if (!path.startsWith(base)) return notFound(response);

    const file = join(root, normalize(path.slice(base.length) || 'index.html'));
    if (!file.startsWith(root + sep)) return notFound(response);
    /** @param {string} kind */
    const wanted = (kind) =>
      wishes.some(
        (wish) => wish.startsWith(`${kind}:`) && file.includes(wish.slice(kind.length + 1), root.length),
      );

    if (wanted('drop')) return response.destroy();
    if (wanted('missing')) return notFound(response);
    if (wanted('slow')) await sleep(2000);
    let body = await readFile(file).catch(() => undefined);
    if (!body) return notFound(response);
    if (wanted('truncate')) body = body.subarray(0, body.length >> 1);
    if (wanted('corrupt')) body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 0xff;
    if (wishes.includes('csp')) response.setHeader('Content-Security-Policy', STRICT_CSP);
    const type = /** @type {Record<string, string>} */ (TYPES)[extname(file)];
    response.setHeader('Content-Type', type ?? 'application/octet-stream');
    if (COMPRESSED.test(file) && /\bgzip\b/.test(String(request.headers['accept-encoding']))) {
      response.setHeader('Content-Encoding', 'gzip');
      response.setHeader('Vary', 'Accept-Encoding');
      return response.end(compress(file, body));
    }
    response.end(body);
  }

  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    url: origin + base,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @param {import('node:http').ServerResponse} response */
function notFound(response) {
  response.statusCode = 404;
  response.end('Not found');
}

/** @param {URLSearchParams} query */
function framePage(query) {
  /** @param {string} text */
  const attribute = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const sandbox = query.get('sandbox');
  const limits = sandbox === null ? '' : ` sandbox="${attribute(sandbox)}"`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>A post</title>
<iframe title="lab" width="800" height="600"${limits} src="${attribute(query.get('src') ?? '')}"></iframe></html>`;
}

/** @param {string} body */
const postPage = (body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>A post</title><body>${body}</body></html>`;

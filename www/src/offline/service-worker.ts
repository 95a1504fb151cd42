// Lets the page work without a network after one visit. A version of the page is all of its files, each known by its digest:
// it is kept as a whole or not at all, in a cache of its own, and whoever has been opened with it gets nothing else. The
// browser starts the worker of a new version beside that of the old one, and lets it take over when no page of the old one
// is open any more.

/** Written in by the build: what a version consists of, and its digests. `later` is kept when it is first used. */
declare const FILES: { readonly version: string; readonly first: Digests; readonly later: Digests };
declare const self: ServiceWorkerGlobalScope;

type Digests = Readonly<Record<string, string>>;

// Once, as the build writes all of it wherever it is named.
const { version, first, later } = FILES;
const { scope } = self.registration;
/** Other pages of the host, and other copies of this one, have caches beside ours. */
const OURS = `activation-lab ${scope} `;
const NAME = OURS + version;
const addressOf = (path: string): string => new URL(path, scope).href;

self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event) => event.waitUntil(dropOthers()));
self.addEventListener('fetch', (event) => {
  const path = pathOf(event.request);
  if (path !== undefined) event.respondWith(answer(event, path));
});

async function keepAll(): Promise<void> {
  const known = await caches.keys();
  const older = await Promise.all(
    known.filter((name) => name.startsWith(OURS)).map((name) => caches.open(name)),
  );
  const cache = await caches.open(NAME);
  try {
    // One after the other: whoever reads the page goes first.
    for (const [path, digest] of Object.entries(first)) {
      const address = addressOf(path);
      let found: Response | undefined;
      for (const one of older) found ??= await whole(await one.match(address), digest);
      found ??= await whole(await fetch(address, { cache: 'no-cache' }), digest);
      // Of another version, or damaged: there will be another time.
      if (!found) throw new Error(`${path} is not what it should be`);
      await cache.put(address, found);
    }
  } catch (thrown) {
    // The same files with another worker: they are in use.
    if (!known.includes(NAME)) await caches.delete(NAME);
    throw thrown;
  }
}

async function dropOthers(): Promise<void> {
  const known = await caches.keys();
  await Promise.all(
    known.filter((name) => name.startsWith(OURS) && name !== NAME).map((name) => caches.delete(name)),
  );
}

/** Of the file that is asked for, or undefined where it is none of this version. */
function pathOf({ method, url }: Request): string | undefined {
  const { origin, pathname } = new URL(url);
  const address = origin + pathname;
  if (method !== 'GET' || !address.startsWith(scope)) return undefined;
  const path = address.slice(scope.length) || 'index.html';
  return path in first || path in later ? path : undefined;
}

async function answer(event: FetchEvent, path: string): Promise<Response> {
  const address = addressOf(path);
  const kept = await caches.match(address, { cacheName: NAME });
  if (kept) return kept;
  const response = await fetch(event.request);
  const digest = later[path];
  if (digest !== undefined) {
    const copy = response.clone();
    event.waitUntil(
      whole(copy, digest)
        .then(async (found) => found && (await caches.open(NAME)).put(address, found))
        // No room, or the connection broke off, of which the page hears by itself.
        .catch(() => {}),
    );
  }
  return response;
}

/** What a page may be given again, if it has the digest. */
async function whole(response: Response | undefined, digest: string): Promise<Response | undefined> {
  if (!response?.ok) return undefined;
  const bytes = await response.arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).subarray(0, 8);
  const found = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (found !== digest) return undefined;
  // Anew, as a browser accepts no answer that had been redirected; it is unpacked by now.
  const headers = new Headers(response.headers);
  headers.delete('Content-Encoding');
  headers.delete('Content-Length');
  return new Response(bytes, { headers });
}

// A module to TypeScript, so that `self` is its own.
export {};

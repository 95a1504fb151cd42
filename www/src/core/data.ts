// Files of numbers: the packed data set, fetched when a race or a sample picture first needs it, and shipped networks.

import { CarrierError, carried, hasNoOrigin } from './carrier.ts';
import { FailureError } from './failure.ts';

const nameOf = (url: string): string => url.replace(/^.*\//, '');

/** Fetches and unpacks; the core checks version and checksum when it opens the bytes. */
export async function fetchData(url: string): Promise<Uint8Array> {
  return gunzip(await fetchBytes(url), nameOf(url));
}

/** As they are. */
export function fetchBytes(url: string): Promise<Uint8Array<ArrayBuffer>> {
  return hasNoOrigin() ? fromCarrier(url) : fetchFile(url);
}

/** By a page that has an origin. */
export async function fetchFile(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const name = nameOf(url);
  let response: Response;
  try {
    response = await fetch(url);
  } catch (thrown) {
    throw new FailureError('data_missing', name, String(thrown));
  }
  if (!response.ok) throw new FailureError('data_missing', name, `HTTP ${response.status}`);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (thrown) {
    // The connection broke off after the headers.
    throw new FailureError('data_truncated', name, String(thrown));
  }
}

const CODES = { missing: 'data_missing', incomplete: 'data_truncated', damaged: 'data_corrupted' } as const;

async function fromCarrier(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const name = nameOf(url);
  try {
    return await carried(url);
  } catch (thrown) {
    if (!(thrown instanceof CarrierError)) throw thrown;
    throw new FailureError(CODES[thrown.loss], name, thrown.message);
  }
}

/** `name` is what a failure tells of. */
export async function gunzip(packed: Uint8Array<ArrayBuffer>, name: string): Promise<Uint8Array> {
  // A host that answers every address with a page, for example.
  if (packed[0] !== 0x1f || packed[1] !== 0x8b)
    throw new FailureError('data_format', name, 'no gzip header', 'gzip');
  const stream = new DecompressionStream('gzip');
  const unpacked = new Response(stream.readable).arrayBuffer();
  unpacked.catch(() => {}); // reported below, by the side that tells the two cases apart
  const writer = stream.writable.getWriter();
  writer.closed.catch(() => {});
  try {
    await writer.write(packed);
  } catch (thrown) {
    throw new FailureError('data_corrupted', name, String(thrown));
  }
  try {
    // All that there was has been understood; if the end is missing, only closing notices.
    await writer.close();
  } catch (thrown) {
    throw new FailureError('data_truncated', name, String(thrown));
  }
  try {
    return new Uint8Array(await unpacked);
  } catch (thrown) {
    throw new FailureError('data_corrupted', name, String(thrown));
  }
}

/** A square picture at a multiple of its size, by repetition, so that the block mean gives the small picture back exactly. */
export function enlarge(image: Uint8Array, side: number, size: number): Uint8Array {
  const factor = size / side;
  const large = new Uint8Array(size * size);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      large[y * size + x] = image[Math.floor(y / factor) * side + Math.floor(x / factor)] ?? 0;
    }
  }
  return large;
}

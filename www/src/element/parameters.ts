// From the element's attributes to the frame's address. Pure.

type Attribute = readonly [name: string, value: string];
type Read = (name: string) => string | null;

/** Attributes that HTML gives every element, or that are about the element itself: no parameters. */
const OWN = [
  ...[
    'src',
    'query',
    'height',
    'title',
    'id',
    'class',
    'style',
    'slot',
    'part',
    'hidden',
    'dir',
    'role',
    'is',
  ],
  ...['tabindex', 'nonce', 'inert', 'lang'],
];
/** `relu`, `learning_rate`, `hard_sigmoid.slope`; not `data-x` or `aria-label`. */
const PARAMETER = /^(?!on)[a-z][a-z0-9_]*(\.[a-z0-9_]+)?$/;
/** A panel's usual height in px, until the frame tells its own. */
const USUAL = 640;
const MOST = 100_000;

/**
 * Of a file of the lab beside the script, or in the folder that `src` names, with the attributes as parameters; undefined
 * where that is no address. `query` has those whose names HTML has taken: `hidden=64,32`. `around`: the language of the page
 * there, which holds unless the element has its own.
 */
export function addressOf(
  file: string,
  attributes: readonly Attribute[],
  script: string,
  base: string,
  around: string | undefined,
): URL | undefined {
  const own = new Map(attributes);
  const src = own.get('src');
  let address: URL;
  try {
    // A folder, with or without its last stroke.
    const folder = src === undefined ? script : new URL(src.replace(/\/*$/, '/'), base);
    address = new URL(file, folder);
  } catch {
    return undefined;
  }
  if (!/^(https?|file):$/.test(address.protocol)) return undefined;
  const query = new URLSearchParams(own.get('query') ?? '');
  for (const [name, value] of attributes) {
    if (OWN.includes(name) || !PARAMETER.test(name)) continue;
    // `frozen` and `run` say all by being there.
    query.set(name, value === '' && ['frozen', 'run'].includes(name) ? '1' : value);
  }
  const lang = (own.get('lang') ?? query.get('lang') ?? around)?.split('-', 1)[0]?.toLowerCase();
  // The frame takes another one for a mistake; without any it goes by the reader's.
  if (lang === 'ja' || lang === 'en') query.set('lang', lang);
  else query.delete('lang');
  if (file === 'index.html') for (const name of ['panel', 'controls', 'frozen']) query.delete(name);
  address.search = query.toString().replace(/%2C|%3A/g, decodeURIComponent);
  return address;
}

/** What a screen reader calls the frame. */
export function nameOf(read: Read): string {
  return read('title') || read('aria-label') || `Activation Lab (${read('panel') || '…'})`;
}

/** Before the frame is there: what its author knows of it, or so much for each panel. */
export function reservedHeight(read: Read): number {
  const panels = (read('panel') ?? '').split(',').length;
  return plainHeight(Number(read('height') ?? Number.NaN)) ?? USUAL * panels;
}

/** In px; undefined where it is no height. */
export function plainHeight(height: unknown): number | undefined {
  return typeof height === 'number' && height > 0 && height <= MOST ? Math.ceil(height) : undefined;
}

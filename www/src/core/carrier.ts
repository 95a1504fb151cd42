// Files for a page without an origin, which may fetch nothing: not from its own host either, unless the host allows
// everybody. Scripts may still be loaded, so the build puts `<file>.js` beside each file, a script that hands its
// bytes over in base64: vite.config.ts.

/** How a file failed to come. A script says no more than this. */
export type Loss = 'missing' | 'incomplete' | 'damaged';

export class CarrierError extends Error {
  readonly loss: Loss;

  constructor(loss: Loss, message: string) {
    super(message);
    this.loss = loss;
  }
}

/** True in a frame with sandbox="allow-scripts", and for a file opened from disk. */
export const hasNoOrigin = (): boolean => self.origin === 'null';

let losses = 0;

/** The bytes of the file at `url`. Throws a CarrierError. */
export async function carried(url: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return decode(await load(url));
  } catch (thrown) {
    losses += 1;
    throw thrown;
  }
}

function load(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    let base64: string | undefined;
    script.addEventListener('carried', (event) => {
      base64 = (event as CustomEvent<string>).detail;
    });
    script.onload = () => {
      script.remove();
      // A script that was cut does not parse, and does nothing.
      if (base64 === undefined) reject(new CarrierError('incomplete', 'not a whole script'));
      else resolve(base64);
    };
    script.onerror = () => {
      script.remove();
      reject(new CarrierError('missing', 'no script'));
    };
    // After a loss under another address, or the browser may repeat the loss from its cache.
    script.src = `${url}.js${losses > 0 ? `?${losses}` : ''}`;
    document.head.append(script);
  });
}

/** Exported for tests. */
export function decode(base64: string): Uint8Array<ArrayBuffer> {
  let binary: string;
  try {
    binary = atob(base64);
  } catch {
    throw new CarrierError('damaged', 'not base64');
  }
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

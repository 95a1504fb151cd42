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
  const base64 = await fromScript<string>(`${url}.js`);
  try {
    return decode(base64);
  } catch (thrown) {
    losses += 1;
    throw thrown;
  }
}

/** What the script at `address` hands over by an event `carried` on itself. Throws a CarrierError. */
export function fromScript<T>(address: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    let detail: T | undefined;
    const lose = (loss: Loss, message: string): void => {
      losses += 1;
      reject(new CarrierError(loss, message));
    };
    script.addEventListener('carried', (event) => {
      detail = (event as CustomEvent<T>).detail;
    });
    script.onload = () => {
      script.remove();
      // A script that was cut does not parse, and does nothing.
      if (detail === undefined) lose('incomplete', 'not a whole script');
      else resolve(detail);
    };
    script.onerror = () => {
      script.remove();
      lose('missing', 'no script');
    };
    // After a loss under another address, or the browser may repeat the loss from its cache.
    script.src = `${address}${losses > 0 ? `?${losses}` : ''}`;
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

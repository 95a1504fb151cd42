import { hasNoOrigin } from '../core/carrier.ts';

/** ms after everything has been loaded, so that the first view shares the network with nothing */
const REST = 4000;

/**
 * Has the browser keep the page for times without a network, once nothing else is to be done. Not in a frame, whose reader came
 * for another page, and not where data is to be saved. Whatever fails, the page works as it did.
 */
export function keepOffline(): void {
  if (hasNoOrigin() || window.top !== window || !isSecureContext) return;
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (connection?.saveData) return;
  const keep = (): void => {
    navigator.serviceWorker?.register('./sw.js').catch(() => {});
  };
  const rest = (): void => {
    setTimeout(() => (globalThis.requestIdleCallback ?? setTimeout)(keep), REST);
  };
  if (document.readyState === 'complete') rest();
  else addEventListener('load', rest, { once: true });
}

import { expect, test } from '@playwright/test';
import { type PressureObserverConstructor, watchPressure } from '../../src/worker/pressure.ts';

/** A browser that tells these states, or refuses to. */
function browser(
  states: readonly string[],
  refuses = false,
): { Observer: PressureObserverConstructor; watching: () => boolean } {
  let watching = false;
  class Observer {
    readonly #callback: (records: readonly { state: string }[]) => void;

    constructor(callback: (records: readonly { state: string }[]) => void) {
      this.#callback = callback;
    }

    async observe(): Promise<void> {
      if (refuses) throw new DOMException('not in this frame', 'NotAllowedError');
      watching = true;
      for (const state of states) this.#callback([{ state }]);
    }

    disconnect(): void {
      watching = false;
    }
  }
  return { Observer, watching: () => watching };
}

test('the highest pressure is told, and watching ends', () => {
  const { Observer, watching } = browser(['nominal', 'serious', 'fair']);
  const watch = watchPressure(Observer);
  expect(watching()).toBe(true);
  expect(watch.stop()).toBe('serious');
  expect(watching()).toBe(false);
});

test('a browser that tells nothing, that may not, or that has states of its own', async () => {
  expect(watchPressure(undefined).stop()).toBeUndefined();
  const refused = watchPressure(browser([], true).Observer);
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(refused.stop()).toBeUndefined();
  expect(watchPressure(browser(['odd']).Observer).stop()).toBeUndefined();
});

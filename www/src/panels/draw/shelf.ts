// Where the reader's drawings are kept: on the device, if it lets the page, else until the page is closed.

import { type Kept, readTestSet, testSetOf } from './test-set.ts';

export const MOST_DRAWINGS = 300;
/** Of all lines together: browsers give a site some five million. */
export const MOST_CHARACTERS = 2_000_000;
/** With the version of what is kept there. */
export const KEY = 'activation-lab.drawings.1';

type Place = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Emits `change`. */
export class Shelf extends EventTarget {
  /** may throw: a foreign frame has none */
  readonly #place: () => Place;
  #text: string | undefined;
  #drawings: readonly Kept[] = [];
  #garbage = 0;
  #lasting = true;

  constructor(place: () => Place) {
    super();
    this.#place = place;
    this.read();
  }

  /** The first one was kept first. */
  get drawings(): readonly Kept[] {
    return this.#drawings;
  }

  /** Lines that were found on the device and are no drawings. */
  get garbage(): number {
    return this.#garbage;
  }

  /** Whether the device keeps them. */
  get lasting(): boolean {
    return this.#lasting;
  }

  /** The one that is made of these very strokes. */
  of(strokes: readonly unknown[]): Kept | undefined {
    return this.#drawings.find((one) => one.strokes === strokes);
  }

  /** What is on the device now: another tab may have changed it. */
  read(): void {
    // What the device did not take is here alone.
    if (!this.#lasting) return;
    let text: string;
    try {
      text = this.#place().getItem(KEY) ?? '';
    } catch {
      this.#lasting = false;
      return;
    }
    if (text === this.#text) return;
    this.#text = text;
    const known = new Map(this.#drawings.map((one) => [one.line, one]));
    const { drawings, faults } = readTestSet(text);
    this.#drawings = within(drawings.map((one) => known.get(one.line) ?? one));
    this.#garbage = faults.length + drawings.length - this.#drawings.length;
    this.dispatchEvent(new Event('change'));
  }

  /** Adds those that are not there yet; the number of those for which there was no room. */
  add(more: readonly Kept[]): number {
    this.read();
    const known = new Set(this.#drawings.map(({ line }) => line));
    const fresh = more.filter(({ line }) => !known.has(line) && known.add(line));
    const all = within([...this.#drawings, ...fresh]);
    const left = this.#drawings.length + fresh.length - all.length;
    this.#keep(all);
    return left;
  }

  /** Another one in the place of one, or none. */
  replace(old: Kept, ...others: readonly Kept[]): void {
    this.read();
    this.#keep(this.#drawings.flatMap((one) => (one.line === old.line ? others : [one])));
  }

  clear(): void {
    this.#keep([]);
  }

  #keep(drawings: readonly Kept[]): void {
    this.#drawings = drawings;
    this.#garbage = 0;
    const text = testSetOf(drawings);
    try {
      if (text) this.#place().setItem(KEY, text);
      else this.#place().removeItem(KEY);
      this.#text = text;
      this.#lasting = true;
    } catch {
      this.#lasting = false;
    }
    this.dispatchEvent(new Event('change'));
  }
}

/** As many of the first ones as there is room for. */
function within(drawings: readonly Kept[]): readonly Kept[] {
  let characters = 0;
  const end = drawings.findIndex(({ line }, index) => {
    characters += line.length + 1;
    return index >= MOST_DRAWINGS || characters > MOST_CHARACTERS;
  });
  return end < 0 ? drawings : drawings.slice(0, end);
}

export const shelf = new Shelf(() => localStorage);

// Pointers, wheel and keys that change what a chart shows. The page must stay scrollable: one finger and the bare wheel
// belong to it.

import type { Point, View } from './geometry.ts';
import { panned, ZOOM_STEP, zoomed } from './zoom.ts';

interface Place {
  x: number;
  y: number;
}

/** Of the plotting area, in pixels of the page. */
interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** px that a pressed mouse may tremble */
const CLICK = 4;

export class Gestures {
  readonly #pointers = new Map<number, Place>();
  #start: { view: View; places: Place[]; moved: boolean } | undefined;
  readonly #view: () => View;
  readonly #frame: () => Frame;
  /** what keys zoom in on; undefined: the middle */
  readonly #anchor: () => Point | undefined;
  /** undefined: back to where it was at first */
  readonly #ask: (view: View | undefined) => void;

  constructor(
    view: () => View,
    frame: () => Frame,
    anchor: () => Point | undefined,
    ask: (view: View | undefined) => void,
  ) {
    this.#view = view;
    this.#frame = frame;
    this.#anchor = anchor;
    this.#ask = ask;
  }

  /** The pointers move the view, so nothing else may follow them. */
  get moving(): boolean {
    return this.#start?.moved ?? false;
  }

  down(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    // One finger moves the readout and scrolls the page; a mouse, or two fingers, take hold of the view.
    const grips = event.pointerType === 'touch' ? 2 : 1;
    const places = [...this.#pointers.values()];
    this.#start = places.length === grips ? { view: this.#view(), places, moved: grips === 2 } : undefined;
  }

  move(event: PointerEvent): void {
    if (!this.#pointers.has(event.pointerId)) return;
    this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const start = this.#start;
    if (!start) return;
    const before = middle(start.places);
    const now = middle([...this.#pointers.values()]);
    const [right, down] = [now.x - before.x, now.y - before.y];
    if (!start.moved) {
      if (Math.hypot(right, down) < CLICK) return;
      start.moved = true;
      // From here on it may leave the chart.
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
    }
    const { width, height } = this.#frame();
    const factor = distance(start.places) / distance([...this.#pointers.values()]) || 1;
    const closer = zoomed(start.view, factor, this.#at(before, start.view));
    this.#ask(panned(closer, -right / width, down / height));
  }

  /** True where the pointer has moved the view, so that its going up is no click. */
  up(event: PointerEvent): boolean {
    const moved = this.moving;
    this.#pointers.delete(event.pointerId);
    this.#start = undefined;
    return moved;
  }

  /** A pinch on a touch pad comes as the wheel with Ctrl. */
  wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 30);
    const factor = Math.exp(Math.max(-200, Math.min(200, pixels)) * 0.004);
    const view = this.#view();
    this.#ask(zoomed(view, factor, this.#at({ x: event.clientX, y: event.clientY }, view)));
  }

  key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const view = this.#view();
    const anchor = this.#anchor();
    const changes: Record<string, () => View | undefined> = {
      '+': () => zoomed(view, 1 / ZOOM_STEP, anchor),
      '=': () => zoomed(view, 1 / ZOOM_STEP, anchor),
      '-': () => zoomed(view, ZOOM_STEP, anchor),
      '0': () => undefined,
      ...(event.shiftKey && {
        ArrowLeft: () => panned(view, -0.1, 0),
        ArrowRight: () => panned(view, 0.1, 0),
        ArrowUp: () => panned(view, 0, 0.1),
        ArrowDown: () => panned(view, 0, -0.1),
      }),
    };
    const change = changes[event.key];
    if (!change) return;
    event.preventDefault();
    this.#ask(change());
  }

  /** What the chart shows at a place on the page. */
  #at(place: Place, { x, y }: View): [number, number] {
    const { left, top, width, height } = this.#frame();
    return [
      x[0] + ((place.x - left) / width) * (x[1] - x[0]),
      y[1] - ((place.y - top) / height) * (y[1] - y[0]),
    ];
  }
}

function middle(places: readonly Place[]): Place {
  const sum = (pick: (place: Place) => number): number =>
    places.reduce((total, place) => total + pick(place), 0) / places.length;
  return { x: sum(({ x }) => x), y: sum(({ y }) => y) };
}

/** Between two fingers; 0 for one pointer. */
function distance([first, second]: readonly Place[]): number {
  return first && second ? Math.hypot(first.x - second.x, first.y - second.y) : 0;
}

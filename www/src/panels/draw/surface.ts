import { css, html, LitElement, svg, type TemplateResult } from 'lit';
import { define } from '../panel.ts';
import { extend, pathOf, pixelPaths, type Stroke } from './strokes.ts';

const SIZE = 280;
const PEN = 20;
/** of a test picture, in pixels */
const SIDE = 28;

/**
 * Takes strokes from mouse, pen or finger. An SVG: it is crisp at every resolution, takes its colour from the theme,
 * and nothing can be tempted to read pixels back. Emits `strokes` (CustomEvent<Stroke[]>) while drawing, `stroke-end`
 * when the pen is lifted.
 */
export class DrawingSurface extends LitElement {
  static override properties = {
    strokes: { attribute: false },
    picture: { attribute: false },
    hint: {},
    label: {},
  };

  declare strokes: readonly Stroke[];
  /** 28×28, shown instead of strokes: a picture from the test set */
  declare picture: Uint8Array | undefined;
  declare hint: string;
  declare label: string;
  /** the finger that draws; others are ignored */
  #pointer: number | undefined;

  constructor() {
    super();
    this.strokes = [];
    this.picture = undefined;
    this.hint = '';
    this.label = '';
  }

  static override styles = css`
    :host {
      display: block;
    }
    svg {
      display: block;
      width: 100%;
      aspect-ratio: 1;
      border: 1px solid var(--axis);
      border-radius: 4px;
      background: var(--paper);
      box-sizing: border-box;
      touch-action: none;
      cursor: crosshair;
      user-select: none;
      -webkit-user-select: none;
    }
    path {
      fill: none;
      stroke: var(--ink);
      stroke-width: ${PEN};
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .picture path {
      fill: var(--ink);
      stroke: none;
    }
    .guide {
      stroke: var(--grid);
      stroke-width: 1;
      stroke-dasharray: 4 4;
    }
    text {
      font: 15px var(--sans);
      fill: var(--soft);
    }
  `;

  override render(): TemplateResult {
    return html`<svg
      viewBox="0 0 ${SIZE} ${SIZE}"
      role="img"
      aria-label=${this.label}
      @pointerdown=${this.#down}
      @pointermove=${this.#move}
      @pointerup=${this.#up}
      @pointercancel=${this.#up}
      @lostpointercapture=${this.#up}
    >
      <path class="guide" d="M${SIZE / 2},20V${SIZE - 56}M20,${SIZE / 2}H${SIZE - 20}" />
      <g class="picture" transform="scale(${SIZE / SIDE})" shape-rendering="crispEdges">
        ${this.picture ? pixelPaths(this.picture).map(({ opacity, path }) => svg`<path d=${path} opacity=${opacity} />`) : ''}
      </g>
      ${this.strokes.map((stroke) => svg`<path d=${pathOf(stroke, SIZE)} />`)}
      ${this.strokes.length === 0 ? svg`<text x=${SIZE / 2} y=${SIZE - 32} text-anchor="middle">${this.hint}</text>` : ''}
    </svg>`;
  }

  #add(strokes: readonly Stroke[], stroke: Stroke, events: readonly PointerEvent[], box: DOMRect): void {
    let longer = stroke;
    for (const { clientX, clientY } of events) {
      longer = extend(longer, (clientX - box.left) / box.width, (clientY - box.top) / box.height);
    }
    this.strokes = [...strokes, longer];
    this.dispatchEvent(new CustomEvent('strokes', { detail: this.strokes }));
  }

  #down(event: PointerEvent): void {
    if (this.#pointer !== undefined || event.button !== 0) return;
    const surface = event.currentTarget as Element;
    this.#pointer = event.pointerId;
    try {
      surface.setPointerCapture(event.pointerId);
    } catch {
      // A pointer that is gone already: its stroke is a dot.
    }
    event.preventDefault();
    this.#add(this.strokes, [], [event], surface.getBoundingClientRect());
  }

  #move(event: PointerEvent): void {
    const stroke = this.strokes.at(-1);
    if (event.pointerId !== this.#pointer || !stroke) return;
    const all = event.getCoalescedEvents?.() ?? [];
    const box = (event.currentTarget as Element).getBoundingClientRect();
    this.#add(this.strokes.slice(0, -1), stroke, all.length > 0 ? all : [event], box);
  }

  #up(event: PointerEvent): void {
    if (event.pointerId !== this.#pointer) return;
    this.#pointer = undefined;
    this.dispatchEvent(new CustomEvent('stroke-end'));
  }
}

define('al-drawing-surface', DrawingSurface);

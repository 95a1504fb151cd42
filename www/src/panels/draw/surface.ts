import { css, html, LitElement, svg, type TemplateResult } from 'lit';
import { define } from '../panel.ts';
import { keyed } from './keys.ts';
import { extend, type Point, piecesOf, pixelPaths, type Stroke } from './strokes.ts';

const SIZE = 280;
const PEN = 20;
/** of a test picture, in pixels */
const SIDE = 28;
/** For so many ms after the last sign of a pen a touch is the hand that holds it. */
const PALM_MS = 1000;
/** Side of a contact that is no fingertip, in CSS pixels. */
const PALM_SIZE = 60;

interface Drawing {
  pointer: number;
  type: string;
  stroke: Point[];
}

/**
 * Takes strokes from mouse, pen, finger or keyboard. An SVG: it is crisp at every resolution, takes its colour from the
 * theme, and nothing can be tempted to read pixels back. Emits `strokes` (CustomEvent<Stroke[]>) while drawing,
 * `stroke-end` when the pen is lifted or a key has changed the drawing. While a stroke is drawn, its points are added to
 * the same array.
 */
export class DrawingSurface extends LitElement {
  static override properties = {
    strokes: { attribute: false },
    picture: { attribute: false },
    hint: {},
    label: {},
    keys: {},
  };

  declare strokes: readonly Stroke[];
  /** 28×28, shown instead of strokes: a picture from the test set */
  declare picture: Uint8Array | undefined;
  declare hint: string;
  declare label: string;
  /** what the keys do, in words */
  declare keys: string;
  /** by the one pointer that draws; others are ignored */
  #drawing: Drawing | undefined;
  #penAt = Number.NEGATIVE_INFINITY;

  constructor() {
    super();
    this.strokes = [];
    this.picture = undefined;
    this.hint = '';
    this.label = '';
    this.keys = '';
  }

  static override styles = css`
    :host {
      display: block;
      position: relative;
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
      -webkit-touch-callout: none;
      -webkit-tap-highlight-color: transparent;
    }
    svg:focus-visible {
      outline: 2px solid var(--accent);
      outline-offset: 2px;
    }
    path {
      fill: none;
      stroke: var(--ink);
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
    /* Over what follows: what has its place below must not move when the focus goes there. */
    #keys {
      position: absolute;
      z-index: 1;
      margin: 6px 0 0;
      padding: 6px 10px;
      border: 1px solid var(--axis);
      border-radius: 4px;
      background: var(--paper);
      font-size: 12.5px;
      pointer-events: none;
    }
    /* Focus that a pointer brought: some browsers take it for a keyboard's, as it is set here. */
    svg:not(:focus-visible) + #keys,
    svg.pointed + #keys {
      clip-path: inset(50%);
    }
    @media (forced-colors: active) {
      path {
        stroke: CanvasText;
      }
      .picture path {
        fill: CanvasText;
      }
    }
  `;

  override render(): TemplateResult {
    return html`<svg
        viewBox="0 0 ${SIZE} ${SIZE}"
        role="application"
        tabindex="0"
        aria-label=${this.label}
        aria-describedby="keys"
        @pointerdown=${this.#down}
        @pointermove=${this.#move}
        @pointerup=${this.#up}
        @pointercancel=${this.#cancel}
        @lostpointercapture=${this.#up}
        @contextmenu=${(event: Event) => event.preventDefault()}
        @touchstart=${NO_GESTURE}
        @keydown=${this.#key}
        @blur=${({ currentTarget }: FocusEvent) => (currentTarget as SVGSVGElement).classList.remove('pointed')}
      >
        <path class="guide" d="M${SIZE / 2},20V${SIZE - 56}M20,${SIZE / 2}H${SIZE - 20}" />
        <g class="picture" transform="scale(${SIZE / SIDE})" shape-rendering="crispEdges">
          ${this.picture ? pixelPaths(this.picture).map(({ opacity, path }) => svg`<path d=${path} opacity=${opacity} />`) : ''}
        </g>
        ${this.strokes.map((stroke) => piecesOf(stroke, SIZE).map(({ width, path }) => svg`<path d=${path} stroke-width=${PEN * width} />`))}
        ${this.strokes.length === 0 ? svg`<text x=${SIZE / 2} y=${SIZE - 32} text-anchor="middle">${this.hint}</text>` : ''}
      </svg>
      <p id="keys">${this.keys}</p>`;
  }

  #show(strokes: readonly Stroke[]): void {
    this.strokes = strokes;
    this.dispatchEvent(new CustomEvent('strokes', { detail: strokes }));
  }

  #end(): void {
    this.#drawing = undefined;
    this.dispatchEvent(new CustomEvent('stroke-end'));
  }

  /** Whether this is a hand that holds a pen, or lies on the screen. */
  #isPalm({ pointerType, width, height, timeStamp }: PointerEvent): boolean {
    return (
      pointerType === 'touch' && (Math.max(width, height) > PALM_SIZE || timeStamp - this.#penAt < PALM_MS)
    );
  }

  #down(event: PointerEvent): void {
    event.preventDefault();
    if (event.pointerType === 'pen') this.#penAt = event.timeStamp;
    if (event.button !== 0 || this.#isPalm(event)) return;
    if (this.#drawing) {
      // The hand came down before its pen.
      if (event.pointerType !== 'pen' || this.#drawing.type !== 'touch') return;
      this.#drop();
    }
    const surface = event.currentTarget as SVGSVGElement;
    const stroke: Point[] = [];
    this.#drawing = { pointer: event.pointerId, type: event.pointerType, stroke };
    surface.classList.add('pointed');
    surface.focus({ preventScroll: true });
    try {
      surface.setPointerCapture(event.pointerId);
    } catch {
      // A pointer that is gone already: its stroke is a dot.
    }
    this.#add(stroke, [event], surface);
    this.#show([...this.strokes, stroke]);
  }

  #move(event: PointerEvent): void {
    if (event.pointerType === 'pen') this.#penAt = event.timeStamp;
    if (event.pointerId !== this.#drawing?.pointer) return;
    const all = event.getCoalescedEvents?.() ?? [];
    this.#add(this.#drawing.stroke, all.length > 0 ? all : [event], event.currentTarget as SVGSVGElement);
    this.#show([...this.strokes]);
  }

  #add(stroke: Point[], events: readonly PointerEvent[], surface: SVGSVGElement): void {
    const box = surface.getBoundingClientRect();
    for (const { clientX, clientY, pointerType, pressure } of events) {
      // Mice have none, and what screens tell of fingers is no pressure.
      const width = pointerType === 'pen' && pressure > 0 ? 0.6 + 0.8 * pressure : 1;
      extend(stroke, (clientX - box.left) / box.width, (clientY - box.top) / box.height, width);
    }
  }

  #up(event: PointerEvent): void {
    if (event.pointerId === this.#drawing?.pointer) this.#end();
  }

  /** The browser has taken a touch for a gesture of its own, or for a palm; a pen or a mouse it took is just gone. */
  #cancel(event: PointerEvent): void {
    if (event.pointerId !== this.#drawing?.pointer) return;
    if (this.#drawing.type === 'touch') this.#drop();
    this.#end();
  }

  /** Takes back the stroke that is being drawn. */
  #drop(): void {
    const stroke = this.#drawing?.stroke;
    this.#drawing = undefined;
    this.#show(this.strokes.filter((one) => one !== stroke));
  }

  #key(event: KeyboardEvent): void {
    if (this.#drawing || event.ctrlKey || event.altKey || event.metaKey) return;
    const strokes = keyed(event, this.strokes);
    if (!strokes) return;
    event.preventDefault();
    this.#show(strokes);
    this.#end();
  }
}

/** Or Safari would show its magnifier, and zoom at a double tap. */
const NO_GESTURE = {
  handleEvent: (event: Event) => event.preventDefault(),
  passive: false,
};

define('al-drawing-surface', DrawingSurface);

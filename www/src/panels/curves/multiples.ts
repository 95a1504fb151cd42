import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { type Domain, type Point, pathData, simplify } from '../../charts/geometry.ts';
import { linear, ticks } from '../../charts/scale.ts';
import type { Series } from '../../charts/series.ts';
import type { Picture } from './picture.ts';

/** One function: its lines have its colour. */
export interface Small {
  id: string;
  label: string;
  lines: readonly Series[];
}

// Units of the drawings, which are scaled to the room there is.
const WIDTH = 150;
const HEIGHT = 112;
const TOLERANCE = 0.1;
/** between the drawings of a saved picture */
const GAP = 14;
const LABEL = 22;

/**
 * A small chart for each function, all over the same axes; the child in the slot `details` comes below the chosen one. Emits `choose` and `emphasise` (CustomEvent<string>).
 */
export class Multiples extends LitElement {
  static override properties = {
    charts: { attribute: false },
    x: { attribute: false },
    y: { attribute: false },
    chosen: { attribute: false },
    label: {},
  };

  declare charts: readonly Small[];
  declare x: Domain;
  declare y: Domain;
  /** the id whose details are shown */
  declare chosen: string | undefined;
  declare label: string;

  readonly #paths = new WeakMap<readonly Point[], { scale: string; data: string }>();

  constructor() {
    super();
    this.charts = [];
    this.x = [0, 1];
    this.y = [0, 1];
    this.chosen = undefined;
    this.label = '';
  }

  static override styles = css`
    :host {
      display: block;
    }
    .grid {
      display: grid;
      /* What follows the details fills the row before them. */
      grid-auto-flow: dense;
      grid-template-columns: repeat(auto-fill, minmax(104px, 1fr));
      gap: 8px;
    }
    @media (min-width: 641px) {
      .grid {
        grid-template-columns: repeat(auto-fill, minmax(136px, 1fr));
        gap: 12px;
      }
    }
    button {
      font: inherit;
      padding: 4px;
      border: 1px solid transparent;
      border-radius: 4px;
      background: none;
      color: var(--ink);
      text-align: left;
      cursor: pointer;
      touch-action: manipulation;
      min-width: 0;
    }
    button:hover {
      background: var(--raised);
    }
    button[aria-pressed="true"] {
      border-color: var(--accent);
    }
    button:focus-visible {
      outline: 2px solid var(--accent);
      outline-offset: 1px;
    }
    slot {
      display: block;
      grid-column: 1 / -1;
    }
    .name {
      display: block;
      font-size: 12.5px;
      line-height: 1.35;
      font-weight: 600;
      overflow-wrap: anywhere;
      color: color-mix(in oklab, var(--color) 75%, var(--ink));
    }
    svg {
      display: block;
      width: 100%;
    }
    .frame {
      fill: none;
      stroke: var(--hairline);
    }
    .gridline {
      stroke: var(--grid);
    }
    .zero {
      stroke: var(--axis);
    }
    .curve {
      fill: none;
      stroke-width: 2;
      stroke-linejoin: round;
    }
  `;

  override render(): TemplateResult {
    const sx = linear(this.x, [0, WIDTH]);
    const sy = linear(this.y, [HEIGHT, 0]);
    const lines = [
      ...ticks(this.x, 4).map((tick) => ({ tick, x1: sx(tick), x2: sx(tick), y1: 0, y2: HEIGHT })),
      ...ticks(this.y, 3).map((tick) => ({ tick, x1: 0, x2: WIDTH, y1: sy(tick), y2: sy(tick) })),
    ].sort((a, b) => Number(a.tick === 0) - Number(b.tick === 0));
    const scale = [...this.x, ...this.y].join();
    const draw = (points: readonly Point[]): string => {
      const known = this.#paths.get(points);
      if (known?.scale === scale) return known.data;
      const far = 3 * HEIGHT;
      const data = pathData(
        simplify(
          points.map(([x, y]): Point => [sx(x), Math.max(-far, Math.min(far, sy(y)))]),
          TOLERANCE,
        ),
      );
      this.#paths.set(points, { scale, data });
      return data;
    };
    return html`<div class="grid" role="group" aria-label=${this.label}>
      ${this.charts.map(
        ({ id, label, lines: curves }) => html`<button
          type="button"
          data-id=${id}
          aria-pressed=${this.chosen === id}
          style="--color:${curves[0]?.color ?? 'var(--ink)'}"
          @click=${() => this.#tell('choose', id)}
          @mouseenter=${() => this.#tell('emphasise', id)}
          @mouseleave=${() => this.#tell('emphasise', undefined)}
        >
          <span class="name">${label}</span>
          <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
            <clipPath id="clip"><rect width=${WIDTH} height=${HEIGHT} /></clipPath>
            ${lines.map(
              ({ tick, ...ends }) =>
                svg`<line class=${tick === 0 ? 'zero' : 'gridline'} x1=${ends.x1} x2=${ends.x2} y1=${ends.y1} y2=${ends.y2} />`,
            )}
            <rect class="frame" width=${WIDTH} height=${HEIGHT} />
            <g clip-path="url(#clip)">
              ${curves.map(
                (one) =>
                  svg`<path class="curve" style="stroke:${one.color}" stroke-dasharray=${one.dash || nothing} d=${draw(one.points)} />`,
              )}
            </g>
          </svg>
        </button>
        ${this.chosen === id ? html`<slot name="details"></slot>` : nothing}`,
      )}
    </div>`;
  }

  /** The drawings and their places in a saved picture. */
  get drawings(): Omit<Picture, 'title' | 'note'> {
    const drawings = [...this.renderRoot.querySelectorAll('svg')];
    const columns = Math.max(1, Math.min(5, drawings.length));
    const [stepX, stepY] = [WIDTH + GAP, HEIGHT + LABEL + GAP];
    const parts = drawings.map((drawing, index) => ({
      svg: drawing,
      x: (index % columns) * stepX,
      y: Math.floor(index / columns) * stepY + LABEL,
      width: WIDTH,
      height: HEIGHT,
      label: this.charts[index]?.label ?? '',
    }));
    const rows = Math.ceil(drawings.length / columns);
    return { parts, legend: [], width: columns * stepX - GAP, height: rows * stepY - GAP };
  }

  #tell(type: 'choose' | 'emphasise', detail: string | undefined): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
  }
}

customElements.define('al-multiples', Multiples);

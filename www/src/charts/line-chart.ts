import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { type Domain, labelHeight, lastVisible, nearest, type Point, placeLabels, thin } from './geometry.ts';

export interface Series {
  label: string;
  color: string;
  dash: string;
  points: readonly Point[];
  /** labelled at the end of the line */
  named: boolean;
}

/** What lies between two lines, with a stroke across it where it is widest. */
export interface Area {
  color: string;
  points: readonly (readonly [x: number, low: number, high: number])[];
  mark: readonly [x: number, low: number, high: number] | undefined;
}

const MARGIN = { top: 28, bottom: 40, left: 46 };
const LABEL_GAP = 17;
const MOST_POINTS = 200;

/**
 * Lines over a common x. Emits `cursor` (CustomEvent<number>) when pointer or arrow keys ask for another x; the owner
 * sets `cursor` and shows the readout.
 */
export class LineChart extends LitElement {
  static override properties = {
    series: { attribute: false },
    areas: { attribute: false },
    x: { attribute: false },
    y: { attribute: false },
    xLabel: {},
    yLabel: {},
    formatX: { attribute: false },
    formatY: { attribute: false },
    zero: { type: Boolean },
    cursor: { attribute: false },
    step: { type: Number },
    label: {},
    readout: {},
    note: {},
    more: { attribute: false },
    width: { state: true },
  };

  declare series: readonly Series[];
  declare areas: readonly Area[];
  declare x: Domain;
  declare y: Domain;
  declare xLabel: string;
  declare yLabel: string;
  declare formatX: (value: number) => string;
  declare formatY: (value: number) => string;
  /** stronger lines at zero */
  declare zero: boolean;
  declare cursor: number | undefined;
  /** of the arrow keys */
  declare step: number;
  declare label: string;
  /** what a screen reader hears at the cursor */
  declare readout: string;
  /** shown in the empty chart */
  declare note: string;
  /** says how many labels found no place */
  declare more: (count: number) => string;
  declare width: number;

  #observer: ResizeObserver | undefined;

  constructor() {
    super();
    this.series = [];
    this.areas = [];
    this.x = [0, 1];
    this.y = [0, 1];
    this.xLabel = '';
    this.yLabel = '';
    this.formatX = String;
    this.formatY = String;
    this.zero = false;
    this.cursor = undefined;
    this.step = 1;
    this.label = '';
    this.readout = '';
    this.note = '';
    this.more = (count) => `+${count}`;
    this.width = 640;
  }

  static override styles = css`
    :host {
      display: block;
    }
    .plot {
      position: relative;
      outline-offset: 4px;
      border-radius: 2px;
      touch-action: pan-y;
      cursor: crosshair;
    }
    .plot:focus-visible {
      outline: 2px solid var(--accent);
    }
    svg {
      display: block;
      width: 100%;
      overflow: visible;
      font: 12px var(--sans);
      font-variant-numeric: tabular-nums;
      user-select: none;
    }
    text {
      fill: var(--soft);
    }
    .name {
      font-size: 13px;
      font-weight: 600;
    }
    .grid {
      stroke: var(--grid);
    }
    .zero {
      stroke: var(--axis);
    }
    .cursor {
      stroke: var(--accent);
      stroke-dasharray: 1 3;
      stroke-linecap: round;
      stroke-width: 1.5;
    }
    .curve {
      fill: none;
      stroke-width: 2;
      stroke-linejoin: round;
    }
    .leader {
      stroke-width: 1;
      stroke-opacity: 0.5;
      fill: none;
    }
    .note {
      position: absolute;
      display: grid;
      place-items: center;
      box-sizing: border-box;
      padding-inline: 12px;
      font-size: 14px;
      text-align: center;
      text-wrap: balance;
      word-break: auto-phrase;
      color: var(--soft);
      pointer-events: none;
    }
  `;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new ResizeObserver(([entry]) => {
      const width = Math.round(entry?.contentRect.width ?? 0);
      if (width > 0) this.width = width;
    });
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
  }

  get #height(): number {
    return Math.round(Math.min(420, Math.max(250, this.width * 0.5)));
  }

  get #right(): number {
    const longest = Math.max(0, ...this.series.filter((one) => one.named).map((one) => one.label.length));
    return longest === 0 ? 14 : Math.min(this.width * 0.3, longest * 7.4 + 26);
  }

  #scales() {
    const inner: Domain = [MARGIN.left, this.width - this.#right];
    const sx = scaleLinear(this.x, inner).clamp(true);
    const sy = scaleLinear(this.y, [this.#height - MARGIN.bottom, MARGIN.top]);
    return { sx, sy };
  }

  override render(): TemplateResult {
    const { sx, sy } = this.#scales();
    const height = this.#height;
    const [left = 0, right = 0] = sx.range();
    const [bottom = 0, top = 0] = sy.range();
    const path = line<Point>()
      .defined(([, y]) => Number.isFinite(y))
      .x(([x]) => sx(x))
      .y(([, y]) => sy(y));

    return html`<div
      class="plot"
      role="slider"
      tabindex="0"
      aria-label=${this.label}
      aria-valuemin=${this.x[0]}
      aria-valuemax=${this.x[1]}
      aria-valuenow=${this.cursor ?? this.x[0]}
      aria-valuetext=${this.readout || this.note || this.label}
      @keydown=${this.#onKey}
      @pointermove=${this.#onPointer}
      @pointerdown=${this.#onPointer}
    >
      <svg viewBox="0 0 ${this.width} ${height}" height=${height} aria-hidden="true">
        <clipPath id="clip"><rect x=${left} y=${top} width=${Math.max(0, right - left)} height=${bottom - top} /></clipPath>
        ${sy.ticks(Math.max(3, height / 70)).map(
          (tick) => svg`
            <line class=${this.zero && tick === 0 ? 'zero' : 'grid'} x1=${left} x2=${right} y1=${sy(tick)} y2=${sy(tick)} />
            <text x=${left - 8} y=${sy(tick)} dy="0.35em" text-anchor="end">${this.formatY(tick)}</text>`,
        )}
        ${sx.ticks(Math.max(3, Math.min(10, this.width / 80))).map(
          (tick) => svg`
            <line class=${this.zero && tick === 0 ? 'zero' : 'grid'} x1=${sx(tick)} x2=${sx(tick)} y1=${top} y2=${bottom} />
            <text x=${sx(tick)} y=${bottom + 18} text-anchor="middle">${this.formatX(tick)}</text>`,
        )}
        <line class="zero" x1=${left} x2=${right} y1=${bottom} y2=${bottom} />
        <text x=${(left + right) / 2} y=${height - 4} text-anchor="middle">${this.xLabel}</text>
        <text x="0" y="11">${this.yLabel}</text>
        <g clip-path="url(#clip)">${this.#areas()}</g>
        <g clip-path="url(#clip)">
          ${this.series.map(
            (
              one,
            ) => svg`<path class="curve" style="stroke:${one.color}" stroke-dasharray=${one.dash || nothing}
              d=${path([...thin(one.points, MOST_POINTS)]) ?? ''} />`,
          )}
        </g>
        ${this.#labels()} ${this.#cursor()}
      </svg>
      ${
        this.note
          ? html`<div
              class="note"
              style="left:${left}px;top:${top}px;width:${right - left}px;height:${bottom - top}px"
            ><span>${this.note}</span></div>`
          : nothing
      }
    </div>`;
  }

  #areas() {
    const { sx, sy } = this.#scales();
    return this.areas.map(({ color, points, mark }) => {
      const low = points.map(([x, y]) => `${sx(x)},${sy(y)}`);
      const high = points.map(([x, , y]) => `${sx(x)},${sy(y)}`).reverse();
      return svg`<polygon style="fill:${color}" fill-opacity="0.2" points=${[...low, ...high].join(' ')} />
        ${mark ? svg`<line style="stroke:${color}" stroke-width="2" x1=${sx(mark[0])} x2=${sx(mark[0])} y1=${sy(mark[1])} y2=${sy(mark[2])} />` : nothing}`;
    });
  }

  #labels() {
    const { sx, sy } = this.#scales();
    const [, right = 0] = sx.range();
    const [bottom = 0, top = 0] = sy.range();
    const ends = this.series.flatMap((one) => {
      const end = one.named ? lastVisible(one.points, this.y) : undefined;
      return end ? [{ one, x: sx(end[0]), y: sy(end[1]) }] : [];
    });
    const fits = Math.floor((bottom - top) / LABEL_GAP) + 1;
    // The last place says how many have none.
    const hidden = ends.length > fits ? ends.length - fits + 1 : 0;
    const places = placeLabels(
      ends.map(({ x, y }) => labelHeight([x, y], right, (top + bottom) / 2)),
      [top, hidden > 0 ? top + (fits - 2) * LABEL_GAP : bottom],
      LABEL_GAP,
    );
    const rest = svg`<text x=${right + 11} y=${top + (fits - 1) * LABEL_GAP} dy="0.35em">${this.more(hidden)}</text>`;
    return [
      hidden > 0 ? rest : nothing,
      ...ends.map(({ one, x, y }, index) => {
        const place = places[index];
        if (place === undefined) return nothing;
        return svg`
        <path class="leader" style="stroke:${one.color}" d="M${x},${y}L${right + 3},${place}L${right + 8},${place}" />
        <text class="name" style="fill:color-mix(in oklab, ${one.color} 75%, var(--ink))"
          x=${right + 11} y=${place} dy="0.35em">${one.label}</text>`;
      }),
    ];
  }

  #cursor() {
    if (this.cursor === undefined) return nothing;
    const { sx, sy } = this.#scales();
    const [bottom = 0, top = 0] = sy.range();
    const x = sx(this.cursor);
    const dots = this.series.flatMap((one) => {
      const at = nearest(one.points, this.cursor ?? 0);
      if (!at || at[1] < this.y[0] || at[1] > this.y[1]) return [];
      return [svg`<circle r="3.5" cx=${sx(at[0])} cy=${sy(at[1])} style="fill:${one.color}" />`];
    });
    return svg`<line class="cursor" x1=${x} x2=${x} y1=${top} y2=${bottom} />${dots}`;
  }

  #ask(x: number): void {
    const clamped = Math.min(this.x[1], Math.max(this.x[0], Math.round(x / this.step) * this.step));
    this.dispatchEvent(new CustomEvent('cursor', { detail: clamped }));
  }

  #onPointer(event: PointerEvent): void {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    this.#ask(this.#scales().sx.invert(event.clientX - box.left));
  }

  #onKey(event: KeyboardEvent): void {
    const now = this.cursor ?? (this.x[0] + this.x[1]) / 2;
    const moves: Record<string, number> = {
      ArrowLeft: now - this.step,
      ArrowDown: now - this.step,
      ArrowRight: now + this.step,
      ArrowUp: now + this.step,
      PageDown: now - 10 * this.step,
      PageUp: now + 10 * this.step,
      Home: this.x[0],
      End: this.x[1],
    };
    const target = moves[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.#ask(target);
  }
}

customElements.define('al-line-chart', LineChart);

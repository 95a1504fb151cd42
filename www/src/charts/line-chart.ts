import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { type Domain, nearest, type Point, pathData, simplify, type View } from './geometry.ts';
import { Gestures } from './gestures.ts';
import { labels } from './labels.ts';
import { lineChartStyle } from './line-chart-style.ts';
import { linear, type Scales, ticks } from './scale.ts';
import type { Area, Series } from './series.ts';
import { keepWidth } from './width.ts';

const MARGIN = { top: 28, bottom: 40, left: 46 };
/** px that a drawn line may differ from its points */
const TOLERANCE = 0.06;
/** px from which the pointer finds a line */
const REACH = 14;

/**
 * Lines over a common x. Emits `cursor` (CustomEvent<number>) when pointer or arrow keys ask for another x, `view`
 * (CustomEvent<View | undefined>) when a zoomable chart is asked for other domains, `emphasise` and `choose`
 * (CustomEvent<string | undefined>) when the pointer is at a line or clicks. The owner sets what it wants of it.
 */
export class LineChart extends LitElement {
  static override properties = {
    series: { attribute: false },
    areas: { attribute: false },
    x: { attribute: false },
    y: { attribute: false },
    xLabel: {},
    yLabel: {},
    yTicks: { attribute: false },
    formatX: { attribute: false },
    formatY: { attribute: false },
    zero: { type: Boolean },
    zoomable: { type: Boolean },
    anchor: { attribute: false },
    emphasised: { attribute: false },
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
  /** where they are not at nice steps */
  declare yTicks: readonly number[] | undefined;
  declare formatX: (value: number) => string;
  declare formatY: (value: number) => string;
  /** stronger lines at zero */
  declare zero: boolean;
  declare zoomable: boolean;
  /** what keys zoom in on */
  declare anchor: Point | undefined;
  /** the id whose lines stand out */
  declare emphasised: string | undefined;
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

  /** Drawn once for each scale: of forty lines mostly one changes. */
  readonly #paths = new WeakMap<readonly Point[], { scale: string; data: string }>();
  readonly #gestures = new Gestures(
    () => ({ x: this.x, y: this.y }),
    () => {
      const box = this.getBoundingClientRect();
      const { left, right, top, bottom } = this.#area;
      return { left: box.left + left, top: box.top + top, width: right - left, height: bottom - top };
    },
    () => this.anchor,
    (view) => this.#tell<View | undefined>('view', view),
  );

  constructor() {
    super();
    this.series = [];
    this.areas = [];
    this.x = [0, 1];
    this.y = [0, 1];
    this.xLabel = '';
    this.yLabel = '';
    this.yTicks = undefined;
    this.formatX = String;
    this.formatY = String;
    this.zero = false;
    this.zoomable = false;
    this.anchor = undefined;
    this.emphasised = undefined;
    this.cursor = undefined;
    this.step = 1;
    this.label = '';
    this.readout = '';
    this.note = '';
    this.more = (count) => `+${count}`;
    this.width = 640;
    keepWidth(this);
  }

  static override styles = lineChartStyle;

  get #height(): number {
    return Math.round(Math.min(460, Math.max(250, this.width * 0.5)));
  }

  get #area() {
    const longest = Math.max(0, ...this.series.filter((one) => one.named).map((one) => one.label.length));
    const room = longest === 0 ? 14 : Math.min(this.width * 0.36, longest * 7.6 + 26);
    return {
      left: MARGIN.left,
      right: this.width - room,
      top: MARGIN.top,
      bottom: this.#height - MARGIN.bottom,
    };
  }

  #scales(): Scales {
    const { left, right, top, bottom } = this.#area;
    const sx = linear(this.x, [left, right]);
    const sy = linear(this.y, [bottom, top]);
    return { sx, sy };
  }

  override render(): TemplateResult {
    const scales = this.#scales();
    const { sx, sy } = scales;
    const height = this.#height;
    const { left, right, top, bottom } = this.#area;
    const standsOut = this.series.filter((one) => one.id && one.id === this.emphasised);
    const curve = (one: Series) => svg`<path class="curve" style="stroke:${one.color}"
      stroke-dasharray=${one.dash || nothing} d=${this.#path(one.points, scales)} />`;

    return html`<div
      class="plot ${this.zoomable ? 'zoomable' : ''}"
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
      @pointerup=${this.#onUp}
      @pointercancel=${this.#onUp}
      @pointerleave=${() => this.#emphasise(undefined)}
      @wheel=${(event: WheelEvent) => this.zoomable && this.#gestures.wheel(event)}
      @touchmove=${(event: TouchEvent) => this.zoomable && event.touches.length > 1 && event.preventDefault()}
    >
      <svg viewBox="0 0 ${this.width} ${height}" height=${height} aria-hidden="true">
        <clipPath id="clip"><rect x=${left} y=${top} width=${Math.max(0, right - left)} height=${bottom - top} /></clipPath>
        ${(this.yTicks ?? ticks(this.y, Math.max(3, height / 70))).map(
          (tick) => svg`
            <line class=${this.zero && tick === 0 ? 'zero' : 'grid'} x1=${left} x2=${right} y1=${sy(tick)} y2=${sy(tick)} />
            <text x=${left - 8} y=${sy(tick)} dy="0.35em" text-anchor="end">${this.formatY(tick)}</text>`,
        )}
        ${ticks(this.x, Math.max(3, Math.min(10, this.width / 80))).map(
          (tick) => svg`
            <line class=${this.zero && tick === 0 ? 'zero' : 'grid'} x1=${sx(tick)} x2=${sx(tick)} y1=${top} y2=${bottom} />
            <text x=${sx(tick)} y=${bottom + 18} text-anchor="middle">${this.formatX(tick)}</text>`,
        )}
        <line class="zero" x1=${left} x2=${right} y1=${bottom} y2=${bottom} />
        <text x=${(left + right) / 2} y=${height - 4} text-anchor="middle">${this.xLabel}</text>
        <text x="0" y="11">${this.yLabel}</text>
        <g clip-path="url(#clip)">${this.#areas(scales)}</g>
        <g clip-path="url(#clip)" class=${standsOut.length > 0 ? 'dimmed' : ''}>${this.series.map(curve)}</g>
        <g clip-path="url(#clip)" class="emphasised">${standsOut.map(curve)}</g>
        ${labels(this, scales, this.#area)}
      </svg>
      <svg class="readout" viewBox="0 0 ${this.width} ${height}" height=${height} aria-hidden="true">${this.#cursor(scales)}</svg>
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

  #areas({ sx, sy }: Scales) {
    return this.areas.map(({ color, points, mark }) => {
      const low = points.map(([x, y]) => `${sx(x)},${sy(y)}`);
      const high = points.map(([x, , y]) => `${sx(x)},${sy(y)}`).reverse();
      return svg`<polygon style="fill:${color}" fill-opacity="0.2" points=${[...low, ...high].join(' ')} />
        ${mark ? svg`<line style="stroke:${color}" stroke-width="2" x1=${sx(mark[0])} x2=${sx(mark[0])} y1=${sy(mark[1])} y2=${sy(mark[2])} />` : nothing}`;
    });
  }

  #path(points: readonly Point[], { sx, sy }: Scales): string {
    const scale = [...sx.domain, ...sx.range, ...sy.domain, ...sy.range].join();
    const known = this.#paths.get(points);
    if (known?.scale === scale) return known.data;
    // Far outside, browsers draw nothing sensible.
    const far = 3 * this.#height;
    const onScreen = points.map(([x, y]): Point => [sx(x), Math.max(-far, Math.min(far, sy(y)))]);
    const data = pathData(simplify(onScreen, TOLERANCE));
    this.#paths.set(points, { scale, data });
    return data;
  }

  #cursor({ sx, sy }: Scales) {
    if (this.cursor === undefined) return nothing;
    const { top, bottom } = this.#area;
    const x = sx(this.cursor);
    const dots = this.series.flatMap((one) => {
      if (this.emphasised && one.id !== this.emphasised) return [];
      const at = nearest(one.points, this.cursor ?? 0);
      if (!at || at[1] < this.y[0] || at[1] > this.y[1]) return [];
      return [svg`<circle r="3.5" cx=${sx(at[0])} cy=${sy(at[1])} style="fill:${one.color}" />`];
    });
    return svg`<line class="cursor" x1=${x} x2=${x} y1=${top} y2=${bottom} />${dots}`;
  }

  #tell<T>(type: string, detail: T): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
  }

  #emphasise(id: string | undefined): void {
    if (id !== this.emphasised) this.#tell('emphasise', id);
  }

  #ask(x: number): void {
    const rounded = Math.round(x / this.step) * this.step;
    this.#tell('cursor', Math.min(this.x[1], Math.max(this.x[0], rounded)));
  }

  /** Of the line or label under the pointer. */
  #idAt(event: PointerEvent): string | undefined {
    const [target] = event.composedPath();
    const label = target instanceof SVGElement ? target.dataset.id : undefined;
    if (label) return label;
    const { sx, sy } = this.#scales();
    const box = this.getBoundingClientRect();
    const [x, y] = [sx.invert(event.clientX - box.left), event.clientY - box.top];
    let best: { id: string; distance: number } | undefined;
    for (const { id, points } of this.series) {
      if (id === undefined) continue;
      const at = nearest(points, x);
      const distance = at ? Math.abs(sy(at[1]) - y) : REACH;
      if (distance < Math.min(REACH, best?.distance ?? REACH)) best = { id, distance };
    }
    return best?.id;
  }

  #onPointer(event: PointerEvent): void {
    if (this.zoomable) {
      if (event.type === 'pointerdown') this.#gestures.down(event);
      else this.#gestures.move(event);
      if (this.#gestures.moving) return;
    }
    this.#ask(this.#scales().sx.invert(event.clientX - this.getBoundingClientRect().left));
    if (event.pointerType === 'mouse') this.#emphasise(this.#idAt(event));
  }

  #onUp(event: PointerEvent): void {
    if (this.#gestures.up(event) || event.type === 'pointercancel') return;
    this.#tell('choose', this.#idAt(event));
  }

  #onKey(event: KeyboardEvent): void {
    if (this.zoomable) this.#gestures.key(event);
    if (event.defaultPrevented) return;
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

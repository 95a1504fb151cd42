import { html, LitElement, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import { define } from '../panels/panel.ts';
import { type Domain, nearest, type Point, pathData, simplify } from './geometry.ts';
import { labels } from './labels.ts';
import { lineChartStyle } from './line-chart-style.ts';
import { linear, type Scales, ticks } from './scale.ts';
import type { Series } from './series.ts';
import { stackedChartStyle } from './stacked-chart-style.ts';
import { keepWidth } from './width.ts';

export interface RowLine extends Series {
  /** not of one layer among others */
  thin?: boolean;
  /** a disc at every point */
  dotted?: boolean;
}

export interface RowMark {
  at: Point;
  color: string;
  /** a ring instead of a disc */
  open: boolean;
  /** above it */
  text: string;
}

/** One of the charts; heights are places on its axis, a logarithm where that is logarithmic. */
export interface Row {
  title: string;
  y: Domain;
  ticks: readonly number[];
  format: (place: number) => string;
  lines: readonly RowLine[];
  /** values to compare with */
  guides: readonly number[];
  marks: readonly RowMark[];
  band: { color: string; points: readonly (readonly [x: number, low: number, high: number])[] } | undefined;
}

const LEFT = 54;
const TITLE = 34;
/** above all, where sections are named */
const HEAD = 18;
const BOTTOM = 40;
/** px beyond which a line leaves the chart as if it went straight up */
const FAR = 1e5;
/** px that a drawn line may differ from its points */
const TOLERANCE = 0.2;

/**
 * Charts above each other that share their x. Emits `cursor` (CustomEvent<number>) when pointer or keys ask for another of
 * the `stops`.
 */
export class StackedChart extends LitElement {
  static override properties = {
    rows: { attribute: false },
    x: { attribute: false },
    xLabel: {},
    sections: { attribute: false },
    stops: { attribute: false },
    formatX: { attribute: false },
    rowHeight: { type: Number },
    emphasised: { attribute: false },
    cursor: { attribute: false },
    label: {},
    readout: {},
    note: {},
    more: { attribute: false },
    width: { state: true },
  };

  declare rows: readonly Row[];
  declare x: Domain;
  declare xLabel: string;
  /** where something begins that has a name */
  declare sections: readonly { at: number; text: string }[];
  /** where there is something to read, ascending */
  declare stops: readonly number[];
  declare formatX: (value: number) => string;
  declare rowHeight: number;
  /** the id whose lines stand out */
  declare emphasised: string | undefined;
  declare cursor: number | undefined;
  declare label: string;
  /** what a screen reader hears at the cursor */
  declare readout: string;
  /** shown in the empty chart */
  declare note: string;
  /** says how many labels found no place */
  declare more: (count: number) => string;
  declare width: number;

  /** Drawn once for each scale: the cursor moves over all of them. */
  readonly #paths = new WeakMap<readonly Point[], { scale: string; data: string }>();

  constructor() {
    super();
    this.rows = [];
    this.x = [0, 1];
    this.xLabel = '';
    this.sections = [];
    this.stops = [];
    this.formatX = String;
    this.rowHeight = 104;
    this.emphasised = undefined;
    this.cursor = undefined;
    this.label = '';
    this.readout = '';
    this.note = '';
    this.more = (count) => `+${count}`;
    this.width = 640;
    keepWidth(this);
  }

  static override styles = [lineChartStyle, stackedChartStyle];

  get #right(): number {
    const names = this.rows.flatMap(({ lines }) =>
      lines.filter(({ named }) => named).map(({ label }) => widthOf(label)),
    );
    return this.width - (names.length === 0 ? 10 : Math.min(this.width * 0.3, Math.max(...names) + 16));
  }

  get #height(): number {
    return this.#head + this.rows.length * (TITLE + this.rowHeight) + BOTTOM;
  }

  #scales(index: number, { y }: Row): Scales {
    const top = this.#top(index);
    return { sx: this.#sx(), sy: linear(y, [top + this.rowHeight, top]) };
  }

  get #head(): number {
    return this.sections.length > 0 ? HEAD : 0;
  }

  #top = (index: number): number => this.#head + index * (TITLE + this.rowHeight) + TITLE;
  #sx = () => linear(this.x, [LEFT, this.#right]);

  override render(): TemplateResult {
    const height = this.#height;
    const right = this.#right;
    const sx = this.#sx();
    const bottom = height - BOTTOM;
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
        ${this.#names()} ${this.rows.map((row, index) => this.#row(row, index))}
        ${ticks(this.x, Math.max(2, Math.min(8, this.width / 90))).map(
          (tick) =>
            svg`<text x=${sx(tick)} y=${bottom + 18} text-anchor="middle">${this.formatX(tick)}</text>`,
        )}
        <text x=${(LEFT + right) / 2} y=${height - 4} text-anchor="middle">${this.xLabel}</text>
      </svg>
      <svg class="readout" viewBox="0 0 ${this.width} ${height}" height=${height} aria-hidden="true">${this.#cursor()}</svg>
      ${this.note ? html`<div class="note"><span>${this.note}</span></div>` : nothing}
    </div>`;
  }

  #row(row: Row, index: number): SVGTemplateResult {
    const scales = this.#scales(index, row);
    const { sx, sy } = scales;
    const [top, bottom, right] = [this.#top(index), this.#top(index) + this.rowHeight, this.#right];
    const out = row.lines.filter(({ id }) => id !== undefined && id === this.emphasised);
    const curve = (
      one: RowLine,
    ) => svg`<path class=${one.thin ? 'curve thin' : 'curve'} style="stroke:${one.color}"
      stroke-dasharray=${one.dash || nothing} d=${this.#path(one.points, index, scales)} />
      ${one.dotted ? dots(one, scales) : nothing}`;
    return svg`
      <text class="title" x="0" y=${top - 9}>${row.title}</text>
      ${row.ticks.map(
        (tick) => svg`<line class="grid" x1=${LEFT} x2=${right} y1=${sy(tick)} y2=${sy(tick)} />
          <text x=${LEFT - 8} y=${sy(tick)} dy="0.35em" text-anchor="end">${row.format(tick)}</text>`,
      )}
      ${this.sections.map(
        ({ at }) => svg`<line class="grid" x1=${sx(at)} x2=${sx(at)} y1=${top} y2=${bottom} />`,
      )}
      <line class="axis" x1=${LEFT} x2=${right} y1=${bottom} y2=${bottom} />
      <clipPath id="clip-${index}"><rect x=${LEFT - 4} y=${top - 4} width=${Math.max(0, right - LEFT + 8)} height=${bottom - top + 6} /></clipPath>
      <g clip-path="url(#clip-${index})">
        ${row.guides.map((at) => svg`<line class="guide" x1=${LEFT} x2=${right} y1=${sy(at)} y2=${sy(at)} />`)}
        ${row.band ? svg`<polygon style="fill:${row.band.color}" fill-opacity="0.18" points=${band(row.band.points, scales)} />` : nothing}
        <g class=${out.length > 0 ? 'dimmed' : ''}>${row.lines.filter((one) => !out.includes(one)).map(curve)}</g>
        <g class="emphasised">${out.map(curve)}</g>
      </g>
      ${row.marks.map(({ at, color, open, text }) => {
        const [x, y] = [sx(at[0]), sy(at[1])];
        return svg`<circle r="3.5" cx=${x} cy=${y} style="stroke:${color};stroke-width:1.5;fill:${open ? 'var(--paper)' : color}" />
          ${text ? svg`<text class="halo" x=${Math.min(x + 4, right)} y=${y - 8 < top + 8 ? y + 17 : y - 8} text-anchor="end">${text}</text>` : nothing}`;
      })}
      ${labels({ series: row.lines, y: row.y, emphasised: this.emphasised, more: this.more }, scales, { right, top: top + 6, bottom: bottom - 4 })}`;
  }

  /** Of the first chart's sections, those of which the names do not run into each other. */
  #names(): unknown {
    const sx = this.#sx();
    let free = 0;
    return this.sections.map(({ at, text }) => {
      const x = sx(at) + 3;
      if (x < free || x + widthOf(text) > this.width) return nothing;
      free = x + widthOf(text) + 8;
      return svg`<text x=${x} y="11">${text}</text>`;
    });
  }

  #path(points: readonly Point[], row: number, { sx, sy }: Scales): string {
    const scale = [row, ...sx.domain, ...sx.range, ...sy.domain, ...sy.range].join();
    const known = this.#paths.get(points);
    if (known?.scale === scale) return known.data;
    const data = pathData(
      simplify(
        // Far outside, browsers draw nothing sensible.
        points.map(([x, y]) => [sx(x), Math.max(-FAR, Math.min(FAR, sy(y)))]),
        TOLERANCE,
      ),
    );
    this.#paths.set(points, { scale, data });
    return data;
  }

  #cursor(): unknown {
    if (this.cursor === undefined) return nothing;
    const x = this.#sx()(this.cursor);
    return this.rows.map((row, index) => {
      const { sx, sy } = this.#scales(index, row);
      const top = this.#top(index);
      const dots = row.lines.flatMap(({ id, points, color }) => {
        if (this.emphasised && id !== this.emphasised) return [];
        const at = nearest(points, this.cursor ?? 0);
        // Where the line has a gap or is beyond the axis there is nothing to show.
        if (!at || at[0] !== this.cursor || at[1] < row.y[0] || at[1] > row.y[1]) return [];
        return [svg`<circle r="3" cx=${sx(at[0])} cy=${sy(at[1])} style="fill:${color}" />`];
      });
      return svg`<line class="cursor" x1=${x} x2=${x} y1=${top} y2=${top + this.rowHeight} />${dots}`;
    });
  }

  #ask(place: number): void {
    const stop = this.stops[Math.max(0, Math.min(this.stops.length - 1, place))];
    if (stop !== undefined && stop !== this.cursor)
      this.dispatchEvent(new CustomEvent<number>('cursor', { detail: stop }));
  }

  /** Of the stop nearest to x. */
  #placeOf(x: number): number {
    const after = this.stops.findIndex((stop) => stop >= x);
    if (after < 0) return this.stops.length - 1;
    const [left, right] = [this.stops[after - 1], this.stops[after]];
    return left !== undefined && right !== undefined && x - left < right - x ? after - 1 : after;
  }

  #onPointer(event: PointerEvent): void {
    this.#ask(this.#placeOf(this.#sx().invert(event.clientX - this.getBoundingClientRect().left)));
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const now = this.cursor === undefined ? this.stops.length : this.#placeOf(this.cursor);
    const moves: Record<string, number> = {
      ArrowLeft: now - 1,
      ArrowDown: now - 1,
      ArrowRight: now + 1,
      ArrowUp: now + 1,
      PageDown: now - 10,
      PageUp: now + 10,
      Home: 0,
      End: this.stops.length - 1,
    };
    const target = moves[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.#ask(target);
  }
}

/** px: kana and kanji are square. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 13 : 7.2), 0);

const dots = ({ points, color }: RowLine, { sx, sy }: Scales): unknown =>
  points
    .filter(([, y]) => !Number.isNaN(y))
    .map(([x, y]) => svg`<circle r="2" cx=${sx(x)} cy=${sy(y)} style="fill:${color}" />`);

const band = (
  points: readonly (readonly [x: number, low: number, high: number])[],
  { sx, sy }: Scales,
): string =>
  [
    ...points.map(([x, low]) => `${sx(x)},${sy(low)}`),
    ...points.map(([x, , high]) => `${sx(x)},${sy(high)}`).reverse(),
  ].join(' ');

define('al-stacked-chart', StackedChart);

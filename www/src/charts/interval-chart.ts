import { css, html, LitElement, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import { define } from '../panels/panel.ts';
import type { Domain } from './geometry.ts';
import { linear, niced, type Scale, ticks } from './scale.ts';
import { keepWidth } from './width.ts';

export interface Mark {
  value: number;
  low: number;
  high: number;
  /** a ring instead of a disc: the second of two measures */
  open: boolean;
}

export interface IntervalRow {
  label: string;
  color: string;
  marks: readonly Mark[];
  /** single values, small, behind the marks */
  points?: readonly number[];
}

const ROW = 34;
/** of each row where there are many */
const LOW_ROW = 22;
const MANY = 12;
/** Half the height of a whisker. */
const WHISKER = 5;
const TOP = 8;
const BOTTOM = 42;

/** A row per function, a dot with its interval per measure. Painting only: the numbers stand in a table. */
export class IntervalChart extends LitElement {
  static override properties = {
    rows: { attribute: false },
    xLabel: {},
    format: { attribute: false },
    label: {},
    domain: { attribute: false },
    reference: { attribute: false },
    width: { state: true },
  };

  declare rows: readonly IntervalRow[];
  declare xLabel: string;
  declare format: (value: number) => string;
  declare label: string;
  /** from zero unless told; what is less has an arrow */
  declare domain: Domain | undefined;
  /** a value with a line through all rows */
  declare reference: number | undefined;
  declare width: number;

  constructor() {
    super();
    this.rows = [];
    this.xLabel = '';
    this.format = String;
    this.label = '';
    this.domain = undefined;
    this.reference = undefined;
    this.width = 640;
    keepWidth(this);
  }

  static override styles = css`
    :host {
      display: block;
    }
    svg {
      display: block;
      width: 100%;
      font: 12px var(--sans);
      font-variant-numeric: tabular-nums;
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
    .bar {
      stroke-width: 1.5;
      stroke-opacity: 0.35;
    }
    .interval {
      stroke-width: 5;
      stroke-opacity: 0.45;
    }
    .whisker {
      fill: none;
      stroke-width: 1.5;
    }
    .point {
      opacity: 0.45;
    }
    .reference {
      stroke: var(--axis);
      stroke-dasharray: 4 3;
    }
  `;

  override render(): TemplateResult {
    const rowHeight = this.rows.length > MANY ? LOW_ROW : ROW;
    const height = TOP + this.rows.length * rowHeight + BOTTOM;
    const longest = Math.max(4, ...this.rows.map(({ label }) => label.length));
    const left = Math.min(this.width * 0.4, longest * 8.6 + 14);
    const highest = Math.max(0, ...this.rows.flatMap(({ marks }) => marks.map(({ high }) => high)));
    const x = linear(this.domain ?? niced([0, highest || 1], 5), [left, this.width - 16]);
    const bottom = height - BOTTOM;
    return html`<svg viewBox="0 0 ${this.width} ${height}" height=${height} role="img" aria-label=${this.label}>
      ${ticks(x.domain, Math.max(3, Math.min(8, this.width / 100))).map(
        (tick) => svg`
          <line class=${tick === 0 ? 'zero' : 'grid'} x1=${x(tick)} x2=${x(tick)} y1=${TOP} y2=${bottom} />
          <text x=${x(tick)} y=${bottom + 18} text-anchor="middle">${this.format(tick)}</text>`,
      )}
      <text x=${(left + this.width - 16) / 2} y=${height - 4} text-anchor="middle">${this.xLabel}</text>
      ${
        this.reference === undefined || this.reference < x.domain[0]
          ? nothing
          : svg`<line class="reference" x1=${x(this.reference)} x2=${x(this.reference)} y1=${TOP} y2=${bottom} />`
      }
      ${this.rows.map((row, index) => {
        const y = TOP + (index + 0.5) * rowHeight;
        return svg`
          <text class="name" x=${left - 10} y=${y} dy="0.35em" text-anchor="end"
            style="fill:color-mix(in oklab, ${row.color} 75%, var(--ink))">${row.label}</text>
          ${row.marks.map((mark, place) => {
            const shift = (place - (row.marks.length - 1) / 2) * 13;
            return svg`<g transform="translate(0 ${y + shift})">${this.#mark(row, mark, x)}</g>`;
          })}`;
      })}
    </svg>`;
  }

  #mark({ color, points = [] }: IntervalRow, { value, low, high, open }: Mark, x: Scale): SVGTemplateResult {
    const [from] = x.domain;
    if (value < from) return svg`<text x=${x(from) + 4} dy="0.35em">◂ ${this.format(value)}</text>`;
    const stroke = `stroke:${color}`;
    const ends = [low, high].map((end) => `M${x(end)},${-WHISKER}v${2 * WHISKER}`).join('');
    return svg`
      ${from === 0 ? svg`<line class="bar" style=${stroke} x1=${x(0)} x2=${x(value)} />` : nothing}
      ${points.map((point) => svg`<circle class="point" r="2" cx=${x(point)} style="fill:${color}" />`)}
      ${
        Number.isNaN(low)
          ? nothing
          : svg`<line class="interval" style=${stroke} x1=${x(low)} x2=${x(high)} />
            <path class="whisker" style=${stroke} d=${ends} />`
      }
      <circle r="4.5" cx=${x(value)} style="${stroke};stroke-width:2;fill:${open ? 'var(--paper)' : color}" />`;
  }
}

define('al-interval-chart', IntervalChart);

import { css, html, LitElement, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import { type Point, pathData } from '../../charts/geometry.ts';
import { linear, ticks } from '../../charts/scale.ts';
import { axisTicks } from '../../charts/strip-axis.ts';
import { keepWidth } from '../../charts/width.ts';
import type { Axis } from '../../core/types.ts';
import { define } from '../panel.ts';
import type { Path } from './gradient-path.ts';

/** A value with a line through the chart. */
export interface Upright {
  value: number;
  label: string;
}

const LEFT = 46;
const RIGHT = 14;
const TOP = 26;
const PATHS = 190;
const ROW = 30;
const BOTTOM = 44;
/** px from 0 within which a number would lie over its own */
const BESIDE_ZERO = 26;
const LAYER_DASHES = ['', '7 3', '2 3', '9 3 2 3'];

/** Paths of a parameter over training, downwards, and where each unit ended, on the axis of the strip. */
export class GradientChart extends LitElement {
  static override properties = {
    paths: { attribute: false },
    axis: { attribute: false },
    place: { attribute: false },
    regions: { attribute: false },
    best: { attribute: false },
    defaults: { attribute: false },
    color: {},
    xLabel: {},
    names: { attribute: false },
    format: { attribute: false },
    label: {},
    width: { state: true },
  };

  declare paths: readonly Path[];
  declare axis: Axis;
  /** 0 … 1 along the axis */
  declare place: (value: number) => number;
  declare regions: readonly (readonly [from: number, to: number])[];
  declare best: number | undefined;
  declare defaults: readonly Upright[];
  declare color: string;
  declare xLabel: string;
  declare names: { epoch: string; layer: (number: number) => string };
  declare format: (value: number) => string;
  declare label: string;
  declare width: number;

  constructor() {
    super();
    this.paths = [];
    this.axis = { min: 0, max: 1, scale: 'linear' };
    this.place = (value) => value;
    this.regions = [];
    this.best = undefined;
    this.defaults = [];
    this.color = 'var(--ink)';
    this.xLabel = '';
    this.names = { epoch: '', layer: String };
    this.format = String;
    this.label = '';
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
    .grid {
      stroke: var(--grid);
    }
    .axis {
      stroke: var(--axis);
    }
    .region {
      fill: var(--accent);
      opacity: 0.1;
    }
    .best {
      stroke: var(--accent);
      stroke-width: 1.5;
    }
    .default {
      stroke: var(--axis);
      stroke-dasharray: 3 3;
    }
    .line {
      fill: none;
      stroke-width: 2;
      stroke-linejoin: round;
    }
    .band {
      stroke: none;
      fill-opacity: 0.16;
    }
    .unit {
      opacity: 0.5;
    }
    .start {
      stroke-width: 2;
      fill: var(--paper);
    }
  `;

  /** What lies beyond the axis stands at its end. */
  #x(value: number): number {
    const { min, max } = this.axis;
    return LEFT + this.place(Math.min(max, Math.max(min, value))) * (this.width - LEFT - RIGHT);
  }

  /** Whether a tick has its number: beside 0 there is no room. */
  #told(value: number): boolean {
    return value === 0 || this.axis.min > 0 || Math.abs(this.#x(value) - this.#x(0)) > BESIDE_ZERO;
  }

  override render(): TemplateResult {
    const layers = Math.max(1, ...this.paths.map(({ final }) => final.length));
    const epochs = Math.max(1, ...this.paths.flatMap((path) => path.epochs.map(({ epoch }) => epoch)));
    const sy = linear([0, epochs], [TOP, TOP + PATHS]);
    const rows = TOP + PATHS + 14;
    const bottom = rows + layers * ROW;
    const height = bottom + BOTTOM;
    const right = this.width - RIGHT;
    return html`<svg viewBox="0 0 ${this.width} ${height}" height=${height} role="img" aria-label=${this.label}>
      ${this.regions.map(([from, to]) => svg`<rect class="region" x=${this.#x(from) - 6} y=${TOP} width=${this.#x(to) - this.#x(from) + 12} height=${bottom - TOP} />`)}
      <text x="0" y="11">${this.names.epoch}</text>
      ${ticks([0, epochs], 4)
        .filter(Number.isInteger)
        .map(
          (tick) => svg`<line class="grid" x1=${LEFT} x2=${right} y1=${sy(tick)} y2=${sy(tick)} />
          <text x=${LEFT - 8} y=${sy(tick)} dy="0.35em" text-anchor="end">${tick}</text>`,
        )}
      ${this.defaults.map(({ value }) => svg`<line class="default" x1=${this.#x(value)} x2=${this.#x(value)} y1=${TOP} y2=${bottom} />`)}
      ${this.best === undefined ? nothing : svg`<line class="best" x1=${this.#x(this.best)} x2=${this.#x(this.best)} y1=${TOP} y2=${bottom} />`}
      ${this.paths.map((path) => this.#path(path, sy))}
      ${Array.from({ length: layers }, (_, layer) => this.#finals(layer, rows + (layer + 0.5) * ROW))}
      <line class="axis" x1=${LEFT} x2=${right} y1=${bottom} y2=${bottom} />
      ${axisTicks(this.axis, Math.max(3, Math.min(10, this.width / 80))).map(
        ({
          value,
          major,
        }) => svg`<line class="axis" x1=${this.#x(value)} x2=${this.#x(value)} y1=${bottom} y2=${bottom + (major ? 6 : 3)} />
          ${major && this.#told(value) ? svg`<text x=${this.#x(value)} y=${bottom + 20} text-anchor="middle">${this.format(value)}</text>` : nothing}`,
      )}
      <text x=${(LEFT + right) / 2} y=${height - 6} text-anchor="middle">${this.xLabel}</text>
    </svg>`;
  }

  #path({ start, epochs }: Path, sy: (epoch: number) => number): SVGTemplateResult {
    const count = epochs[0]?.layers.length ?? 0;
    const stroke = `stroke:${this.color}`;
    // Of twenty layers each is faint.
    const faint = 1 / Math.sqrt(Math.max(1, count));
    return svg`${Array.from({ length: count }, (_, layer) => {
      const spreads = epochs.flatMap(({ epoch, layers }) => {
        const spread = layers[layer];
        return spread ? [{ y: sy(epoch), ...spread }] : [];
      });
      const side = (pick: 'low' | 'high'): string[] => spreads.map((one) => `${this.#x(one[pick])},${one.y}`);
      const mean = spreads.map(({ y, mean: value }): Point => [this.#x(value), y]);
      return svg`<polygon class="band" style="fill:${this.color};opacity:${faint ** 2}" points=${[...side('low'), ...side('high').reverse()].join(' ')} />
        <path class="line" style="${stroke};opacity:${faint}" stroke-dasharray=${LAYER_DASHES[layer % LAYER_DASHES.length] || nothing} d=${pathData(mean)} />`;
    })}
    <circle class="start" r="4.5" cx=${this.#x(start)} cy=${sy(0)} style=${stroke} />`;
  }

  #finals(layer: number, y: number): SVGTemplateResult {
    const values = this.paths.flatMap(({ final }) => final[layer] ?? []);
    return svg`<text x="0" y=${y} dy="0.35em">${this.names.layer(layer + 1)}</text>
      ${values.map((value) => svg`<circle class="unit" r="3" cx=${this.#x(value)} cy=${y} style="fill:${this.color}" />`)}`;
  }
}

define('al-gradient-chart', GradientChart);

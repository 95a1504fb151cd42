import {
  html,
  LitElement,
  nothing,
  type PropertyValues,
  type SVGTemplateResult,
  svg,
  type TemplateResult,
} from 'lit';
import type { Axis } from '../core/types.ts';
import { define } from '../panels/panel.ts';
import { type Domain, pathData } from './geometry.ts';
import { linear, niced, type Scale, ticks } from './scale.ts';
import { axisTicks, placeNames } from './strip-axis.ts';
import { stripStyle } from './strip-style.ts';
import { keepWidth } from './width.ts';

/** One value of the parameter. NaN where there is no number. */
export interface StripPoint {
  value: number;
  mean: number;
  low: number;
  high: number;
  /** of each seed that is done */
  seeds: readonly number[];
  /** all seeds are done */
  complete: boolean;
  best: boolean;
  diverged: boolean;
  /** until the accuracy that was asked for, median over seeds; infinite where most never get there */
  time: number;
  /** for those who hear it */
  label: string;
}

/** Where a framework, a hand or a training stands on the axis. */
export interface StripMark {
  value: number;
  label: string;
  kind: 'default' | 'hand' | 'gradient';
  /** of values and accuracies, 0 … 1, in the order of their time */
  path?: readonly (readonly [value: number, accuracy: number])[];
}

/** Where a value is, in px from the left; the same for all that shares the axis. */
export interface StripScale {
  left: number;
  right: number;
  width: number;
  place: (value: number) => number;
}

const LEFT = 46;
const RIGHT = 14;
const ROW = 16;
const PLOT = 250;
/** of what has diverged, below the plot */
const LANE = 26;
const TICKS = 42;
const TIMES = 84;

/**
 * Accuracy over a parameter, and below it the time to an accuracy. Emits `choose` (CustomEvent<number>) when a value is
 * pressed and `scale` (CustomEvent<StripScale>) when places have changed.
 */
export class StripChart extends LitElement {
  static override properties = {
    axis: { attribute: false },
    positions: { attribute: false },
    points: { attribute: false },
    regions: { attribute: false },
    defaults: { attribute: false },
    overlay: { attribute: false },
    domain: { attribute: false },
    color: {},
    open: { attribute: false },
    label: {},
    names: { attribute: false },
    format: { attribute: false },
    formatY: { attribute: false },
    formatTime: { attribute: false },
    width: { state: true },
  };

  declare axis: Axis;
  /** 0 … 1 along the axis */
  declare positions: (values: readonly number[]) => readonly number[];
  declare points: readonly StripPoint[];
  /** where values cannot be told from the best */
  declare regions: readonly (readonly [from: number, to: number])[];
  declare defaults: readonly StripMark[];
  /** what others put on the same axis */
  declare overlay: readonly StripMark[];
  /** of accuracies */
  declare domain: Domain;
  declare color: string;
  /** the value whose runs are shown */
  declare open: number | undefined;
  declare label: string;
  declare names: { x: string; y: string; region: string; diverged: string; time: string; never: string };
  declare format: (value: number) => string;
  declare formatY: (value: number) => string;
  declare formatTime: (value: number) => string;
  declare width: number;

  constructor() {
    super();
    this.axis = { min: 0, max: 1, scale: 'linear' };
    this.positions = (values) => values;
    this.points = [];
    this.regions = [];
    this.defaults = [];
    this.overlay = [];
    this.domain = [0, 1];
    this.color = 'var(--ink)';
    this.open = undefined;
    this.label = '';
    this.names = { x: '', y: '', region: '', diverged: '', time: '', never: '' };
    this.format = String;
    this.formatY = String;
    this.formatTime = String;
    this.width = 640;
    keepWidth(this);
  }

  static override styles = stripStyle;

  get scale(): StripScale {
    const [left, right] = [LEFT, this.width - RIGHT];
    const place = (value: number): number =>
      left + (this.positions([value])[0] ?? Number.NaN) * (right - left);
    return { left, right, width: this.width, place };
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('axis') || changed.has('positions') || changed.has('width'))
      this.dispatchEvent(new CustomEvent<StripScale>('scale', { detail: this.scale }));
  }

  override render(): TemplateResult {
    const { place, left, right } = this.scale;
    const within = ({ value }: { value: number }): boolean =>
      value >= this.axis.min && value <= this.axis.max;
    const marks = [...this.defaults, ...this.overlay].filter(within);
    const placed = placeNames(
      marks.map(({ value, label }) => ({ x: place(value), name: label })),
      this.width,
    );
    const top = 24 + ROW * Math.max(1, ...placed.map(({ row }) => row + 1));
    const plot = top + PLOT;
    const axisAt = plot + LANE;
    const times = axisAt + TICKS + 30;
    const height = times + TIMES + 14;
    const sy = linear(this.domain, [plot, top]);
    const shown = this.points.filter(within);
    const ends = axisTicks(this.axis, Math.max(3, Math.min(10, this.width / 80)));
    return html`<svg viewBox="0 0 ${this.width} ${height}" height=${height} role="group" aria-label=${this.label}>
      <clipPath id="clip"><rect x=${left - 8} y=${top} width=${Math.max(0, right - left + 16)} height=${PLOT} /></clipPath>
      <g aria-hidden="true">
        <text x="0" y="11">${this.names.y}</text>
        ${ticks(this.domain, 5).map(
          (tick) => svg`<line class="grid" x1=${left} x2=${right} y1=${sy(tick)} y2=${sy(tick)} />
            <text x=${left - 8} y=${sy(tick)} dy="0.35em" text-anchor="end">${this.formatY(tick)}</text>`,
        )}
        ${this.#regions(place, top, plot)}
        ${marks.map((mark, index) => this.#mark(mark, placed[index]?.row ?? 0, placed[index]?.anchor ?? 'middle', place, top, plot))}
        <line class="axis" x1=${left} x2=${right} y1=${axisAt} y2=${axisAt} />
        ${this.#gap(place, axisAt)}
        ${ends.map(
          ({
            value,
            major,
          }) => svg`<line class="tick" x1=${place(value)} x2=${place(value)} y1=${axisAt} y2=${axisAt + (major ? 6 : 3)} />
            ${major ? svg`<text x=${place(value)} y=${axisAt + 20} text-anchor="middle">${this.format(value)}</text>` : nothing}`,
        )}
        <text x=${(left + right) / 2} y=${axisAt + 38} text-anchor="middle">${this.names.x}</text>
        <g clip-path="url(#clip)">${this.overlay.map((mark) => this.#path(mark, place, sy))}</g>
        ${shown.map((point) => this.#point(point, place, sy, plot))}
        ${this.#times(shown, place, times)}
      </g>
      ${shown.map((point, index) => this.#hit(point, index, shown, place, top, height))}
    </svg>`;
  }

  #regions(place: (value: number) => number, top: number, bottom: number): unknown {
    return this.regions.map(([from, to], index) => {
      const [x1, x2] = [place(from) - 7, place(to) + 7];
      return svg`<rect class="region" x=${x1} y=${top} width=${x2 - x1} height=${bottom - top} />
        <line class="edge" x1=${x1} x2=${x1} y1=${top} y2=${bottom} />
        <line class="edge" x1=${x2} x2=${x2} y1=${top} y2=${bottom} />
        ${index === 0 ? svg`<text class="region-name" x=${Math.min(x1 + 5, this.width - 6.6 * this.names.region.length)} y=${bottom - 8}>${this.names.region}</text>` : nothing}`;
    });
  }

  #mark(
    { value, label, kind }: StripMark,
    row: number,
    anchor: string,
    place: (value: number) => number,
    top: number,
    bottom: number,
  ): SVGTemplateResult {
    const [x, y] = [place(value), 18 + ROW * (row + 1)];
    const line = kind === 'default' ? 'default' : `overlay ${kind}`;
    const name = kind === 'default' ? '' : kind === 'hand' ? 'overlay-name' : 'gradient-name';
    return svg`<line class=${line} x1=${x} x2=${x} y1=${Math.min(y + 3, top)} y2=${bottom} />
      <text class=${name} x=${x} y=${y} text-anchor=${anchor}>${label}</text>`;
  }

  /** Between 0 and the smallest magnitude the axis is broken. */
  #gap(place: (value: number) => number, y: number): unknown {
    const { min, max, scale } = this.axis;
    if (scale === 'linear' || (scale === 'log' && min > 0)) return nothing;
    const least = Math.max(max, -min) / 1000;
    const sides = scale === 'log' ? [1] : [-1, 1];
    return sides.map((side) => {
      const x = (place(0) + place(side * least)) / 2;
      return svg`<rect x=${x - 4} y=${y - 2} width="8" height="4" style="fill:var(--paper)" />
        <path class="tick" d="M${x - 6},${y + 4}l4,-8M${x + 2},${y + 4}l4,-8" />`;
    });
  }

  #path({ path, kind }: StripMark, place: (value: number) => number, sy: Scale): unknown {
    if (!path || path.length === 0) return nothing;
    const known = path.filter(([value]) => value >= this.axis.min && value <= this.axis.max);
    return svg`<path class="overlay ${kind}" d=${pathData(known.map(([value, accuracy]) => [place(value), sy(accuracy)] as const))} />`;
  }

  #point(point: StripPoint, place: (value: number) => number, sy: Scale, bottom: number): unknown {
    const x = place(point.value);
    const [least] = this.domain;
    if (point.diverged) {
      const y = bottom + LANE / 2;
      return svg`<path class="cross" d="M${x - 5},${y - 5}l10,10M${x + 5},${y - 5}l-10,10" />`;
    }
    if (Number.isNaN(point.mean)) return nothing;
    if (point.mean < least)
      return svg`<text x=${x} y=${bottom + 16} text-anchor="middle">▾ ${this.formatY(point.mean)}</text>`;
    const fill = `fill:${this.color}`;
    const stroke = `stroke:${this.color}`;
    const seeds = point.seeds.filter((one) => one >= least);
    return svg`
      ${seeds.map((one) => svg`<circle class="seed" r="2.2" cx=${x} cy=${sy(one)} style=${fill} />`)}
      ${
        Number.isNaN(point.low)
          ? nothing
          : svg`<path clip-path="url(#clip)" class="interval" style="fill:none;${stroke}"
            d="M${x},${sy(point.low)}V${sy(point.high)}M${x - 5},${sy(point.low)}h10M${x - 5},${sy(point.high)}h10" />`
      }
      <circle class="point ${point.complete ? '' : 'partial'}" r="4.5" cx=${x} cy=${sy(point.mean)}
        style="${stroke};stroke-width:2;fill:${point.complete ? this.color : 'var(--paper)'}" />
      ${point.best ? svg`<circle r="9" cx=${x} cy=${sy(point.mean)} style="fill:none;${stroke};stroke-width:1.5" />` : nothing}`;
  }

  #times(shown: readonly StripPoint[], place: (value: number) => number, top: number): unknown {
    const { left, right } = this.scale;
    const finite = shown.map(({ time }) => time).filter(Number.isFinite);
    const domain = niced([0, Math.max(0, ...finite) || 1], 3);
    const sy = linear(domain, [top + TIMES, top + 14]);
    const never = shown.some(({ time }) => time === Number.POSITIVE_INFINITY);
    return svg`<text x="0" y=${top - 10}>${this.names.time}</text>
      ${ticks(domain, 3).map(
        (tick) => svg`<line class="grid" x1=${left} x2=${right} y1=${sy(tick)} y2=${sy(tick)} />
          <text x=${left - 8} y=${sy(tick)} dy="0.35em" text-anchor="end">${this.formatTime(tick)}</text>`,
      )}
      ${never ? svg`<text x=${left - 8} y=${top + 4} text-anchor="end" class="bad">${this.names.never}</text>` : nothing}
      ${shown.map(({ value, time }) => {
        if (Number.isNaN(time)) return nothing;
        if (time === Number.POSITIVE_INFINITY)
          return svg`<path class="cross" d="M${place(value) - 4},${top - 4}l8,8M${place(value) + 4},${top - 4}l-8,8" />`;
        return svg`<circle r="3.5" cx=${place(value)} cy=${sy(time)} style="fill:${this.color}" />`;
      })}`;
  }

  /** As wide as half the way to its neighbours, and as high as the chart: a finger finds it. */
  #hit(
    point: StripPoint,
    index: number,
    shown: readonly StripPoint[],
    place: (value: number) => number,
    top: number,
    bottom: number,
  ): SVGTemplateResult {
    const x = place(point.value);
    const [before, after] = [shown[index - 1], shown[index + 1]];
    const from = before ? (place(before.value) + x) / 2 : x - 22;
    const to = after ? (place(after.value) + x) / 2 : x + 22;
    const choose = (): void => {
      this.dispatchEvent(new CustomEvent<number>('choose', { detail: point.value }));
    };
    return svg`<rect class="hit ${point.value === this.open ? 'open' : ''}" role="button" tabindex="0" aria-label=${point.label}
      aria-expanded=${point.value === this.open} x=${from} y=${top} width=${Math.max(1, to - from)} height=${bottom - top}
      @click=${choose} @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        choose();
      }} />`;
  }
}

define('al-strip-chart', StripChart);

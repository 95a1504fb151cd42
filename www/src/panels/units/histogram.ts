import { css, html, nothing, svg } from 'lit';
import { linear, type Scale, ticks } from '../../charts/scale.ts';
import { keepWidth } from '../../charts/width.ts';
import type { Curve } from '../../core/core.ts';
import type { UnitsOfLayer } from '../../core/types.ts';
import type { State } from '../../state/state.ts';
import { define, LabElement } from '../panel.ts';
import { type Bin, binsOf } from './looks.ts';

const LEFT = 44;
const RIGHT = 30;
const CURVES = 108;
const BARS = 104;
const TOP = 16;
const GAP = 30;
const AXIS = 52;
/** of f and f′ */
const HEIGHTS = [-1.25, 2.25] as const;
const DEAD = 1e-6;
const SATURATED = 0.01;

export interface Sampled extends Pick<Curve, 'y' | 'dy'> {
  x: Float32Array;
}

/** The pre-activations of a unit, under its function and its slope on the same axis. */
export class UnitHistogram extends LabElement {
  static override properties = {
    ...LabElement.properties,
    layer: { attribute: false },
    unit: { type: Number },
    reach: { type: Number },
    curve: { attribute: false },
    color: {},
    label: {},
    top: { type: Number },
    width: { state: true },
  };

  declare layer: UnitsOfLayer | undefined;
  declare unit: number;
  declare reach: number;
  declare curve: Sampled | undefined;
  declare color: string;
  declare label: string;
  /** share of the images at the top of the axis */
  declare top: number;
  declare width: number;

  static override styles = [
    ...LabElement.styles,
    css`
      svg {
        display: block;
        width: 100%;
        overflow: visible;
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
      .curve {
        fill: none;
        stroke-width: 2;
        stroke-linejoin: round;
      }
      .name {
        font-size: 13px;
        font-weight: 600;
      }
      .hatch {
        stroke: var(--ink);
        stroke-width: 1.6;
      }
      .none {
        fill: url(#hatch);
        stroke: var(--ink);
        stroke-width: 0.75;
      }
      .whisker {
        stroke: var(--ink);
        stroke-width: 1.5;
      }
      .mean {
        fill: var(--ink);
      }
    `,
  ];

  constructor() {
    super();
    this.unit = 0;
    this.reach = 8;
    this.color = 'var(--accent)';
    this.label = '';
    this.top = 1;
    this.width = 400;
    keepWidth(this);
  }

  protected override parts({ core }: State): readonly unknown[] {
    return [core];
  }

  override render(): unknown {
    const { layer, curve, width, reach } = this;
    if (!layer || !curve) return nothing;
    const sx = linear([-reach, reach], [LEFT, width - RIGHT]);
    const foot = TOP + CURVES + GAP + BARS;
    return html`<svg viewBox="0 0 ${width} ${foot + AXIS}" height=${foot + AXIS} role="img" aria-label=${this.label}>
      <defs>
        <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line class="hatch" x1="0" x2="0" y1="0" y2="5" />
        </pattern>
        <clipPath id="clip"><rect x=${LEFT} y=${TOP - 6} width=${Math.max(0, width - LEFT - RIGHT)} height=${CURVES + 12} /></clipPath>
      </defs>
      ${ticks([-reach, reach], 8).map(
        (
          tick,
        ) => svg`<line class=${tick === 0 ? 'axis' : 'grid'} x1=${sx(tick)} x2=${sx(tick)} y1=${TOP} y2=${foot} />
          <text x=${sx(tick)} y=${foot + 34} text-anchor="middle">${this.i18n.number(tick)}</text>`,
      )}
      <text x=${width - RIGHT} y=${foot + 49} text-anchor="end">${this.t('units.axis.z')}</text>
      ${this.#curves(curve, sx)}
      ${this.#bars(layer, curve, sx, foot)}
      ${this.#spread(layer, sx, foot + 10)}
    </svg>`;
  }

  #curves({ x, y, dy }: Sampled, sx: Scale) {
    const sy = linear(HEIGHTS, [TOP + CURVES, TOP]);
    const path = (values: Float32Array): string =>
      Array.from(values, (value, index) => {
        // Far outside, browsers draw nothing sensible.
        const at = Math.max(-10, Math.min(10, value));
        return Number.isNaN(at)
          ? ''
          : `${index === 0 ? 'M' : 'L'}${sx(x[index] ?? 0).toFixed(1)},${sy(at).toFixed(1)}`;
      }).join('');
    const name = (values: Float32Array, text: string, nudge: number) => {
      const value = values.at(-1) ?? Number.NaN;
      const place = sy(Math.max(HEIGHTS[0], Math.min(HEIGHTS[1], value))) + nudge;
      return Number.isFinite(value)
        ? svg`<text class="name" style="fill:color-mix(in oklab, ${this.color} 75%, var(--ink))" x=${this.width - RIGHT + 6} y=${place} dy="0.35em">${text}</text>`
        : nothing;
    };
    const [end, slope] = [y.at(-1) ?? 0, dy.at(-1) ?? 0];
    // Where both end at one height.
    const apart = Math.abs(sy(Math.min(end, HEIGHTS[1])) - sy(slope)) < 14 ? 7 : 0;
    return svg`
      ${[-1, 0, 1, 2].map(
        (
          tick,
        ) => svg`<line class=${tick === 0 ? 'axis' : 'grid'} x1=${LEFT} x2=${this.width - RIGHT} y1=${sy(tick)} y2=${sy(tick)} />
          <text x=${LEFT - 8} y=${sy(tick)} dy="0.35em" text-anchor="end">${this.i18n.number(tick)}</text>`,
      )}
      <g clip-path="url(#clip)">
        <path class="curve" style="stroke:${this.color}" d=${path(y)} />
        <path class="curve" style="stroke:${this.color}" stroke-dasharray="5 4" d=${path(dy)} />
      </g>
      ${name(y, 'f', end >= slope ? -apart : apart)} ${name(dy, 'f′', end >= slope ? apart : -apart)}`;
  }

  #bars(layer: UnitsOfLayer, curve: Sampled, sx: Scale, foot: number) {
    const sy = linear([0, this.top], [foot, foot - BARS]);
    return svg`
      <text x=${LEFT} y=${foot - BARS - 8}>${this.t('units.axis.images')}</text>
      <text x=${LEFT - 8} y=${sy(this.top)} dy="0.35em" text-anchor="end">${this.i18n.percent(this.top, 0)}</text>
      <line class="grid" x1=${LEFT} x2=${this.width - RIGHT} y1=${sy(this.top)} y2=${sy(this.top)} />
      ${binsOf(layer, this.unit, this.reach).map((bin) => {
        if (bin.share === 0) return nothing;
        const slope = slopeIn(bin, curve);
        const height = Math.max(1, foot - sy(Math.min(bin.share, this.top)));
        const style = `fill:${this.color};fill-opacity:${slope < SATURATED ? 0.35 : 1}`;
        return svg`<rect class=${slope < DEAD ? 'none' : 'learns'} style=${slope < DEAD ? '' : style}
          x=${sx(bin.from) + 0.5} width=${Math.max(1, sx(bin.to) - sx(bin.from) - 1)} y=${foot - height} height=${height} />`;
      })}
      <line class="axis" x1=${LEFT} x2=${this.width - RIGHT} y1=${foot} y2=${foot} />`;
  }

  /** Mean and deviation, and least and greatest; as far as they are within reach. */
  #spread({ mean, deviation, least, greatest }: UnitsOfLayer, sx: Scale, y: number) {
    const [m, d] = [mean[this.unit] ?? Number.NaN, deviation[this.unit] ?? Number.NaN];
    const within = (z: number): number => sx(Math.max(-this.reach, Math.min(this.reach, z)));
    const line = (from: number, to: number, thickness: number) =>
      Number.isFinite(from + to)
        ? svg`<line class="whisker" x1=${within(from)} x2=${within(to)} y1=${y} y2=${y} style="stroke-width:${thickness}" />`
        : nothing;
    return svg`${line(least[this.unit] ?? Number.NaN, greatest[this.unit] ?? Number.NaN, 1)}
      ${line(m - d, m + d, 4)}
      ${Number.isFinite(m) && Math.abs(m) <= this.reach ? svg`<circle class="mean" r="5" cx=${sx(m)} cy=${y} />` : nothing}`;
  }
}

/** The largest |f′| within a part. */
function slopeIn({ from, to }: Bin, { x, dy }: Sampled): number {
  let found = 0;
  for (const [index, at] of x.entries())
    if (at > from && at < to) found = Math.max(found, Math.abs(dy[index] ?? 0));
  return found;
}

define('al-unit-histogram', UnitHistogram);

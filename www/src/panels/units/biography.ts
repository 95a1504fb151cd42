import { css, html, nothing, svg } from 'lit';
import { linear, niced, ticks } from '../../charts/scale.ts';
import { keepWidth } from '../../charts/width.ts';
import type { State } from '../../state/state.ts';
import { define, LabElement } from '../panel.ts';
import type { Life } from './lives.ts';
import { lookAxis, looksOf } from './look-axis.ts';
import { fatesOf } from './looks.ts';

const LEFT = 44;
const RIGHT = 30;
const TOP = 20;
const HEIGHT = 110;
const AXIS = 38;
const CROSS = 5;

/** The input of a unit from look to look: range, deviation and mean; a cross where it died. */
export class UnitBiography extends LabElement {
  static override properties = {
    ...LabElement.properties,
    life: { attribute: false },
    layer: { type: Number },
    unit: { type: Number },
    at: { type: Number },
    color: {},
    label: {},
    width: { state: true },
  };

  declare life: Life | undefined;
  declare layer: number;
  declare unit: number;
  declare at: number;
  declare color: string;
  declare label: string;
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
      .mean {
        fill: none;
        stroke-width: 2;
        stroke-linejoin: round;
      }
      .cross {
        stroke: var(--ink);
        stroke-width: 2.5;
        stroke-linecap: round;
      }
      .cursor {
        stroke: var(--accent);
        stroke-dasharray: 1 3;
        stroke-width: 1.5;
        stroke-linecap: round;
      }
    `,
  ];

  constructor() {
    super();
    this.layer = 0;
    this.unit = 0;
    this.at = 0;
    this.color = 'var(--accent)';
    this.label = '';
    this.width = 400;
    keepWidth(this);
  }

  protected override parts({ core }: State): readonly unknown[] {
    return [core];
  }

  override render(): unknown {
    const { life, unit } = this;
    const layers = life?.looks.flatMap((look) => look.layers[this.layer] ?? []) ?? [];
    if (!life || layers.length === 0) return nothing;
    const values = layers.flatMap(({ least, greatest }) => [
      least[unit] ?? Number.NaN,
      greatest[unit] ?? Number.NaN,
    ]);
    const finite = [0, ...values].filter(Number.isFinite);
    const [low, high] = [Math.min(...finite), Math.max(...finite)];
    const count = looksOf(life.config.epochs);
    const sx = linear([0, count - 1], [LEFT, this.width - RIGHT]);
    const sy = linear(niced([low, high > low ? high : low + 1], 4), [TOP + HEIGHT, TOP]);
    const band = (from: (index: number) => number, to: (index: number) => number): string => {
      const all = layers.map((_, index) => index).filter((index) => Number.isFinite(from(index) + to(index)));
      const side = (of: (index: number) => number) => (index: number) =>
        `${sx(index).toFixed(1)},${sy(of(index)).toFixed(1)}`;
      return [...all.map(side(to)), ...all.reverse().map(side(from))].join(' ');
    };
    const mean = (index: number): number => layers[index]?.mean[unit] ?? Number.NaN;
    const deviation = (index: number): number => layers[index]?.deviation[unit] ?? Number.NaN;
    const died = fatesOf(layers)[unit]?.died;
    const [x, y] = died === undefined ? [0, 0] : [sx(died), sy(mean(died))];
    return html`<svg viewBox="0 0 ${this.width} ${TOP + HEIGHT + AXIS}" height=${TOP + HEIGHT + AXIS} role="img" aria-label=${this.label}>
      <text x="0" y="11">${this.t('units.axis.z')}</text>
      ${ticks(sy.domain, 4).map(
        (
          tick,
        ) => svg`<line class=${tick === 0 ? 'axis' : 'grid'} x1=${LEFT} x2=${this.width - RIGHT} y1=${sy(tick)} y2=${sy(tick)} />
          <text x=${LEFT - 8} y=${sy(tick)} dy="0.35em" text-anchor="end">${this.i18n.number(tick)}</text>`,
      )}
      <polygon style="fill:${this.color}" fill-opacity="0.15" points=${band(
        (index) => layers[index]?.least[unit] ?? Number.NaN,
        (index) => layers[index]?.greatest[unit] ?? Number.NaN,
      )} />
      <polygon style="fill:${this.color}" fill-opacity="0.3" points=${band(
        (index) => mean(index) - deviation(index),
        (index) => mean(index) + deviation(index),
      )} />
      <polyline class="mean" style="stroke:${this.color}" points=${layers
        .flatMap((_, index) =>
          Number.isFinite(mean(index)) ? [`${sx(index).toFixed(1)},${sy(mean(index)).toFixed(1)}`] : [],
        )
        .join(' ')} />
      ${Number.isFinite(mean(this.at)) ? svg`<circle r="3.5" cx=${sx(this.at)} cy=${sy(mean(this.at))} style="fill:${this.color}" />` : nothing}
      <line class="cursor" x1=${sx(this.at)} x2=${sx(this.at)} y1=${TOP} y2=${TOP + HEIGHT} />
      ${died === undefined ? nothing : svg`<path class="cross" d="M${x - CROSS},${y - CROSS}L${x + CROSS},${y + CROSS}M${x + CROSS},${y - CROSS}L${x - CROSS},${y + CROSS}" />`}
      ${lookAxis(sx, life.config.epochs, TOP + HEIGHT, this.i18n)}
    </svg>`;
  }
}

define('al-unit-biography', UnitBiography);

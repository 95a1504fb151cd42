import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { type Domain, pathData } from '../../charts/geometry.ts';
import { linear, niced, ticks } from '../../charts/scale.ts';
import { define } from '../panel.ts';
import { Measured } from './measured.ts';

const LEFT = 42;
const RIGHT = 12;
const TOP = 10;
const HEIGHT = 170;
const BOTTOM = 22;

/** Lengths of a gradient from layer to layer, or a ratio of them from step to step: measured, and as theory has it. */
export class Norms extends Measured {
  static override properties = {
    ...Measured.properties,
    places: { attribute: false },
    measured: { attribute: false },
    predicted: { attribute: false },
    color: {},
    label: {},
    format: { attribute: false },
  };

  /** along the axis, ascending: layers or steps */
  declare places: readonly number[];
  /** powers of ten; NaN where there is none */
  declare measured: readonly number[];
  declare predicted: readonly number[];
  declare color: string;
  declare label: string;
  declare format: (power: number) => string;

  static override styles = [
    ...Measured.styles,
    css`
      path {
        fill: none;
        stroke-width: 2;
      }
      .predicted {
        stroke: var(--ink);
        stroke-width: 1.5;
        stroke-dasharray: 4 4;
      }
    `,
  ];

  constructor() {
    super();
    this.places = [];
    this.measured = [];
    this.predicted = [];
    this.color = 'var(--accent)';
    this.label = '';
    this.format = String;
  }

  override render(): TemplateResult | typeof nothing {
    const { places, measured, predicted, width } = this;
    const known = [...measured, ...predicted].filter(Number.isFinite);
    if (known.length === 0) return nothing;
    const [low, high] = [Math.min(...known), Math.max(...known)];
    const middle = (low + high) / 2;
    // A change of less than a power of ten is not to look like more.
    const reach = Math.max(1, high - low) / 2;
    const domain: Domain = niced([middle - reach, middle + reach], 5);
    const sy = linear(domain, [TOP + HEIGHT, TOP]);
    const [from, to] = [places[0] ?? 1, places.at(-1) ?? 1];
    const along: Domain = [from, Math.max(from + 1, to)];
    const sx = linear(along, [LEFT + 6, width - RIGHT]);
    const line = (values: readonly number[]): string =>
      pathData(values.map((value, index) => [sx(places[index] ?? from), sy(value)] as const));
    const wholes = (values: readonly number[]): number[] => values.filter(Number.isInteger);
    return html`<svg viewBox="0 0 ${width} ${TOP + HEIGHT + BOTTOM}" height=${TOP + HEIGHT + BOTTOM} role="img" aria-label=${this.label}>
      ${wholes(ticks(domain, 6)).map(
        (tick) => svg`<line class="grid" x1=${LEFT} x2=${width - RIGHT} y1=${sy(tick)} y2=${sy(tick)} />
          <text x=${LEFT - 6} y=${sy(tick)} dy="0.35em" text-anchor="end">${this.format(tick)}</text>`,
      )}
      <line class="axis" x1=${LEFT} x2=${width - RIGHT} y1=${TOP + HEIGHT} y2=${TOP + HEIGHT} />
      ${wholes(ticks(along, Math.min(8, measured.length))).map(
        (tick) => svg`<text x=${sx(tick)} y=${TOP + HEIGHT + 15} text-anchor="middle">${tick}</text>`,
      )}
      <path style="stroke:${this.color}" d=${line(measured)} />
      ${measured.map((value, index) =>
        Number.isFinite(value)
          ? svg`<circle r=${measured.length > 20 ? 2 : 3} cx=${sx(places[index] ?? from)} cy=${sy(value)} style="fill:${this.color}" />`
          : nothing,
      )}
      <path class="predicted" d=${line(predicted)} />
    </svg>`;
  }
}

define('al-norms', Norms);

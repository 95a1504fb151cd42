import { css, html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import { linear, ticks } from '../../charts/scale.ts';
import { define } from '../panel.ts';
import { Measured } from './measured.ts';
import type { Spreads } from './spreads.ts';

const LEFT = 24;
const RIGHT = 8;
const TOP = 10;
const BOTTOM = 22;
/** Ridges reach into the row above, as high as so many rows. */
const OVERLAP = 1.5;

/** How high a row is: fifty are still to be read. */
const rowHeight = (layers: number): number => Math.max(9, Math.min(26, 300 / Math.max(1, layers)));

/** One distribution for each layer, below one another from the input on. */
export class Ridges extends Measured {
  static override properties = {
    ...Measured.properties,
    spreads: { attribute: false },
    color: {},
    label: {},
    format: { attribute: false },
  };

  declare spreads: Spreads | undefined;
  declare color: string;
  declare label: string;
  declare format: (value: number) => string;

  static override styles = [
    ...Measured.styles,
    css`
      .ridge {
        stroke-width: 1;
        fill-opacity: 0.25;
      }
      .zero {
        stroke: var(--axis);
        stroke-dasharray: 2 3;
      }
    `,
  ];

  constructor() {
    super();
    this.spreads = undefined;
    this.color = 'var(--ink)';
    this.label = '';
    this.format = String;
  }

  override render(): TemplateResult | typeof nothing {
    const { spreads, width } = this;
    if (!spreads) return nothing;
    const { domain, layers } = spreads;
    const row = rowHeight(layers.length);
    const bottom = TOP + row * (OVERLAP - 1) + row * layers.length;
    const sx = linear(domain, [LEFT, width - RIGHT]);
    const named = Math.ceil(12 / row);
    return html`<svg viewBox="0 0 ${width} ${bottom + BOTTOM}" height=${bottom + BOTTOM} role="img" aria-label=${this.label}>
      ${ticks(domain, 4).map(
        (tick) => svg`<line class="grid" x1=${sx(tick)} x2=${sx(tick)} y1=${TOP} y2=${bottom} />
          <text x=${sx(tick)} y=${bottom + 15} text-anchor="middle">${this.format(tick)}</text>`,
      )}
      ${domain[0] < 0 && domain[1] > 0 ? svg`<line class="zero" x1=${sx(0)} x2=${sx(0)} y1=${TOP} y2=${bottom} />` : nothing}
      ${layers.map((counts, layer) => this.#ridge(counts, bottom - (layers.length - 1 - layer) * row, row * OVERLAP))}
      ${layers.map((_, layer) =>
        layer % named === 0
          ? svg`<text x=${LEFT - 6} y=${bottom - (layers.length - 1 - layer) * row} text-anchor="end">${layer + 1}</text>`
          : nothing,
      )}
    </svg>`;
  }

  #ridge(counts: readonly number[], base: number, height: number): SVGTemplateResult {
    const most = Math.max(1, ...counts);
    const step = (this.width - LEFT - RIGHT) / counts.length;
    // Roots: beside a peak, as of all that relu sets to 0, the rest is still to be seen.
    const points = counts.map(
      (count, part) =>
        `${(LEFT + (part + 0.5) * step).toFixed(1)},${(base - height * Math.sqrt(count / most)).toFixed(1)}`,
    );
    const shape = [`${LEFT},${base}`, ...points, `${this.width - RIGHT},${base}`].join(' ');
    return svg`<polygon class="ridge" style="fill:${this.color};stroke:${this.color}" points=${shape} />`;
  }
}

define('al-ridges', Ridges);

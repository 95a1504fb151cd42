import { css, html, LitElement, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import { type Domain, roundedDomain } from '../../charts/geometry.ts';
import { linear, ticks } from '../../charts/scale.ts';
import { keepWidth } from '../../charts/width.ts';
import { sorted } from '../../statistics/index.ts';
import { define } from '../panel.ts';
import type { Plan } from './search-plan.ts';
import type { Entry, Finalist } from './search-run.ts';

const LEFT = 46;
const TOP = 44;
const PLOT = 260;
const BOTTOM = 22;

/** Candidates falling out, rung by rung, and the finalists with their intervals. */
export class SearchChart extends LitElement {
  static override properties = {
    plan: { attribute: false },
    rungs: { attribute: false },
    finalists: { attribute: false },
    tick: { attribute: false },
    colorOf: { attribute: false },
    names: { attribute: false },
    format: { attribute: false },
    label: {},
    width: { state: true },
  };

  declare plan: Plan | undefined;
  declare rungs: readonly (readonly Entry[])[];
  declare finalists: readonly Finalist[];
  /** counts what has changed in them */
  declare tick: number;
  declare colorOf: (activation: string) => string;
  declare names: {
    rung: (count: number, epochs: number) => readonly [string, string];
    final: readonly [string, string];
  };
  declare format: (value: number) => string;
  declare label: string;
  declare width: number;

  constructor() {
    super();
    this.plan = undefined;
    this.rungs = [];
    this.finalists = [];
    this.tick = 0;
    this.colorOf = () => 'var(--ink)';
    this.names = { rung: () => ['', ''], final: ['', ''] };
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
    .head {
      font-weight: 600;
      fill: var(--ink);
    }
    .grid {
      stroke: var(--grid);
    }
    .on {
      fill: none;
      stroke-width: 1.5;
      opacity: 0.65;
    }
    .out {
      fill: none;
      stroke: var(--axis);
      stroke-width: 4;
      stroke-linecap: round;
      opacity: 0.55;
    }
    .interval {
      fill: none;
      stroke-width: 1.5;
    }
  `;

  /** The lowest fifth may lie below. */
  get #domain(): Domain {
    const known = this.rungs.map((entries) =>
      sorted(entries.map(({ accuracy }) => accuracy).filter(Number.isFinite)),
    );
    const values = known.flatMap((rung) => [
      rung[Math.floor(rung.length / 5)] ?? Number.NaN,
      rung.at(-1) ?? Number.NaN,
    ]);
    return roundedDomain(
      [...values, ...this.finalists.flatMap(({ low, high }) => [low, high])],
      0.05,
      [0, 1],
    );
  }

  override render(): TemplateResult | typeof nothing {
    const { plan } = this;
    if (!plan) return nothing;
    const domain = this.#domain;
    const sy = linear(domain, [TOP + PLOT, TOP]);
    const y = (accuracy: number): number => sy(Math.max(domain[0], accuracy));
    const columns = plan.rungs.length + 1;
    const step = (this.width - LEFT) / columns;
    const x = (column: number): number => LEFT + (column + 0.5) * step;
    const heads = [
      ...plan.rungs.map(({ count, epochs }) => this.names.rung(count, epochs)),
      this.names.final,
    ];
    const height = TOP + PLOT + BOTTOM;
    return html`<svg viewBox="0 0 ${this.width} ${height}" height=${height} role="img" aria-label=${this.label}>
      ${heads.map(
        (
          [first, second],
          column,
        ) => svg`<text class="head" x=${x(column)} y="13" text-anchor="middle">${first}</text>
          <text x=${x(column)} y="29" text-anchor="middle">${second}</text>`,
      )}
      ${ticks(domain, 5).map(
        (tick) => svg`<line class="grid" x1=${LEFT} x2=${this.width} y1=${sy(tick)} y2=${sy(tick)} />
          <text x=${LEFT - 8} y=${sy(tick)} dy="0.35em" text-anchor="end">${this.format(tick)}</text>`,
      )}
      ${this.rungs.map((entries, column) => this.#rung(entries, column, x, y))}
      ${this.finalists.map((finalist, place) => this.#finalist(finalist, x(columns - 1) + (place - (this.finalists.length - 1) / 2) * Math.min(16, step / 8), y))}
    </svg>`;
  }

  #rung(
    entries: readonly Entry[],
    column: number,
    x: (column: number) => number,
    y: (accuracy: number) => number,
  ): SVGTemplateResult {
    const next = new Map((this.rungs[column + 1] ?? []).map((entry) => [entry.index, entry]));
    const known = entries.filter(({ accuracy }) => Number.isFinite(accuracy));
    const out = known.filter(({ index }) => !next.has(index));
    const on = known.filter(({ index }) => next.has(index));
    const dots = out.map(({ accuracy }) => `M${x(column)},${y(accuracy).toFixed(1)}h0.01`).join('');
    return svg`<path class="out" d=${dots} />
      ${on.map(({ index, candidate, accuracy }) => {
        const later = next.get(index)?.accuracy ?? Number.NaN;
        const color = this.colorOf(candidate.activation);
        return svg`${
          Number.isFinite(later)
            ? svg`<path class="on" style="stroke:${color}" d="M${x(column)},${y(accuracy)}L${x(column + 1)},${y(later)}" />`
            : nothing
        }<circle r="3" cx=${x(column)} cy=${y(accuracy)} style="fill:${color}" />`;
      })}`;
  }

  #finalist(
    { candidate, mean, low, high, place }: Finalist,
    x: number,
    y: (accuracy: number) => number,
  ): unknown {
    if (!Number.isFinite(mean)) return nothing;
    const color = this.colorOf(candidate.activation);
    return svg`${
      Number.isFinite(low)
        ? svg`<path class="interval" style="stroke:${color}" d="M${x},${y(low)}V${y(high)}M${x - 4},${y(low)}h8M${x - 4},${y(high)}h8" />`
        : nothing
    }
      <circle r="4" cx=${x} cy=${y(mean)} style="stroke:${color};stroke-width:2;fill:${place === 'behind' ? 'var(--paper)' : color}" />
      ${place === 'winner' ? svg`<circle r="8" cx=${x} cy=${y(mean)} style="fill:none;stroke:${color};stroke-width:1.5" />` : nothing}`;
  }
}

define('al-search-chart', SearchChart);

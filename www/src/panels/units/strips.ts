import { css, html, nothing, svg } from 'lit';
import { placeLabels } from '../../charts/geometry.ts';
import { keepWidth } from '../../charts/width.ts';
import type { State } from '../../state/state.ts';
import { define, LabElement } from '../panel.ts';
import type { Life } from './lives.ts';
import { lookAxis, looksOf } from './look-axis.ts';
import { type Shares, sharesOf } from './looks.ts';

const LEFT = 42;
const RIGHT = 132;
const ROW = 58;
const TITLE = 24;
const AXIS = 40;
const LABEL = 14;
const AREA = { fill: true, dash: '' };
const SOLID = { fill: false, dash: '' };
const DASHED = { fill: false, dash: '5 3' };
const DOTTED = { fill: false, dash: '1 3' };

interface Line {
  label: string;
  fill: boolean;
  dash: string;
  /** 0 … 1, look by look */
  values: readonly number[];
}

/** How the units of each layer are, look by look. Emits `look` (CustomEvent<number>) where one is pointed at. */
export class UnitStrips extends LabElement {
  static override properties = {
    ...LabElement.properties,
    life: { attribute: false },
    at: { type: Number },
    color: {},
    label: {},
    width: { state: true },
  };

  declare life: Life | undefined;
  /** the look that is shown */
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
        cursor: pointer;
        touch-action: manipulation;
      }
      text {
        fill: var(--soft);
      }
      .title {
        font-weight: 600;
        fill: var(--ink);
      }
      .grid {
        stroke: var(--grid);
      }
      .axis {
        stroke: var(--axis);
      }
      .line {
        fill: none;
        stroke-width: 2;
        stroke-linejoin: round;
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
    this.at = 0;
    this.color = 'var(--accent)';
    this.label = '';
    this.width = 420;
    keepWidth(this);
  }

  protected override parts({ core }: State): readonly unknown[] {
    return [core];
  }

  override render(): unknown {
    const { life, width } = this;
    if (!life) return nothing;
    const rows = this.#rows(life);
    const height = rows.length * (ROW + TITLE) + AXIS;
    // One for each look that there will be.
    const count = looksOf(life.config.epochs);
    const places = Array.from({ length: count }, (_, look) => this.#place(look, count));
    return html`<svg viewBox="0 0 ${width} ${height}" height=${height} role="img" aria-label=${this.label}
      @click=${(event: MouseEvent) => this.#ask(event, places)}>
      ${rows.map((row, index) => this.#row(row, places, index * (ROW + TITLE) + TITLE))}
      ${lookAxis((look) => this.#place(look, places.length), life.config.epochs, height - AXIS, this.i18n)}
      ${
        life.looks.length > 0
          ? svg`<line class="cursor" x1=${places[this.at] ?? LEFT} x2=${places[this.at] ?? LEFT} y1=${TITLE - 4} y2=${height - AXIS} />`
          : nothing
      }
    </svg>`;
  }

  #place(look: number, count: number): number {
    return LEFT + (look * (this.width - RIGHT - LEFT)) / (count - 1);
  }

  #rows({ config, looks }: Life): { title: string; lines: Line[] }[] {
    const { percent } = this.i18n;
    const look = looks[this.at];
    const accuracy = {
      title: this.t('units.strip.accuracy'),
      lines: [
        {
          ...SOLID,
          label: look ? percent(look.accuracy, 1) : '',
          values: looks.map((one) => one.accuracy),
        },
      ],
    };
    const layers = config.hidden.map((units, layer) => {
      const shares = looks.flatMap((one) => {
        const found = one.layers[layer];
        return found ? [sharesOf(found)] : [];
      });
      const now = shares[this.at];
      const line = (
        style: { fill: boolean; dash: string },
        label: string,
        value: (one: Shares) => number,
      ): Line => ({ ...style, label, values: shares.map(value) });
      return {
        title: this.t('units.strip.layer', { layer: layer + 1, units }),
        lines: [
          line(
            AREA,
            now ? this.t('units.strip.dead', { dead: now.dead }) : '',
            (one) => one.dead / one.units,
          ),
          line(
            DASHED,
            now ? this.t('units.strip.saturated', { saturated: percent(now.saturated, 0) }) : '',
            (one) => one.saturated,
          ),
          line(
            DOTTED,
            now ? this.t('units.strip.linear', { linear: now.linear }) : '',
            (one) => one.linear / one.units,
          ),
        ],
      };
    });
    return [accuracy, ...layers];
  }

  #row({ title, lines }: { title: string; lines: Line[] }, places: readonly number[], top: number) {
    const right = this.width - RIGHT;
    const y = (share: number): number => top + ROW * (1 - share);
    const points = (values: readonly number[]): string =>
      values
        .flatMap((value, index) =>
          Number.isFinite(value) ? [`${(places[index] ?? 0).toFixed(1)},${y(value).toFixed(1)}`] : [],
        )
        .join(' ');
    const known = lines.filter(({ label, values }) => label !== '' && Number.isFinite(values[this.at]));
    const labels = placeLabels(
      known.map(({ values }) => y(values[this.at] ?? 0)),
      [top, top + ROW],
      LABEL,
    );
    return svg`
      <text class="title" x=${LEFT} y=${top - 8}>${title}</text>
      ${[0, 0.5, 1].map(
        (
          share,
        ) => svg`<line class=${share === 0 ? 'axis' : 'grid'} x1=${LEFT} x2=${right} y1=${y(share)} y2=${y(share)} />
          ${share === 0.5 ? nothing : svg`<text x=${LEFT - 6} y=${y(share)} dy="0.35em" text-anchor="end">${this.i18n.percent(share, 0)}</text>`}`,
      )}
      ${lines.map(({ fill, dash, values }) => {
        if (values.length === 0) return nothing;
        const [from, to] = [places[0] ?? 0, places[values.length - 1] ?? 0];
        return svg`${fill ? svg`<polygon style="fill:${this.color}" fill-opacity="0.3" points="${from},${y(0)} ${points(values)} ${to},${y(0)}" />` : nothing}
          <polyline class="line" style="stroke:${this.color}" stroke-dasharray=${dash || nothing} points=${points(values)} />`;
      })}
      ${known.map(({ label, values }, index) => {
        const place = labels[index] ?? top;
        const at = places[this.at] ?? LEFT;
        return svg`<circle r="3" cx=${at} cy=${y(values[this.at] ?? 0)} style="fill:${this.color}" />
          <text x=${right + 10} y=${place} dy="0.35em">${label}</text>`;
      })}`;
  }

  #ask(event: MouseEvent, places: readonly number[]): void {
    const x = event.clientX - this.getBoundingClientRect().left;
    const distances = places.map((place) => Math.abs(place - x));
    const detail = distances.indexOf(Math.min(...distances));
    this.dispatchEvent(new CustomEvent('look', { detail, bubbles: true, composed: true }));
  }
}

define('al-unit-strips', UnitStrips);

import { css, html, nothing, type TemplateResult } from 'lit';
import type { Lab } from '../../state/lab.ts';
import { define, LabElement } from '../panel.ts';
import type { Choice } from './choice.ts';
import './export.ts';
import { type Heat, type HeatCell, heatOf } from './heat.ts';
import type { At, Cell } from './plan.ts';
import type { Measured } from './points.ts';
import { runsTable } from './runs.ts';
import { use } from './strip.ts';
import { tuningStyle } from './style.ts';
import type { Sweeper } from './sweeper.ts';
import { seedsOf, testCountOf } from './sweeping.ts';

/** Two settings at once: a table whose cells have the colour of their accuracy. */
export class SweepMap extends LabElement {
  static override properties = {
    ...LabElement.properties,
    choice: { attribute: false },
    sweeper: { attribute: false },
    cells: { attribute: false },
    columns: { type: Number },
    tick: { type: Number },
    open: { state: true },
  };

  declare choice: Choice | undefined;
  declare sweeper: Sweeper | undefined;
  /** row by row, upward */
  declare cells: readonly Cell[];
  declare columns: number;
  /** grows as networks are trained */
  declare tick: number;
  /** the cell whose runs are shown */
  declare open: number | undefined;

  static override styles = [
    ...LabElement.styles,
    tuningStyle,
    css`
      .map {
        width: auto;
        border-collapse: separate;
        border-spacing: 2px;
      }
      .map :is(th, td) {
        border: 0;
        padding: 0;
      }
      .map tbody th {
        padding-right: 8px;
        font-weight: 400;
        text-align: right;
        z-index: 1;
      }
      .map tfoot th {
        padding: 4px 2px 0;
        font-size: 12px;
        text-align: center;
      }
      .map button {
        display: block;
        width: 100%;
        min-width: 58px;
        min-height: 44px;
        padding: 2px 4px;
        border: 2px solid transparent;
        border-radius: 2px;
        font-size: 13px;
        font-variant-numeric: tabular-nums;
        forced-color-adjust: none;
        background: color-mix(in oklab, var(--accent) calc(var(--shade) * 38%), var(--raised));
      }
      .map button:hover {
        border-color: var(--axis);
      }
      .map .best {
        border-color: var(--ink);
        font-weight: 700;
      }
      .map .peer {
        border: 2px dashed var(--axis);
      }
      .map .diverged {
        background: repeating-linear-gradient(45deg, var(--raised) 0 5px, var(--hairline) 5px 7px);
      }
      .map [aria-expanded="true"] {
        box-shadow: 0 0 0 2px var(--accent);
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 14px;
      }
      .bar {
        display: inline-block;
        width: 90px;
        height: 12px;
        margin: 0 6px;
        vertical-align: middle;
        background: linear-gradient(
          to right in oklab,
          var(--raised),
          color-mix(in oklab, var(--accent) 38%, var(--raised))
        );
      }
    `,
  ];

  constructor() {
    super();
    this.cells = [];
    this.columns = 0;
    this.tick = 0;
    this.open = undefined;
  }

  /** The panel hands down what follows from the state. */
  protected override parts(): readonly unknown[] {
    return [];
  }

  override render(): unknown {
    const { lab, choice, sweeper, cells, columns } = this;
    if (!lab || !sweeper || !choice?.y || columns === 0) return nothing;
    const { images } = lab.state;
    const measured = cells.map(
      ({ configs }): Measured => ({
        outcomes: configs.map((config) => sweeper.outcome(config, images)),
      }),
    );
    const testCount = testCountOf(measured);
    const heat = heatOf(measured, testCount);
    const names = { x: this.#side(choice.x), y: this.#side(choice.y) };
    const rows = Array.from({ length: cells.length / columns }, (_, row) => row).reverse();
    const opened = this.open === undefined ? undefined : cells[this.open];
    const runs = this.open === undefined ? undefined : measured[this.open];
    return html`<p class="answer" role="status" aria-live=${sweeper.phase === 'idle' ? 'polite' : 'off'}>${this.#answer(heat)}</p>
      <div class="scroll" tabindex="0" role="region" aria-label=${this.t('tuning.map_of', names)}>
        <table class="map">
          <caption class="visually-hidden">${this.t('tuning.map_of', names)}</caption>
          <tbody>
            ${rows.map((row) => {
              const index = row * columns;
              const y = cells[index]?.y;
              return html`<tr>
                <th scope="row">${y ? this.#name(y) : ''}</th>
                ${Array.from({ length: columns }, (_, column) => this.#cell(heat.cells[index + column], index + column))}
              </tr>`;
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="col">${names.y} ╱ ${names.x}</th>
              ${cells.slice(0, columns).map(({ x }) => html`<th scope="col">${this.#name(x)}</th>`)}
            </tr>
          </tfoot>
        </table>
      </div>
      ${this.#legend(heat)}
      ${opened && runs ? this.#opened(lab, choice, opened, runs) : nothing}
      <al-sweep-export .lab=${lab} .choice=${choice} .testCount=${testCount}
        .recorded=${cells.map((cell, index) => ({ cell, outcomes: measured[index]?.outcomes ?? [] }))}></al-sweep-export>`;
  }

  #side(side: Choice['x'] | NonNullable<Choice['y']>): string {
    return side.kind === 'parameter' ? side.target.parameter : this.t(`tuning.side.${side.kind}`);
  }

  #name(at: At): string {
    switch (at.kind) {
      case 'function':
        return at.activation;
      case 'initializer':
        return at.name;
      default:
        return this.i18n.number(at.value, 6);
    }
  }

  /** `negative_slope 0.1, learning rate 0.2` */
  #place({ x, y }: Pick<Cell, 'x' | 'y'>): string {
    const named = (at: At): string => {
      switch (at.kind) {
        case 'value':
          return `${at.parameter} ${this.#name(at)}`;
        case 'learning_rate':
        case 'depth':
          return `${this.t(`tuning.side.${at.kind}`)} ${this.#name(at)}`;
        default:
          return this.#name(at);
      }
    };
    return [x, ...(y ? [y] : [])].map(named).join(this.t('list.separator'));
  }

  #cell(cell: HeatCell | undefined, index: number): TemplateResult | typeof nothing {
    const place = this.cells[index];
    if (!cell || !place) return nothing;
    const seeds = place.configs.length;
    const kind = cell.diverged > 0 ? 'diverged' : cell.best ? 'best' : cell.peer ? 'peer' : '';
    const mark = cell.best ? ' ◎' : cell.peer ? ' ○' : '';
    const text = Number.isFinite(cell.mean)
      ? `${this.i18n.number(cell.mean * 100, 1, 1)}${mark}`
      : cell.diverged > 0
        ? '×'
        : cell.ended > 0
          ? `${cell.ended}/${seeds}`
          : '·';
    const said = Number.isFinite(cell.mean)
      ? this.i18n.percent(cell.mean, 1)
      : this.t(cell.diverged > 0 ? 'tuning.cell.diverged' : 'tuning.cell.ended', {
          lost: cell.diverged,
          ended: cell.ended,
          seeds,
        });
    return html`<td><button type="button" class=${kind} style="--shade:${cell.shade}" aria-expanded=${this.open === index}
      aria-label="${this.#place(place)}: ${said}${cell.best ? ` (${this.t('tuning.best')})` : cell.peer ? ` (${this.t('tuning.region')})` : ''}"
      @click=${() => {
        this.open = this.open === index ? undefined : index;
      }}>${text}</button></td>`;
  }

  #answer(heat: Heat): string {
    const index = heat.cells.findIndex(({ best }) => best);
    const best = this.cells[index];
    const cell = heat.cells[index];
    const phase = this.sweeper?.phase;
    if (!best || !cell) return this.t(phase === 'idle' ? 'tuning.empty' : 'tuning.waiting');
    const at = this.#place(best);
    const known = heat.cells.filter(({ mean }) => Number.isFinite(mean)).length;
    const peers = heat.cells.filter(({ peer }) => peer).length;
    const told = {
      at,
      mean: this.i18n.percent(cell.mean, 1),
      peers,
      others: known - 1,
      seeds: best.configs.length,
    };
    const said = this.t(best.configs.length < 2 ? 'tuning.map_answer.one_seed' : 'tuning.map_answer', told);
    const lost = heat.cells.filter(({ diverged }) => diverged > 0).length;
    return lost > 0
      ? [said, this.t('tuning.map_answer.diverged', { lost })].join(this.t('sentence.separator'))
      : said;
  }

  #legend({ from, to }: Heat): TemplateResult | typeof nothing {
    if (Number.isNaN(to)) return nothing;
    const ends = [from, to].map((end) => this.i18n.number(end * 100, 1, 1));
    return html`<p class="small legend">
      <span>${this.t('tuning.map_legend')}</span>
      <span>≤ ${ends[0]}<span class="bar"></span>${ends[1]}</span>
      <span>${this.t('tuning.legend')}</span>
      <span>${this.t('tuning.map_legend.diverged')}</span>
    </p>`;
  }

  #opened(lab: Lab, choice: Choice, { x, y }: Cell, measured: Measured): TemplateResult {
    return html`<div class="opened">
      <h3>${this.#place({ x, y })}</h3>
      ${runsTable(measured, seedsOf(lab, choice), this.i18n)}
      <div class="row controls">
        <button type="button" @click=${() => useCell(lab, x, y)}>${this.t('tuning.use_cell')}</button>
        <button class="link" type="button" @click=${() => {
          this.open = undefined;
        }}>${this.t('close')}</button>
      </div>
    </div>`;
  }
}

/** The page's settings from here on. The functions of a map are all chosen, and stay so. */
function useCell(lab: Lab, ...places: (At | undefined)[]): void {
  for (const at of places) {
    switch (at?.kind) {
      case 'value':
        use(lab, at.activation, at.parameter, at.value);
        break;
      case 'learning_rate':
        lab.store.dispatch({ type: 'settings', change: { learning_rate: at.value } });
        break;
      case 'depth': {
        const [width = 64] = lab.state.settings.hidden;
        lab.store.dispatch({ type: 'settings', change: { hidden: Array(at.value).fill(width) } });
        break;
      }
      case 'initializer':
        lab.store.dispatch({ type: 'settings', change: { initializer: at.name } });
        break;
    }
  }
}

define('al-sweep-map', SweepMap);

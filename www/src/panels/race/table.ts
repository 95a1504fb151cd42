import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { State } from '../../state/state.ts';
import { define, LabElement } from '../panel.ts';
import { type CellOptions, COLUMNS, type Column, cell, type Order, type TableRow } from './columns.ts';
import { detailsOf } from './details.ts';
import { columnLabel } from './table-labels.ts';
import { tableStyle } from './table-style.ts';

/** Where there is room for one measure, the reader chooses it. */
const MEASURES = COLUMNS.filter((column) => column !== 'name' && column !== 'rank');

/** The results, a row for each function. Emits `order` (CustomEvent<Column>). */
export class ResultTable extends LabElement {
  static override properties = {
    ...LabElement.properties,
    rows: { attribute: false },
    order: { attribute: false },
    options: { attribute: false },
    threshold: { type: Number },
    measure: { state: true },
    opened: { state: true },
  };

  /** in the order in which they are shown */
  declare rows: readonly TableRow[];
  declare order: Order;
  declare options: CellOptions;
  /** 0 … 1 */
  declare threshold: number;
  declare measure: Column;
  /** keys of the groups whose details are shown */
  declare opened: ReadonlySet<string>;

  static override styles = [...LabElement.styles, tableStyle];

  constructor() {
    super();
    this.rows = [];
    this.threshold = 0.9;
    this.measure = 'accuracy';
    this.opened = new Set();
  }

  protected override parts(state: State): readonly unknown[] {
    return [state.core];
  }

  override render(): unknown {
    const { lab, rows } = this;
    if (!lab || !this.options) return nothing;
    return html`<label class="chooser">${this.t('results.measure')}
        <select @change=${(event: Event) => {
          this.measure = (event.target as HTMLSelectElement).value as Column;
        }}>
          ${MEASURES.map(
            (column) =>
              html`<option value=${column} .selected=${column === this.measure}>${this.#label(column)}</option>`,
          )}
        </select>
      </label>
      <div class="scroll" tabindex="0" role="region" aria-label=${this.t('race.table')}>
        <table>
          <thead><tr>${COLUMNS.map((column) => this.#head(column))}</tr></thead>
          <tbody>${repeat(
            rows,
            ({ group }) => group.key,
            (row) => this.#row(row),
          )}</tbody>
        </table>
      </div>
      ${rows.length === 0 ? html`<p class="small none">${this.t('picker.no_match')}</p>` : nothing}
      <details>
        <summary>${this.t('results.columns')}</summary>
        <dl>
          ${COLUMNS.filter((column) => column !== 'name').map(
            (column) => html`<dt><strong>${this.#label(column)}</strong></dt>
              <dd>${this.t(`results.explain.${column}`, { threshold: this.i18n.percent(this.threshold, 0) })}</dd>`,
          )}
        </dl>
      </details>`;
  }

  #label(column: Column): string {
    return columnLabel(this.i18n, column, this.threshold);
  }

  #head(column: Column): TemplateResult {
    const { column: by, descending } = this.order;
    const sort = by === column ? (descending ? 'descending' : 'ascending') : 'none';
    return html`<th scope="col" class=${this.#class(column)} aria-sort=${sort}>
      <button type="button" @click=${() => this.dispatchEvent(new CustomEvent('order', { detail: column }))}>
        ${this.#label(column)}<span aria-hidden="true">${by === column ? (descending ? ' ▾' : ' ▴') : ''}</span>
      </button>
    </th>`;
  }

  /** On a phone only the chosen measure is `shown`. */
  #class(column: Column): string {
    if (column === 'name') return 'name';
    return `number ${column} ${column === 'rank' ? '' : column === this.measure ? 'measure shown' : 'measure'}`;
  }

  #row(row: TableRow): TemplateResult {
    const { group, name, done, active } = row;
    const open = this.opened.has(group.key);
    const words = this.#words(row);
    const numbers = row.accuracies.some(Number.isFinite);
    const counted =
      row.loaded || row.diverged.length > 0 || (active === 0 && done.length === group.runs.length);
    return html`<tr class=${open ? 'open' : ''}>
        <th scope="row" class="name">
          <div class="function"><span class="swatch" style="--color:${this.lineStyle(group.activation).color}"></span><button
            class="link" type="button" aria-expanded=${open} @click=${() => this.#toggle(group.key)}
          >${name}<span class="mark" aria-hidden="true">${open ? '▾' : '▸'}</span></button></div>
          ${row.loaded ? html`<span class="note">${this.t('results.loaded')}</span>` : nothing}
          ${counted ? nothing : html`<span class="note">${this.t('results.seeds_done', { done: done.length, seeds: group.runs.length })}</span>`}
        </th>
        ${
          numbers || words === nothing
            ? COLUMNS.slice(1).map((column) => this.#cell(column, row))
            : html`<td colspan=${COLUMNS.length - 1}><div class="failed">${words}</div></td>`
        }
      </tr>
      ${numbers && words !== nothing ? html`<tr class="more"><td colspan=${COLUMNS.length}><div class="failed">${words}</div></td></tr>` : nothing}
      ${
        open
          ? html`<tr class="more" data-of=${group.activation}><td colspan=${COLUMNS.length}><div class="failed">${detailsOf(row, this.i18n)}</div></td></tr>`
          : nothing
      }`;
  }

  #cell(column: Column, row: TableRow): TemplateResult {
    const { text, below } = cell(column, row, this.options);
    const apart = column === 'difference' && row.difference?.apart;
    return html`<td class="${this.#class(column)} ${apart ? 'apart' : ''}">
      <span>${text}</span>${below ? html`<span class="below">${below}</span>` : nothing}
    </td>`;
  }

  /** What is said in a sentence instead of a number: divergence, failures, and what was cancelled. */
  #words({ diverged, broken, group, active, done }: TableRow): TemplateResult | typeof nothing {
    const { lab } = this;
    if (diverged.length === 0 && broken.length === 0) {
      return active > 0 && done.length === 0 ? html`${this.t('results.none_yet')}` : nothing;
    }
    const seeds = group.runs.length;
    const [first] = diverged;
    const failures = new Set(
      broken.flatMap((run) => (run.status === 'failed' ? [this.i18n.failure(run.failure)] : [])),
    );
    const cancelled = broken.filter(({ status }) => status === 'cancelled').length;
    return html`
      ${first && seeds > 1 ? this.t('results.diverged', { diverged: diverged.length, seeds }) : nothing}
      ${first ? this.#failure(first, seeds) : nothing}
      ${[...failures].map((text) => html`${text} `)}
      ${cancelled > 0 ? (seeds === 1 ? this.t('race.cancelled') : this.t('results.cancelled', { cancelled, seeds })) : nothing}
      ${
        broken.length > 0
          ? html`<button class="link" type="button" @click=${() => {
              for (const run of broken) void lab?.retry(run);
            }}>${this.t('retry')}</button>`
          : nothing
      }`;
  }

  /** Of one seed, which is named where there are several. */
  #failure({ config, failure }: TableRow['diverged'][number], seeds: number): string {
    const said = this.i18n.failure(failure);
    return seeds > 1 ? this.t('results.of_seed', { seed: config.seed, said }) : said;
  }

  #toggle(key: string): void {
    const opened = new Set(this.opened);
    if (!opened.delete(key)) opened.add(key);
    this.opened = opened;
  }
}

define('al-result-table', ResultTable);

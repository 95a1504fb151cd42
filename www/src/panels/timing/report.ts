import { html, nothing, type TemplateResult } from 'lit';
import type { IntervalRow } from '../../charts/interval-chart.ts';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import type { TimingReport } from '../../worker/protocol.ts';
import { define, LabElement } from '../panel.ts';
import { keras, recorded } from './keras.ts';
import { type Call, compareNaive, type NaiveRow } from './naive.ts';
import { conditions, flags, kerasSentence } from './notes.ts';
import { recordText, timingRecord } from './record.ts';
import '../copyable.ts';
import { byTime, MEASURES, type Measure, type TimingRow, timingRows } from './results.ts';
import { naiveSentence, timingSentence } from './sentence.ts';
import { reportStyle } from './style.ts';
import { type Unit, unitOf, written } from './units.ts';

type View = Measure | 'naive';
/** `keras`: of the measure that is shown */
type Column = Measure | 'share' | 'keras';
const COLUMNS: readonly Column[] = ['forward', 'backward', 'step', 'share', 'inference', 'keras'];

/** What was measured: a sentence, a plot, a table, the conditions and the raw record. */
export class TimingReportView extends LabElement {
  static override properties = {
    ...LabElement.properties,
    report: { attribute: false },
    view: { state: true },
    order: { state: true },
  };

  declare report: TimingReport | undefined;
  declare view: View;
  declare order: { column: Column; descending: boolean } | undefined;
  /** computed once for each report, not whenever something else changes */
  #shown: { report: TimingReport; rows: TimingRow[]; text: string } | undefined;

  static override styles = [...LabElement.styles, reportStyle];

  constructor() {
    super();
    this.view = 'forward';
  }

  protected override parts(state: State): readonly unknown[] {
    return [state.core];
  }

  override render(): unknown {
    const { lab, report } = this;
    if (!lab || !report) return nothing;
    if (this.#shown?.report !== report) {
      const text = recordText(timingRecord(report, surroundings(lab, report)));
      this.#shown = { report, rows: timingRows(report), text };
    }
    const { rows, text } = this.#shown;
    const naive = this.view === 'naive' ? compareNaive(report, rows) : undefined;
    return html`
      ${this.#switches(report)}
      <p class="says">${
        this.view === 'naive'
          ? naiveSentence(this.i18n, report, rows, this.#name)
          : timingSentence(this.i18n, rows, this.view, this.#name)
      }</p>
      ${this.view === 'naive' ? naive && this.#naive(naive.rows) : this.#measured(rows, this.view)}
      ${flags(this.i18n, report, rows, this.#name).map((flag) => html`<p class="small flag">${flag}</p>`)}
      <p class="small conditions">${conditions(
        this.i18n,
        report,
        lab.core?.simd ?? false,
        this.view === 'naive',
      ).join(this.t('sentence.separator'))}</p>
      <details class="optional">
        <summary>${this.t('timing.record')}</summary>
        <al-copyable .lab=${lab} .text=${text} .label=${this.t('timing.record')} .file=${'activation-lab-timing.json'}></al-copyable>
      </details>`;
  }

  readonly #name = ({ contestant: { id, params } }: TimingRow): string => this.nameOf(id, params);

  #switches(report: TimingReport): TemplateResult {
    const measures = report.networks ? MEASURES : MEASURES.slice(0, 2);
    const button = (view: View, pressed: boolean, words: string): TemplateResult =>
      html`<button type="button" aria-pressed=${pressed} @click=${() => {
        this.view = view;
        this.order = undefined;
      }}>${words}</button>`;
    return html`<div class="switches">
      ${
        report.naive
          ? html`<div class="segments" role="group" aria-label=${this.t('timing.how')}>
              ${button(this.view === 'naive' ? 'step' : this.view, this.view !== 'naive', this.t('timing.careful'))}
              ${button('naive', this.view === 'naive', this.t('timing.naive'))}
            </div>`
          : nothing
      }
      ${
        this.view === 'naive'
          ? nothing
          : html`<div class="segments" role="group" aria-label=${this.t('timing.what')}>
              ${measures.map((measure) => button(measure, this.view === measure, this.t(`timing.${measure}`)))}
            </div>`
      }
    </div>`;
  }

  #chart(rows: readonly IntervalRow[], label: string, unit: Unit): TemplateResult {
    return html`<al-interval-chart
      .rows=${rows}
      .xLabel=${label}
      .format=${(value: number) => this.i18n.number(value, unit.name === 'ns' ? 2 : 3)}
      .label=${this.t('timing.chart')}
    ></al-interval-chart>`;
  }

  #measured(all: readonly TimingRow[], measure: Measure): TemplateResult {
    const unit = unitOf(measure, all);
    const marks = byTime(all, measure).flatMap((row): IntervalRow[] => {
      const { median, low, high } = row.times[measure] ?? {};
      if (median === undefined || low === undefined || high === undefined) return [];
      const [value, from, to] = [median, low, high].map((one) => one * unit.factor) as [
        number,
        number,
        number,
      ];
      const { color } = this.lineStyle(row.contestant.id);
      return [{ label: row.contestant.id, color, marks: [{ value, low: from, high: to, open: false }] }];
    });
    const { column, descending } = this.order ?? { column: measure, descending: false };
    const sign = descending ? -1 : 1;
    const { networks } = this.report ?? {};
    const value = (row: TimingRow): number | undefined => {
      if (column === 'share') return row.share;
      return (column === 'keras' ? recorded(row, measure, networks) : row.times[column])?.median;
    };
    const key = (row: TimingRow): number => value(row) ?? sign * Number.POSITIVE_INFINITY;
    const rows = [...all].sort((a, b) => sign * (key(a) - key(b)) || a.index - b.index);
    const compared = all.some((row) => recorded(row, measure, networks));
    const columns = COLUMNS.filter((one) => {
      if (one === 'keras') return compared;
      return one === 'forward' || one === 'backward' || networks;
    });
    const units = new Map(MEASURES.map((one) => [one, unitOf(one, all)] as const));
    const shown = (one: Column): string =>
      `number measure ${one === measure || one === 'keras' || (one === 'share' && measure === 'step') ? 'shown' : ''}`;
    return html`${this.#chart(marks, this.t(`timing.axis.${measure}`, { unit: unit.name }), unit)}
      <div class="scroll" tabindex="0" role="region" aria-label=${this.t('timing.table')}>
        <table>
          <thead>
            <tr>
              <th scope="col">${this.t('function')}</th>
              ${columns.map((one) => {
                const sort = one === column ? (descending ? 'descending' : 'ascending') : 'none';
                const name = one === 'share' ? '' : (units.get(one === 'keras' ? measure : one)?.name ?? '');
                const label =
                  one === 'keras'
                    ? this.t('timing.head.keras', {
                        version: keras.keras,
                        what: this.t(`timing.${measure}`),
                        unit: name,
                      })
                    : this.t(`timing.head.${one}`, { unit: name });
                return html`<th scope="col" class=${shown(one)} aria-sort=${sort}>
                  <button type="button" @click=${() => {
                    this.order = { column: one, descending: one === column && !descending };
                  }}>${label}<span aria-hidden="true">${
                    one === column ? (descending ? ' ▾' : ' ▴') : ''
                  }</span></button>
                </th>`;
              })}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (row) => html`<tr>
                ${this.#head(row)}
                ${columns.map(
                  (one) =>
                    html`<td class=${shown(one)}>${
                      one === 'keras' ? this.#keras(row, measure, unit) : this.#cell(row, one, units)
                    }</td>`,
                )}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${compared ? html`<p class="small recorded">${kerasSentence(this.i18n)}</p>` : nothing}`;
  }

  #keras(row: TimingRow, measure: Measure, { factor }: Unit): unknown {
    const found = recorded(row, measure, this.report?.networks);
    const here = row.times[measure];
    if (!found || !here) return '–';
    const { significant, number } = this.i18n;
    const ratio = found.median / here.median;
    return html`${significant(found.median * factor)}
      <span class="below">[${significant(found.low * factor)}–${significant(found.high * factor)}]</span>
      <span class="below">${this.t('timing.naive.ratio', { ratio: number(ratio, ratio < 9.95 ? 1 : 0) })}</span>`;
  }

  #head(row: TimingRow): TemplateResult {
    const { color } = this.lineStyle(row.contestant.id);
    return html`<th scope="row"><span class="function"><span class="swatch" style="--color:${color}"></span><span>${this.#name(row)}</span></span></th>`;
  }

  #cell(row: TimingRow, column: Measure | 'share', units: ReadonlyMap<Measure, Unit>): unknown {
    if (column === 'share') {
      const { share = Number.NaN } = row;
      return this.i18n.percent(share, share < 0.0995 ? 1 : 0);
    }
    const times = row.times[column];
    const unit = units.get(column);
    if (!times || !unit) return '–';
    const write = written(this.i18n, times, unit);
    return html`${write(times.median)}
      <span class="below">[${write(times.low)}–${write(times.high)}]</span>
      <span class="below">${this.t('timing.rank', { rank: times.rank })} · ${this.t('timing.min', { value: write(times.min) })}</span>`;
  }

  #naive(rows: readonly NaiveRow[]): TemplateResult {
    const unit = unitOf(
      'step',
      rows.map(({ row }) => row),
    );
    const marks = rows.map(({ row, careful: { median, low, high }, in_order: { step } }): IntervalRow => {
      const at = (value: number, from: number, to: number, open: boolean) => ({
        value: value * unit.factor,
        low: from * unit.factor,
        high: to * unit.factor,
        open,
      });
      const { color } = this.lineStyle(row.contestant.id);
      return {
        label: row.contestant.id,
        color,
        marks: [at(median, low, high, false), at(step, step, step, true)],
      };
    });
    const call = ({ step, rank, ratio }: Call): TemplateResult => html`<td class="number">
      ${this.i18n.significant(step * unit.factor)}
      <span class="below">${this.t('timing.naive.ratio', { ratio: this.i18n.number(ratio, 2, 2) })}</span>
      <span class="below">${this.t('timing.rank', { rank })}</span>
    </td>`;
    return html`<p class="small">
        <span class="key"><i></i>${this.t('timing.careful')}</span>
        <span class="key"><i class="open"></i>${this.t('timing.naive')}</span>
      </p>
      ${this.#chart(marks, this.t('timing.axis.naive', { unit: unit.name }), unit)}
      <div class="scroll" tabindex="0" role="region" aria-label=${this.t('timing.naive.table')}>
        <table>
          <thead>
            <tr>
              <th scope="col">${this.t('function')}</th>
              <th scope="col" class="number">${this.t('timing.naive.careful', { unit: unit.name })}</th>
              <th scope="col" class="number">${this.t('timing.naive.in_order')}</th>
              <th scope="col" class="number">${this.t('timing.naive.reversed')}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(({ row, careful, in_order, reversed }) => {
              const write = written(this.i18n, careful, unit);
              return html`<tr>
                ${this.#head(row)}
                <td class="number">${write(careful.median)}
                  <span class="below">[${write(careful.low)}–${write(careful.high)}]</span>
                  <span class="below">${this.t('timing.rank', { rank: careful.rank })}</span>
                </td>
                ${call(in_order)} ${call(reversed)}
              </tr>`;
            })}
          </tbody>
        </table>
      </div>`;
  }
}

function surroundings(lab: Lab, report: TimingReport): Parameters<typeof timingRecord>[1] {
  return {
    user_agent: navigator.userAgent,
    hardware_concurrency: navigator.hardwareConcurrency,
    cross_origin_isolated: globalThis.crossOriginIsolated,
    build: lab.core?.simd ? 'simd128' : 'scalar',
    images: report.trained_on ?? lab.state.images,
  };
}

define('al-timing-report', TimingReportView);

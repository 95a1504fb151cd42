import { html, nothing, type TemplateResult } from 'lit';
import type { IntervalRow } from '../../charts/interval-chart.ts';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import type { TimingReport } from '../../worker/protocol.ts';
import { define, LabElement } from '../panel.ts';
import { type Call, compareNaive, type NaiveRow } from './naive.ts';
import { recordText, timingRecord } from './record.ts';
import '../copyable.ts';
import { byTime, MEASURES, type Measure, type TimingRow, timingRows } from './results.ts';
import { naiveSentence, timingSentence } from './sentence.ts';
import { reportStyle } from './style.ts';
import { type Unit, unitOf, written } from './units.ts';

type View = Measure | 'naive';
type Column = Measure | 'share';
const COLUMNS: readonly Column[] = ['forward', 'backward', 'step', 'share', 'inference'];

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
      ${this.#notes(report, rows)}
      <details>
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
    const key = ({ share, times }: TimingRow): number =>
      (column === 'share' ? share : times[column]?.median) ?? sign * Number.POSITIVE_INFINITY;
    const rows = [...all].sort((a, b) => sign * (key(a) - key(b)) || a.index - b.index);
    const columns = COLUMNS.filter((one) => one === 'forward' || one === 'backward' || this.report?.networks);
    const units = new Map(MEASURES.map((one) => [one, unitOf(one, all)] as const));
    const shown = (one: Column): string =>
      `number measure ${one === measure || (one === 'share' && measure === 'step') ? 'shown' : ''}`;
    return html`${this.#chart(marks, this.t(`timing.axis.${measure}`, { unit: unit.name }), unit)}
      <div class="scroll" tabindex="0" role="region" aria-label=${this.t('timing.table')}>
        <table>
          <thead>
            <tr>
              <th scope="col">${this.t('function')}</th>
              ${columns.map((one) => {
                const sort = one === column ? (descending ? 'descending' : 'ascending') : 'none';
                const name = one === 'share' ? '' : (units.get(one)?.name ?? '');
                return html`<th scope="col" class=${shown(one)} aria-sort=${sort}>
                  <button type="button" @click=${() => {
                    this.order = { column: one, descending: one === column && !descending };
                  }}>${this.t(`timing.head.${one}`, { unit: name })}<span aria-hidden="true">${
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
                ${columns.map((one) => html`<td class=${shown(one)}>${this.#cell(row, one, units)}</td>`)}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }

  #head(row: TimingRow): TemplateResult {
    const { color } = this.lineStyle(row.contestant.id);
    return html`<th scope="row"><span class="swatch" style="--color:${color}"></span>${this.#name(row)}</th>`;
  }

  #cell(row: TimingRow, column: Column, units: ReadonlyMap<Measure, Unit>): unknown {
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

  /** What has to be known to believe the numbers, or not to. */
  #notes(report: TimingReport, rows: readonly TimingRow[]): TemplateResult {
    const { i18n } = this;
    const names = (some: readonly string[]): string => some.join(this.t('list.separator'));
    const { networks, naive, discarded, unsettled } = report;
    const [config] = networks?.configs ?? [];
    const slowed = rows.filter(({ subnormals }) => subnormals > 0);
    const failed = rows.flatMap((row) => (row.failure ? [{ row, reason: row.failure }] : []));
    const flags = [
      ...failed.map(({ row, reason }) =>
        this.t('timing.failed', { name: this.#name(row), reason: i18n.failure(reason) }),
      ),
      slowed.length > 0
        ? this.t('timing.subnormals', {
            names: names(
              slowed.map((row) =>
                this.t('timing.subnormal', { name: this.#name(row), count: i18n.number(row.subnormals) }),
              ),
            ),
          })
        : '',
      discarded > 0 ? this.t('timing.discarded', { count: discarded }) : '',
      unsettled.length > 0 ? this.t('timing.unsettled', { names: names(unsettled) }) : '',
    ].filter(Boolean);
    const conditions = [
      this.t('timing.conditions', {
        n: report.rounds,
        tick: i18n.number(report.tick_ms, 3),
        length: i18n.number(report.length),
        sample: i18n.number(report.sample_ms, 0),
        simd: this.lab?.core?.simd ? 'simd128' : this.t('timing.scalar'),
      }),
      networks && config
        ? this.t('timing.conditions.networks', {
            network: [...config.hidden, 10].join('-'),
            batch: config.batch_size,
            steps: i18n.number(networks.steps),
            images: i18n.number(networks.images),
          })
        : '',
      this.view === 'naive' && naive ? this.t('timing.naive.conditions', { steps: naive.steps }) : '',
    ].filter(Boolean);
    return html`${flags.map((flag) => html`<p class="small flag">${flag}</p>`)}
      <p class="small" style="margin-top:10px">${conditions.join(this.t('sentence.separator'))}</p>`;
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

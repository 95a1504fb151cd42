import { css, html, nothing, type TemplateResult } from 'lit';
import type { IntervalRow } from '../../charts/interval-chart.ts';
import { type Lab, TIMING } from '../../state/lab.ts';
import { type State, secondsLeft } from '../../state/state.ts';
import type { TimingReport } from '../../worker/protocol.ts';
import { define, Panel } from '../panel.ts';
import { recordText, type TimingRecord, timingRecord } from './record.ts';
import '../copyable.ts';
import { type Ranked, type TimingRow, timingRows } from './results.ts';

/** ns per element of each function's kernels, measured so that the differences mean something. */
export class TimingPanel extends Panel {
  protected readonly panel = 'timing' as const;
  /** of the report that is shown: computed once, not whenever something else changes */
  #shown: { report: TimingReport; rows: TimingRow[]; text: string } | undefined;

  static override styles = [
    ...Panel.styles,
    css`
      .figure {
        min-height: 260px;
        margin: 10px 0 14px;
      }
      .empty {
        display: grid;
        place-items: center;
        min-height: 260px;
        border-block: 1px solid var(--grid);
        color: var(--soft);
        font-size: 14px;
        text-align: center;
        text-wrap: balance;
        word-break: auto-phrase;
      }
      .key {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        margin-right: 18px;
      }
      .key i {
        width: 8px;
        height: 8px;
        border: 2px solid var(--soft);
        border-radius: 50%;
        background: var(--soft);
      }
      .key i.open {
        background: none;
      }
      .interval {
        color: var(--soft);
        font-size: 12.5px;
      }
      .group {
        text-align: center;
      }
    `,
  ];

  protected override parts(state: State): readonly unknown[] {
    const { core, selected, params, timing, race, aside } = state;
    return [core, selected, params, timing, race.phase, aside];
  }

  protected override body(lab: Lab): TemplateResult {
    const { active, failure, report } = lab.state.timing;
    return html`
      ${this.picker()} ${this.#controls(lab)}
      ${failure ? this.failureMessage(failure, () => lab.measure()) : nothing}
      <div class="figure">${report ? this.#report(report) : html`<div class="empty">${active ? nothing : this.t('timing.empty')}</div>`}</div>
      <p class="visually-hidden" role="status">${report ? this.t('timing.finished') : ''}</p>
    `;
  }

  #controls(lab: Lab): TemplateResult {
    const { timing, race, aside, selected } = lab.state;
    const { active } = timing;
    const phaseLeft = active && secondsLeft(active.fraction, active.now - active.started);
    // The warm-up knows how long the samples after it will be.
    const samples = selected.length * 2 * TIMING.rounds * TIMING.sample_ms * 1.15e-3;
    const left = phaseLeft === undefined || active?.phase !== 'warm-up' ? phaseLeft : phaseLeft + samples;
    const racing = race.phase !== 'idle' || aside;
    const estimate = selected.length * 2 * ((TIMING.rounds + 7) * TIMING.sample_ms) * 1.2e-3;
    const words = active
      ? `${this.t(active.phase === 'warm-up' ? 'timing.warm_up' : 'timing.measuring')}${
          left === undefined
            ? ''
            : ` · ${this.t('time_left', { seconds: this.i18n.number(Math.ceil(left)) })}`
        }`
      : racing
        ? this.t('timing.waits')
        : selected.length === 0
          ? this.t('picker.empty')
          : this.t('timing.takes', { seconds: this.i18n.number(Math.ceil(estimate)) });
    return html`<div class="row controls">
        ${
          active
            ? html`<button type="button" @click=${() => lab.stopMeasuring()}>${this.t('cancel')}</button>`
            : html`<button
                class="primary"
                type="button"
                ?disabled=${racing || selected.length === 0}
                @click=${() => lab.measure()}
              >${this.t('timing.measure')}</button>`
        }
      </div>
      <div class="progress">
        ${active ? html`<progress max="1" .value=${active.fraction} aria-label=${this.t('timing.progress')}></progress>` : nothing}
        <span>${words}</span>
      </div>`;
  }

  #report(report: TimingReport): TemplateResult {
    if (this.#shown?.report !== report) {
      this.#shown = { report, rows: timingRows(report), text: recordText(this.#record(report)) };
    }
    const { rows, text } = this.#shown;
    const chart = rows.map(
      ({ contestant, forward, backward }): IntervalRow => ({
        label: contestant.id,
        color: this.lineStyle(contestant.id).color,
        marks: [
          { value: forward.median, low: forward.low, high: forward.high, open: false },
          { value: backward.median, low: backward.low, high: backward.high, open: true },
        ],
      }),
    );
    const n = rows[0]?.forward.n ?? 0;
    const unsettled = rows.filter(({ settled }) => !settled).map(({ contestant }) => contestant.id);
    return html`
      <p class="small">
        <span class="key"><i></i>${this.t('timing.forward')}</span>
        <span class="key"><i class="open"></i>${this.t('timing.backward')}</span>
      </p>
      <al-interval-chart
        .rows=${chart}
        .xLabel=${this.t('timing.axis')}
        .format=${(value: number) => this.i18n.number(value, 2)}
        .label=${this.t('timing.chart')}
      ></al-interval-chart>
      <div class="scroll" tabindex="0" role="region" aria-label=${this.t('timing.table')}>
        <table>
          <thead>
            <tr>
              <th scope="col" rowspan="2">${this.t('function')}</th>
              <th scope="colgroup" colspan="3" class="group">${this.t('timing.forward')}</th>
              <th scope="colgroup" colspan="3" class="group">${this.t('timing.backward')}</th>
            </tr>
            <tr>
              ${['forward', 'backward'].map(
                () => html`
                  <th scope="col" class="number">${this.t('timing.rank')}</th>
                  <th scope="col" class="number">${this.t('timing.median')}</th>
                  <th scope="col" class="number">${this.t('timing.min')}</th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ({ contestant, forward, backward }) => html`<tr>
                <th scope="row">
                  <span class="swatch" style="--color:${this.lineStyle(contestant.id).color}"></span>${this.nameOf(contestant.id, contestant.params)}
                </th>
                ${this.#cells(forward)} ${this.#cells(backward)}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="small" style="margin-top:10px">
        ${[
          this.t('timing.conditions', {
            n,
            tick: this.i18n.number(report.tick_ms, 3),
            length: this.i18n.number(report.length),
            sample: TIMING.sample_ms,
            simd: this.lab?.core?.simd ? 'simd128' : this.t('timing.scalar'),
          }),
          report.discarded > 0 ? this.t('timing.discarded', { count: report.discarded }) : '',
          unsettled.length > 0
            ? this.t('timing.unsettled', { names: unsettled.join(this.t('list.separator')) })
            : '',
        ]
          .filter(Boolean)
          .join(this.t('sentence.separator'))}
      </p>
      <details>
        <summary>${this.t('timing.record')}</summary>
        <al-copyable
          .lab=${this.lab}
          .text=${text}
          .label=${this.t('timing.record')}
          .file=${'activation-lab-timing.json'}
        ></al-copyable>
      </details>
    `;
  }

  #record(report: TimingReport): TimingRecord {
    return timingRecord(report, TIMING, {
      user_agent: navigator.userAgent,
      hardware_concurrency: navigator.hardwareConcurrency,
      cross_origin_isolated: globalThis.crossOriginIsolated,
      build: this.lab?.core?.simd ? 'simd128' : 'scalar',
    });
  }

  #cells({ rank, median, low, high, min, decimals }: Ranked): TemplateResult {
    const ns = (value: number): string => this.i18n.number(value, decimals, decimals);
    return html`<td class="number">${rank}</td>
      <td class="number">${ns(median)} <span class="interval">[${ns(low)}–${ns(high)}]</span></td>
      <td class="number">${ns(min)}</td>`;
  }
}

define('al-timing', TimingPanel);

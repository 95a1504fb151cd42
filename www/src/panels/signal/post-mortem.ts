import { html, nothing, type TemplateResult } from 'lit';
import '../../charts/stacked-chart.ts';
import type { State } from '../../state/state.ts';
import { define, LabElement } from '../panel.ts';
import { type LastStep, lastStepsOf, signsOf } from './findings.ts';
import { axesOf, type Measure, tableOf, withoutEnd } from './measures.ts';
import { divergenceOf, layerCount, type Recorded } from './recorded.ts';
import './remedies-list.ts';
import { layerName, rowsOf } from './rows.ts';
import type { SignalView } from './settings.ts';
import { signalStyle } from './style.ts';
import type { Watcher } from './watcher.ts';
import { endWords, shortOf, signWords } from './words.ts';

const SHOWN = ['update', 'gradient', 'z_variance'] as const satisfies readonly Measure[];

/** Why a run diverged: what its last steps say, each of them, and what else was tried. */
export class SignalPostMortem extends LabElement {
  static override properties = {
    ...LabElement.properties,
    view: { attribute: false },
    side: {},
    record: { attribute: false },
    watcher: { attribute: false },
    tick: { type: Number },
    cursor: { state: true },
  };

  declare view: SignalView;
  declare side: 'a' | 'b';
  declare record: Recorded | undefined;
  declare watcher: Watcher | undefined;
  declare tick: number;
  declare cursor: number | undefined;

  static override styles = [...LabElement.styles, signalStyle];

  constructor() {
    super();
    this.record = undefined;
    this.tick = 0;
    this.cursor = undefined;
  }

  protected override parts(state: State): readonly unknown[] {
    return [state.core];
  }

  override render(): unknown {
    const { lab, record } = this;
    const divergence = record && divergenceOf(record);
    if (!lab || !record || !divergence) return nothing;
    const layers = layerCount(record);
    const signs = signsOf(record.last, layers).map((sign) => signWords(sign, layers, this.i18n));
    const said = [...signs, endWords(divergence, layers, this.i18n)].join(this.t('sentence.separator'));
    return html`<div class="post">
      <h4>${this.t('signal.post_mortem')}</h4>
      <p class="said">${said}</p>
      ${record.last.length > 0 ? this.#last(record, layers) : nothing}
      <al-signal-remedies .lab=${lab} .view=${this.view} .side=${this.side} .watcher=${this.watcher} .tick=${this.tick}
      ></al-signal-remedies>
    </div>`;
  }

  #last(record: Recorded, layers: number): TemplateResult {
    const table = tableOf(record.last, layers);
    const shown = {
      axes: axesOf([withoutEnd(table)]),
      i18n: this.i18n,
      layers,
      color: this.lineStyle(this.view[this.side]).color,
      dotted: true,
      emphasised: undefined,
    };
    const steps = lastStepsOf(record.last, layers);
    const [from, to] = [table.steps[0] ?? 0, table.steps.at(-1) ?? 1];
    const at = steps.find(({ step }) => step === (this.cursor ?? to));
    const count = this.i18n.number(steps.length);
    return html`<al-stacked-chart
        .rows=${rowsOf(table, [], 1, shown, SHOWN)}
        .x=${[from, Math.max(to, from + 1)]}
        xLabel=${this.t('signal.step')}
        .stops=${table.steps}
        .formatX=${(value: number) => (Number.isInteger(value) ? this.i18n.number(value) : '')}
        .cursor=${at?.step}
        label=${this.t('signal.last_chart', { count })}
        readout=${at ? this.#words(at, layers) : ''}
        @cursor=${(event: CustomEvent<number>) => {
          this.cursor = event.detail;
        }}
      ></al-stacked-chart>
      <details>
        <summary>${this.t('signal.last_table', { count })}</summary>
        <div class="scroll tail" tabindex="0" role="group" aria-label=${this.t('signal.last_table', { count })}>
          <table class="values">
            <thead><tr>
              <th scope="col" class="number">${this.t('signal.step')}</th>
              <th scope="col" class="number">${this.t('signal.loss')}</th>
              ${SHOWN.map((measure) => html`<th scope="col">${this.t('signal.largest', { measure: this.t(`signal.column.${measure}`) })}</th>`)}
            </tr></thead>
            <tbody>
              ${steps.map(
                (one) => html`<tr class=${one.broken ? 'broken' : ''}>
                  <th scope="row" class="number">${this.i18n.number(one.step)}</th>
                  <td class="number">${this.#loss(one)}</td>
                  ${SHOWN.map((measure) => html`<td>${this.#cell(one, measure, layers)}</td>`)}
                </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </details>`;
  }

  #loss(one: LastStep): string {
    return one.broken ? this.t('signal.diverged') : shortOf(this.i18n)(one.loss);
  }

  #cell({ largest }: LastStep, measure: (typeof SHOWN)[number], layers: number): string {
    const most = largest[measure];
    if (!most) return this.t('signal.not_finite');
    return `${shortOf(this.i18n)(most.value)} (${layerName(most.layer, layers, this.i18n)})`;
  }

  #words(one: LastStep, layers: number): string {
    const separator = this.t('list.separator');
    return [
      this.t('signal.readout', { step: this.i18n.number(one.step), loss: this.#loss(one) }),
      ...SHOWN.map((measure) => `${this.t(`signal.column.${measure}`)}: ${this.#cell(one, measure, layers)}`),
    ].join(separator);
  }
}

define('al-signal-post-mortem', SignalPostMortem);

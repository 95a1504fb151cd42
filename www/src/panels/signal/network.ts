import { css, html, nothing, svg, type TemplateResult } from 'lit';
import type { Row } from '../../charts/stacked-chart.ts';
import '../../charts/stacked-chart.ts';
import type { State } from '../../state/state.ts';
import { define, LabElement } from '../panel.ts';
import { courseOf } from './findings.ts';
import {
  type Axes,
  BEYOND,
  type Gaps,
  gapsOf,
  has,
  lossOf,
  MEASURES,
  numberOf,
  type Table,
  withoutEnd,
} from './measures.ts';
import './post-mortem.ts';
import { allSteps, divergenceOf, layerCount, type Recorded, stepAt } from './recorded.ts';
import { idOf, layerName, layerWords, lookOf, rowsOf } from './rows.ts';
import type { SignalView } from './settings.ts';
import { signalStyle } from './style.ts';
import type { Watcher } from './watcher.ts';
import { courseWords, shortOf } from './words.ts';

export const swatch = (layer: number, layers: number): TemplateResult => {
  const { color, dash } = lookOf(layer, layers);
  return html`<svg viewBox="0 0 18 4" aria-hidden="true">${svg`<line x1="0" x2="18" y1="2" y2="2" stroke-dasharray=${dash || nothing} style="stroke:${color}" />`}</svg>`;
};

/** One network: its charts, what they say, and the numbers at a step. Emits `cursor` (CustomEvent<number>). */
export class SignalNetwork extends LabElement {
  static override properties = {
    ...LabElement.properties,
    view: { attribute: false },
    side: {},
    record: { attribute: false },
    table: { attribute: false },
    axes: { attribute: false },
    watcher: { attribute: false },
    cursor: { attribute: false },
    tick: { type: Number },
    rows: { state: true },
    gaps: { state: true },
  };

  declare view: SignalView;
  declare side: 'a' | 'b';
  declare record: Recorded | undefined;
  declare table: Table;
  declare axes: Axes;
  declare watcher: Watcher | undefined;
  /** the step that is read, in both networks the same */
  declare cursor: number | undefined;
  /** grows as networks are trained */
  declare tick: number;
  /** drawn anew only as steps come */
  declare rows: readonly Row[];
  declare gaps: readonly Gaps[];

  static override styles = [
    ...LabElement.styles,
    signalStyle,
    // Beside each other, their parts are at the same heights.
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        grid-row: span 5;
        grid-template-rows: subgrid;
        row-gap: 0;
      }
    `,
  ];

  constructor() {
    super();
    this.record = undefined;
    this.cursor = undefined;
    this.tick = 0;
    this.rows = [];
    this.gaps = [];
  }

  protected override parts(state: State): readonly unknown[] {
    return [state.core];
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    const { lab, record, table, axes } = this;
    // The language has changed where nothing has.
    const passing =
      changed.size > 0 && [...changed.keys()].every((key) => key === 'cursor' || key === 'tick');
    if (!lab || !axes || passing) return;
    const layers = this.view.hidden.length + 1;
    const emphasised = this.#emphasised(layers);
    const { color } = this.lineStyle(this.view[this.side]);
    const shown = { axes, i18n: this.i18n, layers, color, dotted: false, emphasised };
    this.rows = rowsOf(table, record?.epochs ?? [], record?.batches ?? 1, shown);
    this.gaps = gapsOf(table, layers);
  }

  override render(): unknown {
    const { lab, record } = this;
    if (!lab || !this.axes) return nothing;
    const id = this.view[this.side];
    const { color } = this.lineStyle(id);
    return html`<h3><span class="swatch" style="--color:${color}"></span>${this.nameOf(id, lab.params(id))}</h3>
      <div>${this.#said(record)}</div>
      <div>${this.#chart(record)}</div>
      <div>${record ? html`${this.#gaps(record)} ${this.#values(record)}` : nothing}</div>
      <div>${
        record && divergenceOf(record)
          ? html`<al-signal-post-mortem .lab=${lab} .view=${this.view} .side=${this.side} .record=${record}
              .watcher=${this.watcher} .tick=${this.tick}></al-signal-post-mortem>`
          : nothing
      }</div>`;
  }

  #emphasised(layers: number): number | undefined {
    const { layer } = this.view;
    return layer > 0 && layer <= layers ? layer - 1 : undefined;
  }

  #said(record: Recorded | undefined): TemplateResult | typeof nothing {
    const outcome = record?.outcome;
    if (!record || !outcome) return nothing;
    if ('code' in outcome) return divergenceOf(record) ? nothing : this.failureMessage(outcome);
    const course = courseOf(this.table, record.epochs);
    return course ? html`<p class="said">${courseWords(course, layerCount(record), this.i18n)}</p>` : nothing;
  }

  #chart(record: Recorded | undefined): TemplateResult {
    const id = this.view[this.side];
    const layers = this.view.hidden.length + 1;
    const { steps } = this.table;
    const batches = record?.batches ?? 1;
    const epochs = this.view.epochs;
    const last = steps.at(-1) ?? 0;
    const diverged = record && divergenceOf(record);
    const end = diverged ? Math.max(diverged.step, 2) : record ? epochs * batches : 100;
    const emphasised = this.#emphasised(layers);
    const sections =
      diverged && last < batches
        ? []
        : Array.from({ length: record ? Math.ceil(end / batches) : 0 }, (_, index) => ({
            at: Math.max(1, index * batches),
            text: this.t('signal.epoch', { epoch: index + 1 }),
          }));
    const note = steps.length > 0 ? '' : this.t(record?.outcome ? 'signal.nothing' : 'signal.empty');
    return html`<al-stacked-chart
      .rows=${this.rows}
      .x=${[0, end]}
      xLabel=${this.t('signal.step')}
      .sections=${sections}
      .stops=${steps}
      .formatX=${(value: number) => this.i18n.number(value)}
      .emphasised=${emphasised === undefined ? undefined : idOf(emphasised)}
      .cursor=${this.#at(record)?.step}
      label=${this.t('signal.chart', { name: id })}
      readout=${this.#readout(record, emphasised)}
      note=${note}
      @cursor=${({ detail }: CustomEvent<number>) =>
        this.dispatchEvent(new CustomEvent<number>('cursor', { detail, bubbles: true, composed: true }))}
    ></al-stacked-chart>`;
  }

  #at(record: Recorded | undefined) {
    if (!record) return undefined;
    const steps = allSteps(record);
    return this.cursor === undefined ? steps.at(-1) : stepAt(steps, this.cursor);
  }

  /** What a screen reader hears: of the layer that stands out everything, or else the gradients of all. */
  #readout(record: Recorded | undefined, emphasised: number | undefined): string {
    const at = this.#at(record);
    if (!at || !record) return '';
    const layers = layerCount(record);
    const short = shortOf(this.i18n);
    const separator = this.t('list.separator');
    const head = this.t('signal.readout', { step: this.i18n.number(at.step), loss: short(lossOf(at)) });
    const rest =
      emphasised === undefined
        ? `${this.t('signal.column.gradient')}${separator}${Array.from({ length: layers }, (_, layer) => `${layerName(layer, layers, this.i18n)}: ${short(numberOf('gradient', at, layer))}`).join(separator)}`
        : [
            layerName(emphasised, layers, this.i18n),
            ...MEASURES.filter((measure) => has(measure, emphasised, layers)).map(
              (measure) =>
                `${this.t(`signal.column.${measure}`)}: ${short(numberOf(measure, at, emphasised))}`,
            ),
          ].join(separator);
    return `${head}${this.t('sentence.separator')}${rest}`;
  }

  #gaps(record: Recorded): TemplateResult | typeof nothing {
    const layers = layerCount(record);
    const all = this.table.steps.length;
    const beyond =
      divergenceOf(record) && withoutEnd(this.table) !== this.table
        ? [this.t('signal.beyond', { count: BEYOND })]
        : [];
    const gaps = this.gaps.flatMap(({ measure, zero, none }) =>
      (
        [
          ['zero', zero],
          ['none', none],
        ] as const
      ).flatMap(([kind, found]) => {
        if (found.length === 0) return [];
        const names = found
          .map(({ layer }) => layerWords(layer, layers, this.i18n))
          .join(this.t('list.separator'));
        const counts = found.map(({ steps }) => steps);
        const [least, most] = [Math.min(...counts), Math.max(...counts)].map((count) =>
          this.i18n.number(count),
        );
        return [
          this.t(`signal.gap.${kind}`, {
            measure: this.t(`signal.column.${measure}`),
            layers: names,
            steps: least === most ? (least ?? '') : `${least}–${most}`,
            all: this.i18n.number(all),
            first: this.i18n.number(Math.min(...found.map(({ first }) => first))),
          }),
        ];
      }),
    );
    const told = [...beyond, ...gaps];
    return told.length === 0
      ? nothing
      : html`<ul class="gaps">${told.map((one) => html`<li>${one}</li>`)}</ul>`;
  }

  /** Of all layers, at the step of the cursor. */
  #values(record: Recorded): TemplateResult | typeof nothing {
    const at = this.#at(record);
    if (!at) return nothing;
    const layers = layerCount(record);
    const short = shortOf(this.i18n);
    const emphasised = this.#emphasised(layers);
    const caption = this.t('signal.values', { step: this.i18n.number(at.step), loss: short(lossOf(at)) });
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${caption}><table class="values">
      <caption>${caption}</caption>
      <thead><tr>
        <th scope="col">${this.t('signal.layer_head')}</th>
        ${MEASURES.map((measure) => html`<th scope="col" class="number">${this.t(`signal.column.${measure}`)}</th>`)}
      </tr></thead>
      <tbody>
        ${Array.from(
          { length: layers },
          (_, layer) => html`<tr class=${layer === emphasised ? 'chosen' : ''}>
            <th scope="row" class="layer">${swatch(layer, layers)} ${layerName(layer, layers, this.i18n)}</th>
            ${MEASURES.map((measure) => html`<td class="number">${has(measure, layer, layers) ? short(numberOf(measure, at, layer)) : ''}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table></div>`;
  }
}

define('al-signal-network', SignalNetwork);

import { css, html, nothing, type TemplateResult } from 'lit';
import { type Failure, toFailure } from '../../core/failure.ts';
import type { TrainConfig } from '../../core/types.ts';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import type { SignalCell } from '../../worker/protocol.ts';
import { define, LabElement } from '../panel.ts';
import type { Choice } from './choice.ts';
import type { History } from './history.ts';
import { type Law, lawOf } from './law.ts';
import { type LayerRow, layerRows } from './layers.ts';
import './norms.ts';
import { networkKey } from './plan.ts';
import { powerOf, ratioOf, readingOf } from './reading.ts';
import './ridges.ts';
import { type TraceSpreads, traceSpreads } from './spreads.ts';
import { powerOfTen, scientific, toldPrediction, toldRatio } from './words.ts';

const isBusy = ({ race, timing, aside }: State): boolean =>
  race.phase !== 'idle' || timing.active !== undefined || aside;

/** One network of the map, layer by layer. */
export class VanishingCell extends LabElement {
  static override properties = {
    ...LabElement.properties,
    config: { attribute: false },
    history: { attribute: false },
    of: {},
    held: { state: true },
    failure: { state: true },
  };

  declare config: TrainConfig | undefined;
  /** of its training, if there was one */
  declare history: History | undefined;
  /** whose ratio that shows */
  declare of: Choice['of'];
  declare held:
    | { cell: SignalCell; rows: readonly LayerRow[]; spreads: TraceSpreads | undefined }
    | undefined;
  declare failure: Failure | undefined;
  #asked: string | undefined;

  static override styles = [
    ...LabElement.styles,
    css`
      .opened {
        border-left: 3px solid var(--hairline);
        padding: 4px 0 4px 14px;
        margin: 12px 0 20px;
      }
      h3 {
        margin: 0 0 4px;
        font-size: 17px;
      }
      h4 {
        margin: 12px 0 2px;
        font-size: 13px;
        font-weight: 600;
      }
      .pair,
      .triple {
        display: grid;
        gap: 4px 24px;
        grid-template-columns: repeat(auto-fit, minmax(min(250px, 100%), 1fr));
      }
      .triple {
        grid-template-columns: repeat(auto-fit, minmax(min(200px, 100%), 1fr));
      }
      .waiting {
        min-height: 300px;
      }
      .dash {
        display: inline-block;
        width: 22px;
        vertical-align: middle;
        border-top: 2px dashed var(--ink);
      }
      table {
        font-size: 12.5px;
      }
    `,
  ];

  constructor() {
    super();
    this.config = undefined;
    this.history = undefined;
    this.of = 'weights';
    this.held = undefined;
    this.failure = undefined;
  }

  protected override parts(state: State): readonly unknown[] {
    return [isBusy(state)];
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (changed.has('config')) this.failure = undefined;
  }

  /** As soon as the workers are free. */
  override updated(): void {
    const { lab, config } = this;
    if (!lab || !config || this.failure || this.#asked !== undefined || isBusy(lab.state)) return;
    if (this.held && networkKey(this.held.cell.config) === networkKey(config)) return;
    void this.#measure(lab, config);
  }

  async #measure(lab: Lab, config: TrainConfig): Promise<void> {
    this.#asked = networkKey(config);
    try {
      const hear = (_: number, [cell]: readonly SignalCell[]): void => {
        if (cell)
          this.held = { cell, rows: layerRows(cell), spreads: cell.trace && traceSpreads(cell.trace) };
      };
      await lab.signals([[config]], hear, { trace: true });
    } catch (thrown) {
      const failure = toFailure(thrown);
      // Asked again as soon as they are free.
      if (failure.code !== 'busy' && failure.code !== 'cancelled') this.failure = failure;
    }
    this.#asked = undefined;
    this.requestUpdate();
  }

  override render(): unknown {
    const { lab, config, held } = this;
    if (!lab || !config) return nothing;
    const { activation, initializer, hidden } = config;
    const title = this.t('vanishing.cell', {
      name: this.nameOf(activation, config.params),
      depth: hidden.length,
      units: hidden[0] ?? 0,
      initializer,
    });
    const current = held && networkKey(held.cell.config) === networkKey(config) ? held : undefined;
    return html`<div class="opened">
      <h3>${title}</h3>
      ${
        this.failure
          ? this.failureMessage(this.failure, () => {
              this.failure = undefined;
            })
          : current
            ? this.#content(current)
            : html`<p class="small waiting" role="status">${this.t(isBusy(lab.state) && this.#asked === undefined ? 'vanishing.waits' : 'vanishing.pending')}</p>`
      }
      <button class="link" type="button" @click=${() => this.dispatchEvent(new CustomEvent('close'))}>${this.t('close')}</button>
    </div>`;
  }

  #content({ cell, rows, spreads }: NonNullable<VanishingCell['held']>): TemplateResult {
    const { color } = this.lineStyle(cell.config.activation);
    const power = (value: number): string => powerOfTen(this.i18n, value);
    const chart = (of: 'weights' | 'z'): TemplateResult => {
      const logarithms = (values: readonly number[]): number[] =>
        values.map((value) => powerOf(ratioOf(value)));
      return html`<div>
        <h4>${this.t(`vanishing.norm.${of}`)}</h4>
        <al-norms .places=${rows.map((_, layer) => layer + 1)} .measured=${logarithms(rows.map((row) => row[of]))} .predicted=${logarithms(rows.map((row) => row[`${of}_predicted`]))}
          .color=${color} .format=${power} .label=${this.#told(rows, of)}></al-norms>
      </div>`;
    };
    return html`<p role="status">${this.#sentence(cell)}</p>
      <div class="pair">${chart('weights')}${chart('z')}</div>
      <p class="small">${this.t('vanishing.norm.axes')} <span class="dash" aria-hidden="true"></span> ${this.t('vanishing.norm.theory')}</p>
      ${
        spreads
          ? html`<div class="triple">
                ${this.#ridges('deltas', spreads, color, power)}
                ${this.#ridges('pre_activations', spreads, color, (value) => this.i18n.significant(value))}
                ${this.#ridges('activations', spreads, color, (value) => this.i18n.significant(value))}
              </div>
              <p class="small">${this.t('vanishing.ridges')}</p>`
          : nothing
      }
      ${this.#table(rows)} ${this.history ? this.#trained(this.history, color, power) : nothing}`;
  }

  #ridges(
    name: keyof TraceSpreads,
    spreads: TraceSpreads,
    color: string,
    format: (value: number) => string,
  ): TemplateResult {
    const title = this.t(`vanishing.spread.${name}`);
    const { domain, layers } = spreads[name];
    const label = this.t('vanishing.spread.told', {
      title,
      from: format(domain[0]),
      to: format(domain[1]),
      layers: layers.length,
    });
    return html`<div><h4>${title}</h4><al-ridges .spreads=${spreads[name]} .color=${color} .format=${format} .label=${label}></al-ridges></div>`;
  }

  /** How the ratio moved, and how it ended. */
  #trained(history: History, color: string, format: (power: number) => string): TemplateResult {
    const { moments, accuracy, failure } = history;
    const title = this.t('vanishing.moved', { of: this.t(`vanishing.what.of.${this.of}`) });
    const ratios = moments.map((moment) => moment[this.of]);
    const [first, last] = [ratios[0], ratios.at(-1)].map((ratio) =>
      ratio ? toldRatio(this.i18n, ratio) : '–',
    );
    const label = this.t('vanishing.moved.told', { title, first: first ?? '–', last: last ?? '–' });
    const end = failure
      ? this.i18n.failure(failure)
      : accuracy === undefined
        ? ''
        : this.t('vanishing.trained_to', { accuracy: this.i18n.percent(accuracy, 1) });
    return html`<h4>${title}</h4>
      <al-norms .places=${moments.map(({ step }) => step - 1)} .measured=${ratios.map(powerOf)}
        .color=${color} .format=${format} .label=${label}></al-norms>
      <p class="small">${this.t('vanishing.moved.axis')} ${end}</p>`;
  }

  /** Instead of the chart. */
  #told(rows: readonly LayerRow[], of: 'weights' | 'z'): string {
    const [first, last] = [rows[0]?.[of] ?? Number.NaN, rows.at(-1)?.[of] ?? Number.NaN];
    return this.t('vanishing.norm.told', {
      title: this.t(`vanishing.norm.${of}`),
      first: scientific(this.i18n, first),
      last: scientific(this.i18n, last),
    });
  }

  #sentence(cell: SignalCell): string {
    const { config, signal, foretold, failure } = cell;
    const depth = config.hidden.length;
    const ratio = signal[2] ?? Number.NaN;
    const said: string[] = [];
    if (failure) said.push(this.i18n.failure(failure));
    const law = depth > 1 ? lawOf(foretold) : undefined;
    if (depth > 1) said.push(this.#ratios(cell));
    if (depth === 1) said.push(this.t('vanishing.law.one'));
    else if (law) said.push(this.#law(law, depth, ratio, foretold[0]?.delta_ratio ?? Number.NaN));
    else said.push(this.t('vanishing.law.none'));
    return said.join(this.t('sentence.separator'));
  }

  #ratios(cell: SignalCell): string {
    const { measured, predicted } = readingOf(cell, 'weights');
    return this.t('vanishing.cell.weights', {
      measured: toldRatio(this.i18n, measured),
      predicted: toldPrediction(this.i18n, predicted),
    });
  }

  #law({ gain, slopes, factor, power }: Law, depth: number, measured: number, predicted: number): string {
    const digits = (value: number): string => scientific(this.i18n, value);
    const [first, last] = slopes.map(digits);
    return this.t('vanishing.law', {
      gain: digits(gain),
      slopes:
        first === last
          ? (first ?? '')
          : this.t('vanishing.law.slopes', { first: first ?? '', last: last ?? '' }),
      factor: digits(factor),
      layers: depth - 1,
      law: digits(10 ** power),
      predicted: digits(predicted),
      measured: digits(measured),
      each: measured > 0 ? digits(measured ** (1 / (depth - 1))) : '–',
    });
  }

  #table(rows: readonly LayerRow[]): TemplateResult {
    const heads = [
      'layer',
      'weights',
      'theory',
      'z',
      'theory',
      'mean',
      'deviation',
      'theory',
      'zeros',
    ] as const;
    const digits = (value: number): string => (Number.isNaN(value) ? '–' : scientific(this.i18n, value));
    return html`<details>
      <summary>${this.t('vanishing.table')}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${this.t('vanishing.table')}>
        <table>
          <thead><tr>${heads.map((head) => html`<th scope="col" class=${head === 'layer' ? '' : 'number'}>${this.t(`vanishing.column.${head}`)}</th>`)}</tr></thead>
          <tbody>
            ${rows.map(
              (row, index) => html`<tr>
                <th scope="row">${index + 1}</th>
                ${[
                  row.weights,
                  row.weights_predicted,
                  row.z,
                  row.z_predicted,
                  row.mean,
                  row.deviation,
                  row.deviation_predicted,
                ].map((value) => html`<td class="number">${digits(value)}</td>`)}
                <td class="number">${this.i18n.percent(row.zeros, 0)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  }
}

define('al-vanishing-cell', VanishingCell);

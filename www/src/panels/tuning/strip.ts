import { html, nothing, type TemplateResult } from 'lit';
import type { StripMark, StripPoint } from '../../charts/strip-chart.ts';
import '../../charts/strip-chart.ts';
import type { Axis, SweepVerdict } from '../../core/types.ts';
import type { Lab } from '../../state/lab.ts';
import { parseNumber } from '../../state/settings.ts';
import type { State } from '../../state/state.ts';
import { define, LabElement } from '../panel.ts';
import { plotDomain } from '../race/plot.ts';
import { answer } from './answer.ts';
import type { Choice } from './choice.ts';
import type { Default } from './defaults.ts';
import './export.ts';
import type { Cell } from './plan.ts';
import {
  accuraciesOf,
  divergedOf,
  failureOf,
  type MeasuredValue,
  stripPoints,
  type TimeUnit,
} from './points.ts';
import { runsTable } from './runs.ts';
import { tuningStyle } from './style.ts';
import type { Sweeper } from './sweeper.ts';
import { asked, cellAt, isFailure, judge, measuredOf, seedsOf, testCountOf } from './sweeping.ts';

/** With fewer seeds an interval is so wide that nothing else would be seen. */
const FEW = 3;

/** Accuracy over a parameter: the chart, what it says, and every run behind it. */
export class SweepStrip extends LabElement {
  static override properties = {
    ...LabElement.properties,
    choice: { attribute: false },
    sweeper: { attribute: false },
    grid: { attribute: false },
    defaults: { attribute: false },
    overlay: { attribute: false },
    tick: { type: Number },
    open: { state: true },
    threshold: { state: true },
    typed: { state: true },
    unit: { state: true },
  };

  declare choice: Choice | undefined;
  declare sweeper: Sweeper | undefined;
  declare grid: readonly Cell[];
  declare defaults: readonly Default[];
  declare overlay: readonly StripMark[];
  /** grows as networks are trained */
  declare tick: number;
  /** the value whose runs are shown */
  declare open: number | undefined;
  /** 0 … 1 */
  declare threshold: number;
  /** instead of a threshold */
  declare typed: string | undefined;
  declare unit: TimeUnit;
  #positions: { axis: string; of: (values: readonly number[]) => readonly number[] } | undefined;

  static override styles = [...LabElement.styles, tuningStyle];

  constructor() {
    super();
    this.grid = [];
    this.defaults = [];
    this.overlay = [];
    this.tick = 0;
    this.open = undefined;
    this.threshold = 0.9;
    this.typed = undefined;
    this.unit = 'epochs';
  }

  /** The panel hands down what follows from the state. */
  protected override parts({ params }: State): readonly unknown[] {
    return [params];
  }

  override render(): unknown {
    const { lab, choice, sweeper, grid } = this;
    if (!lab || !sweeper || choice?.x.kind !== 'parameter') return nothing;
    const { range, target } = choice.x;
    const values = measuredOf(lab, sweeper, choice, grid);
    const verdict = judge(lab, range, values);
    if (isFailure(verdict)) return this.failureMessage(verdict);
    const points = stripPoints(values, verdict, {
      threshold: this.threshold,
      unit: this.unit,
      label: (index) => this.#label(values[index], verdict, index),
    });
    const said = answer({ values, verdict, defaults: this.defaults, seeds: choice.seeds }, this.i18n);
    const opened = values.find(({ value }) => value === this.open);
    const domain = domainOf(points, choice.seeds);
    const number = (value: number): string => this.i18n.number(value, 6);
    return html`<p class="answer" role="status" aria-live=${sweeper.phase === 'idle' ? 'polite' : 'off'}>${
      said.length > 0
        ? said.map((sentence) => html`<span>${sentence}${this.t('sentence.separator')}</span>`)
        : this.t(sweeper.phase === 'idle' ? 'tuning.empty' : 'tuning.waiting')
    }</p>
      <al-strip-chart
        .axis=${range}
        .positions=${this.#positionsOf(lab, range)}
        .points=${points}
        .regions=${points.filter(({ complete }) => complete).length > 1 ? verdict.regions : []}
        .defaults=${this.defaults.map(({ value, label }) => ({ value, label: `${label} ${this.i18n.number(value, 3)}`, kind: 'default' }))}
        .overlay=${this.overlay}
        .domain=${domain}
        .color=${this.lineStyle(target.activation).color}
        .open=${this.open}
        .label=${this.t('tuning.chart', { name: `${target.activation}.${target.parameter}` })}
        .names=${{
          x: `${target.activation} · ${target.parameter}`,
          y: this.t('tuning.accuracy'),
          region: this.t('tuning.region'),
          diverged: this.t('tuning.diverged'),
          time: this.t(`tuning.time.${this.unit}`, { threshold: this.i18n.percent(this.threshold, 0) }),
          never: this.t('tuning.never'),
        }}
        .format=${number}
        .formatY=${(value: number) => this.i18n.percent(value, domain[1] - domain[0] < 0.03 ? 1 : 0)}
        .formatTime=${(value: number) => this.i18n.number(value, 2)}
        @choose=${({ detail }: CustomEvent<number>) => {
          this.open = this.open === detail ? undefined : detail;
        }}
      ></al-strip-chart>
      ${this.#time()}
      ${opened ? this.#opened(lab, choice, opened) : nothing}
      ${this.#table(values, verdict, points)}
      <al-sweep-export .lab=${lab} .choice=${choice} .verdict=${verdict} .testCount=${testCountOf(values)}
        .recorded=${values.flatMap(({ value, outcomes }) => {
          const cell = cellAt(lab, choice, value);
          return cell ? [{ cell, outcomes }] : [];
        })}></al-sweep-export>`;
  }

  /** The same function as long as the axis is the same. */
  #positionsOf(lab: Lab, axis: Axis): (values: readonly number[]) => readonly number[] {
    const key = JSON.stringify(axis);
    if (this.#positions?.axis !== key) {
      const of = (values: readonly number[]): readonly number[] => {
        const places = asked(lab, (core) => core.tunePositions(axis, values));
        return isFailure(places) ? values.map(() => Number.NaN) : places;
      };
      this.#positions = { axis: key, of };
    }
    return this.#positions.of;
  }

  #label(measured: MeasuredValue | undefined, verdict: SweepVerdict, index: number): string {
    if (!measured) return '';
    const value = this.i18n.number(measured.value, 6);
    const lost = divergedOf(measured);
    if (lost > 0) return this.t('tuning.point.diverged', { value, lost, seeds: measured.outcomes.length });
    const known = accuraciesOf(measured);
    if (known.length === 0) return this.t('tuning.point.none', { value });
    const mean = this.i18n.percent(known.reduce((sum, one) => sum + one, 0) / known.length, 1);
    const said = { value, mean, known: known.length, seeds: measured.outcomes.length };
    if (index === verdict.best) return this.t('tuning.point.best', said);
    return this.t(verdict.points[index]?.peer ? 'tuning.point.peer' : 'tuning.point', said);
  }

  #time(): TemplateResult {
    return html`<div class="time optional">
      <label>${this.t('tuning.threshold')}
        <input inputmode="decimal" autocomplete="off" .value=${this.typed ?? String(Number((this.threshold * 100).toFixed(6)))}
          aria-invalid=${this.typed !== undefined} aria-describedby="threshold-wrong"
          @change=${(event: Event) => this.#setThreshold((event.target as HTMLInputElement).value)} /> %</label>
      <div class="segments" role="group" aria-label=${this.t('tuning.unit')}>
        ${(['epochs', 'seconds'] as const).map(
          (unit) =>
            html`<button type="button" aria-pressed=${unit === this.unit} @click=${() => {
              this.unit = unit;
            }}>${this.t(`tuning.unit.${unit}`)}</button>`,
        )}
      </div>
      <span class="bad" id="threshold-wrong">${this.typed === undefined ? '' : this.t('tuning.wrong', { got: this.typed || '–', expected: '1–100' })}</span>
    </div>`;
  }

  #setThreshold(text: string): void {
    const value = parseNumber(text.replace(/%$/, ''));
    const usable = value !== undefined && value >= 1 && value <= 100;
    this.typed = usable ? undefined : text;
    if (usable) this.threshold = value / 100;
  }

  #opened(lab: Lab, choice: Choice, measured: MeasuredValue): TemplateResult | typeof nothing {
    if (choice.x.kind !== 'parameter') return nothing;
    const { activation, parameter } = choice.x.target;
    const used = lab.params(activation)[parameter] === measured.value;
    return html`<div class="opened">
      <h3>${parameter} = ${this.i18n.number(measured.value, 6)}</h3>
      ${runsTable(measured, seedsOf(lab, choice), this.i18n)}
      <div class="row controls">
        <button type="button" ?disabled=${used} @click=${() => use(lab, activation, parameter, measured.value)}
        >${this.t(used ? 'tuning.used' : 'tuning.use')}</button>
        <button class="link" type="button" @click=${() => {
          this.open = undefined;
        }}>${this.t('close')}</button>
      </div>
    </div>`;
  }

  #table(
    values: readonly MeasuredValue[],
    verdict: SweepVerdict,
    points: readonly StripPoint[],
  ): TemplateResult {
    const { number, percent } = this.i18n;
    const share = (value: number | null | undefined): string => (value == null ? '–' : percent(value, 2));
    const points100 = (value: number | null | undefined): string =>
      value == null ? '–' : number(value * 100, 2, 2);
    return html`<details>
      <summary>${this.t('tuning.table')}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${this.t('tuning.table')}><table>
        <thead>
          <tr>
            <th scope="col">${this.t('tuning.value')}</th>
            <th scope="col" class="number">${this.t('tuning.accuracy')}</th>
            <th scope="col" class="number">${this.t('tuning.interval')}</th>
            <th scope="col" class="number">${this.t('tuning.difference')}</th>
            <th scope="col" class="number">${this.t(`tuning.unit.${this.unit}`)}</th>
            <th scope="col">${this.t('tuning.runs')}</th>
          </tr>
        </thead>
        <tbody>
          ${values.map((measured, index) => {
            const judged = verdict.points[index];
            const best = index === verdict.best;
            const failure = measured.outcomes.map(failureOf).find((one) => one);
            const time = points[index]?.time ?? Number.NaN;
            return html`<tr class=${best ? 'best' : judged?.peer ? 'peer' : ''}>
              <th scope="row">${number(measured.value, 6)}</th>
              <td class="number">${failure ? this.t('tuning.diverged') : share(points[index]?.mean)}</td>
              <td class="number">${judged?.low == null ? '–' : `${share(judged.low)}–${share(judged.high)}`}</td>
              <td class="number">${best || judged?.difference == null ? '–' : `${points100(judged.difference)} (≥ ${points100(judged.difference_low)})`}</td>
              <td class="number">${time === Number.POSITIVE_INFINITY ? this.t('tuning.never') : number(time, 2)}</td>
              <td><button class="link" type="button" aria-expanded=${measured.value === this.open} @click=${() => {
                this.open = this.open === measured.value ? undefined : measured.value;
              }}>${this.t('tuning.runs_of', { done: accuraciesOf(measured).length, all: measured.outcomes.length })}</button></td>
            </tr>`;
          })}
        </tbody>
      </table></div>
      <p class="small">${this.t('tuning.legend')}</p>
    </details>`;
  }
}

/** The page's parameter from here on, in the race and the script as well. */
export function use(lab: Lab, activation: string, parameter: string, value: number): void {
  const { selected } = lab.state;
  if (!selected.includes(activation)) lab.store.dispatch({ type: 'select', ids: [...selected, activation] });
  lab.store.dispatch({ type: 'parameter', id: activation, name: parameter, value });
}

/** Everything that is drawn, but for what is far below and the intervals of few seeds. */
function domainOf(points: readonly StripPoint[], seeds: number) {
  return plotDomain(
    points
      .filter(({ mean, diverged }) => Number.isFinite(mean) && !diverged)
      .map(({ mean, low, high, seeds: single }) => ({
        label: '',
        color: '',
        marks: [{ value: mean, low: seeds < FEW ? mean : low, high: seeds < FEW ? mean : high, open: false }],
        points: single,
      })),
  );
}

define('al-sweep-strip', SweepStrip);

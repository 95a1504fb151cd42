import { html, nothing, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { breakAtJumps, type Domain, type Point } from '../../charts/geometry.ts';
import type { Series } from '../../charts/line-chart.ts';
import type { Curve } from '../../core/core.ts';
import { type Facts, factsOf, type ValueRange } from '../../core/facts.ts';
import type { FunctionSpec, ParameterSpec } from '../../core/types.ts';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import { Panel } from '../panel.ts';
import { curvesStyle } from './style.ts';

const X: Domain = [-4, 4];
const Y: Domain = [-1.5, 2.5];
const STEP = 0.05;
const COUNT = Math.round((X[1] - X[0]) / STEP) + 1;
/** Between neighbouring samples: more than that is a step of the function, not a slope. */
const JUMP = 0.12;
const GRID = Float32Array.from({ length: COUNT }, (_, index) => X[0] + index * STEP);
/** curves kept for later; a slider passes through many values */
const MOST_KEPT = 500;
const DERIVATIVE_DASH = '5 4';

/** f and f′ of the chosen functions, with a readout. */
export class CurvesPanel extends Panel {
  static override properties = {
    ...Panel.properties,
    cursor: { state: true },
    shows: { state: true },
  };

  declare cursor: number;
  declare shows: 'both' | 'f' | 'derivative';
  protected readonly panel = 'curves' as const;
  readonly #evaluated = new Map<string, Curve>();

  static override styles = [...Panel.styles, curvesStyle];

  constructor() {
    super();
    this.cursor = 1;
    this.shows = 'both';
  }

  protected override parts(state: State): readonly unknown[] {
    return [state.core, state.dialect, state.selected, state.params];
  }

  protected override body(lab: Lab): TemplateResult {
    const { selected } = lab.state;
    const series = selected.flatMap((id) => this.#series(lab, id));
    const x = this.i18n.number(this.cursor, 2);
    const values = selected.map((id) => ({ id, ...this.#at(lab, id) }));
    const readout = values
      .map(({ id, f, df }) => `${id}: f = ${this.#short(f)}, f′ = ${this.#short(df)}`)
      .join('; ');
    return html`
      ${this.picker()}
      <div class="row controls">
        ${this.#shows()}
        <span class="key"><svg width="26" height="6" aria-hidden="true"><path d="M0 3H26" stroke="currentColor" stroke-width="2" /></svg>f</span>
        <span class="key"><svg width="26" height="6" aria-hidden="true"><path d="M0 3H26" stroke="currentColor" stroke-width="2" stroke-dasharray=${DERIVATIVE_DASH} /></svg>f′</span>
      </div>
      <al-line-chart
        class="chart"
        zero
        .series=${series}
        .x=${X}
        .y=${Y}
        xLabel="x"
        .yLabel=${this.shows === 'derivative' ? 'f′(x)' : this.shows === 'f' ? 'f(x)' : 'f(x), f′(x)'}
        .formatX=${(value: number) => this.i18n.number(value)}
        .formatY=${(value: number) => this.i18n.number(value)}
        .cursor=${this.cursor}
        .step=${STEP}
        .label=${this.t('curves.chart')}
        .readout=${`x = ${x}; ${readout}`}
        .note=${selected.length === 0 ? this.t('picker.empty') : ''}
        .more=${(count: number) => this.t('picker.more', { count })}
        @cursor=${(event: CustomEvent<number>) => {
          this.cursor = event.detail;
        }}
      ></al-line-chart>
      <table>
        <thead>
          <tr>
            <th scope="col">${this.t('function')}</th>
            <th scope="col">${this.t('curves.formulas')}</th>
            <th scope="col">${this.t('curves.range')}</th>
            <th scope="col" class="number">f(${x})</th>
            <th scope="col" class="number">f′(${x})</th>
          </tr>
        </thead>
        <tbody>
          ${selected.map((id) => this.#row(lab, id, x))}
        </tbody>
      </table>
    `;
  }

  #shows(): TemplateResult {
    const choices = [
      ['both', this.t('curves.both')],
      ['f', this.t('curves.f')],
      ['derivative', this.t('curves.derivative')],
    ] as const;
    return html`<div class="segments" role="group" aria-label=${this.t('curves.shows')}>
      ${choices.map(
        ([value, label]) => html`<button
          type="button"
          aria-pressed=${this.shows === value}
          @click=${() => {
            this.shows = value;
          }}
        >${label}</button>`,
      )}
    </div>`;
  }

  /** Evaluated once for every function and parameter value. */
  #curve(lab: Lab, id: string): Curve | undefined {
    const params = lab.params(id);
    const key = `${id} ${JSON.stringify(params)}`;
    const known = this.#evaluated.get(key);
    if (known) return known;
    const curve = lab.guard((core) => core.evaluate(id, params, GRID));
    if (this.#evaluated.size > MOST_KEPT) this.#evaluated.clear();
    if (curve) this.#evaluated.set(key, curve);
    return curve;
  }

  #series(lab: Lab, id: string): Series[] {
    const curve = this.#curve(lab, id);
    if (!curve) return [];
    const { color } = this.lineStyle(id);
    const points = (values: Float32Array): Point[] =>
      breakAtJumps(
        Array.from(values, (y, index): Point => [GRID[index] ?? 0, y]),
        JUMP,
      );
    const label = this.nameOf(id, lab.params(id));
    const f = { label, color, dash: '', points: points(curve.y), named: true };
    const named = this.shows === 'derivative';
    const derivative = { label, color, dash: DERIVATIVE_DASH, points: points(curve.dy), named };
    return this.shows === 'both' ? [derivative, f] : this.shows === 'f' ? [f] : [derivative];
  }

  #at(lab: Lab, id: string): { f: number; df: number } {
    const curve = this.#curve(lab, id);
    const index = Math.round((this.cursor - X[0]) / STEP);
    return { f: curve?.y[index] ?? Number.NaN, df: curve?.dy[index] ?? Number.NaN };
  }

  #short = (value: number): string => this.i18n.number(value, 3, 3);

  #row(lab: Lab, id: string, x: string): TemplateResult | typeof nothing {
    const spec = this.catalogue.find((candidate) => candidate.id === id);
    if (!spec) return nothing;
    const { f, df } = this.#at(lab, id);
    const facts = factsOf(id);
    return html`<tr>
      <th scope="row">
        <span class="swatch" style="--color:${this.lineStyle(id).color}"></span>${this.nameOf(id, lab.params(id))}
        <code class="name">${this.apiOf(id)}</code>
        <span class="name">${this.i18n.about(id)}</span>
      </th>
      <td class="wide">
        <div class="formulas">
          ${this.#formulas(facts)}
          ${spec.parameters.map((parameter) => this.#slider(lab, spec, parameter))}
        </div>
      </td>
      <td class="wide" data-label=${this.t('curves.range')}>
        ${rangeText(facts.range, (value) => this.i18n.number(value, 3))}
        ${lab.state.params[id] ? html`<span class="name">${this.t('curves.range_default')}</span>` : nothing}
      </td>
      <td class="number" data-label="f(${x}) =">${this.#short(f)}</td>
      <td class="number" data-label="f′(${x}) =">${this.#short(df)}</td>
    </tr>`;
  }

  #formulas({ formula, derivative }: Facts): TemplateResult {
    return html`<span class="formula"><span><i>f</i>(<i>x</i>) =</span>${unsafeHTML(formula)}</span>
      <span class="formula"><span><i>f</i>′(<i>x</i>) =</span>${unsafeHTML(derivative)}</span>`;
  }

  #slider(lab: Lab, spec: FunctionSpec, parameter: ParameterSpec): TemplateResult {
    const { name, min, max, step } = parameter;
    const value = lab.params(spec.id)[name] ?? parameter.default;
    const change = (next: number): void =>
      lab.store.dispatch({ type: 'parameter', id: spec.id, name, value: next });
    return html`<div class="parameter">
      <label>${name}
        <input
          type="range"
          aria-label="${spec.id}: ${name}"
          min=${min}
          max=${max}
          step=${step}
          .value=${String(value)}
          @input=${(event: InputEvent) => change(Number((event.target as HTMLInputElement).value))}
        />
      </label>
      <output>${this.i18n.number(value, 3)}</output>
      ${
        value === parameter.default
          ? nothing
          : html`<button class="link" type="button" @click=${() => change(parameter.default)}>${this.t('default')}</button>`
      }
    </div>`;
  }
}

/** Interval notation: `[0, ∞)`. */
export function rangeText(range: ValueRange, format: (value: number) => string): string {
  const low = range.min === null ? '(−∞' : `${range.min_closed ? '[' : '('}${format(range.min)}`;
  const high = range.max === null ? '∞)' : `${format(range.max)}${range.max_closed ? ']' : ')'}`;
  return `${low}, ${high}`;
}

customElements.define('al-curves', CurvesPanel);

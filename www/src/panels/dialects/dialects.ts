import { html, nothing, type TemplateResult } from 'lit';
import type { Domain, Point } from '../../charts/geometry.ts';
import type { Area, Series } from '../../charts/series.ts';
import { type Variant, varying } from '../../core/facts.ts';
import { DIALECT_NAMES, type Dialect, type FunctionSpec } from '../../core/types.ts';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import { type Evaluate, gridOver, linePoints } from '../curves/sampling.ts';
import { Nearby } from '../nearby.ts';
import { define, Panel } from '../panel.ts';
import { type Difference, difference } from './difference.ts';
import { dialectsStyle } from './style.ts';
import { valuesOf, variantsOf, variantTable } from './table.ts';
import { kinkTable, NOTES } from './words.ts';

const X: Domain = [-4, 4];
const GRID = gridOver(X);
/** of the arrow keys */
const STEP = 0.05;
/** Of the chart's height: a step that is drawn as one. */
const LEAST_STEP = 0.02;
const DERIVATIVE_DASH = '5 4';
/** Of the height of the chart: what is smaller is shown by itself, enlarged. */
const VISIBLE = 0.02;

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Two variants of a function, compared. */
interface Pair {
  id: string;
  first: Variant;
  second: Variant;
}

/** Where frameworks mean different things by one name. */
export class DialectsPanel extends Panel {
  static override properties = {
    ...Panel.properties,
    chosen: { state: true },
    slopes: { state: true },
    cursor: { state: true },
  };

  /** undefined: the first two of the first function */
  declare chosen: { id: string; first: number; second: number } | undefined;
  declare slopes: boolean;
  /** undefined: where the difference is largest */
  declare cursor: number | undefined;
  protected readonly panel = 'dialects' as const;
  readonly #catalogues = new Map<Dialect, readonly FunctionSpec[]>();
  readonly #differences = new Map<string, Difference>();

  static override styles = [...Panel.styles, dialectsStyle];

  constructor() {
    super();
    this.chosen = undefined;
    this.slopes = false;
    this.cursor = undefined;
    new Nearby(this, () => void this.lab?.ensureFacts());
  }

  protected override parts(state: State): readonly unknown[] {
    return [state.core, state.facts];
  }

  protected override body(lab: Lab): TemplateResult {
    const { status } = lab.state.facts;
    if (status === 'failed') return html`${this.factsFailure()}`;
    if (status !== 'ready') return html`<p class="small waiting">${this.t('loading')}</p>`;
    const { id, first: a, second: b } = this.chosen ?? { id: varying()[0] ?? '', first: 0, second: 1 };
    const variants = variantsOf(id);
    const [first, second] = [variants[a], variants[b]];
    return html`
      <div class="row controls">
        <div class="segments" role="group" aria-label=${this.t('function')}>
          ${varying().map(
            (one) =>
              html`<button type="button" aria-pressed=${one === id} @click=${() => this.#choose(one, 0, this.#telling(lab, one))}>${one}</button>`,
          )}
        </div>
        <div class="segments" role="group" aria-label=${this.t('curves.shows')}>
          ${[false, true].map(
            (slopes) => html`<button
              type="button"
              aria-pressed=${this.slopes === slopes}
              @click=${() => {
                this.slopes = slopes;
                this.cursor = undefined;
              }}
            >${slopes ? 'f′' : 'f'}</button>`,
          )}
        </div>
      </div>
      <div class="pair">
        ${this.#select(this.t('dialects.first'), variants, a, (index) => this.#choose(id, index, b))}
        ${this.#select(this.t('dialects.second'), variants, b, (index) => this.#choose(id, a, index))}
      </div>
      ${first && second ? this.#comparison(lab, { id, first, second }) : nothing}
      <div class="scroll" tabindex="0" role="region" aria-label=${this.t('dialects.table')}>
        ${variantTable({
          i18n: this.i18n,
          color: (one) => this.lineStyle(one).color,
          catalogue: ({ dialect }) => this.#catalogue(lab, dialect),
          difference: (one, index) => this.#found(lab, one, index),
          show: (one, index) => {
            this.slopes = false;
            this.#choose(one, 0, index);
          },
        })}
      </div>
      <details>
        <summary>${this.t('dialects.words')}</summary>
        <ul>
          ${NOTES.map((note) => html`<li>${this.t(`dialects.note.${note}`)}</li>`)}
        </ul>
        ${kinkTable(this.i18n)}
      </details>
    `;
  }

  #catalogue(lab: Lab, dialect: Dialect): readonly FunctionSpec[] {
    const known = this.#catalogues.get(dialect) ?? lab.core?.catalogue(dialect) ?? [];
    this.#catalogues.set(dialect, known);
    return known;
  }

  /** The first variant that differs from the first. */
  #telling(lab: Lab, id: string): number {
    const different = variantsOf(id).findIndex((_, index) => this.#found(lab, id, index).kind !== 'none');
    return Math.max(1, different);
  }

  /** How far a function's variant is from its first. */
  #found(lab: Lab, id: string, index: number): Difference {
    const variants = variantsOf(id);
    const [first, second] = [variants[0], variants[index]];
    return first && second ? this.#difference(lab, { id, first, second }, false) : { kind: 'none' };
  }

  #choose(id: string, first: number, second: number): void {
    this.chosen = { id, first, second };
    this.cursor = undefined;
  }

  #select(label: string, variants: readonly Variant[], chosen: number, choose: (index: number) => void) {
    return html`<label>${label}
      <select @change=${(event: Event) => choose((event.target as HTMLSelectElement).selectedIndex)}>
        ${variants.map(
          (variant, index) => html`<option .selected=${index === chosen}>
            ${DIALECT_NAMES[variant.dialect]}: ${variant.api}${valuesOf(variant, this.i18n)}</option>`,
        )}
      </select>
    </label>`;
  }

  #evaluate(lab: Lab, { function: id, parameters }: Variant, slopes: boolean): Evaluate {
    return (x) => {
      const curve = lab.guard((core) => core.evaluate(id, parameters, x));
      return (slopes ? curve?.dy : curve?.y) ?? new Float32Array(x.length);
    };
  }

  #difference(lab: Lab, { id, first, second }: Pair, slopes: boolean): Difference {
    const key = JSON.stringify([id, first, second, slopes]);
    const known = this.#differences.get(key);
    if (known) return known;
    const found = difference(this.#evaluate(lab, first, slopes), this.#evaluate(lab, second, slopes));
    this.#differences.set(key, found);
    return found;
  }

  #comparison(lab: Lab, pair: Pair): TemplateResult {
    const { first, second } = pair;
    const found = this.#difference(lab, pair, this.slopes);
    const evaluators = [first, second].map((variant) => this.#evaluate(lab, variant, this.slopes)) as [
      Evaluate,
      Evaluate,
    ];
    const [a, b] = evaluators.map((evaluate) => evaluate(GRID)) as [Float32Array, Float32Array];
    const valuesAt = (x: number): [number, number] =>
      evaluators.map((evaluate) => evaluate(Float32Array.of(x))[0] ?? 0) as [number, number];
    const peak = place(found);
    const [low, high] = valuesAt(peak);
    const gap = Math.abs(low - high);

    const all = [...a, ...b];
    const [least, most] = [Math.min(...all), Math.max(...all)];
    const enlarged = found.kind === 'largest' && gap < VISIBLE * (most - least);
    const power = enlarged ? -Math.floor(Math.log10(gap)) : 0;
    const scale = 10 ** power;
    const pad = 0.06 * (most - least || 1);
    const y: Domain = enlarged ? [-1.2 * gap * scale, 1.2 * gap * scale] : [least - pad, most + pad];

    const { color } = this.lineStyle(first.function);
    const names = this.#names(first, second);
    const dash = this.slopes ? DERIVATIVE_DASH : '';
    const line = (label: string, stroke: string, evaluate: Evaluate): Series => {
      const points: Point[] = linePoints(GRID, evaluate(GRID), (y[1] - y[0]) * LEAST_STEP, evaluate);
      return { label, color: stroke, dash, points, named: label !== '' };
    };
    const apart: Evaluate = (x) => {
      const [ya, yb] = [evaluators[0](x), evaluators[1](x)];
      return ya.map((value, index) => (value - (yb[index] ?? 0)) * scale);
    };
    const series = enlarged
      ? [line('', color, apart)]
      : [line(names[1], 'var(--ink)', evaluators[1]), line(names[0], color, evaluators[0])];
    const between = (x: number, from: number, to: number): Area['points'][number] =>
      enlarged ? [x, 0, (from - to) * scale] : [x, from, to];
    const area: Area = {
      color,
      points: Array.from(GRID, (x, index) => between(x, a[index] ?? 0, b[index] ?? 0)),
      mark: found.kind === 'none' ? undefined : between(peak, low, high),
    };

    const at = this.cursor ?? peak;
    const values = valuesAt(at);
    const readout = this.t('dialects.readout', {
      x: this.i18n.number(at, 2),
      first: names[0],
      second: names[1],
      a: this.i18n.number(values[0], 4),
      b: this.i18n.number(values[1], 4),
      value: this.i18n.significant(Math.abs(values[0] - values[1])),
    });
    const f = this.slopes ? 'f′(x)' : 'f(x)';
    const superscript = SUPERSCRIPTS[power] ?? '';
    return html`
      <p class="verdict" role="status">${this.#sentence(valuesAt, found)}</p>
      <al-line-chart
        zero
        .series=${series}
        .areas=${[area]}
        .x=${X}
        .y=${y}
        xLabel="x"
        .yLabel=${
          enlarged
            ? this.t('dialects.enlarged', { first: names[0], second: names[1], power: superscript })
            : f
        }
        .formatX=${(value: number) => this.i18n.number(value)}
        .formatY=${(value: number) => this.i18n.number(value)}
        .cursor=${at}
        .step=${STEP}
        .label=${this.t('dialects.chart')}
        .readout=${readout}
        @cursor=${(event: CustomEvent<number>) => {
          this.cursor = event.detail;
        }}
      ></al-line-chart>
      <p class="small readout">${readout}</p>
    `;
  }

  /** Framework names, or the names in the framework where it is the same one. */
  #names(first: Variant, second: Variant): [string, string] {
    if (first.dialect !== second.dialect)
      return [DIALECT_NAMES[first.dialect], DIALECT_NAMES[second.dialect]];
    const short = ({ api }: Variant): string => api.replace(/^\w+\./, '');
    return [short(first), short(second)];
  }

  #sentence(valuesAt: (x: number) => [number, number], found: Difference): string {
    const number = (value: number): string => this.i18n.number(value, 2);
    switch (found.kind) {
      case 'none':
        return this.t('dialects.none');
      case 'unbounded': {
        const x = place(found);
        const [a, b] = valuesAt(x);
        return this.t('dialects.unbounded', { x: number(x), value: this.i18n.significant(Math.abs(a - b)) });
      }
      case 'largest': {
        const { from, to, mirrored } = found;
        const value = this.i18n.significant(found.value);
        if (from === to) {
          const x = mirrored ? `±${number(Math.abs(from))}` : number(from);
          return this.t('dialects.at', { value, x });
        }
        if (from === Number.NEGATIVE_INFINITY) return this.t('dialects.below', { value, x: number(to) });
        if (to === Number.POSITIVE_INFINITY) return this.t('dialects.above', { value, x: number(from) });
        const [near, far] = [from, to].sort((a, b) => Math.abs(a) - Math.abs(b)) as [number, number];
        return mirrored
          ? this.t('dialects.between', {
              value,
              x: '|x|',
              from: number(Math.abs(near)),
              to: number(Math.abs(far)),
            })
          : this.t('dialects.between', { value, x: 'x', from: number(from), to: number(to) });
      }
    }
  }
}

/** The x to look at: where the difference is largest, within the chart. */
function place(found: Difference): number {
  if (found.kind === 'none') return 0;
  if (found.kind === 'unbounded') return found.side * X[1];
  return (Math.max(X[0], found.from) + Math.min(X[1], found.to)) / 2;
}

define('al-dialects', DialectsPanel);

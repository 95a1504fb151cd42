import { css, html, nothing, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { type Facts, factsOf, type Names, type Paper } from '../../core/facts.ts';
import { DIALECT_NAMES, DIALECTS } from '../../core/types.ts';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import { LabElement } from '../panel.ts';
import { hasTrait, TRAITS } from '../picker-filter.ts';
import { kinks } from './kinks.ts';
import { meanSquaredSlope } from './mean-square.ts';

/** Everything that is known about one function. */
export class FunctionCard extends LabElement {
  static override properties = { ...LabElement.properties, activation: {} };

  /** id of the function */
  declare activation: string;

  static override styles = [
    ...LabElement.styles,
    css`
      .card {
        padding: 12px 16px 14px;
        border-left: 3px solid var(--color);
        background: var(--raised);
        font-size: 14px;
      }
      h3 {
        display: flex;
        justify-content: space-between;
        align-items: center;
        gap: 10px;
        margin: 0 0 2px;
        font-size: 16px;
        line-height: 1.4;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(7.5em, max-content) minmax(0, 1fr);
        gap: 7px 18px;
        margin: 10px 0 0;
        line-height: 1.5;
      }
      dt {
        color: var(--soft);
        font-size: 13px;
        padding-top: 1px;
      }
      dt math {
        display: inline math;
      }
      dd {
        margin: 0;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      dd > div + div {
        margin-top: 3px;
      }
      .formula {
        overflow-x: auto;
        overflow-y: clip;
        padding-block: 2px;
      }
      dd math {
        display: block math;
        width: fit-content;
        margin: 0;
        font-size: 15px;
      }
      .trait {
        display: inline-block;
        margin-right: 14px;
        white-space: nowrap;
      }
      .trait.not {
        color: var(--soft);
      }
      a {
        color: var(--accent);
      }
      @media (max-width: 640px) {
        .card {
          padding: 10px 12px;
        }
        dl {
          grid-template-columns: minmax(0, 1fr);
          gap: 2px;
        }
        dd {
          margin-bottom: 8px;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.activation = '';
  }

  protected override parts(state: State): readonly unknown[] {
    return [state.core, state.facts, state.dialect, state.params[this.activation]];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.lab?.ensureFacts();
  }

  override render(): unknown {
    const { lab, activation: id } = this;
    if (lab?.state.core.status !== 'ready') return nothing;
    const spec = this.catalogue.find((one) => one.id === id);
    if (!spec) return nothing;
    if (lab.state.facts.status === 'failed') return this.factsFailure();
    if (lab.state.facts.status !== 'ready') return html`<p class="small">${this.t('loading')}</p>`;
    const facts = factsOf(id);
    const hold = this.factsHold(id);
    const formula = (mathml: string): TemplateResult =>
      html`<div class="formula" tabindex="0">${unsafeHTML(mathml)}</div>`;
    return html`<section class="card" style="--color:${this.lineStyle(id).color}" aria-label=${id}>
      <h3>
        <span>${this.nameOf(id, lab.params(id))}</span>
        <button class="link" type="button" @click=${() => this.dispatchEvent(new CustomEvent('close'))}>${this.t('close')}</button>
      </h3>
      <div>${this.i18n.about(id)}</div>
      ${facts.rowwise ? html`<p class="small">${this.t('facts.rowwise')}</p>` : nothing}
      <dl>
        <dt><i>f</i>(<i>x</i>)</dt><dd>${formula(facts.formula)}</dd>
        <dt><i>f</i>′(<i>x</i>)</dt><dd>${formula(facts.derivative)}</dd>
        ${facts.parameters.map(
          ({ name, symbol, gradient, gradient_is_zero_almost_everywhere: useless }) => html`
            <dt>∂<i>f</i>/∂${unsafeHTML(symbol)} (${name})</dt>
            <dd>${formula(gradient)}${useless ? html`<div class="small">${this.t('facts.useless')}</div>` : nothing}</dd>`,
        )}
        <dt>${this.t('curves.range')}</dt><dd>${this.#range(facts)} ${hold}</dd>
        <dt>${this.t('facts.kinks')}</dt><dd>${this.#kinks(lab, id, facts)}</dd>
        <dt>${this.t('facts.traits')}</dt><dd>
          ${TRAITS.map((trait) => {
            const holds = hasTrait(facts, trait);
            return html`<span class="trait ${holds ? '' : 'not'}">${holds ? '✓' : '✗'} ${
              trait === 'saturating' && facts.saturating !== 'none'
                ? this.t(`facts.saturating.${facts.saturating}`)
                : this.t(`property.${trait}`)
            }</span>`;
          })} ${hold}
        </dd>
        <dt>E[<i>f</i>′²]</dt><dd>${slopeText(this, lab, id)}</dd>
        <dt>${this.t('facts.initializer')}</dt>
        <dd><code>${facts.recommended_initializer.name}</code> – ${this.t(
          `initializer.${facts.recommended_initializer.reason}`,
          { value: this.i18n.number(facts.mean_squared_slope ?? Number.NaN, 3) },
        )}</dd>
        ${DIALECTS.map(
          (dialect) => html`<dt>${DIALECT_NAMES[dialect]}</dt><dd>${this.#named(facts.names[dialect])}</dd>`,
        )}
        ${
          spec.aliases.length > 0
            ? html`<dt>${this.t('facts.aliases')}</dt><dd>${spec.aliases.join(this.t('list.separator'))}</dd>`
            : nothing
        }
        <dt>${this.t('facts.paper')}</dt><dd>${facts.paper ? this.#paper(facts.paper) : this.t('facts.no_paper')}</dd>
      </dl>
    </section>`;
  }

  #range({ range }: Facts): string {
    return rangeText(range, (value) => this.i18n.number(value, 3));
  }

  /** With the parameters of now; and which framework takes another derivative there, at its defaults. */
  #kinks(lab: Lab, id: string, { kinks: known, derivative_at_kinks: at }: Facts): unknown {
    const now = lab.guard((core) => kinks((x) => core.evaluate(id, lab.params(id), x))) ?? [];
    if (now.length === 0) return this.t('facts.no_kinks');
    const number = (value: number): string => this.i18n.number(value, 4);
    const others = [
      ['PyTorch', at.pytorch],
      ['Keras (PyTorch)', at.keras_torch],
      ['Keras (JAX)', at.keras_jax],
    ] as const;
    return now.map(({ x, derivative }, index) => {
      const different = others.flatMap(([name, values]) => {
        const [value, ours] = [values?.[index] ?? Number.NaN, at.ours[index] ?? Number.NaN];
        const differs = now.length === known.length && Math.abs(value - ours) > 1e-6;
        return differs ? [`${name} ${number(value)}`] : [];
      });
      return html`<div>${this.t('facts.kink', { x: number(x), value: number(derivative) })}${
        different.length > 0
          ? html` <span class="small">${this.t('facts.kink_others', { others: different.join(this.t('list.separator')) })}</span>`
          : nothing
      }</div>`;
    });
  }

  #named({ native, api, activation, defaults }: Names): unknown {
    if (!api) return this.t('facts.no_name');
    const values = Object.entries(defaults).map(([name, value]) => `${name} = ${this.i18n.number(value, 4)}`);
    return html`<code>${api}</code>${activation ? html` · <code>'${activation}'</code>` : nothing}${
      values.length > 0 ? html` <span class="small">${values.join(this.t('list.separator'))}</span>` : nothing
    }${native ? nothing : html` <span class="small">${this.t('facts.operation')}</span>`}`;
  }

  #paper({ authors, title, venue, year, arxiv }: Paper): TemplateResult {
    return html`${authors}: <cite lang="en">${title}</cite>. ${venue || year}${
      venue && !venue.includes(String(year)) ? ` (${year})` : ''
    }${
      arxiv
        ? html` · <a href="https://arxiv.org/abs/${arxiv}" target="_blank" rel="noopener">arXiv:${arxiv}</a>`
        : nothing
    }`;
  }
}

/** Interval notation: `[0, ∞)`. */
export function rangeText(range: Facts['range'], format: (value: number) => string): string {
  const low = range.min === null ? '(−∞' : `${range.min_closed ? '[' : '('}${format(range.min)}`;
  const high = range.max === null ? '∞)' : `${format(range.max)}${range.max_closed ? ']' : ')'}`;
  return `${low}, ${high}`;
}

const slopes = new Map<string, { key: string; value: number }>();

/** E[f′²] with the parameters of now, computed once for each. */
export function slopeText({ i18n }: LabElement, lab: Lab, id: string): string {
  if (factsOf(id).rowwise) return '–';
  const params = lab.params(id);
  const key = JSON.stringify(params);
  let known = slopes.get(id);
  if (known?.key !== key) {
    const value = lab.guard((core) => meanSquaredSlope((x) => core.evaluate(id, params, x).dy));
    known = { key, value: value ?? Number.NaN };
    slopes.set(id, known);
  }
  return i18n.number(known.value, 3, 3);
}

customElements.define('al-function-card', FunctionCard);

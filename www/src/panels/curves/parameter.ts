import { css, html, nothing } from 'lit';
import type { ParameterSpec } from '../../core/types.ts';
import type { State } from '../../state/state.ts';
import { LabElement } from '../panel.ts';

/** A slider and a number for one parameter of a function. */
export class Parameter extends LabElement {
  static override properties = {
    ...LabElement.properties,
    activation: {},
    spec: { attribute: false },
    refused: { state: true },
  };

  /** id of the function */
  declare activation: string;
  declare spec: ParameterSpec | undefined;
  /** a number was entered that cannot be used */
  declare refused: boolean;

  static override styles = [
    ...LabElement.styles,
    css`
      .controls {
        margin: 2px 0;
        flex-wrap: nowrap;
      }
      .head {
        margin: 0;
        font-size: 14px;
        font-weight: 600;
        line-height: 1.4;
      }
      .small {
        margin: 0;
        line-height: 1.4;
      }
      input {
        font: inherit;
        color: var(--ink);
      }
      input[type="range"] {
        flex: 1;
        min-width: 80px;
        min-height: 32px;
        accent-color: var(--accent);
      }
      input[type="number"] {
        width: 5.6em;
        min-height: 34px;
        box-sizing: border-box;
        padding: 2px 6px;
        border: 1px solid var(--axis);
        border-radius: 4px;
        background: none;
        font-size: 14px;
        font-variant-numeric: tabular-nums;
      }
      input[aria-invalid="true"] {
        border-color: var(--bad);
      }
      .bad {
        color: var(--bad);
      }
      @media (pointer: coarse) {
        input {
          min-height: 44px !important;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.activation = '';
    this.spec = undefined;
    this.refused = false;
  }

  protected override parts(state: State): readonly unknown[] {
    return [state.dialect, state.params[this.activation]];
  }

  override render(): unknown {
    const { lab, spec, activation } = this;
    if (!lab || !spec) return nothing;
    const { name, min, max, step } = spec;
    const value = lab.params(activation)[name] ?? spec.default;
    const label = `${activation}: ${name}`;
    return html`
      <p class="head"><span class="swatch" style="--color:${this.lineStyle(activation).color}"></span>${activation} · ${name}</p>
      <p class="small">${this.i18n.meaning(activation, name)}</p>
      <div class="row controls">
        <input type="range" aria-label=${label} min=${min} max=${max} step=${step} .value=${String(value)}
          @input=${(event: InputEvent) => this.#change(Number((event.target as HTMLInputElement).value))} />
        <input type="number" aria-label=${this.t('curves.exactly', { name: label })} inputmode="decimal"
          min=${min} max=${max} step="any" .value=${String(value)} aria-invalid=${this.refused}
          @change=${(event: Event) => this.#enter(event.target as HTMLInputElement)} />
        <button class="link" type="button" ?disabled=${value === spec.default && !this.refused} aria-label="${label}: ${this.t('default')}"
          @click=${() => this.#change(spec.default)}>${this.t('default')}</button>
      </div>
      <p class="small bad" role="alert">${this.refused ? this.t('settings.allowed', { allowed: `${min}–${max}` }) : nothing}</p>
    `;
  }

  #change(value: number): void {
    this.refused = false;
    const name = this.spec?.name ?? '';
    this.lab?.store.dispatch({ type: 'parameter', id: this.activation, name, value });
  }

  #enter(input: HTMLInputElement): void {
    const { min = 0, max = 0 } = this.spec ?? {};
    const value = input.valueAsNumber;
    this.refused = !(value >= min && value <= max);
    if (!this.refused) this.#change(value);
  }
}

customElements.define('al-parameter', Parameter);

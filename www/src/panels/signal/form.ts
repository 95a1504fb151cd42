import { css, html, nothing, type TemplateResult } from 'lit';
import type { State } from '../../state/state.ts';
import { define, LabElement } from '../panel.ts';
import type { Field } from '../view.ts';
import { fieldsOf, NONE, rateOf, type SignalView, USUAL } from './settings.ts';

type Choice = 'a' | 'b' | 'initializer' | 'optimizer';
const NUMBERS = ['rate', 'clip', 'bias', 'epochs', 'seed', 'every'] as const;
type Name = 'hidden' | (typeof NUMBERS)[number];

/** The two networks and their training. Emits `change` (CustomEvent<SignalView>) and `usable` (CustomEvent<boolean>). */
export class SignalForm extends LabElement {
  static override properties = {
    ...LabElement.properties,
    view: { attribute: false },
    disabled: { type: Boolean },
    drafts: { state: true },
  };

  declare view: SignalView;
  declare disabled: boolean;
  /** what was typed and cannot be used */
  declare drafts: Partial<Record<Name, string>>;

  static override styles = [
    ...LabElement.styles,
    css`
      fieldset {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(148px, 45%), 1fr));
        gap: 10px 14px;
        margin: 0 0 10px;
      }
      .wide {
        grid-column: span 2;
      }
      label {
        display: block;
        font-size: 13px;
        line-height: 1.35;
        color: var(--soft);
      }
      :is(input, select) {
        display: block;
        width: 100%;
        box-sizing: border-box;
        min-height: 40px;
        margin-top: 2px;
        padding: 4px 8px;
        border: 1px solid var(--axis);
        border-radius: 4px;
        background: var(--paper);
        color: var(--ink);
        font: 16px var(--sans);
        font-variant-numeric: tabular-nums;
      }
      input[aria-invalid="true"] {
        border-color: var(--bad);
      }
      .wrong {
        display: block;
        font-size: 12px;
        color: var(--bad);
      }
      @media (pointer: coarse) {
        :is(input, select) {
          min-height: 44px;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.view = USUAL;
    this.disabled = false;
    this.drafts = {};
  }

  protected override parts(state: State): readonly unknown[] {
    return [state.core];
  }

  override render(): unknown {
    const { lab } = this;
    if (!lab) return nothing;
    const ids = this.catalogue.map(({ id }) => id);
    const { offer } = lab.state;
    return html`<fieldset ?disabled=${this.disabled}>
        ${this.#choice('a', ids)} ${this.#choice('b', [NONE, ...ids])}
        <div class="wide">${this.#field('hidden')}</div>
        ${this.#choice('initializer', offer.initializers)}
        ${this.#choice('optimizer', Object.keys(offer.rates))}
        ${NUMBERS.map((name) => this.#field(name))}
      </fieldset>`;
  }

  #choice(name: Choice, values: readonly string[]): TemplateResult {
    return html`<div><label>${this.t(`signal.field.${name}`)}
      <select name=${name} @change=${(event: Event) => this.#choose(name, (event.target as HTMLSelectElement).value)}>
        ${values.map(
          (value) =>
            html`<option value=${value} .selected=${value === this.view[name]}>${value === NONE ? this.t('signal.none') : value}</option>`,
        )}
      </select></label></div>`;
  }

  #field(name: Name): TemplateResult {
    const field = this.#fields()[name] as Field<unknown>;
    const draft = this.drafts[name];
    return html`<div><label>${this.t(`signal.field.${name}`)}
        <input name=${name} inputmode=${name === 'hidden' ? 'text' : 'decimal'} autocomplete="off"
          .value=${draft ?? field.write(this.view[name])}
          aria-invalid=${draft !== undefined} aria-describedby="${name}-wrong"
          @keydown=${(event: KeyboardEvent) => {
            if (event.key === 'Enter') event.target?.dispatchEvent(new Event('change'));
          }}
          @change=${(event: Event) => this.#type(name, (event.target as HTMLInputElement).value)} /></label>
      <span class="wrong" id="${name}-wrong" role=${draft === undefined ? nothing : 'alert'}
      >${draft === undefined ? nothing : this.t('signal.wrong', { got: draft || '–', expected: field.allowed })}</span></div>`;
  }

  #fields() {
    const offer = this.lab?.state.offer ?? { presets: [], rates: {}, initializers: [] };
    return fieldsOf(this.catalogue, offer);
  }

  #choose(name: Choice, value: string): void {
    const offer = this.lab?.state.offer;
    const rate = name === 'optimizer' && offer ? { rate: rateOf(value, offer) } : {};
    if ('rate' in rate) this.#keep({ ...this.drafts, rate: undefined });
    this.#tell({ ...this.view, [name]: value, ...rate });
  }

  #type(name: Name, text: string): void {
    const field = this.#fields()[name] as Field<unknown>;
    const value = field.read(text.trim());
    this.#keep({ ...this.drafts, [name]: value === undefined ? text : undefined });
    if (value !== undefined) this.#tell({ ...this.view, [name]: value });
  }

  #keep(drafts: Partial<Record<Name, string | undefined>>): void {
    this.drafts = Object.fromEntries(Object.entries(drafts).filter(([, text]) => text !== undefined));
    const usable = Object.keys(this.drafts).length === 0;
    this.dispatchEvent(new CustomEvent<boolean>('usable', { detail: usable }));
  }

  #tell(view: SignalView): void {
    this.dispatchEvent(new CustomEvent<SignalView>('change', { detail: view }));
  }
}

define('al-signal-form', SignalForm);

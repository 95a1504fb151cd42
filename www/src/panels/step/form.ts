import { css, html, nothing, type TemplateResult } from 'lit';
import { define, LabElement } from '../panel.ts';
import type { Fields } from '../view.ts';
import type { Choice } from './choice.ts';

/** What decides the two networks, in the order of the form. */
const NAMES = ['a', 'b', 'hidden', 'initializer', 'rate', 'bias', 'seed'] as const;
type Name = (typeof NAMES)[number];

/** Fields of both networks. Emits `change` (CustomEvent<Partial<Choice>>); what cannot be used stays here, and is named. */
export class StepForm extends LabElement {
  static override properties = {
    ...LabElement.properties,
    choice: { attribute: false },
    fields: { attribute: false },
    drafts: { state: true },
  };

  declare choice: Choice;
  declare fields: Fields<Choice>;
  /** typed, and not usable */
  declare drafts: Partial<Record<Name, string>>;
  #shown: Choice | undefined;

  static override styles = [
    ...LabElement.styles,
    css`
      fieldset {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(112px, 1fr));
        gap: 8px 14px;
        margin: 0 0 8px;
      }
      label {
        display: block;
        font-size: 13px;
        color: var(--soft);
      }
      input,
      select {
        display: block;
        box-sizing: border-box;
        width: 100%;
        min-height: 44px;
        padding: 6px 8px;
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
        font-size: 13px;
        line-height: 1.4;
        color: var(--bad);
      }
    `,
  ];

  constructor() {
    super();
    this.drafts = {};
  }

  protected override parts(): readonly unknown[] {
    return [];
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    // What was typed was about another choice.
    if (changed.has('choice') && NAMES.some((name) => this.choice[name] !== this.#shown?.[name]))
      this.drafts = {};
    this.#shown = this.choice;
  }

  override render(): unknown {
    const { lab, choice } = this;
    if (!lab || !choice) return nothing;
    const functions = this.catalogue.map(({ id }) => id);
    return html`<fieldset aria-label=${this.t('step.settings')}>
      ${this.#select('a', functions)} ${this.#select('b', functions)}
      ${this.#input('hidden', 'text')} ${this.#select('initializer', lab.state.offer.initializers)}
      ${this.#input('rate', 'decimal')} ${this.#input('bias', 'text')} ${this.#input('seed', 'numeric')}
    </fieldset>`;
  }

  #select(name: 'a' | 'b' | 'initializer', values: readonly string[]): TemplateResult {
    return html`<div><label>${this.t(`step.field.${name}`)}
      <select @change=${(event: Event) => this.#type(name, (event.target as HTMLSelectElement).value)}>
        ${values.map((one) => html`<option value=${one} .selected=${one === this.choice[name]}>${one}</option>`)}
      </select></label></div>`;
  }

  #input(name: Name, mode: 'text' | 'decimal' | 'numeric'): TemplateResult {
    const field = this.fields[name] as { write: (value: unknown) => string; allowed: string };
    const draft = this.drafts[name];
    const wrong = draft !== undefined;
    return html`<div><label>${this.t(`step.field.${name}`)}
        <input inputmode=${mode} autocomplete="off" .value=${draft ?? field.write(this.choice[name])}
          aria-invalid=${wrong} aria-describedby=${wrong ? `${name}-wrong` : nothing}
          @keydown=${(event: KeyboardEvent) => {
            if (event.key === 'Enter') event.target?.dispatchEvent(new Event('change'));
          }}
          @change=${(event: Event) => this.#type(name, (event.target as HTMLInputElement).value)} /></label>
      ${
        wrong
          ? html`<span class="wrong" id="${name}-wrong" role="alert">${this.t('step.wrong', { got: draft || '–', expected: field.allowed })}</span>`
          : nothing
      }
    </div>`;
  }

  #type(name: Name, text: string): void {
    const plain = text.trim().replace(/−/g, '-');
    // Layers are parted by hyphens in a link; people write commas.
    const value = this.fields[name].read(name === 'hidden' ? plain.replace(/[\s,、]+/g, '-') : plain);
    if (value === undefined) {
      this.drafts = { ...this.drafts, [name]: text };
      return;
    }
    const { [name]: _, ...others } = this.drafts;
    this.drafts = others;
    this.dispatchEvent(new CustomEvent<Partial<Choice>>('change', { detail: { [name]: value } }));
  }
}

define('al-step-form', StepForm);

import { css, html, nothing } from 'lit';
import { FieldForm } from '../field-form.ts';
import { define } from '../panel.ts';
import type { Field, Fields } from '../view.ts';
import type { Choice } from './choice.ts';

/** What decides the two networks, in the order of the form. */
const NAMES = ['a', 'b', 'hidden', 'initializer', 'rate', 'bias', 'seed'] as const;
type Name = (typeof NAMES)[number];

/** Fields of both networks. Emits `change` (CustomEvent<Partial<Choice>>). */
export class StepForm extends FieldForm<Name> {
  static override properties = {
    ...FieldForm.properties,
    choice: { attribute: false },
    fields: { attribute: false },
  };

  declare choice: Choice;
  declare fields: Fields<Choice>;
  #shown: Choice | undefined;

  static override styles = [
    ...FieldForm.styles,
    css`
      fieldset {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(112px, 1fr));
        gap: 8px 14px;
        margin: 0 0 8px;
      }
    `,
  ];

  protected override parts(): readonly unknown[] {
    return [];
  }

  protected override labelOf(name: Name): string {
    return this.t(`step.field.${name}`);
  }

  protected override fieldOf(name: Name): Field<unknown> {
    return this.fields[name] as Field<unknown>;
  }

  protected override heldBy(name: Name): unknown {
    return this.choice[name];
  }

  protected override take(name: Name, value: unknown): void {
    this.dispatchEvent(new CustomEvent('change', { detail: { [name]: value } }));
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
      ${this.select('a', functions)} ${this.select('b', functions)}
      ${this.input('hidden', 'text')} ${this.select('initializer', lab.state.offer.initializers)}
      ${this.input('rate')} ${this.input('bias', 'text')} ${this.input('seed', 'numeric')}
    </fieldset>`;
  }
}

define('al-step-form', StepForm);

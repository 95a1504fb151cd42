import { css, html, nothing } from 'lit';
import { FieldForm } from '../field-form.ts';
import { define } from '../panel.ts';
import type { Field } from '../view.ts';
import { type Choice, fieldsOf, type Offered, OPTIMIZERS, RECOMMENDED } from './choice.ts';

/** Where there is room, the fields are not folded. */
const WIDE = matchMedia('(min-width: 641px)');
const EPOCHS = ['1', '2', '3', '4', '5'];

type Name = 'initializer' | 'function' | 'optimizer' | 'epochs' | 'units' | 'seed' | 'depths' | 'rate';

/** Fields of what is measured, or of how it is trained. Emits `choose` (CustomEvent<Partial<Choice>>). */
export class VanishingForm extends FieldForm<Name> {
  static override properties = {
    ...FieldForm.properties,
    choice: { attribute: false },
    offered: { attribute: false },
    training: { type: Boolean },
    disabled: { type: Boolean },
  };

  declare choice: Choice | undefined;
  declare offered: Offered;
  /** which of the two */
  declare training: boolean;
  declare disabled: boolean;

  static override styles = [
    ...FieldForm.styles,
    css`
      fieldset {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(190px, 1fr));
        gap: 6px 16px;
        margin: 6px 0;
      }
      .wide {
        grid-column: 1 / -1;
        max-width: 32em;
      }
    `,
  ];

  constructor() {
    super();
    this.offered = { functions: [], initializers: [] };
    this.training = false;
    this.disabled = false;
  }

  /** The panel hands down what follows from the state. */
  protected override parts(): readonly unknown[] {
    return [];
  }

  protected override labelOf(name: Name): string {
    return this.t(`vanishing.${name}`);
  }

  protected override fieldOf(name: Name): Field<unknown> {
    const field = fieldsOf(this.offered)[name] as Field<unknown>;
    // As people write lists.
    return name === 'depths' ? { ...field, write: (depths) => (depths as number[]).join(', ') } : field;
  }

  protected override heldBy(name: Name): unknown {
    return this.choice?.[name];
  }

  protected override take(name: Name, value: unknown): void {
    this.dispatchEvent(new CustomEvent('choose', { detail: { [name]: value } }));
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    // What was typed was about another choice.
    if (changed.has('choice') && this.choice !== changed.get('choice')) this.drafts = {};
  }

  override render(): unknown {
    const { choice } = this;
    if (!choice) return nothing;
    if (this.training)
      return html`<fieldset ?disabled=${this.disabled}>
        ${this.select('optimizer', OPTIMIZERS)} ${this.input('rate')} ${this.select('epochs', EPOCHS)}
      </fieldset>`;
    const { functions, initializers } = this.offered;
    return html`<details ?open=${WIDE.matches}>
      <summary>${this.t('vanishing.fields')}</summary>
      <fieldset>
        ${
          choice.kind === 'functions'
            ? this.select('initializer', [RECOMMENDED, ...initializers], (name) =>
                name === RECOMMENDED ? this.t('vanishing.recommended') : name,
              )
            : this.select('function', functions)
        }
        ${this.input('units')} ${this.input('seed')}
        <div class="wide">${this.input('depths', 'text')}</div>
      </fieldset>
    </details>`;
  }
}

define('al-vanishing-form', VanishingForm);

import { css, html, nothing, type TemplateResult } from 'lit';
import { define, LabElement } from '../panel.ts';
import { type Choice, fieldsOf, type Offered, RECOMMENDED } from './choice.ts';

/** Where there is room, the fields are not folded. */
const WIDE = matchMedia('(min-width: 641px)');

type Typed = 'units' | 'seed' | 'depths' | 'epochs' | 'rate';

/** Fields of what is measured, or of how it is trained. What can be used goes up at once; the rest stays, with what could. */
export class VanishingForm extends LabElement {
  static override properties = {
    ...LabElement.properties,
    choice: { attribute: false },
    offered: { attribute: false },
    training: { type: Boolean },
    disabled: { type: Boolean },
    drafts: { state: true },
  };

  declare choice: Choice | undefined;
  declare offered: Offered;
  /** which of the two */
  declare training: boolean;
  declare disabled: boolean;
  /** typed, and of no use */
  declare drafts: Partial<Record<Typed, string>>;

  static override styles = [
    ...LabElement.styles,
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
    this.offered = { functions: [], initializers: [] };
    this.training = false;
    this.disabled = false;
    this.drafts = {};
  }

  /** The panel hands down what follows from the state. */
  protected override parts(): readonly unknown[] {
    return [];
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
        ${this.#select('optimizer', ['sgd', 'adam'], choice.optimizer)}
        ${this.#input('rate', choice)}
        ${this.#select('epochs', ['1', '2', '3', '4', '5'], String(choice.epochs))}
      </fieldset>`;
    const { functions, initializers } = this.offered;
    return html`<details ?open=${WIDE.matches}>
      <summary>${this.t('vanishing.fields')}</summary>
      <fieldset>
        ${
          choice.kind === 'functions'
            ? this.#select('initializer', [RECOMMENDED, ...initializers], choice.initializer)
            : this.#select('function', functions, choice.function)
        }
        ${this.#input('units', choice)} ${this.#input('seed', choice)} ${this.#input('depths', choice, 'wide')}
      </fieldset>
    </details>`;
  }

  #select(
    name: 'initializer' | 'function' | 'optimizer' | 'epochs',
    values: readonly string[],
    chosen: string,
  ): TemplateResult {
    return html`<div><label>${this.t(`vanishing.${name}`)}
      <select @change=${(event: Event) => this.#use(name, (event.target as HTMLSelectElement).value)}>
        ${values.map(
          (value) =>
            html`<option value=${value} .selected=${value === chosen}>${value === RECOMMENDED ? this.t('vanishing.recommended') : value}</option>`,
        )}
      </select></label></div>`;
  }

  #input(name: Typed, choice: Choice, kind = ''): TemplateResult {
    const draft = this.drafts[name];
    const fields = fieldsOf(this.offered);
    const shown = name === 'depths' ? choice.depths.join(', ') : String(choice[name]);
    return html`<div class=${kind}><label>${this.t(`vanishing.${name}`)}
        <input inputmode=${name === 'depths' ? 'text' : 'decimal'} autocomplete="off" .value=${draft ?? shown}
          aria-invalid=${draft !== undefined} aria-describedby="${name}-wrong"
          @keydown=${(event: KeyboardEvent) => {
            if (event.key === 'Enter') event.target?.dispatchEvent(new Event('change'));
          }}
          @change=${(event: Event) => this.#use(name, (event.target as HTMLInputElement).value)} /></label>
      <span class="wrong" id="${name}-wrong" role=${draft === undefined ? nothing : 'alert'}>${
        draft === undefined
          ? ''
          : this.t('vanishing.wrong', { got: draft || '–', expected: fields[name].allowed })
      }</span></div>`;
  }

  #use(name: Typed | 'initializer' | 'function' | 'optimizer', text: string): void {
    // Depths may be typed as they are shown.
    const told =
      name === 'depths'
        ? text
            .trim()
            .split(/[\s,、，-]+/)
            .join('-')
        : text.trim();
    const value = fieldsOf(this.offered)[name].read(told);
    if (value === undefined) {
      this.drafts = { ...this.drafts, [name]: text };
      return;
    }
    const { [name as Typed]: _, ...drafts } = this.drafts;
    this.drafts = drafts;
    this.dispatchEvent(new CustomEvent<Partial<Choice>>('choose', { detail: { [name]: value } }));
  }
}

define('al-vanishing-form', VanishingForm);

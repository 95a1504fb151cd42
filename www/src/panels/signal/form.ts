import { css, html, nothing, type PropertyValues } from 'lit';
import type { State } from '../../state/state.ts';
import { FieldForm } from '../field-form.ts';
import { define } from '../panel.ts';
import type { Field } from '../view.ts';
import { fieldsOf, NONE, rateOf, type SignalView, USUAL } from './settings.ts';

const NUMBERS = ['rate', 'clip', 'bias', 'epochs', 'seed', 'every'] as const;
type Name = 'a' | 'b' | 'initializer' | 'optimizer' | 'hidden' | (typeof NUMBERS)[number];

/** The two networks and their training. Emits `change` (CustomEvent<SignalView>) and `usable` (CustomEvent<boolean>). */
export class SignalForm extends FieldForm<Name> {
  static override properties = {
    ...FieldForm.properties,
    view: { attribute: false },
    disabled: { type: Boolean },
  };

  declare view: SignalView;
  declare disabled: boolean;

  static override styles = [
    ...FieldForm.styles,
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
    `,
  ];

  constructor() {
    super();
    this.view = USUAL;
    this.disabled = false;
  }

  protected override parts(state: State): readonly unknown[] {
    return [state.core];
  }

  protected override labelOf(name: Name): string {
    return this.t(`signal.field.${name}`);
  }

  protected override fieldOf(name: Name): Field<unknown> {
    const offer = this.lab?.state.offer ?? { presets: [], rates: {}, initializers: [] };
    return fieldsOf(this.catalogue, offer)[name] as Field<unknown>;
  }

  protected override heldBy(name: Name): unknown {
    return this.view[name];
  }

  protected override take(name: Name, value: unknown): void {
    const offer = this.lab?.state.offer;
    const rate = name === 'optimizer' && offer ? { rate: rateOf(String(value), offer) } : {};
    if ('rate' in rate) {
      const { rate: _, ...others } = this.drafts;
      this.drafts = others;
    }
    const detail: SignalView = { ...this.view, [name]: value, ...rate };
    this.dispatchEvent(new CustomEvent('change', { detail }));
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!changed.has('drafts')) return;
    const usable = Object.keys(this.drafts).length === 0;
    this.dispatchEvent(new CustomEvent<boolean>('usable', { detail: usable }));
  }

  override render(): unknown {
    const { lab } = this;
    if (!lab) return nothing;
    const ids = this.catalogue.map(({ id }) => id);
    const { offer } = lab.state;
    return html`<fieldset ?disabled=${this.disabled}>
        ${this.select('a', ids)}
        ${this.select('b', [NONE, ...ids], (id) => (id === NONE ? this.t('signal.none') : id))}
        <div class="wide">${this.input('hidden', 'text')}</div>
        ${this.select('initializer', offer.initializers)}
        ${this.select('optimizer', Object.keys(offer.rates))}
        ${NUMBERS.map((name) => this.input(name))}
      </fieldset>`;
  }
}

define('al-signal-form', SignalForm);

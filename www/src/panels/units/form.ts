import { css, html, nothing, type TemplateResult } from 'lit';
import type { State } from '../../state/state.ts';
import { FieldForm } from '../field-form.ts';
import { define } from '../panel.ts';
import type { Field, Fields } from '../view.ts';
import { nameOfSide, type Press, pressesOf, SIDES, type Side, settingOf, type UnitsView } from './view.ts';
import { settingName } from './words.ts';

type Name = keyof UnitsView & string;

const COMMON = ['hidden', 'epochs', 'seed'] as const;

/** The two networks, field by field and by presses. Emits `change` (CustomEvent<UnitsView>). */
export class UnitsForm extends FieldForm<Name> {
  static override properties = {
    ...FieldForm.properties,
    view: { attribute: false },
    fields: { attribute: false },
    disabled: { type: Boolean },
  };

  declare view: UnitsView;
  declare fields: Fields<UnitsView>;
  declare disabled: boolean;

  static override styles = [
    ...FieldForm.styles,
    css`
      .sides {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr));
        gap: 16px 28px;
      }
      fieldset.side {
        border-top: 3px solid var(--color);
        padding-top: 8px;
      }
      legend {
        float: left;
        width: 100%;
        padding: 0;
        margin-bottom: 6px;
        font-size: 15px;
        font-weight: 600;
      }
      .fields {
        clear: both;
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        align-items: start;
        gap: 8px 14px;
      }
      .common {
        grid-template-columns: repeat(auto-fill, minmax(150px, 1fr));
        margin-top: 10px;
      }
      .presses {
        margin-top: 10px;
        gap: 6px;
      }
      .presses > span {
        width: 100%;
        font-size: 13px;
        color: var(--soft);
      }
      .presses button {
        min-height: 36px;
        padding: 4px 10px;
        font-size: 14px;
      }
      .presses button[aria-pressed="true"] {
        background: var(--raised);
        box-shadow: inset 0 -2px var(--color);
      }
      @media (pointer: coarse) {
        .presses button {
          min-height: 44px;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.disabled = false;
  }

  protected override parts({ core, params }: State): readonly unknown[] {
    return [core, params];
  }

  protected override labelOf(name: Name): string {
    if (name === 'a' || name === 'b') return this.t('function');
    const field = name.replace(/^[ab]_/, '') as 'init' | 'rate' | 'bias' | (typeof COMMON)[number];
    return this.t(`units.field.${field}`);
  }

  protected override fieldOf(name: Name): Field<unknown> {
    return this.fields[name] as Field<unknown>;
  }

  protected override heldBy(name: Name): unknown {
    return this.view[name];
  }

  protected override take(name: Name, value: unknown): void {
    this.#give({ ...this.view, [name]: value });
  }

  override render(): unknown {
    const { lab, view } = this;
    if (!lab || !view) return nothing;
    const presses = pressesOf(view);
    return html`<div class="sides">${SIDES.map((side) => this.#side(side, presses))}</div>
      <div class="fields common">${COMMON.map((name) => this.input(name, name === 'hidden' ? 'text' : 'decimal'))}</div>`;
  }

  #side(side: Side, presses: readonly Press[]): TemplateResult {
    const setting = settingOf(this.view, side);
    return html`<fieldset class="side" style="--color:${this.lineStyle(setting.activation).color}">
      <legend>${nameOfSide(side)}: ${settingName({ ...setting, activation: this.nameOf(setting.activation, this.lab?.params(setting.activation) ?? {}) }, this.i18n)}</legend>
      <div class="fields">
        ${this.select(
          side,
          this.catalogue.map(({ id }) => id),
        )}
        ${this.select(`${side}_init`, this.lab?.state.offer.initializers ?? [])}
        ${this.input(`${side}_rate`)} ${this.input(`${side}_bias`)}
      </div>
      <div class="row presses" role="group" aria-label=${this.t(`units.presses.${side}`)}>
        <span aria-hidden="true">${this.t(`units.presses.${side}`)}</span>
        ${presses
          .filter((press) => press.side === side)
          .map(
            (press) =>
              html`<button type="button" data-press="${press.what}-${press.value}" ?disabled=${this.disabled} aria-pressed=${this.#isNow(press)} @click=${() => this.#press(press)}>${this.#label(press)}</button>`,
          )}
      </div>
    </fieldset>`;
  }

  /** Whether it would change nothing. */
  #isNow({ view }: Press): boolean {
    return (Object.keys(view) as Name[]).every((name) => view[name] === this.view[name]);
  }

  #label({ what, value }: Press): string {
    const text = typeof value === 'number' ? this.i18n.number(value, 6) : value;
    return what === 'function' || what === 'init' ? text : this.t(`units.press.${what}`, { value: text });
  }

  #press({ view }: Press): void {
    this.drafts = {};
    this.#give(view);
  }

  #give(detail: UnitsView): void {
    this.dispatchEvent(new CustomEvent('view', { detail, bubbles: true }));
  }
}

define('al-units-form', UnitsForm);

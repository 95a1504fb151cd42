import { css, html, nothing, type TemplateResult } from 'lit';
import type { State } from '../../state/state.ts';
import { define, LabElement } from '../panel.ts';
import type { Fields } from '../view.ts';
import { nameOfSide, type Press, pressesOf, SIDES, type Side, settingOf, type UnitsView } from './view.ts';
import { settingName } from './words.ts';

type Name = keyof UnitsView & string;

const COMMON = ['hidden', 'epochs', 'seed'] as const;

/** The two networks, field by field and by presses. Emits `change` (CustomEvent<UnitsView>). */
export class UnitsForm extends LabElement {
  static override properties = {
    ...LabElement.properties,
    view: { attribute: false },
    fields: { attribute: false },
    disabled: { type: Boolean },
    drafts: { state: true },
  };

  declare view: UnitsView;
  declare fields: Fields<UnitsView>;
  declare disabled: boolean;
  /** typed, and of no use */
  declare drafts: Partial<Record<Name, string>>;

  static override styles = [
    ...LabElement.styles,
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
    this.drafts = {};
  }

  protected override parts({ core, params }: State): readonly unknown[] {
    return [core, params];
  }

  override render(): unknown {
    const { lab, view } = this;
    if (!lab || !view) return nothing;
    const presses = pressesOf(view);
    return html`<div class="sides">${SIDES.map((side) => this.#side(side, presses))}</div>
      <div class="fields common">${COMMON.map((name) => this.#input(name, this.t(`units.field.${name}`)))}</div>`;
  }

  #side(side: Side, presses: readonly Press[]): TemplateResult {
    const setting = settingOf(this.view, side);
    return html`<fieldset class="side" style="--color:${this.lineStyle(setting.activation).color}">
      <legend>${nameOfSide(side)}: ${settingName({ ...setting, activation: this.nameOf(setting.activation, this.lab?.params(setting.activation) ?? {}) }, this.i18n)}</legend>
      <div class="fields">
        ${this.#select(
          side,
          this.t('function'),
          this.catalogue.map(({ id }) => id),
        )}
        ${this.#select(`${side}_init`, this.t('units.field.init'), this.lab?.state.offer.initializers ?? [])}
        ${this.#input(`${side}_rate`, this.t('units.field.rate'))}
        ${this.#input(`${side}_bias`, this.t('units.field.bias'))}
      </div>
      <div class="row presses" role="group" aria-label=${this.t(`units.presses.${side}`)}>
        <span aria-hidden="true">${this.t(`units.presses.${side}`)}</span>
        ${presses
          .filter((press) => press.side === side)
          .map(
            (press) =>
              html`<button type="button" data-press="${press.what}-${press.value}" ?disabled=${this.disabled} aria-pressed=${this.#isNow(press)} @click=${() => this.#give(press.view)}>${this.#label(press)}</button>`,
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

  #select(name: 'a' | 'b' | 'a_init' | 'b_init', label: string, values: readonly string[]): TemplateResult {
    return html`<label>${label}
      <select data-name=${name} @change=${(event: Event) => this.#type(name, (event.target as HTMLSelectElement).value)}>
        ${values.map((value) => html`<option value=${value} .selected=${value === this.view[name]}>${value}</option>`)}
      </select>
    </label>`;
  }

  #input(name: Name, label: string): TemplateResult {
    const draft = this.drafts[name];
    return html`<div><label>${label}
      <input data-name=${name} inputmode=${name === 'hidden' ? 'text' : 'decimal'} autocomplete="off"
        .value=${draft ?? this.#text(name)} aria-invalid=${draft !== undefined} aria-describedby="${name}-wrong"
        @keydown=${this.#onKey}
        @change=${(event: Event) => this.#type(name, (event.target as HTMLInputElement).value)} /></label>
      <span class="wrong" id="${name}-wrong" role=${draft === undefined ? nothing : 'alert'}>${draft === undefined ? '' : this.t('units.allowed', { allowed: this.fields[name].allowed })}</span>
    </div>`;
  }

  #text<K extends Name>(name: K): string {
    return this.fields[name].write(this.view[name]);
  }

  /** Without a form not every browser takes Enter as the end of a change. */
  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Enter') event.target?.dispatchEvent(new Event('change'));
  }

  #type<K extends Name>(name: K, text: string): void {
    // As it is often typed: 64, 32.
    const value = this.fields[name].read(
      name === 'hidden' ? text.trim().replace(/[,、\s]+/g, '-') : text.trim(),
    );
    const { [name]: _, ...others } = this.drafts;
    this.drafts = value === undefined ? { ...others, [name]: text } : others;
    if (value !== undefined) this.#give({ ...this.view, [name]: value }, others);
  }

  #give(detail: UnitsView, drafts: Partial<Record<Name, string>> = {}): void {
    this.drafts = drafts;
    this.dispatchEvent(new CustomEvent('view', { detail, bubbles: true }));
  }
}

define('al-units-form', UnitsForm);

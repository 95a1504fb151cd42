import { css, html, nothing, type TemplateResult } from 'lit';
import type { Family, FunctionSpec } from '../core/types.ts';
import { isActive } from '../state/reduce.ts';
import type { State } from '../state/state.ts';
import { LabElement } from './panel.ts';

/** by a folded picker */
const MOST_NAMED = 8;
const FAMILIES = ['rectifier', 'sigmoid', 'exponential', 'gated', 'shrinkage', 'periodic', 'other'] as const;

/** Which functions to compare: one choice for all panels. */
export class Picker extends LabElement {
  static override properties = { ...LabElement.properties, folded: { type: Boolean } };

  declare folded: boolean;

  static override styles = [
    ...LabElement.styles,
    css`
      .families {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 16px;
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px;
      }
      legend {
        float: left;
        padding: 0;
        margin-right: 4px;
        font-size: 13px;
        color: var(--soft);
      }
      label {
        display: inline-flex;
        align-items: center;
        min-height: 34px;
        padding: 0 12px 0 10px;
        border: 1px solid var(--hairline);
        border-radius: 17px;
        font-size: 14px;
        color: var(--soft);
        cursor: pointer;
        user-select: none;
        touch-action: manipulation;
      }
      label:hover {
        background: var(--raised);
      }
      label .swatch {
        opacity: 0.35;
      }
      label:has(:checked) {
        border-color: var(--color);
        color: var(--ink);
      }
      label:has(:checked) .swatch {
        opacity: 1;
      }
      label:has(:focus-visible) {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
      label:has(:disabled) {
        cursor: default;
      }
      input {
        appearance: none;
        margin: 0;
        outline: none;
      }
      .chosen {
        display: inline-flex;
        flex-wrap: wrap;
        gap: 0 14px;
        color: var(--ink);
        vertical-align: top;
        margin-left: 6px;
      }
      .chosen .swatch {
        width: 12px;
        margin-right: 5px;
      }
      @media (pointer: coarse) {
        label {
          min-height: 44px;
          border-radius: 22px;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.folded = false;
  }

  protected override parts(state: State): readonly unknown[] {
    return [state.core, state.selected, state.race.phase, state.timing.active === undefined];
  }

  override render(): unknown {
    const { lab } = this;
    if (lab?.state.core.status !== 'ready') return nothing;
    const { selected, race, timing } = lab.state;
    // What is running must not change under the reader's hands.
    const busy = race.runs.some(isActive) || race.phase === 'preparing' || timing.active !== undefined;
    const families = groupByFamily(this.catalogue);
    const choice = html`<div class="families">
      ${[...families].map(
        ([family, specs]) => html`<fieldset ?disabled=${busy}>
          <legend>${this.t(`family.${family}`)}</legend>
          ${specs.map((spec) => this.#chip(spec, selected.includes(spec.id)))}
        </fieldset>`,
      )}
      <span>
        <button class="link" type="button" ?disabled=${busy} @click=${() => this.#select(this.catalogue.map(({ id }) => id))}>
          ${this.t('picker.all')}</button>
        <button class="link" type="button" ?disabled=${busy} @click=${() => this.#select([])}>${this.t('picker.none')}</button>
      </span>
    </div>`;
    if (!this.folded) return choice;
    const named = selected.slice(0, MOST_NAMED);
    const hidden = selected.length - named.length;
    return html`<details>
      <summary>
        ${this.t('picker.chosen', { count: selected.length })}
        <span class="chosen">
          ${named.map((id) => html`<span><span class="swatch" style="--color:${this.lineStyle(id).color}"></span>${id}</span>`)}
          ${hidden > 0 ? html`<span>${this.t('picker.more', { count: hidden })}</span>` : nothing}
        </span>
      </summary>
      ${choice}
    </details>`;
  }

  #chip(spec: FunctionSpec, checked: boolean): TemplateResult {
    const { color } = this.lineStyle(spec.id);
    return html`<label style="--color:${color}">
      <input type="checkbox" .checked=${checked} @change=${() => this.#toggle(spec.id)} />
      <span class="swatch"></span>${spec.id}
    </label>`;
  }

  #toggle(id: string): void {
    const selected = this.lab?.state.selected ?? [];
    this.#select(selected.includes(id) ? selected.filter((other) => other !== id) : [...selected, id]);
  }

  #select(ids: readonly string[]): void {
    this.lab?.store.dispatch({ type: 'select', ids });
  }
}

function groupByFamily(specs: readonly FunctionSpec[]): Map<Family, FunctionSpec[]> {
  const groups = FAMILIES.map((family) => [family, specs.filter((spec) => spec.family === family)] as const);
  return new Map(groups.filter(([, members]) => members.length > 0));
}

customElements.define('al-picker', Picker);

import { html, nothing, type TemplateResult } from 'lit';
import { factsOf } from '../core/facts.ts';
import { DIALECT_NAMES, type Family, type FunctionSpec } from '../core/types.ts';
import { isActive } from '../state/reduce.ts';
import type { State } from '../state/state.ts';
import { LabElement } from './panel.ts';
import {
  type Filter,
  filtered,
  isDialect,
  isFiltering,
  NO_FILTER,
  PROPERTIES,
  type Property,
} from './picker-filter.ts';
import { pickerStyle } from './picker-style.ts';

/** by a folded picker */
const MOST_NAMED = 8;
const FAMILIES = ['rectifier', 'sigmoid', 'exponential', 'gated', 'shrinkage', 'periodic', 'other'] as const;

/** Which functions to compare: one choice for all panels. */
export class Picker extends LabElement {
  static override properties = {
    ...LabElement.properties,
    folded: { type: Boolean },
    filter: { state: true },
  };

  declare folded: boolean;
  declare filter: Filter;

  static override styles = [...LabElement.styles, pickerStyle];

  constructor() {
    super();
    this.folded = false;
    this.filter = NO_FILTER;
  }

  protected override parts(state: State): readonly unknown[] {
    return [state.core, state.facts, state.selected, state.race.phase, state.timing.active === undefined];
  }

  override render(): unknown {
    const { lab } = this;
    if (lab?.state.core.status !== 'ready') return nothing;
    const { selected, race, timing, facts } = lab.state;
    // What is running must not change under the reader's hands.
    const busy = race.runs.some(isActive) || race.phase === 'preparing' || timing.active !== undefined;
    const offered =
      facts.status === 'ready'
        ? filtered(this.catalogue, this.filter, factsOf, (id) => [this.i18n.about(id)])
        : this.catalogue;
    const named = selected.slice(0, MOST_NAMED);
    const hidden = selected.length - named.length;
    // On a phone forty chips would push the figure away.
    const open = !this.folded && matchMedia('(min-width: 641px)').matches;
    return html`<details ?open=${open}>
      <summary>
        ${this.t('picker.chosen', { count: selected.length })}
        <span class="chosen">
          ${named.map((id) => html`<span><span class="swatch" style="--color:${this.lineStyle(id).color}"></span>${id}</span>`)}
          ${hidden > 0 ? html`<span>${this.t('picker.more', { count: hidden })}</span>` : nothing}
        </span>
      </summary>
      ${this.#search(offered.length)} ${isFiltering(this.filter) ? this.factsFailure() : nothing}
      <div class="families">
        ${[...groupByFamily(offered)].map(
          ([family, specs]) => html`<fieldset ?disabled=${busy}>
            <legend>${this.t(`family.${family}`)}</legend>
            ${specs.map((spec) => this.#chip(spec, selected.includes(spec.id)))}
          </fieldset>`,
        )}
        ${offered.length === 0 ? html`<span class="small">${this.t('picker.no_match')}</span>` : nothing}
        <span>${this.#actions(offered, busy)}</span>
      </div>
    </details>`;
  }

  #search(count: number): TemplateResult {
    const { text, family } = this.filter;
    return html`<search class="row search">
        <input type="search" aria-label=${this.t('picker.search')} placeholder=${this.t('picker.search_hint')}
          .value=${text} @input=${(event: InputEvent) => this.#narrow({ text: (event.target as HTMLInputElement).value })} />
        <select aria-label=${this.t('picker.family')} @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement;
          this.#narrow({ family: FAMILIES.find((one) => one === value) });
        }}>
          <option value="" .selected=${family === undefined}>${this.t('picker.any_family')}</option>
          ${FAMILIES.map((one) => html`<option value=${one} .selected=${family === one}>${this.t(`family.${one}`)}</option>`)}
        </select>
        <span class="small" role="status">${this.t('picker.shown', { shown: count, count: this.catalogue.length })}</span>
        ${
          isFiltering(this.filter)
            ? html`<button class="link" type="button" @click=${() => this.#narrow(NO_FILTER)}>${this.t('picker.clear')}</button>`
            : nothing
        }
      </search>
      <details class="properties">
        <summary>${this.t('picker.filter')}</summary>
        <div class="row">${PROPERTIES.map((property) => this.#property(property))}</div>
      </details>`;
  }

  /** Pressed once: must have it; twice: must not; again: any. */
  #property(property: Property): TemplateResult {
    const name = isDialect(property) ? DIALECT_NAMES[property] : this.t(`property.${property}`);
    const wanted = this.filter.properties[property];
    const next = wanted === undefined ? true : wanted ? false : undefined;
    const state = wanted === undefined ? 'any' : wanted ? 'yes' : 'no';
    return html`<button
      class="property"
      type="button"
      data-state=${state}
      aria-label=${this.t(`picker.${state}`, { property: name })}
      @click=${() => {
        const { [property]: _, ...others } = this.filter.properties;
        this.#narrow({ properties: next === undefined ? others : { ...others, [property]: next } });
      }}
    >${{ any: '', yes: '✓ ', no: '✗ ' }[state]}${name}</button>`;
  }

  #actions(offered: readonly FunctionSpec[], busy: boolean): TemplateResult {
    const ids = offered.map(({ id }) => id);
    const selected = this.lab?.state.selected ?? [];
    const button = (label: string, select: readonly string[], useless = false): TemplateResult =>
      html`<button class="link" type="button" ?disabled=${busy || useless} @click=${() => this.#select(select)}>${label}</button>`;
    const none = ids.length === 0;
    return html`${
      isFiltering(this.filter)
        ? html`${button(this.t('picker.these'), [...selected, ...ids], none)} ${button(this.t('picker.only'), ids, none)}`
        : button(this.t('picker.all'), ids)
    }
      ${button(this.t('picker.none'), [])}`;
  }

  #narrow(change: Partial<Filter>): void {
    this.filter = { ...this.filter, ...change };
    void this.lab?.ensureFacts();
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

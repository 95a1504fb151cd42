import { css, html, nothing, type TemplateResult } from 'lit';
import { LabElement } from './panel.ts';
import type { Field } from './view.ts';

/** A form each of whose fields is taken as soon as it can be used; what cannot stays where it is, with what could. */
export abstract class FieldForm<Name extends string> extends LabElement {
  static override properties = { ...LabElement.properties, drafts: { state: true } };

  /** typed, and of no use */
  declare drafts: Partial<Record<Name, string>>;

  static override styles = [
    ...LabElement.styles,
    css`
      label {
        display: block;
        font-size: 13px;
        line-height: 1.35;
        color: var(--soft);
      }
      input,
      select {
        display: block;
        box-sizing: border-box;
        width: 100%;
        min-height: 44px;
        margin-top: 2px;
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

  protected abstract labelOf(name: Name): string;
  protected abstract fieldOf(name: Name): Field<unknown>;
  /** what holds now */
  protected abstract heldBy(name: Name): unknown;
  /** one that can be used */
  protected abstract take(name: Name, value: unknown): void;

  protected input(name: Name, mode: 'text' | 'decimal' | 'numeric' = 'decimal'): TemplateResult {
    const field = this.fieldOf(name);
    const draft = this.drafts[name];
    const wrong = draft !== undefined;
    return html`<div><label>${this.labelOf(name)}
        <input name=${name} inputmode=${mode} autocomplete="off" .value=${draft ?? field.write(this.heldBy(name))}
          aria-invalid=${wrong} aria-describedby="${name}-wrong"
          @keydown=${(event: KeyboardEvent) => {
            // Without a form not every browser takes Enter as the end of a change.
            if (event.key === 'Enter') event.target?.dispatchEvent(new Event('change'));
          }}
          @change=${(event: Event) => this.#type(name, (event.target as HTMLInputElement).value)} /></label>
      <span class="wrong" id="${name}-wrong" role=${wrong ? 'alert' : nothing}>${
        wrong ? this.t('field.wrong', { got: draft || '–', expected: field.allowed }) : ''
      }</span></div>`;
  }

  /** `shown`: a value as the reader knows it. */
  protected select(
    name: Name,
    values: readonly string[],
    shown: (value: string) => string = (value) => value,
  ): TemplateResult {
    const now = this.fieldOf(name).write(this.heldBy(name));
    return html`<div><label>${this.labelOf(name)}
      <select name=${name} @change=${(event: Event) => this.#type(name, (event.target as HTMLSelectElement).value)}>
        ${values.map((value) => html`<option value=${value} .selected=${value === now}>${shown(value)}</option>`)}
      </select></label></div>`;
  }

  #type(name: Name, text: string): void {
    const value = this.fieldOf(name).read(text.trim());
    const { [name]: _, ...others } = this.drafts as Record<Name, string>;
    this.drafts = (value === undefined ? { ...others, [name]: text } : others) as typeof this.drafts;
    if (value !== undefined) this.take(name, value);
  }
}

import { css, html, nothing } from 'lit';
import { hasNoOrigin } from '../../core/carrier.ts';
import { LabElement } from '../panel.ts';

type Outcome = 'copied' | 'refused' | undefined;

/** The raw record as text to read, copy and save. Clipboard and downloads may both be forbidden in a frame. */
export class RecordView extends LabElement {
  static override properties = {
    ...LabElement.properties,
    text: { attribute: false },
    outcome: { state: true },
  };

  declare text: string;
  declare outcome: Outcome;

  constructor() {
    super();
    this.text = '';
    this.outcome = undefined;
  }

  static override styles = [
    ...LabElement.styles,
    css`
      textarea {
        display: block;
        box-sizing: border-box;
        width: 100%;
        height: 220px;
        padding: 8px 10px;
        border: 1px solid var(--hairline);
        border-radius: 4px;
        background: var(--raised);
        color: var(--ink);
        font: 12.5px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace;
        white-space: pre;
        resize: vertical;
      }
    `,
  ];

  protected override parts(): readonly unknown[] {
    return [];
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (changed.has('text')) this.outcome = undefined;
  }

  override render(): unknown {
    return html`<details>
      <summary>${this.t('timing.record')}</summary>
      <textarea readonly spellcheck="false" aria-label=${this.t('timing.record')} .value=${this.text}></textarea>
      <div class="row controls">
        <button type="button" @click=${() => void this.#copy()}>${this.t('timing.copy')}</button>
        ${hasNoOrigin() ? nothing : html`<button type="button" @click=${() => this.#save()}>${this.t('timing.save')}</button>`}
        <span class="small" role="status">${this.outcome ? this.t(`timing.${this.outcome}`) : ''}</span>
      </div>
    </details>`;
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text);
      this.outcome = 'copied';
    } catch {
      this.#refuse();
    }
  }

  /** Forbidden, or not there at all: the reader's own hand may still copy. */
  #refuse(): void {
    this.renderRoot.querySelector('textarea')?.select();
    this.outcome = 'refused';
  }

  #save(): void {
    try {
      const address = URL.createObjectURL(new Blob([this.text], { type: 'application/json' }));
      const link = Object.assign(document.createElement('a'), {
        href: address,
        download: 'activation-lab-timing.json',
      });
      link.click();
      // Not at once: the browser may still be reading.
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    } catch {
      this.#refuse();
    }
  }
}

customElements.define('al-record', RecordView);

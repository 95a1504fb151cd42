import { css, html, nothing } from 'lit';
import { hasNoOrigin } from '../core/carrier.ts';
import { download } from './download.ts';
import { define, LabElement } from './panel.ts';

type Outcome = 'copied' | 'refused' | undefined;

/** Text to read, copy and save. Clipboard and downloads may both be forbidden in a frame. */
export class Copyable extends LabElement {
  static override properties = {
    ...LabElement.properties,
    text: { attribute: false },
    label: {},
    file: {},
    lines: { type: Number },
    wrap: { type: Boolean },
    outcome: { state: true },
  };

  declare text: string;
  declare label: string;
  /** what to save it as */
  declare file: string;
  /** how many are shown; all are copied */
  declare lines: number;
  /** whether long lines go on in the next one */
  declare wrap: boolean;
  declare outcome: Outcome;

  constructor() {
    super();
    this.text = '';
    this.label = '';
    this.file = '';
    this.lines = Number.POSITIVE_INFINITY;
    this.wrap = false;
    this.outcome = undefined;
  }

  static override styles = [
    ...LabElement.styles,
    css`
      pre {
        margin: 0;
        max-height: var(--height, 220px);
        overflow: auto;
        overscroll-behavior-x: contain;
        padding: 8px 10px;
        border: 1px solid var(--hairline);
        border-radius: 4px;
        background: var(--raised);
        color: var(--ink);
        font: 12.5px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace;
        -webkit-text-size-adjust: none;
        tab-size: 4;
      }
      @media print {
        pre {
          max-height: none;
          border: 0;
          padding: 0;
          font-size: 8pt;
          white-space: pre-wrap;
        }
      }
      .wrap {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
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
    return html`<pre class=${this.wrap ? 'wrap' : ''} lang="en" tabindex="0" role="region" aria-label=${this.label}>${this.#shown()}</pre>
      <div class="row controls">
        <button type="button" @click=${() => void this.#copy()}>${this.t('copy')}</button>
        ${hasNoOrigin() ? nothing : html`<button type="button" @click=${() => this.#save()}>${this.t('save')}</button>`}
        <span class="small" role="status">${this.outcome ? this.t(this.outcome) : ''}</span>
      </div>`;
  }

  /** Thousands of lines take long to lay out. To be selected they must all be there. */
  #shown(): string {
    const lines = this.outcome === 'refused' ? [] : this.text.split('\n', this.lines + 1);
    return lines.length > this.lines ? `${lines.slice(0, this.lines).join('\n')}\n…` : this.text;
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text);
      this.outcome = 'copied';
    } catch {
      void this.#refuse();
    }
  }

  /** Forbidden, or not there at all: the reader's own hand may still copy. */
  async #refuse(): Promise<void> {
    this.outcome = 'refused';
    await this.updateComplete;
    const block = this.renderRoot.querySelector('pre');
    if (block) getSelection()?.selectAllChildren(block);
  }

  #save(): void {
    try {
      download(this.file, new Blob([this.text]));
    } catch {
      void this.#refuse();
    }
  }
}

define('al-copyable', Copyable);

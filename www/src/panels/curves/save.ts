import { css, html } from 'lit';
import { hasNoOrigin } from '../../core/carrier.ts';
import { FailureError } from '../../core/failure.ts';
import { loadPart } from '../../core/part.ts';
import { download } from '../download.ts';
import { LabElement } from '../panel.ts';
import type { Saving } from './saving.ts';
import savingUrl from './saving.ts?worker&url';

const KINDS = ['svg', 'png', 'csv'] as const;
type Kind = (typeof KINDS)[number];

/** Buttons that save the picture and the values. A frame may forbid it, without saying so. */
export class Save extends LabElement {
  static override properties = {
    ...LabElement.properties,
    name: {},
    picture: { attribute: false },
    values: { attribute: false },
    outcome: { state: true },
  };

  /** of the files, without an ending */
  declare name: string;
  /** the SVG file */
  declare picture: (saving: Saving) => string;
  /** the CSV file; undefined where a picture is all there is to save */
  declare values: ((saving: Saving) => string) | undefined;
  declare outcome: string;
  #saving: Saving | undefined;

  static override styles = [
    ...LabElement.styles,
    css`
      button {
        min-height: 34px;
        padding: 4px 12px;
        font-size: 14px;
      }
      @media (pointer: coarse) {
        button {
          min-height: 44px;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.name = '';
    this.picture = () => '';
    this.values = () => '';
    this.outcome = '';
  }

  protected override parts(): readonly unknown[] {
    return [];
  }

  override render(): unknown {
    if (hasNoOrigin()) return html`<p class="small">${this.t('save.no_origin')}</p>`;
    return html`<div class="row" role="group" aria-label=${this.t('save')}>
      <span class="small">${this.t('save')}</span>
      ${KINDS.filter((kind) => kind !== 'csv' || this.values).map(
        (kind) => html`<button type="button" aria-label=${this.t('save.as', { kind: kind.toUpperCase() })}
          @click=${() => void this.#save(kind)}>${kind.toUpperCase()}</button>`,
      )}
      <span class="small" role="status">${this.outcome}</span>
    </div>`;
  }

  async #save(kind: Kind): Promise<void> {
    const file = `${this.name}.${kind}`;
    try {
      download(file, await this.#blob(kind));
      this.outcome = this.t(window.parent === window ? 'save.done' : 'save.done_in_frame', { file });
    } catch (thrown) {
      this.outcome =
        thrown instanceof FailureError ? this.i18n.failure(thrown) : this.t('save.refused', { file });
    }
  }

  async #blob(kind: Kind): Promise<Blob> {
    const saving = await this.#load();
    if (kind === 'csv') return new Blob([this.values?.(saving) ?? ''], { type: 'text/csv;charset=utf-8' });
    const svg = this.picture(saving);
    return kind === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : saving.pixels(svg);
  }

  async #load(): Promise<Saving> {
    this.#saving ??= await loadPart<Saving>(savingUrl);
    return this.#saving;
  }
}

customElements.define('al-save', Save);

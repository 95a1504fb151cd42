import { css, html } from 'lit';
import { hasNoOrigin } from '../../core/carrier.ts';
import { download } from '../download.ts';
import { LabElement } from '../panel.ts';
import { pixels } from './picture.ts';

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
  declare picture: () => string;
  /** the CSV file */
  declare values: () => string;
  declare outcome: string;

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
      ${KINDS.map(
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
    } catch {
      this.outcome = this.t('save.refused', { file });
    }
  }

  async #blob(kind: Kind): Promise<Blob> {
    if (kind === 'csv') return new Blob([this.values()], { type: 'text/csv;charset=utf-8' });
    const svg = this.picture();
    return kind === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : pixels(svg);
  }
}

customElements.define('al-save', Save);

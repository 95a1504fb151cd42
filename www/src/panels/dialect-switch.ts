import { css, html, nothing } from 'lit';
import { DIALECT_NAMES, DIALECTS } from '../core/types.ts';
import type { State } from '../state/state.ts';
import { LabElement } from './panel.ts';

/** Whose names and defaults hold in all panels. */
export class DialectSwitch extends LabElement {
  static override styles = [
    ...LabElement.styles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 12px;
      }
    `,
  ];

  protected override parts(state: State): readonly unknown[] {
    return [state.dialect, state.core.status];
  }

  override render(): unknown {
    const { lab } = this;
    if (lab?.state.core.status !== 'ready') return nothing;
    return html`<span class="small" id="label">${this.t('dialect')}</span>
      <div class="segments" role="group" aria-labelledby="label">
        ${DIALECTS.map(
          (dialect) => html`<button
            type="button"
            aria-pressed=${lab.state.dialect === dialect}
            @click=${() => lab.setDialect(dialect)}
          >${DIALECT_NAMES[dialect]}</button>`,
        )}
      </div>`;
  }
}

customElements.define('al-dialect-switch', DialectSwitch);

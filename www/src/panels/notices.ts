import { html, nothing } from 'lit';
import type { State } from '../state/state.ts';
import { LabElement } from './panel.ts';

/** What of the link was not understood. */
export class Notices extends LabElement {
  protected override parts(state: State): readonly unknown[] {
    return [state.notices, state.core.status];
  }

  override render(): unknown {
    const { lab } = this;
    if (lab?.state.core.status !== 'ready' || lab.state.notices.length === 0) return nothing;
    return html`<div class="message" role="status">
      ${lab.state.notices.some(({ code }) => code !== 'no_texts') ? html`<p>${this.t('notices')}</p>` : nothing}
      <ul>
        ${lab.state.notices.map(
          ({ code, what, got, allowed }) =>
            html`<li>${this.t(`notice.${code}`, { what, got, allowed })}</li>`,
        )}
      </ul>
      <button type="button" @click=${() => lab.store.dispatch({ type: 'dismiss_notices' })}>${this.t('close')}</button>
    </div>`;
  }
}

customElements.define('al-notices', Notices);

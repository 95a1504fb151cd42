import { html, nothing, type TemplateResult } from 'lit';
import type { Lab } from '../state/lab.ts';
import type { State } from '../state/state.ts';
import { extent } from './duration.ts';
import { LabElement } from './panel.ts';

/** What of the link was not understood. */
export class Notices extends LabElement {
  protected override parts(state: State): readonly unknown[] {
    const { notices, core, offered, selected, settings, seeds, images, race, timing, aside } = state;
    const waits = race.phase !== 'idle' || timing.active !== undefined || aside;
    return [notices, core.status, offered, selected, settings, seeds, images, waits];
  }

  override render(): unknown {
    const { lab } = this;
    if (lab?.state.core.status !== 'ready') return nothing;
    return html`${this.#notices(lab)} ${lab.state.offered && !lab.frame.frozen ? this.#offer(lab) : nothing}`;
  }

  /** A link that is about an experiment offers to run it, having said how long that takes. */
  #offer(lab: Lab): TemplateResult {
    const { selected, seeds, race, timing, aside } = lab.state;
    const waits = race.phase !== 'idle' || timing.active !== undefined || aside;
    return html`<div class="message offer">
      <p>${this.t('offer', { extent: extent(this.i18n, selected.length, seeds, lab.estimate()) })}</p>
      <div class="row">
        <button class="primary" type="button" ?disabled=${waits} @click=${() => {
          void lab.train(true);
          document.querySelector('al-race')?.scrollIntoView();
        }}>${this.t('offer.run')}</button>
        <button type="button" @click=${() => lab.store.dispatch({ type: 'dismiss_offer' })}>${this.t('race.not_now')}</button>
      </div>
    </div>`;
  }

  #notices(lab: Lab): TemplateResult | typeof nothing {
    if (lab.state.notices.length === 0) return nothing;
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

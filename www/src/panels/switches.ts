import { css, html, nothing } from 'lit';
import type { State, Theme } from '../state/state.ts';
import { LabElement } from './panel.ts';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** Language and theme. */
export class Switches extends LabElement {
  static override styles = [
    ...LabElement.styles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
    `,
  ];

  protected override parts(state: State): readonly unknown[] {
    return [state.theme];
  }

  override render(): unknown {
    const { lab } = this;
    if (!lab) return nothing;
    const { lang, theme } = lab.state;
    const { store } = lab;
    return html`
      <div class="segments" role="group" aria-label=${this.t('language')}>
        <button type="button" lang="ja" aria-pressed=${lang === 'ja'} @click=${() => void lab.setLanguage('ja')}>日本語</button>
        <button type="button" lang="en" aria-pressed=${lang === 'en'} @click=${() => void lab.setLanguage('en')}>English</button>
      </div>
      <div class="segments" role="group" aria-label=${this.t('theme')}>
        ${THEMES.map(
          (value) => html`<button
            type="button"
            aria-pressed=${theme === value}
            @click=${() => store.dispatch({ type: 'theme', theme: value })}
          >${this.t(`theme.${value}`)}</button>`,
        )}
      </div>
    `;
  }
}

customElements.define('al-switches', Switches);

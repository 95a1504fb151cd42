import { html, type TemplateResult } from 'lit';
import type { Lab } from '../state/lab.ts';
import type { ViewName } from '../state/state.ts';
import { toSearch } from '../state/url.ts';

/** Something worth seeing in a panel, as the panel's part of a link tells it. */
export interface Demo {
  label: string;
  text: string;
}

/** Links that lead to this state of the panel; on the page they only change it, and `then` goes on from there. */
export function demoLinks(
  lab: Lab,
  name: ViewName,
  demos: readonly Demo[],
  then: () => void,
): TemplateResult {
  const show = (event: MouseEvent, text: string): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    lab.store.dispatch({ type: 'view', name, text });
    then();
  };
  const { state } = lab;
  const catalogue = state.core.status === 'ready' ? state.core.catalogue : [];
  return html`<ul class="demos">
    ${demos.map(({ label, text }) => {
      const shown = { ...state, views: { ...state.views, [name]: text } };
      const address = `${toSearch(location.search, shown, catalogue, lab.defaultSelection, { lang: state.lang })}#${name}`;
      return html`<li><a href=${address} @click=${(event: MouseEvent) => show(event, text)}>${label}</a></li>`;
    })}
  </ul>`;
}

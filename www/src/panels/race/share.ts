import { css, html, nothing, type TemplateResult } from 'lit';
import type { Group } from '../../state/groups.ts';
import type { State } from '../../state/state.ts';
import { define, LabElement } from '../panel.ts';
import '../copyable.ts';
import { isOfNow, linkOf } from './link.ts';

/** The link that reproduces the race, to the bit. */
export class Share extends LabElement {
  static override properties = {
    ...LabElement.properties,
    groups: { attribute: false },
    open: { state: true },
  };

  declare groups: readonly Group[];
  declare open: boolean;

  static override styles = [
    ...LabElement.styles,
    css`
      al-copyable {
        --height: 90px;
      }
    `,
  ];

  constructor() {
    super();
    this.groups = [];
    this.open = false;
  }

  /** The address follows all of these. */
  protected override parts(state: State): readonly unknown[] {
    const { core, selected, params, images, learning, preset, settings, seeds, dialect, race } = state;
    return [core, selected, params, images, learning, preset, settings, seeds, dialect, race.phase];
  }

  override render(): unknown {
    const { lab, groups } = this;
    if (lab?.state.core.status !== 'ready') return nothing;
    return html`<details @toggle=${(event: Event) => {
      this.open = (event.target as HTMLDetailsElement).open;
    }}>
      <summary>${this.t('share.title')}</summary>
      ${this.open ? this.#content(groups) : nothing}
    </details>`;
  }

  #content(groups: readonly Group[]): TemplateResult | typeof nothing {
    const { lab } = this;
    if (!lab) return nothing;
    if (!isOfNow(lab, groups)) return html`<p class="small">${this.t('share.changed')}</p>`;
    const { address, digests } = linkOf(lab, groups);
    return html`<p class="small">${this.t(digests ? 'share.about' : 'share.unfinished')}</p>
      <al-copyable .lab=${lab} .text=${address} .label=${this.t('share.title')} .file=${'activation-lab-link.txt'} .wrap=${true}></al-copyable>`;
  }
}

define('al-share', Share);

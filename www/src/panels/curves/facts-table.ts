import { css, html, nothing, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { factsOf } from '../../core/facts.ts';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import { Nearby } from '../nearby.ts';
import { LabElement } from '../panel.ts';
import { hasTrait, TRAITS } from '../picker-filter.ts';
import { rangeText, slopeText } from './card.ts';
import type { Value } from './sampling.ts';

const COLUMNS = 7;

/** The chosen functions, a row each. Emits `emphasise` and `choose` (CustomEvent<string | undefined>). */
export class FactsTable extends LabElement {
  static override properties = {
    ...LabElement.properties,
    x: { type: Number },
    values: { attribute: false },
    emphasised: { attribute: false },
    chosen: { attribute: false },
  };

  /** of the readout */
  declare x: number;
  declare values: ReadonlyMap<string, Value>;
  declare emphasised: string | undefined;
  /** the id whose details are shown in the table */
  declare chosen: string | undefined;

  static override styles = [
    ...LabElement.styles,
    css`
      tbody tr.on {
        background: var(--raised);
      }
      th[scope="row"] {
        white-space: normal;
        min-width: 150px;
      }
      td {
        font-size: 13.5px;
      }
      math {
        display: block math;
        width: fit-content;
        margin: 0;
        font-size: 14px;
      }
      .about {
        display: block;
        max-width: 22em;
        font-weight: 400;
        font-size: 12.5px;
        line-height: 1.4;
        color: var(--soft);
      }
      .open {
        min-height: 28px;
        margin: 0;
        padding: 2px 0;
        border: 0;
        font-weight: 600;
        font-size: 14px;
        text-align: left;
        overflow-wrap: anywhere;
      }
      .open:hover {
        text-decoration: underline;
        text-underline-offset: 3px;
        background: none !important;
      }
      .traits {
        max-width: 15em;
        font-size: 12.5px;
        line-height: 1.45;
      }
      .note {
        display: block;
        max-width: 22em;
        font-weight: 400;
        line-height: 1.4;
        font-size: 12px;
        color: var(--soft);
      }
      @media (pointer: coarse) {
        .open {
          min-height: 44px;
        }
      }
      @media (max-width: 640px) {
        thead {
          position: absolute;
          clip-path: inset(50%);
        }
        tbody tr {
          display: grid;
          grid-template-columns: 1fr 1fr;
          border-bottom: 1px solid var(--hairline);
          padding: 6px 0;
        }
        th,
        td {
          border: 0;
          padding: 1px 0;
          text-align: left !important;
        }
        th,
        .wide {
          grid-column: 1 / -1;
        }
        .about,
        .folded {
          display: none;
        }
        .waiting {
          min-height: 78px;
        }
        .wide {
          overflow-x: auto;
          overflow-y: clip;
        }
        [data-label]::before {
          content: attr(data-label) " ";
          color: var(--soft);
        }
      }
    `,
  ];

  constructor() {
    super();
    this.x = 0;
    this.values = new Map();
    this.emphasised = undefined;
    this.chosen = undefined;
    new Nearby(this, () => void this.lab?.ensureFacts());
  }

  protected override parts(state: State): readonly unknown[] {
    return [state.core, state.facts, state.dialect, state.selected, state.params];
  }

  override render(): unknown {
    const { lab } = this;
    if (!lab) return nothing;
    const x = this.i18n.number(this.x, 4);
    return html`${this.factsFailure()}<table>
        <thead>
          <tr>
            <th scope="col">${this.t('function')}</th>
            <th scope="col"><i>f</i>(<i>x</i>) =</th>
            <th scope="col">${this.t('curves.range')}</th>
            <th scope="col">${this.t('facts.traits')}</th>
            <th scope="col" class="number">E[<i>f</i>′²]</th>
            <th scope="col" class="number"><i>f</i>(${x})</th>
            <th scope="col" class="number"><i>f</i>′(${x})</th>
          </tr>
        </thead>
        <tbody>${lab.state.selected.map((id) => this.#row(lab, id, x))}</tbody>
      </table>
      <details>
        <summary>${this.t('facts.definitions')}</summary>
        <dl>
          ${([...TRAITS, 'slope'] as const).map(
            (
              trait,
            ) => html`<dt><strong>${trait === 'slope' ? 'E[f′²]' : this.t(`property.${trait}`)}</strong></dt>
              <dd>${this.t(`property.${trait}.means`)}</dd>`,
          )}
        </dl>
      </details>`;
  }

  #row(lab: Lab, id: string, x: string): TemplateResult {
    const { f = Number.NaN, df = Number.NaN } = this.values.get(id) ?? {};
    const facts = lab.state.facts.status === 'ready' ? factsOf(id) : undefined;
    const open = this.chosen === id;
    const hold = facts ? this.factsHold(id) : '';
    const note = hold ? html`<span class="note">${hold}</span>` : nothing;
    const number = (value: number): string => this.i18n.number(value, 3, 3);
    const traits = TRAITS.filter((trait) => facts && hasTrait(facts, trait)).map((trait) =>
      trait === 'saturating' && facts && facts.saturating !== 'none'
        ? this.t(`facts.saturating.${facts.saturating}`)
        : this.t(`property.${trait}`),
    );
    return html`<tr
        class="${this.emphasised === id ? 'on' : ''} ${facts ? '' : 'waiting'}"
        @mouseenter=${() => this.#tell('emphasise', id)}
        @mouseleave=${() => this.#tell('emphasise', undefined)}
        @focusin=${() => this.#tell('emphasise', id)}
        @focusout=${() => this.#tell('emphasise', undefined)}
      >
        <th scope="row">
          <span class="swatch" style="--color:${this.lineStyle(id).color}"></span><button
            class="open" type="button" aria-expanded=${open}
            @click=${() => this.#tell('choose', open ? undefined : id)}
          >${this.nameOf(id, lab.params(id))}</button>
          <code class="about">${facts ? this.apiOf(id) : '…'}</code>
          <span class="about">${this.i18n.about(id)}</span>
          ${facts?.rowwise ? html`<span class="note">${this.t('facts.rowwise')}</span>` : nothing}
        </th>
        <td class="wide">${facts ? unsafeHTML(facts.formula) : nothing}
          ${Object.entries(lab.params(id)).map(
            ([name, value]) => html`<span class="note">${name} = ${this.i18n.number(value, 3)}</span>`,
          )}</td>
        <td class="folded">${facts ? rangeText(facts.range, (value) => this.i18n.number(value, 3)) : nothing}
          ${note}</td>
        <td class="folded traits">${traits.join(this.t('list.separator')) || '–'}
          ${note}</td>
        <td class="number folded">${facts ? slopeText(this, lab, id) : nothing}</td>
        <td class="number" data-label="f(${x}) =">${number(f)}</td>
        <td class="number" data-label="f′(${x}) =">${number(df)}</td>
      </tr>
      ${
        open
          ? html`<tr><td colspan=${COLUMNS} class="wide">
              <al-function-card .lab=${lab} .activation=${id} @close=${() => this.#tell('choose', undefined)}></al-function-card>
            </td></tr>`
          : nothing
      }`;
  }

  #tell(type: 'choose' | 'emphasise', detail: string | undefined): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

customElements.define('al-facts-table', FactsTable);

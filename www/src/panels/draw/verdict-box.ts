import { css, html, nothing, type TemplateResult } from 'lit';
import type { State } from '../../state/state.ts';
import { define, LabElement } from '../panel.ts';
import type { Amount } from './ink-amount.ts';
import { dissent, type Opinion } from './opinions.ts';
import type { Verdict } from './verdict.ts';
import { confidence, dissenters, tally } from './words.ts';

/** What most networks read, how many and how sure they are, and who dissents. */
export class VerdictBox extends LabElement {
  static override properties = {
    ...LabElement.properties,
    verdict: { attribute: false },
    opinions: { attribute: false },
    amount: { attribute: false },
    truth: { attribute: false },
  };

  declare verdict: Verdict | undefined;
  declare opinions: readonly Opinion[];
  /** `none`: strokes that leave no ink; `empty`: nothing was drawn */
  declare amount: Amount | 'none' | 'empty';
  /** of a test image */
  declare truth: number | undefined;

  static override styles = [
    ...LabElement.styles,
    css`
      .verdict {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 2px 18px;
        align-items: center;
        min-height: 116px;
        padding-bottom: 8px;
        border-bottom: 1px solid var(--axis);
        font-variant-numeric: tabular-nums;
      }
      b {
        font-size: 76px;
        line-height: 1;
        font-weight: 700;
        min-width: 0.95em;
        white-space: nowrap;
      }
      b small {
        font-size: 0.45em;
        font-weight: 400;
        color: var(--soft);
        vertical-align: 0.7em;
      }
      .odd b {
        color: var(--soft);
        font-weight: 400;
      }
      p {
        margin: 2px 0 0;
        font-size: 15px;
        line-height: 1.45;
      }
      p.small {
        font-size: 13px;
      }
      .meter {
        display: flex;
        gap: 2px;
        height: 22px;
        margin-bottom: 5px;
        font-size: 12.5px;
        line-height: 22px;
        text-align: center;
      }
      .meter i {
        flex: var(--votes) 0 0;
        min-width: 3px;
        overflow: hidden;
        white-space: nowrap;
        font: inherit;
        border-radius: 2px;
        background: var(--hairline);
        color: var(--ink);
      }
      .meter i:first-child {
        background: var(--ink);
        color: var(--paper);
        font-weight: 600;
      }
      .unsure .meter i:first-child {
        background: var(--soft);
      }
      @media print {
        .meter i {
          border: 1px solid var(--axis);
        }
      }
    `,
  ];

  constructor() {
    super();
    this.verdict = undefined;
    this.opinions = [];
    this.amount = 'empty';
    this.truth = undefined;
  }

  protected override parts({ core }: State): readonly unknown[] {
    return [core];
  }

  override render(): unknown {
    if (!this.lab) return nothing;
    const { verdict, amount } = this;
    if (!verdict || amount === 'empty' || amount === 'none') {
      return html`<div class="verdict odd"><b aria-hidden="true">–</b>
        <p>${this.t(amount === 'none' ? 'draw.nothing' : 'draw.empty')}</p></div>`;
    }
    const odd = amount !== 'enough';
    return html`<div class="verdict ${odd ? 'odd' : ''} ${verdict.unsure ? 'unsure' : ''}">
      <b>${odd ? '–' : verdict.digit}${verdict.unsure && !odd ? html`<small>?</small>` : nothing}</b>
      <div>
        ${this.#meter(verdict)}
        ${odd ? html`<p>${this.t(amount === 'much' ? 'draw.much' : 'draw.little')}</p>` : nothing}
        <p class=${odd ? 'small' : ''}>${tally(this.i18n, verdict)} ${odd ? nothing : confidence(this.i18n, verdict)}</p>
        ${this.#small(verdict)}
      </div>
    </div>`;
  }

  #meter({ camps, count }: Verdict): TemplateResult {
    // A label that does not fit is in the sentence.
    const label = (votes: number, digit: number): string =>
      votes / count > 0.07 ? `${digit} ×${votes}` : '';
    return html`<div class="meter" aria-hidden="true">
      ${camps.map(({ digit, votes }) => html`<i style="--votes:${votes}">${label(votes, digit)}</i>`)}
    </div>`;
  }

  #small(verdict: Verdict): TemplateResult {
    const names = dissenters(this.i18n, dissent(this.opinions, verdict), ({ opinion }) =>
      this.nameOf(opinion.activation, opinion.params),
    );
    const truth = this.truth === undefined ? '' : this.t('draw.truth', { digit: this.truth });
    return html`<p class="small">${truth} ${names}</p>`;
  }
}

define('al-verdict', VerdictBox);

import { css, html, nothing, type TemplateResult } from 'lit';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import { define, LabElement } from '../panel.ts';
import type { Candidate } from './search-plan.ts';
import type { Finalist } from './search-run.ts';

/** Who won, and who cannot be told from the winner. */
export class SearchResult extends LabElement {
  static override properties = {
    ...LabElement.properties,
    finalists: { attribute: false },
    seeds: { type: Number },
  };

  declare finalists: readonly Finalist[];
  declare seeds: number;

  static override styles = [
    ...LabElement.styles,
    css`
      .answer {
        font-size: 17px;
        margin: 14px 0;
      }
      thead td {
        border-bottom-color: var(--axis);
      }
      .scroll .winner :is(th, td) {
        background: var(--raised);
      }
      td {
        white-space: nowrap;
      }
      td button {
        min-height: 34px;
        padding: 4px 10px;
        font-size: 14px;
      }
      @media (pointer: coarse) {
        td button {
          min-height: 44px;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.finalists = [];
    this.seeds = 0;
  }

  protected override parts({ core, dialect, race, aside }: State): readonly unknown[] {
    return [core, dialect, race.phase, aside];
  }

  override render(): unknown {
    const { lab, finalists } = this;
    if (!lab) return nothing;
    return html`<p class="answer" role="status">${this.#answer()}</p>
      ${finalists.length > 0 ? this.#table(lab) : nothing}`;
  }

  #name({ activation, params, learning_rate }: Candidate): string {
    return this.t('search.name', {
      name: this.nameOf(activation, params),
      rate: this.i18n.significant(learning_rate),
    });
  }

  #answer(): string {
    const winner = this.finalists.find(({ place }) => place === 'winner');
    if (!winner) return this.t('search.nobody');
    const list = (place: Finalist['place']): string[] =>
      this.finalists.filter((one) => one.place === place).map(({ candidate }) => this.#name(candidate));
    const [peers, behind, lost] = [list('peer'), list('behind'), list('diverged')];
    const percent = (value: number): string => this.i18n.percent(value, 1);
    const joined = (names: readonly string[]): string => names.join(this.t('search.and'));
    const { mean, low, high, candidate } = winner;
    return [
      this.t('search.winner', {
        name: this.#name(candidate),
        mean: percent(mean),
        low: percent(low),
        high: percent(Math.min(1, high)),
        seeds: this.seeds,
      }),
      ...(peers.length > 0
        ? [this.t('search.peers', { names: joined(peers) })]
        : [this.t('search.no_peers')]),
      ...(behind.length > 0 ? [this.t('search.behind', { names: joined(behind) })] : []),
      ...(lost.length > 0 ? [this.t('search.diverged', { names: joined(lost) })] : []),
    ].join(this.t('sentence.separator'));
  }

  #table(lab: Lab): TemplateResult {
    const waits = lab.state.race.phase !== 'idle' || lab.state.aside;
    const points = (value: number): string => this.i18n.number(value * 100, 2, 2);
    const percent = (value: number): string => this.i18n.percent(value, 1);
    return html`<div class="scroll"><table>
      <thead><tr>
        <th scope="col">${this.t('function')}</th>
        <th scope="col" class="number">${this.t('search.rate')}</th>
        <th scope="col" class="number">${this.t('search.accuracy')}</th>
        <th scope="col" class="number">${this.t('search.difference')}</th>
        <th scope="col">${this.t('search.place')}</th>
        <td></td>
      </tr></thead>
      <tbody>${this.finalists.map(
        ({
          candidate,
          mean,
          low,
          high,
          difference,
          place,
        }) => html`<tr class=${place} style="--color:${this.lineStyle(candidate.activation).color}">
          <th scope="row"><span class="swatch"></span>${this.nameOf(candidate.activation, candidate.params)}</th>
          <td class="number">${this.i18n.significant(candidate.learning_rate)}</td>
          <td class="number">${place === 'diverged' ? '–' : this.t('search.interval', { mean: percent(mean), low: percent(low), high: percent(Math.min(1, high)) })}</td>
          <td class="number">${place === 'peer' || place === 'behind' ? this.t('search.interval', { mean: points(difference.mean), low: points(difference.low), high: points(difference.high) }) : '–'}</td>
          <td>${this.t(`search.place.${place}`)}</td>
          <td><button type="button" ?disabled=${waits} aria-label=${this.t('search.use.of', { name: this.#name(candidate) })} @click=${() => use(lab, candidate)}>${this.t('search.use')}</button></td>
        </tr>`,
      )}</tbody>
    </table></div>`;
  }
}

/** Makes a candidate's values those of the page. */
function use(lab: Lab, { activation, params, learning_rate }: Candidate): void {
  const { selected } = lab.state;
  for (const [name, value] of Object.entries(params))
    lab.store.dispatch({ type: 'parameter', id: activation, name, value });
  lab.store.dispatch({ type: 'settings', change: { learning_rate } });
  if (!selected.includes(activation)) lab.store.dispatch({ type: 'select', ids: [...selected, activation] });
}

define('al-search-result', SearchResult);

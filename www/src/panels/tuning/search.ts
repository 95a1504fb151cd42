import { css, html, noChange, nothing, type TemplateResult } from 'lit';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import { duration } from '../duration.ts';
import { define, LabElement } from '../panel.ts';
import './search-chart.ts';
import {
  expectedRuns,
  type Plan,
  parseSeed,
  parseWanted,
  SCOPES,
  SIZES,
  sizeWithin,
  WANTED_ALLOWED,
  type Wanted,
  wantedText,
} from './search-plan.ts';
import './search-result.ts';
import { Searcher } from './searcher.ts';
import { REFUSES_FROM } from './sweeper.ts';

/** Seconds that a reader may have. */
const BUDGETS = [20, 60, 180] as const;

/** Tries functions, parameters and learning rates for as long as the reader has. */
export class TuningSearch extends LabElement {
  static override properties = {
    ...LabElement.properties,
    hidden: { type: Boolean },
    budget: { state: true },
    scope: { state: true },
    seed: { state: true },
    typed: { state: true },
    tick: { state: true },
  };

  declare hidden: boolean;
  declare budget: (typeof BUDGETS)[number];
  declare scope: Wanted['scope'];
  declare seed: number;
  /** a seed that cannot be used, as it was typed */
  declare typed: string | undefined;
  /** counts what the search has told */
  declare tick: number;
  #searcher: Searcher | undefined;
  /** sizes by what they depend on: reckoning them takes some ms */
  readonly #sizes = new Map<string, number | undefined>();

  static override styles = [
    ...LabElement.styles,
    css`
      .row {
        margin: 8px 0;
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        font-size: 14px;
      }
      input {
        font: inherit;
        font-size: 14px;
        width: 7.5em;
        min-height: 34px;
        box-sizing: border-box;
        padding: 2px 6px;
        border: 1px solid var(--axis);
        border-radius: 4px;
        background: none;
        color: var(--ink);
        font-variant-numeric: tabular-nums;
      }
      input[aria-invalid="true"] {
        border-color: var(--bad);
      }
      .bad {
        color: var(--bad);
      }
      al-search-chart {
        margin-top: 14px;
      }
      @media (pointer: coarse) {
        input {
          min-height: 44px;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.hidden = false;
    this.budget = 20;
    this.scope = 'chosen';
    this.seed = 1;
    this.typed = undefined;
    this.tick = 0;
  }

  protected override parts(state: State): readonly unknown[] {
    const { core, dialect, selected, params, race, timing, aside, settings, images, learning, search } =
      state;
    const waits = race.phase !== 'idle' || timing.active !== undefined || aside;
    return [core, dialect, selected, params, waits, settings, images, learning, search];
  }

  override render(): unknown {
    // It stays as it is until it is looked at again.
    if (this.hidden) return noChange;
    const { lab } = this;
    if (lab?.state.core.status !== 'ready') return nothing;
    this.#searcher ??= new Searcher(lab, () => {
      this.tick += 1;
    });
    const searcher = this.#searcher;
    const { search, selected } = lab.state;
    const told = search === undefined ? undefined : parseWanted(search);
    const own = this.#wanted(lab, searcher);
    // What this page has begun is in its address as well.
    const linked = told && wantedText(told) !== wantedText(own) ? told : undefined;
    const scope = linked?.scope ?? this.scope;
    const none = scope === 'chosen' && selected.length === 0;
    const wanted = linked ?? own;
    return html`${
      search !== undefined && !told
        ? html`<div class="message" role="alert"><p>${this.t('search.wrong_link', { got: search, allowed: WANTED_ALLOWED })}</p></div>`
        : nothing
    }
      <p>${this.t('search.lead')}</p>
      ${this.#form(lab, searcher, linked, scope)}
      ${none ? html`<p>${this.t('picker.empty')}</p>` : this.#controls(lab, searcher, wanted)}
      ${searcher.failure ? this.failureMessage(searcher.failure) : nothing}
      ${searcher.run ? this.#shown(lab, searcher) : nothing}`;
  }

  #form(lab: Lab, { phase }: Searcher, linked: Wanted | undefined, scope: Wanted['scope']): TemplateResult {
    const busy = phase !== 'idle';
    const all = this.catalogue.length;
    const own = (): void => {
      this.seed = linked?.seed ?? this.seed;
      this.scope = scope;
      lab.store.dispatch({ type: 'search', search: undefined });
    };
    return html`<div class="row">
        <div class="segments" role="group" aria-label=${this.t('search.budget')}>
          ${BUDGETS.map(
            (seconds) =>
              html`<button type="button" ?disabled=${busy} aria-pressed=${!linked && seconds === this.budget} @click=${() => {
                own();
                this.budget = seconds;
              }}>${this.t(`search.budget.${seconds}`)}</button>`,
          )}
        </div>
        <div class="segments" role="group" aria-label=${this.t('search.scope')}>
          ${SCOPES.map(
            (one) =>
              html`<button type="button" ?disabled=${busy} aria-pressed=${one === scope} @click=${() => {
                own();
                this.scope = one;
              }}>${this.t(`search.scope.${one}`, { count: one === 'all' ? all : lab.state.selected.length })}</button>`,
          )}
        </div>
        <label>${this.t('search.seed')}
          <input type="text" inputmode="numeric" autocomplete="off" ?disabled=${busy} aria-invalid=${this.typed !== undefined}
            .value=${this.typed ?? String(linked?.seed ?? this.seed)}
            @keydown=${(event: KeyboardEvent) => {
              if (event.key === 'Enter') event.target?.dispatchEvent(new Event('change'));
            }}
            @change=${(event: Event) => {
              const text = (event.target as HTMLInputElement).value;
              const seed = parseSeed(text);
              this.typed = seed === undefined ? text : undefined;
              if (seed === undefined) return;
              own();
              this.seed = seed;
            }} /></label>
      </div>
      <p class="small bad" role="alert">${this.typed === undefined ? nothing : this.t('tuning.wrong', { got: this.typed, expected: `0–${2 ** 32 - 1}` })}</p>`;
  }

  /** As many candidates as there is time for; the fewest there may be where there is not enough. */
  #wanted(lab: Lab, searcher: Searcher): Wanted {
    const { seed, scope, budget } = this;
    const { selected, settings, params, images, learning, dialect } = lab.state;
    const least = this.#seconds(lab, searcher.plan({ seed, scope, size: SIZES.min }));
    const key = JSON.stringify([
      least.toPrecision(2),
      scope,
      budget,
      scope === 'all' ? [] : selected,
      settings,
      params,
      images,
      learning,
      dialect,
    ]);
    if (!this.#sizes.has(key)) {
      const seconds = (size: number): number => this.#seconds(lab, searcher.plan({ seed, size, scope }));
      this.#sizes.set(key, sizeWithin(budget, seconds));
    }
    return { seed, scope, size: this.#sizes.get(key) ?? SIZES.min };
  }

  #seconds(lab: Lab, plan: Plan): number {
    return lab.estimate(expectedRuns(plan).flat());
  }

  #controls(lab: Lab, searcher: Searcher, wanted: Wanted): TemplateResult {
    const { race, timing, aside, images } = lab.state;
    const { phase } = searcher;
    const idle = phase === 'idle';
    const waits = race.phase !== 'idle' || timing.active !== undefined || (aside && idle);
    const plan = idle ? searcher.plan(wanted) : searcher.run?.plan;
    const seconds = plan ? this.#seconds(lab, plan) : 0;
    const refused = idle && seconds > REFUSES_FROM;
    const left = searcher.secondsLeft;
    const words =
      phase === 'preparing'
        ? this.t('race.preparing')
        : phase === 'paused'
          ? this.t('search.paused')
          : left === undefined
            ? ''
            : this.t('race.left', { time: duration(this.i18n, left) });
    return html`${plan ? html`<p class="small">${this.#words(plan)}</p>` : nothing}
      <div class="row">${
        idle
          ? html`<button class="primary" type="button" ?disabled=${waits || refused || !plan || this.typed !== undefined} @click=${() => {
              if (!plan) return;
              lab.store.dispatch({ type: 'search', search: wantedText(wanted) });
              void searcher.start(plan, images);
            }}>${this.t('search.start', { time: duration(this.i18n, seconds) })}</button>`
          : html`${
              phase === 'paused'
                ? html`<button class="primary" type="button" @click=${() => searcher.resume()}>${this.t('resume')}</button>`
                : html`<button class="primary" type="button" ?disabled=${phase === 'preparing'} @click=${() => searcher.pause()}>${this.t('pause')}</button>`
            }
            <button type="button" @click=${() => searcher.cancel()}>${this.t('cancel')}</button>`
      }</div>
      <div class="progress">${
        idle
          ? html`<span>${waits ? this.t('hand.training') : nothing}</span>`
          : html`<progress max="1" .value=${searcher.fraction} aria-label=${this.t('search.progress')}></progress><span>${words}</span>`
      }</div>
      ${refused ? html`<div class="message bad" role="alert"><p>${this.t('hand.refused', { time: duration(this.i18n, seconds) })}</p></div>` : nothing}`;
  }

  /** The plan in a sentence. */
  #words({ rungs, finalists, seeds, seed }: Plan): string {
    const steps = rungs.map(({ count, epochs }) =>
      this.t(epochs === 1 ? 'search.rung.one' : 'search.rung', { count, epochs }),
    );
    return this.t('search.plan', { steps: steps.join(' → '), finalists, seeds: seeds.length, seed });
  }

  #shown(lab: Lab, searcher: Searcher): TemplateResult | typeof nothing {
    const { run } = searcher;
    if (!run) return nothing;
    const finalists = run.finalists();
    return html`<al-search-chart
        .plan=${run.plan}
        .rungs=${run.rungs}
        .finalists=${finalists}
        .tick=${this.tick}
        .colorOf=${(id: string) => this.lineStyle(id).color}
        .names=${{
          rung: (count: number, epochs: number) => [
            this.t('search.column', { count }),
            this.t(epochs === 1 ? 'search.column.one' : 'search.column.epochs', { epochs }),
          ],
          final: [
            this.t('search.column.final'),
            this.t('search.column.seeds', { seeds: run.plan.seeds.length }),
          ],
        }}
        .format=${(value: number) => this.i18n.percent(value, 0)}
        .label=${this.t('search.chart')}
      ></al-search-chart>
      <p class="small">${this.t('search.legend')}</p>
      ${searcher.ended === 'cancelled' ? html`<p>${this.t('search.cancelled')}</p>` : nothing}
      ${
        searcher.ended === 'done' && !run.lost
          ? html`<al-search-result .lab=${lab} .finalists=${finalists} .seeds=${run.plan.seeds.length}></al-search-result>`
          : nothing
      }`;
  }
}

define('al-tuning-search', TuningSearch);

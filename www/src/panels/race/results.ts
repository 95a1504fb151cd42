import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { IntervalChart } from '../../charts/interval-chart.ts';
import { type Group, groupRuns } from '../../state/groups.ts';
import type { Lab } from '../../state/lab.ts';
import { parseNumber } from '../../state/settings.ts';
import type { State } from '../../state/state.ts';
import type { Saving } from '../curves/saving.ts';
import { define, LabElement } from '../panel.ts';
import '../../charts/interval-chart.ts';
import './confusion.ts';
import './export.ts';
import type { Export } from './export.ts';
import './mistakes.ts';
import './share.ts';
import './table.ts';
import {
  type Column,
  filtered,
  inOrder,
  nextOrder,
  type Order,
  type TableRow,
  type Told,
} from './columns.ts';
import { FINE, plotDomain, plotRows } from './plot.ts';
import { resultsStyle } from './results-style.ts';
import { defaultBaseline, outcomesOf, resultRows, stepsPerEpoch, testCountOf } from './rows.ts';
import { raceSentences } from './sentence.ts';
import { timesOf } from './times.ts';
import { type Asked, askedFor, reproduction } from './verdict.ts';

/** While networks train, nothing is worked out and shown again sooner: of each run that there is, and at least. */
const EVERY_MS = { run: 15, least: 500 };

/** What a race came to: sentence, plot, table, confusions, files and link. */
export class Results extends LabElement {
  static override properties = {
    ...LabElement.properties,
    baseline: { state: true },
    threshold: { state: true },
    wrong: { state: true },
    order: { state: true },
    text: { state: true },
    told: { state: true },
    chosen: { state: true },
    open: { state: true },
  };

  /** key of a group; undefined: the usual one */
  declare baseline: string | undefined;
  /** 0 … 1, for the epochs to an accuracy */
  declare threshold: number;
  /** what was typed for it and cannot be used */
  declare wrong: string | undefined;
  /** undefined: the best first once the race is over */
  declare order: Order | undefined;
  declare text: string;
  declare told: Told;
  /** key of the group whose confusions are shown */
  declare chosen: string | undefined;
  /** whether confusions and mistakes are shown */
  declare open: boolean;

  #asked: Asked | undefined;
  #known: { of: readonly unknown[]; rows: TableRow[] } | undefined;
  #rendered = 0;

  static override styles = [...LabElement.styles, resultsStyle];

  constructor() {
    super();
    this.baseline = undefined;
    this.threshold = 0.9;
    this.wrong = undefined;
    this.order = undefined;
    this.text = '';
    this.told = 'all';
    this.chosen = undefined;
    this.open = false;
  }

  protected override parts({ core, race, data, timing, bits }: State): readonly unknown[] {
    // Progress within a run is shown elsewhere.
    return [core, data, timing.report, bits, race.phase, outcomesOf(race)];
  }

  protected override async scheduleUpdate(): Promise<void> {
    const { phase, runs } = this.lab?.state.race ?? { phase: 'idle', runs: [] };
    const wait = this.#rendered + Math.max(EVERY_MS.least, EVERY_MS.run * runs.length) - performance.now();
    if (phase !== 'idle' && wait > 0) {
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
    super.scheduleUpdate();
    this.#rendered = performance.now();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { lab } = this;
    if (lab?.state.core.status === 'ready' && lab.state.bits && !lab.state.bits.stale)
      this.#asked ??= askedFor(lab);
  }

  /** Charts and table as text that needs no script; undefined while there is no result. */
  get still(): string | undefined {
    if (this.lab?.state.race.phase !== 'idle') return undefined;
    return this.renderRoot.querySelector<Export>('al-export')?.still;
  }

  override render(): unknown {
    const { lab } = this;
    if (lab?.state.core.status !== 'ready' || lab.state.race.runs.length === 0) return nothing;
    const groups = groupRuns(lab.state.race.runs);
    const baseline = groups.some(({ key }) => key === this.baseline)
      ? this.baseline
      : defaultBaseline(groups);
    const rows = this.#rows(lab, groups, baseline);
    const idle = lab.state.race.phase === 'idle';
    // During the race nothing changes places.
    const order = this.order ?? { column: 'accuracy', descending: true };
    const ordered = this.order || idle ? inOrder(rows, order) : rows;
    const shown = filtered(ordered, this.text, this.told, baseline);
    const options = { i18n: this.i18n, baseline, testCount: testCountOf(lab.state.race.runs) };
    const words = idle ? this.#words(rows, baseline, options.testCount) : [];
    return html`
      <h3>${this.t('results.title')}</h3>
      <p class="words" role="status">${words.join(this.t('sentence.separator'))}</p>
      ${this.#reproduction(lab, groups)}
      ${this.#controls(rows, baseline)}
      ${this.#plot(shown, baseline)}
      <al-result-table .lab=${lab} .rows=${shown} .order=${order} .options=${options} .threshold=${this.threshold}
        @order=${(event: CustomEvent<Column>) => {
          this.order = nextOrder(order, event.detail);
        }}></al-result-table>
      <p class="small">${[
        this.t('results.statistics', { count: rows.length }),
        rows.every(({ times }) => !times.step) ? this.t('results.measure_hint') : '',
      ].join(this.t('sentence.separator'))}</p>
      ${this.#answers(lab, ordered)}
      <al-export .lab=${lab} .rows=${shown} .options=${options} .threshold=${this.threshold} .words=${words}></al-export>
      <al-share .lab=${lab} .groups=${groups}></al-share>`;
  }

  /** Worked out again only when something that they are made of is another. */
  #rows(lab: Lab, groups: readonly Group[], baseline: string | undefined): TableRow[] {
    const { race, timing, data, lang } = lab.state;
    const of = [outcomesOf(race), timing.report, data, baseline, this.threshold, lang];
    if (this.#known && of.every((one, index) => one === this.#known?.of[index])) return this.#known.rows;
    const images = data.status === 'ready' ? data.trainCount : Number.NaN;
    const testCount = testCountOf(race.runs);
    const rows = resultRows(groups, { baseline, threshold: this.threshold, testCount }).map(
      (row): TableRow => {
        const { activation, params, runs } = row.group;
        const [run] = runs;
        return {
          ...row,
          name: this.nameOf(activation, params),
          times: timesOf(timing.report, row.group, race.images),
          steps_per_epoch: run ? stepsPerEpoch(run.config, images) : Number.NaN,
        };
      },
    );
    this.#known = { of, rows };
    return rows;
  }

  #words(rows: readonly TableRow[], baseline: string | undefined, testCount: number): string[] {
    const raced = rows.filter(({ loaded }) => !loaded);
    const standings = raced.map(({ name, accuracies, diverged }) => ({
      name,
      accuracies,
      diverged: diverged.length,
    }));
    return raceSentences(
      standings,
      raced.findIndex(({ group }) => group.key === baseline),
      testCount,
      this.i18n,
    );
  }

  #reproduction(lab: Lab, groups: readonly Group[]): TemplateResult | typeof nothing {
    const verdict = reproduction(lab, groups, this.#asked);
    if (!verdict) return nothing;
    return html`<div class="message ${verdict.good ? '' : 'bad'}" role="status"><p>${this.t(verdict.key, verdict.values)}</p></div>`;
  }

  #controls(rows: readonly TableRow[], baseline: string | undefined): TemplateResult {
    return html`<div class="fields optional">
      <label>${this.t('results.baseline')}
        <select @change=${(event: Event) => {
          this.baseline = (event.target as HTMLSelectElement).value;
        }}>
          ${rows
            .filter(({ loaded }) => !loaded)
            .map(
              ({ group, name }) =>
                html`<option value=${group.key} .selected=${group.key === baseline}>${name}</option>`,
            )}
        </select></label>
      <label>${this.t('results.threshold')}
        <input inputmode="decimal" autocomplete="off" .value=${this.wrong ?? String(Number((this.threshold * 100).toFixed(6)))}
          aria-invalid=${this.wrong !== undefined} aria-describedby="wrong"
          @keydown=${(event: KeyboardEvent) => {
            if (event.key === 'Enter') event.target?.dispatchEvent(new Event('change'));
          }}
          @change=${(event: Event) => this.#setThreshold((event.target as HTMLInputElement).value)} />
        <span id="wrong" class="wrong">${this.wrong === undefined ? '' : this.t('settings.allowed', { allowed: '1–100' })}</span></label>
      <label>${this.t('results.filter')}
        <input type="search" .value=${this.text} @input=${(event: Event) => {
          this.text = (event.target as HTMLInputElement).value;
        }} /></label>
      <label>${this.t('results.told')}
        <select @change=${(event: Event) => {
          this.told = (event.target as HTMLSelectElement).value as Told;
        }}>
          ${(['all', 'apart', 'level'] as const).map(
            (told) =>
              html`<option value=${told} .selected=${told === this.told}>${this.t(`results.told.${told}`)}</option>`,
          )}
        </select></label>
    </div>`;
  }

  #setThreshold(text: string): void {
    const value = parseNumber(text.replace(/%$/, ''));
    const usable = value !== undefined && value >= 1 && value <= 100;
    this.wrong = usable ? undefined : text;
    if (usable) this.threshold = value / 100;
  }

  #plot(shown: readonly TableRow[], baseline: string | undefined): TemplateResult | typeof nothing {
    const rows = plotRows(shown, (id) => this.lineStyle(id).color);
    if (rows.length === 0) return nothing;
    const domain = plotDomain(rows);
    const from = this.i18n.percent(domain[0], 0);
    const below = rows.some(({ marks }) => marks.some(({ value }) => value < domain[0]));
    const note = [
      domain[0] > 0 ? this.t('results.axis_from', { from }) : '',
      below ? this.t('results.axis_below') : '',
    ].join(this.t('sentence.separator'));
    return html`<al-interval-chart
        .rows=${rows}
        .domain=${domain}
        .reference=${shown.find(({ group, accuracy }) => group.key === baseline && accuracy.n > 0)?.accuracy.mean}
        .xLabel=${this.t('results.axis')}
        .format=${(value: number) => this.i18n.percent(value, domain[1] - domain[0] < FINE ? 1 : 0)}
        .label=${this.t('results.plot')}
      ></al-interval-chart>
      <p class="small">${[this.t('results.plot_note'), note].join(this.t('sentence.separator'))}</p>
      <al-save .lab=${this.lab} name="activation-lab-accuracies" .values=${undefined}
        .picture=${(saving: Saving) => this.#picture(saving, note)}></al-save>`;
  }

  #picture(saving: Saving, note: string): string {
    const chart = this.renderRoot.querySelector<IntervalChart>('al-interval-chart');
    const svg = chart?.renderRoot.querySelector('svg');
    const { width = 0, height = 0 } = svg?.viewBox.baseVal ?? {};
    const parts = svg ? [{ svg, x: 0, y: 0, width, height }] : [];
    return saving.pictureText({
      title: this.t('results.plot_title'),
      note,
      width,
      height,
      parts,
      legend: [],
    });
  }

  #answers(lab: Lab, rows: readonly TableRow[]): TemplateResult | typeof nothing {
    const finished = rows.filter(({ loaded, done }) => !loaded && done.length > 0);
    const [first] = finished;
    if (!first) return nothing;
    const row = finished.find(({ group }) => group.key === this.chosen) ?? first;
    const inspected = finished.filter(({ done }) => done.some(({ result }) => result.inspection));
    return html`<details @toggle=${(event: Event) => {
      this.open = (event.target as HTMLDetailsElement).open;
    }}>
      <summary>${this.t('confusion.summary')}</summary>
      ${
        this.open
          ? html`<label>${this.t('function')}
                <select @change=${(event: Event) => {
                  this.chosen = (event.target as HTMLSelectElement).value;
                }}>
                  ${finished.map(
                    ({ group, name }) =>
                      html`<option value=${group.key} .selected=${group.key === row.group.key}>${name}</option>`,
                  )}
                </select></label>
              <h4>${this.t('confusion.title')}</h4>
              <al-confusion .lab=${lab} .row=${row}></al-confusion>
              ${
                inspected.includes(row)
                  ? html`<h4>${this.t('mistakes.title', { name: row.name })}</h4>
                    <al-mistakes .lab=${lab} .row=${row}></al-mistakes>`
                  : nothing
              }
              ${
                inspected.length > 1
                  ? html`<h4>${this.t('mistakes.disagree')}</h4>
                    <al-mistakes .lab=${lab} .rows=${inspected}></al-mistakes>`
                  : nothing
              }`
          : nothing
      }
    </details>`;
  }
}

define('al-results', Results);

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Domain, Point, View } from '../../charts/geometry.ts';
import { niceStep } from '../../charts/scale.ts';
import type { Series } from '../../charts/series.ts';
import { decimalsFor, ZOOM_STEP, zoomed } from '../../charts/zoom.ts';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import { Panel } from '../panel.ts';
import { turn } from '../turn.ts';
import './card.ts';
import './facts-table.ts';
import './multiples.ts';
import type { Multiples } from './multiples.ts';
import './parameter.ts';
import { Sampler, type Value } from './sampling.ts';
import './save.ts';
import type { Saving } from './saving.ts';
import { DASHES, linesOf, NAMES, SHOWS, type Shows, seriesOf } from './series.ts';
import { curvesStyle } from './style.ts';

const FIRST_VIEW: View = { x: [-4, 4], y: [-1.5, 2.5] };
/** Names of more than that are in a legend: at the lines' ends they would be a thicket. */
const MOST_LABELS = 10;
/** With more sliders than that, they are folded at first. */
const MOST_SLIDERS = 4;
const MOST_READ = 8;
const LAYOUTS = ['overlay', 'multiples'] as const;
/** At first: functions, chart, what is below it. */
const STAGES = 3;

/** f, f′ and ∂f/∂p of the chosen functions, with a readout and everything that is known about them. */
export class CurvesPanel extends Panel {
  static override properties = {
    ...Panel.properties,
    cursor: { state: true },
    shows: { state: true },
    layout: { state: true },
    view: { state: true },
    emphasised: { state: true },
    chosen: { state: true },
    stage: { state: true },
  };

  declare cursor: number;
  declare shows: Shows;
  declare layout: (typeof LAYOUTS)[number];
  declare view: View;
  /** under the pointer */
  declare emphasised: string | undefined;
  /** whose details are shown, and where they were asked for */
  declare chosen: { id: string; place: 'chart' | 'table' } | undefined;
  /** how much of it has come */
  declare stage: number;
  protected readonly panel = 'curves' as const;
  readonly #sampler = new Sampler();
  #prepared = false;

  static override styles = [...Panel.styles, curvesStyle];

  constructor() {
    super();
    this.cursor = 1;
    this.shows = 'both';
    this.layout = 'overlay';
    this.view = FIRST_VIEW;
    this.emphasised = undefined;
    this.chosen = undefined;
    this.stage = 1;
  }

  /** What takes long at first is done bit by bit, before all of it is shown. */
  protected override scheduleUpdate(): undefined | Promise<unknown> {
    const { lab } = this;
    if (this.#prepared || lab?.state.core.status !== 'ready') return super.scheduleUpdate();
    this.#prepared = true;
    return this.#prepare(lab).then(() => super.scheduleUpdate());
  }

  async #prepare(lab: Lab): Promise<void> {
    for (const id of lab.state.selected) {
      await turn();
      this.#sampler.sample(lab, id, this.view);
      this.#sampler.at(lab, id, this.#cursor);
    }
  }

  /** Each part in a task of its own; all of them are shown at once. */
  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { stage } = this;
    if (stage > STAGES || this.lab?.state.core.status !== 'ready') return;
    void turn().then(() => {
      this.stage = stage + 1;
    });
  }

  protected override parts(state: State): readonly unknown[] {
    return [state.core, state.dialect, state.selected, state.params];
  }

  protected override body(lab: Lab): TemplateResult {
    const { selected } = lab.state;
    const chosen = this.chosen && selected.includes(this.chosen.id) ? this.chosen : undefined;
    const emphasise = (event: CustomEvent<string | undefined>): void => {
      this.emphasised = event.detail;
    };
    const choose =
      (place: 'chart' | 'table') =>
      ({ detail: id }: CustomEvent<string | undefined>): void => {
        this.chosen =
          id === undefined || (id === chosen?.id && place === 'chart') ? undefined : { id, place };
      };
    const marked = this.emphasised ?? chosen?.id;
    const values = new Map(selected.map((id) => [id, this.#sampler.at(lab, id, this.#cursor)]));
    const coming = this.stage <= STAGES;
    return html`${coming ? this.waiting() : nothing}<div class=${coming ? 'coming' : ''}>
      ${this.picker()} ${this.#toolbar(lab, this.#anchor(values.get(marked ?? selected[0] ?? '')))}
      <div class="figure" @emphasise=${emphasise} @choose=${choose('chart')}>
        ${this.stage < 2 ? nothing : this.layout === 'overlay' ? this.#overlay(lab, values, marked) : this.#multiples(lab, chosen?.place === 'chart' ? chosen.id : undefined)}
        ${this.layout === 'overlay' && chosen?.place === 'chart' ? this.#card(lab, chosen.id) : nothing}
      </div>
      ${
        this.stage < 3
          ? nothing
          : html`${this.#sliders(lab)}
      <al-save
        .lab=${lab}
        .name=${this.#fileName(selected)}
        .picture=${(saving: Saving) => this.#picture(lab, saving)}
        .values=${(saving: Saving) => this.#csv(lab, saving)}
        ?hidden=${selected.length === 0}
      ></al-save>
      <al-facts-table
        .lab=${lab}
        .x=${this.#cursor}
        .values=${values}
        .emphasised=${marked}
        .chosen=${chosen?.place === 'table' ? chosen.id : undefined}
        @emphasise=${emphasise}
        @choose=${choose('table')}
      ></al-facts-table>`
      }
    </div>`;
  }

  /** The readout's point, which zooming leaves in its place. */
  #anchor(value: Value | undefined): Point {
    const y = (this.shows === 'derivative' ? value?.df : value?.f) ?? Number.NaN;
    const [low, high] = this.view.y;
    return [this.#cursor, y >= low && y <= high ? y : (low + high) / 2];
  }

  #toolbar(lab: Lab, anchor: Point): TemplateResult {
    const learnable = this.catalogue.some(
      ({ id, parameters }) => parameters.length > 0 && lab.state.selected.includes(id),
    );
    const zoom = (factor: number) => (): void => {
      this.view = zoomed(this.view, factor, anchor);
    };
    return html`<div class="row controls">
      <div class="row optional">
      ${this.#segments(this.t('curves.layout'), LAYOUTS, this.layout, (layout) => {
        this.layout = layout;
      })}
      ${this.#segments(
        this.t('curves.shows'),
        SHOWS.filter((show) => show !== 'gradient' || learnable || this.shows === show),
        this.shows,
        (shows) => {
          this.shows = shows;
        },
      )}
      <div class="segments" role="group" aria-label=${this.t('curves.zoom')}>
        <button type="button" aria-label=${this.t('curves.zoom_out')} @click=${zoom(ZOOM_STEP)}>−</button>
        <button type="button" aria-label=${this.t('curves.zoom_in')} @click=${zoom(1 / ZOOM_STEP)}>+</button>
        <button type="button" ?disabled=${this.view === FIRST_VIEW} @click=${() => {
          this.view = FIRST_VIEW;
        }}>${this.t('curves.reset')}</button>
      </div>
      </div>
      <span class="keys">${linesOf(this.shows).map(
        (line) =>
          html`<span class="key"><svg width="26" height="6" aria-hidden="true"><path d="M0 3H26" stroke="currentColor" stroke-width="2" stroke-dasharray=${DASHES[line] || nothing} /></svg>${NAMES[line]}</span>`,
      )}</span>
    </div>`;
  }

  #segments<T extends 'overlay' | 'multiples' | Shows>(
    label: string,
    values: readonly T[],
    current: T,
    change: (value: T) => void,
  ): TemplateResult {
    return html`<div class="segments" role="group" aria-label=${label}>
      ${values.map(
        (value) =>
          html`<button type="button" aria-pressed=${current === value} @click=${() => change(value)}>${this.t(`curves.${value}`)}</button>`,
      )}
    </div>`;
  }

  #overlay(lab: Lab, values: Map<string, Value>, marked: string | undefined): TemplateResult {
    const { selected } = lab.state;
    const number = (value: number): string => this.i18n.number(value, 3, 3);
    const read = [...values].filter(([id]) => marked === undefined || id === marked).slice(0, MOST_READ);
    const readout = read.map(([id, { f, df }]) => `${id}: f = ${number(f)}, f′ = ${number(df)}`).join('; ');
    const series = selected.flatMap((id) => this.#series(lab, id));
    return html`<al-line-chart
        class="chart"
        zero
        ?zoomable=${!lab.frame.frozen}
        .anchor=${this.#anchor(values.get(marked ?? selected[0] ?? ''))}
        .series=${series}
        .x=${this.view.x}
        .y=${this.view.y}
        xLabel="x"
        .yLabel=${linesOf(this.shows)
          .map((line) => `${NAMES[line]}(x)`)
          .join(', ')}
        .formatX=${(value: number) => this.i18n.number(value, decimalsFor(this.view.x))}
        .formatY=${(value: number) => this.i18n.number(value, decimalsFor(this.view.y))}
        .emphasised=${marked}
        .cursor=${this.#cursor}
        .step=${this.#step}
        .label=${this.t('curves.chart')}
        .readout=${`x = ${this.i18n.number(this.#cursor, 6)}; ${readout}`}
        .note=${selected.length === 0 ? this.t('picker.empty') : series.length === 0 ? this.t('curves.no_parameters') : ''}
        .more=${(count: number) => this.t('picker.more', { count })}
        @cursor=${(event: CustomEvent<number>) => {
          this.cursor = event.detail;
        }}
        @view=${(event: CustomEvent<View | undefined>) => {
          this.view = event.detail ?? FIRST_VIEW;
        }}
      ></al-line-chart>
      ${selected.length > MOST_LABELS ? this.#legend(selected, marked) : nothing}
      <p class="small optional">${this.t('curves.zooming')}</p>`;
  }

  /** Under a chart that has no room for all the names. */
  #legend(selected: readonly string[], marked: string | undefined): TemplateResult {
    const tell = (type: string, id: string | undefined) => (event: Event) =>
      event.target?.dispatchEvent(new CustomEvent(type, { detail: id, bubbles: true }));
    return html`<div class="legend" role="group" aria-label=${this.t('curves.legend')}>
      ${selected.map(
        (id) => html`<button
          type="button"
          aria-pressed=${id === marked}
          style="--color:${this.lineStyle(id).color}"
          @mouseenter=${tell('emphasise', id)}
          @mouseleave=${tell('emphasise', undefined)}
          @focus=${tell('emphasise', id)}
          @blur=${tell('emphasise', undefined)}
          @click=${tell('choose', id)}
        ><span class="swatch"></span>${id}</button>`,
      )}
    </div>`;
  }

  #multiples(lab: Lab, chosen: string | undefined): TemplateResult {
    const { selected } = lab.state;
    const { x, y } = this.view;
    return html`<al-multiples
        class="chart"
        .charts=${selected.map((id) => ({ id, label: this.nameOf(id, lab.params(id)), lines: this.#series(lab, id) }))}
        .x=${x}
        .y=${y}
        .chosen=${chosen}
        .label=${this.t('curves.multiples')}
      >${chosen === undefined ? nothing : this.#card(lab, chosen)}</al-multiples>
      <p class="small">${selected.length === 0 ? this.t('picker.empty') : this.#axes()}</p>`;
  }

  #axes(): string {
    const { x, y } = this.view;
    const text = (domain: Domain): string =>
      domain.map((value) => this.i18n.number(value, decimalsFor(domain))).join('…');
    return this.t('curves.axes', { x: text(x), y: text(y) });
  }

  #card(lab: Lab, id: string): TemplateResult {
    return html`<al-function-card slot="details" .lab=${lab} .activation=${id} @close=${() => {
      this.chosen = undefined;
    }}></al-function-card>`;
  }

  #sliders(lab: Lab): TemplateResult | typeof nothing {
    const all = this.catalogue
      .filter(({ id }) => lab.state.selected.includes(id))
      .flatMap(({ id, parameters }) => parameters.map((spec) => ({ id, spec })));
    if (all.length === 0) return nothing;
    return html`<details class="optional" ?open=${all.length <= MOST_SLIDERS}>
      <summary>${this.t('curves.parameters', { count: all.length })}</summary>
      <div class="sliders">
        ${all.map(({ id, spec }) => html`<al-parameter .lab=${lab} .activation=${id} .spec=${spec}></al-parameter>`)}
      </div>
    </details>`;
  }

  /** The readout stays within what is shown. */
  get #cursor(): number {
    const [from, to] = this.view.x;
    return Math.min(to, Math.max(from, this.cursor));
  }

  get #step(): number {
    return niceStep(this.view.x, 160);
  }

  #series(lab: Lab, id: string): Series[] {
    const sample = this.#sampler.sample(lab, id, this.view);
    const label = this.nameOf(id, lab.params(id));
    // Else the legend names them.
    const named = lab.state.selected.length <= MOST_LABELS;
    return sample ? seriesOf(sample, this.shows, { id, label, color: this.lineStyle(id).color, named }) : [];
  }

  #fileName(selected: readonly string[]): string {
    const of = selected.length <= 4 ? selected.join('-') : `${selected.length}-functions`;
    const [from, to] = this.view.x.map((value) => this.i18n.number(value, 4).replace('−', '-'));
    return `activation-lab-${of}-${this.shows === 'both' ? 'f-and-derivative' : this.shows}-x-${from}-to-${to}`;
  }

  #csv(lab: Lab, { csv }: Saving): string {
    return csv(
      lab.state.selected.flatMap((id) => {
        const sample = this.#sampler.sample(lab, id, this.view);
        return sample ? [{ id, params: lab.params(id), sample }] : [];
      }),
    );
  }

  #picture(lab: Lab, { drawing, pictureText }: Saving): string {
    const { selected } = lab.state;
    const names = selected.map((id) => this.nameOf(id, lab.params(id)));
    const lines = linesOf(this.shows).map((line) => this.t(`curves.line.${line}`));
    const multiples = this.renderRoot.querySelector<Multiples>('al-multiples');
    return pictureText({
      title: names.length <= 6 ? names.join(', ') : this.t('curves.picture', { count: names.length }),
      note: lines.join(this.t('list.separator')) + (multiples ? ` · ${this.#axes()}` : ''),
      ...(multiples?.drawings ?? drawing(this.renderRoot)),
    });
  }
}

customElements.define('al-curves', CurvesPanel);

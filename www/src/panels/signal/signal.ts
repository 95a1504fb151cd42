import { html, nothing, type TemplateResult } from 'lit';
import type { TrainConfig } from '../../core/types.ts';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import { demoLinks } from '../demos.ts';
import { download } from '../download.ts';
import { duration } from '../duration.ts';
import { define, Panel } from '../panel.ts';
import { readView, type Wrong, writeView } from '../view.ts';
import { csvOf } from './csv.ts';
import { DEMOS } from './demos.ts';
import './form.ts';
import { type Axes, axesOf, type Table, tableOf, tableOfRecord, withoutEnd } from './measures.ts';
import { swatch } from './network.ts';
import { divergenceOf, type Recorded } from './recorded.ts';
import { layerName } from './rows.ts';
import { configOf, fieldsOf, functionsOf, type SignalView, USUAL } from './settings.ts';
import { signalStyle } from './style.ts';
import { Watcher } from './watcher.ts';

/** Seconds beyond which a run is not begun. */
const REFUSES_FROM = 600;
/** So many times as long as it took to draw them the charts stay as they are. */
const RESTS = 4;
const FILE = 'activation-lab-signal.csv';

/** One network, or two from the same seed, while they are trained. */
export class SignalPanel extends Panel {
  static override properties = {
    ...Panel.properties,
    tick: { state: true },
    cursor: { state: true },
    usable: { state: true },
  };

  protected readonly panel = 'signal' as const;
  /** counts what the training has told */
  declare tick: number;
  /** the step that is read */
  declare cursor: number | undefined;
  /** all fields hold what can be used */
  declare usable: boolean;
  #watcher: Watcher | undefined;
  /** counts what was to be begun: the last one is */
  #starts = 0;
  /** until when nothing is drawn anew, by the page's clock */
  #rests = 0;
  /** by run; its record is another one after every change */
  readonly #tables = new WeakMap<TrainConfig, { record: Recorded; table: Table }>();
  #seen: { text: string | undefined; catalogue: unknown; view: SignalView; wrong: Wrong[] } | undefined;
  #axes: { of: string; tables: readonly Table[]; axes: Axes } | undefined;

  static override styles = [...Panel.styles, signalStyle];

  constructor() {
    super();
    this.tick = 0;
    this.cursor = undefined;
    this.usable = true;
  }

  protected override parts({
    core,
    views,
    params,
    learning,
    race,
    timing,
    aside,
    data,
  }: State): readonly unknown[] {
    const waits = race.phase !== 'idle' || timing.active !== undefined || aside;
    return [core, views.signal, params, learning, waits, data];
  }

  protected override begin(lab: Lab): boolean {
    if (lab.busy) return false;
    this.#start(lab);
    return true;
  }

  protected override body(lab: Lab): TemplateResult {
    const { view, wrong } = this.#read(lab);
    const watcher = this.#watcherOf(lab);
    const configs = this.#configs(lab, view);
    const busy = watcher.phase !== 'idle';
    return html`${this.wrongLinks(wrong)}
      ${demoLinks(
        lab,
        'signal',
        DEMOS.map(({ key, text }) => ({ label: this.t(key), text })),
        () => void this.#start(lab),
      )}
      <al-signal-form .lab=${lab} .view=${view} ?disabled=${busy}
        @change=${(event: CustomEvent<SignalView>) => this.#use(lab, event.detail)}
        @usable=${(event: CustomEvent<boolean>) => {
          this.usable = event.detail;
        }}></al-signal-form>
      ${this.#controls(lab, watcher, configs)}
      ${this.#legend(lab, view)}
      ${this.#networks(lab, view, watcher, configs)}
      ${this.#save(configs, view, watcher)}`;
  }

  /** The same object until something of it changes. */
  #read({ state }: Lab): { view: SignalView; wrong: Wrong[] } {
    const { signal: text } = state.views;
    const { catalogue } = this;
    if (!this.#seen || this.#seen.text !== text || this.#seen.catalogue !== catalogue)
      this.#seen = { text, catalogue, ...readView(text, fieldsOf(catalogue, state.offer), USUAL) };
    return this.#seen;
  }

  #use(lab: Lab, view: SignalView): void {
    const text = writeView(view, fieldsOf(this.catalogue, lab.state.offer), USUAL);
    lab.store.dispatch({ type: 'view', name: 'signal', text });
  }

  #configs(lab: Lab, view: SignalView): TrainConfig[] {
    return functionsOf(view).map((id) =>
      configOf(view, { activation: id, params: lab.params(id), learn: lab.learn(id) }),
    );
  }

  #watcherOf(lab: Lab): Watcher {
    this.#watcher ??= new Watcher(lab, () => this.#changed());
    return this.#watcher;
  }

  /** What takes long to draw, as twenty layers do at every step, is drawn less often while it grows. */
  #changed(): void {
    const began = performance.now();
    if (this.#watcher?.phase === 'running' && began < this.#rests) return;
    this.tick += 1;
    requestAnimationFrame(() =>
      setTimeout(() => {
        const ended = performance.now();
        this.#rests = ended + RESTS * (ended - began);
      }),
    );
  }

  /** What the panel shows now, whatever was under way. */
  async #start(lab: Lab): Promise<void> {
    const watcher = this.#watcherOf(lab);
    this.#starts += 1;
    const start = this.#starts;
    await watcher.stop();
    if (start !== this.#starts) return;
    const { view } = this.#read(lab);
    const configs = this.#configs(lab, view);
    if (watcher.waits || lab.estimate(configs) > REFUSES_FROM) return;
    this.cursor = undefined;
    await watcher.watch(configs, view.every);
  }

  #controls(lab: Lab, watcher: Watcher, configs: readonly TrainConfig[]): TemplateResult {
    const seconds = lab.estimate(configs);
    const time = duration(this.i18n, seconds);
    const refused = seconds > REFUSES_FROM;
    const idle = watcher.phase === 'idle';
    const names = configs.map(({ activation }) => activation).join(this.t('signal.and'));
    return html`<div class="row controls">
        ${
          idle
            ? html`<button class="primary" type="button" ?disabled=${watcher.waits || refused || !this.usable} @click=${() => void this.#start(lab)}
              >${this.t('signal.start', { names, time })}</button>`
            : html`${
                watcher.phase === 'paused'
                  ? html`<button class="primary" type="button" @click=${() => watcher.resume()}>${this.t('resume')}</button>`
                  : html`<button class="primary" type="button" ?disabled=${watcher.phase === 'preparing'} @click=${() => watcher.pause()}>${this.t('pause')}</button>`
              }
              <button type="button" @click=${() => watcher.cancel()}>${this.t('cancel')}</button>`
        }
      </div>
      <div class="progress">
        ${idle ? nothing : html`<progress max="1" .value=${watcher.fraction} aria-label=${this.t('signal.progress')}></progress>`}
        <span>${this.#words(watcher, refused ? time : undefined)}</span>
      </div>
      ${watcher.failure ? this.failureMessage(watcher.failure, idle && !watcher.waits ? () => void this.#start(lab) : undefined) : nothing}`;
  }

  #words(watcher: Watcher, refused: string | undefined): string {
    switch (watcher.phase) {
      case 'preparing':
        return this.t('race.preparing');
      case 'paused':
        return this.t('signal.paused');
      case 'running': {
        const seconds = watcher.secondsLeft;
        return seconds === undefined ? '' : this.t('race.left', { time: duration(this.i18n, seconds) });
      }
      case 'idle':
        if (watcher.waits) return this.t('signal.waits');
        if (refused !== undefined) return this.t('signal.refused', { time: refused });
        return this.usable ? '' : this.t('signal.unusable');
    }
  }

  /** Which line is which layer's; one that is pressed stands out. */
  #legend(lab: Lab, view: SignalView): TemplateResult {
    const layers = view.hidden.length + 1;
    return html`<div class="legend" role="group" aria-label=${this.t('signal.legend')}>
      ${Array.from({ length: layers }, (_, layer) => {
        const pressed = view.layer === layer + 1;
        return html`<button type="button" aria-pressed=${pressed} @click=${() =>
          this.#use(lab, { ...view, layer: pressed ? 0 : layer + 1 })}
        >${swatch(layer, layers)}${layerName(layer, layers, this.i18n)}</button>`;
      })}
    </div>`;
  }

  #networks(lab: Lab, view: SignalView, watcher: Watcher, configs: readonly TrainConfig[]): TemplateResult {
    const layers = view.hidden.length + 1;
    const records = configs.map((config) => watcher.record(config, view.every));
    const tables = records.map((record) => (record ? this.#table(record) : tableOf([], layers)));
    const axes = this.#axesOf(
      records,
      tables,
      view.layer > 0 && view.layer < layers ? view.layer - 1 : undefined,
    );
    return html`<div class="pair ${configs.length > 1 ? 'two' : ''}"
        @cursor=${(event: CustomEvent<number>) => {
          this.cursor = event.detail;
        }}
        @take=${(event: CustomEvent<Partial<SignalView>>) => this.#take(lab, { ...view, ...event.detail })}>
        ${records.map(
          (
            record,
            index,
          ) => html`<al-signal-network .lab=${lab} .view=${view} .side=${index === 0 ? 'a' : 'b'} .record=${record}
            .table=${tables[index]} .axes=${axes} .watcher=${watcher} .cursor=${this.cursor} .tick=${this.tick}
          ></al-signal-network>`,
        )}
      </div>`;
  }

  /** A setting that helped, with the charts of a run with it. */
  #take(lab: Lab, view: SignalView): void {
    this.#use(lab, view);
    void this.#start(lab);
    this.renderRoot.querySelector('.legend')?.scrollIntoView({ block: 'nearest' });
  }

  #table(record: Recorded): Table {
    const known = this.#tables.get(record.config);
    if (known?.record === record) return known.table;
    // The configuration is the same object for one run.
    const table = tableOfRecord(record, known?.table);
    this.#tables.set(record.config, { record, table });
    return table;
  }

  #axesOf(
    records: readonly (Recorded | undefined)[],
    tables: readonly Table[],
    emphasised: number | undefined,
  ): Axes {
    const losses = records.flatMap(
      (record) => record?.epochs.flatMap(({ loss, train_loss }) => [loss, train_loss]) ?? [],
    );
    const of = [emphasised, ...losses].join();
    const known = this.#axes;
    if (
      known?.of === of &&
      known.tables.length === tables.length &&
      tables.every((one, index) => one === known.tables[index])
    )
      return known.axes;
    const axes = axesOf(
      tables.map((table, index) => {
        const record = records[index];
        return record && divergenceOf(record) ? withoutEnd(table) : table;
      }),
      losses,
      emphasised,
    );
    this.#axes = { of, tables, axes };
    return axes;
  }

  #save(
    configs: readonly TrainConfig[],
    view: SignalView,
    watcher: Watcher,
  ): TemplateResult | typeof nothing {
    const records = configs.flatMap((config) => watcher.record(config, view.every) ?? []);
    if (records.every(({ steps }) => steps.length === 0)) return nothing;
    return html`<p><button class="link" type="button" @click=${() =>
      download(
        FILE,
        new Blob([csvOf(records)], { type: 'text/csv' }),
      )}>${this.t('signal.save')}</button></p>`;
  }
}

define('al-signal', SignalPanel);

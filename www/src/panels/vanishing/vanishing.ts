import { html, nothing, type TemplateResult } from 'lit';
import { factsOf } from '../../core/facts.ts';
import type { TrainConfig } from '../../core/types.ts';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import type { SignalCell } from '../../worker/protocol.ts';
import { demoLinks } from '../demos.ts';
import { Nearby } from '../nearby.ts';
import { define, Panel } from '../panel.ts';
import '../copyable.ts';
import type { Wrong } from '../view.ts';
import './cell.ts';
import { type Choice, KINDS, OF, type Offered, parseChoice, SHOWN, textOf } from './choice.ts';
import { DEMOS, demoText } from './demos.ts';
import './form.ts';
import type { GridRow } from './grid.ts';
import './grid.ts';
import { type History, momentAt, stopsOf } from './history.ts';
import { Mapper } from './mapper.ts';
import { type Base, type Row, rowAt, rowsOf } from './plan.ts';
import { REACH, type Reading, readingOf, shadeOf } from './reading.ts';
import { mapCsv } from './record.ts';
import { vanishingStyle } from './style.ts';
import './train.ts';
import { EVERY, MapTraining } from './training.ts';
import { type Shown, shownCell, shownMoment, toldAgreement } from './words.ts';

/** A network before its first step, as it is shown. */
interface Fresh {
  /** how that was */
  key: string;
  reading: Reading;
  cell: Shown;
}

/** What becomes of the gradient on its way back: a map of many networks, measured and foretold. */
export class VanishingPanel extends Panel {
  static override properties = {
    ...Panel.properties,
    tick: { state: true },
    at: { state: true },
    exporting: { state: true },
  };

  /** grows as networks are measured and trained */
  declare tick: number;
  /** which stop of the replay is shown; -1 for the fresh networks */
  declare at: number;
  declare exporting: boolean;
  #near = false;
  #mapper: Mapper | undefined;
  #training: MapTraining | undefined;
  /** what the link was last read as: the same object until it changes */
  #choice: { text: string | undefined; choice: Choice; wrong: readonly Wrong[] } | undefined;
  /** its networks, and what they follow from */
  #rows: { of: readonly unknown[]; rows: readonly Row[] } | undefined;

  readonly #shown = new WeakMap<SignalCell, Fresh>();

  static override styles = [...Panel.styles, vanishingStyle];

  protected readonly panel = 'vanishing' as const;

  constructor() {
    super();
    this.tick = 0;
    this.at = -1;
    this.exporting = false;
    new Nearby(this, () => {
      this.#near = true;
      this.requestUpdate();
    });
  }

  protected override parts(state: State): readonly unknown[] {
    const { core, facts, views, selected, params, dialect, race, timing, aside } = state;
    const waits = race.phase !== 'idle' || timing.active !== undefined || aside;
    return [core, facts, views.vanishing, selected, params, dialect, waits];
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (changed.has('lab')) void this.lab?.ensureFacts();
  }

  override updated(): void {
    const { lab } = this;
    if (this.isConnected && this.#near && lab && this.#rows) this.#mapper?.fill(this.#rows.rows);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#mapper?.stop();
  }

  #offered(lab: Lab): Offered {
    return { functions: this.catalogue.map(({ id }) => id), initializers: lab.state.offer.initializers };
  }

  #base(lab: Lab): Base {
    const { functions, initializers } = this.#offered(lab);
    return {
      chosen: lab.state.selected,
      all: functions,
      initializers,
      params: (id) => lab.params(id),
      recommended: (id) => factsOf(id).recommended_initializer.name,
    };
  }

  protected override body(lab: Lab): unknown {
    const { facts, views, selected, params, dialect } = lab.state;
    if (facts.status === 'failed') return this.factsFailure();
    if (facts.status !== 'ready') return html`<p class="small waiting">${this.t('loading')}</p>`;
    const changed = (): void => {
      this.tick += 1;
    };
    this.#mapper ??= new Mapper(lab, changed);
    this.#training ??= new MapTraining(lab, changed);
    const offered = this.#offered(lab);
    if (this.#choice?.text !== views.vanishing || !this.#choice)
      this.#choice = { text: views.vanishing, ...parseChoice(views.vanishing, offered) };
    const { choice, wrong } = this.#choice;
    // What is shown of them makes no other networks.
    const networks = JSON.stringify({ ...choice, shown: '', of: '', cell: '' });
    const of = [networks, selected, params, dialect];
    if (!this.#rows || of.some((part, index) => part !== this.#rows?.of[index]))
      this.#rows = { of, rows: rowsOf(choice, this.#base(lab)) };
    const { rows } = this.#rows;
    return html`${demoLinks(
      lab,
      'vanishing',
      DEMOS.map((name) => ({ label: this.t(`vanishing.demo.${name}`), text: demoText(name, offered) })),
      () => {
        this.at = -1;
      },
    )}
      ${this.wrongLinks(wrong)}
      <div class="row controls">
        ${this.#segments('kind', KINDS, choice)} ${choice.kind === 'functions' ? this.#segments('functions', ['chosen', 'all'], choice) : nothing}
        ${this.#segments('of', OF, choice)} ${this.at < 0 ? this.#segments('shown', SHOWN, choice) : nothing}
      </div>
      ${choice.kind === 'functions' && choice.functions === 'chosen' ? this.picker(true) : nothing}
      <al-vanishing-form .lab=${lab} .choice=${choice} .offered=${offered}
        @choose=${({ detail }: CustomEvent<Partial<Choice>>) => this.#choose(detail)}></al-vanishing-form>
      ${rows.length === 0 ? html`<p class="small">${this.t('picker.empty')}</p>` : this.#map(lab, choice, rows)}`;
  }

  #segments<Name extends 'kind' | 'functions' | 'of' | 'shown'>(
    name: Name,
    values: readonly Choice[Name][],
    choice: Choice,
  ): TemplateResult {
    return html`<div class="segments" role="group" aria-label=${this.t(`vanishing.${name}`)}>
      ${values.map(
        (value) =>
          html`<button type="button" aria-pressed=${choice[name] === value} @click=${() =>
            // A cell is of one kind of map.
            this.#choose({ [name]: value, ...(name === 'kind' && { cell: undefined }) })}
          >${this.t(`vanishing.${name}.${value}` as Parameters<typeof this.t>[0])}</button>`,
      )}
    </div>`;
  }

  #choose(change: Partial<Choice>): void {
    const { lab } = this;
    if (!lab) return;
    const offered = this.#offered(lab);
    const { choice } = parseChoice(lab.state.views.vanishing, offered);
    const text = textOf({ ...choice, ...change }, offered);
    lab.store.dispatch({ type: 'view', name: 'vanishing', text });
  }

  #map(lab: Lab, choice: Choice, rows: readonly Row[]): TemplateResult {
    const { of, shown, depths } = choice;
    const histories = rows.flatMap(({ trained }) => trained.map((one) => this.#training?.history(one)));
    const stops = stopsOf(
      histories.filter((one): one is History => one !== undefined),
      EVERY,
    );
    const at = Math.min(this.at, stops.length - 1);
    const step = stops[at];
    const fresh = rows.map(({ id, configs }) => configs.map((config) => this.#fresh(choice, id, config)));
    const grid = rows.map(({ id, activation, trained }, row): GridRow => {
      const cells = trained.map((network, column) =>
        step === undefined
          ? (fresh[row]?.[column]?.cell ?? shownCell(this.i18n, this.#place(id, network), undefined, shown))
          : shownMoment(this.i18n, this.#place(id, network), this.#training?.history(network), step, of),
      );
      return { id, color: choice.kind === 'functions' ? this.lineStyle(activation).color : undefined, cells };
    });
    const label = this.t('vanishing.grid', { what: this.#what(choice, step) });
    return html`<h3 class="what">${this.#what(choice, step)}</h3>
      <al-vanishing-grid .lab=${lab} .rows=${grid} .depths=${depths} .open=${choice.cell} .label=${label}
        @show=${({ detail }: CustomEvent<Choice['cell']>) => this.#choose({ cell: detail })}></al-vanishing-grid>
      ${this.#legend(step === undefined ? shown : 'measured', step === undefined)}
      <p class="small" role="status">${this.#status(rows)}</p>
      ${this.#mapper?.failure ? this.failureMessage(this.#mapper.failure, () => this.#mapper?.retry()) : nothing}
      ${stops.length > 0 ? this.#replay(at, stops.length - 1, step) : nothing}
      <p class="agreement">${step === undefined ? toldAgreement(this.i18n, choice, rows, fresh) : this.#ended(histories, step)}</p>
      ${choice.cell ? this.#opened(lab, choice, choice.cell) : nothing}
      <al-vanishing-train .lab=${lab} .choice=${choice} .offered=${this.#offered(lab)} .configs=${rows.flatMap(({ trained }) => trained)}
        .training=${this.#training} .tick=${this.tick}
        @choose=${({ detail }: CustomEvent<Partial<Choice>>) => this.#choose(detail)}></al-vanishing-train>
      ${this.#export(lab, rows)}`;
  }

  #place(row: string, { hidden }: TrainConfig): string {
    return this.t('vanishing.place', { row, depth: hidden.length });
  }

  /** Of a network that has been measured. Worked out once: while a map fills, it is shown again and again. */
  #fresh(choice: Choice, row: string, config: TrainConfig): Fresh | undefined {
    const { of, shown } = choice;
    const cell = this.#mapper?.cell(config);
    if (!cell) return undefined;
    const key = [this.i18n.lang, of, shown, row].join();
    const known = this.#shown.get(cell);
    if (known?.key === key) return known;
    const reading = readingOf(cell, of);
    const fresh = { key, reading, cell: shownCell(this.i18n, this.#place(row, config), reading, shown) };
    this.#shown.set(cell, fresh);
    return fresh;
  }

  /** What the numbers are. */
  #what({ of, shown }: Choice, step: number | undefined): string {
    const what = this.t(`vanishing.what.${step === undefined ? shown : 'measured'}`, {
      of: this.t(`vanishing.what.of.${of}`),
    });
    return step === undefined
      ? what
      : `${what}${this.t('list.separator')}${this.t('vanishing.replay.step', { step: this.i18n.number(step - 1) })}`;
  }

  #legend(shown: Choice['shown'], foretold: boolean): TemplateResult {
    const reach = REACH[shown];
    const marks = [-1, -0.1, 0, 0.1, 1].map((share) => share * reach);
    const place = (power: number): number => 50 + Math.sign(power) * 50 * shadeOf(power, reach);
    return html`<div class="legend small">
      <div class="scale" role="img" aria-label=${this.t('vanishing.legend.told', { reach })}>
        <div class="bar"></div>
        ${marks.map((power) => html`<span style="left:${place(power)}%">${power === 0 ? '1' : html`10<sup>${this.i18n.number(power)}</sup>`}</span>`)}
      </div>
      <span>${this.t(shown === 'error' ? 'vanishing.legend.error' : 'vanishing.legend')}</span>
      ${foretold ? html`<span><span class="corner" aria-hidden="true"></span> ${this.t('vanishing.legend.off')}</span>` : nothing}
      <span><span class="hatched" aria-hidden="true"></span> ${this.t(foretold ? 'vanishing.legend.marks' : 'vanishing.legend.diverged')}</span>
    </div>`;
  }

  #status(rows: readonly Row[]): string {
    const mapper = this.#mapper;
    const configs = rows.flatMap((row) => row.configs);
    const missing = configs.filter((config) => !mapper?.cell(config)).length;
    if (mapper?.isFilling)
      return this.t('vanishing.filling', { done: configs.length - missing, count: configs.length });
    if (missing > 0) return mapper?.waits ? this.t('vanishing.waits') : '';
    const { filled } = mapper ?? {};
    return filled?.rows === rows
      ? this.t('vanishing.filled', {
          count: filled.networks,
          seconds: this.i18n.number(filled.seconds, 1, 1),
        })
      : '';
  }

  /** The slider's first place is the fresh networks, with what theory says of them. */
  #replay(at: number, last: number, step: number | undefined): TemplateResult {
    const said =
      step === undefined
        ? this.t('vanishing.replay.fresh')
        : this.t('vanishing.replay.step', { step: this.i18n.number(step - 1) });
    return html`<label class="replay">${this.t('vanishing.replay', { at: said })}
      <input type="range" min="-1" max=${last} step="1" .value=${String(at)} aria-valuetext=${said}
        @input=${(event: Event) => {
          this.at = Number((event.target as HTMLInputElement).value);
        }} />
    </label>`;
  }

  #ended(histories: readonly (History | undefined)[], step: number): string {
    const trained = histories.filter((one): one is History => one !== undefined);
    const diverged = trained.filter((one) => momentAt(one, step).ended).length;
    return this.t('vanishing.replay.diverged', { diverged, count: trained.length });
  }

  #opened(lab: Lab, choice: Choice, place: NonNullable<Choice['cell']>): TemplateResult {
    const { configs, trained } = rowAt(choice, this.#base(lab), place);
    const history = trained[0] && this.#training?.history(trained[0]);
    return html`<al-vanishing-cell .lab=${lab} .config=${configs[0]} .history=${history} .of=${choice.of}
      @close=${() => {
        this.#choose({ cell: undefined });
        this.renderRoot.querySelector<HTMLElement>('al-vanishing-grid')?.focus();
      }}></al-vanishing-cell>`;
  }

  #export(lab: Lab, rows: readonly Row[]): TemplateResult {
    const text = (): string =>
      mapCsv(
        rows.flatMap(({ configs, trained }) =>
          configs.flatMap((config, index) => {
            const cell = this.#mapper?.cell(config);
            const network = trained[index];
            return cell ? [{ cell, history: network && this.#training?.history(network) }] : [];
          }),
        ),
      );
    return html`<details @toggle=${(event: Event) => {
      this.exporting = (event.target as HTMLDetailsElement).open;
    }}>
      <summary>${this.t('vanishing.export')}</summary>
      ${
        this.exporting
          ? html`<p class="small">${this.t('vanishing.export.about')}</p>
              <al-copyable .lab=${lab} .text=${text()} .lines=${200} .label=${this.t('vanishing.export')} .file=${'activation-lab-gradients.csv'}></al-copyable>`
          : nothing
      }
    </details>`;
  }
}

define('al-vanishing', VanishingPanel);

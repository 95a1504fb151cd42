import { html, nothing, type TemplateResult } from 'lit';
import type { TrainConfig } from '../../core/types.ts';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import { demoLinks } from '../demos.ts';
import { define, Panel } from '../panel.ts';
import { type Fields, readView, type Wrong, writeView } from '../view.ts';
import './autopsy.ts';
import { CASES, viewOf } from './demos.ts';
import './form.ts';
import './grid.ts';
import { type Life, Lives } from './lives.ts';
import { fatesOf, orderOf } from './looks.ts';
import { Player } from './player.ts';
import { unitsStyle } from './style.ts';
import './strips.ts';
import './tables.ts';
import {
  configOf,
  fieldsOf,
  nameOfSide,
  placeIn,
  REACHES,
  type Setting,
  SIDES,
  type Side,
  SORTS,
  settingOf,
  type UnitsView,
  USUAL,
} from './view.ts';
import { lookName, settingName, verdictOf } from './words.ts';

const STILL = matchMedia('(prefers-reduced-motion: reduce)');

/** Each unit of two networks that start alike, while they train: who dies, when, and what saves it. */
export class UnitsPanel extends Panel {
  static override properties = {
    ...Panel.properties,
    tick: { state: true },
    moving: { state: true },
  };

  /** grows as networks are trained */
  declare tick: number;
  /** the look that is replayed or dragged to, until it goes into the link */
  declare moving: number | undefined;
  #lives: Lives | undefined;
  /** once the reader has trained here, changes are trained at once */
  #going = false;
  readonly #player = new Player((at) => this.#show(at));

  static override styles = [...Panel.styles, unitsStyle];

  protected readonly panel = 'units' as const;

  constructor() {
    super();
    this.tick = 0;
    this.moving = undefined;
  }

  protected override parts({ core, views, params, race, timing, aside }: State): readonly unknown[] {
    return [core, views.units, params, race.phase, timing.active !== undefined, aside];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#player.stop();
  }

  protected override begin(lab: Lab): boolean {
    if (lab.busy) return false;
    void this.#train(lab);
    return true;
  }

  protected override body(lab: Lab): TemplateResult {
    const { view, wrong, fields } = this.#read(lab);
    const lives = SIDES.map((side) => this.#life(lab, view, side));
    return html`${demoLinks(
      lab,
      'units',
      CASES.map((one) => ({ label: this.t(one.label), text: writeView(viewOf(one), fields, USUAL) ?? '' })),
      () => void this.#train(lab),
    )}
      ${this.wrongLinks(wrong)}
      <al-units-form .lab=${lab} .view=${view} .fields=${fields} .disabled=${this.#waits(lab)}
        @view=${({ detail }: CustomEvent<UnitsView>) => this.#change(lab, detail)}></al-units-form>
      ${this.#controls(lab, view, lives)}
      <div class="verdict" role="status">${SIDES.map((side, index) => this.#verdict(view, side, lives[index]))}</div>
      ${lives.some((life) => life && life.looks.length > 0) ? this.#seen(lab, view, lives) : html`<p class="small empty">${this.t('units.empty')}</p>`}`;
  }

  #read(lab: Lab): { view: UnitsView; wrong: Wrong[]; fields: Fields<UnitsView> } {
    const fields = fieldsOf(
      this.catalogue.map(({ id }) => id),
      lab.state.offer.initializers,
    );
    return { ...readView(lab.state.views.units, fields, USUAL), fields };
  }

  // Training

  #config(lab: Lab, view: UnitsView, side: Side): TrainConfig {
    return configOf(view, side, (id) => lab.params(id));
  }

  #life(lab: Lab, view: UnitsView, side: Side): Life | undefined {
    return this.#livesOf(lab).of(this.#config(lab, view, side), view.reach);
  }

  #livesOf(lab: Lab): Lives {
    this.#lives ??= new Lives(lab, () => {
      this.tick += 1;
    });
    return this.#lives;
  }

  #waits(lab: Lab): boolean {
    const { race, timing, aside } = lab.state;
    const idle = this.#livesOf(lab).phase === 'idle';
    return idle && (race.phase !== 'idle' || timing.active !== undefined || aside);
  }

  /** What the view asks for, and if it changes meanwhile, what it asks for then. */
  async #train(lab: Lab): Promise<void> {
    const lives = this.#livesOf(lab);
    this.#going = true;
    if (lives.phase !== 'idle' || this.#waits(lab)) return;
    for (let asked = ''; ; ) {
      const { view } = this.#read(lab);
      const configs = SIDES.map((side) => this.#config(lab, view, side));
      const key = JSON.stringify([configs, view.reach]);
      if (key === asked) return;
      asked = key;
      await lives.train(configs, view.reach);
    }
  }

  #change(lab: Lab, view: UnitsView): void {
    this.#player.stop();
    this.moving = undefined;
    const { fields } = this.#read(lab);
    lab.store.dispatch({ type: 'view', name: 'units', text: writeView(view, fields, USUAL) });
    if (this.#going) void this.#train(lab);
  }

  #controls(lab: Lab, view: UnitsView, lives: readonly (Life | undefined)[]): TemplateResult {
    const all = this.#livesOf(lab);
    const busy = all.phase !== 'idle';
    const done = lives.every((life) => life?.end);
    const left = all.secondsLeft;
    return html`<div class="row controls">
        ${
          busy
            ? html`<button type="button" @click=${() => all.cancel()}>${this.t('cancel')}</button>`
            : html`<button class="primary" type="button" ?disabled=${done || this.#waits(lab)} @click=${() => void this.#train(lab)}>${this.t('units.train')}</button>`
        }
      </div>
      <div class="progress">
        ${busy ? html`<progress max="1" .value=${all.fraction} aria-label=${this.t('units.progress')}></progress>` : nothing}
        <span>${
          this.#waits(lab)
            ? this.t('units.waits')
            : busy
              ? left === undefined
                ? ''
                : this.t('time_left', { seconds: this.i18n.number(Math.ceil(left)) })
              : this.t(done ? 'units.done' : 'units.ready', { epochs: view.epochs })
        }</span>
      </div>
      ${all.failure ? this.failureMessage(all.failure, () => void this.#train(lab)) : nothing}`;
  }

  #verdict(view: UnitsView, side: Side, life: Life | undefined): TemplateResult | typeof nothing {
    const text = life && verdictOf(life, this.#setting(view, side), this.i18n);
    return text ? html`<p><b>${nameOfSide(side)}</b> ${text}</p>` : nothing;
  }

  // What was seen

  /** The look of the longer life that is shown, and how many there are. */
  #lookOf(view: UnitsView, lives: readonly (Life | undefined)[]): { at: number; count: number } {
    const count = Math.max(0, ...lives.map((life) => life?.looks.length ?? 0));
    const chosen = this.moving ?? (view.look === 'end' ? count - 1 : view.look);
    return { at: Math.max(0, Math.min(count - 1, chosen)), count };
  }

  #show(at: number | undefined): void {
    const { lab } = this;
    if (!lab) return;
    if (at !== undefined) this.moving = at;
    else if (this.moving !== undefined) this.#look(lab, this.moving);
  }

  #look(lab: Lab, at: number): void {
    const { view } = this.#read(lab);
    const { count } = this.#lookOf(
      view,
      SIDES.map((side) => this.#life(lab, view, side)),
    );
    this.#change(lab, { ...view, look: at >= count - 1 ? 'end' : at });
  }

  #seen(lab: Lab, view: UnitsView, lives: readonly (Life | undefined)[]): TemplateResult {
    const { at, count } = this.#lookOf(view, lives);
    return html`<div class="pair" @look=${({ detail }: CustomEvent<number>) => this.#look(lab, Math.min(detail, count - 1))}>
        ${SIDES.map((side, index) => this.#strips(lab, view, side, lives[index], at))}
      </div>
      <p class="small">${this.t('units.strip.legend')}</p>
      ${this.#slider(lab, lives, at, count)}
      ${this.#units(lab, view, lives, at)}
      <al-unit-tables .lab=${lab} .view=${view} .lives=${lives} .at=${at} .names=${SIDES.map((side) => this.#name(view, side))}></al-unit-tables>`;
  }

  /** Its function with those parameters that are not as usual. */
  #setting(view: UnitsView, side: Side): Setting {
    const setting = settingOf(view, side);
    const { activation } = setting;
    return { ...setting, activation: this.nameOf(activation, this.lab?.params(activation) ?? {}) };
  }

  #name(view: UnitsView, side: Side): string {
    return `${nameOfSide(side)}: ${settingName(this.#setting(view, side), this.i18n)}`;
  }

  /** A network that diverged has no looks after that. */
  #lookIn(life: Life | undefined, at: number): number {
    return Math.min(at, (life?.looks.length ?? 0) - 1);
  }

  #strips(lab: Lab, view: UnitsView, side: Side, life: Life | undefined, at: number): TemplateResult {
    const name = this.#name(view, side);
    const look = life?.looks[this.#lookIn(life, at)];
    const end = life?.end?.outcome;
    return html`<div>
      <h3><span class="swatch" style="--color:${this.lineStyle(view[side]).color}"></span>${name}</h3>
      <p class="numbers">${
        look
          ? this.t('units.numbers', {
              look: lookName(look, this.i18n),
              loss: this.i18n.number(look.loss, 3),
              accuracy: this.i18n.percent(look.accuracy, 1),
            })
          : ''
      }</p>
      ${end && 'code' in end ? html`<p class="diverged">${this.i18n.failure(end)} ${this.t('units.seen_before')}</p>` : nothing}
      <al-unit-strips .lab=${lab} .life=${life} .at=${this.#lookIn(life, at)} .color=${this.lineStyle(view[side]).color}
        .label=${this.t('units.strip.label', { name })}></al-unit-strips>
    </div>`;
  }

  #slider(lab: Lab, lives: readonly (Life | undefined)[], at: number, count: number): TemplateResult {
    const longest = lives.find((life) => life?.looks.length === count);
    const look = longest?.looks[at];
    const name = look ? lookName(look, this.i18n) : '';
    return html`<div class="look">
      ${
        STILL.matches
          ? nothing
          : html`<button type="button" @click=${() => this.#play(at, count)}>${this.t(this.#player.playing ? 'units.stop' : 'units.play')}</button>`
      }
      <label>${this.t('units.look')}
        <input type="range" min="0" max=${count - 1} step="1" .value=${String(at)} aria-valuetext=${name}
          @input=${(event: Event) => {
            this.#player.stop();
            this.moving = Number((event.target as HTMLInputElement).value);
          }}
          @change=${(event: Event) => this.#look(lab, Number((event.target as HTMLInputElement).value))} /></label>
      <output>${name}</output>
    </div>`;
  }

  #play(at: number, count: number): void {
    if (this.#player.playing) this.#player.stop();
    else this.#player.play(at, count);
    this.requestUpdate();
  }

  #units(lab: Lab, view: UnitsView, lives: readonly (Life | undefined)[], at: number): TemplateResult {
    const { layer, unit } = placeIn(view);
    const layersOf = (life: Life | undefined) =>
      life?.looks.flatMap((look) => look.layers[layer] ?? []) ?? [];
    const patient = layersOf(lives[0]).length > 0 ? lives[0] : lives[1];
    const shown = layersOf(patient)[this.#lookIn(patient, at)];
    const order = shown ? orderOf(view.sort, shown, fatesOf(layersOf(patient))) : [];
    const choose = ({ detail }: CustomEvent<number>): void =>
      this.#change(lab, { ...view, unit: detail + 1 });
    return html`<div class="row choices">
        <div class="segments" role="group" aria-label=${this.t('units.layer')}>
          ${view.hidden.map(
            (_, index) =>
              html`<button type="button" aria-pressed=${index === layer} @click=${() => this.#change(lab, { ...view, layer: index + 1 })}>${this.t('units.layer_of', { layer: index + 1 })}</button>`,
          )}
        </div>
        <label>${this.t('units.sort')}
          <select data-name="sort" @change=${(event: Event) => this.#change(lab, { ...view, sort: SORTS[(event.target as HTMLSelectElement).selectedIndex] ?? 'order' })}>
            ${SORTS.map((sort) => html`<option .selected=${sort === view.sort}>${this.t(`units.sort.${sort}`)}</option>`)}
          </select></label>
        <label>${this.t('units.reach')}
          <select data-name="reach" @change=${(event: Event) => this.#change(lab, { ...view, reach: REACHES[(event.target as HTMLSelectElement).selectedIndex] ?? view.reach })}>
            ${REACHES.map((reach) => html`<option .selected=${reach === view.reach}>±${reach}</option>`)}
          </select></label>
      </div>
      <div class="pair" @unit=${choose}>
        ${SIDES.map((side, index) => {
          const life = lives[index];
          const looks = layersOf(life);
          return html`<div>
            <h3><span class="swatch" style="--color:${this.lineStyle(view[side]).color}"></span>${this.#name(view, side)}</h3>
            <al-unit-grid .lab=${lab} .layer=${looks[this.#lookIn(life, at)]} .order=${order} .fates=${fatesOf(looks)}
              .lookNames=${life?.looks.map((look) => lookName(look, this.i18n)) ?? []} .chosen=${unit}
              .label=${this.t('units.grid', { name: this.#name(view, side), layer: layer + 1 })}></al-unit-grid>
          </div>`;
        })}
      </div>
      <p class="small legend">${this.t('units.legend')}</p>
      <h3 class="unit">${this.t('units.chosen', { layer: layer + 1, unit: unit + 1 })}</h3>
      <div class="pair" @reach=${({ detail }: CustomEvent<number>) => this.#change(lab, { ...view, reach: detail })}>
        ${SIDES.map(
          (side, index) =>
            html`<al-unit-autopsy .lab=${lab} .life=${lives[index]} .layer=${layer} .unit=${unit}
              .at=${this.#lookIn(lives[index], at)} .name=${this.#name(view, side)}></al-unit-autopsy>`,
        )}
      </div>
      <p class="small legend">${this.t('units.bars')}</p>`;
  }
}

define('al-units', UnitsPanel);

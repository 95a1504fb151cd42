import { html, nothing, type TemplateResult } from 'lit';
import type { Key } from '../../i18n/index.ts';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import { duration } from '../duration.ts';
import { define, LabElement } from '../panel.ts';
import type { Choice } from './choice.ts';
import type { Default } from './defaults.ts';
import { type Cell, orderOf } from './plan.ts';
import { tuningStyle } from './style.ts';
import { ASKS_FROM, REFUSES_FROM, type Sweeper } from './sweeper.ts';
import { furtherOf } from './sweeping.ts';

/** Starts a sweep, having said how long it takes; pauses, resumes and cancels it. */
export class SweepRun extends LabElement {
  static override properties = {
    ...LabElement.properties,
    choice: { attribute: false },
    sweeper: { attribute: false },
    cells: { attribute: false },
    defaults: { attribute: false },
    usable: { type: Boolean },
    tick: { type: Number },
    asks: { state: true },
  };

  declare choice: Choice | undefined;
  declare sweeper: Sweeper | undefined;
  declare cells: readonly Cell[];
  declare defaults: readonly Default[];
  /** all fields hold what can be used */
  declare usable: boolean;
  /** grows as networks are trained */
  declare tick: number;
  /** what would take long waits for the reader's word; `refused`: it would take too long */
  declare asks: 'asks' | 'refused' | undefined;
  #asked = '';
  #begun = false;
  #start: ((told: boolean) => void) | undefined;

  static override styles = [...LabElement.styles, tuningStyle];

  constructor() {
    super();
    this.cells = [];
    this.defaults = [];
    this.usable = true;
    this.tick = 0;
    this.asks = undefined;
  }

  protected override parts({ race, timing, aside, data }: State): readonly unknown[] {
    return [race.phase !== 'idle' || timing.active !== undefined || aside, data];
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    // The question was about another sweep.
    const about = JSON.stringify([this.choice, this.cells[0]?.configs]);
    if (about !== this.#asked) this.asks = undefined;
    this.#asked = about;
  }

  /** A frozen frame sweeps by itself, once the workers are free. */
  protected override updated(): void {
    const { lab, sweeper, cells } = this;
    if (this.#begun || !lab?.frame.frozen || !sweeper || lab.busy || cells.length === 0) return;
    this.#begun = true;
    this.#start?.(false);
  }

  override render(): unknown {
    const { lab, choice, sweeper, cells, defaults } = this;
    if (!lab || !choice || !sweeper) return nothing;
    const { images } = lab.state;
    const configs = orderOf(cells);
    const missing = sweeper.missing(configs, images);
    const seconds = lab.estimate(missing);
    const left = choice.y ? 0 : choice.refine;
    const [first] = configs;
    const all = lab.estimate([...missing, ...Array(first ? left * choice.seeds : 0).fill(first)]);
    const start = (told: boolean): void => {
      this.asks = all > REFUSES_FROM ? 'refused' : all > ASKS_FROM && !told ? 'asks' : undefined;
      if (this.asks === undefined)
        void sweeper.start(
          configs,
          images,
          furtherOf(lab, sweeper, choice, cells, defaults),
          left * choice.seeds,
        );
    };
    this.#start = start;
    const time = duration(this.i18n, seconds);
    const seeds = this.t(choice.seeds === 1 ? 'race.one_seed' : 'race.seeds', { count: choice.seeds });
    const idle = sweeper.phase === 'idle';
    const base = html`<p class="small base">${this.#base(lab, choice)}</p>`;
    // In a frozen frame nothing is swept again.
    if (idle && lab.frame.frozen && this.#begun && missing.length === 0) return base;
    return html`${base}
      <div class="row controls">
        ${
          idle
            ? html`<button class="primary" type="button" ?disabled=${sweeper.waits || !this.usable || missing.length + left === 0} @click=${() => start(false)}
              >${this.t(choice.y ? 'tuning.start_map' : 'tuning.start', { count: cells.length, seeds, time })}</button>`
            : html`${
                sweeper.phase === 'paused'
                  ? html`<button class="primary" type="button" @click=${() => sweeper.resume()}>${this.t('resume')}</button>`
                  : html`<button class="primary" type="button" ?disabled=${sweeper.phase === 'preparing'} @click=${() => sweeper.pause()}>${this.t('pause')}</button>`
              }
              <button type="button" @click=${() => sweeper.cancel()}>${this.t('cancel')}</button>`
        }
      </div>
      ${this.#question(all, start)}
      <div class="progress">
        ${idle ? nothing : html`<progress max="1" .value=${sweeper.fraction} aria-label=${this.t('tuning.progress')}></progress>`}
        <span>${this.#words(lab, sweeper, left, all - seconds)}</span>
      </div>
      ${sweeper.failure ? this.failureMessage(sweeper.failure, idle && !sweeper.waits ? () => start(true) : undefined) : nothing}`;
  }

  #question(seconds: number, start: (told: boolean) => void): TemplateResult | typeof nothing {
    if (this.asks === undefined) return nothing;
    const time = duration(this.i18n, seconds);
    if (this.asks === 'refused')
      return html`<div class="message bad" role="alert"><p>${this.t('tuning.refused', { time })}</p></div>`;
    return html`<div class="message" role="alert">
      <p>${this.t('race.asks', { time })}</p>
      <div class="row">
        <button class="primary" type="button" @click=${() => start(true)}>${this.t('race.start')}</button>
        <button type="button" @click=${() => {
          this.asks = undefined;
        }}>${this.t('race.not_now')}</button>
      </div>
    </div>`;
  }

  /** What is the same for all networks, in one line. */
  #base(lab: Lab, { x }: Choice): string {
    const { settings, preset, images } = lab.state;
    const { hidden, optimizer, learning_rate, epochs, batch_size, seed } = settings;
    const learned = x.kind === 'parameter' && lab.learn(x.target.activation)[x.target.parameter];
    const line = this.t('tuning.base', {
      preset: this.t(`tuning.preset.${preset}` as Key) || preset,
      images: this.t(`tuning.images.${images}`),
      hidden: hidden.join('-') || '–',
      optimizer,
      rate: this.i18n.number(learning_rate, 6),
      epochs,
      batch: batch_size,
      seed,
    });
    return learned ? `${line}${this.t('sentence.separator')}${this.t('tuning.base_learned')}` : line;
  }

  #words(lab: Lab, sweeper: Sweeper, left: number, besides: number): string {
    switch (sweeper.phase) {
      case 'preparing':
        return this.t('race.preparing');
      case 'paused':
        return this.t('tuning.paused', { count: sweeper.trained });
      case 'running': {
        const seconds = sweeper.secondsLeft;
        const time =
          seconds === undefined ? '' : ` · ${this.t('race.left', { time: duration(this.i18n, seconds) })}`;
        return `${this.t('tuning.running', { count: sweeper.trained })}${time}`;
      }
      case 'idle':
        if (sweeper.waits) return this.t('tuning.waits');
        if (this.cells.length === 0) return this.t('picker.empty');
        if (!this.usable) return this.t('tuning.unusable');
        if (left === 0 || lab.state.data.status === 'failed') return '';
        return this.t('tuning.further', { count: left, time: duration(this.i18n, besides) });
    }
  }
}

define('al-sweep-run', SweepRun);

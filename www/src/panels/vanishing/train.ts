import { css, html, nothing } from 'lit';
import type { TrainConfig } from '../../core/types.ts';
import type { State } from '../../state/state.ts';
import { duration } from '../duration.ts';
import { define, LabElement } from '../panel.ts';
import type { Choice, Offered } from './choice.ts';
import './form.ts';
import { ASKS_FROM, type MapTraining } from './training.ts';

/** Trains the networks of the map, having said how long it takes. */
export class VanishingTrain extends LabElement {
  static override properties = {
    ...LabElement.properties,
    choice: { attribute: false },
    offered: { attribute: false },
    configs: { attribute: false },
    training: { attribute: false },
    tick: { type: Number },
    asks: { state: true },
  };

  declare choice: Choice | undefined;
  declare offered: Offered;
  /** of the map, as they are trained */
  declare configs: readonly TrainConfig[];
  declare training: MapTraining | undefined;
  /** grows as networks are trained */
  declare tick: number;
  /** what would take long waits for the reader's word */
  declare asks: boolean;

  static override styles = [
    ...LabElement.styles,
    css`
      h3 {
        margin: 18px 0 2px;
        font-size: 16px;
      }
    `,
  ];

  constructor() {
    super();
    this.offered = { functions: [], initializers: [] };
    this.configs = [];
    this.tick = 0;
    this.asks = false;
  }

  protected override parts({ race, timing, aside }: State): readonly unknown[] {
    return [race.phase !== 'idle' || timing.active !== undefined || aside];
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    // The question was about other networks.
    if (changed.has('configs')) this.asks = false;
  }

  override render(): unknown {
    const { lab, choice, training, configs } = this;
    if (!lab || !choice || !training) return nothing;
    const { race, timing, aside } = lab.state;
    const idle = training.phase === 'idle';
    const waits = idle && (race.phase !== 'idle' || timing.active !== undefined || aside);
    const missing = training.missing(configs);
    const seconds = lab.estimate(missing);
    const start = (told: boolean): void => {
      this.asks = seconds > ASKS_FROM && !told;
      if (!this.asks) void training.start(configs);
    };
    return html`<h3>${this.t('vanishing.training')}</h3>
      <al-vanishing-form .lab=${lab} .choice=${choice} .offered=${this.offered} training ?disabled=${!idle}
        @choose=${({ detail }: CustomEvent) => this.dispatchEvent(new CustomEvent('choose', { detail }))}></al-vanishing-form>
      <div class="row controls">
        ${
          idle
            ? html`<button type="button" ?disabled=${waits || missing.length === 0} @click=${() => start(false)}
              >${this.t('vanishing.train', { count: missing.length || configs.length, time: duration(this.i18n, missing.length > 0 ? seconds : lab.estimate(configs)) })}</button>`
            : html`${
                training.phase === 'paused'
                  ? html`<button class="primary" type="button" @click=${() => training.resume()}>${this.t('resume')}</button>`
                  : html`<button class="primary" type="button" ?disabled=${training.phase === 'preparing'} @click=${() => training.pause()}>${this.t('pause')}</button>`
              }
              <button type="button" @click=${() => training.cancel()}>${this.t('cancel')}</button>`
        }
      </div>
      ${
        this.asks
          ? html`<div class="message" role="alert">
              <p>${this.t('race.asks', { time: duration(this.i18n, seconds) })}</p>
              <div class="row">
                <button class="primary" type="button" @click=${() => start(true)}>${this.t('race.start')}</button>
                <button type="button" @click=${() => {
                  this.asks = false;
                }}>${this.t('race.not_now')}</button>
              </div>
            </div>`
          : nothing
      }
      <div class="progress">
        ${idle ? nothing : html`<progress max="1" .value=${training.fraction} aria-label=${this.t('vanishing.progress')}></progress>`}
        <span>${this.#words(training, waits, missing.length)}</span>
      </div>
      ${training.failure ? this.failureMessage(training.failure, idle && !waits ? () => start(true) : undefined) : nothing}`;
  }

  #words(training: MapTraining, waits: boolean, missing: number): string {
    const { count, done } = training;
    switch (training.phase) {
      case 'preparing':
        return this.t('race.preparing');
      case 'paused':
        return this.t('vanishing.train.paused', { done, count });
      case 'running': {
        const left = training.secondsLeft;
        const time =
          left === undefined ? '' : ` · ${this.t('race.left', { time: duration(this.i18n, left) })}`;
        return `${this.t('vanishing.train.running', { done, count })}${time}`;
      }
      case 'idle':
        if (missing === 0) return this.t('vanishing.train.done');
        return waits ? this.t('vanishing.waits') : '';
    }
  }
}

define('al-vanishing-train', VanishingTrain);

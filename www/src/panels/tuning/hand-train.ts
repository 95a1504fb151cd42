import { html, nothing, type TemplateResult } from 'lit';
import { keyOf } from '../../state/groups.ts';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import { duration } from '../duration.ts';
import { define, LabElement } from '../panel.ts';
import type { Target } from './axes.ts';
import type { Weighed } from './hand-models.ts';
import { ASKS_FROM } from './sweeper.ts';

/** Trains a function as it is now, unless its networks were trained like that. */
export class TuningTrain extends LabElement {
  static override properties = {
    ...LabElement.properties,
    target: { attribute: false },
    networks: { attribute: false },
    asks: { state: true },
  };

  declare target: Target | undefined;
  /** those that are there */
  declare networks: readonly Weighed[];
  /** training would take long and waits for the reader's word */
  declare asks: boolean;

  constructor() {
    super();
    this.target = undefined;
    this.networks = [];
    this.asks = false;
  }

  protected override parts(state: State): readonly unknown[] {
    const { core, dialect, params, race, settings, seeds, images, learning, timing, aside } = state;
    return [core, dialect, params, race.phase, settings, seeds, images, learning, timing.active, aside];
  }

  override render(): unknown {
    const { lab, target } = this;
    if (!lab || !target) return nothing;
    const { activation, parameter } = target;
    const { race, timing, aside } = lab.state;
    const waits = race.phase !== 'idle' || timing.active !== undefined || aside;
    const now = keyOf({ ...lab.config(activation), seed: 0 });
    const alike = this.networks.every(({ config }) => keyOf({ ...config, seed: 0 }) === now);
    const known = this.networks.length > 0 && !lab.jurors()[0]?.shipped && alike;
    const value = this.i18n.number(lab.params(activation)[parameter] ?? Number.NaN, 4);
    const key = this.networks.length > 0 ? 'hand.retrain' : 'hand.train';
    return html`<div class="row controls">
        <button class="primary" type="button" ?disabled=${waits || known} @click=${() => this.#start(lab, activation, false)}
        >${this.t(key, { name: activation, parameter, value })}</button>
        ${waits ? html`<span class="small">${this.t(race.phase === 'idle' ? 'race.waits' : 'hand.training')}</span>` : nothing}
      </div>
      ${this.asks ? this.#question(lab, activation) : nothing}`;
  }

  #question(lab: Lab, id: string): TemplateResult {
    const time = duration(this.i18n, lab.estimate(lab.experimentOf(id)));
    return html`<div class="message" role="alert">
      <p>${this.t('race.asks', { time })}</p>
      <div class="row">
        <button class="primary" type="button" @click=${() => this.#start(lab, id, true)}>${this.t('race.start')}</button>
        <button type="button" @click=${() => {
          this.asks = false;
        }}>${this.t('race.not_now')}</button>
      </div>
    </div>`;
  }

  #start(lab: Lab, id: string, told: boolean): void {
    this.asks = !told && lab.estimate(lab.experimentOf(id)) > ASKS_FROM;
    if (!this.asks) void lab.trainFunction(id);
  }
}

define('al-tuning-train', TuningTrain);

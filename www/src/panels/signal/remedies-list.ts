import { html, nothing, type TemplateResult } from 'lit';
import { factsOf } from '../../core/facts.ts';
import type { State } from '../../state/state.ts';
import { define, LabElement } from '../panel.ts';
import { learns } from './findings.ts';
import { type Remedy, remediesOf } from './remedies.ts';
import { layerWords } from './rows.ts';
import { configOf, type SignalView } from './settings.ts';
import { signalStyle } from './style.ts';
import type { Watcher } from './watcher.ts';

/** Tries one change each, and tells what came of it. Emits `take` (CustomEvent<Partial<SignalView>>). */
export class SignalRemedies extends LabElement {
  static override properties = {
    ...LabElement.properties,
    view: { attribute: false },
    side: {},
    watcher: { attribute: false },
    tick: { type: Number },
  };

  declare view: SignalView;
  declare side: 'a' | 'b';
  declare watcher: Watcher | undefined;
  declare tick: number;

  static override styles = [...LabElement.styles, signalStyle];

  constructor() {
    super();
    this.tick = 0;
  }

  protected override parts({ core, facts, race, timing, aside }: State): readonly unknown[] {
    return [core, facts, race.phase !== 'idle' || timing.active !== undefined || aside];
  }

  override render(): unknown {
    const { watcher } = this;
    if (!this.lab || !watcher) return nothing;
    const remedies = this.#remedies();
    const tried = remedies.map((remedy) => ({ remedy, outcome: watcher.outcome(this.#config(remedy)) }));
    const known = tried.filter(({ outcome }) => outcome);
    const busy = watcher.phase !== 'idle';
    return html`<h4>${this.t('signal.remedies')}</h4>
      ${
        busy && watcher.trying
          ? html`<div class="row controls"><button type="button" @click=${() => watcher.cancel()}>${this.t('cancel')}</button>
              <progress max="1" .value=${watcher.fraction} aria-label=${this.t('signal.progress')}></progress></div>`
          : known.length < remedies.length
            ? html`<div class="row controls"><button type="button" ?disabled=${busy || watcher.waits} @click=${() => void this.#try()}
                >${this.t('signal.try', { count: remedies.length - known.length })}</button></div>`
            : nothing
      }
      ${known.length > 0 ? this.#table(tried) : nothing}`;
  }

  #recommended(id: string): string | undefined {
    if (this.lab?.state.facts.status !== 'ready') return undefined;
    return factsOf(id).recommended_initializer.name;
  }

  #remedies(): Remedy[] {
    const { lab, view, side } = this;
    return lab ? remediesOf(view, side, lab.state.offer, this.#recommended(view[side])) : [];
  }

  #config({ change }: Remedy) {
    const view = { ...this.view, ...change };
    const id = view[this.side];
    const { lab } = this;
    return configOf(view, { activation: id, params: lab?.params(id) ?? {}, learn: lab?.learn(id) ?? {} });
  }

  async #try(): Promise<void> {
    // Without them the recommended initialisation is not known, and the rest is tried.
    await this.lab?.ensureFacts();
    await this.watcher?.try(this.#remedies().map((remedy) => this.#config(remedy)));
  }

  #table(tried: readonly { remedy: Remedy; outcome: ReturnType<Watcher['outcome']> }[]): TemplateResult {
    const done = tried.flatMap(({ outcome }) => outcome ?? []);
    const safe = done.filter(({ outcome }) => !('code' in outcome));
    const learned = safe.filter(({ history }) => learns(history.at(-1)?.train_loss ?? Number.NaN));
    const count = (number: number): string => this.i18n.number(number);
    return html`<p class="said" role="status">${this.t('signal.tried', {
      tried: count(done.length),
      safe: count(safe.length),
      learned: count(learned.length),
    })}</p>
      <div class="scroll" tabindex="0" role="group" aria-label=${this.t('signal.remedies')}><table class="values tried">
        <thead><tr>
          <th scope="col">${this.t('signal.changed')}</th>
          <th scope="col">${this.t('signal.came_to')}</th>
          <th scope="col"><span class="visually-hidden">${this.t('signal.take')}</span></th>
        </tr></thead>
        <tbody>${tried.map(({ remedy, outcome }) => (outcome ? this.#row(remedy, outcome) : nothing))}</tbody>
      </table></div>`;
  }

  #row(remedy: Remedy, tried: NonNullable<ReturnType<Watcher['outcome']>>): TemplateResult {
    const name = this.#name(remedy);
    return html`<tr>
      <th scope="row">${name}</th>
      <td>${this.#result(tried)}</td>
      <td><button type="button" aria-label="${this.t('signal.take')}: ${name}" @click=${() =>
        this.dispatchEvent(
          new CustomEvent<Partial<SignalView>>('take', {
            detail: remedy.change,
            bubbles: true,
            composed: true,
          }),
        )}>${this.t('signal.take')}</button></td>
    </tr>`;
  }

  #name({ kind, value, change }: Remedy): string {
    const shown = typeof value === 'number' ? this.i18n.number(value, 6) : value;
    return this.t(`signal.remedy.${kind}`, {
      value: shown,
      rate: change.rate === undefined ? '' : this.i18n.number(change.rate, 6),
    });
  }

  #result({ config, outcome, history }: NonNullable<ReturnType<Watcher['outcome']>>): string {
    if ('code' in outcome) {
      const { divergence } = outcome;
      if (!divergence) return this.i18n.failure(outcome);
      const layer = layerWords(divergence.layer - 1, config.hidden.length + 1, this.i18n);
      return this.t('signal.result.diverged', { step: this.i18n.number(divergence.step), layer });
    }
    const loss = history.at(-1)?.train_loss ?? Number.NaN;
    return this.t(learns(loss) ? 'signal.result.learned' : 'signal.result.stuck', {
      accuracy: this.i18n.percent(outcome.evaluation.accuracy, 1),
      loss: this.i18n.number(loss, 3, 3),
    });
  }
}

define('al-signal-remedies', SignalRemedies);

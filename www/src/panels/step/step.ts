import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import { demoLinks } from '../demos.ts';
import { define, Panel } from '../panel.ts';
import { type Fields, readView, type Wrong, writeView } from '../view.ts';
import { type Choice, configsOf, fieldsOf, imagesOf, MAX_STEPS, SHOWS, USUAL } from './choice.ts';
import './form.ts';
import { isBusy, Keeper } from './keeper.ts';
import './layers.ts';
import { lossLines } from './lines.ts';
import { answersOf } from './measures.ts';
import type { Pair, Side } from './pair.ts';
import { phaseText, placeIn, planOf } from './plan.ts';
import { done, found, type Subject } from './sentences.ts';
import { stepStyle } from './step-style.ts';
import { numbersTable } from './table.ts';
import { factText, sizeText } from './words.ts';

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);
/** Of the set of 10,000; some digits are further apart than others. */
const IMAGES = 10_000;
/** ms that a phase is shown while the walk plays */
const PACE = 2600;
const STILL = matchMedia('(prefers-reduced-motion: reduce)');

const DEMOS = {
  deep: 'a:sigmoid,b:relu',
  centred: 'a:tanh,b:sigmoid',
  dead: 'a:relu,b:leaky_relu,hidden:32-32,initializer:he_normal,bias:-0.3,digit:batch',
  linear: 'a:linear,b:relu',
  saturated: 'a:hard_sigmoid,b:sigmoid,bias:3',
} as const;

/** One training step of two networks, forward and back, phase by phase. */
export class StepPanel extends Panel {
  static override properties = {
    ...Panel.properties,
    started: { state: true },
    playing: { state: true },
    tick: { state: true },
  };

  declare started: boolean;
  /** the timer that plays the walk */
  declare playing: ReturnType<typeof setInterval> | undefined;
  /** grows as networks change */
  declare tick: number;
  readonly #keeper = new Keeper(
    () => this.#wanted(),
    () => {
      this.tick += 1;
    },
  );

  static override styles = [...Panel.styles, stepStyle];

  protected readonly panel = 'step' as const;

  constructor() {
    super();
    this.started = false;
    this.playing = undefined;
    this.tick = 0;
  }

  protected override parts(state: State): readonly unknown[] {
    const { core, views, params, offer, race, timing, aside } = state;
    return [core, views.step, params, offer, race.phase !== 'idle', timing.active, aside];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    // A link to a state of the panel, or the panel alone, is about it.
    if (this.lab && (this.alone || this.lab.state.views.step !== undefined)) this.started = true;
  }

  protected override updated(): void {
    if (this.lab?.state.core.status === 'ready') this.#keeper.follow(this.lab);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#pause();
    this.#keeper.free();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  #fields(lab: Lab): Fields<Choice> {
    return fieldsOf(
      this.catalogue.map(({ id }) => id),
      lab.state.offer.initializers,
    );
  }

  #read(lab: Lab): { view: Choice; wrong: Wrong[] } {
    return readView(lab.state.views.step, this.#fields(lab), USUAL);
  }

  #set(lab: Lab, change: Partial<Choice>): void {
    const text = writeView({ ...this.#read(lab).view, ...change }, this.#fields(lab), USUAL);
    lab.store.dispatch({ type: 'view', name: 'step', text });
  }

  #wanted() {
    const { lab } = this;
    if (!this.isConnected || !this.started || !lab) return undefined;
    const { view } = this.#read(lab);
    return {
      configs: configsOf(view, (id) => lab.params(id)),
      images: imagesOf(view),
      steps: view.steps,
    };
  }

  protected override body(lab: Lab): TemplateResult {
    const { view, wrong } = this.#read(lab);
    const { pair, failure } = this.#keeper;
    const demos = Object.entries(DEMOS).map(([name, text]) => ({
      label: this.t(`step.demo.${name as keyof typeof DEMOS}`),
      text,
    }));
    return html`${this.wrongLinks(wrong)}
      ${demoLinks(lab, 'step', demos, () => {
        this.started = true;
      })}
      <al-step-form .lab=${lab} .choice=${view} .fields=${this.#fields(lab)}
        @change=${({ detail }: CustomEvent<Partial<Choice>>) => {
          this.started = true;
          this.#set(lab, { ...detail, steps: 0, ...(detail.hidden && { phase: 'all' }) });
        }}></al-step-form>
      ${
        failure
          ? this.failureMessage(failure, () => this.#keeper.retry(lab))
          : pair && pair.looked.images.length > 0
            ? this.#step(lab, view, pair)
            : this.#empty(lab)
      }`;
  }

  #empty(lab: Lab): TemplateResult {
    const waits = !this.#keeper.pair && isBusy(lab);
    return html`<div class="row controls ${this.started ? 'waiting' : ''}">${
      this.started
        ? html`<span class="small" role="status">${this.t(waits ? 'step.waits' : 'loading')}</span>`
        : html`<button class="primary" type="button" @click=${() => {
            this.started = true;
          }}>${this.t('step.start')}</button>`
    }</div>`;
  }

  #step(lab: Lab, view: Choice, pair: Pair): TemplateResult {
    const names = [view.a, view.b];
    const summary = this.#sentences({ ...view, phase: 'all' }, pair);
    const columns = pair.sides.map(({ measures }, index) => ({ name: names[index] ?? '', measures }));
    return html`${this.#digits(lab, view, pair)}
      <div>
        ${this.#walk(lab, view, pair)}
        <al-step-layers .lab=${lab} .choice=${view} .sides=${pair.sides} .looked=${pair.looked}
          .label=${[this.t('step.picture', { a: view.a, b: view.b }), ...summary].join(this.t('sentence.separator'))}
        ></al-step-layers>
      </div>
      <p class="small">${this.t(view.digit === 'batch' ? 'step.legend_batch' : 'step.legend')}</p>
      ${this.#training(lab, view, pair)}
      <details>
        <summary>${this.t('step.table')}</summary>
        ${numbersTable(columns, this.i18n)}
      </details>`;
  }

  #digits(lab: Lab, view: Choice, pair: Pair): TemplateResult {
    const [label] = pair.looked.labels;
    const batch = view.digit === 'batch';
    return html`<div class="digits" role="group" aria-label=${this.t('step.choose')}>
      ${DIGITS.map(
        (digit) =>
          html`<button type="button" aria-label=${this.t('step.choose.digit', { digit })}
            aria-pressed=${!batch && digit === label} @click=${() => this.#choose(lab, view, pair, digit)}>${digit}</button>`,
      )}
      <button class="together" type="button" aria-pressed=${batch}
        @click=${() => this.#set(lab, { digit: 'batch' })}>${this.t('step.choose.batch')}</button>
    </div>`;
  }

  /** The next training image of a digit. */
  #choose(lab: Lab, { digit: now }: Choice, pair: Pair, digit: number): void {
    const after = now === 'batch' ? -1 : now;
    for (let ahead = 1; ahead <= IMAGES; ahead += 1) {
      const image = (after + ahead) % IMAGES;
      if (pair.label(image) !== digit) continue;
      this.#set(lab, { digit: image });
      return;
    }
  }

  #walk(lab: Lab, view: Choice, pair: Pair): TemplateResult {
    const plan = planOf(view.hidden.length, view.digit !== 'batch');
    const place = placeIn(plan, view.phase);
    const go = (to: number): void => {
      this.#pause();
      this.#set(lab, { phase: phaseText(plan, to) });
    };
    const [first, ...others] = this.#sentences(view, pair);
    return html`<div class="walk">
      <div class="row">
        <button type="button" ?disabled=${place === 0} @click=${() => go(0)}>${this.t('step.first')}</button>
        <button type="button" ?disabled=${place === 0} @click=${() => go(place - 1)}>${this.t('step.back')}</button>
        <button type="button" ?disabled=${place === plan.length} @click=${() => go(place + 1)}>${this.t('step.next')}</button>
        ${
          STILL.matches
            ? nothing
            : html`<button type="button" @click=${() => (this.playing ? this.#pause() : this.#play(lab))}
              >${this.t(this.playing ? 'pause' : 'step.play')}</button>`
        }
        <div class="segments" role="group" aria-label=${this.t('step.shows')}>${SHOWS.map(
          (shows) =>
            html`<button type="button" aria-pressed=${view.shows === shows} @click=${() => this.#set(lab, { shows })}
            >${shows === 'f' ? 'f(z)' : 'z'}</button>`,
        )}</div>
        <span class="phase">${place < plan.length ? this.t('step.phase', { phase: place + 1, count: plan.length }) : nothing}</span>
      </div>
      <p class="said" role="status" aria-atomic="true" aria-live=${this.#keeper.working ? 'off' : 'polite'}>
        <b>${first}</b>${others.map((sentence) => html` <span>${sentence}</span>`)}
      </p>
    </div>`;
  }

  /** What the phase does, then what it comes to in each network. */
  #sentences(view: Choice, { sides, looked }: Pair): string[] {
    const plan = planOf(view.hidden.length, view.digit !== 'batch');
    const phase = plan[placeIn(plan, view.phase)];
    const subject: Subject = {
      image: view.digit === 'batch' ? undefined : looked.images[0],
      label: looked.labels[0] ?? 0,
      count: looked.images.length,
    };
    const each = sides.flatMap(({ trace, measures }, index) => {
      if (!trace || !measures) return [];
      const fact = found(phase, measures, answersOf(trace, looked.labels), subject);
      const name = index === 0 ? view.a : view.b;
      return fact ? [this.t('step.of', { name, text: factText(fact, this.i18n) })] : [];
    });
    return [factText(done(phase, view.hidden.length, subject), this.i18n), ...each];
  }

  #play(lab: Lab): void {
    const forward = (): void => {
      const { view } = this.#read(lab);
      const plan = planOf(view.hidden.length, view.digit !== 'batch');
      const place = placeIn(plan, view.phase);
      this.#set(lab, { phase: phaseText(plan, place + 1) });
      if (place + 1 >= plan.length) this.#pause();
    };
    const { view } = this.#read(lab);
    if (view.phase === 'all') this.#set(lab, { phase: 0 });
    this.playing = setInterval(forward, PACE);
  }

  #pause(): void {
    clearInterval(this.playing);
    this.playing = undefined;
  }

  #training(lab: Lab, view: Choice, pair: Pair): TemplateResult {
    const { steps, sides } = pair;
    const training = view.steps > steps && !pair.ended;
    const names = [view.a, view.b];
    const rest = MAX_STEPS - steps;
    const stops = pair.ended || lab.state.timing.active !== undefined;
    const lines = (of: (side: Side) => Side['losses']) =>
      sides.map((side, index) => {
        const name = names[index] ?? '';
        return { name, look: this.lineStyle(name), losses: of(side) };
      });
    // The same axis for both.
    const known = sides.flatMap(({ losses, batches }) => [...losses, ...batches].map(([, loss]) => loss));
    const scale = { steps, most: Math.max(0.1, ...known) };
    const text = {
      number: (value: number) => sizeText(value, this.i18n),
      steps: this.t('step.steps_axis'),
    };
    return html`<div class="row steps">
        <output>${this.t('step.steps', { steps: this.i18n.number(steps) })}</output>
        ${[1, 10, 100].map(
          (more) =>
            html`<button type="button" ?disabled=${training || stops || rest < more}
              @click=${() => this.#set(lab, { steps: steps + more })}>${this.t('step.train', { count: more })}</button>`,
        )}
        ${
          training
            ? html`<button type="button" @click=${() => this.#set(lab, { steps })}>${this.t('step.stop')}</button>`
            : html`<button type="button" ?disabled=${steps === 0} @click=${() => this.#set(lab, { steps: 0 })}>${this.t('step.reset')}</button>`
        }
      </div>
      ${sides.map(({ ended, losses }, index) =>
        ended
          ? html`<div class="message bad" role="alert"><p>${this.t('step.ended', {
              name: names[index] ?? '',
              steps: ended.steps,
              shown: losses.at(-1)?.[0] ?? '–',
              text: this.i18n.failure(ended.failure),
            })}</p></div>`
          : nothing,
      )}
      <div class="two">
        ${lossLines(
          this.t(view.digit === 'batch' ? 'step.loss_here_batch' : 'step.loss_here'),
          lines(({ losses }) => losses),
          scale,
          text,
        )}
        ${lossLines(
          this.t('step.loss_batches'),
          lines(({ batches }) => batches),
          scale,
          text,
        )}
      </div>`;
  }
}

define('al-step', StepPanel);

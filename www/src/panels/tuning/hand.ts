import { css, html, noChange, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Series } from '../../charts/series.ts';
import type { FunctionSpec, ParameterSpec } from '../../core/types.ts';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import { Sampler } from '../curves/sampling.ts';
import { seriesOf } from '../curves/series.ts';
import { testImages } from '../draw/test-answers.ts';
import { Nearby } from '../nearby.ts';
import { define, LabElement } from '../panel.ts';
import { specOfTarget, type Target, targetsOf } from './axes.ts';
import { Reevaluation } from './hand-accuracy.ts';
import { accuracyDomain, accuracySeries, curveView, type Shape, trainedAt } from './hand-curves.ts';
import './hand-digit.ts';
import { type FactsNow, factsNow } from './hand-facts.ts';
import './hand-train.ts';
import { coarseToFine, learns, type Weighed } from './hand-models.ts';
import { Networks } from './hand-networks.ts';

/** Values over a parameter's range. */
const VALUES = 25;

/** Moves a parameter: curve, facts, and what networks come to that were trained with another value. */
export class TuningHand extends LabElement {
  static override properties = {
    ...LabElement.properties,
    hidden: { type: Boolean },
    target: { attribute: false },
    read: { state: true },
    tick: { state: true },
  };

  declare hidden: boolean;
  declare target: Target | undefined;
  /** where the pointer is on the chart of accuracies */
  declare read: number | undefined;
  /** counts what was judged */
  declare tick: number;
  readonly #sampler = new Sampler();
  readonly #reevaluation = new Reevaluation(
    (call) => this.lab?.guard(call),
    () => {
      this.tick += 1;
    },
    { now: () => performance.now(), frame: () => new Promise(requestAnimationFrame) },
  );
  readonly #own = new Networks();
  #networks: readonly Weighed[] = [];
  #shape: { key: string; shape: Shape } | undefined;
  #known: { key: string; facts: FactsNow } | undefined;
  #near = false;
  /** the value that the strip was told last */
  #told: number | undefined;

  static override styles = [
    ...LabElement.styles,
    css`
      .two {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: 8px 36px;
        margin: 12px 0;
      }
      .two > * {
        min-width: 0;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 2px 18px;
        margin: 8px 0 0;
        font-size: 14px;
        font-variant-numeric: tabular-nums;
      }
      dt {
        color: var(--soft);
      }
      dd {
        margin: 0;
      }
      h3 {
        margin: 0 0 6px;
        font-size: 15px;
      }
      .said {
        min-height: 3.2em;
        font-size: 14px;
        margin: 6px 0 0;
        font-variant-numeric: tabular-nums;
      }
      @media (max-width: 720px) {
        .two {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  constructor() {
    super();
    this.hidden = false;
    this.target = undefined;
    this.read = undefined;
    this.tick = 0;
    new Nearby(this, () => {
      this.#near = true;
      if (this.lab?.jurors().length === 0) void this.lab.ensureShipped();
      this.requestUpdate();
    });
  }

  protected override parts(state: State): readonly unknown[] {
    const {
      core,
      dialect,
      selected,
      params,
      race,
      settings,
      seeds,
      images,
      learning,
      timing,
      aside,
      shipped,
      data,
    } = state;
    const waits = timing.active !== undefined || aside;
    return [core, dialect, selected, params, race, settings, seeds, images, learning, waits, shipped, data];
  }

  /** The strip shows the value, unless it is the default's. */
  protected override updated(): void {
    const { lab, target } = this;
    const spec = target && specOfTarget(this.catalogue, target);
    const value = lab && target && spec ? this.#value(lab, target) : undefined;
    const shown = value === spec?.default ? undefined : value;
    if (shown === this.#told) return;
    this.#told = shown;
    const name = shown === undefined ? '' : this.t('hand.mark', { value: this.i18n.number(shown, 4) });
    const detail = shown === undefined ? [] : [{ value: shown, label: name, kind: 'hand' }];
    this.dispatchEvent(new CustomEvent('overlay', { detail }));
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('target')) this.read = undefined;
    const { lab } = this;
    if (lab?.state.core.status !== 'ready') return;
    this.target ??= this.#usual(lab);
    if (this.#near && !this.hidden) void this.#ask(lab);
    else this.#reevaluation.rest();
  }

  override render(): unknown {
    // It stays as it is until it is looked at again.
    if (this.hidden) return noChange;
    const { lab, target } = this;
    if (lab?.state.core.status !== 'ready') return nothing;
    const spec = target && specOfTarget(this.catalogue, target);
    if (!target || !spec) return html`<p>${this.t('hand.none')}</p>`;
    return html`
      <div class="two">
        <div>
          ${this.#curve(lab, target)}
          <al-parameter .lab=${lab} .activation=${target.activation} .spec=${spec}></al-parameter>
          ${this.#facts(lab, target)}
        </div>
        <div>${this.#accuracy(lab, target, spec)}</div>
      </div>
      <al-tuning-digit .lab=${lab} .networks=${this.#networks} .spec=${this.#specOf(target)}></al-tuning-digit>
    `;
  }

  /** A chosen function with a parameter, or else the first there is. */
  #usual(lab: Lab): Target | undefined {
    const targets = targetsOf(this.catalogue);
    return targets.find(({ activation }) => lab.state.selected.includes(activation)) ?? targets[0];
  }

  #specOf({ activation }: Target): FunctionSpec | undefined {
    return this.catalogue.find(({ id }) => id === activation);
  }

  #value(lab: Lab, { activation, parameter }: Target): number {
    return lab.params(activation)[parameter] ?? Number.NaN;
  }

  #curve(lab: Lab, { activation, parameter }: Target): TemplateResult {
    const spec = this.#specOf({ activation, parameter });
    const key = JSON.stringify([activation, lab.state.dialect]);
    if (this.#shape?.key !== key) {
      const shape =
        spec && lab.guard((core) => curveView((params, x) => core.evaluate(activation, params, x), spec));
      this.#shape = shape && { key, shape };
    }
    const view = this.#shape?.shape ?? { x: [-4, 4], y: [-2, 4] };
    const sample = this.#sampler.sample(lab, activation, view);
    const { color } = this.lineStyle(activation);
    const look = { id: activation, label: activation, color, named: false };
    const number = (value: number): string => this.i18n.number(value);
    return html`<al-line-chart
      class="shape"
      .series=${sample ? seriesOf(sample, 'both', look) : []}
      .x=${view.x}
      .y=${view.y}
      .zero=${true}
      .formatX=${number}
      .formatY=${number}
      .label=${this.t('hand.curve', { name: activation })}
    ></al-line-chart>`;
  }

  #facts(lab: Lab, { activation }: Target): TemplateResult | typeof nothing {
    const params = lab.params(activation);
    const key = JSON.stringify([activation, params]);
    if (this.#known?.key !== key) {
      const now = lab.guard((core) => factsNow((x) => core.evaluate(activation, params, x)));
      this.#known = now && { key, facts: now };
    }
    const facts = this.#known?.facts;
    if (!facts) return nothing;
    const number = (value: number): string => this.i18n.number(value, 3);
    const end = (value: number): string => (Number.isFinite(value) ? number(value) : value > 0 ? '∞' : '−∞');
    const places = facts.kinks.map(number).join(this.t('list.separator'));
    return html`<dl>
      <dt>${this.t('curves.range')}</dt><dd>${this.t('hand.range', { low: end(facts.low), high: end(facts.high) })}</dd>
      <dt><i>f</i>′(0)</dt><dd>${number(facts.slopeAtZero)}</dd>
      <dt>E[<i>f</i>′²]</dt><dd>${this.i18n.number(facts.meanSquaredSlope, 3, 3)}</dd>
      <dt>${this.t('hand.kinks')}</dt><dd>${facts.kinks.length > 0 ? `x = ${places}` : this.t('hand.no_kinks')}</dd>
    </dl>`;
  }

  #accuracy(lab: Lab, target: Target, spec: ParameterSpec): TemplateResult {
    const head = html`<h3>${this.t('hand.accuracy', { name: target.activation })}</h3>`;
    const count = this.#networks.length;
    const train = html`<al-tuning-train .lab=${lab} .target=${target} .networks=${this.#networks}></al-tuning-train>`;
    if (count === 0) {
      const { shipped } = lab.state;
      return html`${head}
        ${shipped.status === 'failed' ? this.failureMessage(shipped.failure, () => void lab.ensureShipped()) : nothing}
        <p>${this.t('hand.untrained', { name: target.activation })}</p>
        ${train}`;
    }
    const value = this.#value(lab, target);
    const lines = this.#reevaluation.values.map(
      (at) => [at, this.#reevaluation.accuracies(at) ?? []] as const,
    );
    const { color } = this.lineStyle(target.activation);
    const series: Series[] = accuracySeries(lines, color, count);
    const y = accuracyDomain(lines);
    const trained = trainedAt(this.#networks, target);
    const percent = (one: number): string => this.i18n.percent(one, y[1] - y[0] > 0.1 ? 0 : 1);
    return html`${head}
      <al-line-chart
        class="accuracy"
        .series=${series}
        .areas=${trained === undefined ? [] : [{ color: 'var(--axis)', points: [], mark: [trained, y[0], y[1]] }]}
        .x=${[spec.min, spec.max]}
        .y=${y}
        .step=${spec.step}
        .cursor=${this.read ?? value}
        .xLabel=${target.parameter}
        .formatX=${(one: number) => this.i18n.number(one)}
        .formatY=${percent}
        .label=${this.t('hand.accuracy.label', { name: target.activation, parameter: target.parameter })}
        .readout=${this.#said(target, this.read ?? value)}
        .note=${lines.length === 0 ? this.t('hand.asking') : ''}
        @cursor=${(event: CustomEvent<number>) => {
          this.read = event.detail;
        }}
        @pointerleave=${() => {
          this.read = undefined;
        }}
        @choose=${() => this.#take(lab, target)}
      ></al-line-chart>
      <p class="said">${this.#said(target, value)} ${this.#learnedNote(target)}</p>
      <p class="small">${count === 1 ? this.t('hand.lines.one') : this.t('hand.lines', { count })}${
        trained === undefined ? '' : ` ${this.t('hand.trained', { value: this.i18n.number(trained, 4) })}`
      }</p>
      ${train}`;
  }

  /** What the networks come to at a value, and what they came to where they were trained. */
  #said({ parameter }: Target, value: number): string {
    const mean = (at: number | undefined): number | undefined => {
      const found = at === undefined ? undefined : this.#reevaluation.accuracies(at);
      return found && found.reduce((sum, one) => sum + one, 0) / found.length;
    };
    const now = mean(value);
    if (now === undefined) return '';
    const at = trainedAt(this.#networks, { parameter });
    const before = mean(at);
    const values = {
      parameter,
      value: this.i18n.number(value, 4),
      accuracy: this.i18n.percent(now, 2),
    };
    if (before === undefined || at === undefined || at === value) return this.t('hand.at', values);
    const points = (now - before) * 100;
    return this.t('hand.at.moved', {
      ...values,
      trained: this.i18n.number(at, 4),
      before: this.i18n.percent(before, 2),
      points: `${points > 0 ? '+' : ''}${this.i18n.number(points, 2, 2)}`,
    });
  }

  #learnedNote({ parameter }: Target): string {
    const learned = this.#networks.some(({ config }) => learns(config, parameter));
    return learned ? this.t('hand.learned', { parameter }) : '';
  }

  /** The pointer's value becomes the parameter. */
  #take(lab: Lab, { activation, parameter }: Target): void {
    if (this.read === undefined) return;
    lab.store.dispatch({ type: 'parameter', id: activation, name: parameter, value: this.read });
    this.read = undefined;
  }

  /** Asks networks that are there about the values of the chart, the present one first. */
  async #ask(lab: Lab): Promise<void> {
    const { target } = this;
    const spec = target && specOfTarget(this.catalogue, target);
    const owner = target && this.#specOf(target);
    if (!target || !spec || !owner) return;
    this.#networks = this.#own.of(lab, target.activation);
    if (this.#networks.length === 0) {
      this.#reevaluation.ask(undefined, []);
      return;
    }
    // Training has the processor, and may need other images; what is timed is to be alone.
    const busy = ({ race, aside, timing }: State): boolean =>
      race.phase !== 'idle' || aside || timing.active !== undefined;
    if (busy(lab.state)) {
      this.#reevaluation.rest();
      return;
    }
    const dataset = await testImages(lab);
    if (!dataset || this.target !== target || this.hidden || busy(lab.state)) return;
    const params = lab.params(target.activation);
    const value = params[target.parameter] ?? spec.default;
    const trained = trainedAt(this.#networks, target);
    const values = [
      value,
      ...(trained === undefined ? [] : [trained]),
      ...coarseToFine(spec.min, spec.max, VALUES),
    ];
    this.#reevaluation.ask(
      { networks: this.#networks, dataset, spec: owner, parameter: target.parameter, params },
      [...new Set(values)],
    );
  }
}

define('al-tuning-hand', TuningHand);

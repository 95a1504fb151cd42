import { css, html, noChange, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { factsOf } from '../../core/facts.ts';
import { type Failure, toFailure } from '../../core/failure.ts';
import type { Axis, ParameterSpec, Parameters, Sharing, TrainConfig } from '../../core/types.ts';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import { duration } from '../duration.ts';
import { define, LabElement } from '../panel.ts';
import { nameOf, specOfTarget, type Target, targetsOf, usualAxis } from './axes.ts';
import type { Upright } from './gradient-chart.ts';
import './gradient-chart.ts';
import {
  agreementOf,
  endOf,
  overlayOf,
  type Path,
  parseStarts,
  pathOf,
  startsAllowed,
} from './gradient-path.ts';
import { REFUSES_FROM } from './sweeper.ts';
import { asked, isFailure } from './sweeping.ts';

const SHARINGS = ['layer', 'unit'] as const satisfies readonly Sharing[];

/** Learns a parameter with the weights from several starts, and shows its way. */
export class TuningGradient extends LabElement {
  static override properties = {
    ...LabElement.properties,
    hidden: { type: Boolean },
    target: { attribute: false },
    axis: { attribute: false },
    regions: { attribute: false },
    best: { attribute: false },
    defaults: { attribute: false },
    sharing: { state: true },
    typed: { state: true },
    progress: { state: true },
    paused: { state: true },
    result: { state: true },
    failure: { state: true },
  };

  declare hidden: boolean;
  declare target: Target | undefined;
  /** of the strip; the usual one where there is none */
  declare axis: Axis | undefined;
  /** of a sweep: values that cannot be told from the best, and that */
  declare regions: readonly (readonly [from: number, to: number])[];
  declare best: number | undefined;
  /** what the frameworks take */
  declare defaults: readonly Upright[];
  declare sharing: Sharing;
  /** starts as the reader typed them; undefined: the usual ones */
  declare typed: string | undefined;
  /** of what is being trained, 0 … 1 */
  declare progress: number | undefined;
  declare paused: boolean;
  declare result: { key: string; paths: readonly Path[] } | undefined;
  declare failure: Failure | undefined;

  static override styles = [
    ...LabElement.styles,
    css`
      label {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        font-size: 14px;
      }
      input {
        font: inherit;
        font-size: 14px;
        width: 14em;
        min-height: 34px;
        box-sizing: border-box;
        padding: 2px 6px;
        border: 1px solid var(--axis);
        border-radius: 4px;
        background: none;
        color: var(--ink);
      }
      input[aria-invalid="true"] {
        border-color: var(--bad);
      }
      .bad {
        color: var(--bad);
      }
      .said {
        margin: 10px 0 0;
        font-variant-numeric: tabular-nums;
      }
      @media (pointer: coarse) {
        input {
          min-height: 44px;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.hidden = false;
    this.target = undefined;
    this.axis = undefined;
    this.regions = [];
    this.best = undefined;
    this.defaults = [];
    this.sharing = 'unit';
    this.typed = undefined;
    this.progress = undefined;
    this.paused = false;
    this.result = undefined;
    this.failure = undefined;
  }

  protected override parts(state: State): readonly unknown[] {
    const { core, facts, dialect, params, race, timing, aside, settings, images, learning } = state;
    const waits = race.phase !== 'idle' || timing.active !== undefined || aside;
    return [core, facts, dialect, params, waits, settings, images, learning];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('lab')) void this.lab?.ensureFacts();
    if (this.lab?.state.core.status !== 'ready') return;
    this.target ??= targetsOf(this.catalogue)[0];
    if (changed.has('target')) {
      this.typed = undefined;
      this.failure = undefined;
      if (this.result && this.target && this.result.key !== nameOf(this.target)) this.#show(undefined);
    }
  }

  override render(): unknown {
    // It stays as it is until it is looked at again.
    if (this.hidden) return noChange;
    const { lab, target } = this;
    if (lab?.state.core.status !== 'ready') return nothing;
    if (lab.state.facts.status !== 'ready') return this.factsFailure();
    const spec = target && specOfTarget(this.catalogue, target);
    if (!target || !spec) return html`<p>${this.t('hand.none')}</p>`;
    const useless = factsOf(target.activation).parameters.some(
      (one) => one.name === target.parameter && one.gradient_is_zero_almost_everywhere,
    );
    if (useless) return html`<p>${this.t('gradient.useless', { parameter: nameOf(target) })}</p>`;
    return html`${this.#controls(lab, target, spec)}${this.result ? this.#shown(lab, target, spec, this.result.paths) : nothing}`;
  }

  #axis(target: Target, spec: ParameterSpec): Axis {
    return this.axis ?? usualAxis(target, spec);
  }

  /** Three along the axis, unless the reader wants others; undefined where what was typed cannot be used. */
  #starts(lab: Lab, target: Target, spec: ParameterSpec): number[] | undefined {
    if (this.typed !== undefined) return parseStarts(this.typed, spec);
    const grid = asked(lab, (core) => core.tuneGrid(this.#axis(target, spec), 7));
    return isFailure(grid) ? [] : [1, 3, 5].flatMap((index) => grid[index] ?? []);
  }

  #configs(lab: Lab, { activation, parameter }: Target, starts: readonly number[]): TrainConfig[] {
    const base = lab.config(activation);
    return starts.map((start) => {
      const params: Parameters = { ...base.params, [parameter]: start };
      return { ...base, params, learn: { ...base.learn, [parameter]: this.sharing } };
    });
  }

  #controls(lab: Lab, target: Target, spec: ParameterSpec): TemplateResult {
    const { race, timing, aside } = lab.state;
    const busy = this.progress !== undefined;
    const waits = race.phase !== 'idle' || timing.active !== undefined || (aside && !busy);
    const starts = this.#starts(lab, target, spec);
    const configs = this.#configs(lab, target, starts ?? []);
    const seconds = lab.estimate(configs);
    const time = duration(this.i18n, seconds);
    const refused = seconds > REFUSES_FROM;
    return html`<div class="row">
        <label>${this.t('gradient.starts')}
          <input type="text" inputmode="text" autocomplete="off" ?disabled=${busy} aria-invalid=${starts === undefined}
            .value=${this.typed ?? (starts ?? []).join(', ')}
            @keydown=${(event: KeyboardEvent) => {
              if (event.key === 'Enter') event.target?.dispatchEvent(new Event('change'));
            }}
            @change=${(event: Event) => {
              this.typed = (event.target as HTMLInputElement).value;
            }} /></label>
        <div class="segments" role="group" aria-label=${this.t('gradient.sharing')}>
          ${SHARINGS.map(
            (sharing) =>
              html`<button type="button" ?disabled=${busy} aria-pressed=${this.sharing === sharing} @click=${() => {
                this.sharing = sharing;
              }}>${this.t(`gradient.sharing.${sharing}`)}</button>`,
          )}
        </div>
      </div>
      <p class="small bad" role="alert">${starts === undefined ? this.t('tuning.wrong', { got: this.typed ?? '', expected: startsAllowed(spec) }) : nothing}</p>
      <div class="row controls">${
        busy
          ? html`<button class="primary" type="button" @click=${() => this.#pause(lab)}>${this.t(this.paused ? 'resume' : 'pause')}</button>
            <button type="button" @click=${() => lab.cancelAside()}>${this.t('cancel')}</button>`
          : html`<button class="primary" type="button" ?disabled=${waits || refused || configs.length === 0}
              @click=${() => void this.#learn(lab, target, configs)}>${this.t('gradient.start', { count: configs.length, time })}</button>`
      }</div>
      <div class="progress">${
        busy
          ? html`<progress max="1" .value=${this.progress ?? 0} aria-label=${this.t('gradient.progress')}></progress>`
          : html`<span>${waits ? this.t('hand.training') : nothing}</span>`
      }</div>
      ${refused ? html`<div class="message bad" role="alert"><p>${this.t('hand.refused', { time })}</p></div>` : nothing}
      ${this.failure ? this.failureMessage(this.failure) : nothing}`;
  }

  #pause(lab: Lab): void {
    this.paused = !this.paused;
    if (this.paused) lab.pauseAside();
    else lab.resumeAside();
  }

  async #learn(lab: Lab, target: Target, configs: readonly TrainConfig[]): Promise<void> {
    this.failure = undefined;
    this.progress = 0;
    try {
      const outcomes = await lab.experiment(
        configs,
        (fraction) => {
          this.progress = fraction;
        },
        lab.state.images,
      );
      // Another parameter may have been chosen meanwhile.
      if (!this.target || nameOf(this.target) !== nameOf(target)) return;
      this.#show({ key: nameOf(target), paths: outcomes.map((one) => pathOf(one, target.parameter)) });
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (failure.code !== 'cancelled') this.failure = failure;
    } finally {
      this.paused = false;
      this.progress = undefined;
    }
  }

  /** Here and on the strip. */
  #show(result: TuningGradient['result']): void {
    this.result = result;
    const detail = (result?.paths ?? []).flatMap((path) => {
      const value = endOf(path);
      const label = this.t('gradient.mark', { start: this.i18n.number(path.start, 4) });
      return value === undefined ? [] : [{ value, label, kind: 'gradient', path: overlayOf(path) }];
    });
    this.dispatchEvent(new CustomEvent('overlay', { detail }));
  }

  #shown(lab: Lab, target: Target, spec: ParameterSpec, paths: readonly Path[]): TemplateResult {
    const axis = this.#axis(target, spec);
    const positions = (values: readonly number[]): readonly number[] => {
      const places = asked(lab, (core) => core.tunePositions(axis, values));
      return isFailure(places) ? [] : places;
    };
    const number = (value: number): string => this.i18n.number(value, 4);
    return html`<al-gradient-chart
        .paths=${paths}
        .axis=${axis}
        .place=${(value: number) => positions([value])[0] ?? 0}
        .regions=${this.regions}
        .best=${this.best}
        .defaults=${this.defaults}
        .color=${this.lineStyle(target.activation).color}
        .xLabel=${`${target.activation} · ${target.parameter}`}
        .names=${{ epoch: this.t('gradient.epoch'), layer: (layer: number) => this.t('gradient.layer', { layer }) }}
        .format=${number}
        .label=${this.t('gradient.chart', { parameter: nameOf(target) })}
      ></al-gradient-chart>
      <p class="small">${this.t('gradient.legend')}</p>
      <p class="said" role="status">${this.#sentence(paths, positions, number)}</p>`;
  }

  #sentence(
    paths: readonly Path[],
    positions: (values: readonly number[]) => readonly number[],
    number: (value: number) => string,
  ): string {
    const separator = this.t('list.separator');
    const lost = paths.filter(({ failure }) => failure).map(({ start }) => number(start));
    const { ends, met, within } = agreementOf(paths, positions, this.regions);
    const sentences = lost.length > 0 ? [this.t('gradient.diverged', { starts: lost.join(separator) })] : [];
    if (ends.length > 0) {
      const each = paths.flatMap((path) => {
        const end = endOf(path);
        if (end === undefined || path.accuracy === undefined) return [];
        return this.t('gradient.end', {
          start: number(path.start),
          end: this.i18n.number(Number(end.toPrecision(3)), 6),
          accuracy: this.i18n.percent(path.accuracy, 1),
        });
      });
      sentences.push(this.t('gradient.ends', { list: each.join(separator) }));
      if (ends.length > 1 && met !== undefined)
        sentences.push(this.t(met ? 'gradient.met' : 'gradient.apart'));
      sentences.push(
        within === undefined
          ? this.t('gradient.no_sweep')
          : within === ends.length
            ? this.t('gradient.agrees')
            : within === 0
              ? this.t('gradient.differs')
              : this.t('gradient.partly', { within, count: ends.length }),
      );
    }
    return sentences.join(this.t('sentence.separator'));
  }
}

define('al-tuning-gradient', TuningGradient);

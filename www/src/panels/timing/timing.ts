import { css, html, nothing, type TemplateResult } from 'lit';
import type { Lab } from '../../state/lab.ts';
import { type State, secondsLeft } from '../../state/state.ts';
import { timingOptions } from '../../state/timings.ts';
import { clockTick, sampleLength } from '../../worker/measure.ts';
import { define, Panel } from '../panel.ts';
import './report.ts';

/** Samples of the warm-up, of which a lane needs about so many. */
const WARM_UP = 8;
/** f, f′, step and answer. */
const LANES = 4;

/** How long functions, training steps and answers take, measured so that the differences mean something. */
export class TimingPanel extends Panel {
  protected readonly panel = 'timing' as const;
  #tick: number | undefined;

  static override styles = [
    ...Panel.styles,
    css`
      .figure {
        min-height: 260px;
        margin: 10px 0 14px;
      }
      .empty {
        display: grid;
        place-items: center;
        min-height: 260px;
        border-block: 1px solid var(--grid);
        color: var(--soft);
        font-size: 14px;
        text-align: center;
        text-wrap: balance;
        word-break: auto-phrase;
      }
    `,
  ];

  protected override parts(state: State): readonly unknown[] {
    const { core, selected, params, timing, race, aside } = state;
    return [core, selected, params, timing, race.phase, aside];
  }

  protected override begin(lab: Lab): boolean {
    if (lab.busy) return false;
    void lab.measure();
    return true;
  }

  protected override body(lab: Lab): TemplateResult {
    const { active, failure, report } = lab.state.timing;
    return html`
      ${this.picker()} ${this.#controls(lab)}
      ${failure ? this.failureMessage(failure, () => void lab.measure()) : nothing}
      <div class="figure">${
        report
          ? html`<al-timing-report .lab=${lab} .report=${report}></al-timing-report>`
          : html`<div class="empty">${active ? nothing : this.t('timing.empty')}</div>`
      }</div>
      <p class="visually-hidden" role="status">${report ? this.t('timing.finished') : ''}</p>
    `;
  }

  #controls(lab: Lab): TemplateResult | typeof nothing {
    const { timing, race, aside, selected } = lab.state;
    const { active } = timing;
    // In a frozen frame nothing is measured again.
    if (timing.report && !active && lab.frame.frozen) return nothing;
    const racing = race.phase !== 'idle' || aside;
    return html`<div class="row controls">
        ${
          active
            ? html`<button type="button" @click=${() => lab.stopMeasuring()}>${this.t('cancel')}</button>`
            : html`<button
                class="primary"
                type="button"
                ?disabled=${racing || selected.length === 0}
                @click=${() => void lab.measure()}
              >${this.t('timing.measure')}</button>`
        }
      </div>
      <div class="progress">
        ${active ? html`<progress max="1" .value=${active.fraction} aria-label=${this.t('timing.progress')}></progress>` : nothing}
        <span>${active ? this.#progress(lab) : this.#status(lab, racing)}</span>
      </div>`;
  }

  #status({ state: { selected } }: Lab, racing: boolean): string {
    if (racing) return this.t('timing.waits');
    if (selected.length === 0) return this.t('picker.empty');
    const seconds = this.#seconds(selected.length, timingOptions(selected.length).rounds + WARM_UP);
    return this.t('timing.takes', { seconds: this.i18n.number(Math.ceil(seconds)) });
  }

  #progress({ state: { timing, selected } }: Lab): string {
    const { active } = timing;
    if (!active) return '';
    const words = this.t(
      active.phase === 'naive'
        ? 'timing.naive_first'
        : active.phase === 'warm-up'
          ? 'timing.warm_up'
          : 'timing.measuring',
    );
    const inPhase = secondsLeft(active.fraction, active.now - active.started);
    if (inPhase === undefined) return words;
    // The warm-up knows how long the samples after it will be.
    const after =
      active.phase === 'warm-up' ? this.#seconds(selected.length, timingOptions(selected.length).rounds) : 0;
    return `${words} · ${this.t('time_left', { seconds: this.i18n.number(Math.ceil(inPhase + after)) })}`;
  }

  /** That so many samples of everything take; steps of slow functions take longer than the fastest one's. */
  #seconds(functions: number, samples: number): number {
    this.#tick ??= clockTick(() => performance.now(), 3);
    const { sample_ms } = timingOptions(functions);
    return functions * LANES * samples * sampleLength(sample_ms, this.#tick) * 1.4e-3;
  }
}

define('al-timing', TimingPanel);

import { css, html, nothing, type TemplateResult } from 'lit';
import { type Group, groupRuns } from '../../state/groups.ts';
import type { Lab } from '../../state/lab.ts';
import { isActive } from '../../state/reduce.ts';
import type { Run, State } from '../../state/state.ts';
import { duration } from '../duration.ts';
import { define, LabElement } from '../panel.ts';
import { remaining } from '../remaining.ts';

const fractionOf = (run: Run): number =>
  run.status === 'training' ? run.fraction : run.status === 'queued' ? 0 : 1;

/** How far each function has come, and pause, resume and cancel for it alone. Nothing changes places. */
export class RaceProgress extends LabElement {
  static override styles = [
    ...LabElement.styles,
    css`
      /* Of forty functions not all at once: the results below would be far away, and jump at the end. */
      .some {
        max-height: min(400px, 60vh);
        margin: 6px 0 14px;
        overflow-y: auto;
      }
      th,
      td {
        height: 44px;
        padding-block: 0;
      }
      .name {
        overflow: hidden;
        text-overflow: ellipsis;
        max-width: 38vw;
      }
      .state {
        width: 100%;
        min-width: 96px;
        font-size: 12.5px;
        word-break: auto-phrase;
        color: var(--soft);
      }
      .state progress {
        display: block;
        margin-bottom: 5px;
      }
      .buttons {
        white-space: nowrap;
        padding-right: 0;
        text-align: right;
      }
      .buttons button {
        width: 44px;
        min-height: 36px;
        padding: 0;
      }
      @media (pointer: coarse) {
        .buttons button {
          min-height: 44px;
        }
      }
      svg {
        width: 14px;
        height: 14px;
        fill: currentColor;
        vertical-align: -2px;
      }
    `,
  ];

  protected override parts({ core, race }: State): readonly unknown[] {
    return [core, race];
  }

  override render(): unknown {
    const { lab } = this;
    if (!lab) return nothing;
    const { race } = lab.state;
    const [first] = race.runs;
    if (!first || (race.phase !== 'running' && race.phase !== 'paused')) return nothing;
    const ends = remaining(race, lab.workers(first.config, race.images));
    const groups = groupRuns(race.runs.filter(({ loaded }) => !loaded));
    const label = this.t('race.each_progress');
    return html`<div class="some" tabindex="0" role="region" aria-label=${label}>
      <table aria-label=${label}><tbody>${groups.map((group) => this.#row(lab, group, ends))}</tbody></table>
    </div>`;
  }

  #row(lab: Lab, group: Group, ends: ReadonlyMap<number, number>): TemplateResult {
    const { runs, activation, params } = group;
    const name = this.nameOf(activation, params);
    const { color } = this.lineStyle(activation);
    const fraction = runs.reduce((sum, run) => sum + fractionOf(run), 0) / runs.length;
    const active = runs.filter(isActive);
    const paused = active.length > 0 && active.every((run) => run.paused);
    const each = (what: 'pauseRun' | 'resumeRun' | 'cancelRun') => () => {
      for (const { id } of active) lab[what](id);
    };
    return html`<tr>
      <th scope="row" class="name"><span class="swatch" style="--color:${color}"></span>${name}</th>
      <td class="state">
        <progress max="1" .value=${fraction} style="--bar:${color}" aria-label=${name}></progress>
        ${this.#words(group, active, paused, ends)}
      </td>
      <td class="buttons">
        ${
          active.length === 0
            ? nothing
            : html`<button type="button" @click=${each(paused ? 'resumeRun' : 'pauseRun')}
                aria-label=${`${name}: ${this.t(paused ? 'resume' : 'pause')}`} title=${this.t(paused ? 'resume' : 'pause')}
              ><svg viewBox="0 0 14 14" aria-hidden="true"><path d=${paused ? 'M2 1l11 6-11 6z' : 'M2 1h3.5v12H2zM8.5 1H12v12H8.5z'} /></svg></button>
              <button type="button" @click=${each('cancelRun')}
                aria-label=${`${name}: ${this.t('cancel')}`} title=${this.t('cancel')}
              ><svg viewBox="0 0 14 14" aria-hidden="true"><path d="M2.4 1 7 5.6 11.6 1 13 2.4 8.4 7l4.6 4.6-1.4 1.4L7 8.4 2.4 13 1 11.6 5.6 7 1 2.4z" /></svg></button>`
        }
      </td>
    </tr>`;
  }

  #words(
    { runs }: Group,
    active: readonly Run[],
    paused: boolean,
    ends: ReadonlyMap<number, number>,
  ): string {
    const done = runs.filter(({ status }) => status === 'done').length;
    const diverged = runs.filter((run) => run.status === 'failed' && run.failure.code === 'diverged').length;
    const cancelled = runs.filter(({ status }) => status === 'cancelled').length;
    const failed = runs.filter(({ status }) => status === 'failed').length - diverged;
    const left = Math.max(-1, ...active.flatMap(({ id }) => ends.get(id) ?? []));
    const parts = [
      this.t('race.some_done', { finished: done, count: runs.length }),
      diverged > 0 ? this.t('race.some_diverged', { count: diverged }) : '',
      failed > 0 ? this.t('race.some_failed', { count: failed }) : '',
      cancelled > 0 ? this.t('race.some_cancelled', { count: cancelled }) : '',
      paused ? this.t('race.group_paused') : '',
      left >= 0 && !paused && this.lab?.state.race.phase === 'running'
        ? this.t('race.left', { time: duration(this.i18n, left) })
        : '',
    ];
    return parts.filter(Boolean).join(' · ');
  }
}

define('al-race-progress', RaceProgress);

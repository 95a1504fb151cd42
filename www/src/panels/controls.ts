import { html, nothing, type TemplateResult } from 'lit';
import type { Lab } from '../state/lab.ts';
import { isActive } from '../state/reduce.ts';
import { raceFraction, secondsLeft } from '../state/state.ts';
import type { Panel } from './panel.ts';

/** Train, pause, resume, cancel and the progress of all runs: the drawing panel has them too. */
export function raceControls(panel: Panel, lab: Lab): TemplateResult {
  const { race, timing, aside, selected } = lab.state;
  const t = panel.i18n.t;
  const busy = race.phase !== 'idle';
  const waits = timing.active !== undefined || aside;
  const missing = busy ? 0 : lab.missing();
  const fraction = raceFraction(race);
  const left = secondsLeft(fraction, race.elapsed_ms);
  const finished = race.runs.filter((run) => !isActive(run)).length;
  const state = {
    idle: waits ? t('race.waits') : selected.length === 0 ? t('picker.empty') : '',
    preparing: t('race.preparing'),
    paused: t('race.paused', { finished, count: race.runs.length }),
    running: `${t('race.running', { finished, count: race.runs.length })}${
      left === undefined
        ? ''
        : ` · ${
            left < 100
              ? t('time_left', { seconds: panel.i18n.number(Math.ceil(left)) })
              : t('time_left_minutes', { minutes: panel.i18n.number(Math.ceil(left / 60)) })
          }`
    }`,
  }[race.phase];
  return html`<div class="row controls">
      ${
        busy
          ? html`${
              race.phase === 'paused'
                ? html`<button class="primary" type="button" @click=${() => lab.resume()}>${t('resume')}</button>`
                : html`<button class="primary" type="button" ?disabled=${race.phase === 'preparing'} @click=${() => lab.pause()}>${t('pause')}</button>`
            }
            <button type="button" @click=${() => lab.cancel()}>${t('cancel')}</button>`
          : html`${
              missing > 0
                ? html`<button class="primary" type="button" ?disabled=${waits} @click=${() => void lab.add()}
                  >${t('race.add', { count: missing })}</button>`
                : nothing
            }
            <button
              class=${missing > 0 ? '' : 'primary'}
              type="button"
              ?disabled=${waits || selected.length === 0}
              @click=${() => void lab.train()}
            >${t(missing > 0 ? 'race.train_all' : 'race.train')}</button>`
      }
    </div>
    <div class="progress">
      ${busy ? html`<progress max="1" .value=${fraction} aria-label=${t('race.progress')}></progress>` : nothing}
      <span>${state}</span>
    </div>`;
}

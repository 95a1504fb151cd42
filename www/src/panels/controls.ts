import { html, nothing, type TemplateResult } from 'lit';
import type { Lab } from '../state/lab.ts';
import { isActive } from '../state/reduce.ts';
import { raceFraction } from '../state/state.ts';
import { duration, extent } from './duration.ts';
import type { Panel } from './panel.ts';
import { remaining } from './remaining.ts';

/** Train, pause, resume, cancel and the progress of all runs: the drawing panel has them too. */
export function raceControls(panel: Panel, lab: Lab): TemplateResult | typeof nothing {
  const { race } = lab.state;
  // Once it is over there is nothing to do in a frozen frame.
  const over = race.phase === 'idle' && race.runs.length > 0 && lab.missing().length === 0;
  if (over && lab.frame.frozen) return nothing;
  const t = panel.i18n.t;
  const busy = race.phase !== 'idle';
  return html`<div class="row controls">${busy ? underWay(panel, lab) : start(panel, lab)}</div>
    ${question(panel, lab)}
    <div class="progress">
      ${busy ? html`<progress max="1" .value=${raceFraction(race)} aria-label=${t('race.progress')}></progress>` : nothing}
      <span>${words(panel, lab)}</span>
    </div>`;
}

function start({ i18n: { t } }: Panel, lab: Lab): TemplateResult {
  const { selected } = lab.state;
  const waits = mustWait(lab);
  const missing = lab.missing().length;
  return html`${
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
    >${t(missing > 0 ? 'race.train_all' : 'race.train')}</button>`;
}

function underWay({ i18n: { t } }: Panel, lab: Lab): TemplateResult {
  const { phase } = lab.state.race;
  return html`${
    phase === 'paused'
      ? html`<button class="primary" type="button" @click=${() => lab.resume()}>${t('resume')}</button>`
      : html`<button class="primary" type="button" ?disabled=${phase === 'preparing'} @click=${() => lab.pause()}>${t('pause')}</button>`
  }
    <button type="button" @click=${() => lab.cancel()}>${t('cancel')}</button>`;
}

/** What takes long is begun only with the reader's word. */
function question({ i18n }: Panel, lab: Lab): TemplateResult | typeof nothing {
  const { asks } = lab.state;
  if (asks === undefined) return nothing;
  const configs = asks === 'add' ? lab.missing() : undefined;
  const time = duration(i18n, lab.estimate(configs));
  return html`<div class="message" role="alert">
    <p>${i18n.t('race.asks', { time })}</p>
    <div class="row">
      <button class="primary" type="button" @click=${() => void lab[asks](true)}>${i18n.t('race.start')}</button>
      <button type="button" @click=${() => lab.store.dispatch({ type: 'race_asks', what: undefined })}
      >${i18n.t('race.not_now')}</button>
    </div>
  </div>`;
}

const mustWait = ({ state }: Lab): boolean => state.timing.active !== undefined || state.aside;

function words({ i18n }: Panel, lab: Lab): string {
  const { t } = i18n;
  const { race, selected, seeds, asks } = lab.state;
  if (race.phase === 'preparing') return t('race.preparing');
  if (race.phase === 'idle') {
    if (mustWait(lab)) return t('race.waits');
    if (selected.length === 0) return t('picker.empty');
    if (asks) return '';
    const missing = lab.missing();
    return missing.length > 0
      ? t('race.about', { time: duration(i18n, lab.estimate(missing)) })
      : extent(i18n, selected.length, seeds, lab.estimate());
  }
  const count = race.runs.length;
  const finished = race.runs.filter((run) => !isActive(run)).length;
  if (race.phase === 'paused') return t('race.paused', { finished, count });
  const [run] = race.runs;
  const ends = run ? [...remaining(race, lab.workers(run.config, race.images)).values()] : [];
  const left = ends.length > 0 ? ` · ${t('race.left', { time: duration(i18n, Math.max(...ends)) })}` : '';
  return `${t('race.running', { finished, count })}${left}`;
}

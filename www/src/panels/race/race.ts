import { html, nothing, type TemplateResult } from 'lit';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import { raceControls } from '../controls.ts';
import { define, Panel } from '../panel.ts';
import './curves.ts';
import './models.ts';
import './progress.ts';
import type { Results } from './results.ts';

/** Every chosen function trains the same network with every seed; learning curves meanwhile, the results below. */
export class RacePanel extends Panel {
  protected readonly panel = 'race' as const;

  protected override parts(state: State): readonly unknown[] {
    const { core, selected, params, race, data, timing, settings, seeds, images, learning, aside, asks } =
      state;
    const waits = timing.active !== undefined || aside;
    return [core, selected, params, race, data, settings, seeds, images, learning, waits, asks];
  }

  protected override begin(lab: Lab): boolean {
    if (lab.busy) return false;
    void lab.train();
    return true;
  }

  override get still(): string | undefined {
    return this.renderRoot.querySelector<Results>('al-results')?.still;
  }

  /** Results come after the race, a little later. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const complete = await super.getUpdateComplete();
    await this.renderRoot.querySelector<Results>('al-results')?.updateComplete;
    return complete;
  }

  protected override body(lab: Lab): TemplateResult {
    const { data, race } = lab.state;
    return html`
      ${this.picker()}
      <al-race-settings .lab=${lab}></al-race-settings>
      ${raceControls(this, lab)}
      ${data.status === 'failed' ? this.failureMessage(data.failure, () => void lab.train(true)) : nothing}
      <al-race-curves .lab=${lab}></al-race-curves>
      <al-race-progress .lab=${lab}></al-race-progress>
      <al-results .lab=${lab}></al-results>
      <al-models .lab=${lab}></al-models>
      <p class="visually-hidden" role="status">${race.phase === 'idle' && race.runs.length > 0 ? this.t('race.finished') : ''}</p>
    `;
  }
}

define('al-race', RacePanel);

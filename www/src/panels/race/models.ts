import { css, html, nothing } from 'lit';
import { type Failure, toFailure } from '../../core/failure.ts';
import { loadPart } from '../../core/part.ts';
import type { Controls, MakeControls } from '../../export/controls.ts';
import type { Run, State } from '../../state/state.ts';
import { define, LabElement } from '../panel.ts';
import { CONTROLS } from '../parts.ts';

/** Saving and loading trained networks; what does it is a script of its own, loaded when this is opened. */
export class Models extends LabElement {
  static override properties = {
    ...LabElement.properties,
    controls: { state: true },
    failed: { state: true },
  };

  declare controls: Controls | undefined;
  declare failed: Failure | undefined;

  static override styles = [
    ...LabElement.styles,
    css`
      .row {
        margin: 8px 0;
      }
      button,
      select {
        min-height: 34px;
        padding: 4px 12px;
        border: 1px solid var(--axis);
        border-radius: 4px;
        background: var(--raised);
        color: var(--ink);
        font: 14px var(--sans);
      }
      @media (pointer: coarse) {
        button,
        select {
          min-height: 44px;
        }
      }
    `,
  ];

  protected override parts(state: State): readonly unknown[] {
    return [state.core, state.race];
  }

  override render(): unknown {
    const { lab, failed, controls } = this;
    if (!lab) return nothing;
    return html`<details @toggle=${() => void this.#load()}>
      <summary>${this.t('models')}</summary>
      ${failed ? this.failureMessage(failed, () => void this.#load()) : (controls?.view(lab) ?? this.t('loading'))}
    </details>`;
  }

  named({ config }: Run): string {
    const { activation, params, seed } = config;
    return `${this.nameOf(activation, params)} · ${this.t('race.seed', { seed })}`;
  }

  async #load(): Promise<void> {
    if (this.controls) return;
    this.failed = undefined;
    try {
      const make = await loadPart<MakeControls>(CONTROLS);
      this.controls = make(this);
    } catch (thrown) {
      this.failed = toFailure(thrown);
    }
  }
}

define('al-models', Models);

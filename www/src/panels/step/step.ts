import { nothing } from 'lit';
import type { State } from '../../state/state.ts';
import { define, Panel } from '../panel.ts';

export class StepPanel extends Panel {
  protected readonly panel = 'step' as const;

  protected override parts(state: State): readonly unknown[] {
    return [state.core, state.views];
  }

  protected override body(): unknown {
    return nothing;
  }
}

define('al-step', StepPanel);

import { nothing } from 'lit';
import type { State } from '../../state/state.ts';
import { define, Panel } from '../panel.ts';

export class VanishingPanel extends Panel {
  protected readonly panel = 'vanishing' as const;

  protected override parts(state: State): readonly unknown[] {
    return [state.core, state.views];
  }

  protected override body(): unknown {
    return nothing;
  }
}

define('al-vanishing', VanishingPanel);

import { html, type TemplateResult } from 'lit';
import type { State } from '../../state/state.ts';
import { define, Panel } from '../panel.ts';

/** What the articles claim, checked on the reader's device. */
export class ClaimsPanel extends Panel {
  protected readonly panel = 'claims' as const;

  protected override parts(state: State): readonly unknown[] {
    return [state.core];
  }

  protected override body(): TemplateResult {
    return html``;
  }
}

define('al-claims', ClaimsPanel);

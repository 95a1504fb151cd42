import { css, html, type TemplateResult } from 'lit';
import type { Experiment } from '../../code/experiment.ts';
import { script } from '../../code/script.ts';
import { factsOf } from '../../core/facts.ts';
import type { Lab } from '../../state/lab.ts';
import { type State, specOf } from '../../state/state.ts';
import '../copyable.ts';
import { Nearby } from '../nearby.ts';
import { define, Panel } from '../panel.ts';

/** The present experiment as a script for the chosen framework. */
export class CodePanel extends Panel {
  protected readonly panel = 'code' as const;

  static override styles = [
    ...Panel.styles,
    css`
      al-copyable {
        --height: min(520px, 70vh);
        margin-top: 12px;
      }
      .waiting {
        min-height: min(600px, 80vh);
      }
    `,
  ];

  constructor() {
    super();
    new Nearby(this, () => void this.lab?.ensureFacts());
  }

  protected override parts(state: State): readonly unknown[] {
    const { core, facts, dialect, selected, params, learning, settings, images } = state;
    return [core, facts, dialect, selected, params, learning, settings, images];
  }

  protected override body(lab: Lab): TemplateResult {
    const [first] = lab.state.selected;
    return html`
      ${this.picker()}
      ${
        this.alone
          ? html`<al-race-settings .lab=${lab}></al-race-settings>`
          : html`<al-dialect-switch .lab=${lab}></al-dialect-switch>`
      }
      ${first === undefined ? html`<p class="small">${this.t('picker.empty')}</p>` : this.#script(lab, first)}
    `;
  }

  #script(lab: Lab, first: string): TemplateResult {
    const { dialect, facts } = lab.state;
    if (facts.status === 'failed') return this.factsFailure() as TemplateResult;
    if (facts.status !== 'ready') return html`<p class="small waiting">${this.t('loading')}</p>`;
    return html`<al-copyable
        .lab=${lab}
        .text=${script(dialect, experiment(lab, first))}
        .label=${this.t('code.label')}
        .file=${`activation_lab_${dialect}.py`}
      ></al-copyable>
      <p class="small">${this.t(`code.tested.${dialect}`)}</p>`;
  }
}

const experiment = (lab: Lab, first: string): Experiment => ({
  ...lab.config(first),
  images: lab.state.images,
  functions: lab.state.selected.map((id) => {
    const { params, learn } = lab.config(id);
    return { id, params, learn, bounds: specOf(lab.state, id)?.parameters ?? [], facts: factsOf(id) };
  }),
});

define('al-code', CodePanel);

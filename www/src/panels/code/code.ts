import { css, html, type TemplateResult } from 'lit';
import type { Experiment } from '../../code/experiment.ts';
import scriptUrl from '../../code/lazy.ts?worker&url';
import type { script } from '../../code/script.ts';
import { fromScript } from '../../core/carrier.ts';
import { factsOf } from '../../core/facts.ts';
import { type Failure, failure } from '../../core/failure.ts';
import type { Lab } from '../../state/lab.ts';
import { type State, specOf } from '../../state/state.ts';
import '../copyable.ts';
import { Panel } from '../panel.ts';

/** The present experiment as a script for the chosen framework. */
export class CodePanel extends Panel {
  static override properties = { ...Panel.properties, write: { state: true }, failed: { state: true } };

  /** what writes the script, once it is there */
  declare write: typeof script | undefined;
  declare failed: Failure | undefined;
  protected readonly panel = 'code' as const;
  #asked = false;
  readonly #nearby = new IntersectionObserver(
    ([entry]) => {
      if (entry?.isIntersecting) void this.#load();
    },
    { rootMargin: '800px' },
  );

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

  protected override parts(state: State): readonly unknown[] {
    const { core, dialect, selected, params, learning, settings, images } = state;
    return [core, dialect, selected, params, learning, settings, images];
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
    const { dialect } = lab.state;
    if (this.failed) return this.failureMessage(this.failed, () => void this.#load());
    if (!this.write) return html`<p class="small waiting">${this.t('loading')}</p>`;
    return html`<al-copyable
        .lab=${lab}
        .text=${this.write(dialect, experiment(lab, first))}
        .label=${this.t('code.label')}
        .file=${`activation_lab_${dialect}.py`}
      ></al-copyable>
      <p class="small">${this.t(`code.tested.${dialect}`)}</p>`;
  }

  /** Only then are the panels above as high as they will be. */
  protected override updated(): void {
    if (this.lab?.state.core.status === 'ready' && !this.#asked) this.#nearby.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#nearby.disconnect();
  }

  async #load(): Promise<void> {
    this.#asked = true;
    this.#nearby.disconnect();
    this.failed = undefined;
    try {
      this.write ??= await fromScript(scriptUrl);
    } catch (thrown) {
      this.failed = failure('core_missing', scriptUrl.replace(/^.*\//, ''), (thrown as Error).message);
    }
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

customElements.define('al-code', CodePanel);

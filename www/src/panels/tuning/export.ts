import { css, html, nothing, type TemplateResult } from 'lit';
import { version } from '../../../../package.json';
import type { SweepVerdict } from '../../core/types.ts';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import { toSearch } from '../../state/url.ts';
import { define, LabElement } from '../panel.ts';
import '../copyable.ts';
import type { Surroundings } from '../race/record.ts';
import { type Choice, textsOf } from './choice.ts';
import { commandOf } from './command.ts';
import { type Recorded, sweepCsv, sweepJson } from './record.ts';

const KINDS = ['link', 'command', 'csv', 'json'] as const;
type Kind = (typeof KINDS)[number];

const FILES: Record<Kind, string> = {
  link: 'activation-lab-sweep-link.txt',
  command: 'activation-lab-sweep.sh',
  csv: 'activation-lab-sweep.csv',
  json: 'activation-lab-sweep.json',
};
/** More need not be laid out to be copied. */
const SHOWN_LINES = 200;

/** The sweep as text: its link, the command that gives the same numbers, all runs. */
export class SweepExport extends LabElement {
  static override properties = {
    ...LabElement.properties,
    choice: { attribute: false },
    recorded: { attribute: false },
    verdict: { attribute: false },
    testCount: { type: Number },
    kind: { state: true },
    open: { state: true },
  };

  declare choice: Choice | undefined;
  declare recorded: readonly Recorded[];
  declare verdict: SweepVerdict | undefined;
  declare testCount: number;
  declare kind: Kind;
  declare open: boolean;

  static override styles = [
    ...LabElement.styles,
    css`
      .segments {
        flex-wrap: wrap;
        margin: 6px 0;
      }
    `,
  ];

  constructor() {
    super();
    this.recorded = [];
    this.testCount = 0;
    this.kind = 'link';
    this.open = false;
  }

  /** The link holds all of these. */
  protected override parts({ selected, params, dialect, learning }: State): readonly unknown[] {
    return [selected, params, dialect, learning];
  }

  override render(): unknown {
    const { lab, choice } = this;
    if (!lab || !choice) return nothing;
    return html`<details @toggle=${(event: Event) => {
      this.open = (event.target as HTMLDetailsElement).open;
    }}>
      <summary>${this.t('tuning.export')}</summary>
      ${this.open ? this.#content(lab, choice) : nothing}
    </details>`;
  }

  #content(lab: Lab, choice: Choice): TemplateResult {
    return html`<div class="segments" role="group" aria-label=${this.t('tuning.export')}>
        ${KINDS.map(
          (kind) =>
            html`<button type="button" aria-pressed=${kind === this.kind} @click=${() => {
              this.kind = kind;
            }}>${this.t(`tuning.export.${kind}`)}</button>`,
        )}
      </div>
      <p class="small">${this.t(`tuning.export.${this.kind}.about`)}</p>
      <al-copyable .lab=${lab} .text=${this.#text(lab, choice)} .lines=${SHOWN_LINES} .wrap=${this.kind === 'link' || this.kind === 'command'}
        .label=${this.t(`tuning.export.${this.kind}`)} .file=${FILES[this.kind]}></al-copyable>`;
  }

  #text(lab: Lab, choice: Choice): string {
    const { recorded, verdict } = this;
    switch (this.kind) {
      case 'link':
        return linkOf(lab, choice);
      case 'command':
        return commandOf(
          lab.state,
          choice,
          recorded.map(({ cell }) => cell),
        );
      case 'csv':
        return sweepCsv(recorded);
      case 'json':
        return sweepJson(recorded, this.#surroundings(lab, choice), textsOf(choice), verdict);
    }
  }

  #surroundings(lab: Lab, choice: Choice): Surroundings {
    return {
      version,
      date: new Date().toISOString(),
      link: linkOf(lab, choice),
      user_agent: navigator.userAgent,
      hardware_concurrency: navigator.hardwareConcurrency,
      build: lab.core?.simd ? 'simd128' : 'scalar',
      images: lab.state.images,
      test_count: this.testCount,
    };
  }
}

/** The address of the sweep, which opens ready to be run. */
function linkOf({ state, defaultSelection }: Lab, choice: Choice): string {
  const catalogue = state.core.status === 'ready' ? state.core.catalogue : [];
  const told = { ...state, bits: undefined, sweep: textsOf(choice) };
  const search = toSearch(location.search, told, catalogue, defaultSelection, { lang: state.lang });
  return `${location.origin === 'null' ? '' : location.origin}${location.pathname}${search}`;
}

define('al-sweep-export', SweepExport);

import { css, html, nothing, type TemplateResult } from 'lit';
import { version } from '../../../../package.json';
import type { Lab } from '../../state/lab.ts';
import { define, LabElement } from '../panel.ts';
import '../copyable.ts';
import { paperColour } from '../../charts/paper.ts';
import type { CellOptions, Column, TableRow } from './columns.ts';
import { linkOf } from './link.ts';
import { htmlTable, markdownTable } from './paste.ts';
import { recordJson, runsCsv, type Surroundings, summaryCsv } from './record.ts';
import { stillRace } from './still.ts';
import { columnLabel } from './table-labels.ts';

const KINDS = ['markdown', 'html', 'still', 'summary', 'runs', 'json'] as const;
type Kind = (typeof KINDS)[number];

const FILES: Record<Kind, string> = {
  markdown: 'activation-lab-results.md',
  html: 'activation-lab-results.html',
  still: 'activation-lab-figure.html',
  summary: 'activation-lab-functions.csv',
  runs: 'activation-lab-runs.csv',
  json: 'activation-lab-results.json',
};
/** More need not be laid out to be copied. */
const SHOWN_LINES = 200;

/** The results as text: for a post, for a spreadsheet, for a program. */
export class Export extends LabElement {
  static override properties = {
    ...LabElement.properties,
    rows: { attribute: false },
    options: { attribute: false },
    threshold: { type: Number },
    words: { attribute: false },
    kind: { state: true },
    open: { state: true },
  };

  /** as shown in the table */
  declare rows: readonly TableRow[];
  declare options: CellOptions;
  /** 0 … 1 */
  declare threshold: number;
  /** the sentences above the table */
  declare words: readonly string[];
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
    this.rows = [];
    this.threshold = 0.9;
    this.words = [];
    this.kind = 'markdown';
    this.open = false;
  }

  protected override parts(): readonly unknown[] {
    return [];
  }

  override render(): unknown {
    const { lab } = this;
    if (!lab || !this.options) return nothing;
    return html`<details @toggle=${(event: Event) => {
      this.open = (event.target as HTMLDetailsElement).open;
    }}>
      <summary>${this.t('export.title')}</summary>
      ${this.open ? this.#content(lab) : nothing}
    </details>`;
  }

  #content(lab: Lab): TemplateResult {
    const label = this.t(`export.${this.kind}`);
    return html`<div class="segments" role="group" aria-label=${this.t('export.title')}>
        ${KINDS.map(
          (kind) =>
            html`<button type="button" aria-pressed=${kind === this.kind} @click=${() => {
              this.kind = kind;
            }}>${this.t(`export.${kind}`)}</button>`,
        )}
      </div>
      <p class="small">${this.t(`export.${this.kind}.about`)}</p>
      <al-copyable .lab=${lab} .text=${this.#text(lab, this.kind)} .lines=${SHOWN_LINES} .label=${label} .file=${FILES[this.kind]}></al-copyable>`;
  }

  /** Charts and table as text that needs no script. */
  get still(): string | undefined {
    return this.lab && this.rows.length > 0 ? this.#text(this.lab, 'still') : undefined;
  }

  #text(lab: Lab, kind: Kind): string {
    const { rows, options, threshold, words, i18n } = this;
    const baseline = rows.find(({ group }) => group.key === options.baseline)?.name ?? '';
    const told = { threshold, baseline };
    const link = linkOf(
      lab,
      rows.map(({ group }) => group),
    ).address;
    const paste = {
      ...options,
      name: baseline,
      label: (column: Column) => columnLabel(i18n, column, threshold),
      link,
      words,
    };
    switch (kind) {
      case 'markdown':
        return markdownTable(rows, paste);
      case 'html':
        return htmlTable(rows, paste);
      case 'still':
        return stillRace(rows, {
          ...paste,
          version,
          images: lab.state.race.images,
          colorOf: (id) => paperColour(this, this.lineStyle(id).color),
          dashOf: (id) => this.lineStyle(id).dash,
        });
      case 'summary':
        return summaryCsv(rows, told);
      case 'runs':
        return runsCsv(rows, told);
      case 'json':
        return recordJson(rows, this.#surroundings(lab, link), told, lab.state.timing.report);
    }
  }

  #surroundings(lab: Lab, link: string): Surroundings {
    return {
      version,
      date: new Date().toISOString(),
      link,
      user_agent: navigator.userAgent,
      hardware_concurrency: navigator.hardwareConcurrency,
      build: lab.core?.simd ? 'simd128' : 'scalar',
      images: lab.state.race.images,
      test_count: this.options.testCount,
    };
  }
}

define('al-export', Export);

import { css, html, nothing, svg, type TemplateResult } from 'lit';
import type { Dataset } from '../../core/core.ts';
import type { State } from '../../state/state.ts';
import { pixelPaths } from '../draw/strokes.ts';
import { define, LabElement } from '../panel.ts';
import { type Answers, type Disagreement, disagreements, type Mistake, mistakes } from './answers.ts';
import type { TableRow } from './columns.ts';

/** How many more are shown at a time; where functions disagree, there is more to say of each. */
const PAGE = 60;
const PAGE_OF_CAMPS = 24;

/** The test images that a function gets wrong, and those on which the functions disagree. */
export class Mistakes extends LabElement {
  static override properties = {
    ...LabElement.properties,
    rows: { attribute: false },
    row: { attribute: false },
    count: { state: true },
  };

  /** all that have results */
  declare rows: readonly TableRow[];
  /** whose mistakes are shown; without it, where the functions disagree */
  declare row: TableRow | undefined;
  /** how many are shown */
  declare count: number;
  #found:
    | { of: readonly TableRow[]; dataset: Dataset; list: readonly (Mistake | Disagreement)[] }
    | undefined;

  static override styles = [
    ...LabElement.styles,
    css`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(84px, 1fr));
        gap: 12px 10px;
        margin: 8px 0;
        padding: 0;
        list-style: none;
      }
      ul.camps {
        grid-template-columns: repeat(auto-fill, minmax(min(250px, 100%), 1fr));
      }
      .camps li {
        display: grid;
        grid-template-columns: 72px 1fr;
        gap: 10px;
      }
      svg {
        display: block;
        width: 72px;
        height: 72px;
        border: 1px solid var(--hairline);
        border-radius: 3px;
        fill: var(--ink);
        background: var(--paper);
      }
      span {
        display: block;
        font-size: 12.5px;
        line-height: 1.45;
        overflow-wrap: anywhere;
      }
      .soft {
        color: var(--soft);
      }
    `,
  ];

  constructor() {
    super();
    this.rows = [];
    this.row = undefined;
    this.count = PAGE_OF_CAMPS;
  }

  protected override parts({ data }: State): readonly unknown[] {
    return [data];
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (changed.has('row')) this.count = this.row ? PAGE : PAGE_OF_CAMPS;
  }

  override render(): unknown {
    const { lab, row } = this;
    const dataset = lab?.dataset;
    if (!lab || !dataset) return nothing;
    const answers = (row ? [row] : this.rows).map(answersOf).filter(({ bySeed }) => bySeed.length > 0);
    // The reader may have chosen other images since.
    if (answers.some(({ bySeed }) => bySeed.some(({ length }) => length !== dataset.testCount)))
      return html`<p class="small">${this.t('mistakes.other_images')}</p>`;
    const list = this.#list(answers, dataset);
    if (list.length === 0)
      return html`<p class="small">${this.t(row ? 'mistakes.none' : 'mistakes.agreed')}</p>`;
    const shown = list.slice(0, this.count);
    const seeds = answers[0]?.bySeed.length ?? 0;
    return html`<p class="small">
        ${
          row
            ? this.t('mistakes.count', {
                name: row.name,
                count: list.length,
                total: dataset.testCount,
                seeds,
              })
            : this.t('mistakes.disagree_count', {
                count: list.length,
                total: dataset.testCount,
                functions: answers.length,
              })
        }
      </p>
      <ul class=${row ? '' : 'camps'}>
        ${shown.map((one) => html`<li>${'camps' in one ? this.#camps(one, dataset) : this.#mistake(one, dataset, seeds)}</li>`)}
      </ul>
      ${
        shown.length < list.length
          ? html`<button type="button" @click=${() => {
              this.count += row ? PAGE : PAGE_OF_CAMPS;
            }}>${this.t('mistakes.more', { shown: shown.length, count: list.length })}</button>`
          : nothing
      }`;
  }

  /** Looked for once, not whenever more are shown. */
  #list(answers: readonly Answers[], dataset: Dataset): readonly (Mistake | Disagreement)[] {
    const of = this.row ? [this.row] : this.rows;
    const found = this.#found;
    const same = found?.of.length === of.length && of.every((row, index) => row === found.of[index]);
    if (!found || !same || found.dataset !== dataset) {
      const truth = (index: number): number => dataset.testLabel(index);
      const list = this.row ? mistakes(answers[0]?.bySeed ?? [], truth) : disagreements(answers, truth);
      this.#found = { of, dataset, list };
      return list;
    }
    return found.list;
  }

  #mistake({ index, truth, answer, wrong }: Mistake, dataset: Dataset, seeds: number): TemplateResult {
    return html`${this.#image(index, truth, dataset)}
      <span>${this.t('mistakes.read', { truth, answer })}</span>
      ${seeds > 1 ? html`<span class="soft">${this.t('mistakes.seeds', { wrong, seeds })}</span>` : nothing}`;
  }

  #camps({ index, truth, camps }: Disagreement, dataset: Dataset): TemplateResult {
    const named = new Map(this.rows.map(({ group, name }) => [group.key, name]));
    return html`${this.#image(index, truth, dataset)}
      <div>
        <span class="soft">${this.t('mistakes.truth', { truth })}</span>
        ${camps.map(
          ({ answer, keys }) =>
            html`<span>${this.t('mistakes.camp', { answer, names: keys.map((key) => named.get(key) ?? '').join(this.t('list.separator')) })}</span>`,
        )}
      </div>`;
  }

  #image(index: number, truth: number, dataset: Dataset): TemplateResult {
    const { side } = dataset;
    return html`<svg viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges" role="img"
      aria-label=${this.t('mistakes.image', { index, truth })}>
      ${pixelPaths(dataset.testImage(index), 8).map(({ opacity, path }) => svg`<path d=${path} opacity=${opacity} />`)}
    </svg>`;
  }
}

function answersOf({ group, done }: TableRow): Answers {
  return {
    key: group.key,
    bySeed: done.flatMap(({ result }) => (result.inspection ? [result.inspection.predictions] : [])),
  };
}

define('al-mistakes', Mistakes);

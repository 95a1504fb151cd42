import { css, html, nothing, type TemplateResult } from 'lit';
import { define, LabElement } from '../panel.ts';
import { summed } from './answers.ts';
import type { TableRow } from './columns.ts';
import { matrixSvg, rowTotals, shade } from './matrix.ts';

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);

/** What a function takes each digit for: the sum over its seeds. */
export class Confusion extends LabElement {
  static override properties = {
    ...LabElement.properties,
    row: { attribute: false },
  };

  /** one with results */
  declare row: TableRow | undefined;

  static override styles = [
    ...LabElement.styles,
    css`
      table {
        width: auto;
        margin: 6px 0;
        font-size: clamp(10.5px, 2.6vw, 13px);
        table-layout: fixed;
      }
      caption {
        caption-side: bottom;
        padding-top: 6px;
        text-align: left;
        font-size: 13px;
        color: var(--soft);
      }
      :is(th, td) {
        padding: 0;
        width: clamp(27px, 8vw, 44px);
        height: clamp(27px, 8vw, 40px);
        text-align: center;
        vertical-align: middle;
        border: 1px solid var(--paper);
      }
      th {
        font-weight: 600;
        color: var(--ink);
      }
      .scroll tbody th {
        width: auto;
        padding-right: 6px;
      }
      td {
        forced-color-adjust: none;
        background: color-mix(in oklab, var(--of) min(38%, calc(var(--share) * var(--most, 38%))), var(--raised));
      }
    `,
  ];

  protected override parts(): readonly unknown[] {
    return [];
  }

  override render(): unknown {
    const { row } = this;
    if (!row) return nothing;
    const matrix = this.#matrix(row);
    const totals = rowTotals(matrix);
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${this.t('confusion.title')}>
        <table>
          <caption>${this.#note(row)} ${this.t('confusion.reading')}</caption>
          <thead>
            <tr>
              <th scope="col"><span class="visually-hidden">${this.t('confusion.truth')}</span></th>
              ${DIGITS.map((digit) => html`<th scope="col">${digit}</th>`)}
            </tr>
          </thead>
          <tbody>${DIGITS.map((truth) => this.#line(truth, matrix, totals[truth] ?? 0))}</tbody>
        </table>
      </div>
      <al-save .lab=${this.lab} name="activation-lab-confusion-${row.group.activation}" .values=${undefined}
        .picture=${() => this.#picture(row, matrix)}></al-save>`;
  }

  #line(truth: number, matrix: readonly number[], total: number): TemplateResult {
    return html`<tr>
      <th scope="row">${truth}</th>
      ${DIGITS.map((answer) => {
        const count = matrix[10 * truth + answer] ?? 0;
        // A few errors are to be seen; a great many are still to be read.
        const of = truth === answer ? 'var(--accent)' : 'var(--bad);--most:90%';
        return html`<td style="--of:${of};--share:${shade(count, total).toFixed(3)}">${count > 0 ? this.i18n.number(count) : html`<span class="visually-hidden">0</span>`}</td>`;
      })}
    </tr>`;
  }

  #matrix({ done }: TableRow): number[] {
    return summed(done.map(({ result }) => result.evaluation.confusion));
  }

  #note({ name, done }: TableRow): string {
    return this.t('confusion.of', { name, seeds: done.length });
  }

  #picture(row: TableRow, matrix: readonly number[]): string {
    return matrixSvg({
      title: this.t('confusion.title'),
      note: this.#note(row),
      truth: this.t('confusion.truth'),
      answer: this.t('confusion.answer'),
      matrix,
    });
  }
}

define('al-confusion', Confusion);

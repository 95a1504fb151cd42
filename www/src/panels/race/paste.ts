// The result table to paste into a post: Markdown and HTML, with what reproduces it.

import { escaped } from '../../charts/still.ts';
import type { Translator } from '../../i18n/index.ts';
import { type Cell, type CellOptions, type Column, cell, type TableRow } from './columns.ts';

export interface Paste extends CellOptions {
  /** of the baseline */
  name: string;
  /** of the columns */
  label: (column: Column) => string;
  /** whole address */
  link: string;
  /** sentences above the table */
  words: readonly string[];
}

/** In the order of the columns; what is empty in every row is left out. */
const PASTED: readonly Column[] = ['name', 'rank', 'accuracy', 'difference', 'epochs', 'loss', 'gap', 'step'];

function table(rows: readonly TableRow[], paste: Paste): { columns: Column[]; cells: string[][] } {
  const shown = (column: Column, row: TableRow): string => {
    if (row.diverged.length > 0 && column === 'accuracy') {
      const values = { diverged: row.diverged.length, seeds: row.group.runs.length };
      return paste.i18n.t('results.diverged', values);
    }
    return flat(cell(column, row, paste));
  };
  const columns = PASTED.filter((column) => rows.some((row) => shown(column, row) !== '–'));
  return { columns, cells: rows.map((row) => columns.map((column) => shown(column, row))) };
}

const flat = ({ text, below }: Cell): string => (below ? `${text} ${below}` : text);

function source({ t }: Translator): string {
  return t('results.attribution');
}

export function markdownTable(rows: readonly TableRow[], paste: Paste): string {
  const { columns, cells } = table(rows, paste);
  // Of what Markdown would take for marks, names and cells have these alone.
  const safe = (text: string): string => text.replace(/[\\|_*[\]<>]/g, '\\$&');
  const line = (parts: readonly string[]): string => `| ${parts.map(safe).join(' | ')} |`;
  return [
    safe(paste.words.join(paste.i18n.t('sentence.separator'))),
    '',
    line(columns.map(paste.label)),
    `|${columns.map((column) => (column === 'name' ? ' --- |' : ' ---: |')).join('')}`,
    ...cells.map(line),
    '',
    `[${paste.i18n.t('results.reproduce')}](${paste.link.replaceAll('(', '%28').replaceAll(')', '%29')}) · ${source(paste.i18n)}`,
    '',
  ].join('\n');
}

export const htmlTable = (rows: readonly TableRow[], paste: Paste): string =>
  ['<figure>', ...tableLines(rows, paste), `<figcaption>${origin(paste)}</figcaption>`, '</figure>', ''].join(
    '\n',
  );

/** The link that runs it again, and whose it all is. */
export const origin = ({ link, i18n }: Paste): string =>
  `<a href="${escaped(link)}">${escaped(i18n.t('results.reproduce'))}</a> · ${escaped(source(i18n))}`;

export function tableLines(rows: readonly TableRow[], paste: Paste): string[] {
  const { columns, cells } = table(rows, paste);
  const head = columns.map((column) => `<th scope="col">${escaped(paste.label(column))}</th>`).join('');
  const lines = cells.map((parts) => {
    const [name = '', ...rest] = parts.map(escaped);
    return `    <tr><th scope="row">${name}</th>${rest.map((text) => `<td>${text}</td>`).join('')}</tr>`;
  });
  return [
    '<table>',
    `  <caption>${escaped(paste.words.join(paste.i18n.t('sentence.separator')))}</caption>`,
    `  <thead>\n    <tr>${head}</tr>\n  </thead>`,
    `  <tbody>\n${lines.join('\n')}\n  </tbody>`,
    '</table>',
  ];
}

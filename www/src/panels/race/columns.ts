// What the columns of the result table say, and how they sort. Pure.

import type { Translator } from '../../i18n/index.ts';
import { type Summary, supportedDecimals } from '../../statistics/index.ts';
import type { ResultRow } from './rows.ts';

export const COLUMNS = [
  'name',
  'rank',
  'accuracy',
  'difference',
  'holm',
  'epochs',
  'seconds',
  'loss',
  'gap',
  'step',
  'forward',
  'backward',
  'dead',
  'saturated',
] as const;
export type Column = (typeof COLUMNS)[number];

/** Of the timing lab; undefined where this was not measured. */
export interface Times {
  /** ms */
  step: Summary | undefined;
  /** ns per element */
  forward: Summary | undefined;
  backward: Summary | undefined;
}

/** A row as it is shown. */
export interface TableRow extends ResultRow {
  name: string;
  times: Times;
  steps_per_epoch: number;
}

export interface Order {
  column: Column;
  descending: boolean;
}

/** The larger the better: such a column begins with its largest. */
const LARGE_FIRST: readonly Column[] = ['accuracy', 'difference'];

/** By the column that was pressed; twice turns the order round. */
export function nextOrder(order: Order, column: Column): Order {
  return order.column === column
    ? { column, descending: !order.descending }
    : { column, descending: LARGE_FIRST.includes(column) };
}

/** Time to the accuracy asked for, in seconds: by the timing lab's step, alone on the machine. */
export function secondsTo({ reached, times, steps_per_epoch }: TableRow): number {
  return reached && times.step ? (reached.epochs * steps_per_epoch * times.step.median) / 1000 : Number.NaN;
}

/** NaN: nothing to sort by, always last. */
function sortValue(column: Column, row: TableRow): number {
  switch (column) {
    case 'name':
      return 0;
    case 'rank':
      return row.rank ? row.rank.best + row.rank.worst / 1000 : Number.NaN;
    case 'accuracy':
      return row.accuracy.mean;
    case 'difference':
      return row.difference?.mean ?? Number.NaN;
    case 'holm':
      return row.difference?.holm ?? Number.NaN;
    case 'epochs':
      return row.reached?.epochs ?? Number.NaN;
    case 'seconds':
      return secondsTo(row);
    case 'loss':
    case 'gap':
    case 'dead':
    case 'saturated':
      return row[column];
    case 'step':
    case 'forward':
    case 'backward':
      return row.times[column]?.median ?? Number.NaN;
  }
}

export function inOrder(rows: readonly TableRow[], { column, descending }: Order): TableRow[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    if (column === 'name') return sign * (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
    const [x, y] = [sortValue(column, a), sortValue(column, b)];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return x === y ? 0 : sign * (x < y ? -1 : 1);
  });
}

export type Told = 'all' | 'apart' | 'level';

/** `apart`: demonstrably another accuracy than the baseline's. The baseline itself always stays. */
export function filtered(
  rows: readonly TableRow[],
  text: string,
  told: Told,
  baseline: string | undefined,
): TableRow[] {
  const wanted = text.trim().toLowerCase();
  return rows.filter(({ name, group, difference }) => {
    if (!name.toLowerCase().includes(wanted)) return false;
    if (told === 'all' || group.key === baseline) return true;
    if (!difference || Number.isNaN(difference.holm)) return false;
    return (difference.apart !== 0) === (told === 'apart');
  });
}

/** What a cell says; `below` is smaller. */
export interface Cell {
  text: string;
  below?: string;
}

const NOTHING: Cell = { text: '–' };

export interface CellOptions {
  i18n: Translator;
  /** key of a group */
  baseline: string | undefined;
  testCount: number;
}

export function cell(column: Column, row: TableRow, options: CellOptions): Cell {
  const { i18n } = options;
  const { t, number } = i18n;
  const known = (value: number, text: string): Cell => (Number.isFinite(value) ? { text } : NOTHING);
  switch (column) {
    case 'name':
      return { text: row.name };
    case 'rank':
      return row.rank ? { text: rankText(row.rank) } : NOTHING;
    case 'accuracy':
      return accuracyCell(row, options);
    case 'difference':
      return differenceCell(row, options);
    case 'holm':
      return row.difference ? known(row.difference.holm, probability(row.difference.holm, i18n)) : NOTHING;
    case 'epochs': {
      const { reached } = row;
      if (!reached) return NOTHING;
      const { epochs, seeds, of } = reached;
      const missed = seeds < of ? t('results.missed', { missed: of - seeds, of }) : '';
      if (!Number.isFinite(epochs)) return { text: t('results.never'), below: missed };
      return { text: number(epochs, 1), ...(missed && { below: missed }) };
    }
    case 'seconds': {
      const seconds = secondsTo(row);
      return known(seconds, i18n.significant(seconds));
    }
    case 'loss':
      return known(row.loss, number(row.loss, 3, 3));
    case 'gap':
      return known(row.gap, signed(row.gap * 100, 1, i18n));
    case 'dead':
      return known(row.dead, i18n.percent(row.dead, 1));
    case 'saturated':
      return known(row.saturated, i18n.percent(row.saturated, 1));
    case 'step':
    case 'forward':
    case 'backward': {
      const summary = row.times[column];
      if (!summary) return NOTHING;
      const decimals = supportedDecimals(summary.low, summary.high);
      return { text: number(summary.median, decimals, decimals) };
    }
  }
}

export function rankText({ best, worst }: { best: number; worst: number }): string {
  return best === worst ? String(best) : `${best}–${worst}`;
}

/** One image is 0.1 points of 1,000 and 0.01 of 10,000. */
const decimalsOf = (testCount: number): number => (testCount > 1000 ? 2 : 1);

function accuracyCell({ accuracy, accuracies }: TableRow, { i18n, testCount }: CellOptions): Cell {
  if (!accuracies.some(Number.isFinite)) return NOTHING;
  const decimals = decimalsOf(testCount);
  const text = i18n.percent(accuracy.mean, decimals);
  if (Number.isNaN(accuracy.low)) return { text, below: i18n.t('results.one_seed') };
  const [low, high] = [accuracy.low, accuracy.high].map((value) =>
    i18n.number(value * 100, decimals, decimals),
  );
  return { text, below: `[${low}, ${high}]` };
}

function differenceCell(row: TableRow, { i18n, baseline, testCount }: CellOptions): Cell {
  if (row.group.key === baseline) return { text: i18n.t('results.baseline_itself') };
  const { difference } = row;
  if (!difference || Number.isNaN(difference.mean)) return NOTHING;
  const decimals = decimalsOf(testCount);
  const [mean = '', low, high] = [difference.mean, difference.low, difference.high].map((value) =>
    signed(value * 100, decimals, i18n),
  );
  return Number.isNaN(difference.low) ? { text: mean } : { text: mean, below: `[${low}, ${high}]` };
}

/** With its sign, unless it rounds to zero. */
export function signed(value: number, decimals: number, { number }: Translator): string {
  const text = number(value, decimals, decimals);
  return Number(Math.abs(value).toFixed(decimals)) > 0 && value > 0 ? `+${text}` : text;
}

export function probability(p: number, { number }: Translator): string {
  return p < 0.001 ? `< ${number(0.001)}` : number(p, p < 0.1 ? 3 : 2);
}

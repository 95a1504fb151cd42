// A timing report in words, for a reader in a hurry: no surer than its intervals.

import type { Translator } from '../../i18n/index.ts';
import type { TimingReport } from '../../worker/protocol.ts';
import { compareNaive } from './naive.ts';
import { byTime, type Measure, type TimingRow } from './results.ts';
import { unitOf, written } from './units.ts';

const MOST_NAMES = 4;

type Name = (row: TimingRow) => string;

/** `relu, elu, silu and 3 more` */
function list({ t }: Translator, names: readonly string[]): string {
  const shown = names.length <= MOST_NAMES ? names : names.slice(0, MOST_NAMES - 1);
  const joined = shown.join(t('list.separator'));
  return shown.length === names.length
    ? joined
    : t('timing.says.more', { names: joined, count: names.length - shown.length });
}

const times = (i18n: Translator, ratio: number): string => i18n.number(ratio, ratio < 9.95 ? 1 : 0);

/** Who is fastest, how much longer the slowest takes, and what of a step that is. */
export function timingSentence(
  i18n: Translator,
  rows: readonly TimingRow[],
  measure: Measure,
  name: Name,
): string {
  const { t } = i18n;
  const ordered = byTime(rows, measure).filter(({ times: own }) => own[measure]);
  const [first, slowest] = [ordered[0], ordered.at(-1)];
  const [least, most] = [first?.times[measure], slowest?.times[measure]];
  if (!first || !slowest || !least || !most) return t('timing.says.nothing');
  const unit = unitOf(measure, rows);
  const what = t(`timing.${measure}`);
  const value = `${written(i18n, least, unit)(least.median)} ${unit.name}`;
  const sentences: string[] = [];
  if (first === slowest) sentences.push(t('timing.says.one', { what, name: name(first), value }));
  else {
    const tied = ordered.filter(({ times: own }) => own[measure]?.rank === 1);
    const names = list(i18n, tied.map(name));
    if (tied.length === ordered.length) sentences.push(t('timing.says.same', { what, value }));
    else {
      sentences.push(t(tied.length > 1 ? 'timing.says.tied' : 'timing.says.first', { what, names, value }));
      sentences.push(
        t('timing.says.slowest', { name: name(slowest), ratio: times(i18n, most.median / least.median) }),
      );
    }
  }
  if (measure !== 'inference') sentences.push(...shareSentence(i18n, rows, name));
  return sentences.join(t('sentence.separator'));
}

function shareSentence(i18n: Translator, rows: readonly TimingRow[], name: Name): string[] {
  const shares = rows
    .flatMap((row) => (row.share === undefined ? [] : [{ row, share: row.share }]))
    .sort((a, b) => a.share - b.share);
  const [low, high] = [shares[0], shares.at(-1)];
  if (!low || !high) return [];
  const percent = (share: number): string => i18n.percent(share, share < 0.0995 ? 1 : 0);
  return [
    i18n.t(low === high ? 'timing.says.share_one' : 'timing.says.share', {
      low: percent(low.share),
      low_name: name(low.row),
      high: percent(high.share),
      high_name: name(high.row),
    }),
  ];
}

/** What the naive clock would have said, and how it errs. */
export function naiveSentence(
  i18n: Translator,
  report: TimingReport,
  rows: readonly TimingRow[],
  name: Name,
): string {
  const { t } = i18n;
  const found = compareNaive(report, rows);
  if (!found) return t('timing.naive.nothing');
  const said = (way: 'in_order' | 'reversed'): { fastest: string; slowest: string } => {
    const order = [...found.rows].sort((a, b) => a[way].step - b[way].step);
    return { fastest: name((order[0] ?? found.first).row), slowest: name((order.at(-1) ?? found.last).row) };
  };
  const { first, last, apart, wrong, pairs, contradictory } = found;
  return [
    t('timing.naive.says', {
      ...said('in_order'),
      first: name(first.row),
      ratio: times(i18n, first.in_order.ratio),
    }),
    t('timing.naive.reversed_says', {
      ...said('reversed'),
      first: name(last.row),
      ratio: times(i18n, last.reversed.ratio),
    }),
    t(apart > 0 ? 'timing.naive.errs' : 'timing.naive.errs_all', {
      apart,
      wrong: wrong.in_order,
      pairs,
      contradictory,
    }),
  ].join(t('sentence.separator'));
}

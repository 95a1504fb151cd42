// What a race came to, as HTML that needs neither a script nor a style sheet: for a post's readers without scripts, for feeds and for
// print. Pure.

import type { Area, Series } from '../../charts/series.ts';
import { escaped, stillIntervals, stillLines } from '../../charts/still.ts';
import type { Key } from '../../i18n/index.ts';
import { type Images, SETTING_NAMES, settingText } from '../../state/settings.ts';
import type { TableRow } from './columns.ts';
import { accuracyDomain, mean } from './curve-data.ts';
import { origin, type Paste, tableLines } from './paste.ts';
import { FINE, plotDomain, plotRows } from './plot.ts';

/** Names that have room at the ends of the lines. */
const MOST_LINES = 16;
/** With more functions their bands would cover each other. */
const MOST_BANDS = 8;
const ACCURACY = { metric: 'accuracy', log: false } as const;

export interface Still extends Paste {
  images: Images;
  /** of this page */
  version: string;
  /** `#rrggbb`, by function */
  colorOf: (id: string) => string;
  dashOf: (id: string) => string;
}

/** `rows`: the best first. */
export function stillRace(rows: readonly TableRow[], still: Still): string {
  const own = rows.filter(({ loaded }) => !loaded);
  return [
    '<figure>',
    ...intervals(own, still),
    ...curves(own, still),
    ...tableLines(rows, still),
    `<figcaption>${escaped(settingsOf(own, still))}<br>`,
    `${origin(still)}</figcaption>`,
    '</figure>',
    '',
  ].join('\n');
}

function intervals(rows: readonly TableRow[], { i18n, baseline, colorOf }: Still): string[] {
  const plotted = plotRows(rows, colorOf);
  if (plotted.length === 0) return [];
  const domain = plotDomain(plotted);
  const format = (value: number): string => i18n.percent(value, domain[1] - domain[0] < FINE ? 1 : 0);
  const base = rows.find(({ group, accuracy }) => group.key === baseline && accuracy.n > 0);
  const note = domain[0] > 0 ? i18n.t('results.axis_from', { from: i18n.percent(domain[0], 0) }) : '';
  return [
    `<p>${escaped([i18n.t('results.plot_title'), note].filter(Boolean).join(' – '))}</p>`,
    stillIntervals({
      label: i18n.t('results.plot'),
      rows: plotted,
      domain,
      reference: base?.accuracy.mean,
      xLabel: i18n.t('results.axis'),
      format,
    }),
  ];
}

function curves(rows: readonly TableRow[], { i18n, colorOf, dashOf }: Still): string[] {
  const averaged = rows.filter(({ done, diverged }) => done.length > 0 && diverged.length === 0);
  const shown = averaged.slice(0, MOST_LINES);
  const means = shown.map((row) => ({
    row,
    ...mean(
      row.done.map(({ history }) => history),
      ACCURACY,
    ),
  }));
  const epochs = Math.max(0, ...means.map(({ points }) => points.length));
  if (epochs < 2) return [];
  const series = means.map(
    ({ row, points }): Series => ({
      label: row.name,
      color: colorOf(row.group.activation),
      dash: dashOf(row.group.activation),
      points,
      named: true,
    }),
  );
  const bands = means.length > MOST_BANDS ? [] : means.filter(({ band }) => band.length > 1);
  const areas = bands.map(
    ({ row, band }): Area => ({ color: colorOf(row.group.activation), points: band, mark: undefined }),
  );
  const few =
    averaged.length > shown.length ? ` – ${i18n.t('results.still_first', { count: shown.length })}` : '';
  return [
    `<p>${escaped(i18n.t('race.curves') + few)}</p>`,
    stillLines({
      label: i18n.t('race.curves'),
      series,
      areas,
      x: [1, epochs],
      y: accuracyDomain(averaged.map(({ accuracy }) => accuracy.mean)),
      xLabel: i18n.t('race.epoch'),
      yLabel: i18n.t('race.accuracy'),
      formatX: (value) => (Number.isInteger(value) ? String(value) : ''),
      formatY: (value) => i18n.percent(value, 0),
      zero: false,
    }),
  ];
}

/** What was trained, with the names of the page's settings. */
function settingsOf(rows: readonly TableRow[], { i18n: { t }, images, version }: Still): string {
  const [run] = rows.flatMap(({ group }) => group.runs);
  if (!run) return '';
  const { activation, params, learn, layers, ...settings } = run.config;
  const set = SETTING_NAMES.filter((name) => name === 'hidden' || settings[name] !== undefined);
  const pairs: [Key, string][] = [
    ['settings.images', t(`settings.images.${images}`)],
    ...set.map((name): [Key, string] => [
      `settings.${name}`,
      settingText(name, settings) || t('settings.none'),
    ]),
    ['settings.seeds', String(Math.max(...rows.map(({ group }) => group.runs.length)))],
  ];
  const told = pairs.map(([key, value]) => `${t(key)}: ${value}`);
  return `${told.join(t('list.separator'))} (Activation Lab ${version})`;
}

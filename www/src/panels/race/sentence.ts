// The result of a race in words: for a hurried reader, and for one who listens.

import type { Translator } from '../../i18n/index.ts';
import {
  type Comparison,
  criticalValue,
  median,
  pairedDifferences,
  supportedDecimals,
  tInterval,
} from '../../statistics/index.ts';

/** A function's runs. */
export interface Standing {
  name: string;
  /** 0 … 1, one for each seed of the experiment; NaN where there is none */
  accuracies: readonly number[];
  /** runs that diverged: such a function is named, not compared */
  diverged: number;
}

/** A function and its difference to the baseline. */
interface Compared extends Comparison {
  name: string;
}

/** Suggested, from few on. */
const MORE_SEEDS = [5, 10, 20];

/** Names in a list before the rest is only counted. */
const NAMED = 3;

/**
 * Sentences that say which functions differ from the baseline and by how much, as sure as `pairedDifferences` is.
 * `testCount`: images that the accuracies are counted on.
 */
export function raceSentences(
  standings: readonly Standing[],
  baseline: number,
  testCount: number,
  i18n: Translator,
): string[] {
  const compared = standings.filter(
    ({ diverged, accuracies }) => diverged === 0 && accuracies.some(Number.isFinite),
  );
  const base = standings[baseline];
  const at = base ? compared.indexOf(base) : -1;
  const say = speaker(i18n);
  const notes = divergences(standings, say);
  const most = Math.max(0, ...compared.map(({ accuracies }) => accuracies.filter(Number.isFinite).length));
  if (most < 2) return [...singleSeed(compared, say), ...notes];
  if (!base || at < 0) return base ? [...notes, say.t('sentence.no_baseline', { name: base.name })] : notes;

  const grid = 1 / testCount;
  const differences = pairedDifferences(
    compared.map(({ accuracies }) => accuracies),
    at,
    grid,
  );
  const others = compared
    .map(({ name }, index): Compared => ({ ...(differences[index] as Comparison), name }))
    .filter((_, index) => index !== at);
  const told = others.filter(({ p }) => !Number.isNaN(p));
  const untold = others.filter(({ p }) => Number.isNaN(p)).map(({ name }) => name);
  return [
    ...mean(base, grid, say),
    ...level(told, base.name, say),
    ...side(told, 1, base.name, say),
    ...side(told, -1, base.name, say),
    ...seeds(told, say),
    ...(untold.length > 0 ? [say.t('sentence.too_few', { names: say.list(untold) })] : []),
    ...notes,
  ];
}

/** How far the baseline gets. */
function mean({ name, accuracies }: Standing, grid: number, say: Speaker): string[] {
  const finished = accuracies.filter(Number.isFinite);
  const interval = tInterval(finished, grid);
  if (Number.isNaN(interval.low)) return [];
  const decimals = supportedDecimals(interval.low * 100, interval.high * 100, 2);
  const percent = (value: number): string => say.number(value * 100, decimals);
  return [
    say.t('sentence.mean', {
      name,
      mean: percent(interval.mean),
      low: percent(interval.low),
      high: percent(Math.min(1, interval.high)),
      seeds: finished.length,
    }),
  ];
}

/** What cannot be told from the baseline, and what is not ruled out by that. */
function level(told: readonly Compared[], baseline: string, say: Speaker): string[] {
  const same = told.filter(({ apart }) => apart === 0).sort((a, b) => b.mean - a.mean);
  const [best] = same;
  if (!best) return [];
  const sentences = [say.t('sentence.level', { names: say.list(same.map(({ name }) => name)), baseline })];
  const better = told.some(({ apart }) => apart === 1);
  if (same.length === told.length) {
    const reach = Math.max(...same.map(({ low, high }) => Math.max(-low, high)));
    sentences.push(
      say.t('sentence.reach', { points: say.points(reach * 100, reach * 100 < 1 ? 1 : 0, true) }),
    );
  } else if (!better && best.mean > 0) {
    sentences.push(say.t('sentence.best', { name: best.name }));
  }
  return sentences;
}

/** How large a difference shows, where some do not, and what more seeds would do for it. */
function seeds(told: readonly Compared[], say: Speaker): string[] {
  const n = Math.max(0, ...told.map((one) => one.n));
  const more = MORE_SEEDS.find((number) => number > n);
  if (more === undefined || told.every(({ apart }) => apart !== 0)) return [];
  const tail = 0.05 / told.length;
  const now = median(told.filter((one) => one.n === n).map(({ low, high }) => (high - low) / 2));
  const then =
    (now * criticalValue(tail, more - 1) * Math.sqrt(n)) / (criticalValue(tail, n - 1) * Math.sqrt(more));
  const points = (value: number): string => say.points(value * 100, value < 0.02 ? 1 : 0, true);
  return [
    say.t('sentence.seeds', { seeds: n, count: told.length, points: points(now), more, fewer: points(then) }),
  ];
}

/** What is demonstrably ahead of the baseline, or behind it. */
function side(told: readonly Compared[], which: 1 | -1, baseline: string, say: Speaker): string[] {
  const key = which === 1 ? 'ahead' : 'behind';
  const these = told
    .filter(({ apart }) => apart === which)
    .map((one) => ({ name: one.name, ...distance(one, which) }))
    .sort((a, b) => a.mean - b.mean);
  const [first] = these;
  const last = these.at(-1);
  if (!first || !last) return [];
  const points = ({ mean: value, decimals }: Distance): string => say.points(value, decimals);
  const interval = ({ low, high, decimals }: Distance): string =>
    low > 0
      ? say.t('sentence.interval', { low: say.number(low, decimals), high: say.number(high, decimals) })
      : '';
  if (these.length === 1) {
    const values = { name: first.name, baseline, points: points(first), interval: interval(first) };
    return [say.t(`sentence.${key}`, values)];
  }
  if (these.length <= NAMED) {
    const items = these.map((one) =>
      say.t('sentence.by', { name: one.name, points: points(one), interval: interval(one) }),
    );
    return [say.t(`sentence.${key}.few`, { baseline, list: say.list(items) })];
  }
  return [
    say.t(`sentence.${key}.many`, {
      baseline,
      count: these.length,
      first: first.name,
      least: points(first),
      last: last.name,
      most: points(last),
    }),
  ];
}

interface Distance {
  /** percentage points away from the baseline */
  mean: number;
  low: number;
  high: number;
  decimals: number;
}

function distance({ mean: difference, low, high }: Comparison, which: 1 | -1): Distance {
  const [near, far] = which === 1 ? [low, high] : [-high, -low];
  let decimals = supportedDecimals(near * 100, far * 100, 2);
  // An end that is not 0 does not read as 0.
  while (near > 0 && decimals < 3 && Number((near * 100).toFixed(decimals)) === 0) decimals += 1;
  return { mean: difference * which * 100, low: near * 100, high: far * 100, decimals };
}

function singleSeed(compared: readonly Standing[], say: Speaker): string[] {
  const results = compared
    .map(({ name, accuracies }) => ({ name, accuracy: accuracies.find(Number.isFinite) ?? Number.NaN }))
    .sort((a, b) => b.accuracy - a.accuracy);
  const [best] = results;
  const worst = results.at(-1);
  if (!best || !worst) return [];
  const percent = (value: number): string => say.number(value * 100, 1);
  const values = { name: best.name, mean: percent(best.accuracy) };
  if (results.length === 1) return [say.t('sentence.one_seed.one', values)];
  return [say.t('sentence.one_seed', { ...values, last: worst.name, least: percent(worst.accuracy) })];
}

function divergences(standings: readonly Standing[], say: Speaker): string[] {
  const diverged = standings.filter((standing) => standing.diverged > 0);
  if (diverged.length === 0) return [];
  const items = diverged.map(({ name, diverged: runs, accuracies }) =>
    accuracies.length === 1 ? name : say.t('sentence.diverged.of', { name, runs, seeds: accuracies.length }),
  );
  return [say.t('sentence.diverged', { names: say.list(items) })];
}

interface Speaker {
  t: Translator['t'];
  number: (value: number, decimals: number) => string;
  /** `upwards`: what is not to be exceeded is rounded up */
  points: (value: number, decimals: number, upwards?: boolean) => string;
  list: (names: readonly string[]) => string;
}

function speaker({ t, number }: Translator): Speaker {
  const exactly = (value: number, decimals: number): string => number(value, decimals, decimals);
  const joined = (names: readonly string[]): string => names.join(t('list.separator'));
  return {
    t,
    number: exactly,
    points(value, decimals, upwards = false) {
      const scale = 10 ** decimals;
      const text = exactly(upwards ? Math.ceil(value * scale) / scale : value, decimals);
      return t(text === '1' ? 'sentence.point' : 'sentence.points', { points: text });
    },
    list(names) {
      const last = names.at(-1) ?? '';
      if (names.length <= 1) return last;
      return names.length <= NAMED + 1
        ? t('sentence.and', { names: joined(names.slice(0, -1)), last })
        : t('sentence.others', { names: joined(names.slice(0, NAMED)), others: names.length - NAMED });
    },
  };
}

import { expect, test } from '@playwright/test';
import { race } from '../../src/i18n/en-race.ts';
import { addTexts } from '../../src/i18n/index.ts';
import { filtered, inOrder, nextOrder, secondsTo } from '../../src/panels/race/columns.ts';
import { plotDomain, plotRows } from '../../src/panels/race/plot.ts';
import { defaultBaseline, epochsTo, stepsPerEpoch } from '../../src/panels/race/rows.ts';
import { groupRuns } from '../../src/state/groups.ts';
import { summarize } from '../../src/statistics/index.ts';
import { diverged, done, failed, fiveOf, tableRows, textOf } from './results.ts';

addTexts('en', race);

const RELU = fiveOf('relu', [0.94, 0.945, 0.95, 0.948, 0.943]);
const TANH = fiveOf('tanh', [0.941, 0.944, 0.951, 0.947, 0.944]);
const LINEAR = fiveOf('linear', [0.87, 0.88, 0.875, 0.872, 0.871]);

test('what cannot be told apart shares ranks; the mean has its t interval', () => {
  const [relu, tanh, linear] = tableRows([...RELU, ...TANH, ...LINEAR]);
  expect(relu?.rank).toEqual({ best: 1, worst: 2 });
  expect(tanh?.rank).toEqual({ best: 1, worst: 2 });
  expect(linear?.rank).toEqual({ best: 3, worst: 3 });
  expect(relu?.accuracy.mean).toBeCloseTo(0.9452, 12);
  // scipy.stats.t.interval(0.95, 4, mean, sem) of the five values
  expect(relu?.accuracy.low).toBeCloseTo(0.9402801, 7);
  expect(relu?.accuracy.high).toBeCloseTo(0.9501199, 7);
  expect(relu?.difference).toBeUndefined();
  expect(tanh?.difference?.apart).toBe(0);
  expect(linear?.difference?.apart).toBe(-1);
  expect(textOf('rank', relu)).toBe('1–2');
  expect(textOf('accuracy', relu)).toBe('94.5% [94.0, 95.0]');
  expect(textOf('difference', relu, relu?.group.key)).toBe('baseline');
  expect(textOf('difference', linear)).toBe('−7.2 [−7.8, −6.5]');
});

test('a function of which one seed diverged has no numbers, and the others are ranked without it', () => {
  const rows = tableRows([...RELU, ...LINEAR, ...TANH.slice(1), failed('tanh', 1, diverged)]);
  const tanh = rows.find(({ name }) => name === 'tanh');
  expect(tanh?.diverged).toHaveLength(1);
  expect(tanh?.done).toHaveLength(4);
  expect(tanh?.rank).toBeUndefined();
  expect(tanh?.difference).toBeUndefined();
  for (const column of ['rank', 'accuracy', 'difference', 'epochs', 'loss', 'gap', 'dead'] as const)
    expect([column, textOf(column, tanh)]).toEqual([column, '–']);
  expect(rows.find(({ name }) => name === 'linear')?.rank).toEqual({ best: 2, worst: 2 });
  expect(plotRows(rows, () => '').map(({ label }) => label)).toEqual(['relu', 'linear']);
});

test('one seed has no interval and no rank, and the cell says why', () => {
  const [relu] = tableRows([done('relu', 1), done('tanh', 1)]);
  expect(relu?.rank).toBeUndefined();
  expect(textOf('accuracy', relu)).toBe('90.0% one seed: no interval');
});

test('what was cancelled or failed otherwise may be tried again and does not hide the rest', () => {
  const broken = failed('relu', 5, { ...diverged, code: 'worker_silent' });
  const [relu] = tableRows([...RELU.slice(0, 4), broken, ...TANH]);
  expect(relu?.broken).toEqual([broken]);
  expect(relu?.accuracy.n).toBe(4);
  expect(relu?.rank).toEqual({ best: 1, worst: 2 });
});

test('a network from a file is shown, and compared with nothing', () => {
  const loaded = { ...done('relu', 1, { accuracy: 0.99 }), loaded: true as const };
  const rows = tableRows([...RELU, ...TANH, loaded]);
  expect(rows).toHaveLength(3);
  expect(rows[2]).toMatchObject({ loaded: true, rank: undefined, difference: undefined, reached: undefined });
  expect(rows[2]?.accuracy.mean).toBe(0.99);
  expect(rows[0]?.rank).toEqual({ best: 1, worst: 2 });
});

test('the baseline is relu, or else the first function', () => {
  expect(
    groupRuns([...TANH, ...RELU]).find(({ key }) => key === defaultBaseline(groupRuns([...TANH, ...RELU])))
      ?.activation,
  ).toBe('relu');
  expect(tableRows([...TANH, ...LINEAR])[0]?.difference).toBeUndefined();
  expect(tableRows([...TANH, ...LINEAR])[1]?.difference).toBeDefined();
});

test('epochs to an accuracy: median over the seeds, and how many never get there', () => {
  const runs = [
    done('relu', 1, { history: [0.7, 0.91, 0.89] }),
    done('relu', 2, { history: [0.92, 0.93, 0.93] }),
    done('relu', 3, { history: [0.5, 0.6, 0.9] }),
    done('tanh', 1, { history: [0.5, 0.95, 0.9] }),
    done('tanh', 2, { history: [0.5, 0.6, 0.7] }),
    done('tanh', 3, { history: [0.5, 0.6, 0.7] }),
  ];
  expect(runs.map((run) => epochsTo(run, 0.9)).slice(0, 3)).toEqual([2, 1, 3]);
  const [relu, tanh] = tableRows(runs);
  expect(relu?.reached).toEqual({ epochs: 2, seeds: 3, of: 3 });
  expect(textOf('epochs', relu)).toBe('2');
  expect(textOf('epochs', tanh)).toBe('not reached 2 of 3 not');
  // 2 epochs of 313 steps of 0.5 ms
  const step = summarize([0.5, 0.5, 0.5]);
  const times = { step, forward: undefined, backward: undefined };
  expect(relu && secondsTo({ ...relu, times })).toBeCloseTo(0.313, 12);
  expect(relu && secondsTo(relu)).toBeNaN();
});

test('steps of an epoch are those of the core', () => {
  expect(stepsPerEpoch({ batch_size: 32 }, 10_000)).toBe(313);
  expect(stepsPerEpoch({ batch_size: 32, validation_split: 0.1 }, 10_000)).toBe(282);
});

test('gap, dead and saturated share: means over the seeds, layers weighted by their units', () => {
  const [relu] = tableRows(RELU);
  expect(relu?.gap).toBeCloseTo(0.02, 12);
  expect(relu?.dead).toBeCloseTo(4 / 40, 12);
  expect(relu?.saturated).toBeCloseTo((30 * 0.2 + 10 * 0.6) / 40, 12);
  expect(textOf('gap', relu)).toBe('+2.0');
});

test('rows sort by every column, what has no value last; the better first', () => {
  const rows = tableRows([failed('tanh', 1, diverged), ...LINEAR, ...RELU]);
  const names = (column: Parameters<typeof nextOrder>[1], descending: boolean): string[] =>
    inOrder(rows, { column, descending }).map(({ name }) => name);
  expect(names('accuracy', true)).toEqual(['relu', 'linear', 'tanh']);
  expect(names('accuracy', false)).toEqual(['linear', 'relu', 'tanh']);
  expect(names('rank', false)).toEqual(['relu', 'linear', 'tanh']);
  expect(names('name', true)).toEqual(['tanh', 'relu', 'linear']);
  const first = nextOrder({ column: 'name', descending: false }, 'accuracy');
  expect(first).toEqual({ column: 'accuracy', descending: true });
  expect(nextOrder(first, 'accuracy')).toEqual({ column: 'accuracy', descending: false });
});

test('the filter keeps what is told apart or what is not, and the baseline', () => {
  const rows = tableRows([...RELU, ...TANH, ...LINEAR]);
  const baseline = rows[0]?.group.key;
  const names = (text: string, told: 'all' | 'apart' | 'level'): string[] =>
    filtered(rows, text, told, baseline).map(({ name }) => name);
  expect(names('', 'apart')).toEqual(['relu', 'linear']);
  expect(names('', 'level')).toEqual(['relu', 'tanh']);
  expect(names(' LIN ', 'all')).toEqual(['linear']);
});

test('the plot’s axis holds every dot and interval, within 0 and 1', () => {
  const rows = plotRows(tableRows([...RELU, ...LINEAR]), () => '');
  const [from, to] = plotDomain(rows);
  for (const { marks, points = [] } of rows)
    for (const value of [...points, ...marks.flatMap(({ low, high }) => [low, high])]) {
      expect(value).toBeGreaterThanOrEqual(from);
      expect(value).toBeLessThanOrEqual(to);
    }
  expect(plotDomain(plotRows(tableRows(fiveOf('relu', [1, 1, 1, 1, 1])), () => ''))[1]).toBe(1);
  expect(plotDomain([])).toEqual([0, 1]);
  // One that learns nothing does not hide how the others differ.
  const learned = [0.95, 0.94, 0.945, 0.93].flatMap((mean, index) =>
    fiveOf(`f${index}`, [mean, mean + 0.001]),
  );
  expect(
    plotDomain(plotRows(tableRows([...learned, ...fiveOf('softmax', [0.3, 0.4])]), () => ''))[0],
  ).toBeGreaterThan(0.85);
});

import { expect, test } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { race } from '../../src/i18n/en-race.ts';
import { addTexts, translator } from '../../src/i18n/index.ts';
import { matrixSvg, rowTotals } from '../../src/panels/race/matrix.ts';
import { htmlTable, markdownTable, type Paste } from '../../src/panels/race/paste.ts';
import {
  historyCsv,
  recordJson,
  runsCsv,
  type Surroundings,
  summaryCsv,
} from '../../src/panels/race/record.ts';
import { columnLabel } from '../../src/panels/race/table-labels.ts';
import { diverged, failed, fiveOf, tableRows } from './results.ts';

addTexts('en', { ...en, ...race });

const ACCURACIES = [0.94, 0.945, 0.95, 0.948, 0.943];
const ROWS = tableRows([
  ...fiveOf('relu', ACCURACIES),
  ...fiveOf('tanh', [0.93, 0.932, 0.94, 0.94, 0.93]),
  failed('linear', 1, diverged),
]);
const TOLD = { threshold: 0.9, baseline: 'relu' };
const SURROUNDINGS: Surroundings = {
  version: '1.2.3',
  date: '2026-01-02T03:04:05.000Z',
  link: 'https://example.org/?seeds=5',
  user_agent: 'a "browser", version 1',
  hardware_concurrency: 2,
  build: 'simd128',
  images: 'subset',
  test_count: 1000,
};
const i18n = translator('en');
const PASTE: Paste = {
  i18n,
  baseline: ROWS[0]?.group.key,
  testCount: 1000,
  name: 'relu',
  label: (column) => columnLabel(i18n, column, 0.9),
  link: 'https://example.org/lab/?a=1&b=(2)',
  words: ['relu <b>wins</b>.', 'Or | not.'],
};

/** RFC 4180, as strictly as it goes. */
function parseCsv(text: string): string[][] {
  expect(text.endsWith('\r\n')).toBe(true);
  const lines = text.split('\r\n').slice(0, -1);
  return lines.map((line) => {
    const fields = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)];
    return fields.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
  });
}

test('CSV of the runs: a line each, from which the mean comes out again', () => {
  const [names = [], ...lines] = parseCsv(runsCsv(ROWS, TOLD));
  expect(lines).toHaveLength(11);
  for (const line of lines) expect(line).toHaveLength(names.length);
  const of = (line: readonly string[], name: string): string => line[names.indexOf(name)] ?? '';
  const relu = lines.filter((line) => of(line, 'function') === 'relu');
  expect(relu.map((line) => Number(of(line, 'test_accuracy')))).toEqual(ACCURACIES);
  expect(relu.map((line) => of(line, 'seed'))).toEqual(['1', '2', '3', '4', '5']);
  expect(of(relu[0] ?? [], 'weights_hash')).toBe('relu100000000000');
  expect(of(relu[0] ?? [], 'dead_share')).toBe('0.1');
  expect(JSON.parse(of(relu[0] ?? [], 'settings'))).toMatchObject({ hidden: [64], epochs: 10 });
  const linear = lines.at(-1) ?? [];
  expect(of(linear, 'outcome')).toBe('diverged');
  expect(of(linear, 'reason')).toBe('loss_not_finite');
  expect(of(linear, 'test_accuracy')).toBe('');
});

test('CSV of the curves: a line for each epoch', () => {
  const [names = [], ...lines] = parseCsv(historyCsv(ROWS.map(({ group }) => group)));
  expect(lines).toHaveLength(10);
  expect(names).toEqual([
    'function',
    'parameters',
    'seed',
    'epoch',
    'train_loss',
    'test_accuracy',
    'test_loss',
  ]);
  expect(lines[1]).toEqual(['relu', '', '2', '1', '0.2', '0.945', '0.3']);
});

test('CSV of the functions: intervals unrounded, what diverged without numbers', () => {
  const [names = [], relu = [], tanh = [], linear = []] = parseCsv(summaryCsv(ROWS, TOLD));
  const of = (line: readonly string[], name: string): string => line[names.indexOf(name)] ?? '';
  expect(Number(of(relu, 'test_accuracy'))).toBe(ROWS[0]?.accuracy.mean);
  expect(Number(of(tanh, 'difference_low'))).toBe(ROWS[1]?.difference?.low);
  expect(of(tanh, 'baseline')).toBe('relu');
  expect(of(relu, 'difference')).toBe('');
  expect(of(linear, 'diverged')).toBe('1');
  expect(of(linear, 'test_accuracy')).toBe('');
  expect(JSON.stringify([relu, tanh, linear])).not.toMatch(/NaN|Infinity|undefined/);
});

test('JSON holds raw values, histories, hashes and surroundings', () => {
  const record = JSON.parse(recordJson(ROWS, SURROUNDINGS, TOLD, { tick_ms: 0.1 }));
  expect(record).toMatchObject({ ...SURROUNDINGS, ...TOLD, timing: { tick_ms: 0.1 } });
  const [relu, , linear] = record.functions;
  expect(relu.runs.map(({ accuracy }: { accuracy: number }) => accuracy)).toEqual(ACCURACIES);
  expect(relu.runs[0]).toMatchObject({ weights_hash: 'relu100000000000', config: { seed: 1, epochs: 10 } });
  expect(relu.runs[0].history[0]).toMatchObject({ epoch: 1, accuracy: 0.94 });
  expect(relu.runs[0].confusion).toHaveLength(100);
  expect(linear.runs[0].failure.divergence.reason).toBe('loss_not_finite');
  expect(linear.test_accuracy).toBeUndefined();
});

test('Markdown: a table of as many cells in each line, with the link; nothing in a name is taken for marks', () => {
  const text = markdownTable(ROWS, PASTE);
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  const cells = lines.map((line) => line.split(/(?<!\\)\|/).length);
  expect(new Set(cells).size).toBe(1);
  expect(lines).toHaveLength(2 + ROWS.length);
  expect(lines[2]).toMatch(/^\| relu \| 1.*94\.5% \\\[94\.0, 95\.0\\\]/);
  expect(lines[4]).toContain('Diverged with 1 of 1 seeds');
  expect(text).toContain('relu \\<b\\>wins');
  expect(text).toContain('](https://example.org/lab/?a=1&b=%282%29)');
  expect(text).toContain('CC BY-SA 3.0');
});

test('HTML: escaped, with a caption and the link', () => {
  const text = htmlTable(ROWS, PASTE);
  expect(text).toContain('<caption>relu &lt;b&gt;wins&lt;/b&gt;. Or | not.</caption>');
  expect(text).toContain('href="https://example.org/lab/?a=1&amp;b=(2)"');
  const count = (tag: string): number => text.split(`<${tag}`).length - 1;
  expect(count('tr>')).toBe(1 + ROWS.length);
  expect(count('th scope="row"')).toBe(ROWS.length);
});

test('a confusion matrix as a picture has every count, and no shade without one', () => {
  const matrix = new Array<number>(100).fill(0);
  matrix[0] = 40;
  matrix[7] = 2;
  expect(rowTotals(matrix)[0]).toBe(42);
  const svg = matrixSvg({ title: 'A & B', note: '', truth: 't', answer: 'a', matrix });
  expect(svg).toContain('A &amp; B');
  expect(svg).toMatch(/>40<\/text>/);
  expect(svg).toMatch(/>2<\/text>/);
  expect(svg.match(/fill-opacity="0\.000"/g)).toHaveLength(98);
});

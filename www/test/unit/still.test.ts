import { expect, test } from '@playwright/test';
import { forBothThemes, luminanceOf } from '../../src/charts/still.ts';
import { en } from '../../src/i18n/en.ts';
import { embed } from '../../src/i18n/en-embed.ts';
import { race } from '../../src/i18n/en-race.ts';
import { settings } from '../../src/i18n/en-settings.ts';
import { addTexts, translator } from '../../src/i18n/index.ts';
import { READ_AT, stillCurves } from '../../src/panels/embed/still-curves.ts';
import { stillRace } from '../../src/panels/race/still.ts';
import { columnLabel } from '../../src/panels/race/table-labels.ts';
import { diverged, done, failed, tableRows } from './results.ts';

addTexts('en', { ...en, ...race, ...settings, ...embed });
const i18n = translator('en');

const run = (id: string, seed: number, end: number) =>
  done(id, seed, { accuracy: end, history: [end - 0.1, end - 0.02, end] });
const ROWS = tableRows([
  ...[0.94, 0.945, 0.95].map((end, index) => run('relu', index + 1, end)),
  ...[0.91, 0.92, 0.93].map((end, index) => run('tanh', index + 1, end)),
  failed('linear', 1, diverged),
]);

const STILL = {
  i18n,
  baseline: ROWS[0]?.group.key,
  testCount: 1000,
  name: 'relu',
  label: (column: Parameters<typeof columnLabel>[1]) => columnLabel(i18n, column, 0.9),
  link: 'https://example.org/lab/?a=1&b=2',
  words: ['relu & tanh.'],
  images: 'subset',
  version: '1.2.3',
  colorOf: () => '#c0310a',
  dashOf: () => '',
} as const;

/** Tags that are closed as they should be: as strict as XML. */
function expectWellFormed(html: string): void {
  const open: string[] = [];
  for (const [tag, close, name = '', rest = ''] of html.matchAll(/<(\/?)([a-z]+)([^>]*)>/gi)) {
    if (close) expect(open.pop(), tag).toBe(name);
    else if (!rest.endsWith('/') && name !== 'br') open.push(name);
  }
  expect(open).toEqual([]);
  expect(html.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]/);
}

/** Whatever may be stripped, run or asked for. */
const FOREIGN = /<script|<style|\sstyle=|\sclass=|\sid=|\son\w+=|url\(|<img|<link|NaN|undefined|Infinity/;

test('a race as charts and table, in presentation attributes alone', () => {
  const html = stillRace(ROWS, STILL);
  expectWellFormed(html);
  expect(html).not.toMatch(FOREIGN);
  expect(html.match(/<svg xmlns/g)).toHaveLength(2);
  expect(html.match(/<circle/g)).toHaveLength(2);
  expect(html.match(/<polygon/g)).toHaveLength(2);
  expect(html.match(/<th scope="row">/g)).toHaveLength(3);
  expect(html).toContain('relu &amp; tanh.');
  expect(html).toContain('href="https://example.org/lab/?a=1&amp;b=2"');
  expect(html).toContain('Images: 10,000, 14 × 14, Optimizer: sgd');
  expect(html).toContain('(Activation Lab 1.2.3)');
  expect(html).toContain('CC BY-SA 3.0');
});

test('a race of which nothing finished has its table alone', () => {
  const html = stillRace(tableRows([failed('linear', 1, diverged)]), STILL);
  expectWellFormed(html);
  expect(html).not.toMatch(FOREIGN);
  expect(html).not.toContain('<svg');
  expect(html).toContain('Diverged with 1 of 1 seeds');
});

test('curves: a line and a dashed one for each function, broken at steps, and their values', () => {
  const step = [
    [-4, 0],
    [0, 0],
    [0, Number.NaN],
    [0, 1],
    [4, 1],
  ] as const;
  const curve = {
    f: step,
    derivative: step,
    color: '#1f6cb0',
    values: READ_AT.map((f) => ({ f, df: Number.NaN })),
  };
  const html = stillCurves({
    i18n,
    curves: [
      { ...curve, name: 'threshold' },
      { ...curve, name: 'a < b' },
    ],
    link: 'https://example.org/?x=1',
  });
  expectWellFormed(html);
  expect(html).not.toMatch(FOREIGN);
  expect(html.match(/stroke-width="2"/g)).toHaveLength(4);
  expect(html.match(/stroke-dasharray="5 4"/g)).toHaveLength(2);
  expect(html).toMatch(/d="M[^"]+M[^"]+" fill="none" stroke="#1f6cb0" stroke-width="2"\/>/);
  expect(html).toContain('a &lt; b, f′');
});

test('a colour for white and dark paper has a contrast of 3 to both', () => {
  const channels = (colour: string): number[] =>
    [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const dark = luminanceOf(channels('#15171b'));
  for (const colour of ['#000000', '#ffffff', '#ffe000', '#0000ff', '#c0310a', '#123456', 'nonsense']) {
    const luminance = luminanceOf(channels(forBothThemes(colour)));
    expect(1.05 / (luminance + 0.05), colour).toBeGreaterThanOrEqual(3);
    expect((luminance + 0.05) / (dark + 0.05), colour).toBeGreaterThanOrEqual(3);
  }
  // One that has it already stays.
  expect(forBothThemes('#c0310a')).toBe('#c0310a');
});

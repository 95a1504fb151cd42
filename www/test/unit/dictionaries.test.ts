import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import * as glue from '../../generated/core/activation_lab.js';
import facts from '../../generated/facts.json' with { type: 'json' };
import { toFailure } from '../../src/core/failure.ts';
import { CORE_ERROR_CODES } from '../../src/core/types.ts';
import { en as firstEn } from '../../src/i18n/en.ts';
import { claims as claimsEn } from '../../src/i18n/en-claims.ts';
import { code as codeEn } from '../../src/i18n/en-code.ts';
import { dialects as dialectsEn } from '../../src/i18n/en-dialects.ts';
import { draw as drawEn } from '../../src/i18n/en-draw.ts';
import { embed as embedEn } from '../../src/i18n/en-embed.ts';
import { more as moreEn } from '../../src/i18n/en-more.ts';
import { race as raceEn } from '../../src/i18n/en-race.ts';
import { settings as settingsEn } from '../../src/i18n/en-settings.ts';
import { signal as signalEn } from '../../src/i18n/en-signal.ts';
import { step as stepEn } from '../../src/i18n/en-step.ts';
import { timing as timingEn } from '../../src/i18n/en-timing.ts';
import { tuning as tuningEn } from '../../src/i18n/en-tuning.ts';
import { tuningHand as tuningHandEn } from '../../src/i18n/en-tuning-hand.ts';
import { units as unitsEn } from '../../src/i18n/en-units.ts';
import { vanishing as vanishingEn } from '../../src/i18n/en-vanishing.ts';
import { addTexts, type Key, translator } from '../../src/i18n/index.ts';
import { ja as firstJa } from '../../src/i18n/ja.ts';
import { claims as claimsJa } from '../../src/i18n/ja-claims.ts';
import { code as codeJa } from '../../src/i18n/ja-code.ts';
import { dialects as dialectsJa } from '../../src/i18n/ja-dialects.ts';
import { draw as drawJa } from '../../src/i18n/ja-draw.ts';
import { embed as embedJa } from '../../src/i18n/ja-embed.ts';
import { more as moreJa } from '../../src/i18n/ja-more.ts';
import { race as raceJa } from '../../src/i18n/ja-race.ts';
import { settings as settingsJa } from '../../src/i18n/ja-settings.ts';
import { signal as signalJa } from '../../src/i18n/ja-signal.ts';
import { step as stepJa } from '../../src/i18n/ja-step.ts';
import { timing as timingJa } from '../../src/i18n/ja-timing.ts';
import { tuning as tuningJa } from '../../src/i18n/ja-tuning.ts';
import { tuningHand as tuningHandJa } from '../../src/i18n/ja-tuning-hand.ts';
import { units as unitsJa } from '../../src/i18n/ja-units.ts';
import { vanishing as vanishingJa } from '../../src/i18n/ja-vanishing.ts';
import { chooseLanguage } from '../../src/reader.ts';

const en = {
  ...firstEn,
  ...claimsEn,
  ...codeEn,
  ...dialectsEn,
  ...drawEn,
  ...embedEn,
  ...moreEn,
  ...raceEn,
  ...settingsEn,
  ...signalEn,
  ...stepEn,
  ...timingEn,
  ...tuningEn,
  ...tuningHandEn,
  ...unitsEn,
  ...vanishingEn,
};
const ja = {
  ...firstJa,
  ...claimsJa,
  ...codeJa,
  ...dialectsJa,
  ...drawJa,
  ...embedJa,
  ...moreJa,
  ...raceJa,
  ...settingsJa,
  ...signalJa,
  ...stepJa,
  ...timingJa,
  ...tuningJa,
  ...tuningHandJa,
  ...unitsJa,
  ...vanishingJa,
};
addTexts('en', en);
addTexts('ja', ja);

const keys = Object.keys(en) as Key[];
const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();

test('no dictionary is left out here', async () => {
  const folder = new URL('../../src/i18n/', import.meta.url);
  const names = readdirSync(fileURLToPath(folder)).filter((name) => /^(en|ja)\b/.test(name));
  expect(names.length).toBeGreaterThan(30);
  for (const name of names) {
    const exported: Record<string, object> = await import(new URL(name, folder).href);
    const all = Object.keys(name.startsWith('en') ? en : ja);
    expect(all, name).toEqual(expect.arrayContaining(Object.values(exported).flatMap(Object.keys)));
  }
});

test('both dictionaries have the same entries with the same holes', () => {
  expect(Object.keys(ja).sort()).toEqual([...keys].sort());
  for (const key of keys) expect([key, holes(ja[key])]).toEqual([key, holes(en[key])]);
});

test('nothing is left untranslated', () => {
  const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}、]/u;
  for (const key of keys.filter((name) => name !== 'sentence.separator')) {
    expect([key, japanese.test(ja[key])]).toEqual([key, true]);
    expect([key, japanese.test(en[key])]).toEqual([key, false]);
  }
});

test('each text of the article stands beside itself in the other language', () => {
  for (const file of ['index.html', 'embed.html']) {
    const html = readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8');
    const body = html.slice(html.indexOf('<body'));
    const elements = [...body.matchAll(/<(\w+)(?: class="[^"]*")? lang="(\w+)">(.*?)<\/\1>/gs)];
    // Anything that is written otherwise would not be seen.
    expect(elements).toHaveLength(body.match(/ lang="/g)?.length ?? 0);
    expect(elements.length).toBeGreaterThan(1);
    const within = (text = '') => ({
      figures: text
        .match(/(?:Figure|図) \d+/g)
        ?.map((figure) => figure.replace(/\D+/, ''))
        .sort(),
      links: text.match(/ href="[^"]*"/g)?.sort(),
    });
    for (let index = 0; index < elements.length; index += 2) {
      const [japanese, english] = elements.slice(index, index + 2);
      const name = japanese?.[0].slice(0, 100);
      expect([name, japanese?.[2], english?.[2]]).toEqual([name, 'ja', 'en']);
      expect([name, english?.[1]]).toEqual([name, japanese?.[1]]);
      expect([name, within(english?.[3])]).toEqual([name, within(japanese?.[3])]);
    }
    // Without a language stands what has none: names and references.
    const rest = body.replace(
      /<(\w+)(?: class="[^"]*")? lang="\w+">.*?<\/\1>|<ol class="sources">.*?<\/ol>|<!--.*?-->/gs,
      '',
    );
    expect(
      rest
        .replace(/<[^>]*>/g, '')
        .trim()
        .replace(/\s+/g, ' '),
    ).toMatch(/^Activation Lab(?: · 活性化関数ラボ)?$/);
  }
});

test('every function has its texts and formulas, and nothing else has', () => {
  const entries = Object.entries(facts);
  expect(entries.length).toBeGreaterThan(30);
  const of = (start: string) => keys.filter((key) => key.startsWith(start)).sort();
  expect(of('fn.')).toEqual(entries.map(([id]) => `fn.${id}.about`).sort());
  const parameters = entries.flatMap(([id, fact]) =>
    fact.parameters.map(({ name }) => `param.${id}.${name}`),
  );
  expect(of('param.')).toEqual(parameters.sort());
  const reasons = entries.map(([, fact]) => `initializer.${fact.recommended_initializer.reason}`);
  expect(of('initializer.')).toEqual([...new Set(reasons)].sort());
  for (const texts of [en, ja]) expect(new Set(of('fn.').map((key) => texts[key])).size).toBe(entries.length);

  for (const [id, { formula, derivative, parameters }] of entries) {
    const inParameters = parameters.flatMap(({ symbol, gradient }) => [symbol, gradient]);
    for (const text of [formula, derivative, ...inParameters]) {
      expect([id, text]).toEqual([id, expect.stringMatching(/^<math[^>]*>.*<\/math>$/s)]);
      // Temml shows what it does not understand in this colour, or as the LaTeX itself.
      expect([id, text]).toEqual([id, expect.not.stringMatching(/merror|temml-error|\\[a-z]/)]);
    }
  }
});

test('every preset has its names, in the settings and where a sweep tells what it trains', () => {
  glue.initSync({
    module: readFileSync(fileURLToPath(new URL('../../generated/core/scalar.wasm', import.meta.url))),
  });
  const presets: { name: string }[] = glue.presets();
  expect(presets.length).toBeGreaterThan(3);
  for (const start of ['settings.preset.', 'tuning.preset.'])
    expect(keys.filter((key) => key.startsWith(start)).sort()).toEqual(
      presets.map(({ name }) => start + name).sort(),
    );
});

test('every code of the core has a sentence', () => {
  for (const code of CORE_ERROR_CODES) expect(keys).toContain(`error.${code}`);
  const thrown = Object.assign(new Error('x'), {
    code: 'invalid_config',
    what: 'epochs',
    got: '0',
    expected: '> 0',
  });
  expect(translator('en').failure(toFailure(thrown))).toBe('The setting epochs cannot be 0; it must be > 0.');
  expect(translator('ja').failure(toFailure(thrown))).toContain('epochs');
  expect(toFailure(new TypeError('odd'))).toMatchObject({ code: 'internal', what: 'odd' });
});

test('a divergence is told with its place, its reason and what helps', () => {
  const divergence = { epoch: 3, batch: 17, step: 641, layer: 2, reason: 'gradient_exploded' };
  const thrown = Object.assign(new Error('x'), { code: 'diverged', divergence });
  expect(translator('en').failure(toFailure(thrown))).toBe(
    'Diverged in epoch 3, batch 17: the gradient grew without bound, first in layer 2. A lower learning rate, an upper limit for the gradient norm or other initial weights help.',
  );
  for (const reason of ['loss_not_finite', 'weights_not_finite', 'gradient_exploded'])
    expect(keys).toContain(`divergence.${reason}`);
  expect(translator('ja').failure(toFailure(thrown))).toContain('第 2 層');
});

test('numbers: no minus zero, no NaN', () => {
  const { number, percent } = translator('en');
  expect(number(-0.0001, 2, 2)).toBe('0.00');
  expect(number(-1.5)).toBe('−1.5');
  expect(number(Number.NaN)).toBe('–');
  expect(percent(Number.POSITIVE_INFINITY, 1)).toBe('–');
  expect(translator('ja').percent(0.945, 1)).toBe('94.5%');
});

test('language: stored choice, then the browser, then English', () => {
  expect(chooseLanguage('ja', ['en'])).toBe('ja');
  expect(chooseLanguage('garbage', ['fr', 'ja-JP', 'en'])).toBe('ja');
  expect(chooseLanguage(undefined, ['de'])).toBe('en');
});

import { expect, test } from '@playwright/test';
import { parseLang, parsePanels, parseTheme, parseUrl, toSearch } from '../../src/state/url.ts';
import { CATALOGUE, DEFAULTS, RATES, readyState } from './fixtures.ts';

const parse = (search: string) => parseUrl(search, CATALOGUE, DEFAULTS, RATES, ['tanh', 'relu']);

test('an empty address means the defaults', () => {
  expect(parse('')).toEqual({
    choices: {
      dialect: 'keras2',
      selected: ['tanh', 'relu'],
      params: {},
      images: 'subset',
      learning: 'framework',
      settings: DEFAULTS,
    },
    notices: [],
  });
});

test('understands every choice', () => {
  const { choices, notices } = parse(
    '?activations=relu,linear&seed=4294967295&epochs=3&learning_rate=0.05&batch_size=16&hidden=32,16&hard_sigmoid.slope=0.3',
  );
  expect(notices).toEqual([]);
  // in the catalogue's order
  expect(choices.selected).toEqual(['linear', 'relu']);
  expect(choices.settings).toEqual({
    optimizer: 'sgd',
    seed: 4294967295,
    epochs: 3,
    learning_rate: 0.05,
    batch_size: 16,
    hidden: [32, 16],
  });
  expect(choices.params).toEqual({ hard_sigmoid: { slope: 0.3 } });
  expect(parse('?activations=all').choices.selected).toEqual(CATALOGUE.map(({ id }) => id));
});

test('uses what is understood and names the rest', () => {
  const { choices, notices } = parse(
    '?activations=relu,rleu&epochs=1e9&seed=-1&learning_rate=NaN&batch_size=2.5&hidden=0',
  );
  expect(choices.selected).toEqual(['relu']);
  expect(choices.settings).toEqual(DEFAULTS);
  expect(notices.map(({ code, what, got }) => [code, what, got])).toEqual([
    ['unknown_function', 'activations', 'rleu'],
    ['bad_value', 'seed', '-1'],
    ['bad_value', 'epochs', '1e9'],
    ['bad_value', 'learning_rate', 'NaN'],
    ['bad_value', 'batch_size', '2.5'],
    ['bad_value', 'hidden', '0'],
  ]);
  expect(notices[0]?.allowed).toContain('relu');
});

test('wrong types, empty values and hexadecimal are no numbers', () => {
  for (const value of ['', 'abc', '0x10', '[object Object]', 'Infinity', '1e999']) {
    expect(parse(`?epochs=${encodeURIComponent(value)}`).choices.settings.epochs).toBe(DEFAULTS.epochs);
    expect(parse(`?epochs=${encodeURIComponent(value)}`).notices).toHaveLength(1);
  }
});

test('an unknown dialect is named with those that are known', () => {
  expect(parse('?dialect=keras3')).toMatchObject({ choices: { dialect: 'keras3' }, notices: [] });
  for (const got of ['theano', '', 'Keras3']) {
    const { choices, notices } = parse(`?dialect=${got}`);
    expect(choices.dialect).toBe('keras2');
    expect(notices).toEqual([
      { code: 'bad_value', what: 'dialect', got, allowed: 'keras2, keras3, pytorch' },
    ]);
  }
});

test('aliases resolve', () => {
  const { choices, notices } = parse('?activations=relu,identity');
  expect(choices.selected).toEqual(['linear', 'relu']);
  expect(notices).toEqual([]);
});

test('only unknown functions: the default selection', () => {
  const { choices, notices } = parse('?activations=foo,bar');
  expect(choices.selected).toEqual(['tanh', 'relu']);
  expect(notices).toHaveLength(1);
});

test('parameters of functions are checked', () => {
  expect(parse('?hard_sigmoid.slope=7').notices[0]).toMatchObject({ code: 'bad_value', allowed: '0.05–1' });
  expect(parse('?relu.alpha=1').notices[0]).toMatchObject({
    code: 'unknown_function_parameter',
    got: 'relu.alpha',
  });
  expect(parse('?utm.source=x&fbclid=3').notices).toEqual([]);
});

test('what is learned is checked', () => {
  expect(parse('?learn=layer').choices.learning).toBe('layer');
  const { choices, notices } = parse('?learn=everything');
  expect(choices.learning).toBe('framework');
  expect(notices[0]).toMatchObject({
    what: 'learn',
    got: 'everything',
    allowed: 'framework, none, layer, unit',
  });
});

test('an optimizer brings its learning rate, unless the link names one', () => {
  expect(parse('?optimizer=adam').choices.settings).toMatchObject({
    optimizer: 'adam',
    learning_rate: 0.001,
  });
  expect(parse('?optimizer=adam&learning_rate=0.02').choices.settings.learning_rate).toBe(0.02);
  const { choices, notices } = parse('?optimizer=adm');
  expect(choices.settings).toMatchObject({ optimizer: 'sgd', learning_rate: 0.1 });
  expect(notices[0]).toMatchObject({ what: 'optimizer', got: 'adm', allowed: 'sgd, adam' });
  const settings = { ...DEFAULTS, optimizer: 'adam', learning_rate: 0.001 };
  expect(toSearch('', { ...readyState(), settings }, CATALOGUE, ['tanh', 'relu'], {})).toBe(
    '?optimizer=adam',
  );
});

test('endless values are shortened in notices', () => {
  expect(parse(`?epochs=${'9'.repeat(10_000)}`).notices[0]?.got.length).toBeLessThanOrEqual(80);
});

test('language, theme and panels', () => {
  expect(parseLang('?lang=ja')).toBe('ja');
  expect(parseLang('?lang=fr')).toBeUndefined();
  expect(parseTheme('?theme=dark')).toBe('dark');
  expect(parse('?lang=fr&theme=pink').notices.map(({ what }) => what)).toEqual(['lang', 'theme']);
  expect(parsePanels('?panel=draw,race,draw')).toEqual(['draw', 'race']);
  expect(parsePanels('?panel=nonsense')).toEqual(['curves', 'dialects', 'race', 'timing', 'draw', 'code']);
  expect(parse('?panel=nonsense').notices).toHaveLength(1);
});

test('what is written is read back', () => {
  const state = {
    ...readyState(),
    dialect: 'pytorch' as const,
    selected: ['hard_sigmoid'],
    params: { hard_sigmoid: { slope: 0.4 } },
    images: 'all' as const,
    learning: 'unit' as const,
    settings: { optimizer: 'adam', seed: 7, epochs: 2, learning_rate: 0.5, batch_size: 8, hidden: [16, 8] },
  };
  const search = toSearch(
    '?utm_source=x&epochs=99&hard_sigmoid.slope=1',
    state,
    CATALOGUE,
    ['tanh', 'relu'],
    { lang: 'ja' },
  );
  expect(search).toContain('utm_source=x');
  expect(search).toContain('lang=ja');
  expect(search).toContain('dialect=pytorch');
  const { choices, notices } = parse(search);
  expect(notices).toEqual([]);
  const { dialect, selected, params, images, learning, settings } = state;
  expect(choices).toEqual({ dialect, selected, params, images, learning, settings });
});

test('defaults leave no trace', () => {
  expect(toSearch('?epochs=99&activations=linear', readyState(), CATALOGUE, ['tanh', 'relu'], {})).toBe('');
});

import { expect, test } from '@playwright/test';
import { PANELS, parseLang, parsePanels, parseTheme, parseUrl, toSearch } from '../../src/state/url.ts';
import { CATALOGUE, DEFAULTS, MLP, OFFER, readyState } from './fixtures.ts';

const parse = (search: string) => parseUrl(search, CATALOGUE, OFFER, ['tanh', 'relu']);

test('an empty address means the defaults', () => {
  expect(parse('')).toEqual({
    choices: {
      dialect: 'keras2',
      selected: ['tanh', 'relu'],
      params: {},
      images: 'subset',
      learning: 'framework',
      preset: 'race',
      settings: DEFAULTS,
      seeds: 5,
      offered: false,
      bits: undefined,
      sweep: {},
      views: {},
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
    ...DEFAULTS,
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
    ['bad_value', 'hidden', '0'],
    ['bad_value', 'epochs', '1e9'],
    ['bad_value', 'learning_rate', 'NaN'],
    ['bad_value', 'batch_size', '2.5'],
    ['bad_value', 'seed', '-1'],
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
  expect(choices.settings).toMatchObject({ optimizer: 'sgd', learning_rate: 0.2 });
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
  expect(parsePanels('?panel=nonsense')).toEqual(PANELS);
  expect(parse('?panel=nonsense').notices).toHaveLength(1);
});

test('what is written is read back', () => {
  const state = {
    ...readyState(),
    dialect: 'pytorch' as const,
    selected: ['hard_sigmoid'],
    params: { hard_sigmoid: { slope: 0.4 } },
    images: 'all14' as const,
    learning: 'unit' as const,
    preset: 'mlp',
    seeds: 20,
    sweep: { sweep: 'hard_sigmoid.slope:0.1:1:log:9', sweep_seeds: '5' },
    views: { units: 'a:relu,rate:2', step: 'phase:3' },
    settings: {
      initializer: 'he_normal',
      optimizer: 'sgd',
      seed: 7,
      epochs: 12,
      learning_rate: 0.5,
      batch_size: 8,
      hidden: [...Array(20).fill(32), 16, 16],
      schedule: 'step' as const,
      decay_rate: 0.25,
      decay_epochs: 4,
      warmup_epochs: 3,
      global_clipnorm: 2.5,
      augmentation: 0.75,
      validation_split: 0.1,
      patience: 4,
      best_weights: true,
    },
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
  const { dialect, selected, params, images, learning, preset, settings, seeds, sweep, views } = state;
  expect(choices).toEqual({
    dialect,
    selected,
    params,
    images,
    learning,
    preset,
    settings,
    seeds,
    sweep,
    views,
    offered: false,
  });
  expect(search).toContain('units=a:relu,rate:2');
  expect(search).toContain('sweep=hard_sigmoid.slope:0.1:1:log:9&');
  expect(search).toContain('preset=mlp');
  expect(search).toContain('seeds=20');
  expect(search).toContain('hidden=32x20,16,16');
  // The preset's dropout was taken out.
  expect(search).toMatch(/dropout=(&|$)/);
});

test('defaults leave no trace', () => {
  expect(toSearch('?epochs=99&activations=linear', readyState(), CATALOGUE, ['tanh', 'relu'], {})).toBe('');
});

test('a preset brings settings and images; a link says what differs from it', () => {
  const { choices, notices } = parse('?preset=mlp&epochs=3');
  expect(notices).toEqual([]);
  expect(choices).toMatchObject({ preset: 'mlp', images: 'all', settings: { ...MLP, epochs: 3 } });
  const search = toSearch('', { ...readyState(), ...choices }, CATALOGUE, ['tanh', 'relu'], {});
  expect(search).toBe('?preset=mlp&epochs=3');
  // Another optimizer brings its own learning rate, back at the preset's that one.
  expect(parse('?preset=mlp&optimizer=sgd').choices.settings.learning_rate).toBe(0.01);
  const unknown = parse('?preset=nonsense');
  expect(unknown.choices).toMatchObject({ preset: 'race', settings: DEFAULTS });
  expect(unknown.notices[0]).toMatchObject({ what: 'preset', got: 'nonsense', allowed: 'race, mlp' });
});

test('settings that do not fit are named with what is allowed', () => {
  for (const [search, what, allowed] of [
    ['?batch_size=4097', 'batch_size', '1–4096'],
    ['?hidden=2049', 'hidden', '1–2048 (× 0–50)'],
    ['?hidden=8x51', 'hidden', '1–2048 (× 0–50)'],
    ['?initializer=ones', 'initializer', 'glorot_uniform, he_normal'],
    ['?schedule=linear', 'schedule', 'constant, step, cosine'],
    ['?decay_rate=0.5', 'decay_rate', 'schedule=step'],
    ['?schedule=step&decay_rate=2', 'decay_rate', '> 0, ≤ 1'],
    ['?warmup_epochs=10', 'warmup_epochs', '0–9'],
    ['?epochs=1001', 'epochs', '1–1000'],
    ['?dropout=1', 'dropout', '0–0.99'],
    ['?augmentation=2.1', 'augmentation', '0–2'],
    ['?weight_decay=-1', 'weight_decay', '0–1'],
    ['?global_clipnorm=0', 'global_clipnorm', '> 0'],
    ['?learning_rate=1e-60', 'learning_rate', '> 0'],
    ['?validation_split=0.6', 'validation_split', '0–0.5'],
    ['?patience=3', 'patience', 'validation_split > 0'],
    ['?best_weights=true', 'best_weights', 'validation_split > 0'],
    ['?validation_split=0.1&best_weights=yes', 'best_weights', 'false, true'],
    ['?seeds=0', 'seeds', '1–20'],
    ['?seeds=21', 'seeds', '1–20'],
    ['?seeds=2.5', 'seeds', '1–20'],
    ['?images=some', 'images', 'subset, all14, all'],
  ]) {
    const { choices, notices } = parse(search ?? '');
    expect(notices.map((notice) => [notice.what, notice.allowed])).toEqual([[what, allowed]]);
    expect(choices.settings.hidden).toEqual([64]);
  }
});

test('a link that holds an experiment offers to run it', () => {
  expect(parse('?run=1').choices.offered).toBe(true);
  expect(parse('?bits=0123').choices.offered).toBe(true);
  expect(parse('?seeds=3').choices.offered).toBe(false);
  const { choices, notices } = parse('?run=yes');
  expect(choices.offered).toBe(false);
  expect(notices).toEqual([{ code: 'bad_value', what: 'run', got: 'yes', allowed: '1' }]);
});

test('of a newer link what is understood is used and the rest is named', () => {
  const { choices, notices } = parse(
    '?v=2&activations=relu&epochs=3&width=7&hard_sigmoid.slope=0.3&relu7.a=1&utm_source=x&fbclid=y',
  );
  expect(choices).toMatchObject({ selected: ['relu'], settings: { epochs: 3 } });
  expect(choices.params).toEqual({ hard_sigmoid: { slope: 0.3 } });
  expect(notices).toEqual([
    { code: 'newer_link', what: 'v', got: '2', allowed: '1' },
    { code: 'unknown_parameter', what: '', got: 'width, relu7.a', allowed: '' },
  ]);
});

test('of a link of this version foreign parameters are nobody’s business', () => {
  expect(parse('?v=1&width=7&utm_source=x').notices).toEqual([]);
  expect(parse('?width=7').notices).toEqual([]);
  for (const got of ['0', 'two', '1.5', ''])
    expect(parse(`?v=${got}`).notices).toEqual([{ code: 'bad_value', what: 'v', got, allowed: '1' }]);
});

test('digests of an author’s weights: one for each function, kept in the address as long as they hold', () => {
  const { choices, notices } = parse('?bits=0123abcd,-');
  expect(notices).toEqual([]);
  expect(choices.bits).toEqual({ digests: { tanh: '0123abcd' }, stale: false });
  const state = { ...readyState(), ...choices };
  expect(toSearch('?bits=0123abcd,-', state, CATALOGUE, ['tanh', 'relu'], {})).toBe('?bits=0123abcd,-');
  const stale = { ...state, bits: { digests: { tanh: '0123abcd' }, stale: true } };
  expect(toSearch('?bits=0123abcd,-', stale, CATALOGUE, ['tanh', 'relu'], {})).toBe('');
});

test('digests that cannot be those of the functions are named; after anything else that was not understood they do not hold', () => {
  for (const got of ['0123abcd', '0123abcd,xyz', '0123ABCD,-', '']) {
    const { choices, notices } = parse(`?bits=${got}`);
    expect(choices.bits).toBeUndefined();
    expect(notices).toMatchObject([{ code: 'bad_value', what: 'bits', got }]);
  }
  expect(parse('?bits=0123abcd,-&epochs=never').choices.bits).toMatchObject({ stale: true });
  expect(parse('?bits=0123abcd,-&theme=pink').choices.bits).toMatchObject({ stale: false });
});

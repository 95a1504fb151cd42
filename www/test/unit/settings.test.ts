import { expect, test } from '@playwright/test';
import {
  changed,
  hiddenText,
  parseSetting,
  type SettingName,
  settingText,
} from '../../src/state/settings.ts';
import { DEFAULTS, MLP, OFFER } from './fixtures.ts';

const parse = (name: SettingName, text: string) => parseSetting(name, text, DEFAULTS, OFFER);

test('hidden layers are lists, runs of equal ones, or none', () => {
  for (const [text, hidden] of [
    ['64', [64]],
    ['64, 32', [64, 32]],
    ['64、32', [64, 32]],
    ['3×4', [4, 4, 4].map(() => 3).concat(3)],
    ['8x2 5', [8, 8, 5]],
    ['2048 * 2', [2048, 2048]],
    ['1x50', Array(50).fill(1)],
    ['', []],
    ['  ', []],
  ] as const) {
    expect([text, parse('hidden', text)]).toEqual([text, { hidden: [...hidden] }]);
    const written = { ...DEFAULTS, hidden: [...hidden] };
    expect(parse('hidden', settingText('hidden', written))).toEqual({ hidden: [...hidden] });
    expect(parse('hidden', hiddenText(hidden))).toEqual({ hidden: [...hidden] });
  }
  for (const text of ['0', '2049', '1x51', '32x0', '32x', 'x3', '2x3x4', '1.5', '-1', 'many']) {
    expect([text, parse('hidden', text)]).toEqual([text, undefined]);
  }
  expect(hiddenText([32, 32, 32, 16, 16])).toBe('32×3, 16, 16');
  expect(hiddenText([])).toBe('');
});

test('what may be left out is taken out by an empty text', () => {
  expect(parse('dropout', '')).toEqual({ dropout: undefined });
  expect(changed(MLP, { dropout: undefined })).not.toHaveProperty('dropout');
  expect(parse('epochs', '')).toBeUndefined();
  expect(settingText('dropout', DEFAULTS)).toBe('');
  expect(parse('augmentation', '1')).toEqual({ augmentation: 1 });
  // None is none, however it is said.
  expect(changed({ ...DEFAULTS, augmentation: 1 }, { augmentation: 0 })).toEqual(DEFAULTS);
});

test('a schedule has its decay with it, and only then', () => {
  const steps = changed(DEFAULTS, { schedule: 'step' });
  expect(steps).toMatchObject({ schedule: 'step', decay_rate: 0.5, decay_epochs: 5 });
  const own = changed(steps, { decay_rate: 0.1 });
  expect(own).toMatchObject({ schedule: 'step', decay_rate: 0.1, decay_epochs: 5 });
  expect(changed(own, { schedule: 'constant' })).toEqual(DEFAULTS);
  expect(changed(own, { schedule: 'cosine' })).toEqual({ ...DEFAULTS, schedule: 'cosine' });
});

test('a warm-up ends before the run does', () => {
  const warm = changed(DEFAULTS, { warmup_epochs: 8 });
  expect(changed(warm, { epochs: 5 }).warmup_epochs).toBe(4);
  expect(parse('warmup_epochs', '9')).toEqual({ warmup_epochs: 9 });
  expect(parse('warmup_epochs', '10')).toBeUndefined();
});

import { expect, test } from '@playwright/test';
import { compareDigests, digestOf } from '../../src/panels/race/digest.ts';
import { groupRuns } from '../../src/state/groups.ts';
import type { Run } from '../../src/state/state.ts';
import { diverged, done, failed } from './results.ts';

const group = (...runs: Run[]) => {
  const [first] = groupRuns(runs);
  if (!first) throw new Error('no group');
  return first;
};

test('a digest is FNV-1a of the fingerprints, line by line', () => {
  // functools.reduce(lambda h, b: (h ^ b) * 0x01000193 % 2**32, b'relu100000000000\nrelu200000000000', 0x811c9dc5)
  expect(digestOf(group(done('relu', 1), done('relu', 2)))).toBe('ce9337b4');
  expect(digestOf(group(done('relu', 2), done('relu', 3)))).not.toBe('ce9337b4');
});

test('where a run diverges is part of it; what was cancelled or loaded has none', () => {
  const other = { ...diverged, divergence: { ...diverged.divergence, step: 3 } } as typeof diverged;
  const digests = [diverged, other].map((failure) =>
    digestOf(group(done('relu', 1), failed('relu', 2, failure))),
  );
  expect(digests[0]).toMatch(/^[0-9a-f]{8}$/);
  expect(digests[0]).not.toBe(digests[1]);
  expect(
    digestOf(group(done('relu', 1), failed('relu', 2, { ...diverged, code: 'worker_silent' }))),
  ).toBeUndefined();
  expect(digestOf(group({ ...done('relu', 1), loaded: true }))).toBeUndefined();
});

test('a reader’s digests against the author’s', () => {
  const groups = groupRuns([done('relu', 1), done('tanh', 1), done('elu', 1)]);
  const [relu = '', tanh = ''] = groups.map((one) => digestOf(one) ?? '');
  expect(compareDigests(groups, { relu, tanh })).toEqual({ says: 'same', compared: 2 });
  expect(compareDigests(groups, { relu, tanh: '00000000' })).toEqual({
    says: 'differs',
    ids: ['tanh'],
    compared: 2,
  });
  expect(compareDigests(groups, { linear: '00000000' })).toEqual({ says: 'nothing', compared: 0 });
});

import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { enlarge, gunzip } from '../../src/core/data.ts';

const plain = Uint8Array.from({ length: 50_000 }, (_, index) => (index * 7919) >> 3);
const packed = () => Uint8Array.from(gzipSync(plain));

test('unpacks', async () => {
  expect(await gunzip(packed(), 'x')).toEqual(plain);
});

// Cut and damaged files are told apart in the browser tests: Node's DecompressionStream notices them later.
test('refuses what is no gzip at all', async () => {
  await expect(gunzip(new TextEncoder().encode('<!doctype html>'), 'x')).rejects.toMatchObject({
    code: 'data_format',
  });
  await expect(gunzip(new Uint8Array(), 'x')).rejects.toMatchObject({ code: 'data_format' });
});

test('an enlarged picture has the same block means', () => {
  expect([...enlarge(Uint8Array.from([1, 2, 3, 4]), 2, 4)]).toEqual([
    1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4,
  ]);
});

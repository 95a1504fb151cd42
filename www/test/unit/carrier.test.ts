import { expect, test } from '@playwright/test';
import { CarrierError, decode } from '../../src/core/carrier.ts';

test('every byte arrives as it was', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  expect(decode(Buffer.from(bytes).toString('base64'))).toEqual(bytes);
});

test('what is not base64 is called damaged', () => {
  expect(() => decode('AB~D')).toThrow(CarrierError);
  try {
    decode('AB~D');
  } catch (thrown) {
    expect(thrown).toHaveProperty('loss', 'damaged');
  }
});

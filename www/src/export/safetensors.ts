// safetensors: a length (u64), a JSON header that names each array's type, shape and place, and the arrays; little-endian.

import type { Core } from '../core/core.ts';
import { FailureError } from '../core/failure.ts';
import type { Saved, TrainConfig } from '../core/types.ts';
import {
  arraysOf,
  bytesOf,
  countOf,
  FORMAT,
  forEach,
  functionsOf,
  type NamedArray,
  nameOf,
  shapeOf,
  VERSION,
} from './arrays.ts';

/** Longer headers than any network of ours has are not even parsed. */
const MAX_HEADER = 2 ** 20;

export const wrong = (what: string, got: string, expected: string): FailureError =>
  new FailureError('model_file', what, got, expected);

/** JSON as an object. */
export function parse(what: string, json: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw wrong(what, 'something else', 'JSON');
  }
  return record(what, value);
}

function record(what: string, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(what, JSON.stringify(value) ?? 'nothing', 'an object');
  return value as Record<string, unknown>;
}

export function write(
  about: Record<string, string>,
  arrays: readonly NamedArray[],
  weights: Float32Array,
): Uint8Array<ArrayBuffer>[] {
  let begin = 0;
  const entries = arrays.map((array) => {
    const place = [begin, begin + 4 * countOf(array)];
    [, begin = 0] = place;
    return [nameOf(array), { dtype: 'F32', shape: shapeOf(array), data_offsets: place }] as const;
  });
  const json = new TextEncoder().encode(
    JSON.stringify({ __metadata__: about, ...Object.fromEntries(entries) }),
  );
  // So that the numbers are aligned.
  const header = new Uint8Array(8 + Math.ceil(json.length / 8) * 8).fill(32);
  new DataView(header.buffer).setBigUint64(0, BigInt(header.length - 8), true);
  header.set(json, 8);
  return [header, ...arrays.map((array) => bytesOf(array, weights))];
}

/** A network from a file of ours. Throws a FailureError, or what the core has against the configuration. */
export function read(
  core: Pick<Core, 'catalogue' | 'model'>,
  file: Uint8Array,
): Saved & { hash: string | undefined } {
  const short = (least: number): FailureError =>
    wrong('file', `${file.length} bytes`, `${least} bytes or more`);
  if (file.length < 8) throw short(8);
  const length = new DataView(file.buffer, file.byteOffset).getBigUint64(0, true);
  if (length > MAX_HEADER) throw wrong('header', `${length} bytes`, `at most ${MAX_HEADER} bytes`);
  const start = 8 + Number(length);
  if (file.length < start) throw short(start);
  const header = parse('header', utf8(file.subarray(8, start)));
  const { __metadata__ = {}, ...entries } = header;
  const about = record('__metadata__', __metadata__);
  for (const [key, expected] of [
    ['format', FORMAT],
    ['version', String(VERSION)],
  ] as const) {
    if (about[key] !== expected)
      throw wrong(`__metadata__.${key}`, JSON.stringify(about[key]) ?? 'nothing', expected);
  }
  const config = parse('config', String(about.config)) as unknown as TrainConfig;
  const input_side = sideOf(Number(about.input_side));
  const data = file.subarray(start);
  checkConfig(core, config, input_side);
  const arrays = arraysOf(config, functionsOf(core.catalogue('keras2'), config), input_side);
  // What the configuration promises has to be there before anything is allocated for it.
  const size = arrays.reduce((sum, array) => sum + 4 * countOf(array), 0);
  if (data.length !== size) throw wrong('arrays', `${data.length} bytes`, `${size} bytes`);
  const weights = numbers(arrays, entries, data);
  const { weights_hash: hash } = about;
  return { config, input_side, weights, hash: hash === undefined ? hash : String(hash) };
}

/** Throws what the core has against a configuration. That weights are missing it has against all of them. */
export function checkConfig(core: Pick<Core, 'model'>, config: TrainConfig, inputSide: number): void {
  try {
    core.model(config, inputSide, new Float32Array(0)).free();
  } catch (thrown) {
    if ((thrown as Partial<FailureError>).what !== 'weights') throw thrown;
  }
}

/** A number that the core may be asked about: it would take others for one. */
export function sideOf(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 28)
    throw wrong('input_side', String(value), '1 to 28');
  return value;
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw wrong('header', 'other bytes', 'UTF-8');
  }
}

/** The weights, in the core's order. */
function numbers(
  arrays: readonly NamedArray[],
  entries: Record<string, unknown>,
  data: Uint8Array,
): Float32Array {
  const names = arrays.map(nameOf);
  const extra = Object.keys(entries).find((name) => !names.includes(name));
  if (extra !== undefined) throw wrong(extra, 'an array', 'none of this name');
  const weights = new Float32Array(data.length / 4);
  const view = new DataView(data.buffer, data.byteOffset);
  const ends = new Map<number, number>();
  for (const [index, array] of arrays.entries()) {
    const name = names[index] ?? '';
    if (!Object.hasOwn(entries, name)) throw wrong(name, 'nothing', 'an array');
    const { dtype, shape, data_offsets, ...others } = record(name, entries[name]);
    const [other] = Object.keys(others);
    if (other !== undefined) throw wrong(name, other, 'only dtype, shape, data_offsets');
    const check = (
      got: unknown,
      expected: unknown,
      right = JSON.stringify(got) === JSON.stringify(expected),
    ): void => {
      if (!right) throw wrong(name, JSON.stringify(got) ?? 'nothing', JSON.stringify(expected));
    };
    check(dtype, 'F32');
    check(shape, shapeOf(array));
    const [begin] = Array.isArray(data_offsets) ? data_offsets : [];
    const end = begin + 4 * countOf(array);
    check({ data_offsets }, { data_offsets: [begin, end] });
    if (!Number.isSafeInteger(begin) || begin < 0 || end > data.length)
      throw wrong(name, JSON.stringify({ data_offsets }), `within ${data.length}`);
    ends.set(begin, end);
    forEach(array, (at, position) => {
      weights[position] = view.getFloat32(begin + 4 * at, true);
    });
  }
  // Of the right lengths in all, they leave no gap unless two overlap.
  let begin = 0;
  for (const _ of arrays) {
    const end = ends.get(begin);
    if (end === undefined) throw wrong('data_offsets', `nothing at ${begin}`, 'an array');
    begin = end;
  }
  return weights;
}

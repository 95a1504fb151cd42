import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import * as glue from '../../generated/core/activation_lab.js';
import { commandLine } from '../../scripts/stages.mjs';
import { root } from '../../scripts/tools.mjs';
import type { Core } from '../../src/core/core.ts';
import type { FunctionSpec, Saved, TrainConfig } from '../../src/core/types.ts';
import { type Kind, read, write } from '../../src/export/files.ts';
import { hashOf } from '../../src/export/hash.ts';

const wasm = fileURLToPath(new URL('../../generated/core/scalar.wasm', import.meta.url));
glue.initSync({ module: readFileSync(wasm) });

const core: Pick<Core, 'catalogue' | 'model'> = {
  catalogue: glue.catalogue,
  model: (config, side, weights) => new glue.Model(config, side, weights),
};
const preset: TrainConfig = glue.presets()[0].config;
const bits = ({ buffer, byteOffset, length }: Float32Array): number[] => [
  ...new Uint32Array(buffer.slice(byteOffset, byteOffset + 4 * length)),
];
const fileOf = (kind: Kind, parts: BlobPart[]): File => new File(parts, `model.${kind}`);

const hashed = (saved: Saved): Saved & { weights_hash: string } => ({
  ...saved,
  weights_hash: hashOf(saved.weights),
});

test('a file keeps every bit of the weights', async () => {
  const config: TrainConfig = { ...preset, activation: 'elu', params: { alpha: 0.3 }, learn: {}, hidden: [] };
  // Numbers that nine digits have to tell apart, the largest, the smallest, and both zeros.
  const weights = Float32Array.from({ length: 197 * 10 }, (_, index) => 1 / 3 + index * 2 ** -25);
  weights.set([0, -0, 3.4028234663852886e38, 1.401298464324817e-45, -1.1754943508222875e-38, 0.1, 16777215]);
  const saved = hashed({ config, input_side: 14, weights });
  for (const kind of ['json', 'safetensors'] as const) {
    const found = await read(core, fileOf(kind, write(core, saved, kind)));
    expect([found.config, found.input_side, found.learned]).toEqual([config, 14, []]);
    expect(bits(found.weights)).toEqual(bits(weights));
  }
});

test('the fingerprint is the published one', () => {
  // Fowler, Noll and Vo's 64-bit FNV-1a of "abcd".
  const abcd = new Float32Array(Uint8Array.from('abcd', (letter) => letter.charCodeAt(0)).buffer);
  expect(hashOf(abcd)).toBe('fc179f83ee0724dd');
});

test('the page writes the files of the command line, to the byte, and reads them', async () => {
  test.setTimeout(600_000); // The first call compiles.
  const folder = mkdtempSync(join(tmpdir(), 'models-'));
  const run = (program: string, args: string[]): void => {
    const { status, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1e8 });
    if (status !== 0) throw new Error(stderr);
  };
  run(process.execPath, [join(root, 'www/scripts/cli.mjs'), 'list']);
  const catalogue: FunctionSpec[] = glue.catalogue('keras2');
  const cases = catalogue.map(({ id, parameters }, index) => {
    // Turn about: none, by layer, by unit.
    const how = ['none', 'layer', 'unit'][index % 3];
    const learn = parameters.map(({ name }) => `--learn=${id}.${name}=${how}`);
    const learned = how === 'none' ? [] : parameters.map(({ name }) => name);
    return { id, args: [`--activations=${id}`, ...learn], learned };
  });
  const own = ['--layer-activations=elu,hard_tanh', '--learn=elu.alpha=unit', '--learn=hard_tanh.max=layer'];
  cases.push({ id: 'elu, hard_tanh', args: own, learned: ['alpha', 'max'] });
  for (const { id, args, learned } of cases) {
    const file = (kind: Kind): string => join(folder, `${id}.${kind}`);
    const kinds = ['safetensors', 'onnx', 'json'] as const;
    const network = ['--hidden=6,5', '--epochs=1', '--learning-rate=0.01'];
    run(commandLine, ['train', ...args, ...network, ...kinds.map((kind) => `--save=${file(kind)}`)]);
    const [safetensors, onnx, json] = kinds.map((kind) => readFileSync(file(kind))) as [
      Buffer,
      Buffer,
      Buffer,
    ];
    const found = await read(core, fileOf('safetensors', [Uint8Array.from(safetensors)]));
    const other = await read(core, fileOf('json', [Uint8Array.from(json)]));
    expect(bits(other.weights), id).toEqual(bits(found.weights));
    expect([other.config, other.learned], id).toEqual([found.config, found.learned]);
    expect(found.learned.map(([name]) => name)).toEqual(learned);
    // The configuration's numbers are printed in another way: 1.0 and 1.
    const text = JSON.parse(safetensors.toString('utf8', 8, 8 + Number(safetensors.readBigUInt64LE())))
      .__metadata__.config;
    for (const [kind, expected] of [
      ['safetensors', safetensors],
      ['onnx', onnx],
    ] as const) {
      const written = await fileOf(kind, write(core, hashed(found), kind, {}, text)).arrayBuffer();
      expect(Buffer.from(written).equals(expected), `${id}.${kind}`).toBe(true);
    }
  }
});

test('every cut of a file, and every other byte of its header, is refused or read as a network', async () => {
  const config: TrainConfig = {
    ...preset,
    activation: 'prelu',
    params: {},
    learn: { negative_slope: 'unit' },
    hidden: [3],
  };
  const weights = new Float32Array(50 * 3 + 3 + 4 * 10).fill(0.25);
  const parts = write(core, hashed({ config, input_side: 7, weights }), 'safetensors');
  const file = new Uint8Array(await new Blob(parts).arrayBuffer());
  const header = (parts[0] as Uint8Array).length;
  const outcome = (bytes: Uint8Array<ArrayBuffer>): Promise<unknown> =>
    read(core, fileOf('safetensors', [bytes])).catch((thrown: { code?: string }) => thrown.code);
  for (let length = 0; length < file.length; length += 1)
    expect(await outcome(file.slice(0, length)), String(length)).toBe('model_file');
  const codes = new Set<unknown>();
  for (let at = 0; at < header; at += 1) {
    for (const flip of [1, 0x20, 0x80]) {
      const other = file.slice();
      other[at] = (other[at] ?? 0) ^ flip;
      const found = await outcome(other);
      if (typeof found === 'object') expect(bits((found as Saved).weights)).toEqual(bits(weights));
      else codes.add(found);
    }
  }
  const known = [
    'invalid_config',
    'invalid_input',
    'invalid_parameter',
    'model_file',
    'unknown_activation',
    'unknown_parameter',
  ];
  expect([...codes].sort()).toEqual(known.filter((code) => codes.has(code)));
});

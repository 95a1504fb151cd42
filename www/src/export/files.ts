// Trained networks as files.

import type { Core, Model } from '../core/core.ts';
import type { FunctionSpec, LayerFunction, Learned, Saved, TrainConfig } from '../core/types.ts';
import { arraysOf, FORMAT, functionOf, functionsOf, learnedOf, VERSION } from './arrays.ts';
import { hashOf } from './hash.ts';
import { write as writeOnnx } from './onnx.ts';
import {
  checkConfig,
  parse,
  read as readSafetensors,
  sideOf,
  write as writeSafetensors,
  wrong,
} from './safetensors.ts';

export const KINDS = ['safetensors', 'onnx', 'json'] as const;
export type Kind = (typeof KINDS)[number];

/** What this needs of the core. */
type Needed = Pick<Core, 'catalogue' | 'model'>;

/** Larger than any file of ours: 16 million weights of 15 characters. */
const MAX_BYTES = 2 ** 28;

/** A network as a file. `more`: what JSON has besides. `json`: the configuration's. */
export function write(
  core: Needed,
  saved: Saved & { weights_hash: string },
  kind: Kind,
  more: { images?: string; results?: unknown } = {},
  json = JSON.stringify(saved.config),
): BlobPart[] {
  const { config, input_side, weights, weights_hash } = saved;
  if (kind === 'json') return toJson(saved, more);
  const functions = functionsOf(core.catalogue('keras2'), config);
  const arrays = arraysOf(config, functions, input_side);
  const about = {
    format: FORMAT,
    version: String(VERSION),
    config: json,
    input_side: String(input_side),
    seed: String(config.seed),
    weights_hash,
  };
  return kind === 'onnx'
    ? [writeOnnx(about, functions, arrays, weights)]
    : writeSafetensors(about, arrays, weights);
}

function toJson({ weights, ...others }: Saved & { weights_hash: string }, more: object): string[] {
  const head = JSON.stringify({ format: FORMAT, version: VERSION, ...others, ...more });
  // Nine digits tell every float32 from the next. JSON.stringify would lose the sign of -0, and with it the hash.
  const numbers = Array.from(weights, (weight) =>
    Object.is(weight, -0) ? '-0' : String(Number(weight.toPrecision(9))),
  );
  return [head.slice(0, -1), ',"weights":[', numbers.join(), ']}'];
}

/** A network from a file, its model and its fingerprint. Throws a FailureError or what the core has against it. */
export async function read(
  core: Needed,
  file: File,
): Promise<Saved & { model: Model; weights_hash: string; learned: Learned }> {
  if (file.size > MAX_BYTES) throw wrong('file', `${file.size} bytes`, `at most ${MAX_BYTES} bytes`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const json = file.name.toLowerCase().endsWith('.json');
  const { hash, config, input_side, weights } = json ? fromJson(core, bytes) : readSafetensors(core, bytes);
  const weights_hash = hashOf(weights);
  // A safetensors file whose weights were changed on purpose has none.
  if (weights_hash !== (hash ?? weights_hash)) throw wrong('weights', `hash ${weights_hash}`, String(hash));
  const model = core.model(config, input_side, weights);
  const functions = functionsOf(core.catalogue('keras2'), config);
  const learned = learnedOf(arraysOf(config, functions, input_side), weights);
  return {
    config: inFull(core.catalogue('keras2'), config),
    input_side,
    weights,
    model,
    weights_hash,
    learned,
  };
}

/** With the functions' own ids, and what a configuration may leave out. */
function inFull(catalogue: readonly FunctionSpec[], config: TrainConfig): TrainConfig {
  const full = (of: LayerFunction): LayerFunction => {
    const { spec, params, learn } = functionOf(catalogue, of);
    return { activation: spec.id, params, learn };
  };
  const { layers } = config;
  return { ...config, ...full(config), ...(layers && { layers: layers.map(full) }) };
}

function fromJson(core: Needed, bytes: Uint8Array): Saved & { hash: string } {
  const { format, version, config, input_side, weights, weights_hash } = parse(
    'file',
    new TextDecoder().decode(bytes),
  );
  if (format !== FORMAT || version !== VERSION)
    throw wrong('format', `${format} ${version}`, `${FORMAT} ${VERSION}`);
  if (!Array.isArray(weights)) throw wrong('weights', typeof weights, 'numbers');
  const saved = { config: config as TrainConfig, input_side: sideOf(input_side) };
  // Refuses a configuration that is none.
  checkConfig(core, saved.config, saved.input_side);
  const odd = weights.find((weight) => typeof weight !== 'number');
  if (odd !== undefined) throw wrong('weights', JSON.stringify(odd), 'numbers');
  return { ...saved, weights: Float32Array.from(weights), hash: String(weights_hash) };
}

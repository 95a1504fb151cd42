// The wasm module on the main thread: catalogue, curves, pictures of strokes, inference. Training is in src/worker, with a
// module that has more to it.

import { simd } from 'wasm-feature-detect';
import init, * as glue from '../../generated/core/activation_lab.js';
import plannerUrl from '../../generated/core/planner.wasm?url';
import scalarUrl from '../../generated/core/scalar.wasm?url';
import scalarPageUrl from '../../generated/core/scalar-page.wasm?url';
import simdUrl from '../../generated/core/simd.wasm?url';
import simdPageUrl from '../../generated/core/simd-page.wasm?url';
import { carried, hasNoOrigin } from './carrier.ts';
import { compile as compileFile } from './compile.ts';
import { evaluate } from './evaluate.ts';
import { FailureError } from './failure.ts';
import { loadPart } from './part.ts';
import plannerScript from './planner-script.ts?worker&url';
import { Trainers } from './trainers.ts';
import trainingScript from './training-script.ts?worker&url';
import type {
  Axis,
  Curve,
  Dialect,
  Foretold,
  FunctionSpec,
  Parameters,
  Preset,
  Progress,
  SweepPoint,
  SweepVerdict,
  Trace,
  TrainConfig,
} from './types.ts';

export type { Curve };

const compile = (url: string): Promise<WebAssembly.Module> =>
  compileFile(url, hasNoOrigin() ? carried : undefined);

/** 28×28 each, ink 255. */
export interface InkPictures {
  /** the digit in its box of 20×20 */
  fitted: Uint8Array;
  /** with its centre of mass where MNIST has it: what networks are given, reduced to their size */
  centred: Uint8Array;
}

/** Inference with a trained network. */
export interface Model {
  readonly inputSide: number;
  weights(): Float32Array;
  /** ten probabilities for a 28×28 picture */
  predict(image: Uint8Array): Float32Array;
  /** of the digit's log-odds in the pixels, 0 … 1, of what the network sees of a 28×28 picture: side×side */
  inputGradient(image: Uint8Array, digit: number): Float32Array;
  free(): void;
}

/** The packed data set, checked. */
export interface Dataset {
  readonly side: number;
  readonly trainCount: number;
  readonly testCount: number;
  testImage(index: number): Uint8Array;
  testLabel(index: number): number;
  /** the same pictures, reduced */
  downsample(side: number): Dataset;
  toBytes(): Uint8Array;
  free(): void;
}

/** A network in training on the main thread: for single steps, and small networks. Everything throws a FailureError-like error
 * with `code`, as the workers' trainer does. After a trap all that were made before it throw `core_panicked`, and a new one works. */
export interface TrainerHandle {
  /** stops at the end of an epoch */
  trainBatches(count: number): Progress;
  /** one batch, measured */
  observeBatch(): Progress;
  /** of the last step that was observed; see signal.ts */
  signal(): Float64Array;
  /** of the network at initialisation; before the first step that is observed, none */
  foretold(): Foretold[];
  /** indices of the training images of the last step */
  lastBatch(): Uint32Array;
  /** these training images forward and back through the network as it is now, without changing it and without dropout: at
   * most 128, or as many as a batch has */
  trace(images: Uint32Array): Trace;
  /** side×side, and its class */
  trainImage(index: number): Uint8Array;
  trainLabel(index: number): number;
  weights(): Float32Array;
  free(): void;
}

export interface Core {
  /** The workers' module: fetched and compiled once, instantiated again in every worker. Throws a FailureError. */
  workersModule(): Promise<WebAssembly.Module>;
  /** The same, of which a browser has not yet compiled anything better than at first sight. */
  recompile(): Promise<WebAssembly.Module>;
  readonly simd: boolean;
  /** every function with the defaults of a framework */
  catalogue(dialect: Dialect): readonly FunctionSpec[];
  readonly presets: readonly Preset[];
  /** schemes for the initial weights */
  readonly initializers: readonly string[];
  /** names, each with the learning rate that Keras gives it */
  readonly optimizers: Readonly<Record<string, number>>;
  evaluate(id: string, params: Parameters, x: Float32Array): Curve;
  randomSeed(): number;
  /** What becomes of strokes, or undefined where nothing was drawn. `points`: x, y and width, as a multiple of the usual
   * pen's, of one after the other; `lengths`: points of each stroke. */
  inkPictures(points: Float32Array, lengths: Uint32Array): InkPictures | undefined;
  downsample(image: Uint8Array, side: number): Uint8Array;
  dataset(bytes: Uint8Array): Dataset;
  model(config: TrainConfig, inputSide: number, weights: Float32Array): Model;
  /** A new network on the main thread; loads the workers' module first. Throws a FailureError. */
  trainer(config: TrainConfig, dataset: Dataset): Promise<TrainerHandle>;
  /** Loads what the four below are asked of: whoever asks them has waited for it. Throws a FailureError. */
  loadPlanner(): Promise<void>;
  /** `count` values along an axis, ascending, those between the bounds in 3 significant digits or as many more as tell them
   * apart; throws `invalid_input`, as do the others */
  tuneGrid(axis: Axis, count: number): number[];
  /** where values lie along the axis, 0 … 1 */
  tunePositions(axis: Axis, values: readonly number[]): number[];
  judgeSweep(axis: Axis, points: readonly SweepPoint[]): SweepVerdict;
  /** up to `count` further values, those that tell most about the optimum and the edges of the region; none when nothing is
   * left to tell */
  refineSweep(axis: Axis, points: readonly SweepPoint[], count: number): number[];
}

/** The glue once more, with the workers' module. */
export type Training = Pick<typeof glue, 'initSync' | 'Dataset' | 'Trainer'>;

/** The glue once more, with a module that plans sweeps and does nothing else. */
export type Planner = Pick<
  typeof glue,
  'initSync' | 'tuneGrid' | 'tunePositions' | 'judgeSweep' | 'refineSweep'
>;

export async function loadCore(): Promise<Core> {
  // Some hardened browsers switch WebAssembly off: the name is then missing altogether.
  if (typeof WebAssembly === 'undefined') throw new FailureError('no_webassembly');
  const hasSimd = await simd();
  await init({ module_or_path: await compile(hasSimd ? simdPageUrl : scalarPageUrl) });
  const url = hasSimd ? simdUrl : scalarUrl;
  let compiled: Promise<WebAssembly.Module> | undefined;
  /** After a failure, again. */
  const workersModule = (): Promise<WebAssembly.Module> => {
    compiled ??= compile(url).catch((thrown) => {
      compiled = undefined;
      throw thrown;
    });
    return compiled;
  };
  const trainers = new Trainers(async () => {
    const [part, module] = await Promise.all([loadPart<Training>(trainingScript), workersModule()]);
    part.initSync({ module });
    return part;
  });
  let planner: Planner | undefined;
  const asked = (): Planner => {
    if (!planner) throw new FailureError('part_missing', 'planner.wasm', 'loadPlanner');
    return planner;
  };
  return {
    workersModule,
    recompile: () => recompile(url),
    simd: hasSimd,
    catalogue: (dialect) => glue.catalogue(dialect),
    presets: glue.presets(),
    initializers: glue.initializers(),
    optimizers: Object.fromEntries(glue.optimizers()),
    evaluate,
    randomSeed: glue.randomSeed,
    inkPictures(points, lengths) {
      const both = glue.inkPictures(points, lengths);
      return both && { fitted: both.subarray(0, both.length / 2), centred: both.subarray(both.length / 2) };
    },
    downsample: glue.downsample,
    dataset: (bytes) => new glue.Dataset(bytes),
    model: (config, inputSide, weights) => new glue.Model(config, inputSide, weights),
    trainer: (config, dataset) => trainers.make(config, dataset),
    async loadPlanner() {
      if (planner) return;
      const [part, own] = await Promise.all([loadPart<Planner>(plannerScript), compile(plannerUrl)]);
      part.initSync({ module: own });
      planner = part;
    },
    tuneGrid: (axis, count) => [...asked().tuneGrid(axis, count)],
    tunePositions: (axis, values) => [...asked().tunePositions(axis, Float64Array.from(values))],
    judgeSweep: (axis, points) => asked().judgeSweep(axis, points),
    refineSweep: (axis, points, count) => [...asked().refineSweep(axis, points, count)],
  };
}

/** Browsers keep what they have made of a module's bytes, so that these get a section of another name each time. */
async function recompile(url: string): Promise<WebAssembly.Module> {
  const bytes = hasNoOrigin() ? await carried(url) : new Uint8Array(await (await fetch(url)).arrayBuffer());
  const name = crypto.getRandomValues(new Uint8Array(8)).map((byte) => (byte & 63) | 64);
  const longer = new Uint8Array(bytes.length + 3 + name.length);
  longer.set(bytes);
  longer.set([0, 1 + name.length, name.length, ...name], bytes.length);
  return WebAssembly.compile(longer);
}

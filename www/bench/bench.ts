// Our kernels and our training beside TensorFlow.js's wasm backend and plain loops, each timed in one run. `npm run bench`
// opens this page.

import init, { catalogue, evaluate, KernelTimer } from '../generated/core/activation_lab.js';
import simd from '../generated/core/simd.wasm?url';
import { Control } from '../src/worker/loop.ts';
import { type Kernel, measure } from '../src/worker/measure.ts';
import type { TimingOptions } from '../src/worker/protocol.ts';
import type { ConvNetJS } from './convnet.ts';
import { plainLoop, softmaxLoop, type TensorFlow, tensorFlowFunctions, type Values } from './peers.ts';
import { compareTraining, type TrainingReport } from './training.ts';

declare const tf: TensorFlow;
declare const convnetjs: ConvNetJS;

/** A batch of 1024 rows for a layer of 64 units. */
const UNITS = 64;
/** Largest difference that still counts as the same work, relative above 1. */
const AGREEMENT = 1e-4;

/** Samples in ns per element, one a round. */
export interface Row {
  id: string;
  forward: number[];
  backward: number[];
  /** `ops`: number of different kernels of the backend that it takes */
  tensorflow?: { samples: number[]; ops: number };
  plain?: number[];
}

export interface Report {
  rows: Row[];
  /** version, and the binary that was loaded */
  tensorflow: string;
  tick_ms: number;
}

/** Starts both; which TensorFlow.js it is. */
async function start(): Promise<string> {
  await init({ module_or_path: simd });
  const folder = '/bench/node_modules/@tensorflow/tfjs-backend-wasm/dist/';
  tf.wasm.setWasmPaths(folder);
  if (!(await tf.setBackend('wasm'))) throw new Error('TensorFlow.js could not start its wasm backend');
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
  const wasm = loaded.find((path) => path.startsWith(folder) && path.endsWith('.wasm'));
  const binary = wasm?.slice(folder.length);
  if (binary !== 'tfjs-backend-wasm-simd.wasm') throw new Error(`TensorFlow.js loaded ${binary}`);
  return `${tf.version_core} (${binary}, one thread)`;
}

/** Times training. */
async function benchTraining(options: {
  rounds: number;
  sample_ms: number;
}): Promise<TrainingReport & { tensorflow: string }> {
  const tensorflow = await start();
  return { ...(await compareTraining(tf, convnetjs, options)), tensorflow };
}

/** Times the functions with these ids, or all. */
async function bench(ids: string[], options: TimingOptions): Promise<Report> {
  const tensorflow = await start();
  const x = normal(options.length);
  const tensor = tf.tensor2d(x, [x.length / UNITS, UNITS]);
  const theirs = tensorFlowFunctions(tf, UNITS);
  const kernels: Kernel[] = [];
  const samples: number[][] = [];
  /** Adds a kernel that is one call from JavaScript; where its samples are going to be. */
  function add(once: () => void): number[] {
    kernels.push((repeats) => {
      for (let i = 0; i < repeats; i += 1) once();
    });
    const own: number[] = [];
    samples.push(own);
    return own;
  }

  const rows: Row[] = [];
  for (const { id, parameters } of catalogue('keras2') as Contestant[]) {
    if (ids.length > 0 && !ids.includes(id)) continue;
    const values: Values = Object.fromEntries(parameters.map(({ name, default: value }) => [name, value]));
    const timer = new KernelTimer(id, values, x.length);
    // Alone of all, softmax is not its curve: our timer takes rows of as many units.
    const byRows = id === 'softmax' ? softmaxLoop(UNITS) : undefined;
    const expected = byRows ? new Float32Array(x.length) : evaluate(id, values, x).y;
    byRows?.(x, expected);
    const row: Row = { id, forward: add(() => timer.forward(1)), backward: add(() => timer.backward(1)) };
    rows.push(row);
    const f = theirs[id];
    if (f) {
      const y = f(tensor, values);
      compare(`${id} of TensorFlow.js`, y.dataSync(), expected);
      y.dispose();
      const { kernelNames } = await tf.profile(() => f(tensor, values));
      const single = () => f(tensor, values).dispose();
      const composed = () => tf.tidy(() => f(tensor, values)).dispose();
      const ops = kernelNames.length;
      row.tensorflow = { samples: add(ops === 1 ? single : composed), ops };
    }
    const loop = byRows ?? plainLoop(id, values);
    if (loop) {
      const y = new Float32Array(x.length);
      loop(x, y);
      compare(`${id} in JavaScript`, y, expected);
      row.plain = add(() => loop(x, y));
    }
  }

  const tick_ms = await run(kernels, samples, options);
  return { rows, tensorflow, tick_ms };
}

/** Measures all kernels in turns, each into its samples; returns the clock's tick. */
async function run(kernels: Kernel[], samples: number[][], options: TimingOptions): Promise<number> {
  const environment = {
    now: () => performance.now(),
    random: Math.random,
    sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  };
  const visits = kernels.map((run) => ({ lanes: [{ run }] }));
  const measurement = await measure(visits, options, new Control(), () => {}, environment);
  for (const [index, own] of samples.entries())
    own.push(...(measurement?.samples[index] ?? []).map((ms) => (ms * 1e6) / options.length));
  return measurement?.tick_ms ?? Number.NaN;
}

interface Contestant {
  id: string;
  parameters: { name: string; default: number }[];
}

/** Standard normal numbers (Box and Muller), as our own timer has. */
function normal(length: number): Float32Array {
  return Float32Array.from(
    { length },
    () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random()),
  );
}

/** Only equal work is timed. */
function compare(what: string, y: Float32Array, expected: Float32Array): void {
  for (const [i, value] of y.entries()) {
    const wanted = expected[i] ?? Number.NaN;
    if (!(Math.abs(value - wanted) <= AGREEMENT * Math.max(1, Math.abs(wanted)))) {
      throw new Error(`${what} is ${value} where ours is ${wanted}`);
    }
  }
}

Object.assign(globalThis, { bench, benchTraining });

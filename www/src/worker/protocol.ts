// What page and workers say to each other. Types only.

import type { Failure } from '../core/failure.ts';
import type {
  Evaluation,
  Foretold,
  Inspection,
  Learned,
  Parameters,
  Trace,
  TrainConfig,
  UnitsOfLayer,
} from '../core/types.ts';
import type { Pressure } from './pressure.ts';

export interface TrainJob {
  type: 'train';
  run: number;
  config: TrainConfig;
  /** about how many operations it does without listening */
  longest_flops: number;
  /** by which images it is judged; the test images unless told. Where it is the held-out ones, none other are looked at. */
  judge?: Judge;
  /** what is measured on the way; the weights come to the same bits */
  watch?: Watch;
}

/** What is measured while a network is trained. */
export interface Watch {
  /** every how many steps one is measured, the first among them; 8 slows training by less than 15 %. If the run diverges, the
   * last steps are repeated and all measured. None is where it is absent. */
  every?: number;
  units?: WatchUnits;
}

/** Each unit over all training images: before the first step, after some, and at the end of every epoch. */
export interface WatchUnits {
  /** pre-activations are counted in so many equal parts of [-reach, reach]: what lies beyond in the first and the last */
  parts: number;
  reach: number;
  /** ascending, counted from 1 */
  after_steps?: readonly number[];
}

/** A step that was measured. */
export interface WatchedStep {
  /** of the run, counted from 1 */
  step: number;
  /** see core/signal.ts */
  signal: Float64Array;
}

/** The units after some step. */
export interface WatchedUnits {
  /** 0 for the network at initialisation */
  step: number;
  /** in epochs: 0.5 for half of the first one */
  epoch: number;
  /** on the training images */
  loss: number;
  /** 0 … 1 */
  accuracy: number;
  /** of the hidden layers */
  layers: UnitsOfLayer[];
}

/** The test images, or those that the configuration holds out of training. */
export type Judge = 'test' | 'held_out';

/** One function that is to be timed. */
export interface Contestant {
  id: string;
  params: Parameters;
}

export interface TimingOptions {
  /** floats per kernel call */
  length: number;
  /** samples of everything */
  rounds: number;
  /** a sample lasts at least this long, in ms */
  sample_ms: number;
}

export interface TimeJob {
  type: 'time';
  run: number;
  contestants: Contestant[];
  options: TimingOptions;
  /** of each contestant, the network whose steps and answers are timed too; where there are none, kernels alone */
  networks?: TrainConfig[];
  /** about how many operations it does without listening */
  longest_flops?: number;
}

/** How times should not be taken: for each network in turn one clock around one call. Shown beside the others. */
export interface NaiveJob {
  type: 'naive';
  run: number;
  networks: TrainConfig[];
  /** of each network in its call */
  steps: number;
  longest_flops?: number;
}

/** Fresh networks, of each of which the first step is measured. */
export interface SignalJob {
  type: 'signal';
  run: number;
  configs: TrainConfig[];
  /** whether all numbers of the step are wanted, too */
  trace: boolean;
  longest_flops?: number;
}

/** What the first step carries through a fresh network. */
export interface SignalCell {
  config: TrainConfig;
  /** see core/signal.ts */
  signal: Float64Array;
  /** of the hidden layers */
  foretold: Foretold[];
  /** of the step's images */
  trace?: Trace;
  /** why the step came to nothing; `signal` tells how far it came */
  failure?: Failure;
}

export type Job = TrainJob | TimeJob | NaiveJob | SignalJob;

export type Command =
  | { type: 'init'; module: WebAssembly.Module }
  /** the unpacked data set; sent to a worker before the first run that needs it */
  | { type: 'data'; bytes: Uint8Array }
  | Job
  | { type: 'pause' }
  | { type: 'resume' }
  | { type: 'cancel' }
  /** the tab was hidden or shown: samples taken meanwhile do not count */
  | { type: 'visibility'; hidden: boolean }
  | { type: 'ping' };

/** How a network is after an epoch. */
export interface EpochResult {
  /** 1 … epochs */
  epoch: number;
  /** mean cross-entropy over the epoch, in nats */
  train_loss: number;
  /** on the images that it is judged by, 0 … 1 */
  accuracy: number;
  /** on the same */
  loss: number;
  /** where anything is learned besides weights and biases */
  learned?: LearnedSpreads;
}

/** Of the values that the units of a layer have learned: mean and quartiles, all the same where they share one. */
export interface Spread {
  low: number;
  mean: number;
  high: number;
}

/** Of each learned parameter, for each hidden layer; null for one without it. */
export type LearnedSpreads = readonly [name: string, layers: readonly (Spread | null)[]][];

export interface TrainingProgress {
  /** 0 … 1 */
  fraction: number;
  /** time inside the trainer alone: no evaluation, message or pause */
  seconds: number;
  train_loss: number;
  /** epochs that ended since the last report */
  ended: EpochResult[];
  /** where the job asks for them: since the last report */
  steps?: WatchedStep[];
  units?: WatchedUnits[];
}

/** How a run went whose held-out images were judged. */
export interface Validated {
  /** finished */
  epochs: number;
  stopped_early: boolean;
  /** of the lowest loss on them */
  best_epoch: number;
}

/** What a trained network is like, and its answer to each test image. */
export interface Inspected extends Inspection {
  predictions: Uint8Array;
}

export interface TrainingResult {
  evaluation: Evaluation;
  /** absent where the held-out images were judged */
  inspection?: Inspected;
  seconds: number;
  samples_per_second: number;
  weights_hash: string;
  learned: Learned;
  validated?: Validated;
  /** of the worker's instance of the core, which never gives any back before it ends */
  memory_bytes: number;
  input_side: number;
  weights: Float32Array<ArrayBuffer>;
}

/** ns per element, one entry a sample. */
export interface KernelSamples {
  forward: number[];
  backward: number[];
}

/** A function's times. */
export interface ContestantSamples extends KernelSamples {
  /** ms for a training step; none where kernels alone were timed and where the network failed */
  step: number[];
  /** ms for the answer to one image */
  inference: number[];
  /** subnormal numbers in the network after the steps of a sample: the most of all samples */
  subnormals: number;
  /** why there are no times of the network */
  failure?: Failure;
}

/** What a step and an answer were, the same for every function. */
export interface TimedNetworks {
  configs: TrainConfig[];
  /** pixels of an image */
  inputs: number;
  /** of a sample, from fresh networks on */
  steps: number;
  /** of a whole run: a sample that needs more takes several networks */
  steps_of_run: number;
  /** classified in a sample, one by one */
  images: number;
  /** numbers that the functions of the hidden layers are applied to in a step, on the way forward */
  hidden_numbers: number;
}

/** One call for each network, in list order and once more in the reverse of it, each time by a fresh worker. */
export interface NaiveReport {
  steps: number;
  /** ms for a step by contestant; null where the network failed */
  in_order: (number | null)[];
  reversed: (number | null)[];
}

export interface TimingReport {
  contestants: Contestant[];
  samples: ContestantSamples[];
  /** the clock's smallest step, in ms */
  tick_ms: number;
  length: number;
  rounds: number;
  /** asked for; more than the option where the clock is coarse */
  sample_ms: number;
  /** samples thrown away because the tab was hidden */
  discarded: number;
  /** the highest that the browser told of meanwhile; absent where it tells none */
  pressure?: Pressure;
  /** contestants of which something never settled: its last two warm-up blocks differed by more than 5 % */
  unsettled: string[];
  /** absent where kernels alone were timed */
  networks?: TimedNetworks;
  naive?: NaiveReport;
  /** name of the images that the networks were trained on; the page adds it */
  trained_on?: string;
}

export type TimingPhase = 'naive' | 'warm-up' | 'measurement';

export type Report =
  | { type: 'ready' }
  | { type: 'pong' }
  | { type: 'progress'; run: number; progress: TrainingProgress }
  | { type: 'trained'; run: number; result: TrainingResult }
  | { type: 'timing'; run: number; phase: TimingPhase; fraction: number }
  | { type: 'timed'; run: number; report: TimingReport }
  /** ms for a step of each network, null where it failed */
  | { type: 'timed_naively'; run: number; steps: (number | null)[] }
  /** of every configuration of the job, in its order */
  | { type: 'signalled'; run: number; cells: SignalCell[] }
  | { type: 'cancelled'; run: number }
  | { type: 'failed'; run: number; failure: Failure };

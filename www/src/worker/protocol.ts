// What page and workers say to each other. Types only.

import type { Failure } from '../core/failure.ts';
import type { Evaluation, Inspection, Learned, Parameters, TrainConfig } from '../core/types.ts';

export interface TrainJob {
  type: 'train';
  run: number;
  config: TrainConfig;
  /** about how many operations it does without listening */
  longest_flops: number;
}

/** One function whose kernels are to be timed. */
export interface Contestant {
  id: string;
  params: Parameters;
}

export interface TimingOptions {
  /** floats per kernel call */
  length: number;
  /** samples of every kernel */
  rounds: number;
  /** a sample lasts at least this long, in ms */
  sample_ms: number;
}

export interface TimeJob {
  type: 'time';
  run: number;
  contestants: Contestant[];
  options: TimingOptions;
}

export type Job = TrainJob | TimeJob;

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

export interface EpochResult {
  /** 1 … epochs */
  epoch: number;
  train_loss: number;
  accuracy: number;
  loss: number;
}

export interface TrainingProgress {
  /** 0 … 1 */
  fraction: number;
  /** time inside the trainer alone: no evaluation, message or pause */
  seconds: number;
  train_loss: number;
  /** epochs that ended since the last report */
  ended: EpochResult[];
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
  inspection: Inspected;
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

export interface TimingReport {
  contestants: Contestant[];
  samples: KernelSamples[];
  /** the clock's smallest step, in ms */
  tick_ms: number;
  length: number;
  /** samples thrown away because the tab was hidden */
  discarded: number;
  /** contestants whose last two warm-up blocks never agreed within 5 % */
  unsettled: string[];
}

export type TimingPhase = 'warm-up' | 'measurement';

export type Report =
  | { type: 'ready' }
  | { type: 'pong' }
  | { type: 'progress'; run: number; progress: TrainingProgress }
  | { type: 'trained'; run: number; result: TrainingResult }
  | { type: 'timing'; run: number; phase: TimingPhase; fraction: number }
  | { type: 'timed'; run: number; report: TimingReport }
  | { type: 'cancelled'; run: number }
  | { type: 'failed'; run: number; failure: Failure };

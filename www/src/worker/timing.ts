// What is timed of each function: its kernels, the training steps of a network with it, and that network's answers.

import { type Failure, toFailure } from '../core/failure.ts';
import type { Progress, TrainConfig } from '../core/types.ts';
import type { Control } from './loop.ts';
import { type Environment, type Kernel, type Lane, measure, type Visit } from './measure.ts';
import type {
  Contestant,
  ContestantSamples,
  NaiveJob,
  TimedNetworks,
  TimeJob,
  TimingPhase,
  TimingReport,
} from './protocol.ts';

export interface KernelLike {
  forward: Kernel;
  backward: Kernel;
  free(): void;
}

export interface TimedTrainer {
  trainBatches(n: number): Progress;
  /** answers to so many images, one by one */
  classify(count: number): number;
  /** subnormal numbers that the last batch left */
  subnormals(): number;
  free(): void;
}

/** What the core gives. */
export interface Makers {
  kernel: (contestant: Contestant, length: number) => KernelLike;
  trainer: (config: TrainConfig) => TimedTrainer;
  trainCount: number;
  /** of an image, in pixels */
  side: number;
}

/** The same network, trained on all images: what is held out is judged in between, which is no step. */
export function timedConfig(config: TrainConfig): TrainConfig {
  const { validation_split: _, patience: __, best_weights: ___, ...rest } = config;
  return rest;
}

/** Steps of a whole run. */
export const runSteps = ({ epochs, batch_size }: TrainConfig, trainCount: number): number =>
  epochs * Math.ceil(trainCount / batch_size);

/** Trains so many steps, over as many epochs as that takes. */
function trainSteps(trainer: TimedTrainer, steps: number): void {
  for (let done = 0; done < steps; ) {
    const { epoch, batch, batches_per_epoch } = trainer.trainBatches(steps - done);
    done = epoch * batches_per_epoch + batch;
  }
}

/** Steps of fresh networks, each of which goes as far as a run; then answers of the last one. */
export class NetworkTimer implements Visit {
  readonly lanes: readonly Lane[];
  /** the most after any sample */
  subnormals = 0;
  readonly #stepsOfRun: number;
  #trainers: TimedTrainer[] = [];

  constructor(make: () => TimedTrainer, stepsOfRun: number) {
    this.#stepsOfRun = stepsOfRun;
    this.lanes = [
      {
        group: 'step',
        prepare: (steps) => {
          for (let left = steps; left > 0; left -= stepsOfRun) this.#trainers.push(make());
        },
        run: (steps) => this.#train(steps),
      },
      { group: 'inference', run: (images) => void this.#trainers.at(-1)?.classify(images) },
    ];
  }

  #train(steps: number): void {
    let left = steps;
    for (const trainer of this.#trainers) {
      trainSteps(trainer, Math.min(left, this.#stepsOfRun));
      left -= this.#stepsOfRun;
    }
  }

  finish(): void {
    for (const trainer of this.#trainers.splice(0)) {
      this.subnormals = Math.max(this.subnormals, trainer.subnormals());
      trainer.free();
    }
  }
}

/** Most floats of what moves the arrays of a sample to another place. */
const PAD = 2048;

/** What is made for a sample, at another place in memory each time: where arrays lie decides up to a tenth of a kernel's time. */
function placed<T extends { free(): void }>(
  pad: (floats: number) => { free(): void },
  random: () => number,
  make: () => T,
): T {
  const before = pad(1 + Math.floor(random() * PAD));
  try {
    return make();
  } finally {
    before.free();
  }
}

/** One kernel of a function, on arrays of its own in each sample. */
function kernelVisit(make: () => KernelLike, way: 'forward' | 'backward'): Visit {
  let kernel: KernelLike | undefined;
  return {
    lanes: [
      {
        prepare: () => {
          kernel = make();
        },
        run: (repeats) => kernel?.[way](repeats),
      },
    ],
    finish: () => {
      kernel?.free();
      kernel = undefined;
    },
  };
}

/** A network that comes to nothing costs its function the times of a step, and nobody else anything. */
function networkFailure(thrown: unknown): Failure | undefined {
  const failure = toFailure(thrown);
  return failure.code === 'diverged' || failure.code === 'invalid_config' ? failure : undefined;
}

/** Resolves to undefined when cancelled. */
export async function timeFunctions(
  { contestants, options, networks }: TimeJob,
  makers: Makers,
  control: Control,
  report: (phase: TimingPhase, fraction: number) => void,
  environment: Environment,
): Promise<TimingReport | undefined> {
  const { length } = options;
  const { kernel, trainer, trainCount } = makers;
  const configs = networks?.map(timedConfig);
  const place = <T extends { free(): void }>(make: () => T): T =>
    placed((floats) => kernel({ id: 'linear', params: {} }, floats), environment.random, make);
  const timers = configs?.map(
    (config) => new NetworkTimer(() => place(() => trainer(config)), runSteps(config, trainCount)),
  );
  // Two visits of the kernels for each function, then one of the network.
  const visits: Visit[] = contestants.flatMap((contestant, index) => {
    const make = (): KernelLike => place(() => kernel(contestant, length));
    return [
      kernelVisit(make, 'forward'),
      kernelVisit(make, 'backward'),
      ...(timers?.slice(index, index + 1) ?? []),
    ];
  });
  const measurement = await measure(visits, options, control, report, {
    ...environment,
    failure: networkFailure,
  });
  if (!measurement) return undefined;
  const { samples, repeats, failures, unsettled, tick_ms, sample_ms, discarded } = measurement;
  const [each, eachVisit] = timers ? [4, 3] : [2, 2];
  const ns = (values: number[] = []): number[] => values.map((ms) => (ms * 1e6) / length);
  return {
    contestants,
    samples: contestants.map((_, index): ContestantSamples => {
      const own = samples.slice(index * each, (index + 1) * each);
      const failure = timers && failures[index * eachVisit + 2];
      return {
        forward: ns(own[0]),
        backward: ns(own[1]),
        step: own[2] ?? [],
        inference: own[3] ?? [],
        subnormals: timers?.[index]?.subnormals ?? 0,
        ...(failure && { failure }),
      };
    }),
    tick_ms,
    length,
    rounds: options.rounds,
    sample_ms,
    discarded,
    unsettled: contestants.flatMap(({ id }, index) => {
      const lanes = unsettled.filter((lane) => Math.floor(lane / each) === index);
      const counts = lanes.some((lane) => lane % each < 2 || !failures[index * eachVisit + 2]);
      return counts ? [id] : [];
    }),
    ...(configs?.[0] && { networks: shared(configs, configs[0], repeats, makers) }),
  };
}

function shared(
  configs: TrainConfig[],
  first: TrainConfig,
  repeats: readonly number[],
  { trainCount, side }: Makers,
): TimedNetworks {
  return {
    configs,
    inputs: side * side,
    steps: repeats[2] ?? 0,
    steps_of_run: runSteps(first, trainCount),
    images: repeats[3] ?? 0,
    hidden_numbers: first.hidden.reduce((sum, units) => sum + units, 0) * first.batch_size,
  };
}

/** For each network in turn one clock around one call. Resolves to undefined when cancelled. */
export async function timeNaively(
  { networks, steps }: NaiveJob,
  make: (config: TrainConfig) => TimedTrainer,
  control: Control,
  now: () => number,
): Promise<(number | null)[] | undefined> {
  const times: (number | null)[] = [];
  for (const config of networks) {
    if (!(await control.proceedVisible())) return undefined;
    let trainer: TimedTrainer | undefined;
    try {
      trainer = make(timedConfig(config));
      const started = now();
      trainSteps(trainer, steps);
      times.push((now() - started) / steps);
    } catch (thrown) {
      if (!networkFailure(thrown)) throw thrown;
      times.push(null);
    } finally {
      trainer?.free();
    }
  }
  return times;
}

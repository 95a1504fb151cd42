// Long work in short slices, so that pause, resume and cancel are heard between two of them.

import { toFailure } from '../core/failure.ts';
import type { Evaluation, Inspection, Learned, Progress, UnitsOfLayer } from '../core/types.ts';
import type {
  EpochResult,
  Judge,
  LearnedSpreads,
  Spread,
  TrainingProgress,
  Validated,
  Watch,
  WatchedStep,
  WatchedUnits,
} from './protocol.ts';

export const SLICE_MS = 30;
const REPORT_MS = 100;

/** What the page wants: set by messages, obeyed at the end of every slice. */
export class Control {
  cancelled = false;
  hidden = false;
  /** counts how often the tab was hidden: a change means that a sample is spoilt */
  hiddenCount = 0;
  #paused = false;
  #wake: (() => void)[] = [];

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#wakeUp();
  }

  cancel(): void {
    this.cancelled = true;
    this.#wakeUp();
  }

  setHidden(hidden: boolean): void {
    this.hidden = hidden;
    if (hidden) this.hiddenCount += 1;
    else this.#wakeUp();
  }

  /** Lets messages in, then waits out a pause. False when the work is to stop. */
  async proceed(): Promise<boolean> {
    await nextMessage();
    while (this.#paused && !this.cancelled) await this.#woken();
    return !this.cancelled;
  }

  /** Like `proceed`, and also waits until the tab is visible. */
  async proceedVisible(): Promise<boolean> {
    let going = await this.proceed();
    while (going && this.hidden) {
      await this.#woken();
      going = await this.proceed();
    }
    return going;
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => this.#wake.push(resolve));
  }

  #wakeUp(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
}

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

/** A turn of the event loop. Not scheduler.yield(), which starves queued messages, nor setTimeout, which is clamped. */
export function nextMessage(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}

export interface TrainerLike {
  trainBatches(n: number): Progress;
  /** by at least so many of the test images or of those of training; undefined until all are judged */
  evaluatePart(images: number, training: boolean): Evaluation | undefined;
  learned(): Learned;
  /** where something is to be measured; every how many steps one is */
  observeEvery?(every: number): void;
  /** since this was last called */
  takeSteps?(): WatchedStep[];
  countUnits?(parts: number, reach: number): void;
  units?(): UnitsOfLayer[];
}

/** What it is asked besides where something is to be measured. */
export interface WatchedLike extends TrainerLike {
  /** one batch, measured */
  observeBatch(): Progress;
  signal(): Float64Array;
  countUnits(parts: number, reach: number): void;
  units(): UnitsOfLayer[];
}

export interface Trained {
  evaluation: Evaluation;
  /** unless the held-out images were judged */
  inspection?: Inspection;
  seconds: number;
  samples: number;
  validated?: Validated;
}

/** Judges in slices, the last of which says how large the next ones should be; undefined when cancelled. */
async function evaluate(
  trainer: TrainerLike,
  control: Control,
  slice: { images: number },
  now: () => number,
  training = false,
): Promise<Evaluation | undefined> {
  for (;;) {
    const started = now();
    const evaluation = trainer.evaluatePart(slice.images, training);
    if (evaluation) return evaluation;
    slice.images = nextSize(slice.images, now() - started);
    if (!(await control.proceed())) return undefined;
  }
}

/** What the trainer found on the held-out images when an epoch ended. */
function heldOut({ validation_accuracy, validation_loss }: Progress): Evaluation {
  if (validation_accuracy === undefined || validation_loss === undefined)
    throw Object.assign(new Error('no images are held out'), {
      code: 'invalid_config',
      what: 'validation_split',
      got: '0',
      expected: '> 0',
    });
  return { accuracy: validation_accuracy, loss: validation_loss, confusion: [] };
}

const spreadsOf = (learned: Learned): LearnedSpreads =>
  learned.map(([name, layers]) => [name, layers.map(spreadOf)]);

function spreadOf(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  const ordered = [...values].sort((a, b) => a - b);
  const quantile = (share: number): number => {
    const place = share * (ordered.length - 1);
    const [below = 0, above = below] = ordered.slice(Math.floor(place), Math.floor(place) + 2);
    return below + (place % 1) * (above - below);
  };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { low: quantile(0.25), mean, high: quantile(0.75) };
}

/** Of a slice. At most doubled, because the clock may tick as coarsely as 1 ms and the first slices run slow code. */
const nextSize = (size: number, elapsed: number): number =>
  Math.max(1, Math.round(size * Math.min(2, SLICE_MS / Math.max(elapsed, 0.1))));

/** How many of the last steps of a run that diverged are measured anew, the one in which it did so among them. */
export const LAST_STEPS = 32;

/** Finished steps of the run. */
const stepsOf = ({ epoch, batch, batches_per_epoch }: Progress): number => epoch * batches_per_epoch + batch;

/**
 * The last steps before the one in which a run diverged and that one, all measured: by a second run, as the same comes to the
 * same. Undefined when cancelled.
 */
export async function lastSteps(
  trainer: TrainerLike,
  diverged: number,
  control: Control,
  now: () => number = () => performance.now(),
): Promise<WatchedStep[] | undefined> {
  const first = Math.max(0, diverged - LAST_STEPS);
  let batches = 1;
  for (let done = 0; done < first; ) {
    if (!(await control.proceed())) return undefined;
    const started = now();
    done = stepsOf(trainer.trainBatches(Math.min(batches, first - done)));
    batches = nextSize(batches, now() - started);
  }
  trainer.observeEvery?.(1);
  try {
    for (let done = first; done < diverged; ) {
      if (!(await control.proceed())) return undefined;
      done = stepsOf(trainer.trainBatches(1));
    }
  } catch (thrown) {
    if (toFailure(thrown).code !== 'diverged') throw thrown;
  }
  return trainer.takeSteps?.();
}

/**
 * Trains to the end. Resolves to undefined when cancelled; throws what the trainer throws (`diverged`). Judged by the held-out
 * images, it does not touch the test images at all.
 */
export async function train(
  trainer: TrainerLike,
  control: Control,
  report: (progress: TrainingProgress) => void,
  now: () => number = () => performance.now(),
  judge: Judge = 'test',
  watch: Watch = {},
): Promise<Trained | undefined> {
  let batches = 1;
  const judging = { images: 128 }; // as many as the core judges at once
  let trainingMs = 0;
  let samples = 0;
  let reportedAt = Number.NEGATIVE_INFINITY;
  let ended: EpochResult[] = [];
  let looks: WatchedUnits[] = [];
  const after = watch.units?.after_steps ?? [];
  const look = async (step: number, epoch: number): Promise<Evaluation | undefined> => {
    const evaluation = await evaluate(trainer, control, judging, now, true);
    if (evaluation) {
      const { loss, accuracy } = evaluation;
      looks.push({ step, epoch, loss, accuracy, layers: trainer.units?.() ?? [] });
    }
    return evaluation;
  };
  const taken = (): Pick<TrainingProgress, 'steps' | 'units'> => {
    const units = looks;
    looks = [];
    return {
      ...(watch.every && { steps: trainer.takeSteps?.() ?? [] }),
      ...(watch.units && { units }),
    };
  };
  let told = { fraction: 0, seconds: 0, train_loss: Number.NaN };
  if (watch.every) trainer.observeEvery?.(watch.every);
  if (watch.units) {
    trainer.countUnits?.(watch.units.parts, watch.units.reach);
    if (!(await look(0, 0))) return undefined;
  }
  let done = 0;

  while (await control.proceed()) {
    const started = now();
    const nextLook = after.find((step) => step > done) ?? Number.POSITIVE_INFINITY;
    let progress: Progress;
    try {
      progress = trainer.trainBatches(Math.min(batches, nextLook - done));
    } catch (thrown) {
      // What was measured before it diverged, and in that step. After a trap nothing more is asked.
      const diverged = toFailure(thrown).code === 'diverged';
      if (diverged && (watch.every || watch.units)) report({ ...told, ended, ...taken() });
      throw thrown;
    }
    done = stepsOf(progress);
    const elapsed = now() - started;
    trainingMs += elapsed;
    samples += progress.samples;
    // The rest of an epoch is short, and no reason to grow.
    const next = nextSize(batches, elapsed);
    batches = progress.epoch_ended ? Math.min(batches, next) : next;

    let evaluation: Evaluation | undefined;
    if (progress.epoch_ended || progress.done) {
      evaluation = judge === 'held_out' ? heldOut(progress) : await evaluate(trainer, control, judging, now);
      if (!evaluation) return undefined;
      const { accuracy, loss } = evaluation;
      const learned = spreadsOf(trainer.learned());
      const { epoch, train_loss } = progress;
      ended.push({ epoch, train_loss, accuracy, loss, ...(learned.length > 0 && { learned }) });
    }
    if (watch.units && (progress.epoch_ended || after.includes(done))) {
      if (!(await look(done, done / progress.batches_per_epoch))) return undefined;
    }
    if (progress.done || now() - reportedAt >= REPORT_MS) {
      const finished = progress.epoch + progress.batch / progress.batches_per_epoch;
      told = {
        fraction: progress.done ? 1 : Math.min(1, finished / progress.epochs),
        seconds: trainingMs / 1000,
        train_loss: progress.train_loss,
      };
      report({ ...told, ended, ...taken() });
      ended = [];
      reportedAt = now();
    }
    if (progress.done && evaluation) {
      const { epoch: epochs, stopped_early = false, best_epoch } = progress;
      const validated = best_epoch === undefined ? {} : { validated: { epochs, stopped_early, best_epoch } };
      const result = { evaluation, seconds: trainingMs / 1000, samples, ...validated };
      if (judge === 'held_out') return result;
      const trained = await evaluate(trainer, control, judging, now, true);
      if (!trained) return undefined;
      const { accuracy: train_accuracy, loss: train_loss, layers = [] } = trained;
      return { ...result, inspection: { train_accuracy, train_loss, layers } };
    }
  }
  return undefined;
}

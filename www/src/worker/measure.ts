// Timing of kernels: clock tick, warm-up, interleaved samples. What the numbers mean is said in the timing panel.

import { median } from '../statistics/index.ts';
import type { Control } from './loop.ts';
import type { TimingOptions, TimingPhase } from './protocol.ts';

/** Blocks of the warm-up: the last two must agree before anything counts. */
const BLOCK = 3;
const MAX_BLOCKS = 8;
const AGREEMENT = 0.05;
/** Background compilation started by the warm-up gets this long to finish. */
const SETTLE_MS = 500;

/** What is timed: does its work `repeats` times. */
export type Kernel = (repeats: number) => void;

export interface Measurement {
  /** ns per element of each kernel, a sample a round */
  samples: number[][];
  tick_ms: number;
  discarded: number;
  /** indices of kernels whose warm-up never settled */
  unsettled: number[];
}

export interface Environment {
  now: () => number;
  random: () => number;
  sleep: (ms: number) => Promise<void>;
}

/** The smallest step that the clock makes, in ms. */
export function clockTick(now: () => number, steps = 10): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let step = 0; step < steps; step += 1) {
    const start = now();
    let next = start;
    while (next === start) next = now();
    smallest = Math.min(smallest, next - start);
  }
  return smallest;
}

/** A kernel, and how often it is repeated in a sample. */
interface Lane {
  index: number;
  kernel: Kernel;
  repeats: number;
}

/** Resolves to undefined when cancelled. */
export async function measure(
  kernels: readonly Kernel[],
  options: TimingOptions,
  control: Control,
  report: (phase: TimingPhase, fraction: number) => void,
  { now, random, sleep }: Environment,
): Promise<Measurement | undefined> {
  const tick_ms = clockTick(now);
  const lanes: Lane[] = kernels.map((kernel, index) => ({ index, kernel, repeats: 1 }));

  /** ms for all repeats of one call */
  const run = ({ kernel, repeats }: Lane): number => {
    const started = now();
    kernel(repeats);
    return now() - started;
  };
  /** ns per element */
  const sample = (lane: Lane): number => (run(lane) * 1e6) / (lane.repeats * options.length);

  // Warm-up: repeats grow until a sample is long enough, then blocks until two neighbours agree.
  const unsettled: number[] = [];
  for (const [done, lane] of lanes.entries()) {
    let before = Number.NaN;
    let settled = false;
    for (let block = 0; block < MAX_BLOCKS && !settled; block += 1) {
      const values: number[] = [];
      while (values.length < BLOCK) {
        if (!(await control.proceedVisible())) return undefined;
        const elapsed = run(lane);
        if (elapsed < options.sample_ms) {
          const factor = (1.1 * options.sample_ms) / Math.max(elapsed, tick_ms);
          lane.repeats = Math.ceil(lane.repeats * Math.min(8, factor));
          values.length = 0;
        } else {
          values.push(elapsed / lane.repeats);
        }
      }
      const current = median(values);
      settled = Math.abs(current - before) <= AGREEMENT * current;
      before = current;
    }
    if (!settled) unsettled.push(lane.index);
    report('warm-up', (done + 1) / lanes.length);
  }
  await sleep(SETTLE_MS);
  for (const lane of lanes) {
    // With forty functions this takes seconds: the page must get an answer meanwhile.
    if (!(await control.proceedVisible())) return undefined;
    run(lane);
  }

  // Every round visits all lanes in a fresh random order, so that no function owns the quiet minutes.
  const samples: number[][] = kernels.map(() => []);
  let discarded = 0;
  for (let round = 0; round < options.rounds; round += 1) {
    shuffle(lanes, random);
    for (const [done, lane] of lanes.entries()) {
      for (let accepted = false; !accepted; ) {
        if (!(await control.proceedVisible())) return undefined;
        const hiddenBefore = control.hiddenCount;
        const value = sample(lane);
        // The message that the tab was hidden waits until now.
        if (!(await control.proceed())) return undefined;
        accepted = control.hiddenCount === hiddenBefore;
        if (accepted) samples[lane.index]?.push(value);
        else discarded += 1;
      }
      report('measurement', (round + (done + 1) / lanes.length) / options.rounds);
    }
  }
  return { samples, tick_ms, discarded, unsettled };
}

/** Fisher–Yates, in place. */
export function shuffle<T>(items: T[], random: () => number): void {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other] as T, items[last] as T];
  }
}

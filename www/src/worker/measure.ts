// How times are taken: the clock's tick, warm-up, rounds in random order. What is timed comes from outside.

import type { Failure } from '../core/failure.ts';
import { median } from '../statistics/index.ts';
import type { Control } from './loop.ts';
import type { TimingOptions, TimingPhase } from './protocol.ts';

/** Blocks of the warm-up: the last two must agree before anything counts. */
const BLOCK = 3;
const MAX_BLOCKS = 5;
const AGREEMENT = 0.05;
/** Background compilation started by the warm-up gets this long to finish. */
const SETTLE_MS = 500;
/** A sample lasts at least so many ticks of the clock: one tick is then 2 % of it. */
const TICKS = 50;

/** Does its work `repeats` times. */
export type Kernel = (repeats: number) => void;

/** One thing that is timed. */
export interface Lane {
  /** outside of the clock, before each sample */
  prepare?: Kernel;
  run: Kernel;
  /** Lanes of a group are repeated equally often, as often as the fastest of them needs: equal work. */
  group?: string;
}

/** What is timed one right after the other. */
export interface Visit {
  lanes: readonly Lane[];
  /** outside of the clock, after the last lane or a failure */
  finish?: () => void;
}

export interface Measurement {
  /** ms for one repeat of each lane, a sample a round; lanes in the order of the visits */
  samples: number[][];
  /** of each lane in a sample */
  repeats: number[];
  /** what the clock can tell apart, in ms */
  tick_ms: number;
  /** that samples were asked to last at least: more than the option where the clock is coarse */
  sample_ms: number;
  discarded: number;
  /** indices of lanes whose warm-up never settled */
  unsettled: number[];
  /** of each visit, why it was given up */
  failures: (Failure | undefined)[];
}

export interface Environment {
  now: () => number;
  random: () => number;
  sleep: (ms: number) => Promise<void>;
  /** what a visit may end by; anything else that it throws ends the measurement */
  failure?: (thrown: unknown) => Failure | undefined;
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

/** The minimum length of a sample with a clock of this tick. */
export const sampleLength = (sample_ms: number, tick_ms: number): number =>
  Math.max(sample_ms, TICKS * tick_ms);

class Timed {
  readonly lane: Lane;
  readonly group: { repeats: number };
  readonly samples: number[] = [];
  settled = false;
  #block: number[] = [];
  #before = Number.NaN;

  constructor(lane: Lane, group: { repeats: number }) {
    this.lane = lane;
    this.group = group;
  }

  /** ms of all repeats */
  run(now: () => number): number {
    const { repeats } = this.group;
    this.lane.prepare?.(repeats);
    const started = now();
    this.lane.run(repeats);
    return now() - started;
  }

  /** Takes a sample of the warm-up; false where it was too short and the next one repeats more. */
  warm(elapsed: number, wanted_ms: number, tick_ms: number): boolean {
    if (elapsed < wanted_ms) {
      const factor = Math.min(8, (1.1 * wanted_ms) / Math.max(elapsed, tick_ms));
      this.group.repeats = Math.ceil(this.group.repeats * factor);
      this.#block = [];
      return false;
    }
    this.#block.push(elapsed / this.group.repeats);
    if (this.#block.length < BLOCK) return true;
    const current = median(this.#block);
    this.settled = Math.abs(current - this.#before) <= AGREEMENT * current;
    this.#before = current;
    this.#block = [];
    return true;
  }
}

/** Resolves to undefined when cancelled. */
export async function measure(
  visits: readonly Visit[],
  options: Omit<TimingOptions, 'length'>,
  control: Control,
  report: (phase: TimingPhase, fraction: number) => void,
  { now, random, sleep, failure = () => undefined }: Environment,
): Promise<Measurement | undefined> {
  const tick_ms = clockTick(now);
  const sample_ms = sampleLength(options.sample_ms, tick_ms);
  const groups = new Map<unknown, { repeats: number }>();
  const all = visits.map(({ lanes }) =>
    lanes.map((lane) => {
      const key = lane.group ?? lane;
      const group = groups.get(key) ?? { repeats: 1 };
      groups.set(key, group);
      return new Timed(lane, group);
    }),
  );
  const failures: (Failure | undefined)[] = visits.map(() => undefined);
  const order = visits.map((_, index) => index);
  const lanesOf = (visit: number): readonly Timed[] => all[visit] ?? [];

  /** ms of each lane; undefined where the visit is given up, false when cancelled */
  async function run(visit: number): Promise<number[] | undefined | false> {
    const elapsed: number[] = [];
    try {
      for (const timed of lanesOf(visit)) {
        if (elapsed.length > 0 && !(await control.proceed())) return false;
        elapsed.push(timed.run(now));
      }
    } catch (thrown) {
      const reason = failure(thrown);
      if (!reason) throw thrown;
      failures[visit] = reason;
      return undefined;
    } finally {
      visits[visit]?.finish?.();
    }
    return elapsed;
  }

  // Warm-up: repeats grow until a sample is long enough, then blocks until two neighbours agree. In random order too:
  // what is warmed up first finds its group short.
  shuffle(order, random);
  for (const [done, visit] of order.entries()) {
    const lanes = lanesOf(visit);
    for (let left = BLOCK * MAX_BLOCKS; left > 0 && !lanes.every(({ settled }) => settled); ) {
      if (!(await control.proceedVisible())) return undefined;
      const elapsed = await run(visit);
      if (elapsed === false) return undefined;
      if (!elapsed) break;
      const long = lanes.map((timed, lane) => timed.warm(elapsed[lane] ?? 0, sample_ms, tick_ms));
      if (long.every(Boolean)) left -= 1;
    }
    report('warm-up', (done + 1) / order.length);
  }
  await sleep(SETTLE_MS);
  for (const visit of order) {
    // With forty functions this takes seconds: the page must get an answer meanwhile.
    if (!(await control.proceedVisible())) return undefined;
    if (!failures[visit] && (await run(visit)) === false) return undefined;
  }

  // Every round visits everything in a fresh random order, so that no function owns the quiet minutes.
  let discarded = 0;
  for (let round = 0; round < options.rounds; round += 1) {
    shuffle(order, random);
    for (const [done, visit] of order.entries()) {
      for (let accepted = false; !accepted && !failures[visit]; ) {
        if (!(await control.proceedVisible())) return undefined;
        const hiddenBefore = control.hiddenCount;
        const elapsed = await run(visit);
        // The message that the tab was hidden waits until now.
        if (elapsed === false || !(await control.proceed())) return undefined;
        accepted = control.hiddenCount === hiddenBefore;
        if (!accepted) discarded += 1;
        else {
          for (const [lane, ms] of (elapsed ?? []).entries()) {
            const timed = lanesOf(visit)[lane];
            timed?.samples.push(ms / timed.group.repeats);
          }
        }
      }
      report('measurement', (round + (done + 1) / order.length) / options.rounds);
    }
  }
  const lanes = all.flatMap((own, visit) => {
    // What was taken before it failed is not comparable with anything.
    if (failures[visit]) for (const { samples } of own) samples.length = 0;
    return own;
  });
  return {
    samples: lanes.map(({ samples }) => samples),
    repeats: lanes.map(({ group }) => group.repeats),
    tick_ms,
    sample_ms,
    discarded,
    unsettled: lanes.flatMap(({ settled }, index) => (settled ? [] : [index])),
    failures,
  };
}

/** Fisher–Yates, in place. */
export function shuffle<T>(items: T[], random: () => number): void {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other] as T, items[last] as T];
  }
}

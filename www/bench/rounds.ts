// Times contestants in turns.

import { shuffle } from '../src/worker/measure.ts';

/** Does its work so many times; what is not needed any more when it returns has been waited for. */
export type Work = (repeats: number) => void | Promise<void>;

export interface Contestant {
  work: Work;
  /** ns for one repeat, a sample a round */
  samples: number[];
}

/** Warms up until a sample lasts long enough, then visits all in a new random order in every round. */
export async function measureRounds(
  contestants: readonly Contestant[],
  { rounds, sample_ms }: { rounds: number; sample_ms: number },
): Promise<void> {
  const lanes = contestants.map((contestant) => ({ ...contestant, repeats: 1 }));
  const run = async ({ work, repeats }: (typeof lanes)[number]): Promise<number> => {
    const started = performance.now();
    await work(repeats);
    return performance.now() - started;
  };
  for (const lane of lanes) {
    for (let elapsed = await run(lane); elapsed < sample_ms; elapsed = await run(lane)) {
      const factor = (1.1 * sample_ms) / Math.max(elapsed, 0.1);
      lane.repeats = Math.ceil(lane.repeats * Math.min(8, factor));
    }
  }
  for (let round = 0; round < rounds; round += 1) {
    shuffle(lanes, Math.random);
    for (const lane of lanes) {
      lane.samples.push((1e6 * (await run(lane))) / lane.repeats);
      // Lets the page breathe, and what was thrown away be collected.
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
}

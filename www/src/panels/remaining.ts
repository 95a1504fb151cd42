// How long a race still takes, for each of its runs.

import { schedule, workOf } from '../state/estimate.ts';
import type { Race, Run } from '../state/state.ts';

/** Seconds of training that show more than the noise of a first slice. */
const ENOUGH = 0.05;

/** Seconds of training so far, and of how much of the work. */
function progress(run: Run): { seconds: number; share: number } {
  if (run.status === 'training') return { seconds: run.seconds, share: run.fraction };
  if (run.status === 'done' && !run.loaded) return { seconds: run.result.seconds, share: 1 };
  return { seconds: 0, share: 0 };
}

/**
 * Seconds until each run that is under way has ended, by its id; nothing before the first one has shown how fast this
 * machine is. Paused runs have no end.
 */
export function remaining({ runs, images, elapsed_ms }: Race, workers: number): Map<number, number> {
  const known = runs.map((run) => ({ run, ...progress(run), work: workOf(run.config, images).training }));
  const total = known.reduce((sum, { seconds }) => sum + seconds, 0);
  if (total < ENOUGH) return new Map();
  const done = known.reduce((sum, { work, share }) => sum + work * share, 0);
  // Judging, messages and waiting for a core are in the clock, but not in the trainers' time.
  const besides = Math.min(4, Math.max(1, (elapsed_ms / 1000) * (workers / total)));
  // Of the runs of one function, those behind tell what the others will take.
  const own = new Map<string, { seconds: number; share: number }>();
  for (const { run, seconds, share } of known) {
    const sum = own.get(run.config.activation) ?? { seconds: 0, share: 0 };
    own.set(run.config.activation, { seconds: sum.seconds + seconds, share: sum.share + share });
  }
  const left = known.flatMap(({ run, share, work }) => {
    if ((run.status !== 'training' && run.status !== 'queued') || run.paused) return [];
    const same = own.get(run.config.activation);
    const whole = same && same.share > 0.1 ? same.seconds / same.share : (work * total) / done;
    return [{ run, seconds: whole * besides * (1 - share) }];
  });
  left.sort((a, b) => Number(a.run.status === 'queued') - Number(b.run.status === 'queued'));
  const ends = schedule(
    left.map(({ seconds }) => seconds),
    workers,
  );
  return new Map(left.map(({ run }, index) => [run.id, ends[index] ?? 0]));
}

// The race in the state: its runs, and what is reported of them.

import type { Failure } from '../core/failure.ts';
import type { TrainConfig } from '../core/types.ts';
import type { TrainingProgress } from '../worker/protocol.ts';
import type { Images } from './settings.ts';
import type { Race, Run, RunResult } from './state.ts';

/** What happens to one run. */
export type RunAction =
  | { type: 'run_progress'; id: number; progress: TrainingProgress }
  | { type: 'run_pauses'; id: number; paused: boolean }
  | { type: 'run_done'; id: number; result: RunResult }
  | { type: 'run_cancelled'; id: number }
  | { type: 'run_failed'; id: number; failure: Failure };

export type RaceAction =
  | { type: 'race_starts'; runs: readonly NewRun[]; images: Images }
  | { type: 'race_continues'; runs: readonly (NewRun | Run)[] }
  /** `ms`: since the last time */
  | { type: 'race_reports'; reports: readonly RunAction[]; ms: number }
  | { type: 'race_pauses' }
  | { type: 'race_resumes' }
  | { type: 'run_pauses'; id: number; paused: boolean }
  | { type: 'run_retried'; id: number; newId: number }
  | { type: 'run_loaded'; id: number; config: TrainConfig; result: RunResult };

interface NewRun {
  id: number;
  config: TrainConfig;
}

export function assertNever(value: never): never {
  throw new Error(`not handled: ${JSON.stringify(value)}`);
}

export function reduceRace(race: Race, action: RaceAction): Race {
  switch (action.type) {
    case 'race_starts':
      return { phase: 'running', runs: action.runs.map(queued), images: action.images, elapsed_ms: 0 };
    case 'race_continues': {
      const runs = action.runs.map((run) => ('status' in run ? run : queued(run)));
      return { ...race, phase: 'running', runs };
    }
    case 'race_reports': {
      const counts = race.phase === 'running' && race.runs.some((run) => isActive(run) && !run.paused);
      if (!counts && action.reports.length === 0) return race;
      const elapsed_ms = counts ? race.elapsed_ms + action.ms : race.elapsed_ms;
      return updateRuns({ ...race, elapsed_ms }, action.reports);
    }
    case 'race_pauses':
      return race.phase === 'running' ? { ...race, phase: 'paused' } : race;
    case 'race_resumes':
      return race.phase === 'paused' ? { ...race, phase: 'running' } : race;
    case 'run_pauses':
      return updateRuns(race, [action]);
    case 'run_retried': {
      const runs = race.runs.map((run) =>
        run.id === action.id ? queued({ id: action.newId, config: run.config }) : run,
      );
      const phase = race.phase === 'idle' ? 'running' : race.phase;
      return { ...race, phase, runs };
    }
    case 'run_loaded': {
      const { id, config, result } = action;
      const run: Run = { id, config, history: [], loaded: true, status: 'done', result };
      return { ...race, runs: [...race.runs, run] };
    }
    default:
      return assertNever(action);
  }
}

const queued = ({ id, config }: NewRun): Run => ({
  id,
  config,
  history: [],
  status: 'queued',
  paused: false,
});

export const isActive = (run: Run): run is Extract<Run, { status: 'queued' | 'training' }> =>
  run.status === 'queued' || run.status === 'training';

/** Finished runs do not change any more; the race ends with its last run. Runs without reports stay the same objects. */
function updateRuns(race: Race, reports: readonly RunAction[]): Race {
  const places = new Map(race.runs.map(({ id }, place) => [id, place]));
  const runs = [...race.runs];
  for (const report of reports) {
    const place = places.get(report.id);
    const run = place === undefined ? undefined : runs[place];
    if (place !== undefined && run && isActive(run)) runs[place] = updated(run, report);
  }
  return { ...race, runs, phase: runs.some(isActive) ? race.phase : 'idle' };
}

function updated(run: Extract<Run, { paused: boolean }>, report: RunAction): Run {
  const { id, config, history } = run;
  const kept = { id, config, history };
  switch (report.type) {
    case 'run_progress': {
      const { fraction, seconds, ended } = report.progress;
      const longer = ended.length > 0 ? [...history, ...ended] : history;
      return { ...kept, history: longer, status: 'training', paused: run.paused, fraction, seconds };
    }
    case 'run_pauses':
      return { ...run, paused: report.paused };
    case 'run_done':
      return { ...kept, status: 'done', result: report.result };
    case 'run_cancelled':
      return { ...kept, status: 'cancelled' };
    case 'run_failed':
      return { ...kept, status: 'failed', failure: report.failure };
    default:
      return assertNever(report);
  }
}

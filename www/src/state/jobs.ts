// Jobs for the workers, and who hears of each.

import { toFailure } from '../core/failure.ts';
import { type JobReport, Pool, type WorkerLike } from '../worker/pool.ts';
import type { Job } from '../worker/protocol.ts';

export type Hear = (report: JobReport) => void;

export interface JobsOptions {
  cores: number;
  /** Fetches what starts a worker. Throws a FailureError. */
  loadWorkers: () => Promise<() => WorkerLike>;
}

export class Jobs {
  readonly pool: Pool;
  readonly #load: JobsOptions['loadWorkers'];
  readonly #listeners = new Map<number, Hear>();
  #workers: Promise<() => WorkerLike> | undefined;
  #next = 1;

  constructor({ cores, loadWorkers }: JobsOptions) {
    this.#load = loadWorkers;
    this.pool = new Pool(
      {
        size: Math.max(1, cores),
        everySecond(callback) {
          const timer = setInterval(callback, 1000);
          return () => clearInterval(timer);
        },
      },
      (report) => {
        const hear = this.#listeners.get(report.run);
        if (report.type !== 'progress' && report.type !== 'timing') this.#listeners.delete(report.run);
        hear?.(report);
      },
    );
  }

  /** For one more job. */
  nextId(): number {
    return this.#next++;
  }

  /** Begins to fetch what starts workers; a failure is heard of when there are jobs. */
  prepare(): void {
    this.#loadWorkers().catch(() => {});
  }

  /** They wait in the queue until what starts workers is there. */
  give(jobs: readonly Job[], hear: Hear): void {
    for (const { run } of jobs) this.#listeners.set(run, hear);
    this.pool.submit(jobs);
    this.#loadWorkers().then(
      (spawn) => this.pool.setSpawn(spawn),
      (thrown) => this.pool.fail(toFailure(thrown)),
    );
  }

  #loadWorkers(): Promise<() => WorkerLike> {
    this.#workers ??= this.#load().catch((thrown) => {
      this.#workers = undefined;
      throw thrown;
    });
    return this.#workers;
  }
}

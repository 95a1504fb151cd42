// Workers for queued jobs: at most `size`, never more than there are jobs, gone when there is nothing left to do.
// A worker that dies or goes silent is replaced; only the job that it had is lost, and reported as failed.

import { type Failure, failure } from '../core/failure.ts';
import type { Command, Job, Report } from './protocol.ts';

/** The part of Worker that the pool uses; tests bring their own. */
export interface WorkerLike {
  postMessage(command: Command): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Report>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface PoolOptions {
  size: number;
  /** Calls back about once a second; returns what stops it. */
  everySecond: (callback: () => void) => () => void;
}

/** Reports about jobs; `ready` and `pong` are the pool's own business. */
export type JobReport = Exclude<Report, { type: 'ready' | 'pong' }>;

// Beats, not seconds: a laptop that slept for an hour has missed one beat.
const SILENT_BEATS = 5;
const STARTING_BEATS = 20;
const CANCELLING_BEATS = 2;
/** What a slow machine does in a beat: what cannot be interrupted may outlast the usual silence. */
const SLOW_FLOPS = 1e9;

interface Slot {
  worker: WorkerLike;
  job: Job;
  ready: boolean;
  cancelling: boolean;
  /** alone, not with all others */
  paused: boolean;
  /** the data set that it has */
  data: Uint8Array | undefined;
  beatsWithoutAnswer: number;
}

export class Pool {
  readonly #options: PoolOptions;
  readonly #report: (report: JobReport) => void;
  readonly #slots = new Set<Slot>();
  #queue: Job[] = [];
  /** queued jobs that must wait */
  readonly #held = new Set<number>();
  #spawn: (() => WorkerLike) | undefined;
  #module: WebAssembly.Module | undefined;
  #data: Uint8Array | undefined;
  #limit: number;
  #paused = false;
  #hidden = false;
  #stopBeat: (() => void) | undefined;

  constructor(options: PoolOptions, report: (report: JobReport) => void) {
    this.#options = options;
    this.#limit = options.size;
    this.#report = report;
  }

  get busy(): boolean {
    return this.#queue.length > 0 || this.#slots.size > 0;
  }

  /** Without it, jobs wait. */
  setSpawn(spawn: () => WorkerLike): void {
    this.#spawn = spawn;
    this.#fill();
  }

  setModule(module: WebAssembly.Module): void {
    this.#module = module;
  }

  setData(bytes: Uint8Array): void {
    this.#data = bytes;
  }

  /** At most so many workers at once, and never more than `size`. */
  setLimit(limit: number): void {
    this.#limit = Math.max(1, Math.min(this.#options.size, limit));
  }

  submit(jobs: readonly Job[]): void {
    this.#queue.push(...jobs);
    this.#fill();
  }

  /** Gives up what waits. */
  fail(reason: Failure): void {
    this.#held.clear();
    for (const { run } of this.#queue.splice(0)) this.#report({ type: 'failed', run, failure: reason });
  }

  pause(): void {
    this.#paused = true;
    this.#broadcast({ type: 'pause' });
  }

  resume(): void {
    this.#paused = false;
    for (const { worker, paused } of this.#slots) if (!paused) worker.postMessage({ type: 'resume' });
    this.#fill();
  }

  /** Others go on: a paused job makes room for the next one, but only twice as many as usual are ever begun. */
  pauseRun(run: number): void {
    const slot = this.#slotOf(run);
    if (slot) {
      slot.paused = true;
      slot.worker.postMessage({ type: 'pause' });
    } else if (this.#queue.some((job) => job.run === run)) this.#held.add(run);
    this.#fill();
  }

  resumeRun(run: number): void {
    this.#held.delete(run);
    const slot = this.#slotOf(run);
    if (slot) {
      slot.paused = false;
      if (!this.#paused) slot.worker.postMessage({ type: 'resume' });
    }
    this.#fill();
  }

  cancelRun(run: number): void {
    const slot = this.#slotOf(run);
    const queued = this.#queue.length;
    this.#queue = this.#queue.filter((job) => job.run !== run);
    this.#held.delete(run);
    if (slot) this.#cancel(slot);
    else if (this.#queue.length < queued) this.#report({ type: 'cancelled', run });
  }

  /** Cancels everything. The page need not wait for the workers: whatever they still say is stale. */
  cancel(): void {
    const queued = this.#queue;
    this.#queue = [];
    this.#held.clear();
    this.#paused = false;
    for (const slot of this.#slots) if (!slot.cancelling) this.#cancel(slot);
    for (const { run } of queued) this.#report({ type: 'cancelled', run });
  }

  setHidden(hidden: boolean): void {
    this.#hidden = hidden;
    this.#broadcast({ type: 'visibility', hidden });
  }

  #cancel(slot: Slot): void {
    slot.cancelling = true;
    slot.paused = false;
    slot.beatsWithoutAnswer = 0;
    slot.worker.postMessage({ type: 'cancel' });
    this.#report({ type: 'cancelled', run: slot.job.run });
  }

  #slotOf(run: number): Slot | undefined {
    return [...this.#slots].find(({ job, cancelling }) => job.run === run && !cancelling);
  }

  /** The next job that may begin. */
  #next(): Job | undefined {
    const index = this.#queue.findIndex(({ run }) => !this.#held.has(run));
    return index < 0 ? undefined : this.#queue.splice(index, 1)[0];
  }

  get #hasRoom(): boolean {
    const paused = [...this.#slots].filter((slot) => slot.paused).length;
    return this.#slots.size - Math.min(paused, this.#limit) < this.#limit;
  }

  #broadcast(command: Command): void {
    for (const { worker } of this.#slots) worker.postMessage(command);
  }

  #fill(): void {
    const spawn = this.#spawn;
    while (spawn && !this.#paused && this.#hasRoom) {
      const job = this.#next();
      if (!job) break;
      this.#start(spawn, job);
    }
    if (this.#slots.size > 0) {
      this.#stopBeat ??= this.#options.everySecond(() => this.#beat());
    } else {
      this.#stopBeat?.();
      this.#stopBeat = undefined;
    }
  }

  #start(spawn: () => WorkerLike, job: Job): void {
    let worker: WorkerLike;
    try {
      worker = spawn();
    } catch (thrown) {
      this.#report({ type: 'failed', run: job.run, failure: failure('worker_broken', String(thrown)) });
      return;
    }
    const slot: Slot = {
      worker,
      job,
      ready: false,
      cancelling: false,
      paused: false,
      data: undefined,
      beatsWithoutAnswer: 0,
    };
    this.#slots.add(slot);
    worker.onmessage = ({ data }) => this.#hear(slot, data);
    worker.onerror = (event) => {
      event.preventDefault?.();
      this.#lose(slot, failure('worker_broken', event.message ?? ''));
    };
    if (this.#module) worker.postMessage({ type: 'init', module: this.#module });
    if (this.#hidden) worker.postMessage({ type: 'visibility', hidden: true });
    this.#give(slot, job);
  }

  #give(slot: Slot, job: Job): void {
    slot.job = job;
    slot.cancelling = false;
    slot.paused = false;
    if ((job.type !== 'time' || job.networks) && this.#data && slot.data !== this.#data) {
      slot.worker.postMessage({ type: 'data', bytes: this.#data });
      slot.data = this.#data;
    }
    slot.worker.postMessage(job);
  }

  #hear(slot: Slot, report: Report): void {
    if (!this.#slots.has(slot)) return;
    slot.beatsWithoutAnswer = 0;
    if (report.type === 'ready') slot.ready = true;
    if (report.type === 'ready' || report.type === 'pong') return;
    if (report.run !== slot.job.run) return;
    const ended = report.type !== 'progress' && report.type !== 'timing';
    const panicked = report.type === 'failed' && report.failure.code === 'core_panicked';
    const announce = !slot.cancelling;
    if (ended) this.#release(slot, panicked);
    if (announce) this.#report(report);
    if (ended) this.#fill();
  }

  /** Gives the worker the next job or lets it go. After a panic its instance must not be used again. */
  #release(slot: Slot, panicked: boolean): void {
    this.#slots.delete(slot);
    const next = panicked || this.#paused || !this.#hasRoom ? undefined : this.#next();
    if (next) {
      this.#slots.add(slot);
      this.#give(slot, next);
    } else slot.worker.terminate();
  }

  #lose(slot: Slot, reason: Failure): void {
    if (!this.#slots.delete(slot)) return;
    slot.worker.terminate();
    if (!slot.cancelling) this.#report({ type: 'failed', run: slot.job.run, failure: reason });
    this.#fill();
  }

  #beat(): void {
    for (const slot of [...this.#slots]) {
      const work = Math.floor((slot.job.longest_flops ?? 0) / SLOW_FLOPS);
      const patience = slot.cancelling
        ? CANCELLING_BEATS
        : work + (slot.ready ? SILENT_BEATS : STARTING_BEATS);
      if (slot.beatsWithoutAnswer >= patience) {
        this.#lose(slot, failure('worker_silent', '', String(slot.beatsWithoutAnswer)));
        continue;
      }
      slot.beatsWithoutAnswer += 1;
      slot.worker.postMessage({ type: 'ping' });
    }
  }
}

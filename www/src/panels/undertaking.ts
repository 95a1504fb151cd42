// An experiment that is under way: its phase, how far it is, and how long it still takes.

import type { Failure } from '../core/failure.ts';
import type { Lab } from '../state/lab.ts';
import { secondsLeft } from '../state/state.ts';

/** How often the owner is told of progress. */
const SHOWN_MS = 200;

export type Phase = 'idle' | 'preparing' | 'running' | 'paused';

export abstract class Undertaking {
  protected readonly lab: Lab;
  readonly #changed: () => void;
  #phase: Phase = 'idle';
  /** why the last one ended early, unless it was cancelled */
  failure: Failure | undefined;
  #fraction = 0;
  /** ms without pauses, until `#since` */
  #elapsed = 0;
  #since = 0;
  #told = 0;

  constructor(lab: Lab, changed: () => void) {
    this.lab = lab;
    this.#changed = changed;
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** 0 … 1, of the work that is planned */
  get fraction(): number {
    return this.#fraction;
  }

  get secondsLeft(): number | undefined {
    return secondsLeft(this.#fraction, this.#elapsed + this.#running());
  }

  pause(): void {
    if (this.#phase !== 'running') return;
    this.#elapsed += this.#running();
    this.#phase = 'paused';
    this.lab.pauseAside();
    this.tell();
  }

  resume(): void {
    if (this.#phase !== 'paused') return;
    this.#go();
    this.lab.resumeAside();
    this.tell();
  }

  cancel(): void {
    if (this.#phase !== 'idle') this.lab.cancelAside();
  }

  /** Until the first progress. */
  protected prepare(): void {
    this.failure = undefined;
    this.#phase = 'preparing';
    [this.#fraction, this.#elapsed] = [0, 0];
    this.tell();
  }

  protected progress(fraction: number): void {
    this.#fraction = fraction;
    if (this.#phase === 'preparing') this.#go();
    if (performance.now() - this.#told > SHOWN_MS) this.tell();
  }

  protected end(): void {
    this.#phase = 'idle';
    this.tell();
  }

  protected tell(): void {
    this.#told = performance.now();
    this.#changed();
  }

  #go(): void {
    this.#since = performance.now();
    this.#phase = 'running';
  }

  #running(): number {
    return this.#phase === 'running' ? performance.now() - this.#since : 0;
  }
}

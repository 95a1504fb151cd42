// Asks every network about the picture of now, a slice of time at a time: the pen never waits for the networks.

import type { Juror } from '../../state/jury.ts';

/**
 * Networks are asked in turn, round and round, always about the latest picture. So a jury that needs several slices gives
 * each network its turn while the pen moves, and is complete as soon as the picture stays.
 */
export class Hearing {
  #jurors: readonly Juror[] = [];
  readonly #answers = new Map<number, Float32Array>();
  #next = 0;
  /** have not been asked about the latest picture */
  #left = 0;

  get jurors(): readonly Juror[] {
    return this.#jurors;
  }

  get complete(): boolean {
    return this.#left === 0;
  }

  /** of one who has answered, be it to an earlier picture */
  readonly answerOf = (juror: Juror): Float32Array | undefined => this.#answers.get(juror.id);

  /** Who answers from now on. */
  summon(jurors: readonly Juror[]): void {
    this.#jurors = jurors;
    this.#answers.clear();
    this.#next = 0;
    this.#left = jurors.length;
  }

  /** The picture is another one. */
  restart(): void {
    this.#left = this.#jurors.length;
  }

  /** There is nothing to answer. */
  dismiss(): void {
    this.#answers.clear();
    this.#left = 0;
  }

  /** Asks one after the other until all have answered or the time is over; at least one. */
  hear(ask: (juror: Juror) => Float32Array | undefined, milliseconds: number, now: () => number): void {
    const end = now() + milliseconds;
    while (this.#left > 0) {
      const juror = this.#jurors[this.#next];
      const answer = juror && ask(juror);
      if (juror && answer) this.#answers.set(juror.id, answer);
      this.#next = (this.#next + 1) % this.#jurors.length;
      this.#left -= 1;
      if (now() >= end) return;
    }
  }
}

// Replays the looks one after the other.

const LOOK_MS = 700;

export class Player {
  /** hears which look to show; undefined when it is over */
  readonly #show: (at: number | undefined) => void;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(show: (at: number | undefined) => void) {
    this.#show = show;
  }

  get playing(): boolean {
    return this.#timer !== undefined;
  }

  /** From the look that is shown, or from the first one if that is the last. */
  play(from: number, count: number): void {
    let at = from >= count - 1 ? 0 : from;
    this.#show(at);
    this.#timer = setInterval(() => {
      at += 1;
      if (at < count) this.#show(at);
      if (at >= count - 1) {
        this.stop();
        this.#show(undefined);
      }
    }, LOOK_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

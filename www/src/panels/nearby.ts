import type { ReactiveController } from 'lit';
import type { LabElement } from './panel.ts';

/** Calls `arrive` once, when an element is about to be scrolled into view. */
export class Nearby implements ReactiveController {
  readonly #host: LabElement;
  readonly #observer: IntersectionObserver;
  #arrived = false;

  constructor(host: LabElement, arrive: () => void) {
    this.#host = host;
    this.#observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        this.#arrived = true;
        this.#observer.disconnect();
        arrive();
      },
      { rootMargin: '800px' },
    );
    host.addController(this);
  }

  /** Only with the core are the panels above as high as they will be. */
  hostUpdated(): void {
    if (!this.#arrived && this.#host.lab?.state.core.status === 'ready') this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }
}

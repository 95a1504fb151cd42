import { css, LitElement } from 'lit';

/** A small chart that is drawn as wide as it is. */
export abstract class Measured extends LitElement {
  static override properties = { width: { state: true } };

  declare width: number;
  #observer: ResizeObserver | undefined;

  static override styles = [
    css`
      :host {
        display: block;
        min-width: 0;
      }
      svg {
        display: block;
        width: 100%;
        font: 11px var(--sans);
        font-variant-numeric: tabular-nums;
      }
      text {
        fill: var(--soft);
      }
      .grid {
        stroke: var(--grid);
      }
      .axis {
        stroke: var(--axis);
      }
    `,
  ];

  constructor() {
    super();
    this.width = 320;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new ResizeObserver(([entry]) => {
      const width = Math.round(entry?.contentRect.width ?? 0);
      if (width > 0) this.width = width;
    });
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
  }
}

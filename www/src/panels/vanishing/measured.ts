import { css, LitElement } from 'lit';
import { keepWidth } from '../../charts/width.ts';

/** A small chart that is drawn as wide as it is. */
export abstract class Measured extends LitElement {
  static override properties = { width: { state: true } };

  declare width: number;

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
    keepWidth(this);
  }
}

import { css } from 'lit';

export const lineChartStyle = css`
  :host {
    display: block;
  }
  .plot {
    position: relative;
    outline-offset: 4px;
    border-radius: 2px;
    touch-action: pan-y;
    cursor: crosshair;
  }
  .plot:focus-visible {
    outline: 2px solid var(--accent);
  }
  svg {
    display: block;
    width: 100%;
    overflow: visible;
    font: 12px var(--sans);
    font-variant-numeric: tabular-nums;
    user-select: none;
  }
  text {
    fill: var(--soft);
  }
  .name {
    font-size: 13px;
    font-weight: 600;
  }
  .grid {
    stroke: var(--grid);
  }
  .zero {
    stroke: var(--axis);
  }
  /* A layer of its own: while it moves, forty lines below need not be painted again. */
  .readout {
    position: absolute;
    inset: 0;
    pointer-events: none;
    will-change: transform;
  }
  .cursor {
    stroke: var(--accent);
    stroke-dasharray: 1 3;
    stroke-linecap: round;
    stroke-width: 1.5;
  }
  .curve {
    fill: none;
    stroke-width: 2;
    stroke-linejoin: round;
  }
  .dimmed {
    opacity: 0.14;
  }
  .emphasised .curve {
    stroke-width: 3;
  }
  .named {
    text-anchor: end;
  }
  .zoomable:active {
    cursor: grabbing;
  }
  /* Of a line that has not come to the edge yet it is long, and no line. */
  .leader {
    stroke-width: 1;
    stroke-opacity: 0.6;
    stroke-dasharray: 1 3;
    fill: none;
  }
  .note {
    position: absolute;
    display: grid;
    place-items: center;
    box-sizing: border-box;
    padding-inline: 12px;
    font-size: 14px;
    text-align: center;
    text-wrap: balance;
    word-break: auto-phrase;
    color: var(--soft);
    pointer-events: none;
  }
`;

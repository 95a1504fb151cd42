import { css } from 'lit';

export const stackedChartStyle = css`
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
  .title {
    fill: var(--ink);
    font-size: 13px;
    font-weight: 600;
  }
  .name {
    font-size: 12px;
    font-weight: 600;
  }
  .grid {
    stroke: var(--grid);
  }
  .axis {
    stroke: var(--axis);
  }
  .guide {
    stroke: var(--axis);
    stroke-dasharray: 1 4;
    stroke-linecap: round;
  }
  .halo {
    paint-order: stroke;
    stroke: var(--paper);
    stroke-width: 4px;
    stroke-linejoin: round;
  }
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
    stroke-width: 1.5;
    stroke-linejoin: round;
  }
  .thin {
    stroke-width: 1;
    opacity: 0.55;
  }
  .dimmed {
    opacity: 0.16;
  }
  .emphasised .curve {
    stroke-width: 2.5;
  }
  .leader {
    stroke-width: 1;
    stroke-opacity: 0.5;
    fill: none;
  }
  .named {
    text-anchor: end;
  }
  .note {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: start center;
    padding: 64px 56px 0;
    font-size: 14px;
    text-align: center;
    text-wrap: balance;
    word-break: auto-phrase;
    color: var(--soft);
    pointer-events: none;
  }
`;

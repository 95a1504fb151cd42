import { css } from 'lit';

export const stripStyle = css`
  :host {
    display: block;
  }
  svg {
    display: block;
    width: 100%;
    font: 12px var(--sans);
    font-variant-numeric: tabular-nums;
    overflow: visible;
  }
  text {
    fill: var(--soft);
  }
  .grid {
    stroke: var(--grid);
  }
  .axis,
  .tick {
    stroke: var(--axis);
  }
  .region {
    fill: var(--accent);
    fill-opacity: 0.1;
  }
  .edge {
    stroke: var(--accent);
    stroke-opacity: 0.5;
  }
  .region-name {
    fill: var(--accent);
  }
  .default {
    stroke: var(--axis);
    stroke-dasharray: 3 3;
  }
  .seed {
    opacity: 0.4;
  }
  .interval {
    stroke-width: 1.5;
  }
  .point.partial {
    opacity: 0.6;
  }
  .cross {
    fill: none;
    stroke: var(--bad);
    stroke-width: 2;
  }
  .bad {
    fill: var(--bad);
  }
  .overlay {
    fill: none;
    stroke: var(--accent);
    stroke-width: 1.5;
  }
  .overlay-name {
    fill: var(--accent);
    font-weight: 600;
  }
  .gradient {
    stroke: var(--gated-0);
  }
  .gradient-name {
    fill: var(--gated-0);
    font-weight: 600;
  }
  .hit {
    fill: transparent;
    cursor: pointer;
  }
  .hit:hover,
  .hit.open {
    fill: color-mix(in oklab, var(--ink) 5%, transparent);
  }
  .hit:focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: -2px;
  }
`;

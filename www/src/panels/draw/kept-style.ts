import { css } from 'lit';

export const keptStyle = css`
  h3 {
    margin: 26px 0 6px;
    font-size: 15px;
    font-weight: 600;
  }
  ul {
    display: flex;
    gap: 6px;
    margin: 0;
    padding: 3px 3px 6px;
    list-style: none;
    overflow-x: auto;
    overscroll-behavior-x: contain;
    scrollbar-width: thin;
  }
  li {
    flex: none;
  }
  li button {
    width: 58px;
    padding: 2px 2px 3px;
    font-size: 12.5px;
    line-height: 1.4;
    font-variant-numeric: tabular-nums;
  }
  li button[aria-pressed="true"] {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  li svg {
    display: block;
    width: 100%;
    aspect-ratio: 1;
    fill: none;
    stroke: currentColor;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  li .wrong {
    color: var(--bad);
    font-weight: 600;
  }
  .row {
    margin: 8px 0;
  }
  .row button {
    min-height: 34px;
    padding: 4px 12px;
    font-size: 14px;
  }
  .outcome {
    min-height: 1.5em;
    margin: 0 0 6px;
    line-height: 1.5;
  }
  .tally {
    max-height: 460px;
    overflow: auto;
    max-width: 760px;
  }
  table {
    table-layout: fixed;
  }
  th,
  td {
    padding-block: 3px;
    height: 30px;
    box-sizing: border-box;
  }
  thead th {
    height: auto;
  }
  thead :is(.right, .range) {
    white-space: normal;
  }
  thead th:first-child {
    width: 34%;
  }
  th.right {
    width: 84px;
  }
  th.range {
    width: 92px;
  }
  tbody th {
    white-space: normal;
    overflow-wrap: anywhere;
    line-height: 1.25;
  }
  tr.all :is(th, td) {
    border-bottom-color: var(--axis);
  }
  .interval {
    display: block;
    width: 100%;
    height: 16px;
    overflow: visible;
    color: var(--color, var(--ink));
  }
  .interval path {
    stroke: currentColor;
    stroke-width: 2;
    vector-effect: non-scaling-stroke;
  }
  .interval .axis {
    stroke: var(--hairline);
    stroke-width: 1;
  }
  .interval .share {
    stroke-width: 8;
    stroke-linecap: round;
  }
  @media (pointer: coarse) {
    .row button {
      min-height: 44px;
    }
  }
  @media (max-width: 640px) {
    th.right {
      width: 72px;
    }
    th.range {
      width: 74px;
    }
    th,
    td {
      padding-right: 6px;
    }
    .swatch {
      width: 12px;
      margin-right: 6px;
    }
  }
`;

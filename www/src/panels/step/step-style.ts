import { css } from 'lit';

export const stepStyle = css`
  .demos {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 18px;
    margin: 0 0 10px;
    padding: 0;
    list-style: none;
    font-size: 14px;
  }
  .demos a {
    display: inline-block;
    padding: 4px 0;
    color: var(--accent);
    text-underline-offset: 3px;
  }
  /* As high as what comes. */
  .waiting {
    min-height: 1000px;
    align-items: start;
    align-content: start;
  }
  .digits {
    display: grid;
    grid-template-columns: repeat(10, minmax(0, 40px)) auto;
    gap: 3px;
    margin: 8px 0;
  }
  .digits button {
    min-height: 34px;
    padding: 4px 8px;
    font-size: 14px;
  }
  .digits button:not(.together) {
    padding: 4px 0;
  }
  .digits .together {
    justify-self: start;
    margin-left: 8px;
    padding-inline: 14px;
  }
  .digits button[aria-pressed="true"] {
    background: var(--raised);
    box-shadow: inset 0 -2px var(--accent);
  }
  .walk {
    padding: 8px 0;
    background: var(--paper);
    border-bottom: 1px solid var(--axis);
  }
  .walk button {
    min-height: 36px;
    padding: 4px 12px;
    font-size: 14px;
  }
  .phase {
    font-size: 13px;
    color: var(--soft);
    font-variant-numeric: tabular-nums;
  }
  .said {
    max-width: none;
    min-height: 6.4em;
    margin: 8px 0 0;
    font-size: 14px;
    line-height: 1.6;
    font-variant-numeric: tabular-nums;
  }
  .said b {
    display: block;
  }
  .said span {
    display: block;
  }
  .steps {
    margin: 14px 0 4px;
  }
  .steps output {
    min-width: 7em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .two {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 8px 36px;
    margin: 8px 0;
  }
  h3 {
    margin: 0 0 4px;
    font-size: 14px;
    font-weight: 600;
  }
  .chart {
    display: grid;
    grid-template-columns: calc(var(--names) + 10px) minmax(0, 1fr);
    font-size: 11px;
    line-height: 1.2;
    color: var(--soft);
    font-variant-numeric: tabular-nums;
  }
  .chart svg {
    width: 100%;
    height: 72px;
    overflow: visible;
  }
  .chart line {
    stroke: var(--grid);
    vector-effect: non-scaling-stroke;
  }
  .chart path,
  .key path {
    fill: none;
    stroke-width: 2;
    vector-effect: non-scaling-stroke;
  }
  .up {
    position: relative;
  }
  .up span {
    position: absolute;
    right: 6px;
    transform: translateY(50%);
  }
  .along {
    grid-column: 2;
    display: flex;
    justify-content: space-between;
    padding-top: 2px;
  }
  td {
    white-space: nowrap;
  }
  .ends {
    display: flex;
    flex-wrap: wrap;
    gap: 0 18px;
    margin: 2px 0 0;
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  .key {
    width: 22px;
    height: 4px;
    margin-right: 6px;
    vertical-align: middle;
  }
  /* Where it leaves room for the layers. */
  @media (min-height: 640px) {
    .walk {
      position: sticky;
      top: 0;
      z-index: 1;
    }
  }
  @media (max-width: 720px) {
    .said {
      font-size: 13px;
      line-height: 1.45;
    }
    .two {
      grid-template-columns: minmax(0, 1fr);
    }
    .digits {
      grid-template-columns: repeat(10, minmax(0, 1fr));
    }
    .digits .together {
      grid-column: 1 / -1;
      justify-self: start;
      margin-left: 0;
    }
  }
  @media (pointer: coarse) {
    .digits button,
    .walk button {
      min-height: 44px;
    }
    .demos a {
      padding: 10px 0;
    }
  }
`;

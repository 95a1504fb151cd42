import { css } from 'lit';

export const tuningStyle = css`
  .chips {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin: 0 0 12px;
  }
  .chip {
    min-height: 36px;
    padding: 4px 12px;
    font-size: 14px;
  }
  .chip[aria-pressed="true"] {
    background: var(--raised);
    box-shadow: inset 0 -2px var(--color);
  }
  select,
  .time input {
    box-sizing: border-box;
    min-height: 40px;
    padding: 4px 8px;
    border: 1px solid var(--axis);
    border-radius: 4px;
    background: var(--paper);
    color: var(--ink);
    font: 16px var(--sans);
    font-variant-numeric: tabular-nums;
  }
  .tabs {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: 1fr;
    margin: 4px 0 12px;
  }
  .tabs button {
    padding-inline: 4px;
  }
  /* As high as what comes. */
  .waiting {
    min-height: 1080px;
  }
  .base {
    margin: 4px 0;
  }
  .answer {
    min-height: 3.2em;
    margin: 16px 0 8px;
    font-size: 17px;
  }
  .answer span:first-child {
    font-weight: 600;
  }
  .time {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    margin: 4px 0 12px;
    font-size: 13px;
    color: var(--soft);
  }
  .time input {
    width: 5em;
  }
  .time input[aria-invalid="true"] {
    border-color: var(--bad);
  }
  .bad {
    color: var(--bad);
  }
  .opened {
    border-left: 3px solid var(--hairline);
    padding: 4px 0 4px 14px;
    margin: 8px 0 16px;
  }
  .opened h3 {
    margin: 0 0 4px;
    font-size: 16px;
  }
  .runs {
    width: auto;
    font-size: 13px;
  }
  .runs :is(th, td) {
    padding: 3px 14px 3px 0;
  }
  .runs thead th {
    white-space: nowrap;
  }
  .spark path {
    fill: none;
    stroke: var(--ink);
    stroke-width: 1.25;
  }
  .peer th::after {
    content: " ○";
    color: var(--accent);
  }
  .best th::after {
    content: " ◎";
    color: var(--accent);
  }
  @media (pointer: coarse) {
    .chip,
    select,
    .time input {
      min-height: 44px;
    }
  }
`;

import { css } from 'lit';

export const unitsStyle = css`
  .demos {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 18px;
    margin: 0 0 14px;
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
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr));
    gap: 18px 28px;
    margin: 8px 0;
  }
  .pair > * {
    min-width: 0;
  }
  h3 {
    margin: 0 0 4px;
    font-size: 15px;
    line-height: 1.4;
  }
  h3.unit {
    margin-top: 18px;
    font-size: 17px;
  }
  .verdict {
    min-height: 3.4em;
    margin: 10px 0;
    font-size: 16px;
  }
  .verdict p {
    max-width: none;
    margin: 0 0 4px;
  }
  .numbers,
  .diverged {
    min-height: 1.6em;
    margin: 0 0 6px;
    font-size: 14px;
    color: var(--soft);
    font-variant-numeric: tabular-nums;
  }
  .diverged {
    color: var(--bad);
  }
  .look {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    margin: 12px 0;
  }
  .look label {
    flex: 1 1 200px;
    font-size: 13px;
    color: var(--soft);
  }
  .look button {
    min-width: 6em;
  }
  input[type="range"] {
    display: block;
    width: 100%;
    min-height: 32px;
    margin: 0;
    accent-color: var(--accent);
  }
  output {
    min-width: 8em;
    font-size: 14px;
    font-variant-numeric: tabular-nums;
  }
  .choices {
    align-items: end;
    gap: 10px 20px;
    margin: 18px 0 6px;
  }
  .choices label {
    font-size: 13px;
    color: var(--soft);
  }
  .segments {
    flex-wrap: wrap;
  }
  select {
    display: block;
    min-height: 44px;
    padding: 4px 8px;
    border: 1px solid var(--axis);
    border-radius: 4px;
    background: var(--paper);
    color: var(--ink);
    font: 16px var(--sans);
  }
  .empty {
    min-height: 60px;
  }
  @media (pointer: coarse) {
    .demos a {
      padding: 10px 0;
    }
    input[type="range"] {
      min-height: 44px;
    }
  }
`;

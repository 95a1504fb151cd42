import { css } from 'lit';

export const resultsStyle = css`
  h3 {
    margin: 26px 0 6px;
    font-size: 18px;
    line-height: 1.4;
  }
  h4 {
    margin: 22px 0 4px;
    font-size: 15px;
  }
  .words {
    min-height: 1.6em;
    margin-bottom: 14px;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(150px, 1fr));
    gap: 10px 18px;
    margin: 10px 0 14px;
  }
  label {
    display: block;
    font-size: 13px;
    color: var(--soft);
  }
  input,
  select {
    display: block;
    box-sizing: border-box;
    width: 100%;
    max-width: 320px;
    min-height: 44px;
    padding: 6px 8px;
    border: 1px solid var(--axis);
    border-radius: 4px;
    background: var(--paper);
    color: var(--ink);
    font: 16px var(--sans);
    font-variant-numeric: tabular-nums;
  }
  input[aria-invalid="true"] {
    border-color: var(--bad);
  }
  .wrong {
    color: var(--bad);
  }
  al-interval-chart + p {
    margin: 4px 0 2px;
  }
  al-result-table {
    margin: 14px 0 6px;
  }
`;

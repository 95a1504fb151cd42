import { css } from 'lit';

export const curvesStyle = css`
  .chart {
    margin: 16px 0 12px;
  }
  tbody td {
    height: 3.2em;
  }
  math {
    width: fit-content;
    margin: 0;
    font-size: 15px;
  }
  .name {
    display: block;
    font-weight: 400;
    font-size: 12.5px;
    color: var(--soft);
    white-space: normal;
  }
  .formula {
    display: flex;
    align-items: center;
    gap: 6px;
    white-space: nowrap;
  }
  .formula > span {
    color: var(--soft);
  }
  .formulas {
    display: grid;
    gap: 10px;
    padding-block: 4px;
  }
  .key {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-size: 13px;
    color: var(--soft);
  }
  .parameter {
    display: flex;
    align-items: center;
    gap: 10px;
    font-size: 13px;
  }
  .parameter label {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  input[type="range"] {
    width: 150px;
    min-height: 32px;
    accent-color: var(--accent);
  }
  output {
    min-width: 3em;
  }
  @media (max-width: 640px) {
    math {
      font-size: 13px;
    }
    thead {
      position: absolute;
      clip-path: inset(50%);
    }
    tr {
      display: grid;
      grid-template-columns: 1fr 1fr;
      border-bottom: 1px solid var(--hairline);
      padding: 8px 0;
    }
    th,
    td {
      border: 0;
      padding: 2px 0;
      height: auto !important;
      text-align: left !important;
    }
    th,
    .wide {
      grid-column: 1 / -1;
    }
    [data-label]::before {
      content: attr(data-label) " ";
      color: var(--soft);
    }
  }
`;

import { css } from 'lit';

export const reportStyle = css`
  .switches {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 14px;
    margin: 4px 0 10px;
  }
  .says {
    font-size: 15px;
    min-height: 3.2em;
  }
  .key {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    margin-right: 18px;
  }
  .key i {
    width: 8px;
    height: 8px;
    border: 2px solid var(--soft);
    border-radius: 50%;
    background: var(--soft);
  }
  .key i.open {
    background: none;
  }
  .below {
    display: block;
    color: var(--soft);
    font-size: 12px;
    line-height: 1.4;
  }
  th,
  td {
    padding-block: 5px;
  }
  thead .number {
    white-space: normal;
    min-width: 4.5em;
  }
  thead button {
    min-height: 30px;
    padding: 2px 0;
    border: 0;
    font-size: 12.5px;
    text-align: inherit;
    color: inherit;
    white-space: normal;
  }
  thead [aria-sort$="ending"] button {
    color: var(--ink);
    font-weight: 600;
  }
  tbody th {
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .function {
    display: flex;
    align-items: center;
    min-width: 108px;
  }
  .function .swatch {
    flex: none;
  }
  .flag,
  .conditions,
  .recorded {
    margin: 10px 0 0;
  }
  .flag {
    border-left: 3px solid var(--accent);
    padding-left: 10px;
    color: var(--ink);
  }
  @media (pointer: coarse) {
    thead button {
      min-height: 44px;
    }
  }
  @media (max-width: 640px) {
    /* Of the measures that one and what depends on it. */
    .measure:not(.shown) {
      display: none;
    }
    table {
      font-size: 13px;
    }
    th,
    td {
      padding-right: 8px;
    }
    .function .swatch {
      width: 10px;
      margin-right: 6px;
    }
    .segments button {
      padding-inline: 9px;
    }
  }
`;

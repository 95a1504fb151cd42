import { css } from 'lit';

export const tableStyle = css`
  table {
    font-size: 13.5px;
  }
  th,
  td {
    padding: 5px 9px 5px 0;
  }
  thead th {
    font-size: 12px;
    line-height: 1.3;
    padding-bottom: 4px;
  }
  thead button {
    min-height: 30px;
    padding: 2px 0;
    border: 0;
    font-size: 12px;
    text-align: inherit;
    color: inherit;
    white-space: normal;
  }
  thead button:hover {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  thead [aria-sort$="ending"] button {
    color: var(--ink);
    font-weight: 600;
  }
  thead .number {
    white-space: normal;
    min-width: 3.2em;
  }
  tbody th.name {
    white-space: normal;
    overflow-wrap: anywhere;
    min-width: 118px;
  }
  @media (min-width: 641px) {
    tbody .name .link {
      white-space: nowrap;
    }
  }
  .function {
    display: flex;
    align-items: center;
  }
  .function .swatch {
    flex: none;
  }
  .mark {
    display: inline-block;
    margin-left: 6px;
    font-size: 12px;
    color: var(--soft);
  }
  tbody .name .link {
    min-height: 28px;
    margin: 0;
    padding: 2px 0;
    font-weight: 600;
    font-size: 13.5px;
    color: var(--ink);
    text-align: left;
    text-decoration-color: var(--axis);
  }
  td > span {
    display: block;
  }
  .below,
  .note {
    display: block;
    font-size: 12px;
    font-weight: 400;
    line-height: 1.4;
    color: var(--soft);
  }
  .apart span:first-child {
    font-weight: 700;
  }
  tr.open > :is(th, td) {
    border-bottom-color: transparent;
  }
  /* The table may be wider than a phone: what is said in words is not. */
  .failed {
    position: sticky;
    left: 0;
    white-space: normal;
    max-width: min(44em, calc(100vw - 64px));
  }
  td[colspan="13"] .failed {
    max-width: min(34em, 52vw);
  }
  .inner {
    width: auto;
    margin: 2px 0 12px;
    font-size: 12.5px;
  }
  .inner caption {
    padding: 2px 0;
    font-weight: 600;
    text-align: left;
  }
  .inner :is(th, td) {
    padding: 2px 16px 2px 0;
    position: static;
  }
  .none {
    margin: 12px 0;
  }
  .chooser {
    display: none;
    font-size: 13px;
    color: var(--soft);
  }
  select {
    font: 16px var(--sans);
    min-height: 44px;
    padding: 4px 8px;
    border: 1px solid var(--axis);
    border-radius: 4px;
    background: var(--paper);
    color: var(--ink);
  }
  dl {
    margin: 4px 0;
    max-width: var(--measure);
  }
  dd {
    margin: 0 0 8px;
  }
  @media (pointer: coarse) {
    thead button,
    tbody .name .link {
      min-height: 44px;
    }
  }
  @media (max-width: 640px) {
    .chooser {
      display: block;
      margin: 8px 0;
    }
    .chooser select {
      display: block;
      width: 100%;
    }
    .measure:not(.shown) {
      display: none;
    }
    tbody th.name {
      max-width: 150px;
    }
    .number.shown {
      padding-right: 0;
    }
  }
`;

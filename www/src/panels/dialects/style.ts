import { css } from 'lit';

export const dialectsStyle = css`
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr));
    gap: 8px 20px;
    font-size: 14px;
    color: var(--soft);
  }
  .pair label {
    display: grid;
    gap: 2px;
  }
  select {
    font: inherit;
    width: 100%;
    min-height: 40px;
    padding: 4px 8px;
    border: 1px solid var(--axis);
    border-radius: 4px;
    background: var(--paper);
    color: var(--ink);
    text-overflow: ellipsis;
  }
  .verdict {
    margin: 16px 0 8px;
    font-size: 17px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .readout {
    margin: 4px 0 16px;
    max-width: none;
    font-variant-numeric: tabular-nums;
  }
  tbody th[colspan] {
    padding-top: 16px;
  }
  .api {
    overflow-wrap: anywhere;
  }
  td button.link {
    min-height: 28px;
    text-align: left;
  }
  @media (pointer: coarse) {
    select,
    td button.link {
      min-height: 44px;
    }
  }
  /* As high as what comes. */
  .waiting {
    min-height: 1466px;
  }
  @media (max-width: 640px) {
    .waiting {
      min-height: 1900px;
    }
  }
  ul {
    padding-left: 1.3em;
    max-width: var(--measure);
  }
  li {
    margin-bottom: 6px;
  }
`;

import { css } from 'lit';

export const pickerStyle = css`
  .families {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 16px;
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
  }
  legend {
    float: left;
    padding: 0;
    margin-right: 4px;
    font-size: 13px;
    color: var(--soft);
  }
  label {
    display: inline-flex;
    align-items: center;
    min-height: 34px;
    padding: 0 12px 0 10px;
    border: 1px solid var(--hairline);
    border-radius: 17px;
    font-size: 14px;
    color: var(--soft);
    cursor: pointer;
    user-select: none;
    touch-action: manipulation;
  }
  label:hover {
    background: var(--raised);
  }
  label .swatch {
    opacity: 0.35;
  }
  label:has(:checked) {
    border-color: var(--color);
    color: var(--ink);
  }
  label:has(:checked) .swatch {
    opacity: 1;
  }
  label:has(:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  label:has(:disabled) {
    cursor: default;
  }
  label input {
    appearance: none;
    margin: 0;
    outline: none;
  }
  .chosen {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0 14px;
    color: var(--ink);
    vertical-align: top;
    margin-left: 6px;
  }
  .chosen .swatch {
    width: 12px;
    margin-right: 5px;
  }
  @media (pointer: coarse) {
    label {
      min-height: 44px;
      border-radius: 22px;
    }
  }
  .search {
    margin: 4px 0;
  }
  .search input,
  select {
    box-sizing: border-box;
    min-height: 36px;
    padding: 4px 10px;
    border: 1px solid var(--axis);
    border-radius: 4px;
    background: none;
    color: var(--ink);
    font: inherit;
    font-size: 14px;
  }
  .search input {
    flex: 0 1 20em;
    min-width: 10em;
  }
  option {
    background: var(--paper);
    color: var(--ink);
  }
  .properties {
    margin: 0 0 8px;
  }
  .properties .row {
    gap: 6px;
  }
  .property {
    min-height: 32px;
    padding: 2px 12px;
    border-radius: 16px;
    font-size: 13px;
    color: var(--soft);
  }
  .property:not([data-state="any"]) {
    border-color: var(--accent);
    color: var(--ink);
  }
  @media (pointer: coarse) {
    .search input,
    select,
    .property {
      min-height: 44px;
    }
    .property {
      border-radius: 22px;
    }
  }
`;

import { css } from 'lit';

export const signalStyle = css`
  .demos {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 18px;
    margin: 0 0 14px;
    padding: 0;
    list-style: none;
    font-size: 14px;
  }
  .demos a {
    display: inline-block;
    min-height: 24px;
    padding: 3px 0;
    color: var(--accent);
    text-underline-offset: 3px;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin: 14px 0 8px;
  }
  .legend button {
    display: inline-flex;
    align-items: center;
    gap: 7px;
    min-height: 30px;
    padding: 2px 10px;
    font-size: 13px;
  }
  .legend button[aria-pressed="true"] {
    background: var(--raised);
    box-shadow: inset 0 -2px var(--accent);
  }
  .legend svg,
  .layer svg {
    flex: none;
    width: 18px;
    height: 4px;
    overflow: visible;
    vertical-align: middle;
  }
  .legend line,
  .layer line {
    stroke-width: 2.5;
  }
  .pair {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    column-gap: 32px;
  }
  @media (min-width: 700px) {
    .pair.two {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  h3 {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 8px 0 2px;
    font-size: 17px;
    line-height: 1.4;
  }
  h4 {
    margin: 18px 0 4px;
    font-size: 15px;
  }
  .said {
    margin: 0 0 10px;
    font-size: 15px;
  }
  .gaps {
    margin: 6px 0;
    padding: 0;
    list-style: none;
    font-size: 13px;
    color: var(--soft);
  }
  .values {
    font-size: 13px;
  }
  .values :is(th, td) {
    padding: 3px 10px 3px 0;
  }
  .values caption {
    text-align: left;
    font-size: 13px;
    color: var(--soft);
    padding: 6px 0 2px;
  }
  .values .number {
    font-variant-numeric: tabular-nums;
  }
  .values tr.chosen :is(th, td) {
    background: var(--raised);
  }
  .layer {
    font-weight: 400;
  }
  .tail {
    max-height: 420px;
    overflow: auto;
  }
  .broken td {
    color: var(--bad);
  }
  .post {
    border-left: 3px solid var(--bad);
    padding: 2px 0 2px 14px;
    margin: 14px 0;
  }
  .tried td button {
    min-height: 32px;
    padding: 3px 10px;
    font-size: 13px;
    white-space: nowrap;
  }
  @media (pointer: coarse) {
    .legend button,
    .tried td button {
      min-height: 44px;
    }
    .demos a {
      min-height: 44px;
      align-content: center;
    }
  }
`;

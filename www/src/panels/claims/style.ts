import { css } from 'lit';

export const claimsStyle = css`
  ul {
    list-style: none;
    margin: 6px 0 14px;
    padding: 0;
    border-top: 1px solid var(--hairline);
  }
  li {
    padding: 10px 0 6px;
    border-bottom: 1px solid var(--hairline);
  }
  .head {
    justify-content: space-between;
  }
  .chip {
    text-align: start;
    text-wrap: pretty;
    word-break: auto-phrase;
    font-weight: 600;
    border-radius: 20px;
  }
  .head progress {
    max-width: 240px;
  }
  strong {
    --verdict: var(--soft);
    display: inline-flex;
    gap: 0.5em;
    padding: 2px 10px;
    border: 1px solid var(--verdict);
    border-radius: 4px;
    color: var(--verdict);
    font-size: 14px;
    white-space: nowrap;
  }
  .holds strong {
    --verdict: light-dark(#1d6b35, #86d69b);
  }
  .fails strong {
    --verdict: var(--bad);
  }
  .fact {
    margin: 8px 0 0;
    font-size: 15px;
    font-variant-numeric: tabular-nums;
  }
  .facts {
    margin: 4px 0 10px;
    border: 0;
    font-variant-numeric: tabular-nums;
  }
  .facts li {
    padding: 2px 0;
    border: 0;
  }
  details {
    margin: 2px 0;
  }
`;

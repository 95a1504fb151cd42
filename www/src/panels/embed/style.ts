import { css } from 'lit';

export const dialogStyle = css`
  dialog {
    box-sizing: border-box;
    width: min(820px, 100vw - 16px);
    max-height: calc(100dvh - 16px);
    padding: 16px clamp(14px, 3vw, 28px) 24px;
    overflow: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--hairline);
    border-radius: 6px;
    background: var(--paper);
    color: var(--ink);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.5);
  }
  .head {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: 12px;
  }
  .segments + .small {
    margin-top: 8px;
  }
  .head button {
    flex: none;
  }
  h3 {
    margin: 18px 0 6px;
    font-size: 16px;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(190px, 1fr));
    gap: 10px 16px;
    margin: 12px 0;
  }
  .fields label {
    display: grid;
    align-content: start;
    gap: 4px;
    font-size: 14px;
    color: var(--soft);
  }
  select,
  .fields input {
    box-sizing: border-box;
    width: 100%;
    min-height: 36px;
    padding: 4px 8px;
    border: 1px solid var(--axis);
    border-radius: 4px;
    background: var(--paper);
    color: var(--ink);
    font: 15px var(--sans);
  }
  .wrong {
    color: var(--bad);
  }
  .check {
    display: flex;
    align-items: baseline;
    gap: 8px;
    padding: 4px 0;
    font-size: 15px;
  }
  al-copyable {
    --height: 200px;
  }
  .preview {
    height: min(460px, 60vh);
    overflow: auto;
    border: 1px solid var(--hairline);
    border-radius: 4px;
  }
  .preview iframe {
    display: block;
    width: 100%;
    height: 100%;
    border: 0;
  }
  @media (pointer: coarse) {
    select,
    .fields input,
    .check {
      min-height: 44px;
      align-items: center;
    }
  }
`;

import { css } from 'lit';

export const drawStyle = css`
  .bench {
    display: grid;
    grid-template-columns: minmax(220px, 300px) minmax(0, 1fr);
    gap: 20px 36px;
    align-items: start;
    margin-top: 14px;
  }
  .views {
    display: flex;
    gap: 18px;
    margin-top: 14px;
  }
  figure {
    margin: 0;
  }
  figcaption {
    font-size: 12.5px;
    color: var(--soft);
  }
  .pixels {
    display: block;
    width: 112px;
    height: 112px;
    border: 1px solid var(--hairline);
    fill: var(--ink);
  }
  .verdict {
    display: flex;
    align-items: center;
    gap: 18px;
    min-height: 84px;
    border-bottom: 1px solid var(--axis);
    margin-bottom: 4px;
    padding-bottom: 6px;
  }
  .verdict b {
    font-size: 64px;
    line-height: 1;
    font-weight: 700;
    min-width: 0.62em;
    font-variant-numeric: tabular-nums;
  }
  .verdict p {
    margin: 0;
  }
  thead th:not(:last-child) {
    white-space: nowrap;
  }
  td.answer {
    font-size: 22px;
    font-weight: 700;
    line-height: 1;
  }
  td.bars {
    width: 58%;
    padding-right: 0;
  }
  .ten {
    display: grid;
    grid-template-columns: repeat(10, 1fr);
    gap: 3px;
  }
  .ten span {
    display: block;
    text-align: center;
    font-size: 11px;
    line-height: 1.3;
    color: var(--soft);
  }
  .ten span[data-top] {
    color: var(--ink);
    font-weight: 700;
  }
  .ten i {
    display: block;
    height: 34px;
    border-bottom: 1px solid var(--hairline);
    background: linear-gradient(var(--color), var(--color)) bottom / 100% var(--height) no-repeat;
  }
  .many :is(th, td) {
    padding-block: 3px;
  }
  .many i {
    height: 18px;
  }
  @media (min-width: 641px) and (min-height: 600px) {
    .desk {
      position: sticky;
      top: 12px;
    }
  }
  .untrained {
    min-height: 200px;
  }
  @media (max-width: 640px) {
    .bench {
      grid-template-columns: minmax(0, 1fr);
    }
    al-drawing-surface {
      max-width: 320px;
      margin-inline: auto;
    }
    th .name {
      white-space: normal;
    }
  }
`;

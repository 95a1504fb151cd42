import { css } from 'lit';

export const juryStyle = css`
  .order {
    margin: 12px 0 4px;
  }
  table {
    table-layout: fixed;
  }
  th,
  td {
    padding-block: 4px;
    height: 36px;
    box-sizing: border-box;
  }
  thead th {
    height: auto;
    white-space: nowrap;
  }
  thead .bars span {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  th.answer,
  td.answer {
    width: 58px;
    text-align: center;
    padding-right: 10px;
  }
  th.bars,
  td.bars {
    width: 46%;
    padding-right: 10px;
  }
  th.confidence {
    width: 82px;
    padding-right: 0;
  }
  td.number {
    width: 52px;
    padding-right: 4px;
  }
  td.eye {
    width: 30px;
    padding: 0;
    text-align: right;
  }
  .digits {
    display: grid;
    grid-template-columns: repeat(10, 1fr);
    text-align: center;
    font-size: 11.5px;
    line-height: 1.3;
  }
  .digits i {
    font: inherit;
  }
  .ten {
    display: block;
    width: 100%;
    height: 28px;
    fill: var(--color);
    /* A base line for each digit. */
    border-bottom: 1px solid var(--hairline);
  }
  .others {
    opacity: 0.45;
  }
  .who {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
  }
  .name {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
    white-space: normal;
    line-height: 1.25;
  }
  .votes {
    font-weight: 400;
    font-size: 12px;
    color: var(--soft);
    white-space: nowrap;
  }
  button.name {
    border: 0;
    min-height: 26px;
    padding: 0 16px 0 0;
    text-align: left;
    font: inherit;
    line-height: 1.25;
    position: relative;
  }
  button.name:hover:not(:disabled) {
    background: none;
    text-decoration: underline;
    text-underline-offset: 3px;
    text-decoration-thickness: 1px;
  }
  button.name::after {
    content: "▸";
    /* Not to be read out. */
    content: "▸" / "";
    margin-left: 6px;
    font-weight: 400;
    color: var(--soft);
    display: inline-block;
  }
  button.name[aria-expanded="true"]::after {
    transform: rotate(90deg);
  }
  .answer b {
    display: inline-block;
    min-width: 24px;
    font-size: 19px;
    line-height: 24px;
    font-weight: 700;
    border: 1.5px solid transparent;
    border-radius: 4px;
  }
  /* Not by colour alone: a frame. */
  .dissents .answer b {
    border-color: var(--contra);
    color: var(--contra);
  }
  .looked > * {
    background: var(--raised);
  }
  .eye button {
    min-height: 26px;
    width: 28px;
    padding: 0;
    border: 0;
    vertical-align: middle;
    color: var(--soft);
  }
  .eye svg {
    display: block;
    width: 18px;
    height: 18px;
    margin: auto;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    opacity: 0.55;
  }
  .looked .eye svg,
  .eye button:hover svg {
    opacity: 1;
  }
  .eye button[aria-pressed="true"] {
    color: var(--accent);
  }
  .eye button[aria-pressed="true"] circle {
    fill: currentColor;
  }
  .seed th {
    font-weight: 400;
    padding-left: 26px;
    color: var(--soft);
  }
  .seed :is(th, td) {
    height: 28px;
    padding-block: 2px;
    border-bottom-style: dotted;
  }
  .seed .ten {
    height: 18px;
  }
  .seed .answer b {
    font-size: 14px;
    line-height: 18px;
    min-width: 20px;
    font-weight: 400;
  }
  .camp th {
    height: auto;
    padding: 12px 0 3px;
    font-size: 13px;
    font-weight: 600;
    border-bottom-color: var(--axis);
  }
  .many :is(th, td) {
    height: 29px;
    padding-block: 1px;
  }
  .many thead th,
  .many .camp th {
    height: auto;
  }
  .many .ten {
    height: 22px;
  }
  .many .answer b {
    font-size: 16px;
    line-height: 20px;
    min-width: 22px;
  }
  .many .name {
    font-size: 13.5px;
  }
  @media (max-width: 640px) {
    .who {
      flex-direction: row;
    }
    .votes {
      flex-basis: 100%;
      white-space: normal;
      padding-left: 18px;
      font-size: 11.5px;
      line-height: 1.2;
    }
    .votes:empty {
      display: none;
    }
    th,
    td {
      padding-right: 6px;
    }
    th.answer,
    td.answer {
      width: 34px;
      padding-right: 4px;
    }
    th.answer {
      overflow: visible;
    }
    th.bars,
    td.bars {
      width: 31%;
      padding-right: 2px;
    }
    td.number {
      font-size: 13px;
    }
    .eye button {
      width: 36px;
    }
    .swatch {
      width: 12px;
      margin-right: 6px;
    }
    button.name {
      padding-right: 0;
    }
    thead .bars span {
      display: none;
    }
    .digits {
      font-size: 10.5px;
    }
  }
  @media (pointer: coarse) {
    :is(button.name, .eye button) {
      min-height: 44px;
    }
  }
`;

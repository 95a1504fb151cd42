import { css } from 'lit';

export const layersStyle = css`
  :host {
    --plus: light-dark(#0a5bb5, #6cb2ff);
    --minus: light-dark(#c8500a, #ff9d4d);
  }
  .layers {
    font-size: 12px;
    line-height: 1.3;
    font-variant-numeric: tabular-nums;
  }
  .layer {
    display: grid;
    grid-template-columns: 84px repeat(2, minmax(0, 1fr));
    gap: 2px 28px;
    padding: 6px 0;
    border-bottom: 1px solid var(--grid);
  }
  .layer:last-child {
    border-bottom: 0;
  }
  .net {
    display: grid;
    grid-template-columns: repeat(3, 54px) minmax(0, 1fr);
    gap: 2px 8px;
    align-items: start;
    min-width: 0;
  }
  .head {
    color: var(--soft);
    border-bottom-color: var(--axis);
    padding-bottom: 3px;
  }
  .head .net {
    align-items: end;
  }
  .head b {
    grid-column: 1 / -1;
    font-size: 16px;
    color: color-mix(in oklab, var(--color) 75%, var(--ink));
    border-bottom: 2px solid var(--color);
    width: fit-content;
  }
  .axis {
    display: flex;
    justify-content: space-between;
    gap: 6px;
  }
  .axis :is(i, em) {
    font: inherit;
  }
  .name b {
    display: block;
    font-size: 13px;
  }
  .name span {
    color: var(--soft);
  }
  figure {
    margin: 0;
    min-width: 0;
    text-align: center;
  }
  figure.wide {
    grid-column: span 2;
  }
  svg {
    display: block;
    box-sizing: border-box;
    width: 100%;
    border-radius: 2px;
    background: var(--paper);
    outline: 1px solid var(--hairline);
  }
  .marks {
    aspect-ratio: 1;
  }
  .plus {
    fill: var(--plus);
  }
  .minus {
    fill: var(--minus);
  }
  .pixels {
    fill: var(--ink);
  }
  .ten {
    height: 54px;
    fill: var(--color);
  }
  .ten .others {
    opacity: 0.45;
  }
  .digits {
    display: grid;
    grid-template-columns: repeat(10, minmax(0, 1fr));
    color: var(--soft);
    font-size: 11px;
  }
  .digits .right {
    color: var(--ink);
    font-weight: 700;
    text-decoration: underline;
  }
  figcaption {
    margin-top: 1px;
    font-size: 11px;
    color: var(--soft);
    white-space: nowrap;
  }
  .length {
    min-width: 0;
    padding-left: 4px;
  }
  .track {
    height: 14px;
    border-left: 1px solid var(--axis);
    background: repeating-linear-gradient(
      to right,
      transparent 0,
      transparent calc(var(--decade) - 1px),
      var(--hairline) calc(var(--decade) - 1px),
      var(--hairline) var(--decade)
    );
  }
  .track i {
    display: block;
    height: 100%;
    background: var(--color);
  }
  .numbers {
    display: flex;
    justify-content: space-between;
    gap: 6px;
    margin-top: 2px;
  }
  .numbers.soft {
    color: var(--soft);
    font-size: 11px;
    justify-content: flex-start;
    white-space: nowrap;
  }
  .now svg,
  .track.now {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }
  .before :is(path, i, figcaption, .digits),
  .numbers.before,
  span.before {
    visibility: hidden;
  }
  @media (prefers-reduced-motion: no-preference) {
    svg,
    .track i {
      transition: outline-color 200ms;
    }
  }
  @media (max-width: 720px) {
    .layer {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 4px 14px;
    }
    .head > div:first-child {
      display: none;
    }
    .name {
      grid-column: 1 / -1;
    }
    .name b {
      display: inline;
    }
    .net {
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: 3px 6px;
    }
    .axis,
    .length {
      grid-column: 1 / -1;
      padding-left: 0;
    }
    .numbers.soft {
      white-space: normal;
    }
    .ten {
      height: 44px;
    }
  }
`;

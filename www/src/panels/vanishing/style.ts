import { css } from 'lit';

export const vanishingStyle = css`
  .waiting {
    min-height: 560px;
  }
  .demos {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 18px;
    margin: 0 0 8px;
    padding: 0;
    list-style: none;
    font-size: 14px;
  }
  .demos a {
    display: inline-block;
    padding: 4px 0;
    color: var(--accent);
  }
  .segments {
    flex-wrap: wrap;
  }
  .what {
    margin: 14px 0 6px;
    font-size: 15px;
    line-height: 1.4;
  }
  .legend {
    --vanishes: light-dark(oklch(0.68 0.13 250), oklch(0.45 0.13 252));
    --explodes: light-dark(oklch(0.74 0.15 55), oklch(0.48 0.12 48));
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 18px;
    margin: 8px 0 4px;
  }
  .scale {
    position: relative;
    width: min(260px, 100%);
    height: 34px;
    margin-right: 14px;
  }
  .scale .bar {
    height: 12px;
    background: linear-gradient(to right in oklab, var(--vanishes), var(--raised), var(--explodes));
  }
  .scale span {
    position: absolute;
    top: 13px;
    transform: translateX(-50%);
    font-variant-numeric: tabular-nums;
  }
  .scale span:nth-of-type(1) {
    transform: none;
  }
  .scale span:last-child {
    transform: translateX(-100%);
  }
  sup {
    line-height: 0;
  }
  .corner {
    display: inline-block;
    border: 5px solid;
    border-color: var(--ink) var(--ink) transparent transparent;
  }
  .hatched {
    display: inline-block;
    width: 18px;
    height: 12px;
    vertical-align: middle;
    background: repeating-linear-gradient(45deg, var(--raised) 0 5px, var(--axis) 5px 7px);
  }
  .replay {
    display: block;
    max-width: 640px;
    margin: 8px 0;
    font-size: 14px;
    font-variant-numeric: tabular-nums;
  }
  .replay input {
    display: block;
    width: 100%;
    height: 44px;
    margin: 0;
    accent-color: var(--accent);
  }
  .agreement {
    min-height: 3.2em;
    margin: 10px 0;
  }
  @media (pointer: coarse) {
    .demos a {
      padding: 9px 0;
    }
  }
`;

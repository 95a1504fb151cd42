import { css } from 'lit';

export const curvesStyle = css`
  /* As wide as it will be, and without a place yet. */
  .coming {
    height: 0;
    overflow: clip;
    visibility: hidden;
  }
  .coming ~ * {
    visibility: hidden;
  }
  .chart {
    margin: 14px 0 10px;
  }
  .keys {
    display: inline-flex;
    gap: 14px;
    margin-left: auto;
  }
  .key {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-size: 13px;
    color: var(--soft);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 2px;
    margin: 0 0 8px;
  }
  .legend button {
    min-height: 26px;
    padding: 2px 8px 2px 4px;
    border-color: transparent;
    font-size: 13px;
  }
  .legend button[aria-pressed="true"] {
    background: var(--raised);
    font-weight: 600;
  }
  .sliders {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(290px, 100%), 1fr));
    gap: 10px 28px;
    margin: 4px 0 10px;
  }
  al-facts-table,
  al-function-card {
    margin-top: 14px;
  }
  al-save {
    margin: 10px 0;
  }
  @media (pointer: coarse) {
    .legend {
      max-height: 200px;
      overflow-y: auto;
    }
    .legend button {
      min-height: 44px;
    }
  }
`;

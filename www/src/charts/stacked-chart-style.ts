import { css } from 'lit';

/** What it has of its own, beside a line chart's. */
export const stackedChartStyle = css`
  .title {
    fill: var(--ink);
    font-size: 13px;
    font-weight: 600;
  }
  .name {
    font-size: 12px;
    font-weight: 600;
  }
  .axis {
    stroke: var(--axis);
  }
  .guide {
    stroke: var(--axis);
    stroke-dasharray: 1 4;
    stroke-linecap: round;
  }
  .halo {
    paint-order: stroke;
    stroke: var(--paper);
    stroke-width: 4px;
    stroke-linejoin: round;
  }
  .curve {
    fill: none;
    stroke-width: 1.5;
    stroke-linejoin: round;
  }
  .thin {
    stroke-width: 1;
    opacity: 0.55;
  }
  .dimmed {
    opacity: 0.16;
  }
  .emphasised .curve {
    stroke-width: 2.5;
  }
  .note {
    inset: 0;
    place-items: start center;
    padding: 64px 56px 0;
  }
`;

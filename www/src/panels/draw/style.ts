import { css } from 'lit';

export const drawStyle = css`
  :host {
    /* Blue and orange: the pair that colour blindness leaves apart. */
    --pro: light-dark(#0a5bb5, #6cb2ff);
    --contra: light-dark(#c8500a, #ff9d4d);
  }
  .bench {
    display: grid;
    grid-template-columns: 300px minmax(0, 1fr);
    gap: 20px 36px;
    align-items: start;
    margin-top: 14px;
  }
  .desk .controls {
    margin: 10px 0 12px;
  }
  .desk .controls button {
    flex: 1;
  }
  al-habits {
    margin: 4px 0 8px;
  }
  .look {
    display: grid;
    grid-template-columns: 126px minmax(0, 1fr);
    gap: 14px;
    align-items: start;
    margin: 10px 0 0;
    font-size: 13px;
    line-height: 1.45;
    color: var(--soft);
  }
  .look p {
    margin: 0 0 4px;
  }
  .look.on p {
    color: var(--ink);
  }
  .look figcaption svg {
    width: 10px;
    height: 10px;
    margin-right: 7px;
  }
  .pro {
    fill: var(--pro);
  }
  .contra {
    fill: var(--contra);
  }
  .shipped {
    margin-top: 12px;
  }
  .untrained {
    min-height: 160px;
    margin-top: 12px;
  }
  @media (min-width: 641px) and (min-height: 780px) {
    .desk {
      position: sticky;
      top: 12px;
    }
  }
  @media print {
    .bench {
      display: block;
    }
    al-meant,
    al-habits,
    al-samples {
      display: none;
    }
    al-drawing-surface {
      width: 240px;
    }
  }
  @media (max-width: 640px) {
    .bench {
      grid-template-columns: minmax(0, 1fr);
      gap: 12px;
    }
    .desk,
    .jury {
      display: contents;
    }
    al-drawing-surface {
      width: min(320px, 100%);
      margin-inline: auto;
    }
    .desk .controls {
      margin: 0;
    }
    /* What the jury says comes right below the pen. */
    al-meant,
    al-habits,
    al-samples,
    .bench .jury > :not(al-verdict) {
      order: 1;
    }
    .look {
      order: 2;
      margin: 0;
      grid-template-columns: 112px minmax(0, 1fr);
    }
    .look:not(.on) {
      display: none;
    }
    /* Stays in sight while the reader goes from row to row. */
    .look.on {
      position: sticky;
      bottom: 0;
      z-index: 1;
      padding: 10px 0;
      background: var(--paper);
      border-top: 1px solid var(--axis);
    }
  }
`;

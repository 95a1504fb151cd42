import { css } from 'lit';

/** What every panel and its parts look like. Colours come from tokens.css by inheritance. */
export const panelStyle = css`
  :host {
    display: block;
    font: 16px/1.6 var(--sans);
    color: var(--ink);
    text-wrap: pretty;
  }
  :host(:lang(ja)) {
    line-height: 1.8;
    line-break: strict;
    text-autospace: normal;
    text-spacing-trim: trim-start;
  }
  /* A slanted gothic is no italic. */
  i {
    font-family: var(--variable);
  }
  :is(em, cite, dfn):lang(ja),
  :host(:lang(ja)) cite {
    font-style: normal;
  }
  [hidden] {
    display: none !important;
  }
  /* What a frame with controls=none leaves out. */
  :host([bare])
    :is(
      .optional,
      .demos,
      al-picker,
      al-dialect-switch,
      al-race-settings,
      al-sweep-form,
      al-vanishing-form,
      al-step-form,
      al-signal-form,
      al-units-form,
      al-sweep-export,
      al-tuning-hand,
      al-tuning-gradient,
      al-tuning-search,
      al-meant,
      al-habits,
      al-kept,
      al-models,
      al-save,
      al-export,
      al-share
    ) {
    display: none !important;
  }
  .panel {
    border-top: 2px solid var(--ink);
    padding-top: 10px;
  }
  .kicker {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 12px;
    margin: 0;
    font-size: 13px;
    letter-spacing: 0.06em;
    color: var(--soft);
  }
  .kicker p {
    margin: 0;
  }
  @media print {
    .kicker button.link {
      display: none;
    }
  }
  .kicker button.link {
    margin: 0 -6px 0 auto;
    min-height: 24px;
    font-size: 13px;
    letter-spacing: 0;
  }
  h2 {
    margin: 2px 0 14px;
    font-size: clamp(21px, 2.6vw, 27px);
    font-weight: 700;
    line-height: 1.35;
    letter-spacing: -0.005em;
    word-break: auto-phrase;
  }
  p {
    margin: 0 0 12px;
    max-width: var(--measure);
  }
  .caption {
    margin: 14px 0 6px;
    font-size: 14px;
    line-height: 1.65;
    color: var(--soft);
  }
  .small {
    font-size: 13px;
    line-height: 1.6;
    color: var(--soft);
  }
  details {
    font-size: 14px;
    margin: 6px 0;
  }
  summary {
    cursor: pointer;
    color: var(--accent);
    width: fit-content;
    padding: 4px 0;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
    border-radius: 3px;
  }

  button {
    font: inherit;
    font-size: 15px;
    line-height: 1.3;
    min-height: 40px;
    padding: 6px 16px;
    border: 1px solid var(--hairline);
    border-radius: 4px;
    background: transparent;
    color: var(--ink);
    cursor: pointer;
    touch-action: manipulation;
  }
  button:hover:not(:disabled) {
    background: var(--raised);
  }
  button:disabled {
    color: var(--soft);
    cursor: default;
  }
  button.primary {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
    padding-inline: 26px;
  }
  button.primary:hover:not(:disabled) {
    background: color-mix(in oklab, var(--accent) 85%, var(--ink));
  }
  button.primary:disabled {
    background: var(--raised);
    border-color: var(--hairline);
    color: var(--soft);
  }
  button.link {
    margin-left: -6px;
    border: 0;
    padding: 4px 6px;
    min-height: 32px;
    font-size: 14px;
    color: var(--accent);
    text-decoration: underline;
    text-underline-offset: 3px;
    text-decoration-thickness: 1px;
  }
  button.link:disabled {
    color: var(--soft);
    text-decoration: none;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 10px;
  }
  .controls {
    margin: 12px 0;
    min-height: 44px;
  }
  .controls:has(+ .progress) {
    margin-bottom: 2px;
  }
  @media (pointer: coarse) {
    button,
    summary,
    button.link,
    .kicker button.link {
      min-height: 44px;
    }
    summary {
      align-content: center;
    }
  }

  fieldset {
    border: 0;
    margin: 0;
    padding: 0;
    min-width: 0;
  }
  .segments {
    display: inline-flex;
    flex-wrap: wrap;
    max-width: 100%;
    box-sizing: border-box;
    border: 1px solid var(--hairline);
    border-radius: 4px;
    overflow: clip;
  }
  .segments button {
    border: 0;
    border-radius: 0;
    min-height: 34px;
    padding: 4px 12px;
    font-size: 14px;
    color: var(--soft);
  }
  .segments button[aria-pressed="true"] {
    background: var(--raised);
    color: var(--ink);
    box-shadow: inset 0 -2px var(--accent);
  }
  @media (pointer: coarse) {
    .segments button {
      min-height: 44px;
    }
  }

  .progress {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 32px;
    margin-bottom: 14px;
    font-size: 14px;
    color: var(--soft);
    font-variant-numeric: tabular-nums;
  }
  /* Of one line or of two: what is said there changes while something else is trained. */
  @media (max-width: 640px) {
    .progress {
      min-height: 3.6em;
    }
  }
  progress {
    appearance: none;
    flex: 1;
    width: 100%;
    min-width: 80px;
    vertical-align: middle;
    height: 4px;
    border: 0;
    border-radius: 2px;
    background: var(--hairline);
    overflow: clip;
  }
  progress::-webkit-progress-bar {
    background: var(--hairline);
  }
  progress::-webkit-progress-value {
    background: var(--bar, var(--accent));
  }
  progress::-moz-progress-bar {
    background: var(--bar, var(--accent));
  }

  .scroll {
    overflow-x: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 14px;
    line-height: 1.45;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 8px 12px 8px 0;
    text-align: left;
    border-bottom: 1px solid var(--hairline);
    vertical-align: middle;
  }
  thead th {
    word-break: auto-phrase;
    font-weight: 400;
    font-size: 13px;
    color: var(--soft);
    vertical-align: bottom;
    border-bottom-color: var(--axis);
  }
  tbody th {
    font-weight: 600;
    white-space: nowrap;
  }
  /* A wide table moves under its names. */
  .scroll tbody th {
    position: sticky;
    left: 0;
    background: var(--paper);
  }
  td button.link {
    min-height: 26px;
    margin-block: -3px;
  }
  .number {
    text-align: right;
    white-space: nowrap;
  }
  .number:last-child {
    padding-right: 0;
  }
  .swatch {
    display: inline-block;
    width: 18px;
    height: 3px;
    margin-right: 8px;
    border-radius: 2px;
    vertical-align: middle;
    background: var(--color);
  }
  code {
    font: 12.5px/1.4 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace;
  }

  .message {
    border-left: 3px solid var(--accent);
    background: var(--raised);
    padding: 10px 14px;
    margin: 12px 0;
    font-size: 15px;
  }
  .message.bad {
    border-color: var(--bad);
  }
  .message p {
    margin: 0;
  }
  .message .row {
    margin-top: 8px;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    .swatch,
    progress {
      forced-color-adjust: none;
    }
    .segments button[aria-pressed="true"],
    button.primary:not(:disabled) {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    button:disabled {
      color: GrayText;
    }
  }
  /* On paper there is what is known, and nothing to press. */
  @media print {
    :host {
      font-size: 10.5pt;
    }
    button:not(table button, li button, .legend button),
    :is(input, select, textarea, progress, search, fieldset, .segments, .controls),
    label:has(input, select),
    td button:has(> svg),
    details:not([open], :has(.chosen)),
    details:has(al-parameter),
    .figure > .small,
    :is(al-save, al-models, al-dialect-switch, .progress) {
      display: none !important;
    }
    summary {
      list-style: none;
      color: inherit;
    }
    button,
    .scroll tbody th {
      border: 0;
      padding: 0;
      color: inherit;
      background: none;
    }
    .panel {
      border-top-width: 1px;
    }
    h2,
    h3,
    .kicker,
    summary {
      break-after: avoid;
    }
    :is(tr, svg, .message, .caption),
    :is(al-line-chart, al-interval-chart, al-strip-chart) {
      break-inside: avoid;
    }
    .scroll {
      overflow: visible;
    }
    .scroll table,
    .scroll :is(button, code, .below, .small) {
      font-size: 7.5pt !important;
    }
    .scroll :is(th, td) {
      padding-right: 5px;
      white-space: normal;
      min-width: 0;
    }
    a[href^="http"]::after {
      content: " (" attr(href) ")";
      overflow-wrap: anywhere;
    }
  }
`;

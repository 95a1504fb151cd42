import { css, html, type TemplateResult } from 'lit';
import { define, LabElement } from '../panel.ts';
import type { Place } from './choice.ts';
import { moved } from './keys.ts';
import type { Shown } from './words.ts';

export interface GridRow {
  id: string;
  /** before the name, a line of its colour */
  color: string | undefined;
  cells: readonly Shown[];
}

/** The map: one stop of the tab key, arrows from cell to cell. */
export class VanishingGrid extends LabElement {
  static override properties = {
    ...LabElement.properties,
    rows: { attribute: false },
    depths: { attribute: false },
    open: { attribute: false },
    label: {},
    at: { state: true },
  };

  declare rows: readonly GridRow[];
  /** of the columns */
  declare depths: readonly number[];
  /** which cell is */
  declare open: Place | undefined;
  declare label: string;
  /** where the tab key comes to */
  declare at: readonly [row: number, column: number];

  static override styles = [
    ...LabElement.styles,
    css`
      :host {
        --vanishes: light-dark(oklch(0.68 0.13 250), oklch(0.45 0.13 252));
        --explodes: light-dark(oklch(0.74 0.15 55), oklch(0.48 0.12 48));
      }
      table {
        width: 100%;
        border-collapse: separate;
        border-spacing: 1px;
        font-size: 12px;
        line-height: 1.2;
      }
      th,
      td {
        border: 0;
        padding: 0;
      }
      thead th {
        padding: 0 2px 4px;
        font-size: 12px;
        text-align: center;
        white-space: nowrap;
      }
      thead th:first-child {
        position: sticky;
        left: 0;
        z-index: 1;
        background: var(--paper);
        text-align: right;
        padding-right: 8px;
      }
      tbody th {
        padding-right: 8px;
        font-weight: 400;
        font-size: 13px;
        text-align: right;
        z-index: 1;
      }
      tbody .swatch {
        width: 12px;
        margin: 0 0 0 6px;
      }
      td {
        position: relative;
        box-sizing: border-box;
        min-width: 40px;
        height: 30px;
        text-align: center;
        white-space: nowrap;
        cursor: pointer;
        background: var(--raised);
      }
      td.vanishes {
        background: color-mix(in oklab, var(--vanishes) calc(var(--shade) * 100%), var(--raised));
      }
      td.explodes {
        background: color-mix(in oklab, var(--explodes) calc(var(--shade) * 100%), var(--raised));
      }
      td.none {
        background: repeating-linear-gradient(45deg, var(--raised) 0 5px, var(--hairline) 5px 7px);
      }
      /* Theory is off. */
      td.off::after {
        content: "";
        position: absolute;
        top: 0;
        right: 0;
        border: 4px solid;
        border-color: var(--ink) var(--ink) transparent transparent;
      }
      td:hover {
        outline: 1px solid var(--axis);
      }
      td[aria-selected="true"] {
        outline: 2px solid var(--ink);
        outline-offset: -2px;
      }
      td:focus-visible {
        outline: 3px solid var(--accent);
        outline-offset: -1px;
        z-index: 1;
      }
      @media (pointer: coarse) {
        td {
          min-width: 44px;
          height: 40px;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.rows = [];
    this.depths = [];
    this.open = undefined;
    this.label = '';
    this.at = [0, 0];
  }

  /** The panel hands down what follows from the state. */
  protected override parts(): readonly unknown[] {
    return [];
  }

  override render(): TemplateResult {
    const row = Math.min(this.at[0], this.rows.length - 1);
    const column = Math.min(this.at[1], this.depths.length - 1);
    return html`<div class="scroll">
      <table role="grid" aria-label=${this.label} aria-rowcount=${this.rows.length + 1}
        @click=${(event: Event) => this.#click(event)} @keydown=${(event: KeyboardEvent) => this.#key(event)}>
        <thead>
          <tr>
            <th scope="col">${this.t('vanishing.depth')}</th>
            ${this.depths.map((depth) => html`<th scope="col">${depth}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${this.rows.map(({ id, color, cells }, y) => {
            const open = this.open?.row === id ? this.open.depth : undefined;
            return html`<tr>
              <th scope="row">${id}${color ? html`<span class="swatch" style="--color:${color}"></span>` : ''}</th>
              ${cells.map(
                ({ text, said, tone, shade, off }, x) =>
                  html`<td role="gridcell" class="${tone}${off ? ' off' : ''}" style="--shade:${shade.toFixed(2)}"
                    data-at="${y},${x}" tabindex=${y === row && x === column ? 0 : -1}
                    aria-selected=${open === this.depths[x]} aria-label=${said}>${text}</td>`,
              )}
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
  }

  /** Onto the cell that the tab key comes to. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('td[tabindex="0"]')?.focus();
  }

  #click(event: Event): void {
    const at = placeOf(event);
    if (!at) return;
    this.at = at;
    this.#toggle(at);
  }

  #toggle([row, column]: readonly [number, number]): void {
    const [id, depth] = [this.rows[row]?.id, this.depths[column]];
    if (id === undefined || depth === undefined) return;
    const isOpen = this.open?.row === id && this.open.depth === depth;
    this.#show(isOpen ? undefined : { row: id, depth });
  }

  #show(place: Place | undefined): void {
    this.dispatchEvent(new CustomEvent<Place | undefined>('show', { detail: place }));
  }

  #key(event: KeyboardEvent): void {
    const at = placeOf(event);
    if (!at || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') this.#toggle(at);
    else if (event.key === 'Escape') this.#show(undefined);
    else {
      const next = moved(at, event.key, event.ctrlKey, [this.rows.length, this.depths.length]);
      if (!next) return;
      this.at = next;
      void this.updateComplete.then(() => this.focus());
    }
    event.preventDefault();
  }
}

function placeOf(event: Event): readonly [row: number, column: number] | undefined {
  const at = (event.target as Element).closest('td')?.dataset.at?.split(',').map(Number);
  return at && [at[0] ?? 0, at[1] ?? 0];
}

define('al-vanishing-grid', VanishingGrid);

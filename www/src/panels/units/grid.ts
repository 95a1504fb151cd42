import { css, html, nothing } from 'lit';
import type { UnitsOfLayer } from '../../core/types.ts';
import type { State } from '../../state/state.ts';
import { define, LabElement } from '../panel.ts';
import type { Fate } from './looks.ts';
import { layerScale } from './picture.ts';
import { saturationBar, tileStyle, unitMarks, weightsPicture } from './tile.ts';
import { statesOf } from './words.ts';

/** All units of a layer. Emits `unit` (CustomEvent<number>) when one is chosen. */
export class UnitGrid extends LabElement {
  static override properties = {
    ...LabElement.properties,
    layer: { attribute: false },
    order: { attribute: false },
    fates: { attribute: false },
    lookNames: { attribute: false },
    chosen: { type: Number },
    label: {},
  };

  /** at the look that is shown */
  declare layer: UnitsOfLayer | undefined;
  declare order: readonly number[];
  declare fates: readonly Fate[];
  /** when they died, in words */
  declare lookNames: readonly string[];
  declare chosen: number;
  declare label: string;

  static override styles = [
    ...LabElement.styles,
    tileStyle,
    css`
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(40px, 1fr));
        gap: 5px;
      }
      .tile {
        position: relative;
        padding: 2px;
        border: 1px solid var(--hairline);
        border-radius: 3px;
        background: var(--paper);
        cursor: pointer;
        touch-action: manipulation;
        scroll-margin: 60px;
      }
      .tile[aria-selected="true"] {
        border-color: var(--accent);
        box-shadow: 0 0 0 2px var(--accent);
      }
      .tile:focus-visible {
        outline-offset: 4px;
      }
      .marks {
        position: absolute;
        inset: 0;
        height: 100%;
      }
      .bar {
        height: 4px;
        margin-top: 2px;
      }
      .id {
        display: block;
        font-size: 11px;
        line-height: 1.3;
        text-align: center;
        color: var(--soft);
        font-variant-numeric: tabular-nums;
      }
      .square {
        position: relative;
      }
      @media (pointer: coarse) {
        .grid {
          grid-template-columns: repeat(auto-fill, minmax(44px, 1fr));
        }
      }
    `,
  ];

  constructor() {
    super();
    this.order = [];
    this.fates = [];
    this.lookNames = [];
    this.chosen = 0;
    this.label = '';
  }

  protected override parts({ core }: State): readonly unknown[] {
    return [core];
  }

  override render(): unknown {
    const { layer } = this;
    if (!layer) return nothing;
    const scale = layerScale(layer.weights);
    return html`<div class="grid" role="listbox" aria-label=${this.label} aria-orientation="horizontal" @keydown=${this.#onKey}>
      ${this.order.map(
        (unit) => html`<div
          class="tile"
          role="option"
          data-unit=${unit}
          aria-label=${this.#name(layer, unit)}
          title=${this.#name(layer, unit)}
          aria-selected=${unit === this.chosen}
          tabindex=${unit === this.chosen ? 0 : -1}
          @click=${() => this.#choose(unit)}
        ><div class="square">${weightsPicture(layer, unit, scale)}${unitMarks(layer, unit)}</div>
          ${saturationBar(layer, unit)}<span class="id" aria-hidden="true">${unit + 1}</span></div>`,
      )}
    </div>`;
  }

  #name(layer: UnitsOfLayer, unit: number): string {
    const states = statesOf(layer, unit).map((key) => this.t(key));
    const died = this.fates[unit]?.died;
    const since = died === undefined ? [] : [this.t('units.tile.died', { look: this.lookNames[died] ?? '' })];
    const share = this.t('units.tile.saturated', {
      share: this.i18n.percent(layer.saturated[unit] ?? Number.NaN, 0),
    });
    return [this.t('units.tile', { unit: unit + 1 }), ...states, ...since, share].join(
      this.t('list.separator'),
    );
  }

  #choose(unit: number): void {
    this.dispatchEvent(new CustomEvent('unit', { detail: unit, bubbles: true, composed: true }));
  }

  #onKey(event: KeyboardEvent): void {
    const tiles = [...this.renderRoot.querySelectorAll<HTMLElement>('.tile')];
    const at = this.order.indexOf(this.chosen);
    const top = tiles[0]?.offsetTop;
    const columns = Math.max(1, tiles.filter((tile) => tile.offsetTop === top).length);
    const moves: Record<string, number> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at - columns,
      ArrowDown: at + columns,
      Home: 0,
      End: tiles.length - 1,
    };
    const target = moves[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const unit = this.order[target];
    if (unit === undefined) return;
    this.#choose(unit);
    tiles[target]?.focus();
  }
}

define('al-unit-grid', UnitGrid);

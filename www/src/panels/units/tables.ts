import { css, html, nothing, type TemplateResult } from 'lit';
import { hasNoOrigin } from '../../core/carrier.ts';
import type { State } from '../../state/state.ts';
import { download } from '../download.ts';
import { define, LabElement } from '../panel.ts';
import type { Life } from './lives.ts';
import { fatesOf, sharesOf } from './looks.ts';
import { unitsCsv } from './record.ts';
import { placeIn, SIDES, type UnitsView } from './view.ts';
import { lookName, statesOf } from './words.ts';

const FILE = 'activation-lab-units.csv';

/** In numbers what the charts show, and as a file. */
export class UnitTables extends LabElement {
  static override properties = {
    ...LabElement.properties,
    view: { attribute: false },
    lives: { attribute: false },
    names: { attribute: false },
    at: { type: Number },
    open: { state: true },
    saved: { state: true },
  };

  declare view: UnitsView;
  /** of A and B, where there is one */
  declare lives: readonly (Life | undefined)[];
  declare names: readonly string[];
  declare at: number;
  /** What is folded need not be made. */
  declare open: Readonly<Record<string, boolean>>;
  declare saved: string;

  static override styles = [
    ...LabElement.styles,
    css`
      h4 {
        margin: 10px 0 4px;
      }
      .scroll {
        max-height: 460px;
        overflow: auto;
      }
    `,
  ];

  constructor() {
    super();
    this.lives = [];
    this.names = [];
    this.at = 0;
    this.open = {};
    this.saved = '';
  }

  protected override parts({ core }: State): readonly unknown[] {
    return [core];
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (changed.has('lives')) this.saved = '';
  }

  override render(): unknown {
    if (!this.view) return nothing;
    const { layer } = placeIn(this.view);
    return html`${this.#folded('layers', this.t('units.table.layers'), (life) => this.#layers(life))}
      ${this.#folded('units', this.t('units.table.units', { layer: layer + 1 }), (life) => this.#units(life, layer))}
      ${
        hasNoOrigin()
          ? html`<p class="small">${this.t('save.no_origin')}</p>`
          : html`<div class="row">
              <button class="link" type="button" @click=${this.#save}>${this.t('save.as', { kind: 'CSV' })}</button>
              <span class="small" role="status">${this.saved}</span>
            </div>`
      }`;
  }

  #folded(name: string, title: string, table: (life: Life) => TemplateResult): TemplateResult {
    return html`<details @toggle=${(event: Event) => {
      this.open = { ...this.open, [name]: (event.target as HTMLDetailsElement).open };
    }}>
      <summary>${title}</summary>
      ${
        this.open[name]
          ? this.lives.map((life, index) =>
              life && life.looks.length > 0
                ? html`<h4>${this.names[index]}</h4>
                    <div class="scroll" tabindex="0" role="region" aria-label="${title} – ${this.names[index]}">${table(life)}</div>`
                : nothing,
            )
          : nothing
      }
    </details>`;
  }

  /** Layers by looks. */
  #layers({ looks }: Life): TemplateResult {
    const { percent, number } = this.i18n;
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${this.t('units.table.look')}</th>
          <th scope="col" class="number">${this.t('units.table.loss')}</th>
          <th scope="col" class="number">${this.t('units.strip.accuracy')}</th>
          <th scope="col" class="number">${this.t('units.layer')}</th>
          <th scope="col" class="number">${this.t('units.state.dead')}</th>
          <th scope="col" class="number">${this.t('units.table.saturated')}</th>
          <th scope="col" class="number">${this.t('units.state.linear')}</th>
        </tr>
      </thead>
      <tbody>
        ${looks.map((look) =>
          look.layers.map((layer, at) => {
            const { units, dead, saturated, linear } = sharesOf(layer);
            return html`<tr>
              <th scope="row">${lookName(look, this.i18n)}</th>
              <td class="number">${number(look.loss, 3, 3)}</td>
              <td class="number">${percent(look.accuracy, 1)}</td>
              <td class="number">${at + 1}</td>
              <td class="number">${dead} / ${units}</td>
              <td class="number">${percent(saturated, 1)}</td>
              <td class="number">${linear} / ${units}</td>
            </tr>`;
          }),
        )}
      </tbody>
    </table>`;
  }

  /** The units of a layer at the look that is shown. */
  #units({ looks }: Life, at: number): TemplateResult {
    const { percent, number } = this.i18n;
    const layer = looks[Math.min(this.at, looks.length - 1)]?.layers[at];
    if (!layer) return html`${nothing}`;
    const fates = fatesOf(looks.flatMap((look) => look.layers[at] ?? []));
    const value = (of: Float32Array, unit: number): string => number(of[unit] ?? Number.NaN, 2, 2);
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${this.t('units.table.unit')}</th>
          <th scope="col">${this.t('units.table.state')}</th>
          <th scope="col">${this.t('units.table.died')}</th>
          <th scope="col" class="number">${this.t('units.value.mean')}</th>
          <th scope="col" class="number">${this.t('units.value.range')}</th>
          <th scope="col" class="number">${this.t('units.value.bias')}</th>
          <th scope="col" class="number">${this.t('units.table.saturated')}</th>
          <th scope="col" class="number">${this.t('units.value.linearity')}</th>
        </tr>
      </thead>
      <tbody>
        ${Array.from(layer.dead, (_, unit) => {
          const died = fates[unit]?.died;
          const look = died === undefined ? undefined : looks[died];
          const states = statesOf(layer, unit).map((key) => this.t(key));
          return html`<tr>
            <th scope="row">${unit + 1}</th>
            <td>${states.join(this.t('list.separator')) || this.t('units.state.alive')}</td>
            <td>${look ? lookName(look, this.i18n) : '–'}</td>
            <td class="number">${value(layer.mean, unit)} ± ${value(layer.deviation, unit)}</td>
            <td class="number">${value(layer.least, unit)} … ${value(layer.greatest, unit)}</td>
            <td class="number">${value(layer.bias, unit)}</td>
            <td class="number">${percent(layer.saturated[unit] ?? Number.NaN, 1)}</td>
            <td class="number">${number(layer.linearity[unit] ?? Number.NaN, 3, 3)}</td>
          </tr>`;
        })}
      </tbody>
    </table>`;
  }

  #save(): void {
    const known = SIDES.flatMap((side, index) => {
      const life = this.lives[index];
      return life ? [{ side, life }] : [];
    });
    try {
      download(FILE, new Blob([unitsCsv(known)], { type: 'text/csv;charset=utf-8' }));
      this.saved = this.t(window.parent === window ? 'save.done' : 'save.done_in_frame', { file: FILE });
    } catch {
      this.saved = this.t('save.refused', { file: FILE });
    }
  }
}

define('al-unit-tables', UnitTables);

import { css, html, nothing, type TemplateResult } from 'lit';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import { define, LabElement } from '../panel.ts';
import type { Sampled } from './histogram.ts';
import './biography.ts';
import './histogram.ts';
import type { Life } from './lives.ts';
import { type Beyond, beyondOf, binsOf, weightsOf } from './looks.ts';
import { largest } from './picture.ts';
import { tileStyle, weightsPicture } from './tile.ts';
import { REACHES } from './view.ts';
import { lookName, statesOf, storyOf } from './words.ts';

const SAMPLES = 401;
/** Share at the top of a flat histogram's axis. */
const LOWEST = 0.05;
/** From this share beyond reach on, a wider one is offered. */
const MOST = 0.5;

/** One unit of one network at one look. Emits `reach` (CustomEvent<number>) where a wider one is asked for. */
export class UnitAutopsy extends LabElement {
  static override properties = {
    ...LabElement.properties,
    life: { attribute: false },
    layer: { type: Number },
    unit: { type: Number },
    at: { type: Number },
    name: {},
  };

  declare life: Life | undefined;
  declare layer: number;
  declare unit: number;
  declare at: number;
  /** of the network */
  declare name: string;
  #curve: { key: string; sampled: Sampled | undefined } | undefined;

  static override styles = [
    ...LabElement.styles,
    tileStyle,
    css`
      h4 {
        margin: 0 0 2px;
        font-size: 15px;
      }
      .states {
        min-height: 1.6em;
        margin: 0 0 6px;
        font-size: 14px;
        color: var(--soft);
      }
      .states strong {
        color: var(--ink);
      }
      .comes {
        display: grid;
        grid-template-columns: minmax(120px, 180px) 1fr;
        gap: 14px;
        align-items: start;
        margin: 8px 0;
      }
      .framed {
        border: 1px solid var(--hairline);
        border-radius: 3px;
        padding: 3px;
        background: var(--paper);
      }
      .scale {
        height: 10px;
        border: 1px solid var(--hairline);
        background: linear-gradient(to right, var(--contra), var(--paper), var(--pro));
      }
      .ends {
        display: flex;
        justify-content: space-between;
        font-size: 12px;
        color: var(--soft);
        font-variant-numeric: tabular-nums;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 2px 12px;
        margin: 0;
        font-size: 14px;
        font-variant-numeric: tabular-nums;
      }
      dt {
        color: var(--soft);
      }
      dd {
        margin: 0;
      }
      @media (max-width: 480px) {
        dl {
          display: block;
        }
        dd {
          margin-bottom: 4px;
        }
      }
      .story {
        padding-left: 1.2em;
        margin: 8px 0;
        font-size: 15px;
      }
      .story li {
        margin-bottom: 4px;
      }
    `,
  ];

  constructor() {
    super();
    this.layer = 0;
    this.unit = 0;
    this.at = 0;
    this.name = '';
  }

  protected override parts({ core }: State): readonly unknown[] {
    return [core];
  }

  override render(): unknown {
    const { lab, life, unit } = this;
    const look = life?.looks[this.at];
    const layer = look?.layers[this.layer];
    if (!lab || !life || !look || !layer || unit >= layer.bias.length) return nothing;
    const { number, percent } = this.i18n;
    const value = (of: Float32Array): string => number(of[unit] ?? Number.NaN, 3);
    const states = statesOf(layer, unit).map((key) => this.t(key));
    const weights = life.looks.flatMap((one) => {
      const found = one.layers[this.layer];
      return found ? [weightsOf(found, unit)] : [];
    });
    const scale = largest(weights);
    const { color } = this.lineStyle(life.config.activation);
    return html`<h4>${this.name}</h4>
      <p class="states">${lookName(look, this.i18n)}: <strong>${states.join(this.t('list.separator')) || this.t('units.state.alive')}</strong></p>
      <al-unit-histogram .lab=${lab} .layer=${layer} .unit=${unit} .reach=${life.reach}
        .curve=${this.#sampled(lab, life)} .color=${color} .top=${Math.max(LOWEST, ...binsOf(layer, unit, life.reach).map(({ share }) => share))}
        .label=${this.t('units.histogram', { z: `${value(layer.mean)} ± ${value(layer.deviation)}`, least: value(layer.least), greatest: value(layer.greatest), share: percent(layer.saturated[unit] ?? Number.NaN, 0) })}
      ></al-unit-histogram>
      ${life.config.activation === 'softmax' ? html`<p class="small">${this.t('units.rowwise')}</p>` : nothing}
      ${this.#beyond(life)}
      <al-unit-biography .lab=${lab} .life=${life} .layer=${this.layer} .unit=${unit} .at=${this.at} .color=${color}
        .label=${this.t('units.biography')}></al-unit-biography>
      <div class="comes">
        <div>
          <div class="framed" role="img" aria-label=${this.t('units.weights', { scale: number(scale, 3) })}>${weightsPicture(layer, unit, scale)}</div>
          <div class="scale" aria-hidden="true"></div>
          <div class="ends" aria-hidden="true"><span>${number(-scale, 2)}</span><span>0</span><span>${number(scale, 2)}</span></div>
        </div>
        <dl>
          <dt>${this.t('units.value.mean')}</dt><dd>${value(layer.mean)} ± ${value(layer.deviation)}</dd>
          <dt>${this.t('units.value.range')}</dt><dd>${value(layer.least)} … ${value(layer.greatest)}</dd>
          <dt>${this.t('units.value.bias')}</dt><dd>${value(layer.bias)}</dd>
          <dt>${this.t('units.value.saturated')}</dt><dd>${percent(layer.saturated[unit] ?? Number.NaN, 1)}</dd>
          <dt>${this.t('units.value.linearity')}</dt><dd>${value(layer.linearity)}</dd>
        </dl>
      </div>
      <ul class="story">${storyOf(life, this.layer, unit, this.i18n).map((sentence) => html`<li>${sentence}</li>`)}</ul>`;
  }

  #sampled(lab: Lab, { config: { activation, params }, reach }: Life): Sampled | undefined {
    const key = JSON.stringify([activation, params, reach]);
    if (this.#curve?.key !== key) {
      const x = Float32Array.from(
        { length: SAMPLES },
        (_, index) => reach * ((2 * index) / (SAMPLES - 1) - 1),
      );
      const curve = lab.guard((core) => core.evaluate(activation, params, x));
      this.#curve = { key, sampled: curve && { x, y: curve.y, dy: curve.dy } };
    }
    return this.#curve.sampled;
  }

  #beyond({ looks, reach }: Life): TemplateResult | typeof nothing {
    const layer = looks[this.at]?.layers[this.layer];
    if (!layer) return nothing;
    const { below, above } = beyondOf(layer, this.unit, reach);
    if (!below && !above) return nothing;
    const { number, percent } = this.i18n;
    const say = (key: 'units.below' | 'units.above', { share, edge, furthest }: Beyond): string =>
      this.t(key, {
        share: percent(share, share < 0.01 ? 2 : share < 0.1 ? 1 : 0),
        edge: number(edge, 2),
        furthest: number(furthest, 1),
      });
    const furthest = Math.max(Math.abs(below?.furthest ?? 0), Math.abs(above?.furthest ?? 0));
    const wider = REACHES.find((one) => one > reach && one >= furthest) ?? REACHES.at(-1) ?? reach;
    const most = (below?.share ?? 0) + (above?.share ?? 0) > MOST && wider > reach;
    return html`<p class="small">
      ${below ? say('units.below', below) : ''} ${above ? say('units.above', above) : ''}
      ${
        most
          ? html`<button class="link" type="button" @click=${() =>
              this.dispatchEvent(
                new CustomEvent('reach', { detail: wider, bubbles: true }),
              )}>${this.t('units.wider', { reach: wider })}</button>`
          : nothing
      }
    </p>`;
  }
}

define('al-unit-autopsy', UnitAutopsy);

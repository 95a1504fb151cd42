import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Translator } from '../../i18n/index.ts';
import { define } from '../panel.ts';
import { panelStyle } from '../style.ts';
import './pixels.ts';

/** What becomes of the ink, step by step, and a test image that it is like. */
export interface Steps {
  /** 28×28; not of a test image, which was fitted when the data set was made */
  fitted: Uint8Array | undefined;
  /** 28×28 */
  centred: Uint8Array | undefined;
  /** what the networks are given */
  seen: Uint8Array | undefined;
  side: number;
}

export interface Nearest {
  image: Uint8Array;
  digit: number;
}

/** The digit's box in MNIST's pictures: left, top and side. */
const BOX = [4, 4, 20] as const;

export class Stages extends LitElement {
  static override properties = {
    i18n: { attribute: false },
    steps: { attribute: false },
    nearest: { attribute: false },
    sample: { attribute: false },
  };

  declare i18n: Translator | undefined;
  declare steps: Steps | undefined;
  declare nearest: Nearest | undefined;
  /** whether the picture is a test image */
  declare sample: boolean;

  static override styles = [
    panelStyle,
    css`
      h3 {
        margin: 26px 0 10px;
        font-size: 15px;
        font-weight: 600;
      }
      ol {
        display: grid;
        grid-template-columns: repeat(4, minmax(0, 180px));
        gap: 14px 34px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        position: relative;
      }
      li + li::before {
        content: "→";
        position: absolute;
        left: -34px;
        width: 34px;
        top: 0;
        aspect-ratio: 34 / 180;
        display: grid;
        place-items: center;
        color: var(--axis);
        font-size: 18px;
      }
      li.real::before {
        content: "≈";
      }
      figure {
        margin: 0;
      }
      al-pixels {
        width: 100%;
      }
      figcaption {
        margin-top: 5px;
        font-size: 12.5px;
        line-height: 1.4;
        color: var(--soft);
      }
      @media (max-width: 640px) {
        ol {
          grid-template-columns: repeat(2, minmax(0, 1fr));
          gap: 14px 28px;
        }
        li + li::before {
          left: -28px;
          width: 28px;
          aspect-ratio: 28 / 160;
        }
        li:nth-child(3)::before {
          content: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.i18n = undefined;
    this.steps = undefined;
    this.nearest = undefined;
    this.sample = false;
  }

  override render(): unknown {
    const { i18n, steps, nearest } = this;
    if (!i18n) return nothing;
    const { t } = i18n;
    const side = steps?.side ?? 14;
    const stage = (
      caption: string,
      image: Uint8Array | undefined,
      frame?: readonly number[],
    ): TemplateResult =>
      html`<figure><al-pixels .image=${image} .frame=${frame} .label=${caption}></al-pixels><figcaption>${caption}</figcaption></figure>`;
    const first = t(this.sample ? 'draw.stage.sample' : 'draw.stage.fitted');
    return html`<h3>${t('draw.stages')}</h3>
      <ol>
        <li>${stage(first, steps?.fitted, BOX)}</li>
        <li>${stage(t('draw.stage.centred'), steps?.centred)}</li>
        <li>${stage(t('draw.stage.seen', { side }), steps?.seen)}</li>
        <li class="real">${stage(nearest ? t('draw.stage.nearest', { digit: nearest.digit }) : t('draw.stage.real'), nearest?.image)}</li>
      </ol>`;
  }
}

define('al-stages', Stages);

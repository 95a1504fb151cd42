import { css, html, LitElement, svg, type TemplateResult } from 'lit';
import { define } from '../panel.ts';
import type { Marks } from './look.ts';
import { pixelPaths } from './strokes.ts';

/** A square grey picture, with marks on its pixels where there are any. Shown again only when it is another one. */
export class Pixels extends LitElement {
  static override properties = {
    image: { attribute: false },
    marks: { attribute: false },
    /** a square that is pointed out: left, top, side */
    frame: { attribute: false },
    label: {},
  };

  declare image: Uint8Array | undefined;
  declare marks: Marks | undefined;
  declare frame: readonly [number, number, number] | undefined;
  declare label: string;

  constructor() {
    super();
    this.image = undefined;
    this.marks = undefined;
    this.frame = undefined;
    this.label = '';
  }

  static override styles = css`
    :host {
      display: block;
      aspect-ratio: 1;
    }
    svg {
      display: block;
      box-sizing: border-box;
      width: 100%;
      height: 100%;
      border: 1px solid var(--hairline);
      border-radius: 3px;
      background: var(--paper);
      fill: var(--ink);
    }
    .marked {
      opacity: 0.32;
    }
    .pro {
      fill: var(--pro);
    }
    .contra {
      fill: var(--contra);
    }
    rect {
      fill: none;
      stroke: var(--axis);
      stroke-width: 1;
      stroke-dasharray: 3 3;
      vector-effect: non-scaling-stroke;
    }
  `;

  override render(): TemplateResult {
    const { image, marks, frame } = this;
    const side = image ? Math.round(Math.sqrt(image.length)) : 28;
    return html`<svg viewBox="0 0 ${side} ${side}" role="img" aria-label=${this.label}>
      <g class=${marks ? 'marked' : ''} shape-rendering="crispEdges">
        ${image ? pixelPaths(image).map(({ opacity, path }) => svg`<path d=${path} opacity=${opacity} />`) : ''}
      </g>
      ${frame ? svg`<rect x=${frame[0]} y=${frame[1]} width=${frame[2]} height=${frame[2]} />` : ''}
      ${marks ? svg`<path class="pro" d=${marks.pro} /><path class="contra" d=${marks.contra} />` : ''}
    </svg>`;
  }
}

define('al-pixels', Pixels);

// Hands of ours as people with other habits write: MNIST has few of them.

import { css, html, nothing, svg } from 'lit';
import { define, LabElement } from '../panel.ts';
import { sampleOf } from './hands.ts';
import { piecesOf, type Stroke } from './strokes.ts';

/** `hand` of `digit` in hands.json. */
const HABITS = [
  { digit: 0, hand: 5, habit: 'open' },
  { digit: 0, hand: 6, habit: 'slashed' },
  { digit: 1, hand: 4, habit: 'foot' },
  { digit: 1, hand: 5, habit: 'flag' },
  { digit: 2, hand: 4, habit: 'looped' },
  { digit: 2, hand: 6, habit: 'z' },
  { digit: 3, hand: 4, habit: 'flat' },
  { digit: 4, hand: 4, habit: 'closed' },
  { digit: 4, hand: 9, habit: 'tailed' },
  { digit: 6, hand: 4, habit: 'curled' },
  { digit: 7, hand: 4, habit: 'crossed' },
  { digit: 8, hand: 4, habit: 'unclosed' },
  { digit: 9, hand: 4, habit: 'hooked' },
  { digit: 9, hand: 5, habit: 'g' },
] as const;

/** Puts them on the canvas. Emits `drawing` (CustomEvent<Stroke[]>). */
export class Habits extends LabElement {
  static override styles = [
    ...LabElement.styles,
    css`
      .title {
        margin: 0 0 4px;
        font-size: 13px;
        color: var(--soft);
      }
      .hands {
        display: flex;
        gap: 3px;
        overflow-x: auto;
        overscroll-behavior-x: contain;
        scrollbar-width: thin;
        padding: 2px 2px 4px;
      }
      button {
        flex: none;
        width: 38px;
        min-height: 38px;
        padding: 1px;
      }
      svg {
        display: block;
        width: 100%;
        aspect-ratio: 1;
        fill: none;
        stroke: currentColor;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
      @media (pointer: coarse) {
        button {
          width: 44px;
        }
      }
    `,
  ];

  protected override parts(): readonly unknown[] {
    return [];
  }

  override render(): unknown {
    if (!this.lab) return nothing;
    return html`<p class="title" id="title">${this.t('draw.habits')}</p>
      <div class="hands" role="group" aria-labelledby="title">
        ${HABITS.map(({ digit, hand, habit }) => {
          const name = this.t(`draw.habit.${habit}`);
          return html`<button type="button" title=${name} aria-label=${name}
            @click=${() => this.#put(sampleOf(digit, hand))}>${thumbnail(sampleOf(digit, hand))}</button>`;
        })}
      </div>`;
  }

  #put(strokes: Stroke[]): void {
    this.dispatchEvent(new CustomEvent('drawing', { detail: strokes }));
  }
}

/** Units of a thumbnail, those of the surface: a stroke's pieces are made once. */
const SIZE = 280;

export const thumbnail = (strokes: readonly Stroke[]) =>
  html`<svg viewBox="0 0 ${SIZE} ${SIZE}" aria-hidden="true">${strokes.map((stroke) =>
    piecesOf(stroke, SIZE).map(({ width, path }) => svg`<path d=${path} stroke-width=${20 * width} />`),
  )}</svg>`;

define('al-habits', Habits);

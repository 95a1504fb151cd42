import { nothing, svg } from 'lit';
import type { Translator } from '../../i18n/index.ts';
import { AFTER_STEPS } from './view.ts';

/** px that a number under an axis needs */
const ROOM = 21;

/** How many looks a whole life has. */
export const looksOf = (epochs: number): number => 1 + AFTER_STEPS.length + epochs;

/** Looks are an equal distance apart: first steps, then epochs. */
export function lookAxis(
  x: (look: number) => number,
  epochs: number,
  top: number,
  { t, number }: Translator,
) {
  const early = 1 + AFTER_STEPS.length;
  const every = Math.ceil(ROOM / (x(1) - x(0)));
  const text = (at: number, y: number, said: string) =>
    svg`<text x=${at} y=${top + y} text-anchor="middle">${said}</text>`;
  const edge = x(early - 0.5);
  return svg`${[0, ...AFTER_STEPS].map((step, look) => (look % every === 0 ? text(x(look), 16, number(step)) : nothing))}
    ${Array.from({ length: epochs }, (_, index) => {
      const epoch = index + 1;
      const written = epoch === epochs || (epoch % every === 0 && epochs - epoch >= every);
      return written ? text(x(early + index), 16, number(epoch)) : nothing;
    })}
    ${text(x((early - 1) / 2), 33, t('units.axis.steps'))}
    ${text(x(early + (epochs - 1) / 2), 33, t('units.axis.epochs'))}
    <line class="grid" x1=${edge} x2=${edge} y1=${top + 6} y2=${top + 34} />`;
}

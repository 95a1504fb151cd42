import { html, svg, type TemplateResult } from 'lit';
import { type Point, pathData } from '../../charts/geometry.ts';
import type { LineStyle } from '../../charts/palette.ts';
import { niced, ticks } from '../../charts/scale.ts';
import type { Loss } from './pair.ts';

const WIDTH = 300;
const HEIGHT = 72;

export interface Line {
  name: string;
  look: LineStyle;
  losses: readonly Loss[];
}

/** Losses over steps, from 0 to at least `most`: a small chart whose last numbers stand below it. */
export function lossLines(
  title: string,
  lines: readonly Line[],
  { steps, most }: { steps: number; most: number },
  text: { number: (value: number) => string; steps: string },
): TemplateResult {
  const [, top] = niced([0, most], 2);
  const last = Math.max(1, steps);
  const marks = ticks([0, top], 2);
  const longest = Math.max(...marks.map((tick) => text.number(tick).length));
  const at = ([step, loss]: Loss): Point => [(WIDTH * step) / last, HEIGHT * (1 - loss / top)];
  return html`<div class="losses">
    <h3>${title}</h3>
    <div class="chart" style="--names:${longest}ch" aria-hidden="true">
      <div class="up">${marks.map(
        (tick) => html`<span style="bottom:${(HEIGHT * tick) / top}px">${text.number(tick)}</span>`,
      )}</div>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none">
        ${marks.map((tick) => {
          const y = HEIGHT * (1 - tick / top);
          return svg`<line x1="0" x2=${WIDTH} y1=${y} y2=${y} />`;
        })}
        ${lines.map(({ look, losses }) => {
          const points = losses.map(at);
          // A single point is a short stroke.
          const [first] = points;
          const drawn: Point[] = points.length === 1 && first ? [first, [first[0] + 4, first[1]]] : points;
          return svg`<path style="stroke:${look.color}" stroke-dasharray=${look.dash} d=${pathData(drawn)} />`;
        })}
      </svg>
      <div class="along"><span>0</span><span>${text.steps} ${text.number(last)}</span></div>
    </div>
    <p class="ends">${lines.map(
      ({ name, look, losses }) => html`<span>
        <svg class="key" viewBox="0 0 22 4" aria-hidden="true"><path style="stroke:${look.color}" stroke-dasharray=${look.dash} d="M0 2H22" /></svg>${name}
        <b>${text.number(losses.at(-1)?.[1] ?? Number.NaN)}</b></span>`,
    )}</p>
  </div>`;
}

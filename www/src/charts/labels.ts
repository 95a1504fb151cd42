import { nothing, svg } from 'lit';
import { type Domain, labelHeight, lastVisible, placeLabels } from './geometry.ts';
import type { Scales } from './scale.ts';
import type { Series } from './series.ts';

const GAP = 17;

interface Labelled {
  series: readonly Series[];
  y: Domain;
  emphasised: string | undefined;
  /** says how many labels found no place */
  more: (count: number) => string;
}

/** Names at the ends of the lines. */
export function labels(
  { series, y, emphasised, more }: Labelled,
  { sx, sy }: Scales,
  { right, top, bottom }: { right: number; top: number; bottom: number },
) {
  const ends = series.flatMap((one) => {
    const end = one.named ? lastVisible(one.points, y) : undefined;
    return end ? [{ one, x: sx(end[0]), y: sy(end[1]) }] : [];
  });
  const fits = Math.floor((bottom - top) / GAP) + 1;
  // The last place says how many have none.
  const hidden = ends.length > fits ? ends.length - fits + 1 : 0;
  const places = placeLabels(
    ends.map(({ x, y }) => labelHeight([x, y], right, (top + bottom) / 2)),
    [top, hidden > 0 ? top + (fits - 2) * GAP : bottom],
    GAP,
  );
  const name = (one: Series, x: number, y: number) => svg`<text class="name" data-id=${one.id ?? nothing}
    style="fill:color-mix(in oklab, ${one.color} 75%, var(--ink))" x=${x} y=${y} dy="0.35em">${one.label}</text>`;
  const marked = emphasised === undefined ? undefined : series.find((one) => one.id === emphasised);
  const placed = ends.some(({ one }, index) => one.id === emphasised && places[index] !== undefined);
  return [
    hidden > 0
      ? svg`<text x=${right + 11} y=${top + (fits - 1) * GAP} dy="0.35em">${more(hidden)}</text>`
      : nothing,
    ...ends.map(({ one, x, y }, index) => {
      const place = places[index];
      if (place === undefined) return nothing;
      return svg`<g class=${emphasised && one.id !== emphasised ? 'dimmed' : ''}>
        <path class="leader" style="stroke:${one.color}" d="M${x},${y}L${right + 3},${place}L${right + 8},${place}" />
        ${name(one, right + 11, place)}
      </g>`;
    }),
    // Whether it has a place at the edge or not.
    marked && !placed ? svg`<g class="named">${name(marked, right, 11)}</g>` : nothing,
  ];
}

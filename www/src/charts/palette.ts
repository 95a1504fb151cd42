// Same function, same colour, in every panel. The colours themselves are in tokens.css.

import type { FunctionSpec } from '../core/types.ts';

const SHADES = 10;
const DASHES = ['', '7 3', '2 3', '9 3 2 3', '4 2', '1 2', '12 3', '9 3 2 3 2 3', '3 5', '6 2 2 2'];

export interface LineStyle {
  color: string;
  /** stroke-dasharray where dash does not already mean "derivative" */
  dash: string;
}

export function lineStyle(catalogue: readonly FunctionSpec[], id: string): LineStyle {
  const family = catalogue.find((spec) => spec.id === id)?.family ?? 'other';
  const place = catalogue.filter((spec) => spec.family === family).findIndex((spec) => spec.id === id);
  const shade = Math.max(0, place) % SHADES;
  return { color: `var(--${family}-${shade})`, dash: DASHES[shade] ?? '' };
}

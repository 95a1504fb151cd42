import { css, nothing, type SVGTemplateResult, svg } from 'lit';
import type { UnitsOfLayer } from '../../core/types.ts';
import { isDead, isLinear, isSaturated, weightsOf } from './looks.ts';
import { columnsOf, type Shade, shadesOf } from './picture.ts';

/** Each picture is drawn once for each look: sliding through them, most come again. */
const SHADES = new WeakMap<Float32Array, Map<string, Shade[]>>();

function shadesAt(layer: UnitsOfLayer, unit: number, scale: number): Shade[] {
  const known = SHADES.get(layer.weights) ?? new Map<string, Shade[]>();
  SHADES.set(layer.weights, known);
  const key = `${unit} ${scale}`;
  const shades = known.get(key) ?? shadesOf(weightsOf(layer, unit), scale);
  known.set(key, shades);
  return shades;
}

/** Incoming weights of a unit. */
export function weightsPicture(layer: UnitsOfLayer, unit: number, scale: number): SVGTemplateResult {
  const side = columnsOf(layer.weights.length / layer.bias.length);
  return svg`<svg class="weights" viewBox="0 0 ${side} ${side}" aria-hidden="true" shape-rendering="crispEdges">
    ${shadesAt(layer, unit, scale).map(
      ({ positive, opacity, path }) =>
        svg`<path class=${positive ? 'pro' : 'contra'} opacity=${opacity} d=${path} />`,
    )}
  </svg>`;
}

/** A cross for what is dead, a slash for what is nearly linear, a bar below for what is saturated: as long as the share. */
export function unitMarks(layer: UnitsOfLayer, unit: number): SVGTemplateResult {
  const dead = isDead(layer, unit);
  const slash = !dead && isLinear(layer, unit);
  return svg`<svg class="marks" viewBox="0 0 40 40" aria-hidden="true">
    ${dead ? svg`<path class="halo" d="M7,7L33,33M33,7L7,33" /><path class="cross" d="M7,7L33,33M33,7L7,33" />` : nothing}
    ${slash ? svg`<path class="halo" d="M7,33L33,7" /><path class="slash" d="M7,33L33,7" />` : nothing}
  </svg>`;
}

export function saturationBar(layer: UnitsOfLayer, unit: number): SVGTemplateResult {
  const share = layer.saturated[unit] ?? 0;
  const full = isSaturated(layer, unit);
  return svg`<svg class="bar" viewBox="0 0 40 5" preserveAspectRatio="none" aria-hidden="true">
    <rect class="ground" width="40" height="5" />
    <rect class=${full ? 'full' : 'part'} width=${40 * share} height="5" />
  </svg>`;
}

export const tileStyle = css`
  :host {
    --pro: light-dark(#0a5bb5, #6cb2ff);
    --contra: light-dark(#c8500a, #ff9d4d);
  }
  svg.weights,
  svg.marks,
  svg.bar {
    display: block;
    width: 100%;
  }
  .pro {
    fill: var(--pro);
  }
  .contra {
    fill: var(--contra);
  }
  .halo,
  .cross,
  .slash {
    fill: none;
    stroke: var(--ink);
    stroke-width: 3;
    stroke-linecap: round;
  }
  .halo {
    stroke: var(--paper);
    stroke-width: 8;
    stroke-opacity: 0.85;
  }
  .slash {
    stroke-dasharray: 5 5;
  }
  .ground {
    fill: var(--grid);
  }
  .part {
    fill: var(--axis);
  }
  .full {
    fill: var(--ink);
  }
`;

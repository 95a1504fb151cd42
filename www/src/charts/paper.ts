import { toHex } from '../panels/curves/colour.ts';
import { forBothThemes } from './still.ts';

/** A function's colour of now for charts that leave the page, where no custom property holds: `#rrggbb`. */
export function paperColour(host: HTMLElement, colour: string): string {
  const probe = document.createElement('span');
  probe.style.color = colour;
  (host.shadowRoot ?? host).append(probe);
  const computed = toHex(getComputedStyle(probe).color);
  probe.remove();
  return forBothThemes(computed);
}

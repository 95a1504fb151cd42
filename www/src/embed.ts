// embed.html: the panels that the address names, in a frame that grows with them.

import type { LabElement } from './panels/panel.ts';
import { start } from './panels/parts.ts';
import type { Lab } from './state/lab.ts';
import { parsePanels } from './state/url.ts';

export function embed(lab: Lab): void {
  const main = document.querySelector('main');
  if (!main) return;
  const panels = parsePanels(location.search);
  // The panel about dialects shows all of them at once.
  const chosen = panels.some((panel) => panel !== 'dialects') ? ['al-dialect-switch'] : [];
  const names = ['al-notices', ...chosen, ...panels.map((panel) => `al-${panel}`)];
  const elements = names.map((name) => document.createElement(name) as LabElement);
  main.replaceChildren(...elements);
  start(elements, lab);

  // The frame's owner may listen and set the frame's height: see README.md.
  new ResizeObserver(() => {
    const height = Math.ceil(main.getBoundingClientRect().bottom + window.scrollY);
    window.parent.postMessage({ type: 'activation-lab:resize', height }, '*');
  }).observe(main);
}

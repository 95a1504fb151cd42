import './page.css';
import { boot } from './boot.ts';
import './panels/all.ts';
import type { LabElement } from './panels/panel.ts';
import { parsePanels } from './state/url.ts';

const lab = boot();
const main = document.querySelector('main');
if (main) {
  const names = ['al-notices', ...parsePanels(location.search).map((panel) => `al-${panel}`)];
  const elements = names.map((name) => Object.assign(document.createElement(name) as LabElement, { lab }));
  main.replaceChildren(...elements);

  // The frame's owner may listen and set the frame's height: see README.md.
  new ResizeObserver(() => {
    const height = Math.ceil(main.getBoundingClientRect().bottom + window.scrollY);
    window.parent.postMessage({ type: 'activation-lab:resize', height }, '*');
  }).observe(main);
}

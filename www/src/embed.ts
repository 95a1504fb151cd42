// embed.html: the panels that the address names, in a frame that grows with them.

import type { LabElement } from './panels/panel.ts';
import { start } from './panels/parts.ts';
import type { Lab } from './state/lab.ts';
import { parseLang, parsePanels, parseTheme } from './state/url.ts';

/** What the page around the frame may say: it is about to be seen, or is to be shown in another way. */
type Word = { type: 'activation-lab:near' } | { type: 'activation-lab:show'; lang?: string; theme?: string };

/**
 * Until the frame is in view, or the page around it says that it is near: a frame of another origin cannot tell that by
 * itself. Nothing is loaded before.
 */
export function inView(): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) arrive();
    });
    const arrive = (): void => {
      observer.disconnect();
      removeEventListener('message', listen);
      resolve();
    };
    const listen = (event: MessageEvent): void => {
      if (wordOf(event)?.type === 'activation-lab:near') arrive();
    };
    addEventListener('message', listen);
    observer.observe(document.body);
  });
}

export function embed(lab: Lab): void {
  const main = document.querySelector('main');
  if (!main) return;
  const panels = parsePanels(location.search);
  // The panel about dialects shows all of them at once.
  const choosing = !lab.frame.bare && panels.some((panel) => panel !== 'dialects');
  const names = [
    'al-notices',
    ...(choosing ? ['al-dialect-switch'] : []),
    ...panels.map((panel) => `al-${panel}`),
  ];
  const elements = names.map((name) => document.createElement(name) as LabElement);
  main.replaceChildren(...elements);
  const [notices, ...rest] = elements;
  start(elements, lab, rest.find((element) => element.localName !== 'al-dialect-switch') ?? notices);

  addEventListener('message', (event) => {
    const word = wordOf(event);
    if (word?.type === 'activation-lab:show') show(lab, new URLSearchParams(Object.entries(word)));
  });

  // The frame's owner may listen and set the frame's height: see README.md.
  let told = 0;
  const tell = (): void => {
    // What is about to come would only be told of again.
    if (elements.some(({ localName, hasUpdated }) => customElements.get(localName) && !hasUpdated)) return;
    const height = Math.ceil(main.getBoundingClientRect().bottom + window.scrollY);
    if (height === told) return;
    told = height;
    window.parent.postMessage({ type: 'activation-lab:resize', height }, '*');
  };
  // A browser does not render a frame before it is seen: until then nobody else says that something has changed.
  const unseen = setInterval(tell, 250);
  new ResizeObserver(() => {
    clearInterval(unseen);
    tell();
  }).observe(main);
}

function show(lab: Lab, words: URLSearchParams): void {
  const lang = parseLang(`?${words}`);
  const theme = parseTheme(`?${words}`);
  if (lang && lang !== lab.state.lang) void lab.setLanguage(lang);
  if (theme && theme !== lab.state.theme) lab.store.dispatch({ type: 'theme', theme });
}

/** Only the page around the frame is listened to. */
const wordOf = ({ source, data }: MessageEvent): Word | undefined =>
  source === window.parent && typeof data === 'object' && data !== null ? (data as Word) : undefined;

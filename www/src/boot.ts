// What both pages share: a lab in this browser, its language, theme and address.

import subsetUrl from '../generated/data/mnist-14x14.bin?url';
import allUrl from '../generated/data/mnist-28x28.bin?url';
import { loadPart } from './core/part.ts';
import { translator } from './i18n/index.ts';
import { loadTexts } from './i18n/load.ts';
import { turn } from './panels/turn.ts';
import { langOf, remember, showReader, themeOf } from './reader.ts';
import { Lab } from './state/lab.ts';
import { parseFrame, toSearch, WHOLE } from './state/url.ts';
import workersUrl from './worker/workers.ts?worker&url';

/** of the networks that come with the page, by function */
const networkUrls = Object.fromEntries(
  Object.entries(
    import.meta.glob<string>('../generated/networks/*.bin', {
      query: '?url',
      import: 'default',
      eager: true,
    }),
  ).map(([path, url]) => [path.replace(/^.*\/|\.bin$/g, ''), url]),
);

/** Throws a FailureError if there are no texts. `framed`: the address may leave something out. */
export async function boot(framed: boolean): Promise<Lab> {
  const { search } = location;
  const lab = new Lab({
    lang: langOf(search),
    theme: themeOf(search),
    loadTexts,
    dataUrls: { subset: subsetUrl, all14: allUrl, all: allUrl },
    networkUrls,
    loadWorkers: () => loadPart(workersUrl),
    frame: framed ? parseFrame(search) : WHOLE,
    cores: navigator.hardwareConcurrency || 2,
    memory: (navigator as { deviceMemory?: number }).deviceMemory,
  });

  void lab.start(search);
  let { lang, theme } = lab.state;
  await loadTexts(lang, 'first');
  showLanguageAndTheme(lab);
  // The first number takes a browser long; nothing waits for it here.
  void turn().then(() => translator(lang).number(0));
  const chosen = new URLSearchParams(search);
  const inAddress = { lang: chosen.has('lang'), theme: chosen.has('theme') };
  const showAddress = (): void => {
    const { state } = lab;
    if (state.core.status !== 'ready') return;
    const address = toSearch(location.search, state, state.core.catalogue, lab.defaultSelection, {
      ...(inAddress.lang && { lang: state.lang }),
      ...(inAddress.theme && { theme: state.theme }),
    });
    if (address !== location.search) replaceAddress(address);
  };
  let asked = false;
  lab.store.subscribe(() => {
    const { state } = lab;
    const changed = { lang: state.lang !== lang, theme: state.theme !== theme };
    ({ lang, theme } = state);
    if (changed.lang) remember('lang', lang);
    if (changed.theme) remember('theme', theme);
    inAddress.lang ||= changed.lang;
    inAddress.theme ||= changed.theme;
    // Even set to what they are, they would have every style of the page worked out again.
    if (changed.lang || changed.theme) showLanguageAndTheme(lab);
    if (asked) return;
    asked = true;
    // A browser works out the whole layout before it takes another address.
    whenIdle(() => {
      asked = false;
      showAddress();
    });
  });
  document.addEventListener('visibilitychange', () => lab.setHidden(document.hidden));
  lab.setHidden(document.hidden);
  return lab;
}

/** Safari has no such callback. */
function whenIdle(callback: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(callback, { timeout: 1000 });
  else setTimeout(callback, 100);
}

function showLanguageAndTheme({ state }: Lab): void {
  showReader(state.lang, state.theme);
  document.title = translator(state.lang).t('title');
}

/** In a sandboxed frame even touching history or storage throws. */
function replaceAddress(search: string): void {
  try {
    history.replaceState(null, '', location.pathname + search + location.hash);
  } catch {
    // The address is a convenience: without it everything works.
  }
}

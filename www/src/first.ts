// Stands in the page and runs before that is shown, so that it is shown in the reader's language and theme at once, and asks
// early for the files that the page's script would ask for late. The build writes it and their names in: see build/html.ts.

import { simd } from 'wasm-feature-detect';
import { hasNoOrigin } from './core/carrier.ts';
import { langOf, showReader, themeOf } from './reader.ts';

const { search } = location;
const lang = langOf(search);
showReader(lang, themeOf(search));

function soon(url: string | undefined, kind: 'script' | 'fetch'): void {
  if (url === undefined) return;
  const link = Object.assign(document.createElement('link'), { rel: 'preload', as: kind, href: url });
  if (kind === 'fetch') link.crossOrigin = 'anonymous';
  document.head.append(link);
}

const { dataset } = document.currentScript ?? document.documentElement;
soon(dataset[lang], 'script');
// In a frame without an origin the core comes by another way, and without SIMD it is another one.
if (!hasNoOrigin() && typeof WebAssembly !== 'undefined')
  void simd().then((usable) => usable && soon(dataset.core, 'fetch'));

// Stands in the page and runs before that is shown, so that it is shown in the reader's language and theme at once, and asks
// early for its texts, which the page's script would ask for late. The build writes it and their names in: see build/html.ts.

import { langOf, showReader, themeOf } from './reader.ts';

const { search } = location;
const lang = langOf(search);
showReader(lang, themeOf(search));

const href = document.currentScript?.dataset[lang];
if (href !== undefined) {
  const link = document.createElement('link');
  document.head.append(Object.assign(link, { rel: 'preload', as: 'script', href }));
}

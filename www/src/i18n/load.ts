// The texts of a language come as a script of their own, as the page has room for one of them.

import { fromScript } from '../core/carrier.ts';
import type { Lang } from '../state/state.ts';
import { addTexts, hasTexts, type Texts } from './index.ts';
import enUrl from './texts-en.ts?worker&url';
import jaUrl from './texts-ja.ts?worker&url';

const URLS: Record<Lang, string> = { en: enUrl, ja: jaUrl };

/** Where there are no texts, there is none for this either. */
export const NO_TEXTS =
  'The texts of this page could not be loaded; please reload it. 文章を読み込めませんでした。再読み込みしてください。';

/** Fetches the texts of a language unless they are there. Throws a CarrierError. */
export async function loadTexts(lang: Lang): Promise<void> {
  if (!hasTexts(lang)) addTexts(lang, await fromScript<Texts>(URLS[lang]));
}

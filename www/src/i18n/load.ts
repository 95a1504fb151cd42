// The texts of a language come in scripts of their own, as the page has room for one language: those that it begins with,
// and those that come with the facts.

import { loadPart } from '../core/part.ts';
import type { Lang } from '../state/state.ts';
import { addTexts, type Texts } from './index.ts';
import moreEnUrl from './more-en.ts?worker&url';
import moreJaUrl from './more-ja.ts?worker&url';
import enUrl from './texts-en.ts?worker&url';
import jaUrl from './texts-ja.ts?worker&url';

const URLS: Record<Part, Record<Lang, string>> = {
  first: { en: enUrl, ja: jaUrl },
  more: { en: moreEnUrl, ja: moreJaUrl },
};
const present = new Set<string>();

export type Part = 'first' | 'more';

/** Where there are no texts, there is none for this either. */
export const NO_TEXTS =
  'The texts of this page could not be loaded; please reload it. 文章を読み込めませんでした。再読み込みしてください。';

/** Fetches a part of a language's texts unless it is there. Throws a FailureError. */
export async function loadTexts(lang: Lang, part: Part): Promise<void> {
  const url = URLS[part][lang];
  if (present.has(url)) return;
  addTexts(lang, await loadPart<Texts>(url));
  present.add(url);
}

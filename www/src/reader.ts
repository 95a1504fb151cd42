// The reader's language and theme: what the address says, else what was chosen last time, else what the browser says.

import type { Lang, Theme } from './state/state.ts';
import { parseLang, parseTheme } from './state/url.ts';

export const langOf = (search: string): Lang =>
  parseLang(search) ?? chooseLanguage(read('lang'), navigator.languages);

export const themeOf = (search: string): Theme =>
  parseTheme(search) ?? parseTheme(`?theme=${read('theme')}`) ?? 'system';

/** The reader's earlier choice, else the browser's first language that we speak, else English. */
export function chooseLanguage(stored: string | undefined, languages: readonly string[]): Lang {
  if (stored === 'ja' || stored === 'en') return stored;
  for (const language of languages) {
    const primary = language.split('-', 1)[0]?.toLowerCase();
    if (primary === 'ja' || primary === 'en') return primary;
  }
  return 'en';
}

export function showReader(lang: Lang, theme: Theme): void {
  const root = document.documentElement;
  root.lang = lang;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
}

function read(key: 'lang' | 'theme'): string | undefined {
  try {
    return localStorage.getItem(`activation-lab.${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(key: 'lang' | 'theme', value: string): void {
  try {
    localStorage.setItem(`activation-lab.${key}`, value);
  } catch {
    // Not remembered.
  }
}

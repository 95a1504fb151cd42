// The HTML of the page: what it loads, what it looks like before that, and what others show of it.

import { readFileSync } from 'node:fs';
import { picture } from './picture.ts';

const MODULE = /<script type="module" src="\.\/src\/main\.ts"><\/script>/;
const PICTURE = '<!-- The first curves: build/picture.ts -->';
/** As the page shows at first. */
const FUNCTIONS = ['linear', 'sigmoid', 'hard_sigmoid', 'tanh', 'softsign', 'relu'];

export interface Files {
  styles: readonly string[];
  /** runs before anything is shown */
  first: string;
  /** the page's own script */
  scripts: readonly string[];
  /** what the page asks for as soon as its script has run, under the names that src/first.ts knows them by */
  early: Readonly<Record<string, string>>;
}

/** `file`: of www/index.html or www/embed.html. Throws where something has lost its place. */
export function page(file: string, { styles, first, scripts, early }: Files): string {
  const html = readFileSync(file, 'utf8');
  if (!MODULE.test(html)) throw new Error(`${file} does not load src/main.ts`);
  const shown = html.includes(PICTURE);
  // A frame loads nothing before it is looked at.
  const names = shown ? Object.entries(early).map(([name, path]) => ` data-${name}="./${path}"`) : [];
  const tags = [
    ...styles.map((path) => `<link rel="stylesheet" href="./${path}" />`),
    `<script src="./${first}"${names.join('')}></script>`,
    ...scripts.map((path) => `<script defer src="./${path}"></script>`),
  ];
  return html.replace(MODULE, tags.join('\n    ')).replace(PICTURE, () => picture(FUNCTIONS));
}

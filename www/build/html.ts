// The HTML of the page: what it loads, what it looks like before that, and what others show of it.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { picture } from './picture.ts';

const MODULE = /<script type="module" src="\.\/src\/main\.ts"><\/script>/;
const POLICY = "script-src 'self'";
const PICTURE = '<!-- The first curves: build/picture.ts -->';
const SOCIAL = /\n *<!-- The picture beside a shared link: build\/html\.ts -->/;
/** As the page shows at first. */
const FUNCTIONS = ['linear', 'sigmoid', 'hard_sigmoid', 'tanh', 'softsign', 'relu'];

export interface Files {
  styles: readonly string[];
  /** runs before anything is shown: where it is, and what it says */
  first: { path: string; source: string };
  /** the page's own script */
  scripts: readonly string[];
  /** what the page says, by language */
  texts: Readonly<Record<string, string>>;
  /** where the page will be, ending in a slash; undefined where nobody has said */
  site: string | undefined;
}

/** `file`: of www/index.html or www/embed.html. Throws where something has lost its place. */
export function page(file: string, { styles, first, scripts, texts, site }: Files): string {
  const html = readFileSync(file, 'utf8');
  if (!MODULE.test(html)) throw new Error(`${file} does not load src/main.ts`);
  const shown = html.includes(PICTURE);
  // A frame loads nothing before it is looked at.
  const names = shown ? Object.entries(texts).map(([lang, path]) => ` data-${lang}="./${path}"`) : [];
  // The page waits for no second connection: it has the script in itself, which its policy knows by its hash. A host's own
  // policy may refuse it; then the page's script does the same, later.
  const early = shown
    ? `<script${names.join('')}>${first.source}</script>`
    : `<script src="./${first.path}"></script>`;
  const tags = [
    // After a style sheet it would wait for that.
    early,
    ...styles.map((path) => `<link rel="stylesheet" href="./${path}" />`),
    ...scripts.map((path) => `<script defer src="./${path}"></script>`),
  ];
  const hash = createHash('sha256').update(first.source).digest('base64');
  const policed = shown ? html.replace(POLICY, `${POLICY} 'sha256-${hash}'`) : html;
  if (shown && (policed === html || first.source.includes('</script')))
    throw new Error(`${file} cannot have ${first.path} in itself`);
  return policed
    .replace(MODULE, () => tags.join('\n    '))
    .replace(PICTURE, () => picture(FUNCTIONS))
    .replace(SOCIAL, () => social(site));
}

/** Of SITE_URL: with a slash at its end, as what is named after it is in that folder. */
export function siteOf(text: string | undefined): string | undefined {
  if (!text) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash)
    throw new Error(`SITE_URL must be the address of a folder, as https://example.org/lab/, got ${text}`);
  return url.href.replace(/\/?$/, '/');
}

/** No og:url, and nothing canonical: a link to a state of the page stays one. */
function social(site: string | undefined): string {
  if (site === undefined) return '';
  return `
    <meta property="og:image" content="${site}social.png" />
    <meta property="og:image:width" content="1200" />
    <meta property="og:image:height" content="630" />
    <meta property="og:image:alt" content="tanh のグラフと、その上を動く点の接線 / The graph of tanh, and a tangent to it" />
    <meta name="twitter:card" content="summary_large_image" />`;
}

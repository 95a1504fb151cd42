// What an author pastes to have a panel in a post. Pure.

import { escaped } from '../../charts/still.ts';
import { type Lang, SWEEP_NAMES, VIEW_NAMES } from '../../state/state.ts';
import { type PanelName, SHOWING } from '../../state/url.ts';

export const FORMS = ['element', 'frame', 'still'] as const;
export type Form = (typeof FORMS)[number];

/** What the author wants; undefined: as the reader has it. */
export interface Wishes {
  form: Form;
  lang: Lang | undefined;
  theme: 'light' | 'dark' | undefined;
  bare: boolean;
  frozen: boolean;
  /** px, reserved until the frame tells its own */
  height: number;
}

export interface Subject {
  panel: PanelName;
  /** in words */
  title: string;
  /** whole address of the page, with the experiment */
  link: string;
  /** the panel as HTML without scripts; undefined where there is none */
  still: string | undefined;
}

/** Panels with something to run, which a frozen frame then runs by itself. */
export const RUNNING: readonly PanelName[] = ['race', 'tuning', 'timing', 'claims', 'signal', 'units'];
/** Panels that show what the race's weights are compared by. */
const COMPARING: readonly PanelName[] = ['race', 'draw'];

/** Of a link to the whole page, what a panel needs, and how it is to be shown. */
export function parametersOf({ panel, link }: Subject, { lang, theme, bare, frozen }: Wishes) {
  const experiment = new URL(link).searchParams;
  for (const name of SHOWING) experiment.delete(name);
  if (panel !== 'tuning') for (const name of [...SWEEP_NAMES, 'search']) experiment.delete(name);
  for (const name of VIEW_NAMES) if (name !== panel) experiment.delete(name);
  if (!COMPARING.includes(panel)) experiment.delete('bits');
  const query = new URLSearchParams({ panel });
  for (const [name, value] of experiment) query.append(name, value);
  if (lang) query.set('lang', lang);
  if (theme) query.set('theme', theme);
  if (frozen && RUNNING.includes(panel)) query.set('frozen', '1');
  else if (bare) query.set('controls', 'none');
  return query;
}

/** Of a file beside the page. */
export function addressOf(file: string, link: string, query?: URLSearchParams): string {
  const address = new URL(file, link);
  address.search = query?.toString().replace(/%2C|%3A/g, decodeURIComponent) ?? '';
  return address.href;
}

/** Undefined where the form has to wait for a result. */
export function snippet(subject: Subject, wishes: Wishes): string | undefined {
  const query = parametersOf(subject, wishes);
  switch (wishes.form) {
    case 'element':
      return element(subject, wishes, query);
    case 'frame':
      return frame(subject, wishes, query);
    case 'still':
      return subject.still;
  }
}

/** Names that HTML has taken for something else. */
const TAKEN = ['hidden'];

function element({ title, link, still }: Subject, { height }: Wishes, query: URLSearchParams): string {
  const taken = new URLSearchParams([...query].filter(([name]) => TAKEN.includes(name)));
  const attributes = [...query].filter(([name]) => !TAKEN.includes(name));
  if (taken.size > 0) attributes.push(['query', taken.toString().replace(/%2C/g, ',')]);
  attributes.push(['title', title], ['height', String(height)]);
  const words = attributes.map(([name, value]) =>
    name === 'frozen' ? ' frozen' : ` ${name}="${escaped(value)}"`,
  );
  // Stands there for readers without scripts, and until the frame has come.
  const inside = still?.trim() ?? `<a href="${escaped(link)}">${escaped(title)}</a>`;
  return [
    // No module: of another origin, one wants a header that not every host sends.
    `<script src="${escaped(addressOf('activation-lab.js', link))}" async></script>`,
    `<activation-lab${words.join('')}>`,
    inside,
    '</activation-lab>',
    '',
  ].join('\n');
}

function frame({ title, link }: Subject, { height }: Wishes, query: URLSearchParams): string {
  const address = addressOf('embed.html', link, query);
  return [
    `<iframe src="${escaped(address)}" title="${escaped(title)}" loading="lazy" allow="clipboard-write" style="width: 100%; height: ${height}px; border: 0"></iframe>`,
    // For every frame of the lab in the post; there once more, it does no harm.
    '<script>',
    "addEventListener('message', ({ data, source }) => {",
    "  if (data?.type !== 'activation-lab:resize') return;",
    "  for (const frame of document.querySelectorAll('iframe')) {",
    "    if (frame.contentWindow === source) frame.style.height = data.height + 'px';",
    '  }',
    '});',
    '</script>',
    '',
  ].join('\n');
}

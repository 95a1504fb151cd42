import { expect, test } from '@playwright/test';
import {
  addressOf as elementAddress,
  nameOf,
  plainHeight,
  reservedHeight,
} from '../../src/element/parameters.ts';
import { parametersOf, type Subject, snippet, type Wishes } from '../../src/panels/embed/snippet.ts';
import { parseFrame } from '../../src/state/url.ts';

const SCRIPT = 'https://author.example/lab/activation-lab.js?1';
const BASE = 'https://blog.example/post/';
const address = (attributes: Record<string, string>, around?: string, file = 'embed.html') =>
  elementAddress(file, Object.entries(attributes), SCRIPT, BASE, around)?.href;

test('attributes of the element become parameters beside the script', () => {
  expect(address({ panel: 'race', activations: 'relu,tanh', 'hard_sigmoid.slope': '0.3' })).toBe(
    'https://author.example/lab/embed.html?panel=race&activations=relu,tanh&hard_sigmoid.slope=0.3',
  );
  const own = {
    id: 'a',
    class: 'b',
    style: 'c',
    title: 'd',
    'aria-label': 'e',
    onclick: 'f',
    'data-x': 'g',
    height: '9',
  };
  expect(address({ panel: 'draw', ...own, hidden: '' })).toBe(
    'https://author.example/lab/embed.html?panel=draw',
  );
  expect(address({ frozen: '', run: '', query: '?hidden=64,32&v=1' })).toBe(
    'https://author.example/lab/embed.html?hidden=64,32&v=1&frozen=1&run=1',
  );
  expect(address({ panel: 'race', controls: 'none', frozen: '', epochs: '3' }, 'en', 'index.html')).toBe(
    'https://author.example/lab/index.html?epochs=3&lang=en',
  );
});

test('the language is the element’s, or else that of the page around it, if it is one of ours', () => {
  expect(address({ lang: 'ja-JP' }, 'en')).toContain('lang=ja');
  expect(address({}, 'EN-gb')).toContain('lang=en');
  expect(address({ lang: 'de' }, 'ja')).not.toContain('lang');
});

test('`src` names the folder; what is no address of a page is none', () => {
  for (const src of ['/lab', '/lab/', 'https://blog.example/lab'])
    expect(address({ src, panel: 'race' })).toBe('https://blog.example/lab/embed.html?panel=race');
  for (const src of ['javascript:alert(1)', 'data:text/html,x', 'http://[', 'blob:https://blog.example/1'])
    expect(address({ src })).toBeUndefined();
});

test('heights are numbers of pixels, and names are there', () => {
  for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, 0, -5, 1e9, '300', undefined])
    expect(plainHeight(wrong)).toBeUndefined();
  expect(plainHeight(300.2)).toBe(301);
  const of = (attributes: Record<string, string>) => (name: string) => attributes[name] ?? null;
  expect(reservedHeight(of({ height: '500' }))).toBe(500);
  expect(reservedHeight(of({ height: 'tall', panel: 'race,draw' }))).toBe(1280);
  expect(nameOf(of({ title: 'A race', panel: 'race' }))).toBe('A race');
  expect(nameOf(of({ panel: 'race' }))).toContain('race');
});

test('a frozen frame is bare; nothing else is understood', () => {
  expect(parseFrame('?frozen=1')).toEqual({ frozen: true, bare: true });
  expect(parseFrame('?controls=none')).toEqual({ frozen: false, bare: true });
  expect(parseFrame('?controls=some&frozen=yes')).toEqual({ frozen: false, bare: false });
});

const SUBJECT: Subject = {
  panel: 'race',
  title: 'Who "wins"?',
  link: 'https://author.example/lab/?activations=relu,tanh&hidden=64,32&bits=1-&sweep=relu:1&units=a&theme=dark&x=1%3C2#race',
  still: '<figure>still</figure>\n',
};
const WISHES: Wishes = {
  form: 'element',
  lang: 'ja',
  theme: undefined,
  bare: true,
  frozen: false,
  height: 700,
};

test('a snippet has what its panel needs of the link, and how it is to be shown', () => {
  expect(Object.fromEntries(parametersOf(SUBJECT, WISHES))).toEqual({
    panel: 'race',
    activations: 'relu,tanh',
    hidden: '64,32',
    bits: '1-',
    x: '1<2',
    lang: 'ja',
    controls: 'none',
  });
  const frozen = { ...WISHES, lang: undefined, theme: 'dark', frozen: true } as const;
  expect(Object.fromEntries(parametersOf({ ...SUBJECT, panel: 'step' }, frozen))).toEqual({
    panel: 'step',
    activations: 'relu,tanh',
    hidden: '64,32',
    x: '1<2',
    theme: 'dark',
    controls: 'none',
  });
  expect(parametersOf({ ...SUBJECT, panel: 'units' }, frozen).get('units')).toBe('a');
  expect(parametersOf(SUBJECT, frozen).get('frozen')).toBe('1');
  expect(parametersOf(SUBJECT, frozen).has('controls')).toBe(false);
});

test('snippets are escaped, and the element says in attributes what the frame says in its address', () => {
  const element = snippet(SUBJECT, WISHES) ?? '';
  expect(element).toContain('<script src="https://author.example/lab/activation-lab.js" async></script>');
  expect(element).toContain(
    '<activation-lab panel="race" activations="relu,tanh" bits="1-" x="1&lt;2" lang="ja" controls="none" query="hidden=64,32" title="Who &quot;wins&quot;?" height="700">\n<figure>still</figure>\n</activation-lab>',
  );
  const said = [...(/<activation-lab([^>]*)>/.exec(element)?.[1] ?? '').matchAll(/([a-z]+)="([^"]*)"/g)];
  const attributes = said.map(([, name = '', value = '']) => [name, value.replace('&lt;', '<')] as const);
  const frame = snippet(SUBJECT, { ...WISHES, form: 'frame' }) ?? '';
  const src = /src="([^"]*)"/.exec(frame)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const sorted = (text: string): string[] => [...new URL(text).searchParams].map(String).sort();
  expect(sorted(elementAddress('embed.html', attributes, SCRIPT, BASE, undefined)?.href ?? '')).toEqual(
    sorted(src),
  );
  expect(frame).toContain('title="Who &quot;wins&quot;?" loading="lazy"');
  expect(snippet({ ...SUBJECT, still: undefined }, { ...WISHES, form: 'still' })).toBeUndefined();
  const link = 'href="https://author.example/lab/?activations';
  expect(snippet({ ...SUBJECT, still: undefined }, WISHES)).toContain(link);
});

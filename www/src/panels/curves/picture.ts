// Charts as a picture that stands alone: styles written out, colours of the light theme, white paper, a title.

import type { LineChart } from '../../charts/line-chart.ts';
import { toHex } from './colour.ts';

/** A drawing and its place in the picture. */
export interface Part {
  svg: SVGSVGElement;
  x: number;
  y: number;
  width: number;
  height: number;
  /** above it */
  label?: string;
}

export interface Picture {
  title: string;
  /** below the title */
  note: string;
  width: number;
  height: number;
  parts: readonly Part[];
  /** elements with a swatch and a name, where the drawing names not all */
  legend: readonly HTMLElement[];
}

const NAMESPACE = 'http://www.w3.org/2000/svg';
const MARGIN = 16;
const HEAD = 52;
const ENTRY = { width: 150, height: 20 };

/** What our drawings are styled with, and what it is where nobody says so. */
const INITIAL: Record<string, string> = {
  fill: 'rgb(0, 0, 0)',
  stroke: 'none',
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-opacity': '1',
  'fill-opacity': '1',
  'stroke-linejoin': 'miter',
  'stroke-linecap': 'butt',
  opacity: '1',
  'font-size': '',
  'font-weight': '400',
  'text-anchor': 'start',
};
const OF_TEXT = ['font-size', 'font-weight', 'text-anchor'];

/** The SVG file. Reads styles, so the drawings must be in the document. */
export function pictureText(picture: Picture): string {
  const { dataset } = document.documentElement;
  const { theme } = dataset;
  dataset.theme = 'light';
  try {
    return drawn(picture);
  } finally {
    if (theme === undefined) delete dataset.theme;
    else dataset.theme = theme;
  }
}

function drawn({ title, note, width, height, parts, legend }: Picture): string {
  const root = document.createElementNS(NAMESPACE, 'svg');
  const columns = Math.max(1, Math.floor(width / ENTRY.width));
  const legendHeight = Math.ceil(legend.length / columns) * ENTRY.height;
  const [fullWidth, fullHeight] = [width + 2 * MARGIN, height + HEAD + legendHeight + 2 * MARGIN];
  const family = parts[0] ? getComputedStyle(parts[0].svg).fontFamily : 'sans-serif';
  set(root, { viewBox: `0 0 ${fullWidth} ${fullHeight}`, width: fullWidth, height: fullHeight });
  set(root, { 'font-family': family, 'font-size': 12 });
  root.append(element('title', {}, title));
  root.append(element('rect', { width: fullWidth, height: fullHeight, fill: '#ffffff' }));
  const text = { x: MARGIN, fill: '#1c1d20' };
  root.append(element('text', { ...text, y: MARGIN + 16, 'font-size': 16, 'font-weight': 600 }, title));
  root.append(element('text', { ...text, y: MARGIN + 36, fill: '#5d5e63' }, note));
  for (const [index, part] of parts.entries()) {
    const [x, y] = [MARGIN + part.x, MARGIN + HEAD + part.y];
    const drawing = written(part.svg);
    for (const name of ['class', 'style', 'aria-hidden', 'role']) drawing.removeAttribute(name);
    set(drawing, { x, y, width: part.width, height: part.height, overflow: 'visible' });
    if (part.label) root.append(element('text', { ...text, x, y: y - 5, 'font-weight': 600 }, part.label));
    root.append(drawing);
    // One document now: an id must be there once.
    for (const clip of drawing.querySelectorAll('clipPath')) clip.id = `clip-${index}`;
    for (const user of drawing.querySelectorAll('[clip-path]')) {
      user.setAttribute('clip-path', `url(#clip-${index})`);
    }
  }
  for (const [index, entry] of legend.entries()) {
    const x = MARGIN + (index % columns) * ENTRY.width;
    const y = MARGIN + HEAD + height + (Math.floor(index / columns) + 0.7) * ENTRY.height;
    const swatch = entry.querySelector('.swatch');
    const fill = toHex(swatch ? getComputedStyle(swatch).backgroundColor : '#000000');
    root.append(element('rect', { x, y: y - 5, width: 18, height: 3, fill }));
    root.append(element('text', { ...text, x: x + 24, y }, entry.textContent?.trim()));
  }
  return new XMLSerializer().serializeToString(root);
}

/** A copy with every style as an attribute. */
function written(original: SVGSVGElement): SVGSVGElement {
  const copy = original.cloneNode(true) as SVGSVGElement;
  const sources = [...original.querySelectorAll('*')];
  for (const [index, target] of [...copy.querySelectorAll('*')].entries()) {
    const source = sources[index];
    if (!source) continue;
    const style = getComputedStyle(source);
    target.removeAttribute('style');
    target.removeAttribute('data-id');
    for (const [name, initial] of Object.entries(INITIAL)) {
      const value = style.getPropertyValue(name);
      if (OF_TEXT.includes(name) && source.tagName !== 'text') continue;
      if (value && value !== initial) target.setAttribute(name, toHex(value).replace(/px\b/g, ''));
    }
  }
  for (const target of copy.querySelectorAll('[class]')) target.removeAttribute('class');
  // The template engine's marks.
  const comments = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
  const marks: Node[] = [];
  while (comments.nextNode()) marks.push(comments.currentNode);
  for (const mark of marks) mark.parentNode?.removeChild(mark);
  return copy;
}

function element(name: string, attributes: Record<string, string | number>, content = ''): SVGElement {
  const made = document.createElementNS(NAMESPACE, name);
  set(made, attributes);
  made.textContent = content;
  return made;
}

function set(target: Element, attributes: Record<string, string | number>): void {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, String(value));
}

/** The chart below `root`, with the legend where there is one. */
export function drawing(root: ParentNode): Omit<Picture, 'title' | 'note'> {
  const svg = root.querySelector<LineChart>('al-line-chart')?.renderRoot.querySelector('svg');
  const { width = 0, height = 0 } = svg?.viewBox.baseVal ?? {};
  const legend = [...root.querySelectorAll<HTMLElement>('.legend button')];
  return { parts: svg ? [{ svg, x: 0, y: 0, width, height }] : [], legend, width, height };
}

/** The same as pixels, twice as fine. The canvas is only written to. */
export async function pixels(svg: string): Promise<Blob> {
  const image = new Image();
  // No blob address: the page's policy allows pictures of its own and data alone.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = 2 * image.naturalWidth;
  canvas.height = 2 * image.naturalHeight;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  );
}

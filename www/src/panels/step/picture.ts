import { html, svg, type TemplateResult } from 'lit';
import { barsOf, HEIGHT, WIDTH } from '../draw/bars.ts';
import { columnsOf, type Marks, marksOf, shadesOf } from './scales.ts';

/** Of a cell: corners of diamonds reach beyond it. */
const PAD = 0.2;

function marked({ plus, minus }: Marks, columns: number, rows: number): TemplateResult {
  const box = `${-PAD} ${-PAD} ${columns + 2 * PAD} ${rows + 2 * PAD}`;
  return html`<svg class="marks" viewBox=${box}>
    <path class="plus" d=${plus} /><path class="minus" d=${minus} />
  </svg>`;
}

/** Values in cells: squares above 0, diamonds below, `most` fills its cell. */
export function cells(values: Float32Array, most: number): TemplateResult {
  const columns = columnsOf(values.length);
  return marked(marksOf(values, columns, most), columns, Math.ceil(values.length / columns));
}

/** The images that go in. */
export function inputs(pictures: readonly Uint8Array[]): TemplateResult {
  const side = Math.round(Math.sqrt(pictures[0]?.length ?? 0));
  const across = pictures.length > 1 ? 8 : 1;
  const down = Math.ceil(pictures.length / across);
  return html`<svg class="pixels" viewBox="0 0 ${across * side} ${down * side}" shape-rendering="crispEdges">
    ${shadesOf(pictures, side, across).map(({ opacity, path }) => svg`<path d=${path} opacity=${opacity} />`)}
  </svg>`;
}

/** Ten probabilities; the right digit's stands out and is pointed at. */
export function probabilities(values: Float32Array, right: number | undefined): TemplateResult {
  const { top, others } = barsOf(values, right ?? -1);
  return html`<svg class="ten" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none">
      <path class=${right === undefined ? '' : 'others'} d=${others} /><path d=${top} />
    </svg>
    <div class="digits">${[...values.keys()].map(
      (digit) => html`<span class=${digit === right ? 'right' : ''}>${digit}</span>`,
    )}</div>`;
}

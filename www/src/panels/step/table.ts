import { html, nothing, type TemplateResult } from 'lit';
import type { Translator } from '../../i18n/index.ts';
import type { LayerMeasure, Measures } from './measures.ts';
import { factorText, shareText, sizeText } from './words.ts';

export interface Column {
  name: string;
  measures: Measures | undefined;
}

const WHAT = [
  'z_mean',
  'z_deviation',
  'f_mean',
  'f_deviation',
  'slope',
  'flat',
  'delta',
  'factor',
  'weights',
  'update',
] as const;
type What = (typeof WHAT)[number];

function cell(what: What, layer: LayerMeasure, i18n: Translator): string {
  switch (what) {
    case 'z_mean':
      return sizeText(layer.z.mean, i18n);
    case 'z_deviation':
      return sizeText(layer.z.deviation, i18n);
    case 'f_mean':
      return sizeText(layer.f.mean, i18n);
    case 'f_deviation':
      return sizeText(layer.f.deviation, i18n);
    case 'slope':
      return sizeText(layer.slope?.mean ?? Number.NaN, i18n);
    case 'flat':
      return layer.slope ? `${layer.flat} / ${layer.units}` : '–';
    case 'delta':
      return sizeText(layer.delta, i18n);
    case 'factor':
      return factorText(layer.factor, i18n);
    case 'weights':
      return sizeText(layer.weightGradient, i18n);
    case 'update':
      return shareText(layer.update, i18n);
  }
}

/** All numbers of the picture: a row for each layer of each network. */
export function numbersTable(columns: readonly Column[], i18n: Translator): TemplateResult {
  const { t } = i18n;
  const name = (index: number, count: number): string =>
    index === count - 1 ? t('step.output') : t('step.layer', { layer: index + 1 });
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('step.table')}><table>
    <thead><tr><th scope="col">${t('function')}</th><th scope="col">${t('step.row')}</th>${WHAT.map(
      (what) => html`<th scope="col" class="number">${t(`step.column.${what}`)}</th>`,
    )}</tr></thead>
    <tbody>${columns.map(({ name: own, measures }) =>
      measures
        ? html`${measures.layers.map(
            (layer, index, { length }) => html`<tr><th scope="row">${own}</th><td>${name(index, length)}</td>
              ${WHAT.map((what) => html`<td class="number">${cell(what, layer, i18n)}</td>`)}</tr>`,
          )}${
            measures.pixels
              ? html`<tr><th scope="row">${own}</th><td>∂L/∂x</td>
                ${WHAT.map((what) => html`<td class="number">${pixelCell(what, measures.pixels, i18n)}</td>`)}</tr>`
              : nothing
          }`
        : nothing,
    )}</tbody>
  </table></div>`;
}

function pixelCell(what: What, pixels: Measures['pixels'], i18n: Translator): string {
  if (what === 'delta') return sizeText(pixels?.length ?? Number.NaN, i18n);
  return what === 'factor' ? factorText(pixels?.factor, i18n) : '–';
}

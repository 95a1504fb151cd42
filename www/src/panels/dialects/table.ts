// What each framework offers under one name, and how far that is from the first.

import { html, nothing, type TemplateResult } from 'lit';
import { factsOf, type Variant, varying } from '../../core/facts.ts';
import { DIALECT_NAMES, type FunctionSpec, type Sharing } from '../../core/types.ts';
import type { Translator } from '../../i18n/index.ts';
import type { Difference } from './difference.ts';

export const variantsOf = (id: string): readonly Variant[] => factsOf(id).variants ?? [];

/** ` (slope 0.2)` */
export function valuesOf({ parameters }: Variant, i18n: Translator): string {
  const texts = Object.entries(parameters).map(([name, value]) => `${name} ${i18n.number(value)}`);
  return texts.length > 0 ? ` (${texts.join(', ')})` : '';
}

export interface TableOptions {
  i18n: Translator;
  color: (id: string) => string;
  catalogue: (variant: Variant) => readonly FunctionSpec[];
  difference: (id: string, index: number) => Difference;
  show: (id: string, index: number) => void;
}

export function variantTable({ i18n, color, catalogue, difference, show }: TableOptions): TemplateResult {
  const learned = (variant: Variant): string => {
    const spec = catalogue(variant).find((candidate) => candidate.id === variant.function);
    const how: Sharing | null | undefined = spec?.parameters[0]?.learned;
    return how ? ` – ${i18n.t(`dialects.learned.${how}`)}` : '';
  };
  const gap = (id: string, variant: Variant, index: number): TemplateResult | string => {
    if (index === 0) return '–';
    const found = difference(id, index);
    if (found.kind === 'none') return i18n.t('dialects.same');
    const text = found.kind === 'largest' ? i18n.significant(found.value) : i18n.t('dialects.grows');
    return html`<button
      class="link"
      type="button"
      aria-label=${i18n.t('dialects.show', { id, value: text, api: variant.api })}
      @click=${() => show(id, index)}
    >${text}</button>`;
  };
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${i18n.t('dialects.framework')}</th>
        <th scope="col">${i18n.t('dialects.api')}</th>
        <th scope="col">${i18n.t('dialects.largest')}</th>
      </tr>
    </thead>
    ${varying().map(
      (id) => html`<tbody>
        <tr>
          <th scope="rowgroup" colspan="3"><span class="swatch" style="--color:${color(id)}"></span>${id}</th>
        </tr>
        ${variantsOf(id).map(
          (variant, index) => html`<tr>
            <td>${DIALECT_NAMES[variant.dialect]}</td>
            <td class="api"><code>${variant.api}</code>${valuesOf(variant, i18n)}${learned(variant) || nothing}</td>
            <td>${gap(id, variant, index)}</td>
          </tr>`,
        )}
      </tbody>`,
    )}
  </table>`;
}

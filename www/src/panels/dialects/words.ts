// Differences that no curve shows: definitions and starts in words, and the derivative chosen at kinks.

import { html, type TemplateResult } from 'lit';
import { factsOf, functionIds } from '../../core/facts.ts';
import type { Translator } from '../../i18n/index.ts';

/** Each is a text, `dialects.note.<name>`. */
export const NOTES = [
  'initializer',
  'prelu',
  'softplus',
  'thresholded_relu',
  'hard_tanh',
  'silu',
  'exponential',
  'hard_sigmoid',
  'limits',
] as const;

/** f′ at the kinks of the functions about which the frameworks, or the backends of one, disagree. */
export function kinkTable(i18n: Translator): TemplateResult {
  const rows = functionIds().flatMap((id) => {
    const { kinks, derivative_at_kinks: chosen } = factsOf(id);
    const values = [chosen.ours, chosen.pytorch, chosen.keras_torch, chosen.keras_jax];
    const told = new Set(values.filter(Boolean).map(String));
    return told.size > 1 ? [{ id, kinks, values }] : [];
  });
  const list = (values: readonly number[] | null): string =>
    values ? [...new Set(values.map((value) => i18n.number(value)))].join(', ') : '–';
  return html`<p>${i18n.t('dialects.kinks')}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${i18n.t('dialects.kinks')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${i18n.t('function')}</th>
            <th scope="col" class="number">x</th>
            <th scope="col" class="number">${i18n.t('dialects.here')}</th>
            <th scope="col" class="number">PyTorch</th>
            <th scope="col" class="number">Keras 3 / PyTorch</th>
            <th scope="col" class="number">Keras 3 / JAX</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ id, kinks, values }) => html`<tr>
              <th scope="row">${id}</th>
              <td class="number">${list(kinks)}</td>
              ${values.map((value) => html`<td class="number">${list(value)}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

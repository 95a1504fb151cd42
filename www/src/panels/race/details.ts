// What the table folds away of a function: its layers, what it has learned, and each seed's fingerprint.

import { html, nothing, type TemplateResult } from 'lit';
import type { Learned } from '../../core/types.ts';
import type { Translator } from '../../i18n/index.ts';
import type { TableRow } from './columns.ts';
import { mean } from './rows.ts';

export function detailsOf(row: TableRow, i18n: Translator): TemplateResult {
  return html`${layers(row, i18n)}${fingerprints(row, i18n)}`;
}

/** Dead and saturated, layer by layer: means over the seeds. */
function layers({ done }: TableRow, { t, number, percent }: Translator): unknown {
  const inspected = done.flatMap(({ result }) => (result.inspection ? [result.inspection.layers] : []));
  if (!inspected[0]?.length) return nothing;
  return html`<table class="inner">
    <caption>${t('results.layers')}</caption>
    <thead>
      <tr>
        <th scope="col">${t('results.layer')}</th>
        <th scope="col" class="number">${t('results.units')}</th>
        <th scope="col" class="number">${t('results.dead_units')}</th>
        <th scope="col" class="number">${t('results.column.saturated')}</th>
      </tr>
    </thead>
    <tbody>
      ${inspected[0].map(
        ({ units }, layer) => html`<tr>
          <th scope="row">${layer + 1}</th>
          <td class="number">${units}</td>
          <td class="number">${number(mean(inspected.map((one) => one[layer]?.dead ?? Number.NaN)), 1)}</td>
          <td class="number">${percent(mean(inspected.map((one) => one[layer]?.saturated ?? Number.NaN)), 1)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function fingerprints({ done }: TableRow, i18n: Translator): unknown {
  if (done.length === 0) return nothing;
  const { t, percent } = i18n;
  return html`<table class="inner">
    <caption>${t('results.per_seed')}</caption>
    <thead>
      <tr>
        <th scope="col">${t('settings.seed')}</th>
        <th scope="col" class="number">${t('race.accuracy')}</th>
        <th scope="col">${t('race.hash')}</th>
      </tr>
    </thead>
    <tbody>
      ${done.map(({ config, result: { evaluation, weights_hash, learned, validated } }) => {
        const notes = [
          ...learned.map(([name, values]) => t('race.learned', { name, values: learnedText(values, i18n) })),
          ...(validated
            ? [
                t(validated.stopped_early ? 'race.stopped' : 'race.validated', {
                  epochs: validated.epochs,
                  best: validated.best_epoch,
                }),
              ]
            : []),
        ];
        return html`<tr>
          <th scope="row">${config.seed}</th>
          <td class="number">${percent(evaluation.accuracy, 2)}</td>
          <td><code>${weights_hash}</code>${notes.map((note) => html`<span class="note">${note}</span>`)}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

/** One value for each layer, or where there are many their mean and range. */
function learnedText(layers: Learned[number][1], { t, number }: Translator): string {
  const short = (value: number): string => number(value, 3);
  const values = layers.flat();
  if (values.length === layers.length) return values.map(short).join(t('list.separator'));
  return t('race.learned_range', {
    mean: short(mean(values)),
    min: short(Math.min(...values)),
    max: short(Math.max(...values)),
  });
}

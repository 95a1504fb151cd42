// The runs of a point or a cell, seed by seed.

import { html, nothing, svg, type TemplateResult } from 'lit';
import { pathData } from '../../charts/geometry.ts';
import { linear } from '../../charts/scale.ts';
import type { Translator } from '../../i18n/index.ts';
import type { EpochResult } from '../../worker/protocol.ts';
import { failureOf, type Measured, resultOf } from './points.ts';

const WIDTH = 96;
const HEIGHT = 28;

/** Test accuracy after each epoch; all of a table on the same scale. */
function curve(history: readonly EpochResult[], [low, high]: readonly [number, number]): TemplateResult {
  const x = linear([1, Math.max(2, history.at(-1)?.epoch ?? 2)], [1, WIDTH - 1]);
  const y = linear([low, high], [HEIGHT - 2, 2]);
  const points = history.map(({ epoch, accuracy }) => [x(epoch), y(accuracy)] as const);
  return html`<svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" width=${WIDTH} height=${HEIGHT} aria-hidden="true">
    ${svg`<path d=${pathData(points)} />`}
  </svg>`;
}

export function runsTable(
  { outcomes }: Measured,
  seeds: readonly number[],
  i18n: Translator,
): TemplateResult {
  const { t, number, percent } = i18n;
  const accuracies = outcomes.flatMap((outcome) => outcome?.history.map(({ accuracy }) => accuracy) ?? []);
  const range = [Math.min(...accuracies, 1), Math.max(...accuracies, 0)] as const;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('tuning.runs')}><table class="runs">
    <thead>
      <tr>
        <th scope="col">${t('tuning.seed')}</th>
        <th scope="col" class="number">${t('tuning.accuracy')}</th>
        <th scope="col" class="number">${t('tuning.seconds')}</th>
        <th scope="col">${t('tuning.curve')}</th>
        <th scope="col">${t('tuning.hash')}</th>
      </tr>
    </thead>
    <tbody>
      ${outcomes.map((outcome, index) => {
        const result = resultOf(outcome);
        const failure = failureOf(outcome);
        return html`<tr>
          <th scope="row">${seeds[index]}</th>
          ${
            failure
              ? html`<td colspan="4" class="bad">${i18n.failure(failure)}</td>`
              : html`<td class="number">${result ? percent(result.evaluation.accuracy, 2) : '–'}</td>
                <td class="number">${result ? number(result.seconds, 2, 2) : '–'}</td>
                <td>${outcome && outcome.history.length > 1 ? curve(outcome.history, range) : nothing}</td>
                <td><code>${result?.weights_hash ?? '–'}</code></td>`
          }
        </tr>`;
      })}
    </tbody>
  </table></div>`;
}

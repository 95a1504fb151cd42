import { html, type TemplateResult } from 'lit';
import { hasNoOrigin } from '../core/carrier.ts';
import type { Dataset, Model } from '../core/core.ts';
import { enlarge } from '../core/data.ts';
import { toFailure } from '../core/failure.ts';
import { download } from '../panels/download.ts';
import type { Models } from '../panels/race/models.ts';
import type { Lab } from '../state/lab.ts';
import type { Run } from '../state/state.ts';
import { KINDS, type Kind, read, write } from './files.ts';

export interface Controls {
  view(lab: Lab): TemplateResult;
}

export type MakeControls = (host: Models) => Controls;

type Done = Extract<Run, { status: 'done' }>;

/** Share of the test images that are read rightly; NaN where there are none of the network's size. */
function accuracyOf(model: Model, data: Dataset | undefined): number {
  if (data?.side !== model.inputSide) return Number.NaN;
  let right = 0;
  for (let index = 0; index < data.testCount; index += 1) {
    const probabilities = model.predict(enlarge(data.testImage(index), data.side, 28));
    if (probabilities.indexOf(Math.max(...probabilities)) === data.testLabel(index)) right += 1;
  }
  return right / data.testCount;
}

export const makeControls: MakeControls = (host) => {
  let chosen: number | undefined;
  /** what came of the last file, in the language of now */
  let outcome: { text: () => string; bad: boolean } | undefined;

  const tell = (text: () => string, bad = false): void => {
    outcome = { text, bad };
    host.requestUpdate();
  };

  const save = (lab: Lab, run: Done, kind: Kind): void => {
    const { activation, seed } = run.config;
    const alone = lab.state.race.runs.filter(({ config }) => config.activation === activation).length === 1;
    const file = `${activation}${alone ? '' : `-${seed}`}.${kind}`;
    const { t } = host.i18n;
    try {
      const { core } = lab;
      const model = lab.model(run.id);
      if (!core || !model) return;
      const { config, history, result } = run;
      const saved = {
        config,
        input_side: model.inputSide,
        weights: model.weights(),
        weights_hash: result.weights_hash,
      };
      // A network from a file says no more than its file did.
      const { inspection, ...results } = result;
      const more = history.length > 0 && { images: lab.state.race.images, results: { ...results, history } };
      download(file, new Blob(write(core, saved, kind, more || {})));
      tell(() => t(window.parent === window ? 'save.done' : 'save.done_in_frame', { file }));
    } catch {
      tell(() => t('save.refused', { file }), true);
    }
  };

  const load = async (lab: Lab, input: HTMLInputElement): Promise<void> => {
    const [file] = input.files ?? [];
    if (!file || !lab.core) return;
    try {
      const { config, model, weights_hash, learned } = await read(lab.core, file);
      if (!lab.dataset) await lab.ensureData('subset');
      const evaluation = { accuracy: accuracyOf(model, lab.dataset), loss: Number.NaN, confusion: [] };
      const unknown = { seconds: Number.NaN, samples_per_second: Number.NaN, memory_bytes: Number.NaN };
      lab.adopt(config, model, { evaluation, ...unknown, weights_hash, learned });
      tell(() => host.i18n.t('models.loaded', { file: file.name }));
    } catch (thrown) {
      tell(() => `${file.name}: ${host.i18n.failure(toFailure(thrown))}`, true);
    }
    // Or the same file, chosen again, would be no change.
    input.value = '';
  };

  const savers = (lab: Lab, runs: readonly Done[]): TemplateResult | string => {
    const { t } = host.i18n;
    const run = runs.find(({ id }) => id === chosen) ?? runs[0];
    if (!run) return '';
    if (hasNoOrigin()) return html`<span class="small">${t('save.no_origin')}</span>`;
    return html`<label class="small">${t('models.network')}
        <select @change=${(event: Event) => {
          chosen = Number((event.currentTarget as HTMLSelectElement).value);
          host.requestUpdate();
        }}>
          ${runs.map((one) => html`<option value=${one.id} .selected=${one === run}>${host.named(one)} · ${one.result.weights_hash.slice(0, 4)}</option>`)}
        </select>
      </label>
      ${KINDS.map(
        (kind) => html`<button type="button" @click=${() => save(lab, run, kind)}>
          ${t('save.as', { kind: kind === 'safetensors' ? kind : kind.toUpperCase() })}</button>`,
      )}`;
  };

  return {
    view(lab) {
      const { t } = host.i18n;
      const { runs, phase } = lab.state.race;
      const done = runs.filter((run): run is Done => run.status === 'done' && lab.hasNetwork(run.id));
      return html`<p class="small">${t('models.about')}</p>
        <div class="row">
          ${savers(lab, done)}
          <button type="button" ?disabled=${phase !== 'idle'} @click=${(event: Event) =>
            (
              (event.currentTarget as HTMLElement).nextElementSibling as HTMLElement
            ).click()}>${t('models.load')}</button>
          <input type="file" hidden accept=".safetensors,.json"
            @change=${(event: Event) => void load(lab, event.currentTarget as HTMLInputElement)} />
        </div>
        <p class=${outcome?.bad ? 'message bad' : 'small'} role="status" ?hidden=${!outcome}>${outcome?.text()}</p>`;
    },
  };
};

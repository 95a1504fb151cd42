import { css, html, nothing, type TemplateResult } from 'lit';
import type { Key } from '../../i18n/index.ts';
import { IMAGES, type Images, LEARNING, type Learning, type State } from '../../state/state.ts';
import { allowedText, parseHidden, parseSetting, SETTING_NAMES, type SettingName } from '../../state/url.ts';
import { LabElement } from '../panel.ts';

/** As the papers write them. */
const OPTIMIZER_NAMES: Readonly<Record<string, string>> = {
  sgd: 'SGD',
  momentum: 'SGD + momentum',
  nesterov: 'SGD + Nesterov',
  rmsprop: 'RMSprop',
  adagrad: 'Adagrad',
  adadelta: 'Adadelta',
  adam: 'Adam',
  adamw: 'AdamW',
  nadam: 'Nadam',
};

/** Optimizer, seed, epochs, learning rate, batch size and hidden units of a race. */
export class RaceSettings extends LabElement {
  static override properties = { ...LabElement.properties, wrong: { state: true } };

  /** what was typed and cannot be used, by setting */
  declare wrong: Partial<Record<SettingName, string>>;

  static override styles = [
    ...LabElement.styles,
    css`
      fieldset {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(150px, 1fr));
        gap: 12px 18px;
        padding: 10px 0 4px;
      }
      label {
        display: block;
        font-size: 13px;
        color: var(--soft);
      }
      input,
      select {
        display: block;
        box-sizing: border-box;
        width: 100%;
        font: 16px var(--sans);
        font-variant-numeric: tabular-nums;
        color: var(--ink);
        background: var(--paper);
        border: 1px solid var(--axis);
        border-radius: 4px;
        padding: 6px 8px;
        min-height: 44px;
      }
      input[aria-invalid="true"] {
        border-color: var(--bad);
      }
      .wrong {
        display: block;
        color: var(--bad);
        font-size: 13px;
      }
    `,
  ];

  constructor() {
    super();
    this.wrong = {};
  }

  protected override parts(state: State): readonly unknown[] {
    return [state.settings, state.images, state.learning, state.race.phase];
  }

  override render(): unknown {
    const { lab } = this;
    if (!lab) return nothing;
    return html`<details>
      <summary>${this.t('settings')}</summary>
      <fieldset ?disabled=${lab.state.race.phase !== 'idle'}>
        ${this.#images()}
        ${this.#learning()}
        ${this.#optimizer()}
        ${SETTING_NAMES.map((name) => this.#field(name))}
      </fieldset>
      <button class="link" type="button" ?disabled=${lab.state.race.phase !== 'idle'} @click=${() => lab.randomSeed()}>
        ${this.t('settings.random_seed')}</button>
      <button
        class="link"
        type="button"
        ?disabled=${lab.state.race.phase !== 'idle'}
        @click=${() => {
          this.wrong = {};
          lab.store.dispatch({ type: 'settings', settings: lab.state.defaults });
          lab.store.dispatch({ type: 'images', images: 'subset' });
          lab.store.dispatch({ type: 'learning', learning: 'framework' });
        }}
      >${this.t('settings.reset')}</button>
    </details>`;
  }

  #images(): TemplateResult {
    return this.#choice('images', IMAGES, this.lab?.state.images, (images) =>
      this.lab?.store.dispatch({ type: 'images', images }),
    );
  }

  #learning(): TemplateResult {
    return this.#choice('learning', LEARNING, this.lab?.state.learning, (learning) =>
      this.lab?.store.dispatch({ type: 'learning', learning }),
    );
  }

  #optimizer(): TemplateResult {
    const { settings, rates } = this.lab?.state ?? {};
    return html`<label>
      ${this.t('settings.optimizer')}
      <select
        @change=${(event: Event) => {
          const optimizer = (event.target as HTMLSelectElement).value;
          this.lab?.store.dispatch({ type: 'settings', settings: { optimizer } });
        }}
      >
        ${Object.keys(rates ?? {}).map(
          (name) =>
            html`<option value=${name} ?selected=${name === settings?.optimizer}>${OPTIMIZER_NAMES[name] ?? name}</option>`,
        )}
      </select>
    </label>`;
  }

  #choice<Name extends 'images' | 'learning', Value extends Images | Learning>(
    name: Name,
    values: readonly Value[],
    chosen: Value | undefined,
    choose: (value: Value) => void,
  ): TemplateResult {
    return html`<label>
      ${this.t(`settings.${name}`)}
      <select @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as Value)}>
        ${values.map(
          (value) => html`<option value=${value} ?selected=${value === chosen}>
            ${this.t(`settings.${name}.${value}` as Key)}
          </option>`,
        )}
      </select>
    </label>`;
  }

  #field(name: SettingName): TemplateResult {
    const value = this.lab?.state.settings[name];
    const wrong = this.wrong[name];
    return html`<label>
      ${this.t(`settings.${name}`)}
      <input
        inputmode=${name === 'hidden' ? 'text' : 'decimal'}
        autocomplete="off"
        .value=${wrong ?? (Array.isArray(value) ? value.join(', ') : String(value))}
        aria-invalid=${wrong !== undefined}
        aria-describedby="${name}-wrong"
        @keydown=${this.#onKey}
        @change=${(event: Event) => this.#change(name, (event.target as HTMLInputElement).value)}
      />
      <span class="wrong" id="${name}-wrong">
        ${wrong === undefined ? nothing : this.t('settings.allowed', { allowed: allowedText(name) })}
      </span>
    </label>`;
  }

  /** Without a form not every browser takes Enter as the end of a change. */
  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Enter') event.target?.dispatchEvent(new Event('change'));
  }

  #change(name: SettingName, text: string): void {
    const value = name === 'hidden' ? parseHidden(text) : parseSetting(name, text);
    const { [name]: _, ...wrong } = this.wrong;
    this.wrong = value === undefined ? { ...wrong, [name]: text } : wrong;
    if (value !== undefined) this.lab?.store.dispatch({ type: 'settings', settings: { [name]: value } });
  }
}

customElements.define('al-race-settings', RaceSettings);

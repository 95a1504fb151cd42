import { css, html, nothing, type TemplateResult } from 'lit';
import type { Key } from '../../i18n/index.ts';
import { seedsFrom } from '../../state/groups.ts';
import type { Lab } from '../../state/lab.ts';
import type { Action } from '../../state/reduce.ts';
import {
  allowedText,
  type ChoiceName,
  DEFAULT_SEEDS,
  hiddenText,
  IMAGES,
  missingFor,
  namesOf,
  parseSeeds,
  parseSetting,
  presetOf,
  SEEDS_ALLOWED,
  type SettingName,
  settingText,
} from '../../state/settings.ts';
import { LEARNING, type State } from '../../state/state.ts';
import { define, LabElement } from '../panel.ts';

/** As the papers and the frameworks write them. */
const PROPER_NAMES: Readonly<Record<string, string>> = {
  sgd: 'SGD',
  momentum: 'SGD + momentum',
  nesterov: 'SGD + Nesterov',
  rmsprop: 'RMSprop',
  adagrad: 'Adagrad',
  adadelta: 'Adadelta',
  adam: 'Adam',
  adamw: 'AdamW',
  nadam: 'Nadam',
  glorot_uniform: 'Glorot uniform',
  glorot_normal: 'Glorot normal',
  he_uniform: 'He uniform',
  he_normal: 'He normal',
  lecun_uniform: 'LeCun uniform',
  lecun_normal: 'LeCun normal',
};

const SIMPLE = ['seeds', 'seed', 'hidden', 'epochs', 'optimizer', 'learning_rate', 'batch_size'] as const;
const ADVANCED = [
  'augmentation',
  'initializer',
  'schedule',
  'decay_rate',
  'decay_epochs',
  'warmup_epochs',
  'dropout',
  'weight_decay',
  'global_clipnorm',
  'validation_split',
  'patience',
  'best_weights',
] as const;

/** Strengths that have a name; a link may bring another. */
const STRENGTHS = ['0', '0.5', '1', '2'];

/** How many seeds there are is no setting of a network. */
type FieldName = SettingName | 'seeds';

const isChoice = (name: string): name is ChoiceName =>
  ['optimizer', 'initializer', 'schedule', 'best_weights'].includes(name);

/** What is trained, on which images and how: a preset, and what the reader changes in it. */
export class RaceSettings extends LabElement {
  static override properties = { ...LabElement.properties, wrong: { state: true } };

  /** what was typed and cannot be used, by setting */
  declare wrong: Partial<Record<FieldName, string>>;

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
      .wide {
        grid-column: span 2;
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
      .wrong,
      .hint {
        display: block;
        font-size: 13px;
      }
      .wrong {
        color: var(--bad);
      }
      .hint {
        color: var(--soft);
      }
      .set {
        color: var(--ink);
      }
    `,
  ];

  constructor() {
    super();
    this.wrong = {};
  }

  protected override parts({ settings, seeds, preset, images, learning, race }: State): readonly unknown[] {
    return [settings, seeds, preset, images, learning, race.phase];
  }

  override render(): unknown {
    const { lab } = this;
    if (lab?.state.core.status !== 'ready') return nothing;
    const { settings, preset, offer, race, images, learning } = lab.state;
    const busy = race.phase !== 'idle';
    const presets = offer.presets.map(({ name }) => name);
    return html`<details>
      <summary>${this.t('settings')}</summary>
      <fieldset ?disabled=${busy}>
        ${this.#select('preset', presets, preset, (name) => this.#start(lab, name))}
        ${this.#select('images', IMAGES, images, (chosen) => lab.store.dispatch({ type: 'images', images: chosen }))}
        ${SIMPLE.map((name) => this.#field(lab, name))}
        ${this.#select('learning', LEARNING, learning, (chosen) => lab.store.dispatch({ type: 'learning', learning: chosen }))}
      </fieldset>
      <details>
        <summary>${this.t('settings.advanced')} <span class="set">${this.#set(lab)}</span></summary>
        <fieldset ?disabled=${busy}>
          ${ADVANCED.filter((name) => !missingFor(name, settings)).map((name) => this.#field(lab, name))}
        </fieldset>
      </details>
      <button class="link" type="button" ?disabled=${busy} @click=${() => lab.randomSeed()}>
        ${this.t('settings.random_seed')}</button>
      <button
        class="link"
        type="button"
        ?disabled=${busy}
        @click=${() => {
          this.#start(lab, preset);
          lab.store.dispatch({ type: 'learning', learning: 'framework' });
          lab.store.dispatch({ type: 'seeds', seeds: DEFAULT_SEEDS });
        }}
      >${this.t('settings.reset')}</button>
    </details>`;
  }

  #start(lab: Lab, name: string): void {
    this.wrong = {};
    lab.store.dispatch({ type: 'preset', name });
  }

  /** What is folded away, as far as it says anything. */
  #set({ state }: Lab): string {
    const plain = presetOf(state.offer, '').settings;
    return ADVANCED.filter((name) => settingText(name, state.settings) !== settingText(name, plain))
      .map((name) => `${this.t(`settings.${name}`)} ${this.#named(name, settingText(name, state.settings))}`)
      .join(this.t('list.separator'));
  }

  #named(name: string, value: string): string {
    return this.t(`settings.${name}.${value}` as Key) || (PROPER_NAMES[value] ?? value);
  }

  #select<Value extends string>(
    name: 'preset' | 'images' | 'learning' | 'augmentation' | ChoiceName,
    values: readonly Value[],
    chosen: Value,
    choose: (value: Value) => void,
  ): TemplateResult {
    return html`<label class=${isChoice(name) ? '' : 'wide'}>
      ${this.t(`settings.${name}`)}
      <select @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as Value)}>
        ${values.map(
          (value) =>
            html`<option value=${value} .selected=${value === chosen}>${this.#named(name, value)}</option>`,
        )}
      </select>
    </label>`;
  }

  #field(lab: Lab, name: (typeof SIMPLE | typeof ADVANCED)[number]): TemplateResult {
    const { settings, seeds, offer } = lab.state;
    if (isChoice(name))
      return this.#select(name, namesOf(name, offer), settingText(name, settings), (value) =>
        this.#change(lab, name, value),
      );
    if (name === 'augmentation') {
      const chosen = settingText(name, settings) || '0';
      const values = STRENGTHS.includes(chosen) ? STRENGTHS : [...STRENGTHS, chosen];
      return html`<div class="wide">
        ${this.#select(name, values, chosen, (value) => this.#change(lab, name, value))}
        <span class="hint">${this.t('settings.augmentation_hint')}</span>
      </div>`;
    }
    const wrong = this.wrong[name];
    const shown =
      name === 'seeds'
        ? String(seeds)
        : name === 'hidden'
          ? hiddenText(settings.hidden)
          : settingText(name, settings);
    const allowed = name === 'seeds' ? SEEDS_ALLOWED : allowedText(name, settings, offer);
    return html`<div><label>
      ${this.t(`settings.${name}`)}
      <input
        inputmode=${name === 'hidden' ? 'text' : 'decimal'}
        autocomplete="off"
        placeholder=${this.t('settings.none')}
        .value=${wrong ?? shown}
        aria-invalid=${wrong !== undefined}
        aria-describedby="${name}-wrong"
        @keydown=${this.#onKey}
        @change=${(event: Event) => this.#change(lab, name, (event.target as HTMLInputElement).value)}
      /></label>
      <span id="${name}-wrong">
        ${
          wrong !== undefined
            ? html`<span class="wrong">${this.t('settings.allowed', { allowed })}</span>`
            : html`<span class="hint">${this.#hint(lab, name)}</span>`
        }
      </span>
    </div>`;
  }

  /** What a value means. */
  #hint({ state: { settings, seeds } }: Lab, name: string): string {
    if (name === 'hidden') {
      const count = settings.hidden.length;
      return this.t(count === 0 ? 'settings.no_layers' : 'settings.layers', { count });
    }
    if (name !== 'seeds') return '';
    const [first = 0, ...others] = seedsFrom(settings.seed, seeds);
    const last = others.at(-1);
    return last === undefined ? this.t('settings.one_seed') : this.t('settings.seeds_hint', { first, last });
  }

  /** Without a form not every browser takes Enter as the end of a change. */
  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Enter') event.target?.dispatchEvent(new Event('change'));
  }

  #change(lab: Lab, name: FieldName, text: string): void {
    const action = changeOf(lab.state, name, text);
    const { [name]: _, ...wrong } = this.wrong;
    this.wrong = action ? wrong : { ...wrong, [name]: text };
    if (action) lab.store.dispatch(action);
  }
}

/** What a text in a field asks for, or undefined if it cannot be used. */
function changeOf({ settings, offer }: State, name: FieldName, text: string): Action | undefined {
  if (name === 'seeds') {
    const seeds = parseSeeds(text);
    return seeds === undefined ? undefined : { type: 'seeds', seeds };
  }
  const change = parseSetting(name, text, settings, offer);
  return change && { type: 'settings', change };
}

define('al-race-settings', RaceSettings);

import { css, html, nothing, type TemplateResult } from 'lit';
import type { Axis } from '../../core/types.ts';
import type { Key } from '../../i18n/index.ts';
import type { Lab } from '../../state/lab.ts';
import type { State, SweepTexts } from '../../state/state.ts';
import { define, LabElement } from '../panel.ts';
import { targetsOf } from './axes.ts';
import {
  type Choice,
  type Field,
  parseChoice,
  ratesAround,
  SCALES,
  type Side,
  textsOf,
  USUAL,
  usualRange,
  type Wrong,
} from './choice.ts';

/** The pairs of a map; the first of each goes to the right. */
const PAIRS = [
  'parameter-learning_rate',
  'parameter-depth',
  'parameter-initializer',
  'functions-learning_rate',
  'functions-depth',
  'functions-initializer',
] as const;
type Pair = (typeof PAIRS)[number];

/** A field of one of the two sides, or of both. */
type Name = `x.${Field}` | `y.${Field}` | 'seeds' | 'refine';

/** Where there is room, the fields are not folded. */
const WIDE = matchMedia('(min-width: 641px)');

/** The fields of a sweep. What can be used goes into the state at once; the rest stays here, with what is wrong about it. */
export class SweepForm extends LabElement {
  static override properties = {
    ...LabElement.properties,
    choice: { attribute: false },
    disabled: { type: Boolean },
    drafts: { state: true },
    wrong: { state: true },
  };

  declare choice: Choice;
  declare disabled: boolean;
  /** typed, and not used yet */
  declare drafts: Partial<Record<Name, string>>;
  declare wrong: readonly Wrong[];
  #shown = '';

  static override styles = [
    ...LabElement.styles,
    css`
      fieldset {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(128px, 1fr));
        gap: 10px 16px;
        margin: 10px 0;
      }
      .pair {
        max-width: 320px;
        margin: 10px 0;
      }
      legend {
        padding: 0;
        font-size: 14px;
        font-weight: 600;
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
        min-height: 1.4em;
        font-size: 13px;
        line-height: 1.4;
        color: var(--bad);
      }
      .segments {
        flex-wrap: wrap;
      }
    `,
  ];

  constructor() {
    super();
    this.disabled = false;
    this.drafts = {};
    this.wrong = [];
  }

  protected override parts({ settings }: State): readonly unknown[] {
    return [settings.learning_rate];
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    const choice = JSON.stringify(this.choice);
    // What was typed was about another choice.
    if (choice !== this.#shown && Object.keys(this.drafts).length > 0) this.#keep({}, []);
    this.#shown = choice;
  }

  override render(): unknown {
    const { lab, choice } = this;
    if (!lab || !choice) return nothing;
    const { x, y } = choice;
    return html`<div class="segments" role="group" aria-label=${this.t('tuning.kind')}>
        ${([false, true] as const).map(
          (
            map,
          ) => html`<button type="button" aria-pressed=${map === (y !== undefined)} ?disabled=${this.disabled}
            @click=${() => this.#use(map ? this.#pair(lab, 'parameter-learning_rate') : this.#strip())}
          >${this.t(map ? 'tuning.map' : 'tuning.strip')}</button>`,
        )}
      </div>
      ${y ? this.#pairs(lab, x, y) : nothing}
      <details ?open=${WIDE.matches || this.wrong.length > 0}>
      <summary>${this.t('tuning.fields')}</summary>
      <fieldset ?disabled=${this.disabled}>
        ${x.kind === 'parameter' ? this.#range('x', x.range) : nothing}
        ${this.#field('seeds', this.t('tuning.seeds'), String(choice.seeds))}
        ${y ? nothing : this.#field('refine', this.t('tuning.refine'), String(choice.refine))}
      </fieldset>
      ${
        y && y.kind !== 'initializer'
          ? html`<fieldset ?disabled=${this.disabled}>
              <legend>${this.t(`tuning.side.${y.kind}`)}</legend>
              ${
                y.kind === 'depth'
                  ? [
                      this.#field('y.min', this.t('tuning.min'), String(y.from)),
                      this.#field('y.max', this.t('tuning.max'), String(y.to)),
                    ]
                  : this.#range('y', y.range)
              }
            </fieldset>`
          : nothing
      }</details>`;
  }

  #range(side: 'x' | 'y', { min, max, scale, points }: Axis & { points: number }): TemplateResult {
    return html`${this.#field(`${side}.min`, this.t('tuning.min'), String(min))}
      ${this.#field(`${side}.max`, this.t('tuning.max'), String(max))}
      <div>
        <label>${this.t('tuning.scale')}
          <select @change=${(event: Event) => this.#type(`${side}.scale`, (event.target as HTMLSelectElement).value)}>
            ${SCALES.map(
              (one) =>
                html`<option value=${one} .selected=${one === (this.drafts[`${side}.scale`] ?? scale)}>${this.t(`tuning.scale.${one}`)}</option>`,
            )}
          </select></label>
        ${this.#wrong(`${side}.scale`)}
      </div>
      ${this.#field(`${side}.points`, this.t('tuning.points'), String(points))}`;
  }

  #pairs(lab: Lab, x: Side, y: Side): TemplateResult {
    const chosen = `${x.kind}-${y.kind}`;
    return html`<label class="pair">${this.t('tuning.pair')}
      <select @change=${(event: Event) => this.#use(this.#pair(lab, (event.target as HTMLSelectElement).value as Pair))}>
        ${PAIRS.map((pair) => {
          const [first, second] = pair.split('-');
          return html`<option value=${pair} .selected=${pair === chosen}>${this.t(`tuning.side.${first}` as Key)} × ${this.t(`tuning.side.${second}` as Key)}</option>`;
        })}
      </select></label>`;
  }

  #field(name: Name, label: string, value: string): TemplateResult {
    const wrong = this.#wrongOf(name);
    return html`<div>
      <label>${label}
        <input inputmode="decimal" autocomplete="off" .value=${this.drafts[name] ?? value}
          aria-invalid=${wrong !== undefined} aria-describedby="${name}-wrong"
          @keydown=${(event: KeyboardEvent) => {
            if (event.key === 'Enter') event.target?.dispatchEvent(new Event('change'));
          }}
          @change=${(event: Event) => this.#type(name, (event.target as HTMLInputElement).value)} /></label>
      ${this.#wrong(name)}
    </div>`;
  }

  #wrong(name: Name): TemplateResult {
    const wrong = this.#wrongOf(name);
    return html`<span class="wrong" id="${name}-wrong" role=${wrong ? 'alert' : nothing}>${wrong ? this.t('tuning.wrong', { got: wrong.got || '–', expected: wrong.expected }) : nothing}</span>`;
  }

  #wrongOf(name: Name): Wrong | undefined {
    const [side = '', field = side] = name.split('.');
    const owner = { x: 'sweep', y: 'sweep_y', seeds: 'sweep_seeds', refine: 'sweep_refine' }[side];
    return this.wrong.find((one) => one.name === owner && one.field === field);
  }

  /** The strip of the same function and parameter. */
  #strip(): Choice {
    const { x, seeds, refine } = this.choice;
    return { x: this.#parameter(x, USUAL.points), y: undefined, seeds, refine };
  }

  #parameter(x: Choice['x'], points: number): Choice['x'] {
    if (x.kind === 'parameter') return { ...x, range: { ...x.range, points } };
    const [target = { activation: '', parameter: '' }] = targetsOf(this.catalogue);
    return { kind: 'parameter', target, range: usualRange(target, this.catalogue, points) };
  }

  #pair({ state }: Lab, pair: Pair): Choice {
    const [x, y] = pair.split('-');
    const rate = state.settings.learning_rate;
    const side: Choice['y'] =
      y === 'learning_rate'
        ? { kind: y, range: { ...ratesAround(rate), points: USUAL.map_points } }
        : y === 'depth'
          ? { kind: y, from: 1, to: USUAL.depth }
          : { kind: 'initializer' };
    const first: Choice['x'] =
      x === 'functions' ? { kind: 'functions' } : this.#parameter(this.choice.x, USUAL.map_points);
    return { ...this.choice, x: first, y: side };
  }

  #use(choice: Choice): void {
    this.#keep({}, []);
    this.lab?.store.dispatch({ type: 'sweep', sweep: textsOf(choice) });
  }

  /** Reads everything with what has been typed; only a whole that can be used is. */
  #type(name: Name, text: string): void {
    const drafts = { ...this.drafts, [name]: text };
    const texts = typed(this.choice, drafts);
    const { choice, wrong } = parseChoice(texts, this.catalogue);
    if (wrong.length > 0 || !choice) {
      this.#keep(drafts, wrong);
      return;
    }
    this.#keep({}, []);
    this.lab?.store.dispatch({ type: 'sweep', sweep: textsOf(choice) });
  }

  #keep(drafts: SweepForm['drafts'], wrong: readonly Wrong[]): void {
    this.drafts = drafts;
    this.wrong = wrong;
    this.dispatchEvent(new CustomEvent<boolean>('usable', { detail: wrong.length === 0 }));
  }
}

/** The link's texts, with what was typed in place of what they hold. */
function typed(choice: Choice, drafts: SweepForm['drafts']): SweepTexts {
  const replaced = (
    side: 'x' | 'y',
    text: string | undefined,
    fields: readonly Field[],
  ): string | undefined => {
    const [what, ...parts] = text?.split(':') ?? [];
    return [what, ...parts.map((part, index) => drafts[`${side}.${fields[index] ?? 'min'}`] ?? part)].join(
      ':',
    );
  };
  const { sweep, sweep_y } = textsOf(choice);
  return {
    sweep: replaced('x', sweep, RANGE) ?? '',
    ...(sweep_y !== undefined && { sweep_y: replaced('y', sweep_y, RANGE) ?? '' }),
    sweep_seeds: drafts.seeds ?? String(choice.seeds),
    sweep_refine: drafts.refine ?? String(choice.refine),
  };
}
const RANGE: readonly Field[] = ['min', 'max', 'scale', 'points'];

define('al-sweep-form', SweepForm);

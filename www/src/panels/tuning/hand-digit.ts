import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Model } from '../../core/core.ts';
import { enlarge } from '../../core/data.ts';
import type { FunctionSpec } from '../../core/types.ts';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import { barsOf, HEIGHT, percentOf, WIDTH } from '../draw/bars.ts';
import '../draw/pixels.ts';
import { testImages } from '../draw/test-answers.ts';
import { mean, verdictOf } from '../draw/verdict.ts';
import { define, LabElement } from '../panel.ts';
import { moved, type Weighed } from './hand-models.ts';

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);
const SIDE = 28;

/** What networks with a moved parameter make of the reader's drawing, or of a test image. */
export class TuningDigit extends LabElement {
  static override properties = {
    ...LabElement.properties,
    networks: { attribute: false },
    spec: { attribute: false },
    sample: { state: true },
  };

  declare networks: readonly Weighed[];
  declare spec: FunctionSpec | undefined;
  /** a test image, where nothing is drawn */
  declare sample: { image: Uint8Array; label: number } | undefined;
  #models: readonly Model[] = [];
  #made: readonly unknown[] = [];
  readonly #shown = new Map<number, number>();

  static override styles = [
    ...LabElement.styles,
    css`
      .case {
        display: grid;
        grid-template-columns: 84px minmax(0, 1fr);
        gap: 6px 18px;
        align-items: center;
        max-width: 620px;
      }
      .ten {
        display: block;
        width: 100%;
        height: 44px;
        border-bottom: 1px solid var(--axis);
        fill: var(--color);
      }
      .ten .others {
        opacity: 0.45;
      }
      .digits {
        display: grid;
        grid-template-columns: repeat(10, minmax(0, 1fr));
        font-size: 12px;
        line-height: 1.5;
        text-align: center;
        color: var(--soft);
      }
      h3 {
        margin: 16px 0 6px;
        font-size: 15px;
      }
      .samples {
        display: grid;
        grid-template-columns: repeat(10, minmax(0, 40px));
        gap: 3px;
        margin: 8px 0;
      }
      .samples button {
        min-height: 34px;
        padding: 4px 0;
        font-size: 14px;
      }
      .said {
        margin: 4px 0 0;
        font-size: 14px;
        font-variant-numeric: tabular-nums;
      }
      @media (pointer: coarse) {
        .samples button {
          min-height: 44px;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.networks = [];
    this.spec = undefined;
    this.sample = undefined;
  }

  protected override parts({ core, params, drawing }: State): readonly unknown[] {
    return [core, params, drawing];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { lab, spec, networks } = this;
    if (!lab || !spec) return;
    const made = [networks, spec, lab.state.params[spec.id]];
    if (made.every((one, index) => one === this.#made[index])) return;
    this.#free();
    this.#made = made;
    const params = lab.params(spec.id);
    this.#models = networks.flatMap((network) => {
      const { config, inputSide, weights } = moved(network, spec, params);
      return lab.guard((core) => core.model(config, inputSide, weights)) ?? [];
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#free();
  }

  #free(): void {
    for (const model of this.#models) model.free();
    this.#models = [];
    this.#made = [];
  }

  override render(): unknown {
    const { lab, spec } = this;
    if (!lab || !spec || this.#models.length === 0) return nothing;
    const image = lab.state.drawing ?? this.sample?.image;
    return html`<h3>${this.t('hand.digit')}</h3>
      ${image ? this.#case(lab, spec, image) : nothing}
      ${
        lab.state.drawing
          ? nothing
          : html`<p class="small">${this.t('hand.digit.choose')}</p>
            <div class="samples">${DIGITS.map(
              (digit) =>
                html`<button type="button" aria-label=${this.t('hand.digit.sample', { digit })} @click=${() => void this.#choose(lab, digit)}>${digit}</button>`,
            )}</div>`
      }`;
  }

  #case(lab: Lab, { id }: FunctionSpec, image: Uint8Array): TemplateResult | typeof nothing {
    const answers = this.#models.flatMap((model) => lab.guard(() => model.predict(image)) ?? []);
    const probabilities = mean(answers);
    const verdict = verdictOf(answers);
    if (!probabilities || !verdict) return nothing;
    const { digit, camps, count } = verdict;
    const bars = barsOf(probabilities, digit);
    const said = this.t('hand.digit.said', {
      digit,
      votes: camps[0]?.votes ?? 0,
      count,
      percent: percentOf(probabilities[digit] ?? Number.NaN),
    });
    const truth = lab.state.drawing ? undefined : this.sample?.label;
    return html`<div class="case" style="--color:${this.lineStyle(id).color}">
      <al-pixels .image=${image} .label=${this.t('hand.digit.picture')}></al-pixels>
      <div>
        <svg class="ten" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
          <path class="others" d=${bars.others} /><path d=${bars.top} />
        </svg>
        <div class="digits" aria-hidden="true">${DIGITS.map((one) => html`<span>${one}</span>`)}</div>
        <p class="said">${said}${truth === undefined ? nothing : ` ${this.t('hand.digit.truth', { digit: truth })}`}</p>
      </div>
    </div>`;
  }

  /** The next test image of a digit. */
  async #choose(lab: Lab, digit: number): Promise<void> {
    const dataset = await testImages(lab);
    if (!dataset) return;
    const after = this.#shown.get(digit) ?? -1;
    for (let step = 1; step <= dataset.testCount; step += 1) {
      const index = (after + step) % dataset.testCount;
      if (dataset.testLabel(index) !== digit) continue;
      this.#shown.set(digit, index);
      this.sample = { image: enlarge(dataset.testImage(index), dataset.side, SIDE), label: digit };
      return;
    }
  }
}

define('al-tuning-digit', TuningDigit);

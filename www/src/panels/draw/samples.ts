import { css, html, nothing, type PropertyValues } from 'lit';
import type { Dataset } from '../../core/core.ts';
import { enlarge } from '../../core/data.ts';
import type { Juror } from '../../state/jury.ts';
import type { State } from '../../state/state.ts';
import { define, LabElement } from '../panel.ts';
import { type Mistake, mistakes } from '../race/answers.ts';
import { division } from './division.ts';
import type { Party } from './opinions.ts';
import { TestAnswers, testImages, votesOn } from './test-answers.ts';

/** Where a picture that the reader did not draw comes from. */
export type Note =
  | { why: 'class' | 'split'; index: number; label: number; rank: number }
  | ({ why: 'mistake'; name: string; seeds: number } & Mistake);

/** 28×28, with the class that the data set gives it. */
export interface Sample {
  image: Uint8Array;
  label: number;
  note: Note;
}

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);

type Message = 'draw.no_images' | 'draw.no_mistakes' | 'draw.no_split' | 'draw.alone' | 'draw.gone';

/** Pictures to be had without drawing. Emits `sample` (CustomEvent<Sample>). */
export class Samples extends LabElement {
  static override properties = {
    ...LabElement.properties,
    parties: { attribute: false },
    note: { attribute: false },
    chosen: { state: true },
    progress: { state: true },
    message: { state: true },
  };

  declare parties: readonly Party[];
  /** of the picture that is shown */
  declare note: Note | undefined;
  /** whose mistakes are wanted */
  declare chosen: string;
  /** of asking all networks about all test images, 0 … 1 */
  declare progress: number | undefined;
  declare message: Message | undefined;
  #answers: TestAnswers | undefined;
  /** of each kind of picture, how many have been shown */
  readonly #shown = new Map<string, number>();
  /** test images, the most dividing first, and for whom */
  #split: { jurors: readonly Juror[]; dataset: Dataset; order: number[] } | undefined;

  static override styles = [
    ...LabElement.styles,
    css`
      .digits {
        display: grid;
        grid-template-columns: repeat(10, minmax(0, 1fr));
        gap: 3px;
      }
      button {
        min-height: 34px;
        font-size: 14px;
        padding: 4px 10px;
      }
      .digits button {
        padding: 4px 0;
        font-variant-numeric: tabular-nums;
      }
      .title {
        margin: 0 0 4px;
        font-size: 13px;
        color: var(--soft);
      }
      .row {
        margin-top: 8px;
        gap: 6px;
        flex-wrap: nowrap;
      }
      label {
        flex: 1;
        min-width: 0;
        display: flex;
        align-items: center;
        gap: 6px;
        font-size: 14px;
      }
      label span {
        flex: none;
      }
      select {
        font: inherit;
        font-size: 14px;
        min-height: 34px;
        min-width: 0;
        flex: 1;
        width: 0;
        padding: 3px 4px;
        color: var(--ink);
        background: var(--paper);
        border: 1px solid var(--hairline);
        border-radius: 4px;
      }
      .row > button {
        flex: none;
      }
      .wide {
        width: 100%;
        margin-top: 8px;
      }
      .note {
        margin: 6px 0 0;
        min-height: 2.9em;
        line-height: 1.45;
      }
      @media (pointer: coarse) {
        button,
        select {
          min-height: 44px;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.parties = [];
    this.note = undefined;
    this.chosen = '';
    this.progress = undefined;
    this.message = undefined;
  }

  protected override parts({ core }: State): readonly unknown[] {
    return [core];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.parties.some(({ key }) => key === this.chosen)) this.chosen = this.parties[0]?.key ?? '';
    if (changed.has('note') && this.note) this.message = undefined;
  }

  override render(): unknown {
    if (!this.lab) return nothing;
    const busy = this.progress !== undefined;
    const nobody = this.parties.length === 0;
    return html`<p class="title" id="title">${this.t('draw.samples')}</p>
      <div class="digits" role="group" aria-labelledby="title">
        ${DIGITS.map(
          (digit) => html`<button
            type="button"
            ?disabled=${busy}
            aria-label=${this.t('draw.sample', { digit })}
            @click=${() => void this.#show(() => this.#ofClass(digit))}
          >${digit}</button>`,
        )}
      </div>
      <div class="row">
        <label><span>${this.t('draw.mistakes')}</span>
          <select ?disabled=${busy || nobody} @change=${(event: Event) => {
            this.chosen = (event.target as HTMLSelectElement).value;
          }}>
            ${this.parties.map(
              (party) =>
                html`<option value=${party.key} .selected=${party.key === this.chosen}>${this.nameOf(party.activation, party.params)}</option>`,
            )}
          </select>
        </label>
        <button type="button" ?disabled=${busy || nobody} @click=${() => void this.#show(() => this.#mistake())}
        >${this.t('draw.next')}</button>
      </div>
      <button class="wide" type="button" ?disabled=${busy || nobody} @click=${() => void this.#show(() => this.#splitting())}
      >${this.t('draw.split')}</button>
      <p class="small note">${this.#words()}</p>`;
  }

  #words(): string {
    const { progress, message, note } = this;
    if (progress !== undefined) return this.t('draw.asking', { percent: this.i18n.percent(progress, 0) });
    if (message) return this.t(message, { name: this.#name(), count: this.lab?.dataset?.testCount ?? 0 });
    return note ? this.words(note) : '';
  }

  /** What is to be said of a picture. */
  words(note: Note): string {
    if (note.why === 'mistake') {
      const { index, truth, answer, name, wrong, seeds } = note;
      const key = seeds > 1 ? 'draw.note.mistake.seeds' : 'draw.note.mistake';
      return this.t(key, { index, truth, answer, name, wrong, seeds });
    }
    const { why, index, label, rank } = note;
    return this.t(why === 'class' ? 'draw.note.class' : 'draw.note.split', { index, label, rank });
  }

  #name(): string {
    const party = this.parties.find(({ key }) => key === this.chosen);
    return party ? this.nameOf(party.activation, party.params) : '';
  }

  async #show(find: () => Promise<Sample | Message>): Promise<void> {
    if (this.progress !== undefined) return;
    this.progress = 0;
    const found = await find();
    this.progress = undefined;
    if (typeof found === 'string') this.message = found;
    else this.dispatchEvent(new CustomEvent('sample', { detail: found }));
  }

  /** How many of this kind have been shown before. */
  #turn(kind: string): number {
    const turn = this.#shown.get(kind) ?? 0;
    this.#shown.set(kind, turn + 1);
    return turn;
  }

  #picture(dataset: Dataset, index: number, note: Note): Sample {
    return {
      image: enlarge(dataset.testImage(index), dataset.side, 28),
      label: dataset.testLabel(index),
      note,
    };
  }

  async #images(): Promise<Dataset | undefined> {
    return this.lab && testImages(this.lab);
  }

  async #read(jurors: readonly Juror[], dataset: Dataset): Promise<Uint8Array[] | undefined> {
    if (!this.lab) return undefined;
    this.#answers ??= new TestAnswers(this.lab);
    return this.#answers.of(jurors, dataset, (fraction) => {
      this.progress = fraction;
    });
  }

  async #ofClass(digit: number): Promise<Sample | Message> {
    const dataset = await this.#images();
    if (!dataset) return 'draw.no_images';
    const all: number[] = [];
    for (let index = 0; index < dataset.testCount; index += 1)
      if (dataset.testLabel(index) === digit) all.push(index);
    const index = all[this.#turn(`class ${digit}`) % all.length];
    if (index === undefined) return 'draw.no_images';
    return this.#picture(dataset, index, { why: 'class', index, label: digit, rank: 0 });
  }

  async #mistake(): Promise<Sample | Message> {
    const party = this.parties.find(({ key }) => key === this.chosen);
    const dataset = await this.#images();
    if (!dataset || !party) return 'draw.no_images';
    const read = await this.#read(party.jurors, dataset);
    if (!read) return 'draw.gone';
    const list = mistakes(read, (index) => dataset.testLabel(index));
    const one = list[this.#turn(`mistake ${party.key}`) % list.length];
    if (!one) return 'draw.no_mistakes';
    const name = this.nameOf(party.activation, party.params);
    return this.#picture(dataset, one.index, { why: 'mistake', name, seeds: party.jurors.length, ...one });
  }

  async #splitting(): Promise<Sample | Message> {
    const jurors = this.lab?.jurors() ?? [];
    if (jurors.length < 2) return 'draw.alone';
    const dataset = await this.#images();
    if (!dataset) return 'draw.no_images';
    if (this.#split?.jurors !== jurors || this.#split.dataset !== dataset) {
      const read = await this.#read(jurors, dataset);
      if (!read) return 'draw.gone';
      const ranked = Array.from({ length: dataset.testCount }, (_, index) => ({
        index,
        bits: division(votesOn(read, index)),
      })).filter(({ bits }) => bits > 0);
      ranked.sort((a, b) => b.bits - a.bits || a.index - b.index);
      this.#split = { jurors, dataset, order: ranked.map(({ index }) => index) };
      this.#shown.delete('split');
    }
    const { order } = this.#split;
    const turn = this.#turn('split') % (order.length || 1);
    const index = order[turn];
    if (index === undefined) return 'draw.no_split';
    return this.#picture(dataset, index, {
      why: 'split',
      index,
      label: dataset.testLabel(index),
      rank: turn + 1,
    });
  }
}

define('al-samples', Samples);

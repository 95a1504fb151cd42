import { html, nothing, type PropertyValues, svg, type TemplateResult } from 'lit';
import { hasNoOrigin } from '../../core/carrier.ts';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import type { Proportion } from '../../statistics/index.ts';
import { download } from '../download.ts';
import { define, LabElement } from '../panel.ts';
import { thumbnail } from './habits.ts';
import { keptStyle } from './kept-style.ts';
import type { Party } from './opinions.ts';
import { dividing, Readings, type Tally, tallyOf } from './readings.ts';
import { MOST_DRAWINGS, shelf } from './shelf.ts';
import { flatten, type Stroke } from './strokes.ts';
import { type Kept, readTestSet, testSetOf } from './test-set.ts';

/** ms of a frame that reading may take. */
const SLICE = 6;
const FILE = 'my-digits.ndjson';
/** Bytes of a file that is taken up: what is kept at most, in places of any length. */
const LARGEST = 20_000_000;
const NOTHING: Tally = tallyOf([], [], () => undefined);

/**
 * The reader's drawings, how many of them the jury of now and each function read right, and what can be done with them.
 * Emits `drawing` (CustomEvent<Stroke[]>): one that is to be shown.
 */
export class KeptBox extends LabElement {
  static override properties = {
    ...LabElement.properties,
    parties: { attribute: false },
    shown: { attribute: false },
    done: { state: true },
    asked: { state: true },
    note: { state: true },
  };

  declare parties: readonly Party[];
  /** strokes of the drawing panel, where they are one of these */
  declare shown: Kept | undefined;
  /** share of the answers that are there */
  declare done: number;
  /** whether all shall go */
  declare asked: boolean;
  /** what came of the last press, in the language of now */
  declare note: (() => string) | undefined;
  #tally: Tally = NOTHING;
  #readings: Readings | undefined;
  #frame: number | undefined;
  /** reading is put off */
  #late = false;
  /** how often the dividing ones were asked for */
  #turn = 0;

  static override styles = [...LabElement.styles, keptStyle];

  constructor() {
    super();
    this.parties = [];
    this.shown = undefined;
    this.done = 1;
    this.asked = false;
    this.note = undefined;
  }

  readonly #changed = (): void => {
    this.asked = false;
    this.#turn = 0;
    this.#read();
  };

  readonly #elsewhere = (): void => shelf.read();

  override connectedCallback(): void {
    super.connectedCallback();
    shelf.addEventListener('change', this.#changed);
    addEventListener('storage', this.#elsewhere);
    this.#read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    shelf.removeEventListener('change', this.#changed);
    removeEventListener('storage', this.#elsewhere);
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  protected override parts({ core, timing, aside }: State): readonly unknown[] {
    return [core, timing.active === undefined && !aside];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('parties')) this.#turn = 0;
    if (changed.has('lab')) this.#readings = this.lab && readingsOf(this.lab);
    if (changed.has('parties') || changed.has('lab') || (this.#late && !this.#waits)) this.#read();
  }

  /** Times are being measured: what runs beside that would be in them. */
  get #waits(): boolean {
    const { timing, aside = false } = this.lab?.state ?? {};
    return timing?.active !== undefined || aside;
  }

  /** A slice in each frame until everyone of now has read everything of now. */
  #read(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      const { lab, parties } = this;
      const readings = this.#readings;
      this.#late = this.#waits;
      if (!lab || !readings || this.#late) return;
      const jurors = parties.flatMap((party) => party.jurors);
      const present = lab.jurors();
      // Networks that have given way are freed; others come with the next parties.
      if (!jurors.every((juror) => present.includes(juror))) return;
      const { drawings } = shelf;
      this.done = readings.work(jurors, drawings, SLICE, () => performance.now());
      if (this.done < 1) this.#read();
      else this.#tally = tallyOf(parties, drawings, readings.answerOf);
      this.requestUpdate();
    });
  }

  override render(): unknown {
    const { lab } = this;
    if (!lab) return nothing;
    const { drawings, garbage, lasting } = shelf;
    return html`<h3>${this.t('draw.kept')}</h3>
      <p class="small">${this.t(lasting ? 'draw.kept.about' : 'draw.kept.memory')}</p>
      ${garbage > 0 ? html`<p class="message" role="status">${this.t('draw.kept.garbage', { count: garbage })}</p>` : nothing}
      ${drawings.length > 0 ? this.#collection(drawings) : nothing}
      ${this.#files(drawings)}
      <p class="small outcome" role="status">${this.note?.() ?? ''}</p>
      ${drawings.length > 0 && this.parties.length > 0 ? this.#table(drawings) : nothing}`;
  }

  #collection(drawings: readonly Kept[]): TemplateResult {
    return html`<ul>
        ${[...drawings].reverse().map((drawing) => this.#thumbnail(drawing))}
      </ul>
      <div class="row">
        <button type="button" ?disabled=${this.done < 1 || this.parties.length === 0} @click=${() => this.#divide()}>${this.t('draw.kept.split')}</button>
        <button type="button" ?disabled=${!this.shown} @click=${() => this.#delete()}>${this.t('draw.kept.delete')}</button>
        <button type="button" class="clear" aria-expanded=${this.asked} @click=${() => {
          this.asked = !this.asked;
        }}>${this.t('draw.kept.clear')}</button>
        ${
          this.asked
            ? html`<span class="small">${this.t('draw.kept.sure', { count: drawings.length })}</span>
              <button type="button" @click=${() => this.#clear()}>${this.t('draw.kept.yes')}</button>`
            : nothing
        }
      </div>`;
  }

  #thumbnail(drawing: Kept): TemplateResult {
    const { label, strokes } = drawing;
    const answer = this.#tally.verdicts.get(drawing)?.digit;
    const wrong = answer !== undefined && answer !== label;
    const name =
      answer === undefined
        ? this.t('draw.kept.unread', { label })
        : this.t(wrong ? 'draw.kept.wrong' : 'draw.kept.right', { label, answer });
    return html`<li><button type="button" title=${name} aria-label=${name} aria-pressed=${drawing === this.shown}
      @click=${() => this.#show(strokes)}>${thumbnail(strokes)}<span class=${wrong ? 'wrong' : ''}
      >${label} ${answer === undefined ? '…' : wrong ? `✗ ${answer}` : '✓'}</span></button></li>`;
  }

  #files(drawings: readonly Kept[]): TemplateResult {
    return html`<div class="row">
      ${
        hasNoOrigin()
          ? nothing
          : html`<button type="button" ?disabled=${drawings.length === 0} @click=${() => this.#save()}>${this.t('draw.kept.save')}</button>`
      }
      <button type="button" @click=${(event: Event) =>
        (
          (event.currentTarget as HTMLElement).nextElementSibling as HTMLElement
        ).click()}>${this.t('draw.kept.load')}</button>
      <input type="file" hidden accept=".ndjson,.jsonl,.json,.txt"
        @change=${(event: Event) => void this.#load(event.currentTarget as HTMLInputElement)} />
    </div>`;
  }

  #table(drawings: readonly Kept[]): TemplateResult {
    const { jury, parties } = this.#tally;
    const about =
      this.done < 1
        ? this.t('draw.kept.reading', { percent: this.i18n.percent(this.done, 0) })
        : this.t('draw.kept.tally', { count: drawings.length });
    return html`<p class="small" id="about">${about}</p>
      <div class="tally" tabindex="0" role="region" aria-labelledby="about"><table>
        <thead><tr>
          <th scope="col">${this.t('draw.kept.who')}</th>
          <th scope="col" aria-hidden="true"></th>
          <th scope="col" class="number right">${this.t('draw.kept.share')}</th>
          <th scope="col" class="number range">${this.t('draw.kept.interval')}</th>
        </tr></thead>
        <tbody>
          ${this.#tr(this.t('draw.kept.jury'), jury, 'all')}
          ${parties.map(({ party, share }) =>
            this.#tr(
              html`<span class="swatch" aria-hidden="true"></span>${this.nameOf(party.activation, party.params)}`,
              share,
              '',
              this.lineStyle(party.activation).color,
            ),
          )}
        </tbody>
      </table></div>`;
  }

  #tr(name: unknown, share: Proportion, kind: string, color = 'var(--ink)'): TemplateResult {
    const { right, n, low, high } = share;
    const percent = (value: number): string => String(Math.round(100 * value));
    const known = n > 0;
    return html`<tr class=${kind} style="--color:${color}">
      <th scope="row">${name}</th>
      <td aria-hidden="true"><svg class="interval" viewBox="0 0 100 16" preserveAspectRatio="none">
        <path class="axis" d="M0 8H100M0 4v8M50 4v8M100 4v8" />
        ${known ? svg`<path d="M${(100 * low).toFixed(1)} 8H${(100 * high).toFixed(1)}" /><path class="share" d="M${((100 * right) / n).toFixed(1)} 8h0.01" />` : nothing}
      </svg></td>
      <td class="number">${known ? this.t('draw.kept.of', { right, n }) : '–'}</td>
      <td class="number">${known ? `${percent(low)}–${percent(high)}%` : '–'}</td>
    </tr>`;
  }

  #show(strokes: readonly Stroke[]): void {
    this.dispatchEvent(new CustomEvent('drawing', { detail: strokes }));
  }

  #divide(): void {
    const order = dividing(this.#tally);
    const rank = this.#turn % (order.length || 1);
    const one = order[rank];
    this.#turn += 1;
    const alone = (this.lab?.jurors().length ?? 0) < 2;
    this.note = one
      ? () => this.t('draw.kept.divides', { label: one.label, rank: rank + 1, count: order.length })
      : () => this.t(alone ? 'draw.alone' : 'draw.kept.agree', { count: shelf.drawings.length });
    if (one) this.#show(one.strokes);
  }

  #delete(): void {
    if (!this.shown) return;
    const { label } = this.shown;
    shelf.replace(this.shown);
    this.note = () => this.t('draw.kept.deleted', { label });
    this.#show([]);
    this.#refocus();
  }

  #clear(): void {
    const gone = this.shown !== undefined;
    shelf.clear();
    this.note = () => this.t('draw.kept.cleared');
    if (gone) this.#show([]);
    this.#refocus();
  }

  /** The button that was pressed is gone or has nothing more to do, and would take the focus along. */
  #refocus(): void {
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('button:not(:disabled)')?.focus(),
    );
  }

  #save(): void {
    try {
      download(FILE, new Blob([testSetOf(shelf.drawings)]));
      this.note = () => this.t(window.parent === window ? 'save.done' : 'save.done_in_frame', { file: FILE });
    } catch {
      this.note = () => this.t('save.refused', { file: FILE });
    }
  }

  async #load(input: HTMLInputElement): Promise<void> {
    const [file] = input.files ?? [];
    if (!file) return;
    try {
      if (file.size > LARGEST)
        this.note = () => this.t('draw.kept.large', { file: file.name, most: LARGEST / 1e6 });
      else this.#take(file.name, await file.text());
    } catch {
      this.note = () => this.t('draw.kept.unreadable', { file: file.name });
    }
    // Or the same file, chosen again, would be no change.
    input.value = '';
  }

  #take(file: string, text: string): void {
    const { drawings, faults } = readTestSet(text);
    const before = shelf.drawings.length;
    const left = shelf.add(drawings);
    const added = shelf.drawings.length - before;
    const known = drawings.length - added - left;
    const [first] = faults;
    this.note = () =>
      [
        this.t('draw.kept.taken', { file, count: added }),
        known > 0 && this.t('draw.kept.known', { count: known }),
        left > 0 && this.t('draw.kept.left', { count: left, most: MOST_DRAWINGS }),
        first &&
          this.t('draw.kept.bad', {
            count: faults.length,
            number: first.number,
            fault: this.t(`draw.fault.${first.fault}`, { got: first.got }),
          }),
      ]
        .filter(Boolean)
        .join(this.t('sentence.separator'));
  }
}

const readingsOf = (lab: Lab): Readings =>
  new Readings({
    picture: ({ strokes }) => {
      const { points, lengths } = flatten(strokes);
      return lab.guard((core) => core.inkPictures(points, lengths))?.centred;
    },
    ask: ({ model }, picture) => lab.guard(() => model.predict(picture)),
  });

define('al-kept', KeptBox);

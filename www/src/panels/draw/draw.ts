import { html, nothing, svg, type TemplateResult } from 'lit';
import { groupRuns } from '../../state/groups.ts';
import type { Prediction } from '../../state/jury.ts';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import { raceControls } from '../controls.ts';
import { define, Panel } from '../panel.ts';
import { flatten, pixelPaths, type Stroke } from './strokes.ts';
import { drawStyle } from './style.ts';

type Picture =
  | { kind: 'empty' }
  | { kind: 'drawn'; image: Uint8Array }
  | { kind: 'sample'; image: Uint8Array; label: number }
  /** strokes that leave no ink */
  | { kind: 'nothing' };

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);
/** More answers than this are shown closer together. */
const MANY = 12;
/** Side of the networks' input. */
const SEEN = 14;

/** The reader draws a digit; every trained network answers while the pen moves. */
export class DrawPanel extends Panel {
  static override properties = {
    ...Panel.properties,
    strokes: { state: true },
    picture: { state: true },
    announcement: { state: true },
  };

  declare strokes: readonly Stroke[];
  declare picture: Picture;
  declare announcement: string;
  protected readonly panel = 'draw' as const;
  #frame: number | undefined;

  static override styles = [...Panel.styles, drawStyle];

  constructor() {
    super();
    this.strokes = [];
    this.picture = { kind: 'empty' };
    this.announcement = '';
  }

  protected override parts(state: State): readonly unknown[] {
    const { core, selected, params, race, data, timing, settings, seeds, images, learning, aside, asks } =
      state;
    const waits = timing.active !== undefined || aside;
    return [core, selected, params, race, data, settings, seeds, images, learning, waits, asks];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  protected override body(lab: Lab): TemplateResult {
    const { race, data } = lab.state;
    const trained = race.runs.some((run) => run.status === 'done');
    const { picture } = this;
    const image = picture.kind === 'drawn' || picture.kind === 'sample' ? picture.image : undefined;
    return html`
      ${data.status === 'failed' ? this.failureMessage(data.failure, () => void lab.ensureData(lab.state.images)) : nothing}
      <div class="bench">
        <div class="desk">
          <al-drawing-surface
            .strokes=${this.strokes}
            .picture=${picture.kind === 'sample' ? picture.image : undefined}
            .hint=${picture.kind === 'sample' ? '' : this.t('draw.hint')}
            .label=${this.t('draw.surface')}
            @strokes=${(event: CustomEvent<readonly Stroke[]>) => this.#setStrokes(event.detail)}
            @stroke-end=${() => this.#schedule(true)}
          ></al-drawing-surface>
          <div class="row controls">
            <button type="button" ?disabled=${this.strokes.length === 0} @click=${() => this.#undo()}>${this.t('draw.undo')}</button>
            <button type="button" ?disabled=${picture.kind === 'empty'} @click=${() => this.#clear()}>${this.t('draw.clear')}</button>
            <button type="button" @click=${() => void this.#sample(lab)}>${this.t('draw.sample')}</button>
          </div>
          <div class="views">
            ${this.#pixels(this.t('draw.seen28'), image, 28)}
            ${race.images === 'all' ? nothing : this.#pixels(this.t('draw.seen14'), image && lab.guard((core) => core.downsample(image, SEEN)), SEEN)}
          </div>
        </div>
        <div>
          ${trained ? this.#answers(lab, image) : html`<div class="untrained"><p>${this.t('draw.untrained')}</p>${this.picker()}</div>`}
          ${trained && race.phase === 'idle' ? nothing : raceControls(this, lab)}
        </div>
      </div>
      <p class="visually-hidden" role="status">${this.announcement}</p>
    `;
  }

  #pixels(caption: string, image: Uint8Array | undefined, side: number): TemplateResult {
    return html`<figure>
      <svg class="pixels" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges" role="img" aria-label=${caption}>
        ${image ? pixelPaths(image).map(({ opacity, path }) => svg`<path d=${path} opacity=${opacity} />`) : nothing}
      </svg>
      <figcaption>${caption}</figcaption>
    </figure>`;
  }

  #answers(lab: Lab, image: Uint8Array | undefined): TemplateResult {
    const predictions = image ? lab.predict(image) : [];
    const byRun = new Map(predictions.map(({ juror, probabilities }) => [juror.id, probabilities]));
    const rows = groupRuns(lab.state.race.runs.filter(({ id }) => lab.hasNetwork(id)));
    const seeds = Math.max(...rows.map(({ runs }) => runs.length));
    return html`<div class="verdict">${this.#verdict(predictions)}</div>
      <table class=${rows.length > MANY ? 'many' : ''}>
        <thead>
          <tr>
            <th scope="col">${this.t('function')}</th>
            <th scope="col">${this.t('draw.answer')}</th>
            <th scope="col">${this.t('draw.probabilities')}${seeds > 1 ? ` ${this.t('draw.mean')}` : nothing}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(({ activation, params, runs }) => {
            const probabilities = mean(runs.flatMap(({ id }) => byRun.get(id) ?? []));
            const top = probabilities ? best(probabilities) : undefined;
            return html`<tr style="--color:${this.lineStyle(activation).color}">
              <th scope="row"><span class="swatch"></span>${this.nameOf(activation, params)}</th>
              <td class="answer">${top ?? '–'}</td>
              <td class="bars">${this.#bars(probabilities, top)}</td>
            </tr>`;
          })}
        </tbody>
      </table>`;
  }

  #bars(probabilities: Float32Array | undefined, top: number | undefined): TemplateResult {
    const percents = DIGITS.map((digit) => this.i18n.percent(probabilities?.[digit] ?? 0, 0));
    const label = probabilities ? percents.map((percent, digit) => `${digit}: ${percent}`).join(', ') : '–';
    return html`<div class="ten" role="img" aria-label=${label}>
      ${DIGITS.map(
        (
          digit,
        ) => html`<span title=${probabilities ? `${digit}: ${percents[digit]}` : nothing} ?data-top=${digit === top}>
          <i style="--height:${((probabilities?.[digit] ?? 0) * 100).toFixed(1)}%"></i>${digit}</span>`,
      )}
    </div>`;
  }

  /** The answer of most networks, and how many share it. */
  #verdict(predictions: readonly Prediction[]): TemplateResult {
    const { picture } = this;
    if (predictions.length === 0) {
      return html`<p class="small">${this.t(picture.kind === 'nothing' ? 'draw.nothing' : 'draw.empty')}</p>`;
    }
    const { digit, votes } = majority(predictions);
    const truth = picture.kind === 'sample' ? this.t('draw.truth', { digit: picture.label }) : '';
    return html`<b>${digit}</b>
      <p>${this.#votes(digit, votes, predictions.length)} ${truth ? html`<br /><span class="small">${truth}</span>` : nothing}</p>`;
  }

  #votes(digit: number, votes: number, count: number): string {
    return this.t(votes === count ? 'draw.unanimous' : 'draw.majority', { digit, votes, count });
  }

  #setStrokes(strokes: readonly Stroke[]): void {
    this.strokes = strokes;
    this.#schedule(false);
  }

  #undo(): void {
    this.#setStrokes(this.strokes.slice(0, -1));
  }

  #clear(): void {
    this.strokes = [];
    this.picture = { kind: 'empty' };
    this.announcement = '';
  }

  async #sample(lab: Lab): Promise<void> {
    const sample = await lab.samplePicture();
    if (!sample) return;
    this.strokes = [];
    this.picture = { kind: 'sample', ...sample };
    this.#announce(lab, sample.image);
  }

  /** Once a frame at most; the latest strokes win. */
  #schedule(announce: boolean): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      this.#frame = undefined;
      const { lab } = this;
      if (!lab) return;
      if (this.strokes.length === 0) return this.#clear();
      const { points, lengths } = flatten(this.strokes);
      const image = lab.guard((core) => core.inkPictures(points, lengths))?.centred;
      this.picture = image ? { kind: 'drawn', image } : { kind: 'nothing' };
      if (announce && image) this.#announce(lab, image);
    });
  }

  #announce(lab: Lab, image: Uint8Array): void {
    const predictions = lab.predict(image);
    if (predictions.length === 0) return;
    const { digit, votes } = majority(predictions);
    this.announcement = this.#votes(digit, votes, predictions.length);
  }
}

/** Digit by digit; exported for tests. */
export function mean(answers: readonly Float32Array[]): Float32Array | undefined {
  const [first] = answers;
  return first?.map((_, digit) => answers.reduce((sum, one) => sum + (one[digit] ?? 0), 0) / answers.length);
}

function best(probabilities: Float32Array): number {
  return probabilities.indexOf(Math.max(...probabilities));
}

/** Exported for tests. On a tie the smaller digit. */
export function majority(predictions: readonly Pick<Prediction, 'probabilities'>[]): {
  digit: number;
  votes: number;
} {
  const votes = DIGITS.map(() => 0);
  for (const { probabilities } of predictions) {
    const digit = best(probabilities);
    votes[digit] = (votes[digit] ?? 0) + 1;
  }
  const most = Math.max(...votes);
  return { digit: votes.indexOf(most), votes: most };
}

define('al-draw', DrawPanel);

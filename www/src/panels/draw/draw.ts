import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { enlarge } from '../../core/data.ts';
import type { Lab } from '../../state/lab.ts';
import { hiddenText, presetOf } from '../../state/settings.ts';
import type { State } from '../../state/state.ts';
import { raceControls } from '../controls.ts';
import { Nearby } from '../nearby.ts';
import { define, Panel } from '../panel.ts';
import { Hearing } from './hearing.ts';
import { type Amount, amountOf } from './ink-amount.ts';
import { type Marks, marksOf, meanGradient } from './look.ts';
import type { Meant } from './meant.ts';
import { type Opinion, opinionOf, type Party, partiesOf } from './opinions.ts';
import type { Note, Sample } from './samples.ts';
import { shelf } from './shelf.ts';
import type { Nearest, Steps } from './stages.ts';
import { flatten, type Stroke } from './strokes.ts';
import { drawStyle } from './style.ts';
import { testImages } from './test-answers.ts';
import { nearest } from './test-images.ts';
import { type Verdict, verdictOf } from './verdict.ts';
import { confidence, tally } from './words.ts';

type Picture =
  | { kind: 'empty' }
  | { kind: 'drawn'; image: Uint8Array; fitted: Uint8Array; amount: Amount }
  | { kind: 'sample'; image: Uint8Array; label: number; note: Note }
  /** strokes that leave no ink */
  | { kind: 'nothing' };

/** What the jury says to the picture. */
interface Findings {
  opinions: readonly Opinion[];
  verdict: Verdict | undefined;
  steps: Steps | undefined;
  /** where the looked-at function looks for its answer */
  look: { key: string; digit: number; marks: Marks } | undefined;
  /** all have answered, and the pen is up */
  settled: boolean;
}

/** ms of a frame that networks may take: the rest is for painting. */
const SLICE = 8;

const NOTHING: Findings = {
  opinions: [],
  verdict: undefined,
  steps: undefined,
  look: undefined,
  settled: true,
};

/** The reader draws a digit; every trained network answers while the pen moves. */
export class DrawPanel extends Panel {
  static override properties = {
    ...Panel.properties,
    strokes: { state: true },
    picture: { state: true },
    findings: { state: true },
    likest: { state: true },
    announcement: { state: true },
  };

  declare strokes: readonly Stroke[];
  declare picture: Picture;
  declare findings: Findings;
  /** the test image that the drawing is most like */
  declare likest: Nearest | undefined;
  declare announcement: string;
  protected readonly panel = 'draw' as const;
  readonly #hearing = new Hearing();
  #parties: readonly Party[] = [];
  #looked: string | undefined;
  #frame: number | undefined;
  /** since the last frame */
  #drawn = false;
  #penDown = false;

  static override styles = [...Panel.styles, drawStyle];

  constructor() {
    super();
    this.strokes = [];
    this.picture = { kind: 'empty' };
    this.findings = NOTHING;
    this.likest = undefined;
    this.announcement = '';
    new Nearby(this, () => this.#ensureJury());
  }

  protected override parts(state: State): readonly unknown[] {
    const {
      core,
      selected,
      params,
      race,
      data,
      timing,
      settings,
      seeds,
      images,
      learning,
      aside,
      asks,
      shipped,
    } = state;
    const waits = timing.active !== undefined || aside;
    return [core, selected, params, race, data, settings, seeds, images, learning, waits, asks, shipped];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  #ensureJury(): void {
    if (this.lab?.jurors().length === 0) void this.lab.ensureShipped();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { lab } = this;
    const jurors = lab?.state.core.status === 'ready' ? lab.jurors() : [];
    if (!lab || jurors === this.#hearing.jurors) return;
    this.#hearing.summon(jurors);
    this.#parties = partiesOf(jurors, lab.state.race.runs);
    this.#find(lab);
    this.#schedule();
  }

  protected override body(lab: Lab): TemplateResult {
    const { data, shipped, race, selected, settings, timing, aside } = lab.state;
    const { picture, findings } = this;
    const jurors = this.#hearing.jurors;
    // Own networks need the controls of the race again where the next ones are to be distorted.
    const plain = jurors.length > 0 && !jurors.some(({ config }) => config.augmentation);
    const renews = plain && settings.augmentation !== undefined;
    const sample = picture.kind === 'sample' ? picture : undefined;
    return html`
      ${data.status === 'failed' ? this.failureMessage(data.failure, () => void testImages(lab)) : nothing}
      ${
        shipped.status === 'failed' && jurors.length === 0
          ? this.failureMessage(shipped.failure, () => this.#ensureJury())
          : nothing
      }
      <div class="bench">
        <div class="desk">
          <al-drawing-surface
            .strokes=${this.strokes}
            .picture=${sample?.image}
            .hint=${sample ? '' : this.t('draw.hint')}
            .label=${this.t('draw.surface')}
            .keys=${this.t('draw.keys')}
            @strokes=${(event: CustomEvent<readonly Stroke[]>) => this.#draw(event.detail, true)}
            @stroke-end=${() => this.#draw(this.strokes, false)}
            @keydown=${this.#agree}
          ></al-drawing-surface>
          <div class="row controls">
            <button type="button" ?disabled=${this.strokes.length === 0} @click=${() => this.#draw(this.strokes.slice(0, -1), false)}>${this.t('draw.undo')}</button>
            <button type="button" ?disabled=${picture.kind === 'empty'} @click=${() => this.#draw([], false)}>${this.t('draw.clear')}</button>
          </div>
          <al-meant
            .lab=${lab}
            .strokes=${this.strokes}
            .answer=${picture.kind === 'drawn' && picture.amount === 'enough' ? findings.verdict?.digit : undefined}
            .able=${picture.kind === 'drawn' && !this.#penDown}
            @drawing=${this.#put}
          ></al-meant>
          <al-habits .lab=${lab} @drawing=${this.#put}></al-habits>
          <al-samples
            .lab=${lab}
            .parties=${this.#parties}
            .note=${sample?.note}
            @sample=${(event: CustomEvent<Sample>) => this.#show(event.detail)}
          ></al-samples>
          ${jurors.length > 0 ? this.#lookFigure() : nothing}
        </div>
        <div class="jury">
          <al-verdict
            .lab=${lab}
            .verdict=${findings.verdict}
            .opinions=${findings.opinions}
            .amount=${picture.kind === 'drawn' ? picture.amount : picture.kind === 'sample' ? 'enough' : picture.kind === 'nothing' ? 'none' : 'empty'}
            .truth=${sample?.label}
          ></al-verdict>
          <al-jury
            .lab=${lab}
            .opinions=${findings.opinions}
            .verdict=${findings.verdict}
            .settled=${findings.settled}
            @look=${(event: CustomEvent<string | undefined>) => this.#lookAt(event.detail)}
          ></al-jury>
          ${jurors.length === 0 ? html`<p class="untrained">${this.t('draw.untrained')}</p>` : nothing}
          ${jurors[0]?.shipped ? html`<p class="small shipped">${this.t('draw.shipped', { count: jurors.length })}</p>` : nothing}
          ${
            plain && !renews && race.phase === 'idle'
              ? html`<p class="small distort optional">${this.t('draw.distort')}
                <button class="link" type="button" ?disabled=${timing.active !== undefined || aside || selected.length === 0} @click=${() => this.#distort(lab)}
                >${this.t('draw.distort.train')}</button></p>`
              : nothing
          }
          ${jurors.length > 0 && !jurors[0]?.shipped ? nothing : this.picker()}
          ${jurors.length > 0 && !jurors[0]?.shipped && race.phase === 'idle' && !renews ? nothing : this.#controls(lab)}
        </div>
      </div>
      <al-stages .i18n=${this.i18n} .steps=${findings.steps} .nearest=${this.likest} .sample=${sample !== undefined}></al-stages>
      <al-kept .lab=${lab} .parties=${this.#parties} .shown=${shelf.of(this.strokes)} @drawing=${this.#put}></al-kept>
      <p class="visually-hidden" role="status">${this.announcement}</p>
    `;
  }

  /** In a frozen frame only where another panel trains what answers here. */
  #controls(lab: Lab): TemplateResult | typeof nothing {
    const { race } = lab.state;
    return lab.frame.frozen && race.phase === 'idle' ? nothing : raceControls(this, lab);
  }

  /** The default network is too small to gain by it on real pens: 64 units read 1 point less of them, 256 units 2 more. */
  #distort(lab: Lab): void {
    const { settings, offer } = lab.state;
    const small = hiddenText(settings.hidden) === hiddenText(presetOf(offer, '').settings.hidden);
    const change = {
      augmentation: 1,
      ...(small && { hidden: [256], epochs: Math.max(40, settings.epochs) }),
    };
    lab.store.dispatch({ type: 'settings', change });
    void lab.train();
  }

  /** What the networks see; with marks where the function looks that the reader points at. */
  #lookFigure(): TemplateResult {
    const { steps, look } = this.findings;
    const party = look && this.#parties.find(({ key }) => key === look.key);
    const side = steps?.side ?? 14;
    const name = party ? this.nameOf(party.activation, party.params) : '';
    const caption = look
      ? this.t('draw.look.answer', { name, digit: look.digit })
      : this.t('draw.look.hint', { side });
    return html`<figure class="look ${look ? 'on' : ''}">
      <al-pixels .image=${steps?.seen} .marks=${look?.marks} .label=${caption}></al-pixels>
      <figcaption>
        <p>${caption}</p>
        ${
          look
            ? html`<p><svg viewBox="0 0 10 10" aria-hidden="true"><path class="pro" d="M1 1h8v8h-8z" /></svg>${this.t('draw.look.pro')}</p>
              <p><svg viewBox="0 0 10 10" aria-hidden="true"><path class="contra" d="M5 0l5 5l-5 5l-5 -5z" /></svg>${this.t('draw.look.contra')}</p>`
            : nothing
        }
      </figcaption>
    </figure>`;
  }

  #draw(strokes: readonly Stroke[], penDown: boolean): void {
    this.strokes = strokes;
    this.#penDown = penDown;
    this.#drawn = true;
    this.#schedule();
  }

  /** A drawing that is there as a whole. */
  #put({ detail }: CustomEvent<readonly Stroke[]>): void {
    this.#draw(detail, false);
  }

  #agree({ key }: KeyboardEvent): void {
    if (key === 'Enter') this.renderRoot.querySelector<Meant>('al-meant')?.agree();
  }

  #show({ image, label, note }: Sample): void {
    this.strokes = [];
    this.#penDown = this.#drawn = false;
    this.likest = undefined;
    this.picture = { kind: 'sample', image, label, note };
    this.#hearing.restart();
    this.#schedule();
  }

  /** Once a frame at most; the latest strokes win. */
  #schedule(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      if (this.lab) this.#hear(this.lab);
    });
  }

  #hear(lab: Lab): void {
    if (this.#drawn) {
      this.#drawn = false;
      this.picture = pictureOf(lab, this.strokes);
      this.#hearing.restart();
    }
    const image = imageOf(this.picture);
    if (image)
      this.#hearing.hear(
        ({ model }) => lab.guard(() => model.predict(image)),
        SLICE,
        () => performance.now(),
      );
    else this.#hearing.dismiss();
    this.#find(lab);
    if (!this.#hearing.complete) this.#schedule();
    else if (this.findings.settled) this.#settle(lab);
  }

  /** What the answers so far come to. */
  #find(lab: Lab): void {
    const { jurors, answerOf, complete } = this.#hearing;
    const opinions = this.#parties.map((party) => opinionOf(party, answerOf));
    const answers = jurors.flatMap((juror) => answerOf(juror) ?? []);
    const look = complete ? this.#look(lab, opinions) : this.findings.look;
    this.findings = {
      opinions,
      verdict: verdictOf(answers),
      steps: stepsOf(lab, this.picture, jurors[0]?.model.inputSide ?? 14),
      look,
      settled: complete && !this.#penDown,
    };
  }

  #lookAt(key: string | undefined): void {
    this.#looked = key;
    if (this.lab) this.findings = { ...this.findings, look: this.#look(this.lab, this.findings.opinions) };
  }

  #look(lab: Lab, opinions: readonly Opinion[]): Findings['look'] {
    const image = imageOf(this.picture);
    const opinion = opinions.find(({ key }) => key === this.#looked);
    const digit = opinion?.answer;
    if (!image || !opinion || digit === undefined) return undefined;
    const gradients = opinion.jurors.flatMap(
      ({ model }) => lab.guard(() => model.inputGradient(image, digit)) ?? [],
    );
    const gradient = meanGradient(gradients);
    return gradient && { key: opinion.key, digit, marks: marksOf(gradient) };
  }

  #settle(lab: Lab): void {
    const { verdict } = this.findings;
    const { picture } = this;
    if (picture.kind === 'drawn' && verdict) void this.#findLikest(lab, picture.image, verdict.digit);
    else this.likest = undefined;
    lab.store.dispatch({ type: 'drawing', image: imageOf(picture) });
    this.announcement = this.#words(verdict);
  }

  #words(verdict: Verdict | undefined): string {
    const { picture } = this;
    if (picture.kind === 'empty') return '';
    if (picture.kind === 'nothing') return this.t('draw.nothing');
    if (picture.kind === 'drawn' && picture.amount !== 'enough')
      return this.t(picture.amount === 'much' ? 'draw.much' : 'draw.little');
    return verdict ? `${tally(this.i18n, verdict)} ${confidence(this.i18n, verdict)}` : '';
  }

  /** The first time, the test images have to come. */
  async #findLikest(lab: Lab, image: Uint8Array, digit: number): Promise<void> {
    const dataset = await testImages(lab);
    if (!dataset || imageOf(this.picture) !== image) return;
    const index = lab.guard((core) => nearest(core, dataset, image, digit));
    this.likest =
      index === undefined ? undefined : { image: enlarge(dataset.testImage(index), dataset.side, 28), digit };
  }
}

function pictureOf(lab: Lab, strokes: readonly Stroke[]): Picture {
  if (strokes.length === 0) return { kind: 'empty' };
  const { points, lengths } = flatten(strokes);
  const pictures = lab.guard((core) => core.inkPictures(points, lengths));
  if (!pictures) return { kind: 'nothing' };
  const { fitted, centred: image } = pictures;
  return { kind: 'drawn', image, fitted, amount: amountOf(strokes, image) };
}

const imageOf = (picture: Picture): Uint8Array | undefined =>
  picture.kind === 'drawn' || picture.kind === 'sample' ? picture.image : undefined;

function stepsOf(lab: Lab, picture: Picture, side: number): Steps {
  const centred = imageOf(picture);
  const fitted = picture.kind === 'drawn' ? picture.fitted : undefined;
  const seen = centred && lab.guard((core) => core.downsample(centred, side));
  return { fitted, centred, seen, side };
}

define('al-draw', DrawPanel);

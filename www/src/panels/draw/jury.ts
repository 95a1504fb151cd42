import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Key } from '../../i18n/index.ts';
import type { State } from '../../state/state.ts';
import { define, LabElement } from '../panel.ts';
import { barsOf, HEIGHT, percentOf, WIDTH } from './bars.ts';
import { juryStyle } from './jury-style.ts';
import { arrange, type Block, type Opinion, ORDERS, type Order } from './opinions.ts';
import type { Verdict } from './verdict.ts';

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);
/** More functions than this are shown closer together. */
const MANY = 12;

/**
 * What each function says, and on request each of its seeds. Emits `look` (CustomEvent<string | undefined>): the key of the
 * function of which the reader wants to see where it looks.
 */
export class JuryTable extends LabElement {
  static override properties = {
    ...LabElement.properties,
    opinions: { attribute: false },
    verdict: { attribute: false },
    settled: { attribute: false },
    order: { state: true },
    open: { state: true },
    pointed: { state: true },
    pinned: { state: true },
  };

  declare opinions: readonly Opinion[];
  declare verdict: Verdict | undefined;
  /** Whether the pen is up: rows change their places only then, and are described for those who cannot see the bars. */
  declare settled: boolean;
  declare order: Order;
  declare open: ReadonlySet<string>;
  declare pointed: string | undefined;
  declare pinned: string | undefined;
  #blocks: readonly Block[] = [];
  /** the descriptions of bars, by what they describe */
  #labels = new Map<string, string>();

  static override styles = [...LabElement.styles, juryStyle];

  constructor() {
    super();
    this.opinions = [];
    this.verdict = undefined;
    this.settled = true;
    this.order = 'catalogue';
    this.open = new Set();
    this.pointed = undefined;
    this.pinned = undefined;
  }

  protected override parts({ core }: State): readonly unknown[] {
    return [core];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const keys = this.#blocks.flatMap((block) => block.keys);
    const others =
      keys.length !== this.opinions.length ||
      !this.opinions.every(({ key }) => keys.includes(key)) ||
      changed.has('order');
    if (this.settled || others) this.#blocks = arrange(this.opinions, this.verdict, this.order);
    if (this.settled) this.#labels.clear();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('pointed') || changed.has('pinned'))
      this.dispatchEvent(new CustomEvent('look', { detail: this.pointed ?? this.pinned }));
  }

  override render(): unknown {
    if (!this.lab || this.opinions.length === 0) return nothing;
    const byKey = new Map(this.opinions.map((opinion) => [opinion.key, opinion]));
    const several = this.opinions.some(({ jurors }) => jurors.length > 1);
    return html`<div class="row order">
        <div class="segments" role="group" aria-label=${this.t('draw.order')}>
          ${ORDERS.map(
            (order) =>
              html`<button type="button" aria-pressed=${this.order === order} @click=${() => {
                this.order = order;
              }}>${this.t(`draw.order.${order}`)}</button>`,
          )}
        </div>
      </div>
      <table class=${this.opinions.length > MANY ? 'many' : ''}>
        <thead>
          <tr>
            <th scope="col">${this.t('function')}</th>
            <th scope="col" class="answer">${this.t('draw.answer')}</th>
            <th scope="col" class="bars"><span>${this.t('draw.probabilities')}${several ? ` ${this.t('draw.mean')}` : nothing}</span>
              <div class="digits" aria-hidden="true">${DIGITS.map((digit) => html`<i>${digit}</i>`)}</div></th>
            <th scope="col" class="confidence" colspan="2" title=${this.t('draw.confidence.about')}>${this.t('draw.confidence')}</th>
          </tr>
        </thead>
        ${this.#blocks.map(
          ({ answer, keys }) => html`<tbody
            @pointerover=${(event: PointerEvent) => this.#point(event)}
            @pointerleave=${(event: PointerEvent) => this.#leave(event)}
            @focusin=${(event: FocusEvent) => this.#focus(event)}
            @focusout=${() => {
              this.pointed = undefined;
            }}
          >
            ${answer === undefined ? nothing : this.#camp(answer, keys.length)}
            ${keys.map((key) => {
              const opinion = byKey.get(key);
              return opinion ? this.#rows(opinion) : nothing;
            })}
          </tbody>`,
        )}
      </table>`;
  }

  #camp(answer: number, count: number): TemplateResult {
    const key: Key = count === 1 ? 'draw.group.one' : 'draw.group';
    return html`<tr class="camp">
      <th scope="rowgroup" colspan="5">${this.t(key, { digit: answer, count })}</th>
    </tr>`;
  }

  #rows(opinion: Opinion): unknown {
    const { key, activation, params, jurors, answers, probabilities, answer } = opinion;
    const name = this.nameOf(activation, params);
    const dissents = this.verdict !== undefined && answer !== undefined && answer !== this.verdict.digit;
    const open = this.open.has(key) && jurors.length > 1;
    const looked = key === (this.pointed ?? this.pinned);
    const kind = `${dissents ? 'dissents ' : ''}${looked ? 'looked' : ''}`;
    return html`<tr class=${kind} data-key=${key} style="--color:${this.lineStyle(activation).color}">
        <th scope="row"><span class="who">
          <span class="swatch"></span>${
            jurors.length > 1
              ? html`<button type="button" class="name" aria-expanded=${open} @click=${() => this.#toggle(key)}>${breakable(name)}</button>`
              : html`<span class="name">${breakable(name)}</span>`
          }<span class="votes">${this.#votes(opinion)}</span>
        </span></th>
        ${this.#cells(key, probabilities, answer, dissents)}
        <td class="eye"><button
          type="button"
          aria-pressed=${this.pinned === key}
          aria-label=${this.t('draw.look.of', { name })}
          title=${this.t('draw.look.of', { name })}
          @click=${() => this.#pin(key)}
        ><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M2 12c5-8 15-8 20 0-5 8-15 8-20 0z" /><circle cx="12" cy="12" r="3.2" /></svg></button></td>
      </tr>
      ${
        open
          ? jurors.map((juror, index) => {
              const own = answers[index];
              const read = own?.indexOf(Math.max(...own));
              const seedDissents =
                this.verdict !== undefined && read !== undefined && read !== this.verdict.digit;
              return html`<tr class="seed ${seedDissents ? 'dissents' : ''}" style="--color:${this.lineStyle(activation).color}">
                <th scope="row">${this.t('draw.seed', { seed: juror.config.seed })}</th>
                ${this.#cells(`${key} ${juror.id}`, own, read, seedDissents)}
                <td></td>
              </tr>`;
            })
          : nothing
      }`;
  }

  #cells(
    id: string,
    probabilities: Float32Array | undefined,
    answer: number | undefined,
    dissents: boolean,
  ): TemplateResult {
    const bars = probabilities && answer !== undefined ? barsOf(probabilities, answer) : undefined;
    const confidence =
      probabilities && answer !== undefined ? percentOf(probabilities[answer] ?? Number.NaN) : '–';
    return html`<td class="answer"><b>${answer ?? '–'}</b>${dissents ? html`<span class="visually-hidden">${this.t('draw.dissents')}</span>` : nothing}</td>
      <td class="bars"><svg class="ten" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${this.#label(id, probabilities)}>
        <path class="others" d=${bars?.others ?? ''} /><path d=${bars?.top ?? ''} />
      </svg></td>
      <td class="number">${confidence}</td>`;
  }

  /** While the pen moves, the last one. */
  #label(id: string, probabilities: Float32Array | undefined): string {
    const known = this.#labels.get(id);
    if (known !== undefined || !this.settled) return known ?? '–';
    const label = probabilities
      ? DIGITS.map((digit) => `${digit}: ${percentOf(probabilities[digit] ?? Number.NaN)}`).join(', ')
      : '–';
    this.#labels.set(id, label);
    return label;
  }

  /** Where a function's seeds differ. */
  #votes({ votes }: Opinion): string {
    const given = votes.map((count, digit) => ({ count, digit })).filter(({ count }) => count > 0);
    if (given.length < 2) return '';
    return given
      .sort((a, b) => b.count - a.count || a.digit - b.digit)
      .map(({ count, digit }) => `${digit} ×${count}`)
      .join(this.t('list.separator'));
  }

  #toggle(key: string): void {
    const open = new Set(this.open);
    if (!open.delete(key)) open.add(key);
    this.open = open;
  }

  #pin(key: string): void {
    this.pinned = this.pinned === key ? undefined : key;
    if (this.pinned === undefined) this.pointed = undefined;
  }

  /** A finger has no place where it only points. */
  #point(event: PointerEvent): void {
    if (event.pointerType === 'touch') return;
    this.pointed = keyAt(event);
  }

  #leave({ pointerType }: PointerEvent): void {
    if (pointerType !== 'touch') this.pointed = undefined;
  }

  #focus(event: FocusEvent): void {
    if ((event.target as Element).matches(':focus-visible')) this.pointed = keyAt(event);
  }
}

/** Long names break after an underscore. */
const breakable = (name: string): unknown =>
  name.split(/(?<=_)/).map((part, index) => (index > 0 ? html`<wbr />${part}` : part));

function keyAt({ target }: Event): string | undefined {
  return (target as Element).closest<HTMLElement>('tr[data-key]')?.dataset.key;
}

define('al-jury', JuryTable);

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { paperColour } from '../../charts/paper.ts';
import type { Key } from '../../i18n/index.ts';
import { groupRuns } from '../../state/groups.ts';
import type { Lab } from '../../state/lab.ts';
import type { State } from '../../state/state.ts';
import type { PanelName } from '../../state/url.ts';
import { Sampler } from '../curves/sampling.ts';
import { define, LabElement } from '../panel.ts';
import { linkOf } from '../race/link.ts';
import '../copyable.ts';
import { addressOf, FORMS, parametersOf, RUNNING, type Subject, snippet, type Wishes } from './snippet.ts';
import { READ_AT, stillCurves } from './still-curves.ts';
import { dialogStyle } from './style.ts';

const USUAL_HEIGHT = 640;
const HEIGHTS = { min: 100, max: 20_000 };
/** Panels that have a still form once there is a result, and those that always have one. */
const STILL: readonly PanelName[] = ['curves', 'race'];

/** Writes what embeds a panel in a post, with a frame that shows what it will be. Goes when it is closed. */
export class EmbedDialog extends LabElement {
  static override properties = {
    ...LabElement.properties,
    panel: {},
    still: { attribute: false },
    wishes: { state: true },
    typed: { state: true },
  };

  declare panel: PanelName;
  /** the panel as HTML without scripts, as far as it makes that by itself */
  declare still: string | undefined;
  declare wishes: Wishes;
  /** what stands in the field for the height, where the author has been there */
  declare typed: string | undefined;
  #shown = '';
  #frame: HTMLIFrameElement | undefined;
  #curves: string | undefined;

  static override styles = [...LabElement.styles, dialogStyle];

  constructor() {
    super();
    this.still = undefined;
    this.typed = undefined;
    this.wishes = {
      form: 'element',
      lang: undefined,
      theme: undefined,
      bare: false,
      frozen: false,
      height: USUAL_HEIGHT,
    };
  }

  protected override parts(state: State): readonly unknown[] {
    return [state.core.status, state.theme];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.lab) this.wishes = { ...this.wishes, lang: this.lab.state.lang };
    addEventListener('message', this.#hear);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('message', this.#hear);
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#preview();
  }

  override render(): unknown {
    const { lab, wishes } = this;
    if (!lab) return nothing;
    if (this.lang !== lab.state.lang) this.lang = lab.state.lang;
    const subject = this.#subject(lab);
    const code = snippet(subject, wishes);
    return html`<dialog aria-labelledby="title" @close=${() => this.remove()}>
      <div class="head">
        <h2 id="title">${this.t('embed.title', { title: subject.title })}</h2>
        <button type="button" @click=${() => this.renderRoot.querySelector('dialog')?.close()}>${this.t('close')}</button>
      </div>
      ${this.#form()}
      ${wishes.form === 'still' ? nothing : this.#options()}
      ${
        code === undefined
          ? html`<p class="message">${this.t(STILL.includes(this.panel) ? 'embed.still.none' : 'embed.still.not')}</p>`
          : html`${this.#local()}
            <h3>${this.t('embed.code')}</h3>
            <al-copyable .lab=${lab} .text=${code} .label=${this.t('embed.code')} .file=${`activation-lab-${this.panel}.html`} .wrap=${true} .lines=${40}></al-copyable>
            <h3>${this.t('embed.preview')}</h3>`
      }
      <div class="preview" tabindex="0" role="region" aria-label=${this.t('embed.preview')} ?hidden=${code === undefined}></div>
    </dialog>`;
  }

  #form(): TemplateResult {
    const { form } = this.wishes;
    return html`<div class="segments" role="group" aria-label=${this.t('embed.form')}>
        ${FORMS.map(
          (one) =>
            html`<button type="button" aria-pressed=${one === form} @click=${() => this.#wish({ form: one })}>${this.t(`embed.${one}`)}</button>`,
        )}
      </div>
      <p class="small">${this.t(`embed.${form}.about`)}</p>`;
  }

  #options(): TemplateResult {
    const { lang, theme, bare, frozen, height } = this.wishes;
    const wrong = this.typed !== undefined && heightOf(this.typed) === undefined;
    const runs = RUNNING.includes(this.panel);
    return html`<div class="fields">
      ${this.#select('embed.lang', ['ja', 'en'] as const, { ja: '日本語', en: 'English' }, lang, (one) =>
        this.#wish({ lang: one }),
      )}
      ${this.#select(
        'embed.theme',
        ['light', 'dark'] as const,
        { light: this.t('theme.light'), dark: this.t('theme.dark') },
        theme,
        (one) => this.#wish({ theme: one }),
      )}
      <label>${this.t('embed.height')}
        <input inputmode="numeric" autocomplete="off" .value=${this.typed ?? String(height)} aria-invalid=${wrong} aria-describedby="wrong"
          @input=${(event: Event) => this.#type((event.target as HTMLInputElement).value)} />
        <span id="wrong" class="wrong">${wrong ? this.t('embed.height.wrong') : ''}</span></label>
    </div>
    ${this.#check('embed.bare', bare || (frozen && runs), frozen && runs, (on) => this.#wish({ bare: on }))}
    ${runs ? this.#check('embed.frozen', frozen, false, (on) => this.#wish({ frozen: on })) : nothing}`;
  }

  #select<T extends string>(
    label: Key,
    values: readonly T[],
    names: Readonly<Record<T, string>>,
    chosen: T | undefined,
    choose: (value: T | undefined) => void,
  ): TemplateResult {
    return html`<label>${this.t(label)}
      <select @change=${(event: Event) => {
        const { value } = event.target as HTMLSelectElement;
        choose(values.find((one) => one === value));
      }}>
        <option value="" .selected=${chosen === undefined}>${this.t('embed.reader')}</option>
        ${values.map((one) => html`<option value=${one} .selected=${one === chosen}>${names[one]}</option>`)}
      </select></label>`;
  }

  #check(label: Key, checked: boolean, disabled: boolean, choose: (on: boolean) => void): TemplateResult {
    return html`<label class="check"><input type="checkbox" .checked=${checked} ?disabled=${disabled}
      @change=${(event: Event) => choose((event.target as HTMLInputElement).checked)} />${this.t(label)}</label>`;
  }

  #local(): TemplateResult | typeof nothing {
    const local = location.protocol === 'file:' || /^(localhost|127\.|\[::1\])/.test(location.hostname);
    return local ? html`<p class="small">${this.t('embed.local')}</p>` : nothing;
  }

  #wish(change: Partial<Wishes>): void {
    this.wishes = { ...this.wishes, ...change };
  }

  #type(text: string): void {
    this.typed = text;
    const height = heightOf(text);
    if (height !== undefined) this.#wish({ height });
  }

  #subject(lab: Lab): Subject {
    const { panel } = this;
    const link = new URL(linkOf(lab, groupRuns(lab.state.race.runs)).address, location.href);
    link.searchParams.delete('lang');
    link.hash = panel;
    const still = panel === 'curves' ? this.#stillCurves(lab, link.href) : this.still;
    return { panel, title: this.t(`${panel}.title`), link: link.href, still };
  }

  #stillCurves(lab: Lab, link: string): string | undefined {
    const sampler = new Sampler();
    const curves = lab.state.selected.flatMap((id) => {
      const sample = sampler.sample(lab, id, { x: [-4, 4], y: [-1.5, 2.5] });
      if (!sample) return [];
      const { f, derivative } = sample;
      return [
        {
          name: this.nameOf(id, lab.params(id)),
          color: paperColour(this, this.lineStyle(id).color),
          f,
          derivative,
          values: READ_AT.map((x) => sampler.at(lab, id, x)),
        },
      ];
    });
    if (curves.length === 0) return undefined;
    this.#curves ??= stillCurves({ i18n: this.i18n, curves, link });
    return this.#curves;
  }

  /** A new frame for each address: another `src` would be a step back for the Back button. */
  #preview(): void {
    const box = this.renderRoot.querySelector('.preview');
    if (!box || !this.lab) return;
    const subject = this.#subject(this.lab);
    const still = this.wishes.form === 'still';
    const shown = still
      ? (subject.still ?? '')
      : addressOf('embed.html', subject.link, parametersOf(subject, this.wishes));
    if (shown === this.#shown) return;
    this.#shown = shown;
    const frame = document.createElement('iframe');
    frame.title = this.t('embed.preview');
    if (still) {
      frame.setAttribute('sandbox', '');
      const scheme = getComputedStyle(this).colorScheme;
      frame.srcdoc = `<!doctype html><meta name="color-scheme" content="${scheme}"><title>${frame.title}</title>${shown}`;
    } else {
      frame.src = shown;
      // It is to be ready when the author scrolls to it.
      frame.onload = () => frame.contentWindow?.postMessage({ type: 'activation-lab:near' }, '*');
    }
    this.#frame = frame;
    box.replaceChildren(frame);
  }

  readonly #hear = ({ source, data }: MessageEvent): void => {
    const frame = this.#frame;
    if (!frame || source !== frame.contentWindow || data?.type !== 'activation-lab:resize') return;
    const height = heightOf(String(data.height));
    if (height === undefined) return;
    frame.style.height = `${height}px`;
    if (this.typed === undefined && height !== this.wishes.height) this.#wish({ height });
  };
}

function heightOf(text: string): number | undefined {
  const height = Number(text);
  return /^\d+$/.test(text.trim()) && height >= HEIGHTS.min && height <= HEIGHTS.max ? height : undefined;
}

define('al-embed-dialog', EmbedDialog);

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { type LineStyle, lineStyle } from '../charts/palette.ts';
import { factsOf } from '../core/facts.ts';
import type { Failure } from '../core/failure.ts';
import { DIALECT_NAMES, type FunctionSpec, type Parameters } from '../core/types.ts';
import { type Key, type Translator, translator } from '../i18n/index.ts';
import type { Lab } from '../state/lab.ts';
import type { State } from '../state/state.ts';
import type { PanelName } from '../state/url.ts';
import { panelStyle } from './style.ts';
import { turn } from './turn.ts';
import type { Wrong } from './view.ts';

/** Scripts of panels may bring the same element: the first one stays. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}

/** A part of the page that shows the lab's state, and shows it again when that changes. */
export abstract class LabElement extends LitElement {
  static override properties = { lab: { attribute: false } };
  static override styles = [panelStyle];

  declare lab: Lab | undefined;
  #unsubscribe: (() => void) | undefined;
  #shown: readonly unknown[] = [];
  #status: State['core']['status'] | undefined;
  #lang: State['lang'] | undefined;

  /** The parts of the state that this element shows; it renders again only when one of them is another object. */
  protected abstract parts(state: State): readonly unknown[];

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('lab')) return;
    this.#subscribe();
    // For the styles: see `bare` in style.ts.
    this.toggleAttribute('bare', this.lab?.frame.bare ?? false);
  }

  /** While the page starts and when its language changes, in a task of its own: the page comes in many short ones. */
  protected override scheduleUpdate(): undefined | Promise<unknown> {
    const status = this.lab?.state.core.status;
    const lang = this.lab?.state.lang;
    const starts = status !== this.#status && (status === 'loading' || this.#status === 'loading');
    const translated = lang !== this.#lang && this.#lang !== undefined;
    this.#status = status;
    this.#lang = lang;
    if (starts || translated) return turn().then(() => super.scheduleUpdate());
    super.scheduleUpdate();
    return undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#subscribe();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  #subscribe(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = this.lab?.store.subscribe(() => {
      const parts = this.lab ? [this.lab.state.lang, ...this.parts(this.lab.state)] : [];
      if (parts.every((part, index) => part === this.#shown[index])) return;
      this.#shown = parts;
      this.requestUpdate();
    });
  }

  get i18n(): Translator {
    return translator(this.lab?.state.lang ?? 'en');
  }

  protected t(key: Key, values?: Record<string, string | number>): string {
    return this.i18n.t(key, values);
  }

  protected get catalogue(): readonly FunctionSpec[] {
    const core = this.lab?.state.core;
    return core?.status === 'ready' ? core.catalogue : [];
  }

  protected lineStyle(id: string): LineStyle {
    return lineStyle(this.catalogue, id);
  }

  /** What the chosen framework calls a function, or that it lacks it. */
  protected apiOf(id: string): string {
    const dialect = this.lab?.state.dialect ?? 'keras2';
    const { api } = factsOf(id).names[dialect];
    return api ?? this.t('dialect.absent', { dialect: DIALECT_NAMES[dialect] });
  }

  /** `relu`, or `hard_sigmoid (slope 0.3)` where a parameter differs from its default. */
  protected nameOf(id: string, params: Parameters): string {
    const specs = this.catalogue.find((spec) => spec.id === id)?.parameters ?? [];
    const changed = specs.filter(
      ({ name, default: value }) => params[name] !== undefined && params[name] !== value,
    );
    if (changed.length === 0) return id;
    return `${id} (${changed.map(({ name }) => `${name} ${this.i18n.number(params[name] ?? 0)}`).join(', ')})`;
  }

  /** Where the facts of a function hold, unless they do at its parameters of now. */
  protected factsHold(id: string): string {
    const { at } = factsOf(id);
    if (!at) return this.lab?.state.params[id] ? this.t('facts.at_defaults') : '';
    const now = this.lab?.params(id) ?? {};
    if (Object.entries(at).every(([name, value]) => now[name] === value)) return '';
    const values = Object.entries(at).map(([name, value]) => `${name} = ${this.i18n.number(value)}`);
    return this.t('facts.at', { values: values.join(this.t('list.separator')) });
  }

  /** Above or in place of facts that could not be loaded. */
  protected factsFailure(): TemplateResult | typeof nothing {
    const { lab } = this;
    if (lab?.state.facts.status !== 'failed') return nothing;
    return this.failureMessage(lab.state.facts.failure, () => void lab.ensureFacts());
  }

  /** What a link says and cannot be used. */
  protected wrongLinks(wrong: readonly Wrong[]): TemplateResult[] {
    return wrong.map(
      ({ name, got, expected }) =>
        html`<div class="message" role="alert"><p>${this.t('field.wrong_link', { name, got: got || '–', expected })}</p></div>`,
    );
  }

  /** A failure as a sentence, with the button that tries again. */
  protected failureMessage(failure: Failure, retry?: () => void): TemplateResult {
    return html`<div class="message bad" role="alert">
      <p>${this.i18n.failure(failure)}</p>
      ${retry ? html`<div class="row"><button type="button" @click=${retry}>${this.t('retry')}</button></div>` : nothing}
    </div>`;
  }
}

export interface EmbedRequest {
  panel: PanelName;
  /** is told why the dialog did not come */
  failed: (failure: Failure) => void;
}

/** One of the figures. Alone in a frame it has no number. */
export abstract class Panel extends LabElement {
  static override properties = {
    ...LabElement.properties,
    figure: { type: Number },
    notEmbedded: { state: true },
  };

  declare figure: number | undefined;
  /** why the dialog about embedding did not come */
  declare notEmbedded: string | undefined;

  protected abstract readonly panel: PanelName;
  protected abstract body(lab: Lab): unknown;
  /** What it shows as HTML without a script, where that is made by itself and there is a result. */
  get still(): string | undefined {
    return undefined;
  }

  #begun = false;

  /** What a frozen frame runs by itself, once; false while it has to wait, to be called again. */
  protected begin(_lab: Lab): boolean {
    return true;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { lab } = this;
    if (this.#begun || !lab?.frame.frozen || lab.state.core.status !== 'ready') return;
    // Its beginning changes the state, which renders again.
    this.#begun = true;
    this.#begun = this.begin(lab);
  }

  protected get alone(): boolean {
    return this.figure === undefined;
  }

  override render(): unknown {
    const { lab } = this;
    if (!lab) return nothing;
    // Set to what it is, it would have every style below worked out again.
    if (this.lang !== lab.state.lang) this.lang = lab.state.lang;
    const { panel } = this;
    return html`<section class="panel" aria-labelledby="title">
      ${
        this.alone
          ? nothing
          : html`<div class="kicker">
              <p>${this.t('figure', { number: this.figure ?? 0 })}</p>
              <button class="link" type="button" aria-haspopup="dialog" @click=${this.#askForEmbedding}
                >${this.t('embed.open')}<span class="visually-hidden">: ${this.t(`${panel}.title`)}</span></button>
              <span role="status">${this.notEmbedded}</span>
            </div>`
      }
      <h2 id="title">${this.t(`${panel}.title`)}</h2>
      ${this.#content(lab)}
    </section>`;
  }

  /** Whoever knows the addresses of scripts opens the dialog: see parts.ts. */
  #askForEmbedding(): void {
    this.notEmbedded = '';
    const failed = (failure: Failure): void => {
      this.notEmbedded = this.i18n.failure(failure);
    };
    this.dispatchEvent(new CustomEvent<EmbedRequest>('embed', { detail: { panel: this.name, failed } }));
  }

  get name(): PanelName {
    return this.panel;
  }

  #content(lab: Lab): unknown {
    const { core } = lab.state;
    switch (core.status) {
      case 'loading':
        return this.waiting();
      case 'failed':
        return this.failureMessage(core.failure, () => location.reload());
      case 'ready':
        return html`${this.body(lab)}
          <p class="caption">${this.t(`${this.panel}.caption`)}</p>
          <details>
            <summary>${this.t('method')}</summary>
            <p>${this.t(`${this.panel}.method`)}</p>
          </details>`;
    }
  }

  /** What stands in its place until it has something to show. */
  protected waiting(): TemplateResult {
    return html`<slot name="waiting"><p class="small" style="min-height:420px">${this.t('loading')}</p></slot>`;
  }

  protected picker(folded = !this.alone): TemplateResult {
    return html`<al-picker .lab=${this.lab} .folded=${folded}></al-picker>`;
  }
}

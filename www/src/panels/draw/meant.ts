import { css, html, nothing } from 'lit';
import { define, LabElement } from '../panel.ts';
import { MOST_DRAWINGS, shelf } from './shelf.ts';
import type { Stroke } from './strokes.ts';
import { kept, MOST_POINTS } from './test-set.ts';

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);

/**
 * The reader says what the drawing was meant to be, and it is kept. Emits `drawing` (CustomEvent<Stroke[]>): the drawing
 * as it is kept.
 */
export class Meant extends LabElement {
  static override properties = {
    ...LabElement.properties,
    strokes: { attribute: false },
    answer: { attribute: false },
    able: { type: Boolean },
    message: { state: true },
  };

  declare strokes: readonly Stroke[];
  /** of the jury, where it has one */
  declare answer: number | undefined;
  /** whether there is a drawing, and the pen is up */
  declare able: boolean;
  /** why the drawing is not kept */
  declare message: 'full' | 'many' | undefined;

  static override styles = [
    ...LabElement.styles,
    css`
      .title {
        margin: 0 0 4px;
        font-size: 13px;
        color: var(--soft);
      }
      .digits {
        display: grid;
        grid-template-columns: repeat(10, minmax(0, 1fr));
        gap: 3px;
      }
      button {
        min-height: 34px;
        padding: 4px 0;
        font-size: 14px;
        font-variant-numeric: tabular-nums;
      }
      .agreed:not(:disabled) {
        border: 2px solid var(--accent);
        padding: 3px 0;
        font-weight: 600;
      }
      button[aria-pressed="true"],
      button[aria-pressed="true"]:hover {
        background: var(--accent);
        border-color: var(--accent);
        color: var(--on-accent);
        font-weight: 600;
      }
      .small {
        margin: 4px 0 0;
        min-height: 2.9em;
        line-height: 1.45;
      }
      @media (pointer: coarse) {
        button {
          min-height: 44px;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.strokes = [];
    this.answer = undefined;
    this.able = false;
    this.message = undefined;
  }

  readonly #changed = (): void => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    shelf.addEventListener('change', this.#changed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    shelf.removeEventListener('change', this.#changed);
  }

  protected override parts(): readonly unknown[] {
    return [];
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (changed.has('strokes')) this.message = undefined;
  }

  override render(): unknown {
    if (!this.lab) return nothing;
    const label = shelf.of(this.strokes)?.label;
    return html`<p class="title" id="title">${this.t('draw.meant')}</p>
      <div class="digits" role="group" aria-labelledby="title" @keydown=${this.#key}>
        ${DIGITS.map(
          (digit) => html`<button
            type="button"
            class=${digit === this.answer ? 'agreed' : ''}
            ?disabled=${!this.able}
            aria-pressed=${digit === label}
            aria-label=${this.t('draw.meant.digit', { digit })}
            @click=${() => this.say(digit)}
          >${digit}</button>`,
        )}
      </div>
      <p class="small" role="status">${this.#words(label)}</p>`;
  }

  #words(label: number | undefined): string {
    if (this.message === 'full') return this.t('draw.meant.full', { count: MOST_DRAWINGS });
    if (this.message === 'many') return this.t('draw.meant.many', { count: MOST_POINTS });
    if (label !== undefined) return this.t('draw.meant.kept', { digit: label });
    if (this.able && this.answer !== undefined) return this.t('draw.meant.agree', { digit: this.answer });
    return this.t('draw.meant.hint');
  }

  /** The jury is right. */
  agree(): void {
    if (this.answer !== undefined) this.say(this.answer);
  }

  /** Said again of the same drawing, it is a correction. */
  say(digit: number): void {
    if (!this.able) return;
    const before = shelf.of(this.strokes);
    if (before?.label === digit) return;
    const drawing = kept(digit, this.strokes);
    if ('fault' in drawing) {
      this.message = 'many';
      return;
    }
    if (before) shelf.replace(before, drawing);
    else if (shelf.add([drawing]) > 0) {
      this.message = 'full';
      return;
    }
    this.dispatchEvent(new CustomEvent('drawing', { detail: drawing.strokes }));
  }

  #key(event: KeyboardEvent): void {
    if (!/^\d$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.say(Number(event.key));
  }
}

define('al-meant', Meant);

import { css, html, nothing, svg } from 'lit';
import { type Point, pathData, simplify, type View } from '../charts/geometry.ts';
import { linear } from '../charts/scale.ts';
import type { Lab } from '../state/lab.ts';
import type { State } from '../state/state.ts';
import { type Sample, Sampler } from './curves/sampling.ts';
import { LabElement } from './panel.ts';
import { turn } from './turn.ts';

// One unit of x is as long as one of y, or the tangent's slope would not be the number.
const VIEW: View = { x: [-3.5, 3.5], y: [-1.4, 2.2] };
const [WIDTH, HEIGHT] = [420, 216];
const [sx, sy] = [linear(VIEW.x, [0, WIDTH]), linear(VIEW.y, [HEIGHT, 0])];
/** half of the tangent, in units of the drawing */
const TANGENT = 62;
const SECONDS = 7;
/** units of the drawing that a drawn line may differ from its points */
const TOLERANCE = 0.06;
/** Where the point rests if nothing may move. */
const REST = 1;

type Paths = Record<'f' | 'derivative', string>;

/** A point that wanders along the chosen functions, one after the other, with the slope there. */
export class Hero extends LabElement {
  static override properties = {
    ...LabElement.properties,
    playing: { state: true },
    turn: { state: true },
    x: { state: true },
  };

  declare playing: boolean;
  /** how many functions have been passed */
  declare turn: number;
  declare x: number;

  readonly #sampler = new Sampler();
  readonly #drawn = new WeakMap<Sample, Paths>();
  #prepared = false;
  #near = false;
  #frame = 0;
  #last: number | undefined;
  #observer: IntersectionObserver | undefined;

  static override styles = [
    ...LabElement.styles,
    css`
      :host {
        position: relative;
      }
      svg {
        display: block;
        width: 100%;
        overflow: visible;
        font: 14px var(--sans);
        font-variant-numeric: tabular-nums;
        touch-action: pan-y;
        user-select: none;
      }
      .axis {
        stroke: var(--axis);
      }
      .curve {
        fill: none;
        stroke: var(--color);
        stroke-width: 3;
        stroke-linejoin: round;
      }
      .slope {
        stroke-width: 1.5;
        stroke-dasharray: 6 4;
      }
      .others {
        opacity: 0.22;
      }
      .others .curve {
        stroke-width: 2;
      }
      .tangent {
        stroke: var(--ink);
        stroke-width: 2;
        stroke-linecap: round;
      }
      .drop {
        stroke: var(--axis);
        stroke-dasharray: 1 3;
        stroke-linecap: round;
        stroke-width: 1.5;
      }
      circle {
        fill: var(--color);
        stroke: var(--paper);
        stroke-width: 2;
      }
      text {
        fill: var(--soft);
        paint-order: stroke;
        stroke: var(--paper);
        stroke-width: 4;
        stroke-linejoin: round;
      }
      .name {
        fill: color-mix(in oklab, var(--color) 75%, var(--ink));
        font-size: 17px;
        font-weight: 700;
      }
      button {
        position: absolute;
        right: 0;
        bottom: 0;
        width: 36px;
        min-height: 36px;
        padding: 0;
        border: 0;
        color: var(--soft);
      }
      button svg {
        width: 12px;
        margin: auto;
        fill: currentColor;
      }
      @media (pointer: coarse) {
        button {
          width: 44px;
          min-height: 44px;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.playing = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.turn = 0;
    this.x = this.playing ? VIEW.x[0] : REST;
  }

  protected override parts(state: State): readonly unknown[] {
    return [state.core, state.selected, state.params, this.lab?.busy];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new IntersectionObserver(([entry]) => {
      this.#near = entry?.isIntersecting ?? false;
      this.#run();
    });
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  /** At first its lines are computed bit by bit, before they are shown. */
  protected override scheduleUpdate(): undefined | Promise<unknown> {
    const { lab } = this;
    if (this.#prepared || lab?.state.core.status !== 'ready') return super.scheduleUpdate();
    this.#prepared = true;
    return this.#prepare(lab).then(() => super.scheduleUpdate());
  }

  async #prepare(lab: Lab): Promise<void> {
    for (const id of this.#order(lab)) {
      await turn();
      this.#paths(lab, id);
    }
  }

  protected override updated(): void {
    this.#run();
  }

  /**
   * Frames are asked for only while there is something to be seen, and while nothing is trained: they would take the time of
   * that, and of the reader's taps.
   */
  #run(): void {
    const { lab } = this;
    const wanted = this.playing && this.#near && lab?.state.core.status === 'ready' && !lab.busy;
    if (!wanted) {
      cancelAnimationFrame(this.#frame);
      this.#frame = 0;
      this.#last = undefined;
    } else if (this.#frame === 0) {
      this.#frame = requestAnimationFrame((now) => {
        this.#frame = 0;
        this.#move(now);
      });
    }
  }

  #move(now: number): void {
    const [from, to] = VIEW.x;
    // After a tab was hidden the point goes on from where it was.
    const seconds = Math.min(0.1, (now - (this.#last ?? now)) / 1000);
    this.#last = now;
    this.x += ((to - from) * seconds) / SECONDS;
    if (this.x > to) {
      this.x = from;
      this.turn += 1;
    }
    this.#run();
  }

  override render(): unknown {
    const { lab } = this;
    if (lab?.state.core.status !== 'ready') return nothing;
    const order = this.#order(lab);
    const id = order[this.turn % order.length] ?? '';
    return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${this.t('hero.label', { id })}
        @pointermove=${this.#point} @pointerdown=${this.#point}>
        <clipPath id="clip"><rect width=${WIDTH} height=${HEIGHT} /></clipPath>
        <line class="axis" x1="0" x2=${WIDTH} y1=${sy(0)} y2=${sy(0)} />
        <line class="axis" x1=${sx(0)} x2=${sx(0)} y1="0" y2=${HEIGHT} />
        <text x=${WIDTH} y=${sy(0) + 18} text-anchor="end">x</text>
        <g clip-path="url(#clip)">
          <g class="others">${order.filter((other) => other !== id).map((other) => this.#curve(lab, other, 'f'))}</g>
          ${this.#curve(lab, id, 'derivative')} ${this.#curve(lab, id, 'f')}
        </g>
        ${this.#readout(lab, id)}
      </svg>
      <button type="button" aria-label=${this.t(this.playing ? 'hero.pause' : 'hero.play')} @click=${this.#toggle}>
        <svg viewBox="0 0 12 12" aria-hidden="true"><path d=${this.playing ? 'M1 0h3.5v12H1zM7.5 0H11v12H7.5z' : 'M1 0 12 6 1 12z'} /></svg>
      </button>`;
  }

  #order(lab: Lab): string[] {
    const ids = lab.state.selected.length > 0 ? lab.state.selected : lab.defaultSelection;
    return [...ids].sort((a, b) => place(a) - place(b));
  }

  #paths(lab: Lab, id: string): Paths | undefined {
    const sample = this.#sampler.sample(lab, id, VIEW);
    if (!sample) return undefined;
    const path = (points: readonly Point[]): string => {
      const seen = points.map(([x, y]): Point => [sx(x), Math.max(-HEIGHT, Math.min(2 * HEIGHT, sy(y)))]);
      return pathData(simplify(seen, TOLERANCE));
    };
    const paths = this.#drawn.get(sample) ?? { f: path(sample.f), derivative: path(sample.derivative) };
    this.#drawn.set(sample, paths);
    return paths;
  }

  #curve(lab: Lab, id: string, line: keyof Paths) {
    const paths = this.#paths(lab, id);
    if (!paths) return nothing;
    return svg`<path class=${line === 'f' ? 'curve' : 'curve slope'} style="--color:${this.lineStyle(id).color}" d=${paths[line]} />`;
  }

  #readout(lab: Lab, id: string) {
    const { f, df } = this.#sampler.at(lab, id, this.x);
    const [x, y, slopeY] = [sx(this.x), sy(f), sy(df)];
    const length = Math.hypot(1, df);
    const [dx, dy] = [TANGENT / length, (TANGENT * df) / length];
    const number = (value: number): string => this.i18n.number(value, 2, 2);
    const seen = y >= 0 && y <= HEIGHT;
    const apart = Math.abs(y - slopeY) > 22;
    return svg`<g style="--color:${this.lineStyle(id).color}">
      <line class="drop" x1=${x} x2=${x} y1=${seen ? y : 0} y2=${slopeY} />
      ${
        seen
          ? svg`<line class="tangent" x1=${x - dx} x2=${x + dx} y1=${y + dy} y2=${y - dy} />
            <circle r="6" cx=${x} cy=${y} />`
          : nothing
      }
      <circle r="4.5" cx=${x} cy=${slopeY} />
      ${apart ? svg`<text x=${x + 9} y=${slopeY} dy=${slopeY < y ? -6 : 16}>f′</text>` : nothing}
      <text class="name" x="0" y="16">${id}</text>
      <text x="0" y="37">f′(${number(this.x)}) = ${number(df)}</text>
    </g>`;
  }

  /** The reader's own hand: it stays where they leave it. */
  #point(event: PointerEvent): void {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const [from, to] = VIEW.x;
    this.playing = false;
    this.x = Math.min(to, Math.max(from, sx.invert(((event.clientX - box.left) * WIDTH) / box.width)));
  }

  #toggle(): void {
    this.playing = !this.playing;
  }
}

/** The one whose slope changes most comes first; a straight line is what the others are bent from, and no beginning. */
function place(id: string): number {
  return id === 'tanh' ? 0 : id === 'linear' ? 2 : 1;
}

customElements.define('al-hero', Hero);

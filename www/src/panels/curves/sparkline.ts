import { css, html, nothing, svg } from 'lit';
import { pathData } from '../../charts/geometry.ts';
import type { State } from '../../state/state.ts';
import { define, LabElement } from '../panel.ts';

const [WIDTH, HEIGHT] = [104, 66];
/** Of what is shown; y from `LOW` on, on the same scale. */
const [REACH, LOW] = [4, -1.6];
const SCALE = WIDTH / (2 * REACH);
const X = Float32Array.from({ length: 105 }, (_, index) => (index / 52 - 1) * REACH);

/** The curves of some functions, small, beside a text that describes them. */
export class Sparkline extends LabElement {
  static override properties = { ...LabElement.properties, of: {} };

  /** ids, between spaces */
  declare of: string;

  static override styles = [
    css`
    :host {
      display: block;
      width: ${WIDTH}px;
      height: ${HEIGHT}px;
    }
    svg {
      display: block;
    }
    path {
      fill: none;
      stroke: var(--hairline);
    }
    .curve {
      stroke: var(--color);
      stroke-width: 2;
    }
  `,
  ];

  constructor() {
    super();
    this.of = '';
  }

  protected override parts({ core, params }: State): readonly unknown[] {
    return [core, params];
  }

  override render(): unknown {
    const { lab } = this;
    if (lab?.state.core.status !== 'ready') return nothing;
    const zero = HEIGHT + LOW * SCALE;
    const curves = this.of.split(' ').map((id) => {
      const curve = lab.guard((core) => core.evaluate(id, lab.params(id), X));
      const points = [...X].map(
        (x, index) => [(x + REACH) * SCALE, zero - (curve?.y[index] ?? 0) * SCALE] as const,
      );
      const { color, dash } = this.lineStyle(id);
      return svg`<path class="curve" style="--color:${color}" stroke-dasharray=${dash || nothing} d=${pathData(points)} />`;
    });
    return html`<svg width=${WIDTH} height=${HEIGHT} viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
      <path d="M0,${zero}H${WIDTH}M${WIDTH / 2},0V${HEIGHT}" />${curves}
    </svg>`;
  }
}

define('al-sparkline', Sparkline);

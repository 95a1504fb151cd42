import { html, nothing, type TemplateResult } from 'lit';
import type { StripMark, StripScale } from '../../charts/strip-chart.ts';
import { toFailure } from '../../core/failure.ts';
import type { Lab } from '../../state/lab.ts';
import type { LaterState, State } from '../../state/state.ts';
import { define, Panel } from '../panel.ts';
import { FIRST, nameOf, specOfTarget, type Target, targetsOf } from './axes.ts';
import { type Choice, parseChoice, textsOf, usualRange } from './choice.ts';
import { type Default, defaultsOf } from './defaults.ts';
import './form.ts';
import './map.ts';
import './strip.ts';
import './run.ts';
import { isComplete } from './points.ts';
import { tuningStyle } from './style.ts';
import { Sweeper } from './sweeper.ts';
import { gridOf, isFailure, judge, measuredOf } from './sweeping.ts';

/** Ways to a parameter's value, each an element of its own beside the sweep. */
const WAYS = ['hand', 'sweep', 'gradient', 'search'] as const;
type Way = (typeof WAYS)[number];

/** A parameter's best value: by hand, by sweep, by gradient, by search, on one axis. */
export class TuningPanel extends Panel {
  static override properties = {
    ...Panel.properties,
    way: { state: true },
    usable: { state: true },
    planner: { state: true },
    tick: { state: true },
    overlays: { state: true },
    scale: { state: true },
  };

  declare way: Way;
  /** all fields hold what can be used */
  declare usable: boolean;
  /** grows as networks are trained */
  declare tick: number;
  /** what the ways put on the axis */
  declare overlays: Readonly<Partial<Record<Way, readonly StripMark[]>>>;
  declare scale: StripScale | undefined;
  /** what says which values to try: a module of its own */
  declare planner: LaterState;
  #sweeper: Sweeper | undefined;

  static override styles = [...Panel.styles, tuningStyle];

  protected readonly panel = 'tuning' as const;

  constructor() {
    super();
    this.way = 'sweep';
    this.usable = true;
    this.planner = { status: 'absent' };
    this.tick = 0;
    this.overlays = {};
    this.scale = undefined;
  }

  protected override parts(state: State): readonly unknown[] {
    const { core, facts, sweep, settings, seeds, preset, images, learning, selected, params, dialect } =
      state;
    const { race, timing, aside, data } = state;
    const waits = race.phase !== 'idle' || timing.active !== undefined || aside;
    return [
      core,
      facts,
      sweep,
      settings,
      seeds,
      preset,
      images,
      learning,
      selected,
      params,
      dialect,
      waits,
      data,
    ];
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (changed.has('lab')) void this.lab?.ensureFacts();
    if (this.lab?.core && this.planner.status === 'absent') void this.#load(this.lab);
  }

  protected override body(lab: Lab): unknown {
    const { planner } = this;
    if (planner.status === 'failed') return this.failureMessage(planner.failure, () => void this.#load(lab));
    if (lab.state.facts.status === 'failed') return this.factsFailure();
    if (lab.state.facts.status !== 'ready' || planner.status !== 'ready')
      return html`<p class="small waiting">${this.t('loading')}</p>`;
    const { choice, wrong } = parseChoice(lab.state.sweep, this.catalogue);
    if (!choice) return nothing;
    this.#sweeper ??= new Sweeper(lab, () => {
      this.tick += 1;
    });
    const target = choice.x.kind === 'parameter' ? choice.x.target : undefined;
    const ways = WAYS.filter((way) => way === 'sweep' || customElements.get(`al-tuning-${way}`));
    // The functions of a map are chosen below.
    return html`${target || this.way !== 'sweep' ? this.#targets(lab, choice) : nothing}
      ${this.wrongLinks(wrong)}
      ${
        ways.length > 1
          ? html`<div class="segments tabs optional" role="group" aria-label=${this.t('tuning.ways')}>
              ${ways.map(
                (way) =>
                  html`<button type="button" aria-pressed=${way === this.way} @click=${() => {
                    this.way = way;
                  }}>${this.t(`tuning.way.${way}`)}</button>`,
              )}
            </div>`
          : nothing
      }
      <al-tuning-hand ?hidden=${this.way !== 'hand'} .lab=${lab} .target=${target} @overlay=${this.#overlaid('hand')}></al-tuning-hand>
      ${this.#gradient(lab, choice, this.#sweeper)}
      <al-tuning-search ?hidden=${this.way !== 'search'} .lab=${lab} .target=${target}></al-tuning-search>
      ${this.way === 'search' ? nothing : this.#sweep(lab, choice, this.#sweeper)}`;
  }

  async #load(lab: Lab): Promise<void> {
    this.planner = { status: 'loading' };
    try {
      await lab.core?.loadPlanner();
      this.planner = { status: 'ready' };
    } catch (thrown) {
      this.planner = { status: 'failed', failure: toFailure(thrown) };
    }
  }

  #targets(lab: Lab, choice: Choice): TemplateResult {
    const targets = targetsOf(this.catalogue);
    const chosen = choice.x.kind === 'parameter' ? nameOf(choice.x.target) : '';
    const busy = this.#sweeper?.phase !== undefined && this.#sweeper.phase !== 'idle';
    const choose = (target: Target): void => {
      const points = choice.x.kind === 'parameter' ? choice.x.range.points : undefined;
      const x = { kind: 'parameter', target, range: usualRange(target, this.catalogue, points) } as const;
      lab.store.dispatch({ type: 'sweep', sweep: textsOf({ ...choice, x }) });
    };
    const chips = FIRST.flatMap((id) => targets.find(({ activation }) => activation === id) ?? []);
    return html`<div class="chips optional" role="group" aria-label=${this.t('tuning.target')}>
      ${chips.map(
        (
          target,
        ) => html`<button class="chip" type="button" ?disabled=${busy} aria-pressed=${nameOf(target) === chosen}
          style="--color:${this.lineStyle(target.activation).color}" @click=${() => choose(target)}>${target.activation}</button>`,
      )}
      <select aria-label=${this.t('tuning.target')} ?disabled=${busy} @change=${(event: Event) => {
        const target = targets[(event.target as HTMLSelectElement).selectedIndex];
        if (target) choose(target);
      }}>
        ${targets.map(
          (target) =>
            html`<option .selected=${nameOf(target) === chosen}>${target.activation} · ${target.parameter}</option>`,
        )}
      </select>
    </div>`;
  }

  #overlaid(way: Way) {
    return ({ detail }: CustomEvent<readonly StripMark[]>): void => {
      this.overlays = { ...this.overlays, [way]: detail };
    };
  }

  /** Beside what a sweep has found so far. */
  #gradient(lab: Lab, choice: Choice, sweeper: Sweeper): TemplateResult {
    const { x } = choice;
    const strip = x.kind === 'parameter' ? x : undefined;
    const grid = strip && gridOf(lab, choice);
    const values = grid && !isFailure(grid) ? measuredOf(lab, sweeper, choice, grid.cells) : [];
    // One value, or one seed, tells nothing of the others.
    const known = choice.seeds > 1 && values.filter(isComplete).length > 1;
    const judged = strip && known ? judge(lab, strip.range, values) : undefined;
    const verdict = isFailure(judged) ? undefined : judged;
    return html`<al-tuning-gradient ?hidden=${this.way !== 'gradient'} .lab=${lab} .target=${strip?.target}
      .axis=${strip?.range} .defaults=${this.#defaults(choice)} .regions=${verdict?.regions ?? []}
      .best=${values[verdict?.best ?? -1]?.value} @overlay=${this.#overlaid('gradient')}></al-tuning-gradient>`;
  }

  #sweep(lab: Lab, choice: Choice, sweeper: Sweeper): TemplateResult {
    const grid = gridOf(lab, choice);
    if (isFailure(grid))
      return html`${this.#form(choice, sweeper)}
        <div class="message bad" role="alert"><p>${this.i18n.failure(grid)}</p></div>`;
    const defaults = this.#defaults(choice);
    const marks = [...(this.overlays.hand ?? []), ...(this.overlays.gradient ?? [])];
    return html`${
      this.way === 'sweep'
        ? html`${this.#form(choice, sweeper)} ${choice.x.kind === 'functions' ? this.picker() : nothing}
            <al-sweep-run .lab=${lab} .choice=${choice} .sweeper=${sweeper} .cells=${grid.cells} .defaults=${defaults}
              .usable=${this.usable} .tick=${this.tick}></al-sweep-run>`
        : nothing
    }
      ${
        choice.y
          ? this.way === 'sweep'
            ? html`<al-sweep-map .lab=${lab} .choice=${choice} .sweeper=${sweeper} .cells=${grid.cells} .columns=${grid.columns}
                .tick=${this.tick}></al-sweep-map>`
            : nothing
          : html`<al-sweep-strip .lab=${lab} .choice=${choice} .sweeper=${sweeper} .grid=${grid.cells} .defaults=${defaults}
              .overlay=${marks} .tick=${this.tick} @scale=${({ detail }: CustomEvent<StripScale>) => {
                this.scale = detail;
              }}></al-sweep-strip>`
      }`;
  }

  #defaults(choice: Choice): Default[] {
    const { x } = choice;
    const spec = x.kind === 'parameter' ? specOfTarget(this.catalogue, x.target) : undefined;
    if (x.kind !== 'parameter' || !spec) return [];
    return defaultsOf(x.target, spec.default, {
      layer: this.t('tuning.layer'),
      function: this.t('tuning.function'),
      separator: this.t('list.separator'),
    });
  }

  #form(choice: Choice, { phase }: Sweeper): TemplateResult {
    return html`<al-sweep-form .lab=${this.lab} .choice=${choice} ?disabled=${phase !== 'idle'}
      @usable=${({ detail }: CustomEvent<boolean>) => {
        this.usable = detail;
      }}></al-sweep-form>`;
  }
}

define('al-tuning', TuningPanel);

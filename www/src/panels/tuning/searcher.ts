// The search that is under way, or has ended.

import { type Failure, toFailure } from '../../core/failure.ts';
import type { Axis, TrainConfig } from '../../core/types.ts';
import { workOf } from '../../state/estimate.ts';
import type { Lab } from '../../state/lab.ts';
import type { Images } from '../../state/settings.ts';
import { secondsLeft } from '../../state/state.ts';
import { usualAxis } from './axes.ts';
import { expectedRuns, makePlan, type Plan, type Space, type Wanted } from './search-plan.ts';
import { SearchRun } from './search-run.ts';
import { asked, isFailure } from './sweeping.ts';

/** How often the owner is told of progress. */
const SHOWN_MS = 200;
/** Values to draw from along an axis. */
const VALUES = 99;
/** Learning rates are drawn from so many times less to so many times more than the present one. */
const REACH = 10;

export type SearchPhase = 'idle' | 'preparing' | 'running' | 'paused';

export class Searcher {
  readonly #lab: Lab;
  readonly #changed: () => void;
  #run: SearchRun | undefined;
  #phase: SearchPhase = 'idle';
  #failure: Failure | undefined;
  #ended: 'done' | 'cancelled' | undefined;
  #fraction = 0;
  /** ms without pauses, until `#since` */
  #elapsed = 0;
  #since = 0;
  #told = 0;

  constructor(lab: Lab, changed: () => void) {
    this.#lab = lab;
    this.#changed = changed;
  }

  get run(): SearchRun | undefined {
    return this.#run;
  }

  get phase(): SearchPhase {
    return this.#phase;
  }

  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** How the last one ended. */
  get ended(): 'done' | 'cancelled' | undefined {
    return this.#ended;
  }

  /** 0 … 1, of the work of all rungs and the final */
  get fraction(): number {
    return this.#fraction;
  }

  get secondsLeft(): number | undefined {
    return secondsLeft(this.#fraction, this.#elapsed + this.#running());
  }

  plan({ seed, size, scope }: Wanted): Plan {
    const { state } = this.#lab;
    const catalogue = state.core.status === 'ready' ? state.core.catalogue : [];
    const { settings, selected } = state;
    const functions = catalogue
      .filter(({ id }) => scope === 'all' || selected.includes(id))
      .map(({ id, parameters }) => {
        const { activation, params, learn } = this.#lab.config(id);
        const values = parameters.map((spec) => {
          const axis = usualAxis({ activation: id, parameter: spec.name }, spec);
          return [spec.name, this.#values(axis)] as const;
        });
        return { activation, params, learn, values: Object.fromEntries(values) };
      });
    const { learning_rate: rate } = settings;
    const axis = { min: rate / REACH, max: rate * REACH, scale: 'log' } as const;
    const space: Space = { functions, learning_rates: this.#values(axis), settings };
    return makePlan(space, seed, size);
  }

  /** None where the core finds none: the value of now is taken then. */
  #values(axis: Axis): readonly number[] {
    const values = asked(this.#lab, (core) => core.tuneGrid(axis, VALUES));
    return isFailure(values) ? [] : values;
  }

  async start(plan: Plan, images: Images): Promise<void> {
    const run = new SearchRun(plan);
    this.#run = run;
    this.#failure = this.#ended = undefined;
    this.#phase = 'preparing';
    [this.#fraction, this.#elapsed] = [0, 0];
    this.#since = performance.now();
    const work = (configs: readonly TrainConfig[]): number =>
      configs.reduce((sum, config) => sum + workOf(config, images).training, 0);
    const ahead = expectedRuns(plan).map(work);
    let begun = 0;
    const next = (): TrainConfig[] => {
      const configs = run.next();
      begun += work(configs);
      ahead.shift();
      this.#tell();
      return configs;
    };
    try {
      await this.#lab.experiment(
        next(),
        (fraction) => {
          if (this.#phase === 'preparing') this.#begin();
          this.#fraction = (fraction * begun) / (begun + ahead.reduce((sum, one) => sum + one, 0));
          if (performance.now() - this.#told > SHOWN_MS) this.#tell();
        },
        images,
        {
          outcome: (outcome) => run.take(outcome),
          further: next,
          judge: (config) => run.judge(config),
        },
      );
      this.#ended = 'done';
      this.#failure = run.lost;
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (failure.code === 'cancelled') this.#ended = 'cancelled';
      else this.#failure = failure;
    }
    this.#phase = 'idle';
    this.#tell();
  }

  pause(): void {
    if (this.#phase !== 'running') return;
    this.#elapsed += this.#running();
    this.#phase = 'paused';
    this.#lab.pauseAside();
    this.#tell();
  }

  resume(): void {
    if (this.#phase !== 'paused') return;
    this.#begin();
    this.#lab.resumeAside();
    this.#tell();
  }

  cancel(): void {
    if (this.#phase !== 'idle') this.#lab.cancelAside();
  }

  #begin(): void {
    this.#since = performance.now();
    this.#phase = 'running';
  }

  #running(): number {
    return this.#phase === 'running' ? performance.now() - this.#since : 0;
  }

  #tell(): void {
    this.#told = performance.now();
    this.#changed();
  }
}

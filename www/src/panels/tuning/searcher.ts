// The search that is under way, or has ended.

import { toFailure } from '../../core/failure.ts';
import type { Axis, TrainConfig } from '../../core/types.ts';
import { workOf } from '../../state/estimate.ts';
import type { Images } from '../../state/settings.ts';
import { Undertaking } from '../undertaking.ts';
import { usualAxis } from './axes.ts';
import { ratesAround } from './choice.ts';
import { expectedRuns, makePlan, type Plan, type Space, type Wanted } from './search-plan.ts';
import { SearchRun } from './search-run.ts';
import { asked, isFailure } from './sweeping.ts';

/** Values to draw from along an axis. */
const VALUES = 99;

export class Searcher extends Undertaking {
  #run: SearchRun | undefined;
  #ended: 'done' | 'cancelled' | undefined;

  get run(): SearchRun | undefined {
    return this.#run;
  }

  /** How the last one ended. */
  get ended(): 'done' | 'cancelled' | undefined {
    return this.#ended;
  }

  plan({ seed, size, scope }: Wanted): Plan {
    const { state } = this.lab;
    const catalogue = state.core.status === 'ready' ? state.core.catalogue : [];
    const { settings, selected } = state;
    const functions = catalogue
      .filter(({ id }) => scope === 'all' || selected.includes(id))
      .map(({ id, parameters }) => {
        const { activation, params, learn } = this.lab.config(id);
        const values = parameters.map((spec) => {
          const axis = usualAxis({ activation: id, parameter: spec.name }, spec);
          return [spec.name, this.#values(axis)] as const;
        });
        return { activation, params, learn, values: Object.fromEntries(values) };
      });
    const learning_rates = this.#values(ratesAround(settings.learning_rate));
    const space: Space = { functions, learning_rates, settings };
    return makePlan(space, seed, size);
  }

  /** None where the core finds none: the value of now is taken then. */
  #values(axis: Axis): readonly number[] {
    const values = asked(this.lab, (core) => core.tuneGrid(axis, VALUES));
    return isFailure(values) ? [] : values;
  }

  async start(plan: Plan, images: Images): Promise<void> {
    const run = new SearchRun(plan);
    this.#run = run;
    this.#ended = undefined;
    this.prepare();
    const work = (configs: readonly TrainConfig[]): number =>
      configs.reduce((sum, config) => sum + workOf(config, images).training, 0);
    const ahead = expectedRuns(plan).map(work);
    let begun = 0;
    const next = (): TrainConfig[] => {
      const configs = run.next();
      begun += work(configs);
      ahead.shift();
      this.tell();
      return configs;
    };
    try {
      await this.lab.experiment(
        next(),
        (fraction) => this.progress((fraction * begun) / (begun + ahead.reduce((sum, one) => sum + one, 0))),
        images,
        {
          outcome: (outcome) => run.take(outcome),
          further: next,
          judge: (config) => run.judge(config),
        },
      );
      this.#ended = 'done';
      this.failure = run.lost;
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (failure.code === 'cancelled') this.#ended = 'cancelled';
      else this.failure = failure;
    }
    this.end();
  }
}

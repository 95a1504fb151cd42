// Networks whose units are looked at while they train, and all that was seen of them.

import { toFailure } from '../../core/failure.ts';
import type { TrainConfig } from '../../core/types.ts';
import type { Outcome } from '../../state/aside.ts';
import type { WatchedUnits } from '../../worker/protocol.ts';
import { Undertaking } from '../undertaking.ts';
import { AFTER_STEPS, PARTS } from './view.ts';

export interface Life {
  config: TrainConfig;
  reach: number;
  looks: readonly WatchedUnits[];
  /** once it has ended */
  end: Outcome | undefined;
}

/** All looks of a network may take some megabytes. */
const KEPT = 6;

export class Lives extends Undertaking {
  /** the latest last: what was trained once comes to the same again */
  readonly #lives = new Map<string, Life>();

  of(config: TrainConfig, reach: number): Life | undefined {
    return this.#lives.get(JSON.stringify([config, reach]));
  }

  /** Trains those that have not ended yet. */
  async train(configs: readonly TrainConfig[], reach: number): Promise<void> {
    const keys = new Map(configs.map((config) => [JSON.stringify(config), config]));
    const missing = [...keys.values()].filter((config) => !this.of(config, reach)?.end);
    if (missing.length === 0) return;
    this.prepare();
    for (const config of missing) this.#keep({ config, reach, looks: [], end: undefined });
    try {
      await this.lab.experiment(missing, (fraction) => this.progress(fraction), 'subset', {
        watch: () => ({ units: { parts: PARTS, reach, after_steps: AFTER_STEPS } }),
        watched: (config, { units }) => this.#change(config, reach, (life) => withLooks(life, units)),
        outcome: (end) => this.#end(end, reach),
      });
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (failure.code !== 'cancelled') this.failure = failure;
    }
    // A life that broke off can be had again from its start alone.
    for (const config of missing)
      if (!this.of(config, reach)?.end) this.#lives.delete(JSON.stringify([config, reach]));
    this.end();
  }

  /** A network that diverged is a result; one that was lost may be trained again. */
  #end(end: Outcome, reach: number): void {
    const { config, outcome } = end;
    if ('code' in outcome && outcome.code !== 'diverged') this.failure = outcome;
    else this.#change(config, reach, (life) => ({ ...life, end }));
  }

  #change(config: TrainConfig, reach: number, change: (life: Life) => Life): void {
    const life = this.of(config, reach);
    if (!life) return;
    this.#lives.set(JSON.stringify([config, reach]), change(life));
    this.tell();
  }

  #keep(life: Life): void {
    const key = JSON.stringify([life.config, life.reach]);
    this.#lives.delete(key);
    this.#lives.set(key, life);
    for (const oldest of this.#lives.keys()) {
      if (this.#lives.size <= KEPT) break;
      this.#lives.delete(oldest);
    }
  }
}

/** In order of their steps, each once. */
export function withLooks(life: Life, units: readonly WatchedUnits[]): Life {
  const last = life.looks.at(-1)?.step ?? -1;
  const later = units.filter(({ step }) => step > last);
  return later.length > 0 ? { ...life, looks: [...life.looks, ...later] } : life;
}

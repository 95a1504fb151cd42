// Who answers a drawing: the networks of the race, or else those that come with the page.

import type { Core, Model } from '../core/core.ts';
import { fetchBytes } from '../core/data.ts';
import { FailureError, toFailure } from '../core/failure.ts';
import type { TrainConfig } from '../core/types.ts';
import { type Action, inCatalogueOrder } from './reduce.ts';
import type { State } from './state.ts';
import type { Store } from './store.ts';

export interface Juror {
  /** of its run; below 0 where it came with the page */
  id: number;
  config: TrainConfig;
  model: Model;
  /** trained before at the default settings */
  shipped?: true;
}

export interface Prediction {
  juror: Juror;
  /** of the ten digits */
  probabilities: Float32Array;
}

/** What a jury needs of the lab. */
export interface JuryHost {
  readonly store: Store<State, Action>;
  readonly core: Core | undefined;
  /** the network of a finished run, where it was kept */
  model(run: number): Model | undefined;
  guard<T>(call: (core: Core) => T): T | undefined;
}

export class Jury {
  readonly #host: JuryHost;
  /** by function */
  readonly #urls: Readonly<Record<string, string>>;
  #shipped: readonly Juror[] = [];
  #trained: readonly Juror[] = [];
  #runs: State['race']['runs'] = [];

  constructor(host: JuryHost, urls: Readonly<Record<string, string>>) {
    this.#host = host;
    this.#urls = urls;
  }

  /** The same array while they are the same. */
  jurors(): readonly Juror[] {
    const { runs } = this.#host.store.state.race;
    if (runs !== this.#runs) {
      this.#runs = runs;
      const trained = runs.flatMap(({ id, config }): Juror[] => {
        const model = this.#host.model(id);
        return model ? [{ id, config, model }] : [];
      });
      const same =
        trained.length === this.#trained.length &&
        trained.every(({ model }, index) => model === this.#trained[index]?.model);
      if (!same) this.#trained = trained;
    }
    return this.#trained.length > 0 ? this.#trained : this.#shipped;
  }

  /** What each makes of a 28×28 picture. */
  predict(image: Uint8Array): Prediction[] {
    return this.jurors().flatMap((juror) => {
      const probabilities = this.#host.guard(() => juror.model.predict(image));
      return probabilities ? [{ juror, probabilities }] : [];
    });
  }

  /** Fetches the networks that come with the page unless they are there; after a failure, again. */
  async ensureShipped(): Promise<void> {
    const { store, core } = this.#host;
    const { status } = store.state.shipped;
    if (!core || status === 'loading' || status === 'ready') return;
    store.dispatch({ type: 'shipped', shipped: { status: 'loading' } });
    try {
      const ids = inCatalogueOrder(store.state.core, Object.keys(this.#urls));
      this.#shipped = await Promise.all(ids.map((id, index) => this.#load(core, id, -1 - index)));
      store.dispatch({ type: 'shipped', shipped: { status: 'ready' } });
    } catch (thrown) {
      store.dispatch({ type: 'shipped', shipped: { status: 'failed', failure: toFailure(thrown) } });
    }
  }

  async #load(core: Core, activation: string, id: number): Promise<Juror> {
    const [preset] = core.presets;
    const url = this.#urls[activation];
    if (!preset || url === undefined) throw new FailureError('internal', activation);
    const bytes = await fetchBytes(url);
    // A transfer that broke off may end within a number.
    const weights = new Float32Array(bytes.buffer, 0, Math.floor(bytes.length / 4));
    const config = { ...preset.config, activation };
    return { id, config, model: core.model(config, SIDE, weights), shipped: true };
  }
}

/** of the pictures of the networks that come with the page */
const SIDE = 14;

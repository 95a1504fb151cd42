// The networks of a function that are there: of the race, or those that come with the page.

import { DIALECTS, type Parameters } from '../../core/types.ts';
import { keyOf } from '../../state/groups.ts';
import type { Lab } from '../../state/lab.ts';
import type { Weighed } from './hand-models.ts';

/** Networks of more seeds are not asked: a line is there sooner, and says the same. */
const SEEDS = 5;

export class Networks {
  /** by juror */
  readonly #known = new Map<number, Weighed>();
  #last: readonly Weighed[] = [];

  /** Those that were trained alike; the same array while they are the same. */
  of(lab: Lab, activation: string): readonly Weighed[] {
    const own = lab.jurors().filter(({ config }) => config.activation === activation && !config.layers);
    const kind = ({ params, learn }: (typeof own)[number]['config']): string => keyOf({ params, learn });
    const first = own[0] && kind(own[0].config);
    const alike = own.filter(({ config }) => kind(config) === first).slice(0, SEEDS);
    for (const id of this.#known.keys()) if (!alike.some((juror) => juror.id === id)) this.#known.delete(id);
    const networks = alike.map(({ id, config, model }): Weighed => {
      const weighed = this.#known.get(id) ?? {
        config: { ...config, params: { ...coreDefaults(lab, activation), ...config.params } },
        inputSide: model.inputSide,
        weights: model.weights(),
      };
      this.#known.set(id, weighed);
      return weighed;
    });
    const same =
      networks.length === this.#last.length && networks.every((one, index) => one === this.#last[index]);
    if (!same) this.#last = networks;
    return this.#last;
  }
}

/** What the core takes where a configuration tells no value, whatever the chosen framework does. */
function coreDefaults(lab: Lab, activation: string): Parameters {
  const catalogue = lab.guard((core) => core.catalogue(DIALECTS[0])) ?? [];
  const spec = catalogue.find(({ id }) => id === activation);
  return Object.fromEntries(spec?.parameters.map(({ name, default: value }) => [name, value]) ?? []);
}

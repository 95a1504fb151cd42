// The link that holds a race: its settings, and what they came to.

import type { TrainConfig } from '../../core/types.ts';
import { experimentOf, type Group, keyOf } from '../../state/groups.ts';
import type { Lab } from '../../state/lab.ts';
import { SHOWING, toSearch } from '../../state/url.ts';
import { digestOf } from './digest.ts';

/** What the present settings would train. */
export function experimentNow(lab: Lab): TrainConfig[] {
  const { selected, settings, seeds } = lab.state;
  const functions = selected.map((activation) => ({
    activation,
    params: lab.params(activation),
    learn: lab.learn(activation),
  }));
  return experimentOf(functions, settings, seeds);
}

/** Keys of configurations, by function. */
export function keysByFunction(configs: readonly TrainConfig[]): Map<string, string> {
  const keys = new Map<string, string[]>();
  for (const config of configs) {
    const known = keys.get(config.activation) ?? [];
    known.push(keyOf(config));
    keys.set(config.activation, known);
  }
  return new Map([...keys].map(([id, list]) => [id, list.sort().join()]));
}

const trainedHere = (groups: readonly Group[]): Group[] =>
  groups.filter(({ runs }) => runs.some(({ loaded }) => !loaded));

/** Whether the present settings are those of the race. */
export function isOfNow(lab: Lab, groups: readonly Group[]): boolean {
  const { race, images } = lab.state;
  const now = keysByFunction(experimentNow(lab));
  const raced = keysByFunction(trainedHere(groups).flatMap(({ runs }) => runs.map(({ config }) => config)));
  return (
    race.images === images &&
    now.size === raced.size &&
    [...now].every(([id, keys]) => raced.get(id) === keys)
  );
}

/** The address of the race; `digests` tells whether it carries what the race came to. */
export function linkOf(lab: Lab, groups: readonly Group[]): { address: string; digests: boolean } {
  const { state } = lab;
  const catalogue = state.core.status === 'ready' ? state.core.catalogue : [];
  const query = new URLSearchParams(
    toSearch(location.search, { ...state, bits: undefined }, catalogue, lab.defaultSelection, {
      lang: state.lang,
    }),
  );
  const digests = state.selected.map((id) => {
    const group = trainedHere(groups).find(({ activation }) => activation === id);
    return (group && digestOf(group)) ?? '-';
  });
  const known = isOfNow(lab, groups) && digests.some((digest) => digest !== '-');
  if (known) query.set('bits', digests.join());
  // From a frame it leads to the page.
  for (const name of SHOWING) if (name !== 'lang' && name !== 'theme') query.delete(name);
  const search = query.toString().replaceAll('%2C', ',');
  const path = location.pathname.replace(/embed\.html$/, 'index.html');
  const address = `${location.origin === 'null' ? '' : location.origin}${path}${search ? `?${search}` : ''}`;
  return { address, digests: known };
}

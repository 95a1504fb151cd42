// Whether the race came to the same bits as that of the link's author.

import type { Key, Values } from '../../i18n/index.ts';
import type { Group } from '../../state/groups.ts';
import type { Lab } from '../../state/lab.ts';
import { compareDigests } from './digest.ts';
import { experimentNow, keysByFunction } from './link.ts';

/** What the link asked for, before anything was changed. */
export interface Asked {
  images: string;
  keys: ReadonlyMap<string, string>;
}

/** To be called as long as the settings are the link's. */
export function askedFor(lab: Lab): Asked {
  return { images: lab.state.images, keys: keysByFunction(experimentNow(lab)) };
}

/** What to say, or undefined where there is nothing to compare with. */
export function reproduction(
  lab: Lab,
  groups: readonly Group[],
  asked: Asked | undefined,
): { key: Key; values: Values; good: boolean } | undefined {
  const { bits, race } = lab.state;
  if (!bits || race.phase !== 'idle') return undefined;
  const raced = groups.filter(({ runs }) => runs.some(({ loaded }) => !loaded));
  const own = raced.filter(
    ({ activation, runs }) =>
      asked?.images === race.images &&
      asked.keys.get(activation) === keysByFunction(runs.map(({ config }) => config)).get(activation),
  );
  const verdict = compareDigests(own, bits.digests);
  switch (verdict.says) {
    case 'same':
      return { key: 'verdict.same', values: { count: verdict.compared }, good: true };
    case 'differs':
      return {
        key: 'verdict.differs',
        values: { names: verdict.ids.join(', '), same: verdict.compared - verdict.ids.length },
        good: false,
      };
    case 'nothing':
      return raced.length > own.length ? { key: 'verdict.changed', values: {}, good: false } : undefined;
  }
}

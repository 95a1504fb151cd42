// A function's runs: the same network, images and settings, with one seed after the other.

import type { LayerFunction, TrainConfig } from '../core/types.ts';
import type { Images, Settings } from './settings.ts';
import type { Race, Run } from './state.ts';

/** What is trained under one name, with several seeds. */
export interface Group extends LayerFunction {
  key: string;
  /** in the order of their seeds */
  runs: readonly Run[];
}

/** The order of an object's fields says nothing. */
function canonical(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, canonical(one)]),
  );
}

/** Equal for equal values. */
export const keyOf = (value: unknown): string => JSON.stringify(canonical(value));

/** Groups are asked for with every report of a worker. */
const KEYS = new WeakMap<TrainConfig, string>();

function keyOfGroup({ config, loaded, id }: Run): string {
  const { activation, params, learn } = config;
  const key = KEYS.get(config) ?? keyOf({ activation, params, learn });
  KEYS.set(config, key);
  // Of a file it is not known what else was trained like it.
  return loaded ? `${key} ${id}` : key;
}

/** In the order in which functions come first. */
export function groupRuns(runs: readonly Run[]): Group[] {
  const groups = new Map<string, Group & { runs: Run[] }>();
  // Seeds wrap around after 2^32 − 1: what counts is how far from the first.
  const first = runs.find(({ loaded }) => !loaded)?.config.seed ?? 0;
  const distance = ({ config }: Run): number => (config.seed - first) >>> 0;
  for (const run of runs) {
    const key = keyOfGroup(run);
    const { activation, params, learn } = run.config;
    const group = groups.get(key) ?? { key, activation, params, learn, runs: [] };
    group.runs.push(run);
    groups.set(key, group);
  }
  for (const { runs } of groups.values()) runs.sort((a, b) => distance(a) - distance(b));
  return [...groups.values()];
}

/** `first` and those that follow it. */
export const seedsFrom = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => (first + index) >>> 0);

/** Every function with the first seed, then with the second: whenever one looks, all have come about equally far. */
export function experimentOf(
  functions: readonly LayerFunction[],
  settings: Settings,
  seeds: number,
): TrainConfig[] {
  return seedsFrom(settings.seed, seeds).flatMap((seed) =>
    functions.map(({ activation, params, learn }) => ({ activation, params, learn, ...settings, seed })),
  );
}

/** Another race with the same configuration would end the same, to the bit. */
const isFinal = (run: Run): boolean =>
  !run.loaded && (run.status === 'done' || (run.status === 'failed' && run.failure.code === 'diverged'));

/**
 * An experiment of which the race that is over has a part: its runs, and what is still to be trained. Networks from files
 * come last. Undefined where the race has nothing of it, or all.
 */
export function continued(
  { runs, images: raced }: Race,
  images: Images,
  experiment: readonly TrainConfig[],
): (Run | TrainConfig)[] | undefined {
  const known = new Map(runs.filter(isFinal).map((run) => [keyOf(run.config), run]));
  const parts = experiment.map((config) => known.get(keyOf(config)) ?? config);
  const kept = parts.filter((part) => 'status' in part).length;
  if (raced !== images || kept === 0 || kept === parts.length) return undefined;
  return [...parts, ...runs.filter(({ loaded }) => loaded)];
}

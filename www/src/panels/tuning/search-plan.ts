// Successive halving (Jamieson & Talwalkar, AISTATS 2016; Li et al., JMLR 18, 2018): many candidates for few epochs, a third of
// them for three times as many, and so on; the last ones with several seeds. Pure: the same seed and size make the same plan.

import type { LayerFunction, TrainConfig } from '../../core/types.ts';
import { keyOf, seedsFrom } from '../../state/groups.ts';
import { changed, parseNumber, type Settings } from '../../state/settings.ts';

/** What a candidate may be. */
export interface Space {
  /** every function as it is now, with the values that each parameter may have */
  functions: readonly (LayerFunction & { values: Readonly<Record<string, readonly number[]>> })[];
  learning_rates: readonly number[];
  /** the same for all; its learning rate is that of a function as it is now */
  settings: Settings;
}

export interface Candidate extends LayerFunction {
  learning_rate: number;
}

/** So many candidates are trained for so many epochs. */
export interface Rung {
  count: number;
  epochs: number;
}

export interface Plan {
  seed: number;
  candidates: readonly Candidate[];
  rungs: readonly Rung[];
  finalists: number;
  /** of the finalists; the search has not used them */
  seeds: readonly number[];
  settings: Settings;
}

/** Of each rung, one in so many goes on. */
const ETA = 3;
export const FINALISTS = 6;
export const FINAL_SEEDS = 8;
/** share of the training images that candidates are ranked by */
const HELD_OUT = 0.2;
/** Candidates: with fewer there is nothing to search, and more would not fit the picture. */
export const SIZES = { min: 2 * FINALISTS, max: 600 };
/** Of the candidates, at most one in so many is a function as it is now. */
const KNOWN = 3;
/** Draws for a candidate until one is let through that is there already. */
const TRIES = 20;

export function makePlan(space: Space, seed: number, size: number): Plan {
  const { settings } = space;
  return {
    seed,
    candidates: draw(space, seed, size),
    rungs: rungsOf(size, settings.epochs),
    finalists: FINALISTS,
    seeds: seedsFrom(seed + 1, FINAL_SEEDS),
    settings,
  };
}

/** The last rung has all epochs and no fewer candidates than there are finalists. */
export function rungsOf(size: number, epochs: number): Rung[] {
  let steps = 0;
  while (size / ETA ** (steps + 1) >= FINALISTS && epochs / ETA ** (steps + 1) >= 1) steps += 1;
  return Array.from({ length: steps + 1 }, (_, step) => ({
    count: Math.ceil(size / ETA ** step),
    epochs: Math.round(epochs / ETA ** (steps - step)),
  }));
}

/** Functions as they are now, then each in turn with other parameters and another learning rate. */
function draw({ functions, learning_rates, settings }: Space, seed: number, size: number): Candidate[] {
  const random = generator(seed);
  const pick = <T>(list: readonly T[], otherwise: T): T =>
    list[Math.floor(random() * list.length)] ?? otherwise;
  const known = shuffled(functions, random).slice(0, Math.floor(size / KNOWN));
  const candidates = known.map(
    ({ activation, params, learn }): Candidate => ({
      activation,
      params,
      learn,
      learning_rate: settings.learning_rate,
    }),
  );
  const drawn = new Set(candidates.map(keyOf));
  let round: Space['functions'] = [];
  while (candidates.length < size && functions.length > 0) {
    if (round.length === 0) round = shuffled(functions, random);
    const [next, ...rest] = round;
    round = rest;
    if (!next) break;
    const { activation, learn, values } = next;
    const another = (): Candidate => {
      const params = Object.entries(next.params).map(([name, now]) => [name, pick(values[name] ?? [], now)]);
      const learning_rate = pick(learning_rates, settings.learning_rate);
      return { activation, params: Object.fromEntries(params), learn, learning_rate };
    };
    let candidate = another();
    for (let tries = 1; tries < TRIES && drawn.has(keyOf(candidate)); tries += 1) candidate = another();
    drawn.add(keyOf(candidate));
    candidates.push(candidate);
  }
  return candidates;
}

/** Fisher and Yates's. */
function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const order = [...list];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [order[last] as T, order[other] as T];
    [order[last], order[other]] = [b, a];
  }
  return order;
}

/** Numbers from 0 to below 1 by integers alone, so that they are the same everywhere: a counter, mixed. */
function generator(seed: number): () => number {
  let counter = seed >>> 0;
  return () => {
    counter = (counter + 0x9e3779b9) >>> 0;
    let mixed = counter;
    for (const factor of [0x21f0aaad, 0x735a2d97]) mixed = Math.imul(mixed ^ (mixed >>> 15), factor);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** What a candidate trains in a rung: ranked by images that are held out of its training. */
export function rungConfig({ seed, settings, rungs }: Plan, candidate: Candidate, rung: number): TrainConfig {
  const epochs = rungs[rung]?.epochs ?? settings.epochs;
  return configOf(candidate, settings, { seed, epochs, validation_split: HELD_OUT });
}

/** What a finalist trains: on all training images. */
export const finalConfig = ({ settings }: Plan, candidate: Candidate, seed: number): TrainConfig =>
  configOf(candidate, settings, { seed, validation_split: undefined });

function configOf(
  { activation, params, learn, learning_rate }: Candidate,
  settings: Settings,
  own: Parameters<typeof changed>[1],
): TrainConfig {
  const none = { patience: undefined, best_weights: undefined };
  return { activation, params, learn, ...changed(settings, { ...none, learning_rate, ...own }) };
}

/**
 * As many runs as each rung and the final have, of candidates that stand for those who will get there: for reckoning how long
 * it takes.
 */
export function expectedRuns(plan: Plan): TrainConfig[][] {
  const { candidates, rungs, seeds, finalists } = plan;
  // From all over the list: whoever goes on, it may be any function.
  const spread = (count: number): Candidate[] =>
    Array.from(
      { length: Math.min(count, candidates.length) },
      (_, place) => candidates[Math.floor((place * candidates.length) / count)] as Candidate,
    );
  return [
    ...rungs.map(({ count }, rung) => spread(count).map((one) => rungConfig(plan, one, rung))),
    spread(finalists).flatMap((one) => seeds.map((seed) => finalConfig(plan, one, seed))),
  ];
}

/** The largest plan that takes no longer; undefined where even the smallest does. */
export function sizeWithin(seconds: number, secondsOf: (size: number) => number): number | undefined {
  let { min: low, max: high } = SIZES;
  if (secondsOf(low) > seconds) return undefined;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (secondsOf(middle) <= seconds) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Which functions it is about: those that are chosen, or all. */
export const SCOPES = ['chosen', 'all'] as const;

/** A search as a link tells it. */
export interface Wanted {
  seed: number;
  size: number;
  scope: (typeof SCOPES)[number];
}

export const wantedText = ({ seed, size, scope }: Wanted): string => `${seed}:${size}:${scope}`;

/** What may stand in a link. */
export const WANTED_ALLOWED = `0–${2 ** 32 - 1}:${SIZES.min}–${SIZES.max}:${SCOPES.join('|')}`;

/** Undefined where it cannot be used. */
export function parseWanted(text: string): Wanted | undefined {
  const [seedText = '', sizeText = '', scopeText, ...rest] = text.split(':');
  const scope = SCOPES.find((one) => one === scopeText);
  const seed = parseSeed(seedText);
  const size = parseNumber(sizeText);
  if (!scope || seed === undefined || size === undefined || rest.length > 0) return undefined;
  if (!Number.isInteger(size) || size < SIZES.min || size > SIZES.max) return undefined;
  return { seed, size, scope };
}

export function parseSeed(text: string): number | undefined {
  const seed = parseNumber(text);
  return seed !== undefined && Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32 ? seed : undefined;
}

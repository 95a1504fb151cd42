// Which networks a map is made of. Pure.

import type { Parameters, TrainConfig } from '../../core/types.ts';
import { keyOf } from '../../state/groups.ts';
import { type Choice, type Place, RECOMMENDED } from './choice.ts';

/** What a choice leaves to the page. */
export interface Base {
  /** in the catalogue's order */
  chosen: readonly string[];
  all: readonly string[];
  initializers: readonly string[];
  params: (activation: string) => Parameters;
  /** the initialiser that goes with a function */
  recommended: (activation: string) => string;
}

export interface Row {
  /** as a link names it */
  id: string;
  activation: string;
  initializer: string;
  /** a network for each depth, as it starts: how it is trained makes no difference to its first step */
  configs: readonly TrainConfig[];
  /** the same networks, as they are trained */
  trained: readonly TrainConfig[];
}

const keys = new WeakMap<TrainConfig, string>();

/** The same for the same network, and worked out once: maps are shown again and again as they fill. */
export function networkKey(config: TrainConfig): string {
  const key = keys.get(config) ?? keyOf(config);
  keys.set(config, key);
  return key;
}

/** Images of a step. */
export const BATCH = 32;

function rowOf(choice: Choice, base: Base, id: string, depths: readonly number[]): Row {
  const functions = choice.kind === 'functions';
  const activation = functions ? id : choice.function;
  const scheme = functions ? choice.initializer : id;
  const initializer = scheme === RECOMMENDED ? base.recommended(activation) : scheme;
  const configs = depths.map((depth) => ({
    activation,
    params: base.params(activation),
    learn: {},
    hidden: Array<number>(depth).fill(choice.units),
    initializer,
    optimizer: 'sgd',
    learning_rate: 0.01,
    batch_size: BATCH,
    epochs: 1,
    seed: choice.seed,
  }));
  const { optimizer, rate: learning_rate, epochs } = choice;
  const trained = configs.map((config) => ({ ...config, optimizer, learning_rate, epochs }));
  return { id, activation, initializer, configs, trained };
}

export function rowsOf(choice: Choice, base: Base): Row[] {
  const functions = choice.functions === 'all' ? base.all : base.chosen;
  const ids = choice.kind === 'functions' ? functions : base.initializers;
  return ids.map((id) => rowOf(choice, base, id, choice.depths));
}

/** Also of a depth, or a row, that the map lacks. */
export const rowAt = (choice: Choice, base: Base, { row, depth }: Place): Row =>
  rowOf(choice, base, row, [depth]);

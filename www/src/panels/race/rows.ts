// What the runs of a race say of each function. Pure.

import type { TrainConfig } from '../../core/types.ts';
import type { Group } from '../../state/groups.ts';
import type { Race, Run } from '../../state/state.ts';
import {
  type Comparison,
  type MeanInterval,
  median,
  pairedDifferences,
  type RankRange,
  rankRanges,
  tInterval,
} from '../../statistics/index.ts';

type Done = Extract<Run, { status: 'done' }>;
type Failed = Extract<Run, { status: 'failed' }>;

/** How soon a function gets to an accuracy. */
export interface Reached {
  /** median over seeds; infinite where half of them or more never get there */
  epochs: number;
  /** seeds that get there, and all that have finished */
  seeds: number;
  of: number;
}

export interface ResultRow {
  group: Group;
  /** its network came from a file: shown, not compared */
  loaded: boolean;
  done: readonly Done[];
  diverged: readonly Failed[];
  /** other failures, and what was cancelled: may be tried again */
  broken: readonly Run[];
  active: number;
  /** test accuracy for each seed of the race; NaN where there is none. All are NaN if one has diverged. */
  accuracies: readonly number[];
  accuracy: MeanInterval;
  /** to the baseline; undefined where there is nothing to compare */
  difference: Comparison | undefined;
  rank: RankRange | undefined;
  reached: Reached | undefined;
  /** Means over seeds, NaN where not known: */
  loss: number;
  /** training accuracy − test accuracy */
  gap: number;
  /** share of the hidden units that are dead */
  dead: number;
  saturated: number;
}

export interface RowOptions {
  /** key of a group */
  baseline: string | undefined;
  /** 0 … 1, for `reached` */
  threshold: number;
  /** how many images the accuracies are counted on */
  testCount: number;
}

export const isDiverged = (run: Run): run is Failed =>
  run.status === 'failed' && run.failure.code === 'diverged';

/** Changes when a run ends or another begins. */
export function outcomesOf({ runs }: Race): string {
  return runs
    .map(({ id, status }) => (status === 'queued' || status === 'training' ? `${id}` : `${id}${status}`))
    .join();
}

/** How many images the accuracies are counted on, by a confusion matrix. */
export function testCountOf(runs: readonly Run[]): number {
  const run = runs.find((one): one is Done => one.status === 'done' && !one.loaded);
  return run?.result.evaluation.confusion.reduce((sum, count) => sum + count, 0) ?? 0;
}

/** Of the runs of a race, each once. */
export function seedsOf(groups: readonly Group[]): number[] {
  const runs = groups.flatMap(({ runs: all }) => all.filter(({ loaded }) => !loaded));
  return [...new Set(runs.map(({ config }) => config.seed))];
}

/** relu, or else the first function: not the best one, for which chance has been chosen as well. */
export function defaultBaseline(groups: readonly Group[]): string | undefined {
  const raced = groups.filter(({ runs }) => runs.some(({ loaded }) => !loaded));
  return (raced.find(({ activation }) => activation === 'relu') ?? raced[0])?.key;
}

export function resultRows(groups: readonly Group[], options: RowOptions): ResultRow[] {
  const seeds = seedsOf(groups);
  const rows = groups.map((group) => rowOf(group, seeds, options.threshold));
  const grid = options.testCount > 0 ? 1 / options.testCount : 0;
  const compared = rows.filter(({ loaded, accuracies }) => !loaded && accuracies.some(Number.isFinite));
  const values = compared.map(({ accuracies }) => accuracies);
  const ranks = rankRanges(values, grid);
  const base = compared.findIndex(({ group }) => group.key === options.baseline);
  const differences = base >= 0 ? pairedDifferences(values, base, grid) : [];
  return rows.map((row): ResultRow => {
    const place = compared.indexOf(row);
    const accuracy = tInterval(row.accuracies.filter(Number.isFinite), grid);
    if (place < 0) return { ...row, accuracy };
    const rank = ranks[place];
    return {
      ...row,
      accuracy: { ...accuracy, high: Math.min(1, accuracy.high), low: Math.max(0, accuracy.low) },
      difference: place === base ? undefined : differences[place],
      // Of one seed nothing is known, nor is there a rank of one.
      rank: rank && compared.length > 1 && !Number.isNaN(rank.best) ? rank : undefined,
    };
  });
}

function rowOf(group: Group, seeds: readonly number[], threshold: number): ResultRow {
  const { runs } = group;
  const loaded = runs.every((run) => run.loaded);
  const done = runs.filter((run): run is Done => run.status === 'done');
  const diverged = runs.filter(isDiverged);
  // What has diverged has no numbers, and the seeds that have not would be a choice of good ones.
  const counted = diverged.length > 0 ? [] : done;
  const bySeed = new Map(counted.map((run) => [run.config.seed, run.result.evaluation.accuracy]));
  const accuracies = loaded
    ? counted.map(({ result }) => result.evaluation.accuracy)
    : seeds.map((seed) => bySeed.get(seed) ?? Number.NaN);
  const inspected = counted.flatMap(({ result }) =>
    result.inspection ? [{ ...result.inspection, accuracy: result.evaluation.accuracy }] : [],
  );
  return {
    group,
    loaded,
    done,
    diverged,
    broken: runs.filter((run) => run.status === 'cancelled' || (run.status === 'failed' && !isDiverged(run))),
    active: runs.filter(({ status }) => status === 'queued' || status === 'training').length,
    accuracies,
    accuracy: tInterval([]),
    difference: undefined,
    rank: undefined,
    reached: counted.length > 0 && !loaded ? reachedBy(counted, threshold) : undefined,
    loss: mean(inspected.map(({ train_loss }) => train_loss)),
    gap: mean(inspected.map(({ train_accuracy, accuracy }) => train_accuracy - accuracy)),
    dead: mean(inspected.map(({ layers }) => deadShare(layers))),
    saturated: mean(inspected.map(({ layers }) => saturatedShare(layers))),
  };
}

type Layers = readonly { units: number; dead: number; saturated: number }[];

export function deadShare(layers: Layers): number {
  return sum(layers.map(({ dead }) => dead)) / sum(layers.map(({ units }) => units));
}

export function saturatedShare(layers: Layers): number {
  return sum(layers.map(({ units, saturated }) => units * saturated)) / sum(layers.map(({ units }) => units));
}

/** The first epoch after which a run's test accuracy is at least `threshold`. */
export function epochsTo({ history }: Pick<Run, 'history'>, threshold: number): number {
  return history.find(({ accuracy }) => accuracy >= threshold)?.epoch ?? Number.POSITIVE_INFINITY;
}

function reachedBy(runs: readonly Run[], threshold: number): Reached {
  const epochs = runs.map((run) => epochsTo(run, threshold));
  const finite = epochs.filter(Number.isFinite);
  return { epochs: median(epochs), seeds: finite.length, of: epochs.length };
}

/** Steps of an epoch; `images` as far as there are for training, of which some are held out. */
export function stepsPerEpoch(
  { batch_size, validation_split = 0 }: Pick<TrainConfig, 'batch_size' | 'validation_split'>,
  images: number,
): number {
  return Math.ceil((images - Math.floor(images * validation_split)) / batch_size);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** NaN of nothing. */
export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

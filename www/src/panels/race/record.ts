// The results for other programs: CSV, a line for each run or for each function, and JSON. Numbers as they are, nothing rounded.

import type { Group } from '../../state/groups.ts';
import type { Images } from '../../state/settings.ts';
import type { Run } from '../../state/state.ts';
import { secondsTo, type TableRow } from './columns.ts';
import { deadShare, epochsTo, saturatedShare } from './rows.ts';

/** What was raced, on what and where. */
export interface Surroundings {
  /** of the page */
  version: string;
  /** ISO 8601 */
  date: string;
  /** reproduces the race */
  link: string;
  user_agent: string;
  /** logical processor cores, as far as the browser tells */
  hardware_concurrency: number;
  build: 'simd128' | 'scalar';
  images: Images;
  test_count: number;
}

export interface Told {
  /** 0 … 1 */
  threshold: number;
  /** name of a function */
  baseline: string;
}

type Value = string | number | undefined;

/** RFC 4180. What is not there or not a number is empty. */
export function csv(names: readonly string[], lines: readonly (readonly Value[])[]): string {
  const field = (value: Value): string => {
    if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
    return /[",\r\n]/.test(value ?? '') ? `"${value?.replaceAll('"', '""')}"` : (value ?? '');
  };
  return [names, ...lines].map((line) => `${line.map(field).join()}\r\n`).join('');
}

const parametersOf = (values: object): string =>
  Object.keys(values).length > 0 ? JSON.stringify(values) : '';

const reasonOf = (run: Run): string =>
  run.status === 'failed' ? (run.failure.divergence?.reason ?? run.failure.code) : '';

/** A line for each run. */
export function runsCsv(rows: readonly TableRow[], { threshold }: Told): string {
  const names = [
    ...['function', 'parameters', 'learned', 'seed', 'outcome', 'reason'],
    ...['test_accuracy', 'test_loss', 'train_accuracy', 'train_loss'],
    ...['epochs', `epochs_to_${threshold}`, 'dead_share', 'saturated_share', 'weights_hash', 'settings'],
  ];
  const lines = rows.flatMap(({ group }) =>
    group.runs.map((run): Value[] => {
      const { activation, params, learn, seed, ...settings } = run.config;
      const { evaluation, inspection, weights_hash } = run.status === 'done' ? run.result : {};
      const reached = epochsTo(run, threshold);
      return [
        activation,
        parametersOf(params),
        parametersOf(learn),
        seed,
        run.loaded ? 'loaded' : run.status === 'failed' ? run.failure.code : run.status,
        reasonOf(run),
        evaluation?.accuracy,
        evaluation?.loss,
        inspection?.train_accuracy,
        inspection?.train_loss,
        run.status === 'done' ? run.history.at(-1)?.epoch : undefined,
        run.status === 'done' ? reached : undefined,
        inspection && deadShare(inspection.layers),
        inspection && saturatedShare(inspection.layers),
        weights_hash,
        JSON.stringify(settings),
      ];
    }),
  );
  return csv(names, lines);
}

/** A line for each epoch of each run: the learning curves. */
export function historyCsv(groups: readonly Group[]): string {
  const lines = groups.flatMap(({ runs }) =>
    runs.flatMap(({ config, history }) =>
      history.map(({ epoch, train_loss, accuracy, loss }): Value[] => [
        config.activation,
        parametersOf(config.params),
        config.seed,
        ...[epoch, train_loss, accuracy, loss],
      ]),
    ),
  );
  const names = ['function', 'parameters', 'seed', 'epoch', 'train_loss', 'test_accuracy', 'test_loss'];
  return csv(names, lines);
}

/** A line for each function, as in the table. */
export function summaryCsv(rows: readonly TableRow[], told: Told): string {
  const names = [
    ...['function', 'seeds', 'diverged', 'rank_best', 'rank_worst'],
    ...['test_accuracy', 'low_95', 'high_95', 'baseline', 'difference', 'difference_low', 'difference_high'],
    ...['p_holm', `median_epochs_to_${told.threshold}`, `seconds_to_${told.threshold}`, 'train_loss'],
    ...['generalisation_gap', 'dead_share', 'saturated_share'],
    ...['ms_per_step', 'forward_ns_per_element', 'backward_ns_per_element'],
  ];
  const lines = rows.map((row): Value[] => {
    const { accuracy, difference, rank, times } = row;
    return [
      row.name,
      row.done.length,
      row.diverged.length,
      rank?.best,
      rank?.worst,
      accuracy.mean,
      accuracy.low,
      accuracy.high,
      difference && told.baseline,
      difference?.mean,
      difference?.low,
      difference?.high,
      difference?.holm,
      row.reached?.epochs,
      secondsTo(row),
      row.loss,
      row.gap,
      row.dead,
      row.saturated,
      times.step?.median,
      times.forward?.median,
      times.backward?.median,
    ];
  });
  return csv(names, lines);
}

/** Everything: settings, seeds, histories, hashes, intervals, and what it ran on. `timing`: as the timing lab records it. */
export function recordJson(
  rows: readonly TableRow[],
  surroundings: Surroundings,
  told: Told,
  timing: unknown,
): string {
  const functions = rows.map((row) => ({
    name: row.name,
    activation: row.group.activation,
    params: row.group.params,
    learn: row.group.learn,
    rank: row.rank,
    test_accuracy: row.accuracy.n > 0 ? row.accuracy : undefined,
    difference: row.difference,
    epochs_to_threshold: row.reached,
    runs: row.group.runs.map(runRecord),
  }));
  const { threshold, baseline } = told;
  return lined({ ...surroundings, threshold, baseline, functions, timing });
}

function runRecord(run: Run): object {
  const { activation, params, learn, ...config } = run.config;
  const common = { status: run.status, loaded: run.loaded, config };
  const history = { history: run.history };
  if (run.status === 'failed') return { ...common, failure: run.failure, ...history };
  if (run.status !== 'done') return { ...common, ...history };
  const { weights_hash, evaluation, validated, inspection, learned } = run.result;
  const { predictions, ...inspected } = inspection ?? {};
  return {
    ...common,
    weights_hash,
    accuracy: evaluation.accuracy,
    loss: evaluation.loss,
    confusion: evaluation.confusion,
    validated,
    learned: learned.length > 0 ? learned : undefined,
    inspection: inspection && inspected,
    // One digit for each test image.
    predictions: predictions && Array.from(predictions).join(''),
    ...history,
  };
}

/** JSON in which what holds no objects stands on one line. */
export function lined(value: unknown): string {
  const indented = (part: unknown, indent: string): string => {
    if (typeof part !== 'object' || part === null) return JSON.stringify(part) ?? 'null';
    const entries = Object.entries(part).filter(([, one]) => one !== undefined);
    if (!entries.some(([, one]) => typeof one === 'object' && one !== null)) return JSON.stringify(part);
    const deeper = `${indent}  `;
    const list = Array.isArray(part);
    const lines = entries.map(
      ([name, one]) => `${deeper}${list ? '' : `${JSON.stringify(name)}: `}${indented(one, deeper)}`,
    );
    return `${list ? '[' : '{'}\n${lines.join(',\n')}\n${indent}${list ? ']' : '}'}`;
  };
  return `${indented(value, '')}\n`;
}

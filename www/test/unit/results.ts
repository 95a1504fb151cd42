// Races that have been run on paper, for the tests of what is made of them.

import type { Failure } from '../../src/core/failure.ts';
import { translator } from '../../src/i18n/index.ts';
import { type Column, cell, type TableRow } from '../../src/panels/race/columns.ts';
import { defaultBaseline, resultRows } from '../../src/panels/race/rows.ts';
import { groupRuns } from '../../src/state/groups.ts';
import type { Run } from '../../src/state/state.ts';
import { config } from './fixtures.ts';

let nextId = 1;

export const diverged: Failure = {
  code: 'diverged',
  what: '',
  got: '',
  expected: '',
  divergence: { epoch: 1, batch: 2, step: 2, layer: 1, reason: 'loss_not_finite' },
};

export interface Paper {
  accuracy?: number;
  /** test accuracy after each epoch */
  history?: readonly number[];
  predictions?: readonly number[];
}

/** A run that has ended; its confusion matrix counts 1,000 images. */
export function done(
  activation: string,
  seed: number,
  { accuracy = 0.9, history = [accuracy], predictions }: Paper = {},
): Run {
  const confusion = new Array<number>(100).fill(0);
  confusion[0] = Math.round(accuracy * 1000);
  confusion[1] = 1000 - confusion[0];
  return {
    id: nextId++,
    config: { ...config(activation), seed },
    history: history.map((value, index) => ({
      epoch: index + 1,
      accuracy: value,
      loss: 0.3,
      train_loss: 0.2,
    })),
    status: 'done',
    result: {
      evaluation: { accuracy, loss: 0.3, confusion },
      seconds: 1,
      samples_per_second: 1000,
      weights_hash: `${activation}${seed}`.padEnd(16, '0'),
      learned: [],
      memory_bytes: 0,
      inspection: {
        train_loss: 0.1,
        train_accuracy: accuracy + 0.02,
        layers: [
          { units: 30, dead: 3, saturated: 0.2, linear: 0 },
          { units: 10, dead: 1, saturated: 0.6, linear: 0 },
        ],
        predictions: Uint8Array.from(predictions ?? []),
      },
    },
  };
}

export const failed = (activation: string, seed: number, failure: Failure): Run => ({
  id: nextId++,
  config: { ...config(activation), seed },
  history: [],
  status: 'failed',
  failure,
});

/** Five seeds, one accuracy each. */
export const fiveOf = (activation: string, accuracies: readonly number[]): Run[] =>
  accuracies.map((accuracy, index) => done(activation, index + 1, { accuracy }));

export function tableRows(runs: readonly Run[], threshold = 0.9, base?: string): TableRow[] {
  const groups = groupRuns(runs);
  const baseline = base ? groups.find(({ activation }) => activation === base)?.key : defaultBaseline(groups);
  return resultRows(groups, { baseline, threshold, testCount: 1000 }).map((row) => ({
    ...row,
    name: row.group.activation,
    times: { step: undefined, forward: undefined, backward: undefined },
    steps_per_epoch: 313,
  }));
}

export const textOf = (column: Column, row: TableRow | undefined, baseline?: string): string => {
  if (!row) throw new Error('no such row');
  const { text, below } = cell(column, row, { i18n: translator('en'), baseline, testCount: 1000 });
  return below ? `${text} ${below}` : text;
};

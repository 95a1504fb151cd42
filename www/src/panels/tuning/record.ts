// The runs of a sweep for other programs: CSV, a line for each, and JSON. Numbers as they are, nothing rounded. Pure.

import type { SweepVerdict } from '../../core/types.ts';
import type { Outcome } from '../../state/aside.ts';
import type { SweepTexts } from '../../state/state.ts';
import { csv, lined, type Surroundings } from '../race/record.ts';
import type { At, Cell } from './plan.ts';
import { failureOf, resultOf } from './points.ts';

/** A cell with what is known of its networks. */
export interface Recorded {
  cell: Cell;
  outcomes: readonly (Outcome | undefined)[];
}

/** `negative_slope=0.1` */
export function atText(at: At): string {
  switch (at.kind) {
    case 'value':
      return `${at.parameter}=${at.value}`;
    case 'function':
      return at.activation;
    case 'learning_rate':
      return `learning_rate=${at.value}`;
    case 'depth':
      return `hidden_layers=${at.value}`;
    case 'initializer':
      return `initializer=${at.name}`;
  }
}

export function sweepCsv(recorded: readonly Recorded[]): string {
  const names = [
    ...['x', 'y', 'function', 'parameters', 'learned', 'seed', 'outcome', 'reason'],
    ...[
      'test_accuracy',
      'test_loss',
      'train_accuracy',
      'train_loss',
      'seconds',
      'epochs',
      'weights_hash',
      'settings',
    ],
  ];
  const lines = recorded.flatMap(({ cell, outcomes }) =>
    outcomes.flatMap((outcome) => {
      if (!outcome) return [];
      const { activation, params, learn, seed, ...settings } = outcome.config;
      const [result, failure] = [resultOf(outcome), failureOf(outcome)];
      return [
        [
          atText(cell.x),
          cell.y && atText(cell.y),
          activation,
          JSON.stringify(params),
          JSON.stringify(learn),
          seed,
          failure ? failure.code : 'done',
          failure?.divergence?.reason,
          result?.evaluation.accuracy,
          result?.evaluation.loss,
          result?.inspection?.train_accuracy,
          result?.inspection?.train_loss,
          result?.seconds,
          outcome.history.at(-1)?.epoch,
          result?.weights_hash,
          JSON.stringify(settings),
        ],
      ];
    }),
  );
  return csv(names, lines);
}

/** `verdict`: of a strip, its points in the order of `recorded` */
export function sweepJson(
  recorded: readonly Recorded[],
  surroundings: Surroundings,
  sweep: SweepTexts,
  verdict: SweepVerdict | undefined,
): string {
  const cells = recorded.map(({ cell: { x, y }, outcomes }, index) => ({
    x,
    y,
    best: verdict ? index === verdict.best : undefined,
    verdict: verdict?.points[index],
    runs: outcomes.flatMap((outcome) => (outcome ? [runRecord(outcome)] : [])),
  }));
  return lined({ ...surroundings, sweep, regions: verdict?.regions, cells });
}

function runRecord(outcome: Outcome): object {
  const { config, history } = outcome;
  const result = resultOf(outcome);
  if (!result) return { config, failure: failureOf(outcome), history };
  const { weights_hash, evaluation, seconds, learned } = result;
  return {
    config,
    weights_hash,
    accuracy: evaluation.accuracy,
    loss: evaluation.loss,
    seconds,
    learned: learned.length > 0 ? learned : undefined,
    history,
  };
}

// The map for other programs: CSV, a line for each cell and step. Numbers as they are, nothing rounded. Pure.

import type { SignalCell } from '../../worker/protocol.ts';
import { csv } from '../race/record.ts';
import type { History } from './history.ts';
import type { Ratio } from './reading.ts';

export interface RecordedCell {
  cell: SignalCell;
  /** of its training, if there was one */
  history: History | undefined;
}

/** Ratios that are 0 are, and those that are not known are empty. */
const told = (ratio: Ratio): number | undefined =>
  ratio.kind === 'known' ? ratio.ratio : ratio.kind === 'zero' ? 0 : undefined;

export function mapCsv(cells: readonly RecordedCell[]): string {
  const names = [
    ...['activation', 'parameters', 'initializer', 'units', 'depth', 'seed', 'step'],
    ...['ratio', 'predicted', 'z_ratio', 'z_predicted', 'reason'],
  ];
  const lines = cells.flatMap(({ cell: { config, signal, foretold, failure }, history }) => {
    const { activation, params, initializer, hidden, seed } = config;
    const setting = [
      ...[activation, JSON.stringify(params), initializer],
      ...[hidden[0], hidden.length, seed],
    ];
    const [first] = foretold;
    const fresh = [
      ...[signal[1], first?.weight_ratio ?? undefined, signal[2], first?.delta_ratio ?? undefined],
      failure?.divergence?.reason ?? failure?.code,
    ];
    const later = history?.moments.filter(({ step }) => step > 1) ?? [];
    const reason = history?.failure?.divergence?.reason ?? history?.failure?.code;
    return [
      [...setting, 0, ...fresh],
      ...later.map(({ step, weights, z }) => [
        ...[...setting, step - 1, told(weights), undefined, told(z), undefined],
        step === later.at(-1)?.step ? reason : undefined,
      ]),
    ];
  });
  return csv(names, lines);
}

// Times of native Keras, recorded on the machine that the record names: `npm run bench -- keras` writes it.

import type { Parameters, TrainConfig } from '../../core/types.ts';
import type { TimedNetworks } from '../../worker/protocol.ts';
import record from './keras.json' with { type: 'json' };
import type { Measure, TimingRow } from './results.ts';

export { record as keras };

export interface Recorded {
  median: number;
  low: number;
  high: number;
  min: number;
}

const sameParams = (a: Parameters, b: Parameters): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([name, value]) => Math.fround(b[name] ?? Number.NaN) === Math.fround(value));

/** Whether the steps were those of the recorded network. */
function sameNetwork(networks: TimedNetworks, config: TrainConfig): boolean {
  const { sizes, batch_size, optimizer } = record.network;
  const { dropout, augmentation, global_clipnorm, weight_decay } = config;
  const plain = !dropout && !augmentation && global_clipnorm === undefined && !weight_decay;
  const same = [networks.inputs, ...config.hidden, 10].join() === sizes.join();
  return plain && same && config.batch_size === batch_size && config.optimizer === optimizer;
}

/** Of the same function with the same parameters, and for steps in the same network; else undefined. */
export function recorded(
  { contestant, index }: TimingRow,
  measure: Measure,
  networks: TimedNetworks | undefined,
): Recorded | undefined {
  const found = record.functions.find(
    ({ id, params }) => id === contestant.id && sameParams(params, contestant.params),
  );
  if (!found || measure === 'inference') return undefined;
  if (measure !== 'step') return found[measure];
  const config = networks?.configs[index];
  const learns = Object.keys(config?.learn ?? {}).length > 0;
  return networks && config && !learns && sameNetwork(networks, config) ? found.step : undefined;
}

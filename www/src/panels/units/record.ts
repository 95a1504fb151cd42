// All that was seen, line by line. Pure.

import type { Life } from './lives.ts';
import { isDead, isLinear } from './looks.ts';
import type { Side } from './view.ts';

const COLUMNS = [
  'network',
  'activation',
  'initializer',
  'learning_rate',
  'hidden_bias',
  'seed',
  'layer',
  'unit',
  'step',
  'epoch',
  'dead',
  'saturated',
  'linearity',
  'nearly_linear',
  'mean',
  'deviation',
  'least',
  'greatest',
  'bias',
  'train_loss',
  'train_accuracy',
];

/** Each unit at each look; empty where there is no number. */
export function unitsCsv(lives: readonly { side: Side; life: Life }[]): string {
  const lines = lives.flatMap(({ side, life: { config, looks } }) =>
    looks.flatMap(({ step, epoch, loss, accuracy, layers }) =>
      layers.flatMap((layer, at) =>
        Array.from(layer.dead, (_, unit) => [
          side,
          config.activation,
          config.initializer,
          config.learning_rate,
          config.hidden_bias ?? 0,
          config.seed,
          at + 1,
          unit + 1,
          step,
          epoch,
          Number(isDead(layer, unit)),
          layer.saturated[unit],
          layer.linearity[unit],
          Number(isLinear(layer, unit)),
          layer.mean[unit],
          layer.deviation[unit],
          layer.least[unit],
          layer.greatest[unit],
          layer.bias[unit],
          loss,
          accuracy,
        ]),
      ),
    ),
  );
  return [COLUMNS, ...lines].map((line) => `${line.map(cell).join(',')}\n`).join('');
}

function cell(value: string | number | undefined): string {
  if (typeof value === 'string') return value;
  return value !== undefined && Number.isFinite(value) ? String(value) : '';
}

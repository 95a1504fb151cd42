// From what was measured to what the charts draw. Pure.

import type { Point } from '../../charts/geometry.ts';
import type { Row, RowLine, RowMark } from '../../charts/stacked-chart.ts';
import type { Translator } from '../../i18n/index.ts';
import type { EpochResult } from '../../worker/protocol.ts';
import { powerText, shortText, type ValueAxis } from './axis.ts';
import { type Axes, CHANCE, has, MEASURES, type Measure, type Table, USUAL_UPDATE } from './measures.ts';

/** Points of a line beyond which it is thinned, alone and among many: a browser draws about so many at once. */
const MOST_POINTS = 900;
const ALL_POINTS = 6000;
/** Lines that are named at their ends; of more only some are. */
const MOST_NAMES = 6;

export interface Look {
  /** of a layer, from 0 */
  color: string;
  dash: string;
}

/**
 * From ochre by the input to purple before the output: lightness and hue both tell the order. The output layer is not one
 * among them.
 */
export function lookOf(layer: number, layers: number): Look {
  if (layer === layers - 1) return { color: 'var(--ink)', dash: '5 3' };
  const share = layers < 3 ? 0 : layer / (layers - 2);
  const hue = (75 - 140 * share + 360) % 360;
  const [light, dark] = [0.62 - 0.24 * share, 0.88 - 0.24 * share];
  const of = (lightness: number): string => `oklch(${lightness.toFixed(3)} 0.14 ${hue.toFixed(1)})`;
  return { color: `light-dark(${of(light)}, ${of(dark)})`, dash: '' };
}

export const layerName = (layer: number, layers: number, { t }: Translator): string =>
  layer === layers - 1 ? t('signal.output') : t('signal.layer', { layer: layer + 1 });

/** In a sentence. */
export const layerWords = (layer: number, layers: number, { t }: Translator): string =>
  layer === layers - 1 ? t('signal.output_layer') : t('signal.layer', { layer: layer + 1 });

export const idOf = (layer: number): string => String(layer + 1);

/** The first and the last ones, and some between. */
function isNamed(layer: number, layers: number): boolean {
  if (layers <= MOST_NAMES) return true;
  const gap = (layers - 1) / (MOST_NAMES - 2);
  return Array.from({ length: MOST_NAMES - 1 }, (_, index) => Math.round(index * gap)).includes(layer);
}

/** Where a line is drawn: of each part the lowest and the highest number, in their order, and one break if it has any. */
export function thinned(
  values: readonly number[],
  most: number,
  placed: (value: number) => boolean,
): number[] {
  const size = values.length <= most ? 1 : Math.ceil((2 * values.length) / most);
  const kept: number[] = [];
  for (let from = 0; from < values.length; from += size) {
    let [low, high, broken] = [-1, -1, -1];
    for (let index = from; index < Math.min(values.length, from + size); index += 1) {
      const value = values[index] ?? Number.NaN;
      if (!placed(value)) broken = index;
      else {
        if (low < 0 || value < (values[low] ?? 0)) low = index;
        if (high < 0 || value > (values[high] ?? 0)) high = index;
      }
    }
    const part = new Set([low, high, broken].filter((index) => index >= 0));
    kept.push(...[...part].sort((a, b) => a - b));
  }
  return kept;
}

function pointsOf(
  steps: readonly number[],
  values: readonly number[],
  axis: ValueAxis,
  most: number,
): readonly Point[] {
  const placed = (value: number): boolean =>
    (axis.kind === 'log' ? value > 0 : true) && Number.isFinite(value);
  return thinned(values, most, placed).map((index): Point => {
    const value = values[index] ?? Number.NaN;
    return [steps[index] ?? 0, placed(value) ? axis.place(value) : Number.NaN];
  });
}

/** Of places on an axis. */
export function formatOf(axis: ValueAxis, i18n: Translator): (place: number) => string {
  const number = (value: number): string => i18n.number(value, 4);
  if (axis.kind === 'log') return (place) => powerText(place, number);
  return (place) => (axis.kind === 'linear' ? number(place) : shortText(axis.value(place), i18n.significant));
}

/** What the rows need besides numbers. */
export interface Shown {
  axes: Axes;
  i18n: Translator;
  layers: number;
  /** of the function */
  color: string;
  /** every step has its dot */
  dotted: boolean;
  /** from 0 */
  emphasised: number | undefined;
}

export function lossRow(table: Table, epochs: readonly EpochResult[], batches: number, shown: Shown): Row {
  const { axes, i18n, color, dotted } = shown;
  const axis = axes.loss;
  const line: RowLine = {
    label: '',
    color,
    dash: '',
    points: pointsOf(table.steps, table.loss, axis, MOST_POINTS),
    named: false,
    thin: !dotted,
    dotted,
  };
  const few = epochs.length <= 8;
  const marks = epochs.flatMap(({ epoch, train_loss, loss, accuracy }): RowMark[] => {
    const mark = (value: number, open: boolean, text: string): RowMark[] => {
      const at = axis.place(value);
      return Number.isFinite(at) ? [{ at: [epoch * batches, at], color, open, text }] : [];
    };
    const upper = train_loss >= loss;
    const percent = few || epoch === epochs.length ? i18n.percent(accuracy, 0) : '';
    return [...mark(train_loss, false, upper ? percent : ''), ...mark(loss, true, upper ? '' : percent)];
  });
  return {
    title: i18n.t(axis.kind === 'log' ? 'signal.row.loss_log' : 'signal.row.loss'),
    y: axis.domain,
    ticks: axis.ticks,
    format: formatOf(axis, i18n),
    lines: [line],
    guides: [axis.place(CHANCE)],
    marks,
    band: undefined,
  };
}

export function measureRow(measure: Measure, table: Table, shown: Shown): Row {
  const { axes, i18n, layers, dotted, emphasised } = shown;
  const axis = axes[measure];
  const columns = table.values[measure];
  const lines = columns.flatMap((values, layer): RowLine[] => {
    if (!has(measure, layer, layers)) return [];
    const named = isNamed(layer, layers) || layer === emphasised;
    return [
      {
        id: idOf(layer),
        label: layerName(layer, layers, i18n),
        ...lookOf(layer, layers),
        points: pointsOf(table.steps, values, axis, Math.min(MOST_POINTS, ALL_POINTS / layers)),
        named,
        dotted,
      },
    ];
  });
  return {
    title: i18n.t(`signal.row.${measure}`),
    y: axis.domain,
    ticks: axis.ticks,
    format: formatOf(axis, i18n),
    lines,
    guides: measure === 'update' ? [axis.place(USUAL_UPDATE)] : [],
    marks: [],
    band: measure === 'mean' && emphasised !== undefined ? deviation(table, emphasised, shown) : undefined,
  };
}

/** Mean ± deviation of one layer's activations. */
function deviation({ steps, values }: Table, layer: number, { axes, layers }: Shown): Row['band'] {
  const { place, domain } = axes.mean;
  const within = (value: number): number => Math.max(domain[0], Math.min(domain[1], place(value)));
  const points = steps.flatMap((step, index) => {
    const mean = values.mean[layer]?.[index] ?? Number.NaN;
    const spread = Math.sqrt(values.variance[layer]?.[index] ?? Number.NaN);
    const both = [within(mean - spread), within(mean + spread)] as const;
    return both.every(Number.isFinite) ? [[step, ...both] as const] : [];
  });
  return points.length < 2 ? undefined : { color: lookOf(layer, layers).color, points };
}

/** Loss first, then layer by layer. */
export const rowsOf = (
  table: Table,
  epochs: readonly EpochResult[],
  batches: number,
  shown: Shown,
  measures: readonly Measure[] = MEASURES,
): Row[] => [
  lossRow(table, epochs, batches, shown),
  ...measures.map((measure) => measureRow(measure, table, shown)),
];

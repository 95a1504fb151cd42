// What the panel shows: two networks that differ in what the reader changes, and what of them is looked at. Pure.

import type { Parameters, TrainConfig } from '../../core/types.ts';
import { type Field, type Fields, layers, number, oneOf, whole } from '../view.ts';

export const SIDES = ['a', 'b'] as const;
/** The patient and the cure. */
export type Side = (typeof SIDES)[number];

export const nameOfSide = (side: Side): string => side.toUpperCase();

export const SORTS = ['order', 'death', 'saturation'] as const;
export type Sort = (typeof SORTS)[number];

/** Pre-activations are counted in [-reach, reach]. */
export const REACHES = [2, 4, 8, 16, 32, 64, 128] as const;
export const PARTS = 64;
/** Most units die early, and what diverges does so soon: looks before the first epoch ends, of 313 steps. */
export const AFTER_STEPS = [1, 3, 10, 30, 100] as const;
/** Of every unit every look is kept. */
const MOST_UNITS = 128;
const MOST_LAYERS = 6;

/** What the two may differ in. */
export interface Setting {
  activation: string;
  init: string;
  rate: number;
  bias: number;
}

export interface UnitsView {
  a: string;
  b: string;
  a_init: string;
  b_init: string;
  a_rate: number;
  b_rate: number;
  a_bias: number;
  b_bias: number;
  hidden: readonly number[];
  epochs: number;
  seed: number;
  /** counted from 1 */
  layer: number;
  /** counted from 1 */
  unit: number;
  /** counted from 0, the network at initialisation */
  look: number | 'end';
  sort: Sort;
  reach: number;
}

/** At this rate and start relu loses units in both layers, and leaky_relu, whichever framework's slope it has, none. */
export const USUAL: UnitsView = {
  a: 'relu',
  b: 'leaky_relu',
  a_init: 'glorot_uniform',
  b_init: 'glorot_uniform',
  a_rate: 0.95,
  b_rate: 0.95,
  a_bias: 0,
  b_bias: 0,
  hidden: [64, 32],
  epochs: 8,
  seed: 3,
  layer: 1,
  unit: 1,
  look: 'end',
  sort: 'order',
  reach: 8,
};

const few = layers(MOST_LAYERS);
const hidden: Field<readonly number[]> = {
  read(text) {
    const sizes = few.read(text);
    return sizes?.every((size) => size <= MOST_UNITS) ? sizes : undefined;
  },
  write: few.write,
  allowed: `1–${MOST_UNITS} (× 1–${MOST_LAYERS}, “-”)`,
};

const LAST = whole(0, 99);
const look: Field<number | 'end'> = {
  read: (text) => (text === 'end' ? 'end' : LAST.read(text)),
  write: String,
  allowed: `${LAST.allowed}, end`,
};

export function fieldsOf(functions: readonly string[], initializers: readonly string[]): Fields<UnitsView> {
  const rate = { ...number(0, 1e6, (value) => Math.fround(value) > 0), allowed: '> 0, ≤ 1000000' };
  const bias = number(-100, 100);
  const reach = number(REACHES[0], REACHES[REACHES.length - 1] ?? 0, (value) =>
    REACHES.some((one) => one === value),
  );
  return {
    a: oneOf(functions),
    b: oneOf(functions),
    a_init: oneOf(initializers),
    b_init: oneOf(initializers),
    a_rate: rate,
    b_rate: rate,
    a_bias: bias,
    b_bias: bias,
    hidden,
    epochs: whole(1, 30),
    seed: whole(0, 2 ** 32 - 1),
    layer: whole(1, MOST_LAYERS),
    unit: whole(1, MOST_UNITS),
    look,
    sort: oneOf(SORTS),
    reach: { ...reach, allowed: REACHES.join(', ') },
  };
}

export function settingOf(view: UnitsView, side: Side): Setting {
  return {
    activation: view[side],
    init: view[`${side}_init`],
    rate: view[`${side}_rate`],
    bias: view[`${side}_bias`],
  };
}

export function withSetting(view: UnitsView, side: Side, setting: Partial<Setting>): UnitsView {
  const { activation, init, rate, bias } = { ...settingOf(view, side), ...setting };
  return {
    ...view,
    [side]: activation,
    [`${side}_init`]: init,
    [`${side}_rate`]: rate,
    [`${side}_bias`]: bias,
  };
}

export function configOf(
  view: UnitsView,
  side: Side,
  paramsOf: (activation: string) => Parameters,
): TrainConfig {
  const { activation, init, rate, bias } = settingOf(view, side);
  return {
    activation,
    params: paramsOf(activation),
    learn: {},
    hidden: [...view.hidden],
    initializer: init,
    optimizer: 'sgd',
    learning_rate: rate,
    batch_size: 32,
    epochs: view.epochs,
    seed: view.seed,
    ...(bias !== 0 && { hidden_bias: bias }),
  };
}

/** A layer and a unit that there are. */
export function placeIn({ hidden, layer, unit }: UnitsView): { layer: number; unit: number } {
  const at = Math.min(layer, hidden.length) - 1;
  return { layer: at, unit: Math.min(unit, hidden[at] ?? 1) - 1 };
}

/** Something that a press does: the patient gets worse, or the cure is the patient with one thing changed. */
export interface Press {
  side: Side;
  what: 'times' | 'bias' | 'well' | 'function' | 'init' | 'lower' | 'no_bias';
  value: string | number;
  view: UnitsView;
}

const rounded = (rate: number): number => Number(rate.toPrecision(3));
const WELL = { rate: 0.2, bias: 0 };
const LOWER = 5;

/** What A and B have in common they keep in common. */
function worse(view: UnitsView, change: Partial<Setting>): UnitsView {
  const [a, b] = [settingOf(view, 'a'), settingOf(view, 'b')];
  const shared = Object.fromEntries(
    Object.entries(change).filter(([name]) => a[name as keyof Setting] === b[name as keyof Setting]),
  );
  return withSetting(withSetting(view, 'a', change), 'b', shared);
}

export function pressesOf(view: UnitsView): Press[] {
  const patient = settingOf(view, 'a');
  const ill = (what: Press['what'], value: number, change: Partial<Setting>): Press => ({
    side: 'a',
    what,
    value,
    view: worse(view, change),
  });
  const cure = (what: Press['what'], value: string | number, change: Partial<Setting>): Press => ({
    side: 'b',
    what,
    value,
    view: withSetting(view, 'b', { ...patient, ...change }),
  });
  const lower = rounded(patient.rate / LOWER);
  const cures = ['leaky_relu', 'elu', 'gelu', 'tanh'].filter((id) => id !== patient.activation);
  return [
    ...[3, 10].map((times) => ill('times', times, { rate: rounded(patient.rate * times) })),
    ...[-1, -3].map((bias) => ill('bias', bias, { bias })),
    ill('well', WELL.rate, WELL),
    ...cures.map((activation) => cure('function', activation, { activation })),
    ...['he_normal', 'orthogonal']
      .filter((init) => init !== patient.init)
      .map((init) => cure('init', init, { init })),
    cure('lower', lower, { rate: lower }),
    ...(patient.bias === 0 ? [] : [cure('no_bias', 0, { bias: 0 })]),
  ];
}

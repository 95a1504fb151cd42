// What is to be swept, as a link and the fields tell it. Pure.
//
//   sweep=leaky_relu.negative_slope:0:1:log:9    a parameter, from, to, scale, how many values
//   sweep=functions                              the chosen functions, for a map
//   sweep_y=learning_rate:0.02:2:log:5           of a map, the other side: learning rates,
//   sweep_y=depth:1:4                            numbers of hidden layers,
//   sweep_y=initializer                          or every scheme for the initial weights
//   sweep_seeds=3
//   sweep_refine=6                               further values, where they tell most

import type { Axis, FunctionSpec } from '../../core/types.ts';
import { parseNumber } from '../../state/settings.ts';
import type { SweepName, SweepTexts } from '../../state/state.ts';
import { nameOf, specOfTarget, type Target, targetsOf, usualAxis } from './axes.ts';

export const SCALES = ['linear', 'log', 'signed'] as const satisfies readonly Axis['scale'][];

/** Bounds of what a reader types, as shown when it is not kept. */
export const LIMITS = {
  points: { min: 2, max: 41 },
  seeds: { min: 1, max: 20 },
  refine: { min: 0, max: 40 },
  depth: { min: 1, max: 20 },
} as const;

export const USUAL = { points: 9, map_points: 5, seeds: 3, refine: 6, depth: 4 } as const;

export interface Range extends Axis {
  points: number;
}

/** One side of a map, or a strip. */
export type Side =
  | { kind: 'parameter'; target: Target; range: Range }
  | { kind: 'functions' }
  | { kind: 'learning_rate'; range: Range }
  | { kind: 'depth'; from: number; to: number }
  | { kind: 'initializer' };

export interface Choice {
  x: Extract<Side, { kind: 'parameter' | 'functions' }>;
  /** of a map */
  y: Extract<Side, { kind: 'learning_rate' | 'depth' | 'initializer' }> | undefined;
  seeds: number;
  refine: number;
}

/** A text that cannot be used, and what could. */
export interface Wrong {
  /** of the link's parameter */
  name: SweepName;
  /** the part of it */
  field: Field;
  got: string;
  expected: string;
}

export type Field = 'what' | 'min' | 'max' | 'scale' | 'points' | 'seeds' | 'refine';

/** Thrown within a parser: the first thing that is wrong. */
class Refusal {
  readonly field: Field;
  readonly got: string;
  readonly expected: string;

  constructor(field: Field, got: string, expected: string) {
    this.field = field;
    this.got = got;
    this.expected = expected;
  }
}

function whole(field: Field, text: string, { min, max }: { min: number; max: number }): number {
  const value = parseNumber(text);
  if (value === undefined || !Number.isInteger(value) || value < min || value > max)
    throw new Refusal(field, text, `${min}–${max}`);
  return value;
}

/** A number within bounds, of which the lower one may be open. */
function bound(field: Field, text: string, min: number, max: number, open = false): number {
  const value = parseNumber(text);
  if (value === undefined || value < min || value > max || (open && value <= min))
    throw new Refusal(field, text, max < 1e30 ? `${min}–${max}` : `> ${min}`);
  return value;
}

/** `from`, `to`, scale and number, within what there may be. */
function parseRange(
  texts: readonly string[],
  { min, max, open = false }: { min: number; max: number; open?: boolean },
): Range {
  const [from = '', to = '', scaleText = '', points = ''] = texts;
  const scale = SCALES.find((one) => one === scaleText);
  if (!scale) throw new Refusal('scale', scaleText, SCALES.join(', '));
  const low = bound('min', from, min, max, open);
  const high = bound('max', to, min, max, open);
  if (low >= high) throw new Refusal('max', to, `> ${low}`);
  if (scale === 'log' && low < 0) throw new Refusal('min', from, '≥ 0');
  if (scale === 'signed' && !(low < 0 && high > 0)) throw new Refusal('min', from, '< 0');
  return { min: low, max: high, scale, points: whole('points', points, LIMITS.points) };
}

/** How far learning rates go to either side of the one that is set. */
const FACTOR = 10;

/** Learning rates around one; one of 0.1 is not to begin at 0.010000000000000002. */
export function ratesAround(rate: number): Axis {
  const short = (value: number): number => Number(value.toPrecision(6));
  return { min: short(rate / FACTOR), max: short(rate * FACTOR), scale: 'log' };
}

export const RATES = { min: 0, max: 1e30, open: true } as const;

function parseX(text: string, catalogue: readonly FunctionSpec[]): Choice['x'] {
  if (text === 'functions') return { kind: 'functions' };
  const [name = '', ...rest] = text.split(':');
  const target = targetsOf(catalogue).find((one) => nameOf(one) === name);
  const spec = target && specOfTarget(catalogue, target);
  if (!target || !spec) throw new Refusal('what', name, targetsOf(catalogue).map(nameOf).join(', '));
  if (rest.length === 0) return { kind: 'parameter', target, range: usualRange(target, catalogue) };
  return { kind: 'parameter', target, range: parseRange(rest, spec) };
}

function parseY(text: string): NonNullable<Choice['y']> {
  const [kind = '', ...rest] = text.split(':');
  switch (kind) {
    case 'learning_rate':
      return { kind, range: parseRange(rest, RATES) };
    case 'depth': {
      const [from = '', to = ''] = rest;
      const low = whole('min', from, LIMITS.depth);
      const high = whole('max', to, LIMITS.depth);
      if (low >= high) throw new Refusal('max', to, `> ${low}`);
      return { kind, from: low, to: high };
    }
    case 'initializer':
      return { kind };
    default:
      throw new Refusal('what', kind, 'learning_rate, depth, initializer');
  }
}

export function usualRange(
  target: Target,
  catalogue: readonly FunctionSpec[],
  points: number = USUAL.points,
): Range {
  const spec = specOfTarget(catalogue, target);
  return { ...(spec ? usualAxis(target, spec) : { min: 0, max: 1, scale: 'linear' as const }), points };
}

/** Everything that can be used; the rest is named. Undefined only where no function has a parameter. */
export function parseChoice(
  texts: SweepTexts,
  catalogue: readonly FunctionSpec[],
): { choice: Choice | undefined; wrong: Wrong[] } {
  const wrong: Wrong[] = [];
  function read<T, U>(name: SweepName, parse: () => T, otherwise: U): T | U {
    try {
      return parse();
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      const { field, got, expected } = thrown;
      wrong.push({ name, field, got, expected });
      return otherwise;
    }
  }
  const [first] = targetsOf(catalogue);
  if (!first) return { choice: undefined, wrong };
  const { sweep, sweep_y, sweep_seeds = String(USUAL.seeds), sweep_refine = String(USUAL.refine) } = texts;
  const usual = { kind: 'parameter', target: first, range: usualRange(first, catalogue) } as const;
  const x = read('sweep', () => (sweep === undefined ? usual : parseX(sweep, catalogue)), usual);
  const y = read('sweep_y', () => (sweep_y === undefined ? undefined : parseY(sweep_y)), undefined);
  const seeds = read('sweep_seeds', () => whole('seeds', sweep_seeds, LIMITS.seeds), USUAL.seeds);
  const refine = read('sweep_refine', () => whole('refine', sweep_refine, LIMITS.refine), USUAL.refine);
  // Functions alone make no strip, and they have no common parameter to set beside them.
  if (x.kind === 'functions' && !y) return { choice: { x: usual, y, seeds, refine }, wrong };
  return { choice: { x, y, seeds, refine }, wrong };
}

const rangeText = ({ min, max, scale, points }: Range): string => `${min}:${max}:${scale}:${points}`;

/** What `parseChoice` reads. */
export function textsOf({ x, y, seeds, refine }: Choice): SweepTexts {
  return {
    sweep: x.kind === 'functions' ? x.kind : `${nameOf(x.target)}:${rangeText(x.range)}`,
    ...(y && {
      sweep_y:
        y.kind === 'learning_rate'
          ? `${y.kind}:${rangeText(y.range)}`
          : y.kind === 'depth'
            ? `${y.kind}:${y.from}:${y.to}`
            : y.kind,
    }),
    ...(seeds !== USUAL.seeds && { sweep_seeds: String(seeds) }),
    ...(refine !== USUAL.refine && { sweep_refine: String(refine) }),
  };
}

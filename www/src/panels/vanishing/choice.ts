// What the panel shows, as its part of a link tells it. Pure.

import { MAX_LAYERS, parseNumber, UNITS } from '../../state/settings.ts';
import {
  type Field,
  type Fields,
  number,
  oneOf,
  parts,
  readView,
  type Wrong,
  whole,
  writeView,
} from '../view.ts';

/** Stands for the initialiser that is recommended with a function. */
export const RECOMMENDED = 'recommended';
const MOST_DEPTHS = 20;

/** Of the map. */
export interface Place {
  /** a function, or an initialiser where those are the rows */
  row: string;
  depth: number;
}

export interface Choice {
  /** what the rows are */
  kind: 'functions' | 'initializers';
  functions: 'chosen' | 'all';
  /** of a map of initialisers */
  function: string;
  /** of each hidden layer */
  units: number;
  /** of a map of functions */
  initializer: string;
  seed: number;
  /** ascending */
  depths: readonly number[];
  /** whose gradient: in the weights or the pre-activations */
  of: 'weights' | 'z';
  shown: 'measured' | 'predicted' | 'error';
  /** how the networks are trained */
  epochs: number;
  optimizer: 'sgd' | 'adam';
  rate: number;
  /** which is open */
  cell: Place | undefined;
}

export const KINDS = ['functions', 'initializers'] as const;
export const SHOWN = ['measured', 'predicted', 'error'] as const;
export const OF = ['weights', 'z'] as const;
export const OPTIMIZERS = ['sgd', 'adam'] as const;

export const USUAL: Choice = {
  kind: 'functions',
  functions: 'chosen',
  function: 'tanh',
  units: 32,
  initializer: RECOMMENDED,
  seed: 1,
  depths: [1, 2, 3, 5, 7, 10, 15, 20, 25, 30, 40, 50],
  of: 'weights',
  shown: 'measured',
  epochs: 2,
  optimizer: 'sgd',
  rate: 0.05,
  cell: undefined,
};

/** What there is to choose from. */
export interface Offered {
  functions: readonly string[];
  initializers: readonly string[];
}

/** `1-2-5-10`, in any order. */
const depths: Field<readonly number[]> = {
  read(text) {
    const values = [...new Set(parts(text).map(parseNumber))];
    const usable = (value: number | undefined): value is number =>
      value !== undefined && Number.isInteger(value) && value >= 1 && value <= MAX_LAYERS;
    return values.length <= MOST_DEPTHS && values.every(usable) ? values.sort((a, b) => a - b) : undefined;
  },
  write: (values) => values.join('-'),
  allowed: `1–${MAX_LAYERS} (“-”, ≤ ${MOST_DEPTHS})`,
};

/** `relu-20` */
const cellOf = (rows: readonly string[]): Field<Place | undefined> => ({
  read(text) {
    const [, row = '', digits = ''] = /^(.+)-(\d+)$/.exec(text) ?? [];
    const depth = whole(1, MAX_LAYERS).read(digits);
    return rows.includes(row) && depth !== undefined ? { row, depth } : undefined;
  },
  write: (place) => (place ? `${place.row}-${place.depth}` : ''),
  allowed: 'relu-20, he_normal-20, …',
});

/** Each as a link and a field of the panel read it. */
export const fieldsOf = ({ functions, initializers }: Offered): Fields<Choice> => ({
  kind: oneOf(KINDS),
  functions: oneOf(['chosen', 'all']),
  function: oneOf(functions),
  units: whole(UNITS.min, 256),
  initializer: oneOf([RECOMMENDED, ...initializers]),
  seed: whole(0, 2 ** 32 - 1),
  depths,
  of: oneOf(OF),
  shown: oneOf(SHOWN),
  epochs: whole(1, 5),
  optimizer: oneOf(OPTIMIZERS),
  rate: number(0, 100, (value) => Math.fround(value) > 0),
  cell: cellOf([...functions, ...initializers]),
});

export function parseChoice(
  text: string | undefined,
  offered: Offered,
): { choice: Choice; wrong: readonly Wrong[] } {
  const { view, wrong } = readView(text, fieldsOf(offered), USUAL);
  const rows = view.kind === 'functions' ? offered.functions : offered.initializers;
  if (!view.cell || rows.includes(view.cell.row)) return { choice: view, wrong };
  const none = { name: 'cell', got: view.cell.row, expected: rows.join(', ') };
  return { choice: { ...view, cell: undefined }, wrong: [...wrong, none] };
}

/** What `parseChoice` reads; undefined where all is as usual. */
export const textOf = (choice: Choice, offered: Offered): string | undefined =>
  writeView(choice, fieldsOf(offered), USUAL);

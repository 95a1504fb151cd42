// Which functions a reader is looking for. Pure.

import type { Facts } from '../core/facts.ts';
import { DIALECTS, type Dialect, type Family, type FunctionSpec } from '../core/types.ts';

/** What is true of a function or not, and has a text that says what it means. */
export const TRAITS = ['monotone', 'bounded', 'zero_centred', 'saturating', 'can_die', 'smooth'] as const;
export type Trait = (typeof TRAITS)[number];

export const PROPERTIES = [...TRAITS, 'parameters', ...DIALECTS] as const;
export type Property = (typeof PROPERTIES)[number];

export interface Filter {
  text: string;
  family: Family | undefined;
  /** true: must have it; false: must not */
  properties: Readonly<Partial<Record<Property, boolean>>>;
}

export const NO_FILTER: Filter = { text: '', family: undefined, properties: {} };

export const isFiltering = ({ text, family, properties }: Filter): boolean =>
  text.trim() !== '' || family !== undefined || Object.keys(properties).length > 0;

export function hasTrait(facts: Facts, trait: Trait): boolean {
  return trait === 'saturating' ? facts.saturating !== 'none' : facts[trait] === true;
}

export const isDialect = (property: Property): property is Dialect =>
  DIALECTS.some((dialect) => dialect === property);

function has({ parameters }: FunctionSpec, facts: Facts, property: Property): boolean {
  if (property === 'parameters') return parameters.length > 0;
  return isDialect(property) ? facts.names[property].native : hasTrait(facts, property);
}

/** `Hard-Swish`, `hard_swish` and `hardswish` are one word. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '');

/** By names, ours and the frameworks'; where none fits, by the descriptions. */
export function filtered(
  catalogue: readonly FunctionSpec[],
  { text, family, properties }: Filter,
  factsOf: (id: string) => Facts,
  descriptions: (id: string) => readonly string[],
): FunctionSpec[] {
  const fitting = catalogue.filter(
    (spec) =>
      (family === undefined || spec.family === family) &&
      PROPERTIES.every((property) => {
        const wanted = properties[property];
        return wanted === undefined || wanted === has(spec, factsOf(spec.id), property);
      }),
  );
  const wanted = plain(text);
  if (wanted === '') return fitting;
  const names = ({ id, aliases }: FunctionSpec): (string | null)[] => [
    id,
    ...aliases,
    ...Object.values(factsOf(id).names).flatMap(({ activation, api }) => [activation, api]),
  ];
  const containing = (texts: (spec: FunctionSpec) => readonly (string | null)[]): FunctionSpec[] =>
    fitting.filter((spec) => texts(spec).some((one) => one && plain(one).includes(wanted)));
  const named = containing(names);
  return named.length > 0 ? named : containing(({ id }) => descriptions(id));
}

// What is known about each function beyond what the core needs: formulas, properties, names in the frameworks, paper.
// The build makes it out of crate/src/activation/facts.json, where the tests of the core hold it to the kernels, without
// what no panel shows; it is loaded when a panel needs it (`Lab.ensureFacts`).

import factsUrl from './facts-script.ts?worker&url';
import { loadPart } from './part.ts';
import type { Dialect, Parameters } from './types.ts';

/** null means unbounded. */
export interface ValueRange {
  min: number | null;
  max: number | null;
  min_closed: boolean;
  max_closed: boolean;
}

export interface ParameterFacts {
  name: string;
  /** MathML: its letter in the formulas */
  symbol: string;
  /** MathML: ∂f/∂ the parameter */
  gradient: string;
  /** training it does nothing */
  gradient_is_zero_almost_everywhere: boolean;
}

/** A function as a framework has it. */
export interface Names {
  /** part of the framework, rather than written with its operations */
  native: boolean;
  /** the string for `Dense(activation=…)` */
  activation: string | null;
  api: string | null;
  /** the framework's defaults, by our names of the parameters */
  defaults: Record<string, number>;
  /** Python in `x`, with `{parameter}` for each parameter; null where the framework cannot say it */
  expression: string | null;
}

/** What a framework offers under a function's name, where that differs between frameworks or inside one. */
export interface Variant {
  dialect: Dialect;
  api: string;
  /** the function of ours that it is */
  function: string;
  parameters: Record<string, number>;
}

export interface Paper {
  /** the first of more than three */
  authors: string;
  title: string;
  year: number;
  arxiv: string | null;
  venue: string;
}

export interface Facts {
  /** MathML: the right-hand side of f(x) = … */
  formula: string;
  /** MathML: the right-hand side of f′(x) = … */
  derivative: string;
  /** parameters at which what follows holds, where these are not the defaults */
  at?: Parameters;
  /** at the defaults or `at`, as everything that follows */
  range: ValueRange;
  /** where f or f′ jumps */
  kinks: readonly number[];
  /** f′ chosen at each kink; null where it was not measured or there is no such function */
  derivative_at_kinks: {
    ours: readonly number[];
    pytorch: readonly number[] | null;
    keras_torch: readonly number[] | null;
    keras_jax: readonly number[] | null;
  };
  /** f′ is continuous */
  smooth: boolean;
  /** never falls */
  monotone: boolean;
  bounded: boolean;
  /** takes values of both signs */
  zero_centred: boolean;
  /** the sides on which f′ tends to 0 */
  saturating: 'none' | 'left' | 'right' | 'both';
  /** f′ is exactly 0 on a half-line: a unit there gets no gradient to return by */
  can_die: boolean;
  /** E[f′(z)²] for z from a standard normal distribution */
  mean_squared_slope: number;
  /** the reason is a text, `initializer.<reason>` */
  recommended_initializer: { name: string; reason: InitializerReason };
  parameters: readonly ParameterFacts[];
  names: Record<Dialect, Names>;
  /** the first of each framework is the one in `names` */
  variants?: readonly Variant[];
  paper: Paper | null;
  /** a function of all units of a layer at once; what is said of its shape holds for two, the second at 0 */
  rowwise?: true;
}

export type InitializerReason =
  | 'saturating'
  | 'near_one'
  | 'near_half'
  | 'leaky'
  | 'between'
  | 'small'
  | 'large'
  | 'fixed_point'
  | 'paper';

let known: ReadonlyMap<string, Facts> = new Map();

/** Throws a FailureError. */
export async function loadFacts(): Promise<void> {
  known = new Map(Object.entries(await loadPart<Record<string, Facts>>(factsUrl)));
}

export const functionIds = (): readonly string[] => [...known.keys()];

/** The functions of which there are variants. */
export const varying = (): readonly string[] => functionIds().filter((id) => known.get(id)?.variants);

/** Once they are loaded. */
export function factsOf(id: string): Facts {
  const facts = known.get(id);
  if (!facts) throw new Error(`no facts of ${id}`);
  return facts;
}

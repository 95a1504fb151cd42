// Experiments of every function in every framework, and what the core computes for them.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as core from '../../generated/core/activation_lab.js';
import type { Contestant, Experiment } from '../../src/code/experiment.ts';
import type { Facts } from '../../src/core/facts.ts';
import {
  DIALECTS,
  type Dialect,
  type FunctionSpec,
  type Parameters,
  type Sharing,
} from '../../src/core/types.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
core.initSync({ module: readFileSync(here('../../generated/core/scalar.wasm')) });

export const evaluate = core.evaluate;
export { DIALECTS };
export const VARIANTS = ['defaults', 'others', 'layer', 'unit'] as const;
export type Variant = (typeof VARIANTS)[number];

type Known = Pick<Facts, 'names' | 'parameters' | 'kinks'> & { id: string };
const FACTS: readonly Known[] = JSON.parse(
  readFileSync(here('../../../crate/src/activation/facts.json'), 'utf8'),
);

/** A legal value that is no framework's default and exact in single precision. */
function other({ min, max }: FunctionSpec['parameters'][number]): number {
  const low = Math.max(min, -2);
  const value = low + (Math.min(max, 2) - low) * 0.7;
  return Math.round(value * 64) / 64;
}

/** The functions of the catalogue as a reader may choose them: those without parameters are in two variants only. */
export function contestants(dialect: Dialect, variant: Variant): (Contestant & { facts: Known })[] {
  const catalogue: FunctionSpec[] = core.catalogue(dialect);
  return catalogue.flatMap(({ id, parameters }) => {
    const facts = FACTS.find((one) => one.id === id);
    if (!facts) throw new Error(`no facts about ${id}`);
    if (parameters.length === 0 && variant !== 'defaults') return [];
    const values = parameters.map((one) => [one.name, variant === 'defaults' ? one.default : other(one)]);
    const params: Parameters = Object.fromEntries(values);
    const learn: Record<string, Sharing> =
      variant === 'layer' || variant === 'unit'
        ? Object.fromEntries(parameters.map(({ name }) => [name, variant]))
        : {};
    return [{ id, params, learn, bounds: parameters, facts }];
  });
}

export const experiment = (functions: readonly Contestant[], more: Partial<Experiment> = {}): Experiment => ({
  functions,
  hidden: [64],
  initializer: 'glorot_uniform',
  optimizer: 'sgd',
  learning_rate: 0.2,
  batch_size: 32,
  epochs: 20,
  seed: 1,
  images: 'subset',
  ...more,
});

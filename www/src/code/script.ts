// The page's experiment as a script that a reader runs with the framework itself.

import type { Facts } from '../core/facts.ts';
import type { Dialect, ParameterSpec, Parameters, Sharing } from '../core/types.ts';
import { keras } from './keras.ts';
import { pytorch } from './pytorch.ts';

export interface Contestant {
  id: string;
  /** all of them, with their values or initial values */
  params: Parameters;
  learn: Record<string, Sharing>;
  bounds: readonly Pick<ParameterSpec, 'name' | 'min' | 'max'>[];
  facts: Pick<Facts, 'names' | 'parameters'>;
}

export interface Experiment {
  functions: readonly Contestant[];
  hidden: readonly number[];
  initializer: string;
  optimizer: string;
  learning_rate: number;
  batch_size: number;
  epochs: number;
  seed: number;
  images: 'subset' | 'all';
}

export function script(dialect: Dialect, experiment: Experiment): string {
  // Rather none than one that trains in another way.
  if (experiment.optimizer !== 'sgd') throw new Error(`no script for the optimizer ${experiment.optimizer}`);
  return dialect === 'pytorch' ? pytorch(experiment) : keras(dialect, experiment);
}

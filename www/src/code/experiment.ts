// What a script is written from.

import type { Facts } from '../core/facts.ts';
import type { ParameterSpec, Parameters, Sharing } from '../core/types.ts';

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

// What a script is written from.

import type { Facts } from '../core/facts.ts';
import type { ParameterSpec, Parameters, Sharing, TrainConfig } from '../core/types.ts';
import type { Images } from '../state/settings.ts';

export interface Contestant {
  id: string;
  /** all of them, with their values or initial values */
  params: Parameters;
  learn: Record<string, Sharing>;
  bounds: readonly Pick<ParameterSpec, 'name' | 'min' | 'max'>[];
  facts: Pick<Facts, 'names' | 'parameters'>;
}

export interface Experiment
  extends Omit<TrainConfig, 'activation' | 'params' | 'learn' | 'layers' | 'hidden'> {
  functions: readonly Contestant[];
  hidden: readonly number[];
  images: Images;
}

// The page's experiment as a script that a reader runs with the framework itself.

import type { Dialect } from '../core/types.ts';
import type { Experiment } from './experiment.ts';
import { keras } from './keras.ts';
import { pytorch } from './pytorch.ts';

export function script(dialect: Dialect, experiment: Experiment): string {
  return dialect === 'pytorch' ? pytorch(experiment) : keras(dialect, experiment);
}

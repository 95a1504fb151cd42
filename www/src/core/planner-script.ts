// The build makes a script of its own of this file, which is loaded before a panel that plans sweeps.

import {
  initSync,
  judgeSweep,
  refineSweep,
  tuneGrid,
  tunePositions,
} from '../../generated/core/activation_lab.js';
import type { Planner } from './core.ts';

const planner: Planner = { initSync, judgeSweep, refineSweep, tuneGrid, tunePositions };
document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: planner }));

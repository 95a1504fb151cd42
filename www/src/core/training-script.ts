// The build makes a script of its own of this file, which is loaded when the page itself is to take a training step.

import { Dataset, initSync, Trainer } from '../../generated/core/activation_lab.js';
import type { Training } from './core.ts';

const training: Training = { initSync, Dataset, Trainer };
document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: training }));

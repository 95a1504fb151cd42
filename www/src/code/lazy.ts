// The build makes a script of its own of this file, which the panel loads when a reader comes to it: most never do.

import { script } from './script.ts';

document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: script }));

// The build makes a script of its own of this file, which is loaded when a reader wants to save or load a network.

import { makeControls } from './controls.ts';

document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: makeControls }));

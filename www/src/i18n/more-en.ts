// A script of its own, as texts-en.ts.

import { more } from './en-more.ts';

document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: more }));

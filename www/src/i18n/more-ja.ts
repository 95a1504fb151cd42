// A script of its own, as texts-ja.ts.

import { more } from './ja-more.ts';

document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: more }));

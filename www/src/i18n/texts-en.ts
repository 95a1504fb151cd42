// A script of its own: a reader needs one language. See load.ts.

import { en } from './en.ts';

document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: en }));

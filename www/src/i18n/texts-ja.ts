// A script of its own: a reader needs one language. See load.ts.

import { ja } from './ja.ts';

document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: ja }));

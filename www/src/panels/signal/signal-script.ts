// A script of its own: see ../parts.ts.

import { signal as en } from '../../i18n/en-signal.ts';
import { addTexts } from '../../i18n/index.ts';
import { signal as ja } from '../../i18n/ja-signal.ts';
import './signal.ts';

addTexts('en', en);
addTexts('ja', ja);
document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: true }));

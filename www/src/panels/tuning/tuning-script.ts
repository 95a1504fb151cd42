// A script of its own: see ../parts.ts.

import { tuning as en } from '../../i18n/en-tuning.ts';
import { addTexts } from '../../i18n/index.ts';
import { tuning as ja } from '../../i18n/ja-tuning.ts';
import './tuning.ts';

addTexts('en', en);
addTexts('ja', ja);
document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: true }));

// A script of its own: see ../parts.ts.

import { vanishing as en } from '../../i18n/en-vanishing.ts';
import { addTexts } from '../../i18n/index.ts';
import { vanishing as ja } from '../../i18n/ja-vanishing.ts';
import './vanishing.ts';

addTexts('en', en);
addTexts('ja', ja);
document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: true }));

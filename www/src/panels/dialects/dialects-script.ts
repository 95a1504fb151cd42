// A script of its own: see ../parts.ts.

import { dialects as en } from '../../i18n/en-dialects.ts';
import { addTexts } from '../../i18n/index.ts';
import { dialects as ja } from '../../i18n/ja-dialects.ts';
import './dialects.ts';

addTexts('en', en);
addTexts('ja', ja);
document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: true }));

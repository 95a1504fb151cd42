// A script of its own: see ../parts.ts.

import { claims as en } from '../../i18n/en-claims.ts';
import { addTexts } from '../../i18n/index.ts';
import { claims as ja } from '../../i18n/ja-claims.ts';
import './claims.ts';

addTexts('en', en);
addTexts('ja', ja);
document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: true }));

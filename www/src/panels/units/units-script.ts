// A script of its own: see ../parts.ts.

import { units as en } from '../../i18n/en-units.ts';
import { addTexts } from '../../i18n/index.ts';
import { units as ja } from '../../i18n/ja-units.ts';
import './units.ts';

addTexts('en', en);
addTexts('ja', ja);
document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: true }));

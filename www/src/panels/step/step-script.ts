// A script of its own: see ../parts.ts.

import { step as en } from '../../i18n/en-step.ts';
import { addTexts } from '../../i18n/index.ts';
import { step as ja } from '../../i18n/ja-step.ts';
import './step.ts';

addTexts('en', en);
addTexts('ja', ja);
document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: true }));

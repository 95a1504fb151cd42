// A script of its own: see ../parts.ts.

import { tuning as en } from '../../i18n/en-tuning.ts';
import { tuningHand as handEn } from '../../i18n/en-tuning-hand.ts';
import { addTexts } from '../../i18n/index.ts';
import { tuning as ja } from '../../i18n/ja-tuning.ts';
import { tuningHand as handJa } from '../../i18n/ja-tuning-hand.ts';
import './gradient.ts';
import './hand.ts';
import './search.ts';
import './tuning.ts';

addTexts('en', { ...en, ...handEn });
addTexts('ja', { ...ja, ...handJa });
document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: true }));

// A script of its own: see ../parts.ts.

import { timing as en } from '../../i18n/en-timing.ts';
import { addTexts } from '../../i18n/index.ts';
import { timing as ja } from '../../i18n/ja-timing.ts';
import '../../charts/interval-chart.ts';
import './timing.ts';

addTexts('en', en);
addTexts('ja', ja);
document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: true }));

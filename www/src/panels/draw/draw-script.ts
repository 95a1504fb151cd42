// A script of its own: see ../parts.ts.

import { draw as en } from '../../i18n/en-draw.ts';
import { addTexts } from '../../i18n/index.ts';
import { draw as ja } from '../../i18n/ja-draw.ts';
import './draw.ts';
import './habits.ts';
import './jury.ts';
import './kept-box.ts';
import './meant.ts';
import './pixels.ts';
import './samples.ts';
import './stages.ts';
import './surface.ts';
import './verdict-box.ts';

addTexts('en', en);
addTexts('ja', ja);
document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: true }));

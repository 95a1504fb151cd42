// A script of its own: see ../parts.ts.

import { race as en } from '../../i18n/en-race.ts';
import { settings as enSettings } from '../../i18n/en-settings.ts';
import { addTexts } from '../../i18n/index.ts';
import { race as ja } from '../../i18n/ja-race.ts';
import { settings as jaSettings } from '../../i18n/ja-settings.ts';
import './race.ts';
import './results.ts';
import './settings.ts';

addTexts('en', { ...en, ...enSettings });
addTexts('ja', { ...ja, ...jaSettings });
document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: true }));

// A script of its own: see ../parts.ts.

import { code as en } from '../../i18n/en-code.ts';
import { settings as enSettings } from '../../i18n/en-settings.ts';
import { addTexts } from '../../i18n/index.ts';
import { code as ja } from '../../i18n/ja-code.ts';
import { settings as jaSettings } from '../../i18n/ja-settings.ts';
import '../race/settings.ts';
import './code.ts';

addTexts('en', { ...en, ...enSettings });
addTexts('ja', { ...ja, ...jaSettings });
document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: true }));

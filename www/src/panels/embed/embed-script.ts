// A script of its own, loaded when a reader wants to embed a panel: see ../parts.ts.

import { embed as en } from '../../i18n/en-embed.ts';
import { addTexts } from '../../i18n/index.ts';
import { embed as ja } from '../../i18n/ja-embed.ts';
import type { OpenEmbedding } from '../parts.ts';
import './dialog.ts';
import type { EmbedDialog } from './dialog.ts';

const open: OpenEmbedding = async (element, panel) => {
  await element.updateComplete;
  const dialog = document.createElement('al-embed-dialog') as EmbedDialog;
  dialog.lab = element.lab;
  dialog.panel = panel;
  dialog.still = (element as { still?: string | undefined }).still;
  document.body.append(dialog);
};

addTexts('en', en);
addTexts('ja', ja);
document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: open }));

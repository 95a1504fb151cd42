import './page.css';
import { boot } from './boot.ts';
import { embed } from './embed.ts';
import { NO_TEXTS } from './i18n/load.ts';
import './panels/all.ts';
import type { LabElement } from './panels/panel.ts';

void boot().then(
  (lab) => {
    if (document.body.classList.contains('embed')) embed(lab);
    else for (const element of document.querySelectorAll<LabElement>('[data-lab]')) element.lab = lab;
  },
  () => document.querySelector('main')?.prepend(NO_TEXTS),
);

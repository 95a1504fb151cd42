import './page.css';
import './shared.ts';
import { boot } from './boot.ts';
import { embed } from './embed.ts';
import { NO_TEXTS } from './i18n/load.ts';
import './panels/curves/curves.ts';
import './panels/curves/sparkline.ts';
import './panels/notices.ts';
import type { LabElement } from './panels/panel.ts';
import { start } from './panels/parts.ts';
import './panels/switches.ts';

void boot().then(
  (lab) => {
    if (document.body.classList.contains('embed')) embed(lab);
    else start(document.querySelectorAll<LabElement>('[data-lab]'), lab);
  },
  () => document.querySelector('main')?.prepend(NO_TEXTS),
);

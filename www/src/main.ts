import './page.css';
import './shared.ts';
import { boot } from './boot.ts';
import { embed, inView } from './embed.ts';
import { NO_TEXTS } from './i18n/load.ts';
import { keepOffline } from './offline/offline.ts';
import './panels/curves/curves.ts';
import './panels/curves/sparkline.ts';
import './panels/hero.ts';
import './panels/notices.ts';
import type { LabElement } from './panels/panel.ts';
import { start } from './panels/parts.ts';
import './panels/switches.ts';
import { holdTarget } from './target.ts';

const framed = document.body.classList.contains('embed');

/** What a reader first sees is in the HTML: nothing else comes before it. A hidden tab paints nothing. */
function painted(): Promise<void> {
  if (document.hidden || performance.getEntriesByType('paint').length > 0) return Promise.resolve();
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

async function open(): Promise<void> {
  await (framed ? inView() : painted());
  const lab = await boot(framed);
  if (framed) embed(lab);
  else {
    holdTarget();
    start(document.querySelectorAll<LabElement>('[data-lab]'), lab);
  }
}

void open().catch(() => document.querySelector('main')?.prepend(NO_TEXTS));
keepOffline();

import './page.css';
import { boot } from './boot.ts';
import { embed } from './embed.ts';
import './panels/all.ts';
import type { LabElement } from './panels/panel.ts';

const lab = boot();
if (document.body.classList.contains('embed')) embed(lab);
else for (const element of document.querySelectorAll<LabElement>('[data-lab]')) element.lab = lab;

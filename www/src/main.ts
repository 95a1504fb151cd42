import './page.css';
import { boot } from './boot.ts';
import './panels/all.ts';
import type { LabElement } from './panels/panel.ts';

const lab = boot();
for (const element of document.querySelectorAll<LabElement>('[data-lab]')) element.lab = lab;

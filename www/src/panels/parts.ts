// Panels that a reader comes to later are scripts of their own: with the first panel they would be more than the page may
// weigh. Each hands over `true` once its elements are defined; until then its place is kept by the style sheet.

import { toFailure } from '../core/failure.ts';
import { loadPart } from '../core/part.ts';
import controls from '../export/controls-script.ts?worker&url';
import { translator } from '../i18n/index.ts';
import type { Lab } from '../state/lab.ts';
import claims from './claims/claims-script.ts?worker&url';
import code from './code/code-script.ts?worker&url';
import dialects from './dialects/dialects-script.ts?worker&url';
import draw from './draw/draw-script.ts?worker&url';
import embedding from './embed/embed-script.ts?worker&url';
import type { EmbedRequest, LabElement } from './panel.ts';
import race from './race/race-script.ts?worker&url';
import signal from './signal/signal-script.ts?worker&url';
import step from './step/step-script.ts?worker&url';
import timing from './timing/timing-script.ts?worker&url';
import tuning from './tuning/tuning-script.ts?worker&url';
import units from './units/units-script.ts?worker&url';
import vanishing from './vanishing/vanishing-script.ts?worker&url';

const PARTS: Readonly<Record<string, string>> = {
  'al-claims': claims,
  'al-code': code,
  'al-dialects': dialects,
  'al-draw': draw,
  'al-race': race,
  'al-signal': signal,
  'al-step': step,
  'al-timing': timing,
  'al-tuning': tuning,
  'al-units': units,
  'al-vanishing': vanishing,
};

/** Saving and loading networks; here, as addresses of scripts are known to the page's first one alone. */
export const CONTROLS = controls;

/**
 * Gives elements the lab, and loads the code of each that has none yet when it is about to be scrolled into view; that of
 * `first` at once.
 */
export function start(elements: Iterable<LabElement>, lab: Lab, first?: LabElement): void {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        void load(target as LabElement);
      }
    },
    { rootMargin: '800px' },
  );
  const later: LabElement[] = [];
  for (const element of elements) {
    element.lab = lab;
    element.addEventListener('embed', (event) => {
      void openEmbedding(element, (event as CustomEvent<EmbedRequest>).detail);
    });
    if (PARTS[element.localName]) later.push(element);
  }
  // Only with the core are the panels above as high as they will be.
  const stop = lab.store.subscribe(watch);
  watch();
  function watch(): void {
    if (lab.state.core.status === 'loading') return;
    stop();
    for (const element of later.splice(0)) {
      if (element === first) void load(element);
      else observer.observe(element);
    }
  }
}

/** The dialog that writes what embeds a panel elsewhere. */
export type OpenEmbedding = (element: LabElement, panel: EmbedRequest['panel']) => void;

async function openEmbedding(element: LabElement, { panel, failed }: EmbedRequest): Promise<void> {
  try {
    const open = await loadPart<OpenEmbedding>(embedding);
    open(element, panel);
  } catch (thrown) {
    failed(toFailure(thrown));
  }
}

async function load(element: LabElement): Promise<void> {
  const url = PARTS[element.localName] ?? '';
  try {
    await loadPart<true>(url);
  } catch (thrown) {
    const { t, failure } = translator(element.lab?.state.lang ?? 'en');
    const button = Object.assign(document.createElement('button'), { textContent: t('retry') });
    button.onclick = () => {
      element.replaceChildren();
      void load(element);
    };
    element.replaceChildren(failure(toFailure(thrown)), ' ', button);
  }
}

// <activation-lab panel="race" activations="relu,tanh"></activation-lab>: panels of the page in any other page. It is a frame, so
// that neither page's styles and scripts reach the other one. The file stands alone, as a module or as a classic script.

import { addressOf, nameOf, plainHeight, reservedHeight } from './parameters.ts';

/** How far from being seen the frame begins to load. */
const NEAR = '800px';

/**
 * Where this file came from. A module would know it, but a module of another origin wants a header that its host may not
 * send, and a classic script may know it only now.
 */
const SELF =
  (document.currentScript as HTMLScriptElement | null)?.src ||
  /[a-z]+:\/\/[^\s()@]+?(?=(:\d+)+\)?$)/m.exec(new Error().stack ?? '')?.[0] ||
  document.baseURI;

/**
 * Important rules in a shadow root win over every rule of the page around it. What lays the element out in that page
 * (width, margins, float) is left to the page.
 */
const STYLE = `
:host {
  display: block !important;
  visibility: visible !important;
  opacity: 1 !important;
  pointer-events: auto !important;
  box-sizing: content-box !important;
  height: auto !important;
  max-height: none !important;
  padding: 0 !important;
  border: 0 !important;
  overflow: visible !important;
  contain: none !important;
  clip-path: none !important;
  filter: none !important;
}
:host([hidden]) {
  display: none !important;
}
div {
  display: grid;
  grid-template: auto / minmax(0, 1fr);
}
slot, iframe {
  display: block;
  grid-area: 1 / 1;
}
iframe {
  width: 100%;
  border: 0;
}
/* One that is hidden altogether is not laid out, and would never tell its height. */
div:not(.shown) iframe {
  opacity: 0;
  pointer-events: none;
}
.shown slot {
  display: none;
}`;

/** What a frame is told in place. */
const TOLD = ['lang', 'theme'] as const;

class ActivationLab extends HTMLElement {
  readonly #box = document.createElement('div');
  readonly #slot = document.createElement('slot');
  #frame: HTMLIFrameElement | undefined;
  /** where the frame is, without what it can be told in place */
  #place = '';
  /** what it was told last */
  #told = '';
  #observer: IntersectionObserver | undefined;
  /** Its parameters are whatever attributes it has. */
  readonly #changes = new MutationObserver(() => this.#update());

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    // Policies that forbid style elements allow this.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    this.#box.append(this.#slot);
    root.append(this.#box);
  }

  connectedCallback(): void {
    this.#reserve(reservedHeight((name) => this.getAttribute(name)));
    this.#changes.observe(this, { attributes: true });
    addEventListener('message', this.#hear);
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) this.#open();
      },
      { rootMargin: NEAR },
    );
    this.#observer.observe(this);
    this.#offerLink();
  }

  disconnectedCallback(): void {
    this.#changes.disconnect();
    removeEventListener('message', this.#hear);
    this.#observer?.disconnect();
    // Where it is put next, the browser would load the frame anew anyway.
    this.#frame?.remove();
    this.#frame = undefined;
    this.#box.classList.remove('shown');
  }

  #address(file: string): URL | undefined {
    const attributes = [...this.attributes].map(({ name, value }) => [name, value] as const);
    const lang = this.closest<HTMLElement>('[lang]')?.lang;
    return addressOf(file, attributes, SELF, document.baseURI, lang);
  }

  /** Nothing is requested before. */
  #open(): void {
    this.#observer?.disconnect();
    const address = this.#address('embed.html');
    if (!address || this.#frame) return;
    const frame = document.createElement('iframe');
    frame.allow = 'clipboard-write';
    frame.title = this.#name;
    frame.src = address.href;
    frame.onload = () => frame.contentWindow?.postMessage({ type: 'activation-lab:near' }, '*');
    this.#frame = frame;
    [this.#place, this.#told] = parts(address);
    this.#box.append(frame);
  }

  get #name(): string {
    return nameOf((name) => this.getAttribute(name));
  }

  /** Language and colours change in place; whatever else changes is another address. */
  #update(): void {
    const frame = this.#frame;
    const address = this.#address('embed.html');
    this.#offerLink();
    if (!frame || !address) return;
    if (frame.title !== this.#name) frame.title = this.#name;
    const [place, told] = parts(address);
    if (place !== this.#place) {
      // Not by `src`: the reader's Back button would go through it.
      frame.contentWindow?.location.replace(address.href);
    } else if (told !== this.#told) {
      const words = { theme: 'system', ...Object.fromEntries(new URLSearchParams(told)) };
      frame.contentWindow?.postMessage({ type: 'activation-lab:show', ...words }, '*');
    }
    [this.#place, this.#told] = [place, told];
  }

  /** Where the page has put nothing inside, a link stands until the frame is there, and if it never comes. */
  #offerLink(): void {
    const address = this.#address('index.html');
    if (!address) return;
    const link = document.createElement('a');
    link.href = address.href;
    link.textContent = this.#name;
    this.#slot.replaceChildren(link);
  }

  readonly #hear = ({ source, origin, data }: MessageEvent): void => {
    const frame = this.#frame;
    if (!frame || source !== frame.contentWindow || data?.type !== 'activation-lab:resize') return;
    // In a sandboxed page the frame is sandboxed, too.
    const sandboxed = origin === 'null' && self.origin === 'null';
    if (origin !== new URL(this.#place).origin && !sandboxed) return;
    const height = plainHeight(data.height);
    if (height === undefined) return;
    frame.style.setProperty('height', `${height}px`, 'important');
    this.#reserve(height);
    this.#box.classList.add('shown');
    this.dispatchEvent(
      new CustomEvent('activation-lab:resize', { detail: { height }, bubbles: true, composed: true }),
    );
  };

  #reserve(height: number): void {
    this.#box.style.minHeight = `${height}px`;
  }
}

/** Where a frame is, and what it can be told there. */
function parts(address: URL): [place: string, told: string] {
  const place = new URL(address);
  const told = new URLSearchParams();
  for (const name of TOLD) {
    const value = place.searchParams.get(name);
    if (value !== null) told.set(name, value);
    place.searchParams.delete(name);
  }
  return [place.href, told.toString()];
}

if (!customElements.get('activation-lab')) customElements.define('activation-lab', ActivationLab);

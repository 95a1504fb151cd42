// The types of `activation-lab/element`, which is the page's own file: src/element/activation-lab.ts.

declare global {
  interface HTMLElementTagNameMap {
    /** Panels of the page in a frame; `src` is the address of the folder `dist/page`, wherever it is served. */
    'activation-lab': HTMLElement;
  }
  interface HTMLElementEventMap {
    /** The frame has told its height, in px; the element has it now. */
    'activation-lab:resize': CustomEvent<{ height: number }>;
  }
}

export {};

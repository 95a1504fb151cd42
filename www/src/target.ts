/** For so long, code of figures may come; a reader who does nothing else has arrived. */
const SECONDS = 5;

/**
 * Figures above the target of a link grow as their code comes: until the reader moves, the target stays where they asked
 * for it.
 */
export function holdTarget(): void {
  let target: Element | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const aim = (hash: string): void => {
    target = document.getElementById(hash.slice(1));
    clearTimeout(timer);
    timer = setTimeout(release, SECONDS * 1000);
  };
  const release = (): void => {
    target = null;
  };
  for (const type of ['wheel', 'touchmove', 'keydown', 'pointerdown'])
    addEventListener(type, release, { passive: true });
  addEventListener('click', ({ target: clicked }) => {
    const link = clicked instanceof Element ? clicked.closest<HTMLAnchorElement>('a[href^="#"]') : null;
    if (link) aim(link.hash);
  });
  if (location.hash) aim(location.hash);
  new ResizeObserver(() => target?.scrollIntoView()).observe(document.body);
}

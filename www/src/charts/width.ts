import type { ReactiveControllerHost } from 'lit';

/** Keeps a chart's `width`, in px, what it is on the page. */
export function keepWidth(chart: HTMLElement & ReactiveControllerHost & { width: number }): void {
  const observer = new ResizeObserver(([entry]) => {
    const width = Math.round(entry?.contentRect.width ?? 0);
    if (width > 0) chart.width = width;
  });
  chart.addController({
    hostConnected: () => observer.observe(chart),
    hostDisconnected: () => observer.disconnect(),
  });
}

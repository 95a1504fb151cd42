// What the browser tells of how busy the processor is (W3C, Compute Pressure Level 1), where it tells: in Chromium.

/** From the least on. */
export const PRESSURES = ['nominal', 'fair', 'serious', 'critical'] as const;
export type Pressure = (typeof PRESSURES)[number];

/** What we use of a PressureObserver, which TypeScript's library does not have yet. */
export interface PressureObserverLike {
  observe(source: 'cpu', options: { sampleInterval: number }): Promise<void>;
  disconnect(): void;
}
export type PressureObserverConstructor = new (
  callback: (records: readonly { state: string }[]) => void,
) => PressureObserverLike;

const INTERVAL_MS = 1000;

/** Watches until `stop`, which gives the highest state since; undefined where the browser tells none. */
export function watchPressure(
  Observer = (globalThis as { PressureObserver?: PressureObserverConstructor }).PressureObserver,
): { stop(): Pressure | undefined } {
  let highest = -1;
  const observer =
    Observer &&
    new Observer((records) => {
      for (const { state } of records) highest = Math.max(highest, PRESSURES.indexOf(state as Pressure));
    });
  // A frame may not be allowed to.
  observer?.observe('cpu', { sampleInterval: INTERVAL_MS }).catch(() => {});
  return {
    stop() {
      observer?.disconnect();
      return PRESSURES[highest];
    },
  };
}

// What a line chart draws.

import type { Point } from './geometry.ts';

export interface Series {
  /** Lines of one thing are emphasised together; without it, a line is not. */
  id?: string;
  label: string;
  color: string;
  dash: string;
  points: readonly Point[];
  /** labelled at the end of the line */
  named: boolean;
}

/** What lies between two lines, with a stroke across it where it is widest. */
export interface Area {
  color: string;
  points: readonly (readonly [x: number, low: number, high: number])[];
  mark: readonly [x: number, low: number, high: number] | undefined;
}

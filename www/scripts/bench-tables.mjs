// What the parts of `npm run bench` share.

import { cpus } from 'node:os';

/** @typedef {{ text: string, data: Record<string, unknown> }} Part Markdown, and all samples. */

export const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}`;

/** @param {number[]} samples @param {number} share */
export function quantile(samples, share) {
  const ordered = samples.toSorted((a, b) => a - b);
  const position = share * (ordered.length - 1);
  const [low, high] = [Math.floor(position), Math.ceil(position)].map((i) => ordered[i] ?? Number.NaN);
  return (low ?? 0) + ((high ?? 0) - (low ?? 0)) * (position % 1);
}

/** Median and quartiles. @param {number[]} values @param {(value: number) => string} format */
export function spread(values, format) {
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => format(quantile(values, share)));
  return `**${middle}** (${low}–${high})`;
}

/** Of the ratios in each round. @param {number[]} theirs @param {number[]} ours */
export const ratio = (theirs, ours) =>
  spread(
    theirs.map((value, round) => value / (ours[round] ?? Number.NaN)),
    (value) => (value < 99.5 ? value.toPrecision(2) : value.toFixed(0)),
  );

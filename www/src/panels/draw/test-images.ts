// What the test images say to the panel: how networks read them, and which one a drawing is most like.

import type { Core, Dataset, Model } from '../../core/core.ts';
import { enlarge } from '../../core/data.ts';

/** The digit with the highest probability; of several the smallest. */
export const best = (probabilities: Float32Array): number =>
  probabilities.indexOf(Math.max(...probabilities));

/** What a network takes the test images from `start` to before `end` for. The data set may be of another size. */
export function answers(model: Model, dataset: Dataset, start: number, end: number): Uint8Array {
  return Uint8Array.from({ length: end - start }, (_, index) =>
    best(model.predict(enlarge(dataset.testImage(start + index), dataset.side, 28))),
  );
}

/** Index of the test image of a digit that differs least from a 28×28 picture, by the squares of its pixels' differences. */
export function nearest(core: Core, dataset: Dataset, image: Uint8Array, digit: number): number | undefined {
  const seen = core.downsample(image, dataset.side);
  let found: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; index < dataset.testCount; index += 1) {
    if (dataset.testLabel(index) !== digit) continue;
    let sum = 0;
    for (const [place, level] of dataset.testImage(index).entries()) sum += (level - (seen[place] ?? 0)) ** 2;
    if (sum < least) [found, least] = [index, sum];
  }
  return found;
}

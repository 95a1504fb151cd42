// That colours can be told apart and read: computed from tokens.css, by the formulas of the papers.

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { lineStyle } from '../../src/charts/palette.ts';
import type { FunctionSpec } from '../../src/core/types.ts';

type Triple = readonly [number, number, number];

const css = readFileSync(new URL('../../src/tokens.css', import.meta.url), 'utf8');
const FAMILIES = ['rectifier', 'sigmoid', 'exponential', 'gated', 'shrinkage', 'periodic', 'other'];
const SHADES = 10;
const THEMES = ['light', 'dark'] as const;

/** Machado, Oliveira, Fernandes, "A physiologically-based model for simulation of color vision deficiency" (2009): severity 1, linear RGB. */
const VISIONS: Record<string, readonly Triple[]> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const times = (matrix: readonly Triple[], [x, y, z]: Triple): Triple =>
  matrix.map(([a, b, c]) => a * x + b * y + c * z) as unknown as Triple;
const clipped = (rgb: Triple): Triple => rgb.map((v) => Math.min(1, Math.max(0, v))) as unknown as Triple;

// OKLab: Björn Ottosson, "A perceptual color space for image processing" (2020).
const toOklab = (rgb: Triple): Triple =>
  times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    times(
      [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
      ],
      rgb,
    ).map(Math.cbrt) as unknown as Triple,
  );
const fromOklab = (lab: Triple): Triple =>
  times(
    [
      [4.0767416621, -3.3077115913, 0.2309699292],
      [-1.2684380046, 2.6097574011, -0.3413193965],
      [-0.0041960863, -0.7034186147, 1.707614701],
    ],
    times(
      [
        [1, 0.3963377774, 0.2158037573],
        [1, -0.1055613458, -0.0638541728],
        [1, -0.0894841775, -1.291485548],
      ],
      lab,
    ).map((v) => v ** 3) as unknown as Triple,
  );

/** Linear RGB of a token. */
function colour(name: string, theme: 'light' | 'dark'): Triple {
  const found = new RegExp(
    `--${name}: light-dark\\((#\\w+|oklch\\([^)]*\\)), (#\\w+|oklch\\([^)]*\\))\\)`,
  ).exec(css);
  const text = found?.[theme === 'light' ? 1 : 2] ?? '';
  const [lightness = Number.NaN, chroma = 0, hue = 0] = (/^oklch\((.*)\)$/.exec(text)?.[1] ?? '')
    .split(' ')
    .map(Number);
  if (text.startsWith('#'))
    return [1, 3, 5].map((at) => {
      const v = Number.parseInt(text.slice(at, at + 2), 16) / 255;
      return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    }) as unknown as Triple;
  const angle = (hue * Math.PI) / 180;
  const rgb = fromOklab([lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)]);
  // Else what is shown is another colour than what is computed with.
  expect(Math.min(...rgb), `${name} is a colour of sRGB`).toBeGreaterThan(-0.001);
  expect(Math.max(...rgb), `${name} is a colour of sRGB`).toBeLessThan(1.001);
  return clipped(rgb);
}

/** Steps of OKLab; about 0.02 is just noticed side by side. The least of all kinds of vision. */
function difference(a: Triple, b: Triple): number {
  return Math.min(
    ...Object.values(VISIONS).map((vision) => {
      const [one, other] = [a, b].map((rgb) => toOklab(clipped(times(vision, rgb)))) as [Triple, Triple];
      return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
    }),
  );
}

/** WCAG 2.2 */
function contrast(a: Triple, b: Triple): number {
  const luminance = ([red, green, blue]: Triple): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const pairs = <T>(list: readonly T[]): [T, T][] =>
  list.flatMap((a, index) => list.slice(index + 1).map((b): [T, T] => [a, b]));

for (const theme of THEMES) {
  test(`any two families can be told apart with every kind of colour vision: ${theme}`, () => {
    for (const [a, b] of pairs(FAMILIES))
      expect(difference(colour(`${a}-0`, theme), colour(`${b}-0`, theme)), `${a}, ${b}`).toBeGreaterThan(0.1);
    // Within a family the first four; the others by dash and label.
    for (const family of FAMILIES.filter((one) => one !== 'other'))
      for (const [a, b] of pairs([0, 1, 2, 3]))
        expect(
          difference(colour(`${family}-${a}`, theme), colour(`${family}-${b}`, theme)),
          `${family} ${a}, ${b}`,
        ).toBeGreaterThan(0.04);
  });

  test(`lines and text stand out from the paper: ${theme}`, () => {
    const papers = [colour('paper', theme), colour('raised', theme)];
    const least = (rgb: Triple): number => Math.min(...papers.map((paper) => contrast(rgb, paper)));
    const ink = toOklab(colour('ink', theme));
    for (const family of FAMILIES) {
      for (let shade = 0; shade < SHADES; shade += 1) {
        const rgb = colour(`${family}-${shade}`, theme);
        expect(least(rgb), `${family}-${shade}`).toBeGreaterThanOrEqual(3);
        // Names at lines: color-mix(in oklab, … 75%, var(--ink)).
        const [l, a, b] = toOklab(rgb);
        const name = clipped(
          fromOklab([0.75 * l + 0.25 * ink[0], 0.75 * a + 0.25 * ink[1], 0.75 * b + 0.25 * ink[2]]),
        );
        expect(least(name), `name of ${family}-${shade}`).toBeGreaterThanOrEqual(4.5);
      }
    }
    for (const text of ['ink', 'soft', 'accent', 'bad'])
      expect(least(colour(text, theme)), text).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('on-accent', theme), colour('accent', theme))).toBeGreaterThanOrEqual(4.5);
    expect(least(colour('axis', theme)), 'edges of fields').toBeGreaterThanOrEqual(3);
  });
}

test('functions of a family differ in their dashes, too', () => {
  const catalogue = Array.from({ length: SHADES }, (_, index) => ({ id: `f${index}`, family: 'gated' }));
  const styles = catalogue.map(({ id }) => lineStyle(catalogue as unknown as FunctionSpec[], id));
  expect(new Set(styles.map(({ dash }) => dash)).size).toBe(SHADES);
  expect(new Set(styles.map(({ color }) => color)).size).toBe(SHADES);
});

// Computed colours for programs that know only sRGB: browsers hand out oklch() and oklab(), others cannot read them.

/** `#rrggbb`; what is not a colour that we know is returned as it is. */
export function toHex(colour: string): string {
  const parts = /^(oklch|oklab|rgba?)\(([^)]*)\)$/.exec(colour.trim());
  if (!parts) return colour;
  const [first = 0, second = 0, third = 0] = (parts[2] ?? '').split(/[\s,/]+/).map((part) => {
    const number = Number.parseFloat(part);
    return part.endsWith('%') ? number / 100 : number;
  });
  if (parts[1] === 'oklab') return hex(fromOklab(first, second, third));
  if (parts[1] !== 'oklch') return hex([first / 255, second / 255, third / 255]);
  const angle = ((third || 0) * Math.PI) / 180;
  return hex(fromOklab(first, second * Math.cos(angle), second * Math.sin(angle)));
}

function hex(channels: readonly number[]): string {
  const byte = (channel: number): string =>
    Math.round(Math.max(0, Math.min(1, channel)) * 255)
      .toString(16)
      .padStart(2, '0');
  return `#${channels.map(byte).join('')}`;
}

/** Björn Ottosson, "A perceptual color space for image processing" (2020). What sRGB has not is clipped. */
function fromOklab(lightness: number, a: number, b: number): number[] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((linear) => (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055));
}

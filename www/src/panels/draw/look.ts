// Where a network looks: the gradient of its answer's log-odds in each pixel of what it sees, as marks. Pure.

export interface Marks {
  /** squares where more ink speaks for the answer, as an SVG path in units of pixels */
  pro: string;
  /** diamonds where it speaks against */
  contra: string;
}

/** A mark's area is in proportion to the gradient, the largest fills its pixel. Smaller ones than this share are left out. */
const SMALLEST = 0.02;

export function marksOf(gradient: Float32Array): Marks {
  const side = Math.round(Math.sqrt(gradient.length));
  const most = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const marks: Marks = { pro: '', contra: '' };
  if (!(most > 0) || !Number.isFinite(most)) return marks;
  for (const [index, value] of gradient.entries()) {
    const share = Math.abs(value) / most;
    if (share < SMALLEST) continue;
    const x = (index % side) + 0.5;
    const y = Math.floor(index / side) + 0.5;
    if (value > 0) {
      const half = Math.sqrt(share) / 2;
      const width = (2 * half).toFixed(2);
      marks.pro += `M${(x - half).toFixed(2)} ${(y - half).toFixed(2)}h${width}v${width}h-${width}z`;
    } else {
      // As large as the square of the same share.
      const half = Math.sqrt(share / 2);
      const step = half.toFixed(2);
      marks.contra += `M${x} ${(y - half).toFixed(2)}l${step} ${step}l-${step} ${step}l-${step} -${step}z`;
    }
  }
  return marks;
}

/** Pixel by pixel. */
export function meanGradient(gradients: readonly Float32Array[]): Float32Array | undefined {
  const [first] = gradients;
  return first?.map(
    (_, pixel) => gradients.reduce((sum, one) => sum + (one[pixel] ?? 0), 0) / gradients.length,
  );
}

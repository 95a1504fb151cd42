// Parts of a packed data file, whose layout is described in dataset.rs.

/** Images with their labels. */
export interface Images {
  side: number;
  pixels: Uint8Array;
  labels: Uint8Array;
}

const HEADER = 20;

/** The first training images of an unpacked file. */
export function firstOf(file: Uint8Array, count: number): Images {
  const view = new DataView(file.buffer, file.byteOffset);
  const side = view.getUint16(6, true);
  const labels = HEADER + view.getUint32(8, true) * side ** 2;
  return {
    side,
    pixels: file.subarray(HEADER, HEADER + count * side ** 2),
    labels: file.subarray(labels, labels + count),
  };
}

export function first({ side, pixels, labels }: Images, count: number): Images {
  return { side, pixels: pixels.subarray(0, count * side ** 2), labels: labels.subarray(0, count) };
}

/** Training images as a packed file whose test images are the first of them. */
export function packed({ side, pixels, labels }: Images, tested = 1): Uint8Array<ArrayBuffer> {
  const payload = [pixels, labels, pixels.subarray(0, tested * side ** 2), labels.subarray(0, tested)];
  const file = new Uint8Array(HEADER + payload.reduce((sum, part) => sum + part.length, 0));
  let at = HEADER;
  for (const part of payload) {
    file.set(part, at);
    at += part.length;
  }
  let [a, b] = [1, 0];
  for (const byte of file.subarray(HEADER)) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  const view = new DataView(file.buffer);
  file.set(new TextEncoder().encode('ALMN'));
  view.setUint16(4, 1, true);
  view.setUint16(6, side, true);
  view.setUint32(8, labels.length, true);
  view.setUint32(12, tested, true);
  view.setUint32(16, b * 65_536 + a, true);
  return file;
}

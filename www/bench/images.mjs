// Parts of a packed data file, whose layout is described in dataset.rs. JavaScript, as Node reads it too.

/** Images with their labels. @typedef {{ side: number, pixels: Uint8Array, labels: Uint8Array }} Images */

const HEADER = 20;

/** The first training images of an unpacked file. @param {Uint8Array} file @param {number} count @returns {Images} */
export function firstOf(file, count) {
  const view = new DataView(file.buffer, file.byteOffset);
  const side = view.getUint16(6, true);
  const labels = HEADER + view.getUint32(8, true) * side ** 2;
  return {
    side,
    pixels: file.subarray(HEADER, HEADER + count * side ** 2),
    labels: file.subarray(labels, labels + count),
  };
}

/** @param {Images} images @param {number} count @returns {Images} */
export function first({ side, pixels, labels }, count) {
  return { side, pixels: pixels.subarray(0, count * side ** 2), labels: labels.subarray(0, count) };
}

/** Training images as a packed file with one test image, the first of them. @param {Images} images */
export function packed({ side, pixels, labels }) {
  const payload = [pixels, labels, pixels.subarray(0, side ** 2), labels.subarray(0, 1)];
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
  view.setUint32(12, 1, true);
  view.setUint32(16, b * 65_536 + a, true);
  return file;
}

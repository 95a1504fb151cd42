/** 64-bit FNV-1a of the weights' bytes, as the core has it. */
export function hashOf(weights: Float32Array): string {
  const view = new DataView(weights.buffer, weights.byteOffset, weights.byteLength);
  let [high, low] = [0xcbf29ce4, 0x84222325];
  for (let at = 0; at < view.byteLength; at += 4) {
    let word = view.getUint32(at, true);
    for (let byte = 0; byte < 4; byte += 1, word >>>= 8) {
      low = (low ^ (word & 0xff)) >>> 0;
      // Times 2^40 + 435, modulo 2^64, in halves of 32 bits: every product is below 2^53.
      const product = low * 435;
      high = (high * 435 + Math.floor(product / 2 ** 32) + ((low << 8) >>> 0)) % 2 ** 32;
      low = product % 2 ** 32;
    }
  }
  return [high, low].map((half) => half.toString(16).padStart(8, '0')).join('');
}

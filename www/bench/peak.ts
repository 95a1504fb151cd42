// The most that a core multiplies and adds in WebAssembly: a loop of `x = x · m + c` on lanes in registers alone.

/** Chains that do not wait for each other; with m and c they fill the registers that a browser's compiler allots. */
const CHAINS = 12;

/** A module with `run(turns)`, and the multiplications and additions of a turn. */
export function peakModule(): { module: Uint8Array<ArrayBuffer>; operations: number } {
  const splat = (bytes: number[]) => [0x43, ...bytes, 0xfd, 0x13]; // f32.const, f32x4.splat
  const [half, one] = [
    [0, 0, 0, 0x3f],
    [0, 0, 0x80, 0x3f],
  ];
  const [m, c] = [1 + CHAINS, 2 + CHAINS];
  const get = (local: number) => [0x20, local];
  const set = (local: number) => [0x21, local];
  const chains = Array.from({ length: CHAINS }, (_, i) => 1 + i);
  const start = chains.flatMap((x) => [0x43, 0, 0, 0x80 + x, 0x3f, 0xfd, 0x13, ...set(x)]);
  const turn = chains.flatMap((x) => [
    ...get(x),
    ...get(m),
    0xfd,
    0xe6,
    1,
    ...get(c),
    0xfd,
    0xe4,
    1,
    ...set(x),
  ]);
  const down = [...get(0), 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0]; // turns -= 1, and again unless 0
  const sum = chains.slice(1).flatMap((x) => [...get(x), 0xfd, 0xe4, 1]);
  const body = [
    ...[1, CHAINS + 2, 0x7b], // locals: v128
    ...[...splat(half), ...set(m), ...splat(one), ...set(c), ...start],
    ...[0x03, 0x40, ...turn, ...down, 0x0b],
    ...[...get(1), ...sum, 0xfd, 0x1f, 0, 0x0b], // or the chains would be found to be of no use
  ];
  const section = (id: number, content: number[]) => [id, ...length(content), ...content];
  const module = Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 1, 0x7f, 1, 0x7d]), // (i32) → f32
    ...section(3, [1, 0]),
    ...section(7, [1, 3, 0x72, 0x75, 0x6e, 0, 0]), // "run"
    ...section(10, [1, ...length(body), ...body]),
  ]);
  return { module, operations: CHAINS * 4 * 2 };
}

/** In LEB128, of at most 14 bits. */
function length(content: number[]): number[] {
  return [(content.length & 0x7f) | 0x80, content.length >> 7];
}

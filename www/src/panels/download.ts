/** Offers a file. A frame may forbid it, by an exception or without saying so. */
export function download(file: string, blob: Blob): void {
  const href = URL.createObjectURL(blob);
  Object.assign(document.createElement('a'), { href, download: file }).click();
  // Not at once: the browser may still be reading.
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

import { FailureError } from './failure.ts';

/** A wasm module; `read` gives its bytes where they cannot be fetched. Throws a FailureError. */
export async function compile(
  url: string,
  read?: (url: string) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<WebAssembly.Module> {
  const name = url.replace(/^.*\//, '');
  try {
    if (read) return await WebAssembly.compile(await read(url));
    const response = await fetch(url);
    if (!response.ok) throw new FailureError('core_missing', name, `HTTP ${response.status}`);
    // compileStreaming insists on the MIME type application/wasm, which simple hosts do not send.
    return response.headers.get('Content-Type')?.startsWith('application/wasm')
      ? await WebAssembly.compileStreaming(response)
      : await WebAssembly.compile(await response.arrayBuffer());
  } catch (thrown) {
    throw thrown instanceof FailureError ? thrown : new FailureError('core_missing', name, String(thrown));
  }
}

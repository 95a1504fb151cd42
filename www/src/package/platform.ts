import type { WorkerLike } from '../worker/pool.ts';

/** What browsers and Node do in different ways. */
export interface Platform {
  /** Throws a FailureError. */
  compile(url: string): Promise<WebAssembly.Module>;
  /** Throws a FailureError. */
  read(url: string): Promise<Uint8Array<ArrayBuffer>>;
  /** What starts a worker. */
  loadWorkers(): Promise<() => WorkerLike>;
  /** how many networks may be trained at once */
  cores: number;
}

// `activation-lab` for Node.js: files are read, and workers are threads.

import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { compile } from '../core/compile.ts';
import { fetchFile } from '../core/data.ts';
import { FailureError } from '../core/failure.ts';
import type { WorkerLike } from '../worker/pool.ts';
import { Lab } from './lab.ts';

export * from './api.ts';

/** Built beside this one. */
const THREAD = './thread.js';

const readLocal = async (url: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await readFile(new URL(url)));

async function read(url: string): Promise<Uint8Array<ArrayBuffer>> {
  if (!url.startsWith('file:')) return fetchFile(url);
  try {
    return await readLocal(url);
  } catch (thrown) {
    throw new FailureError('data_missing', url.replace(/^.*\//, ''), String(thrown));
  }
}

function spawn(): WorkerLike {
  const thread = new Worker(new URL(THREAD, import.meta.url));
  const worker: WorkerLike = {
    postMessage: (command) => thread.postMessage(command),
    terminate: () => void thread.terminate(),
    onmessage: null,
    onerror: null,
  };
  thread.on('message', (data) => worker.onmessage?.({ data } as MessageEvent));
  thread.on('error', ({ message }) => worker.onerror?.({ message } as ErrorEvent));
  return worker;
}

/** Reads and compiles the core. Throws a FailureError: `core_missing`. */
export function loadLab(): Promise<Lab> {
  return Lab.load({
    compile: (url) => compile(url, readLocal),
    read,
    loadWorkers: async () => spawn,
    cores: availableParallelism(),
  });
}

// `activation-lab` for browsers.

import { compile } from '../core/compile.ts';
import { fetchFile } from '../core/data.ts';
import TrainerWorker from '../worker/trainer.worker.ts?worker&inline';
import { Lab } from './lab.ts';

export * from './api.ts';

/**
 * Fetches and compiles the core (one file, with or without SIMD as the browser has it). Call it once; a further lab has
 * workers of its own. Throws a FailureError: `no_webassembly` or `core_missing`.
 */
export function loadLab(): Promise<Lab> {
  return Lab.load({
    compile,
    read: fetchFile,
    // The worker is in this script as text: no bundler has to find it, and a page of another host may start it.
    loadWorkers: async () => () => new TrainerWorker(),
    cores: navigator.hardwareConcurrency || 2,
  });
}

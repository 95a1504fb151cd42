// The npm package's core: ES modules whose files are found by `new URL(…, import.meta.url)`, as bundlers and browsers know it.

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import page from './vite.config.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  base: './',
  publicDir: false,
  build: {
    outDir: here('../dist'),
    emptyOutDir: true,
    ...(page.build?.target && { target: page.build.target }),
    assetsInlineLimit: 0,
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        index: here('src/package/index.ts'),
        node: here('src/package/node.ts'),
        thread: here('src/package/thread.ts'),
      },
      external: /^node:/,
      checks: { pluginTimings: false },
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js', assetFileNames: '[name][extname]' },
    },
  },
  worker: { format: 'iife', rolldownOptions: { output: { minify: true } } },
  logLevel: 'warn',
});

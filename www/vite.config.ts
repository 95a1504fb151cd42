import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  // Relative addresses: the page works from any folder of any static host.
  base: './',
  publicDir: here('public'),
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    target: ['chrome111', 'edge111', 'firefox114', 'safari16.4'],
    // wasm and data stay files of their own: streamed, compiled and cached as such.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { index: here('index.html'), embed: here('embed.html') },
    },
  },
  // Classic blob workers are the only kind that starts in a sandboxed frame in every browser.
  worker: { format: 'iife' },
  logLevel: 'warn',
});

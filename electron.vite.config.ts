import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { bundledParts } from './scripts/parts/bundled-parts.ts';

const at = (path: string): string => resolve(import.meta.dirname, path);

/** Nothing is painted before the window knows its colours: it must not flash in others first (HTML, `blocking`). */
const paintedFirst = {
  name: 'painted-first',
  transformIndexHtml: {
    order: 'post' as const,
    handler: (html: string): string =>
      html.replaceAll('<script type="module"', '<script type="module" blocking="render"'),
  },
};

export default defineConfig({
  main: {
    plugins: [bundledParts()],
    build: {
      outDir: 'out/main',
      rollupOptions: {
        input: {
          main: at('src-main/main.ts'),
          'backup-worker': at('src-main/backups/worker.ts'),
          'write-back-worker': at('src-main/db/write-back-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    plugins: [bundledParts()],
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: at('src-main/preload/index.ts'),
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    plugins: [react(), paintedFirst, bundledParts()],
    build: {
      outDir: at('out/renderer'),
      rollupOptions: {
        input: at('src-renderer/index.html'),
        output: {
          // Half the bytes, and a crash still names its functions in the log.
          minify: { compress: true, mangle: false, codegen: true },
          // One file for all that the first screen needs, rather than a file for each part that others need as well.
          codeSplitting: { groups: [{ name: 'window', tags: ['$initial'] }] },
        },
      },
    },
  },
});

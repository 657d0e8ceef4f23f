import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { definitionsReadOnce } from './definitions-read-once.ts';

const at = (path: string): string => resolve(import.meta.dirname, path);

/** The demo clinic's bundles, beside the program's and in none of them. */
export default defineConfig({
  root: at('.'),
  plugins: [definitionsReadOnce],
  ssr: {
    // HL7's libraries are many files, of which little is used.
    noExternal: true,
    external: ['better-sqlite3', 'kysely', 'mailparser', 'smtp-server', 'temporal-polyfill'],
  },
  build: {
    ssr: true,
    target: 'node22',
    outDir: at('../out/demo'),
    emptyOutDir: true,
    reportCompressedSize: false,
    rollupOptions: {
      // Reading HL7's definitions takes its two seconds.
      checks: { bundlerTimings: false },
      input: {
        index: at('index.ts'),
        portal: at('portal/worker.ts'),
        mailbox: at('mailbox/worker.ts'),
      },
      output: { format: 'es', entryFileNames: '[name].js' },
    },
  },
});

import type { KnipConfig } from 'knip';

/** What nothing uses, files, exports and packages, is refused by `npm run lint`. */
export default {
  entry: [
    // What the bundles are made of.
    'src-main/{main,preload/index}.ts',
    'src-demo/{index,portal/worker,mailbox/worker}.ts',
    // Started in a process or a worker of its own, by its path.
    'scripts/{dev,house-rules,package,preview,screenshots}/run.ts',
    'scripts/lib/watched-fetch.mjs',
    'tests/support/{mortal-{portal,mailbox},encrypt-and-die,change-keys-and-die,hurried-main,rekey-a-file}.ts',
    'tests/bench/*.ts',
    // Loaded by a page.
    'scripts/preview/{page,question-preload}.js',
    'tests/bench/day-grid/page.tsx',
    'tests/bench/window-start/empty.tsx',
    // Stands in for Electron where the program imports it.
    'scripts/preview/electron.ts',
    'playwright.electron.config.ts',
  ],
  // Of Linux, for a test that fills a disk of its own.
  ignoreBinaries: ['mount', 'umount'],
  // The types of the package under whose name its fork with ciphers is installed; the fork's own are not among its exports.
  ignoreDependencies: ['@types/better-sqlite3'],
  // An exception that nothing needs any more is one too many.
  treatConfigHintsAsErrors: true,
  project: ['{src-main,src-demo,src-renderer,src-shared,scripts,tests}/**/*.{ts,tsx,js,mjs}', '*.ts'],
} satisfies KnipConfig;

import { defineConfig } from 'vitest/config';

/** What the tests start speaks English, whatever the machine's own language is. */
const env = { LC_ALL: 'C.UTF-8' };

export default defineConfig({
  test: {
    // A machine of few processors is what this suite is slow on: all of them.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          env,
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/support/system-language.ts'],
          // What they test keeps nothing between files, and reading it anew for each took longer than the tests.
          isolate: false,
          // Random cases are many: a slow machine takes its time over them.
          testTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          name: 'integration',
          env,
          include: ['tests/integration/**/*.test.ts'],
          isolate: false,
          testTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});

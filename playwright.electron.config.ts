import { defineConfig } from '@playwright/test';

/** The built program under real Electron. `RESLOT_ELECTRON` names the executable: `npm test` sets it where there is one. */
export default defineConfig({
  testDir: 'tests/electron',
  outputDir: 'test-results/electron',
  // Each starts a program of its own, with a window that the others would take the focus from.
  workers: 1,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  forbidOnly: true,
});

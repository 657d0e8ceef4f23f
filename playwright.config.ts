import { defineConfig, devices } from '@playwright/test';
import { findTestBrowser } from './scripts/lib/chromium.mjs';

const executablePath = findTestBrowser();

// What the tests start speaks English, whatever the machine's own language is.
process.env.LC_ALL = 'C.UTF-8';

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  // Each test starts a desk, a portal and a mailbox of its own: as many at once as there are processors for them.
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  forbidOnly: true,
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 800 },
    // The machine's own zone and language must not matter.
    timezoneId: 'Asia/Tokyo',
    locale: 'en-US',
    actionTimeout: 15_000,
    // A trace costs a tenth of the time of every test that passes. For one that fails: npm run test:e2e -- --trace on FILE
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // Chromium refuses its sandbox to root.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
});

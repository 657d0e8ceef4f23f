import { test as base, expect, type Page } from '@playwright/test';
import { type AppOptions, type RunningApp, startApp } from './app.ts';

/** Every end-to-end test has a demo clinic of its own, and a page that shows its desk. */
export const test = base.extend<{ appOptions: AppOptions; app: RunningApp; desk: Page }>({
  /** Override with `test.use({ appOptions: { now: … } })`. */
  appOptions: [{}, { option: true }],
  app: async ({ appOptions }, use, testInfo) => {
    const app = await startApp(appOptions);
    await use(app);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('terminal', { body: app.output(), contentType: 'text/plain' });
    }
    await app.dispose();
  },
  desk: async ({ app, page }, use) => {
    await page.goto(app.deskUrl);
    await use(page);
  },
});

export { expect };

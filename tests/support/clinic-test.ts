import { test as base, expect } from '@playwright/test';
import { type RunningApp, startApp } from './app.ts';
import { Clinic } from './clinic.ts';
import { Desk, type Rules } from './desk.ts';
import { Mailbox } from './mailbox.ts';
import { PatientPortal } from './patient-portal.ts';
import { withoutLeftOvers, withoutUndo } from './ready-clinic.ts';

/** Monday, 16 November 2026, 9:00 AM in Chicago. */
export const MONDAY = '2026-11-16T15:00:00Z';

/** The preview of an e-mail runs no script, not even the one by which the test tool looks at each frame. */
const SANDBOX_REFUSAL = "Blocked script execution in 'about:srcdoc'";

interface Fixtures {
  readonly clinic: Clinic;
  readonly mailbox: Mailbox;
  readonly portal: PatientPortal;
  /** The window, open at the inbox. */
  readonly desk: Desk;
  readonly settings: {
    /** Whatever the test changes of the practice's rules is put back after it. */
    keep(): Promise<void>;
  };
}

/**
 * One demo clinic a worker: it starts on `MONDAY` and has no time to undo, so that decisions leave at once. Each test brings
 * providers, patients and visits of its own. The window may write no error to its console.
 */
export const test = base.extend<Fixtures, { readonly app: RunningApp }>({
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures it needs from this pattern.
    async ({}, use) => {
      const app = await startApp({ now: MONDAY });
      await withoutUndo(app);
      await use(app);
      await app.dispose();
    },
    { scope: 'worker' },
  ],
  clinic: async ({ app }, use) => use(new Clinic(app.fhirUrl)),
  mailbox: async ({ app }, use) => use(new Mailbox(app.mailboxUrl)),
  portal: async ({ app, browser }, use) => {
    const portal = await PatientPortal.inWindow(browser, app.portalUrl);
    await use(portal);
    await portal.leave();
  },
  desk: async ({ app, page }, use, testInfo) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (said) => {
      if (said.type() === 'error' && !said.text().startsWith(SANDBOX_REFUSAL)) errors.push(said.text());
    });
    await withoutLeftOvers(app);
    const desk = new Desk(page);
    await desk.open(app.deskUrl);
    await use(desk);
    expect(errors).toEqual([]);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('terminal', { body: app.output(), contentType: 'text/plain' });
    }
  },
  settings: async ({ desk }, use) => {
    let before: Rules | null = null;
    await use({
      async keep() {
        before = (await desk.invoke('settings.get', undefined)).rules;
      },
    });
    if (before !== null) await desk.invoke('settings.save', { rules: before });
  },
});

export { expect };

import { test as base, expect } from '@playwright/test';
import { Desk } from './desk.ts';
import { PatientPortal } from './patient-portal.ts';
import {
  connectMail,
  connectPortal,
  createPracticeDesk,
  expectUpToDate,
  type PracticeDesk,
  type Surroundings,
  startSurroundings,
} from './practice.ts';

interface Fixtures {
  readonly surroundings: Surroundings;
  readonly program: PracticeDesk;
  readonly portal: PatientPortal;
  /** The window, connected to both servers over their wires, with no time to undo. */
  readonly desk: Desk;
  /** The window of a second desk of the practice, whose wires nobody cuts. */
  readonly otherDesk: Desk;
}

/** A practice of its own for each test: its desk, and outside of it a portal and a mail server. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures it needs from this pattern.
  surroundings: async ({}, use) => {
    const surroundings = await startSurroundings();
    await use(surroundings);
    await surroundings.stop();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  program: async ({}, use, testInfo) => {
    const program = createPracticeDesk();
    await use(program);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('terminal', { body: program.output(), contentType: 'text/plain' });
    }
    await program.dispose();
  },
  portal: async ({ surroundings, browser }, use) => {
    const portal = await PatientPortal.inWindow(browser, surroundings.portalUrl);
    await use(portal);
    await portal.leave();
  },
  desk: async ({ surroundings: { wires }, program, context }, use) => {
    const desk = new Desk(await context.newPage());
    await connected(desk, program, { portal: wires.portal.port, mail: wires.mail.port });
    await use(desk);
  },
  otherDesk: async ({ surroundings, browser }, use) => {
    const program = createPracticeDesk();
    // In a window of its own, as for the portal: a page behind another is slow.
    const desk = new Desk(await browser.newPage());
    await connected(desk, program, { portal: surroundings.portalPort, mail: surroundings.smtpPort });
    await use(desk);
    await desk.page.close();
    await program.dispose();
  },
});

async function connected(
  desk: Desk,
  program: PracticeDesk,
  ports: { readonly portal: number; readonly mail: number },
): Promise<void> {
  await desk.open(await program.start());
  await desk.changeRules((rules) => ({ ...rules, undoSeconds: 0 }));
  await connectMail(desk, ports.mail);
  await connectPortal(desk, ports.portal);
  await expectUpToDate(desk);
}

export { expect };

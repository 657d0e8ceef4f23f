import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { startApp } from '../support/app.ts';
import { Clinic } from '../support/clinic.ts';
import { MONDAY } from '../support/clinic-test.ts';
import { Desk } from '../support/desk.ts';
import { Mailbox } from '../support/mailbox.ts';
import { mortalFile } from '../support/mortal-worker.ts';
import { PatientPortal } from '../support/patient-portal.ts';

const MORTAL = pathToFileURL(resolve(import.meta.dirname, '../support/mortal-worker.ts')).href;

test('a portal that dies before it answers is said, comes back by itself, and the decision was made once', async ({
  browser,
  page,
}) => {
  const app = await startApp({ now: MONDAY, env: { NODE_OPTIONS: `--import=${MORTAL}` } });
  try {
    const clinic = new Clinic(app.fhirUrl);
    const desk = new Desk(page);
    await desk.open(app.deskUrl);
    await desk.changeRules((rules) => ({ ...rules, undoSeconds: 0 }));
    const visit = await clinic.newVisit();
    const portal = await PatientPortal.inWindow(browser, app.portalUrl);
    await portal.askToReschedule(visit, '2026-11-20', '14:00');
    await portal.leave();
    const row = await desk.receive('Reschedule appointment', visit.patient);

    const { meta: before } = await clinic.appointmentOf(visit);
    const dies = mortalFile(join(app.dataDir, 'demo'), 'portal');
    writeFileSync(dies, 'unanswered');
    await row.getByRole('button', { name: 'Approve', exact: true }).click();
    const notice = page.getByRole('banner').getByText('The demo portal stopped and is being started again.');
    await expect(notice).toBeVisible();
    await expect(desk.status).toContainText('1 waiting to sync');
    rmSync(dies);
    await expect(notice).toBeHidden({ timeout: 60_000 });
    await expect(desk.status).toHaveText(/^Up to date \(\d{1,2}:\d\d [AP]M\)$/, { timeout: 60_000 });
    await desk.confirmed('Reschedule appointment', visit.patient);

    const moved = await clinic.appointmentOf(visit);
    expect(moved.start).toBe('2026-11-20T20:00:00Z');
    expect(Number(moved.meta?.versionId)).toBe(Number(before?.versionId) + 1);
    const mailbox = new Mailbox(app.mailboxUrl);
    await mailbox.newest(visit.patient);
    expect(await mailbox.messagesTo(visit.patient)).toHaveLength(1);
  } finally {
    await app.dispose();
  }
});

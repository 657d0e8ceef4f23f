import { expect, test } from '@playwright/test';
import { startApp } from '../support/app.ts';
import { Clinic } from '../support/clinic.ts';
import { MONDAY } from '../support/clinic-test.ts';
import { Desk } from '../support/desk.ts';
import { PatientPortal } from '../support/patient-portal.ts';
import { openPage } from '../support/preview-page.ts';

const TITLE = 'Reschedule appointment';
const HANGS_MS = 8000;

test('a window that hangs when the desk is locked comes back to sign in, and with what was typed', async ({
  page,
  browser,
}) => {
  const app = await startApp({ now: MONDAY });
  try {
    const clinic = new Clinic(app.fhirUrl);
    const portal = await PatientPortal.inWindow(browser, app.portalUrl);
    const visit = await clinic.newVisit();
    await portal.askToReschedule(visit, '2026-11-20', '14:00');
    const desk = new Desk(page);
    await desk.open(app.deskUrl);
    await desk.refresh();
    const row = await desk.find('Inbox', TITLE, visit.patient);
    await row.getByRole('button', { name: 'Deny', exact: true }).click();
    await desk.fillWords({ message: 'Half a sen' });
    const { id } = await clinic.taskOf(visit);
    const handedOver = async () => JSON.stringify(await desk.invoke('requests.get', { id }));
    await expect.poll(handedOver).toContain('Half a sen');

    await page.evaluate((ms) => {
      Object.assign(window, { before: 'the lock' });
      setTimeout(() => {
        const until = performance.now() + ms;
        while (performance.now() < until);
      });
    }, HANGS_MS);
    // The system was locked, say: it is not the window that locks.
    const system = await openPage(app.deskUrl);
    expect(await system.invoke('session.lock', { kept: null, stays: true })).toMatchObject({ ok: true });
    await expect(page.getByRole('heading', { name: 'Who is here?' })).toBeVisible({ timeout: 30_000 });
    expect(await page.evaluate(() => 'before' in window)).toBe(false);
    await expect(page.getByText(visit.patient.name)).toHaveCount(0);
    expect(system.boxes).toEqual([]);
    system.close();

    await page.getByRole('button', { name: 'Sign in as Morgan Reyes' }).click();
    // The page could not hand over which dialog was open.
    await desk.look('Inbox', visit.patient);
    await row.getByRole('button', { name: 'Deny', exact: true }).click();
    await expect(desk.reasonDialog.getByRole('textbox', { name: 'Message to patient' })).toHaveValue(
      'Half a sen',
    );
    await portal.leave();
  } finally {
    await app.dispose();
  }
});

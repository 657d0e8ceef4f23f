import { expect, test } from '@playwright/test';
import { startApp } from '../support/app.ts';
import { Clinic } from '../support/clinic.ts';
import { MONDAY } from '../support/clinic-test.ts';
import { Desk } from '../support/desk.ts';
import { PatientPortal } from '../support/patient-portal.ts';
import { HURRIED } from '../support/preview-process.ts';

const TITLE = 'Reschedule appointment';
const MINUTE = 60_000;

test('a desk nobody touches locks itself, holds nothing, goes on syncing, and gives back what was typed', async ({
  page,
  browser,
}) => {
  const app = await startApp({ now: MONDAY, system: [HURRIED] });
  try {
    const clinic = new Clinic(app.fhirUrl);
    const portal = await PatientPortal.inWindow(browser, app.portalUrl);
    const [decided, asked] = [await clinic.newVisit(), await clinic.newVisit()];
    for (const visit of [decided, asked]) await portal.askToReschedule(visit, '2026-11-20', '14:00');
    const desk = new Desk(page);
    await desk.open(app.deskUrl);
    await desk.refresh();

    // It leaves only when there is no time left to undo it: by then nobody is at the desk.
    const row = await desk.find('Inbox', TITLE, decided.patient);
    await row.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(desk.undoOf(decided.patient)).toBeVisible();
    const other = await desk.find('Inbox', TITLE, asked.patient);
    await other.getByRole('button', { name: 'Deny', exact: true }).click();
    await desk.fillWords({ message: 'Half a sen' });
    const { id } = await clinic.taskOf(decided);
    await page.evaluate(() => Object.assign(window, { before: 'the lock' }));
    app.hurry(4 * MINUTE);
    await expect(desk.reasonDialog).toBeVisible();
    app.hurry(5 * MINUTE);
    await expect(page.getByRole('heading', { name: 'Who is here?' })).toBeVisible();

    // Another page: nothing of what the one before held is there, in sight or kept.
    expect(await page.evaluate(() => 'before' in window)).toBe(false);
    for (const { patient } of [decided, asked]) await expect(page.getByText(patient.name)).toHaveCount(0);
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    for (const one of [decided.patient.name, asked.patient.name, 'Half a sen'])
      expect(kept).not.toContain(one);
    await expect(desk.invoke('patients.search', { text: 'a' } as never)).rejects.toThrow('locked');
    await expect.poll(async () => (await clinic.read('Task', id)).status).toBe('completed');
    await expect(page.getByRole('heading', { name: 'Who is here?' })).toBeVisible();

    await page.getByRole('button', { name: 'Sign in as Morgan Reyes' }).click();
    await expect(desk.reasonDialog.getByRole('textbox', { name: 'Message to patient' })).toHaveValue(
      'Half a sen',
    );
    await page.keyboard.press('Escape');
    await desk.look('Inbox', decided.patient);
    await desk.expectNoneIn('Inbox', decided.patient);
    await portal.leave();
  } finally {
    await app.dispose();
  }
});

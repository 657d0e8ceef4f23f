import { startApp } from '../support/app.ts';
import { Clinic } from '../support/clinic.ts';
import { expect, MONDAY, test } from '../support/clinic-test.ts';
import { Desk } from '../support/desk.ts';
import { PatientPortal } from '../support/patient-portal.ts';

const TITLE = 'Reschedule appointment';

test('closing the row, the dialog or the window loses nothing typed', async ({
  clinic,
  portal,
  desk,
  app,
  context,
}) => {
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);
  const form = await desk.openForm(row);
  await desk.fillWhen(form, '2026-11-24', '16:00');
  await form.getByRole('textbox', { name: 'Duration' }).fill('50');
  await form.getByRole('button', { name: 'Propose Changes', exact: true }).click();
  await desk.fillWords({ reason: 'Other', message: 'Half a sentence' });
  await desk.reasonDialog.getByRole('textbox', { name: 'Reason in words' }).fill('The room is painted');
  await desk.page.keyboard.press('Escape');
  await expect(desk.reasonDialog).toBeHidden();
  await form.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(row).toContainText('Something is typed here');

  await desk.openForm(row);
  await expect(form.getByRole('textbox', { name: 'Date' })).toHaveValue('2026-11-24');
  await expect(form.getByRole('textbox', { name: 'Duration' })).toHaveValue('50');
  await desk.page.close();

  const again = new Desk(await context.newPage());
  await again.open(app.deskUrl);
  const same = await again.find('Inbox', TITLE, visit.patient);
  await expect(same).toContainText('Something is typed here');
  const reopened = await again.openForm(same);
  await expect(reopened.getByRole('textbox', { name: 'Time' })).toHaveValue('16:00');
  await reopened.getByRole('button', { name: 'Propose Changes', exact: true }).click();
  await expect(again.reasonDialog.getByRole('textbox', { name: 'Reason in words' })).toHaveValue(
    'The room is painted',
  );
  await expect(again.reasonDialog.getByRole('textbox', { name: 'Message to patient' })).toHaveValue(
    'Half a sentence',
  );
  // Until somebody decides to throw it away.
  await again.page.keyboard.press('Escape');
  await reopened.getByRole('button', { name: 'Discard what was typed' }).click();
  await expect(reopened.getByRole('textbox', { name: 'Date' })).toHaveValue('2026-11-20');
  await expect(same).not.toContainText('Something is typed here');
});

test('what was typed is still there after a restart', async ({ browser }) => {
  const app = await startApp({ now: MONDAY });
  try {
    const context = await browser.newContext();
    const clinic = new Clinic(app.fhirUrl);
    const visit = await clinic.newVisit();
    await new PatientPortal(await context.newPage(), app.portalUrl).askToReschedule(
      visit,
      '2026-11-20',
      '14:00',
    );
    const desk = new Desk(await context.newPage());
    await desk.open(app.deskUrl);
    const row = await desk.receive(TITLE, visit.patient);
    await desk.fillWhen(await desk.openForm(row), '2026-11-25', '08:45');
    await (await desk.openForm(row)).getByRole('button', { name: 'Close', exact: true }).click();
    await expect(row).toContainText('Something is typed here');
    await app.restart();

    const later = new Desk(await context.newPage());
    await later.open(app.deskUrl);
    const form = await later.openForm(await later.find('Inbox', TITLE, visit.patient));
    await expect(form.getByRole('textbox', { name: 'Date' })).toHaveValue('2026-11-25');
    await expect(form.getByRole('textbox', { name: 'Time' })).toHaveValue('08:45');
    await context.close();
  } finally {
    await app.dispose();
  }
});

test('a message of more than 1,000 characters is not cut but refused, and kept', async ({
  clinic,
  portal,
  desk,
}) => {
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);
  await row.getByRole('button', { name: 'Deny', exact: true }).click();
  const long = 'x'.repeat(1005);
  await desk.fillWords({ reason: 'The visit should not wait', message: long });
  await expect(desk.reasonDialog).toContainText('1,005/1,000 · 5 characters too many');
  await desk.reasonDialog.getByRole('button', { name: 'Send', exact: true }).click();
  // Had it been sent, the request would be gone from the inbox with the next round.
  await desk.invoke('sync.refresh', undefined);
  await expect(desk.reasonDialog).toBeVisible();
  // Nothing but that it is open here has been written.
  expect(await clinic.versionsOf('Task', (await clinic.taskOf(visit)).id)).toBe(1);
  await desk.send({ message: long.slice(5) });
  await desk.confirmed(TITLE, visit.patient);
});

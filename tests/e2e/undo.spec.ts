import { Appointments } from '../support/appointments.ts';
import { expect, test } from '../support/clinic-test.ts';

const TITLE = 'Reschedule appointment';

test.beforeEach(async ({ desk, settings }) => {
  await settings.keep();
  const panel = await desk.openSettings('Undo and expiry');
  await panel.getByRole('textbox', { name: 'Time to undo, in seconds' }).fill('8');
  await desk.save(panel);
});

test('Undo within eight seconds: nothing has left the desk', async ({ clinic, portal, desk, mailbox }) => {
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(desk.undoOf(visit.patient)).toHaveText(/^Undo \([1-8]\)$/);
  await expect(desk.status).toContainText('1 waiting to sync');
  await expect(row).toHaveCount(0);
  await desk.undoOf(visit.patient).click();

  await expect(row).toBeVisible();
  await expect(desk.undoOf(visit.patient)).toHaveCount(0);
  await expect(desk.status).not.toContainText('waiting to sync');
  const lines = await desk.historyOf(row);
  await expect(lines).toContainText(['Approved', 'Undone: Approved']);
  await desk.expectDay('2026-11-20', visit.provider, []);
  await desk.expectDay('2026-11-19', visit.provider, [`10:00 AM ${visit.patient.name}, Follow-up, Booked`]);

  // What is decided next is delivered; the decision that was taken back never is.
  const again = await desk.find('Inbox', TITLE, visit.patient);
  await again.getByRole('button', { name: 'Deny', exact: true }).click();
  await desk.send({ reason: 'The visit should not wait' });
  const message = await mailbox.newest(visit.patient);
  expect(message.subject).toContain('kept at the original time');
  expect(await clinic.versionsOf('Task', (await clinic.taskOf(visit)).id)).toBe(2);
  const appointment = await clinic.appointmentOf(visit);
  expect([appointment.status, Date.parse(appointment.start ?? '')]).toEqual(['booked', visit.start]);
});

test('Ctrl+Z takes the newest decision back, and what was typed for it is still there', async ({
  clinic,
  portal,
  desk,
}) => {
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);
  await desk.propose(row, '2026-11-23', '09:15', {
    reason: 'Needs a longer visit',
    message: 'We need the large room.',
  });
  await expect(desk.undoOf(visit.patient)).toBeVisible();
  await expect(row).toHaveCount(0);
  await desk.page.keyboard.press('Control+z');

  await expect(row).toBeVisible();
  expect(await clinic.versionsOf('Task', (await clinic.taskOf(visit)).id)).toBe(1);
  expect(await clinic.otherAppointmentsOf(visit)).toEqual([]);
  const form = await desk.openForm(row);
  await expect(form.getByRole('textbox', { name: 'Date' })).toHaveValue('2026-11-23');
  await expect(form.getByRole('textbox', { name: 'Time' })).toHaveValue('09:15');
  await form.getByRole('button', { name: 'Propose Changes', exact: true }).click();
  await expect(desk.reasonDialog.getByRole('combobox', { name: 'Reason' })).toHaveValue('needs-longer-visit');
  await expect(desk.reasonDialog.getByRole('textbox', { name: 'Message to patient' })).toHaveValue(
    'We need the large room.',
  );
});

test('what was typed for a change on the schedule is there again once that is taken back', async ({
  clinic,
  desk,
}) => {
  await desk.changeRules((rules) => ({ ...rules, undoSeconds: 60 }));
  const appointments = new Appointments(desk);
  const visit = await clinic.newVisit();
  await appointments.open(visit);
  await appointments.press('Update Appt.');
  const form = appointments.dialog('Update appointment');
  await desk.fillWhen(form, '2026-11-23', '09:15');
  await form.getByRole('button', { name: 'Update Appt.', exact: true }).click();
  await desk.send({ reason: 'Provider unavailable', message: 'We need the large room.' });
  await appointments.press('Update Appt.');
  await expect(form.getByRole('button', { name: 'Discard what was typed' })).toHaveCount(0);
  await desk.page.keyboard.press('Escape');
  await expect(form).toBeHidden();
  await desk.page.keyboard.press('Control+z');
  await expect(desk.undoOf(visit.patient)).toHaveCount(0);

  await appointments.open(visit);
  await appointments.press('Update Appt.');
  await expect(form.getByRole('textbox', { name: 'Date', exact: true })).toHaveValue('2026-11-23');
  await expect(form.getByRole('textbox', { name: 'Time', exact: true })).toHaveValue('09:15');
  await form.getByRole('button', { name: 'Update Appt.', exact: true }).click();
  await expect(desk.reasonDialog.getByRole('textbox', { name: 'Message to patient' })).toHaveValue(
    'We need the large room.',
  );
});

test('what waits is taken back on the request itself', async ({ clinic, portal, desk }) => {
  await desk.changeRules((rules) => ({ ...rules, undoSeconds: 60 }));
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  const decided = await desk.find('History', TITLE, visit.patient);
  await decided.getByRole('button', { name: 'Take back', exact: true }).click();
  await expect(desk.page.getByRole('tab', { name: /^Inbox/ })).toHaveAttribute('aria-selected', 'true');
  await expect(row.getByRole('button', { name: 'Approve', exact: true })).toBeVisible();
  await expect(row).toBeFocused();
  expect(await clinic.versionsOf('Task', (await clinic.taskOf(visit)).id)).toBe(1);
});

test('when the time to undo is over the decision leaves, and Undo is gone', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(desk.undoOf(visit.patient)).toBeVisible();
  // Held back until then, also when the portal is asked in between.
  await desk.refresh();
  expect((await clinic.taskOf(visit)).status).toBe('requested');
  expect(await mailbox.messagesTo(visit.patient)).toEqual([]);

  await expect(desk.undoOf(visit.patient)).toHaveCount(0);
  await desk.confirmed(TITLE, visit.patient);
  expect((await clinic.taskOf(visit)).status).toBe('completed');
  await mailbox.newest(visit.patient);
});

import { fhirInstant, instantOf, outcomeOf, rescheduleTask, type TestVisit } from '../support/clinic.ts';
import type { Desk } from '../support/desk.ts';
import { expectUpToDate, type Surroundings } from '../support/practice.ts';
import { expect, test } from '../support/practice-test.ts';

const TITLE = 'Reschedule appointment';

test('the appointment was changed elsewhere: refused, shown, nothing overwritten, no e-mail, typed text kept', async ({
  surroundings,
  portal,
  desk,
}) => {
  const { clinic, mailbox, wires } = surroundings;
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);

  await wires.portal.cut();
  const words = { reason: 'Provider unavailable', message: 'We will be glad.' };
  await desk.propose(row, '2026-11-24', '11:00', words);
  await expect(desk.status).toContainText('1 waiting to sync');
  const moved = await clinic.update({
    ...(await clinic.appointmentOf(visit)),
    start: fhirInstant(instantOf('2026-11-19', '15:00')),
    end: fhirInstant(instantOf('2026-11-19', '15:30')),
  });
  await wires.portal.restore();
  await desk.refresh();

  const again = await desk.find('Inbox', TITLE, visit.patient);
  await expect(again.getByRole('alert')).toContainText(
    'Changed elsewhere: the appointment was moved to Thu, Nov 19, 3:00 PM – 3:30 PM; you had chosen Propose Changes: Tue, Nov 24, 11:00 AM – 11:30 AM',
    { timeout: 30_000 },
  );
  await expect(desk.status).toHaveText(/^Up to date \(9:\d\d AM\) · 1 needs attention$/);
  expect(await clinic.appointmentOf(visit)).toEqual(moved);
  expect(await clinic.versionsOf('Task', (await clinic.taskOf(visit)).id)).toBe(1);
  expect(await clinic.otherAppointmentsOf(visit)).toEqual([]);
  await desk.expectDay('2026-11-24', visit.provider, []);
  await desk.expectDay('2026-11-19', visit.provider, [`3:00 PM ${visit.patient.name}, Follow-up, Booked`]);

  // All that was typed is there, and leads to a decision based on what the portal has now.
  const form = await desk.openForm(await desk.find('Inbox', TITLE, visit.patient));
  await expect(form.getByRole('textbox', { name: 'Date', exact: true })).toHaveValue('2026-11-24');
  await expect(form.getByRole('textbox', { name: 'Time', exact: true })).toHaveValue('11:00');
  await form.getByRole('button', { name: 'Propose Changes', exact: true }).click();
  const message = desk.reasonDialog.getByRole('textbox', { name: 'Message to patient' });
  await expect(message).toHaveValue(words.message);
  await desk.send({});
  const awaiting = await desk.find('Awaiting patient', TITLE, visit.patient);
  await expect(awaiting).not.toContainText('Changed elsewhere');
  // The patient hears of this decision alone.
  expect((await mailbox.newest(visit.patient)).text).toContain(words.message);
  expect(await clinic.otherAppointmentsOf(visit)).toHaveLength(1);
  expect((await clinic.appointmentOf(visit)).start).toBe(moved.start);
});

test('the patient withdrew before the decision left: nothing is moved, and the desk says so', async ({
  surroundings,
  portal,
  desk,
}) => {
  const { clinic, wires } = surroundings;
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);

  await wires.portal.cut();
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(desk.status).toContainText('1 waiting to sync');
  await portal.withdraw(visit.patient);
  await wires.portal.restore();
  await desk.refresh();

  await expect(desk.status).toHaveText(/^Up to date \(9:\d\d AM\) · 1 needs attention$/, { timeout: 30_000 });
  const closed = await desk.find('History', TITLE, visit.patient);
  await expect(closed).toContainText('Withdrawn by patient');
  await expect(closed.getByRole('alert')).toContainText(
    'Changed elsewhere: the patient withdrew the request; you had chosen Approve',
  );
  const task = await clinic.taskOf(visit);
  expect(task.status).toBe('cancelled');
  expect(await clinic.versionsOf('Task', task.id)).toBe(2);
  expect(await clinic.versionsOf('Appointment', visit.appointmentId)).toBe(1);
  await desk.expectDay('2026-11-20', visit.provider, []);
  await desk.expectDay('2026-11-19', visit.provider, [`10:00 AM ${visit.patient.name}, Follow-up, Booked`]);
  await expectNoMailTo(visit, surroundings, desk);

  const seen = await desk.find('History', TITLE, visit.patient);
  await seen.getByRole('button', { name: 'Got it' }).click();
  await expect(seen.getByRole('alert')).toHaveCount(0);
  await expectUpToDate(desk);
});

test('another desk decided first: its decision stands, and its e-mail is the only one', async ({
  surroundings,
  portal,
  desk,
  otherDesk,
}) => {
  const { clinic, mailbox, wires } = surroundings;
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);

  await wires.portal.cut();
  await desk.update(row, '2026-11-25', '09:00');
  await expect(desk.status).toContainText('1 waiting to sync');
  await otherDesk.invoke('settings.save', { deskName: 'Desk 2' });
  const same = await otherDesk.receive(TITLE, visit.patient);
  await same.getByRole('button', { name: 'Deny', exact: true }).click();
  await otherDesk.send({ reason: 'The visit should not wait' });
  await otherDesk.confirmed(TITLE, visit.patient);
  await wires.portal.restore();
  await desk.refresh();

  await expect(desk.status).toHaveText(/^Up to date \(9:\d\d AM\) · 1 needs attention$/, { timeout: 30_000 });
  const closed = await desk.find('History', TITLE, visit.patient);
  await expect(closed).toContainText('Denied (The visit should not wait)');
  await expect(closed.getByRole('alert')).toContainText(
    'Changed elsewhere: the request was closed by Desk 2 (denied); you had chosen Update Appt. Wed, Nov 25, 9:00 AM – 9:30 AM',
  );
  expect(outcomeOf(await clinic.taskOf(visit))).toBe('denied');
  expect(Date.parse((await clinic.appointmentOf(visit)).start ?? '')).toBe(visit.start);
  await desk.expectDay('2026-11-25', visit.provider, []);
  await desk.expectDay('2026-11-19', visit.provider, [`10:00 AM ${visit.patient.name}, Follow-up, Booked`]);
  expect((await mailbox.newest(visit.patient)).subject).toContain('kept at the original time');
});

/** E-mails leave in order: once that of a later decision is there, one that is not there never will be. */
async function expectNoMailTo(
  visit: TestVisit,
  { clinic, mailbox }: Surroundings,
  desk: Desk,
): Promise<void> {
  const later = await clinic.newVisit();
  await clinic.create(rescheduleTask(later, '2026-11-24', '16:00'));
  const row = await desk.receive(TITLE, later.patient);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await mailbox.newest(later.patient);
  expect(await mailbox.messagesTo(visit.patient)).toEqual([]);
}

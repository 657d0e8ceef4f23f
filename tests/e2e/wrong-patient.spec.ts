import type { Task } from '@medplum/fhirtypes';
import { outcomeOf, rescheduleTask, type TestVisit } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';

const RESCHEDULE = 'Reschedule appointment';
const CANCEL = 'Cancel appointment';

/** A request about a visit that names somebody else. */
const madeFor = (visit: TestVisit, patientId: string): Partial<Task> => ({
  for: { reference: `Patient/${patientId}` },
  requester: { reference: `Patient/${patientId}` },
  focus: { reference: `Appointment/${visit.appointmentId}` },
});

test('a request made for another patient shows both names, grants nothing, and is assigned once somebody has asked', async ({
  clinic,
  desk,
  mailbox,
}) => {
  const visit = await clinic.newVisit();
  const other = await clinic.newPatient();
  const task = await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00', madeFor(visit, other.id)));
  const row = await desk.receive(RESCHEDULE, other);
  await expect(row).toContainText(`Made for ${other.name}, but the appointment is ${visit.patient.name}’s`);
  for (const name of ['Approve', 'Reschedule', 'Cancel appointment'])
    await expect(row.getByRole('button', { name, exact: true })).toBeDisabled();

  await row.getByRole('button', { name: 'Deny', exact: true }).click();
  const dialog = desk.page.getByRole('dialog', { name: 'Reason for change' });
  await expect(dialog).toContainText(`No e-mail is sent: ${visit.patient.name} has not asked`);
  await dialog.getByRole('button', { name: 'Back', exact: true }).click();

  await row.getByRole('button', { name: `Assign to ${visit.patient.name}`, exact: true }).click();
  const assigned = await desk.find('Inbox', RESCHEDULE, visit.patient);
  await expect(assigned).not.toContainText(other.name);
  await assigned.getByRole('button', { name: 'Approve', exact: true }).click();
  const closed = await desk.confirmed(RESCHEDULE, visit.patient);
  await expect(await desk.historyOf(closed)).toContainText([`Patient assigned: ${visit.patient.name}`]);
  expect(outcomeOf(await clinic.read('Task', task.id))).toBe('approved');
  await mailbox.newest(visit.patient);
  expect(await mailbox.messagesTo(other)).toEqual([]);
});

test('without approval needed, another patient’s wish to cancel does nothing, and is closed with nobody written to', async ({
  clinic,
  desk,
  mailbox,
}) => {
  const before = await desk.changeRules((rules) => ({
    ...rules,
    policy: { ...rules.policy, approval: { mode: 'never' } },
  }));
  const visit = await clinic.newVisit();
  const other = await clinic.newPatient();
  const { input: _period, ...wish } = rescheduleTask(visit, '2026-11-20', '14:00', madeFor(visit, other.id));
  const task = await clinic.create({
    ...wish,
    code: { coding: [{ system: 'http://hl7.org/fhir/CodeSystem/task-code', code: 'abort' }] },
  });
  const row = await desk.receive(CANCEL, other);
  await expect(row).toContainText(`the appointment is ${visit.patient.name}’s`);
  await expect(row.getByRole('button', { name: 'Approve Cancellation', exact: true })).toBeDisabled();
  expect((await clinic.appointmentOf(visit)).status).toBe('booked');

  await desk.chooseFromMenu(row, 'More', 'Keep appointment');
  await desk.send({ reason: 'Agreed with the patient by phone' });
  await desk.confirmed(CANCEL, other);
  expect((await clinic.read('Task', task.id)).status).toBe('rejected');
  expect((await clinic.appointmentOf(visit)).status).toBe('booked');
  for (const patient of [visit.patient, other]) expect(await mailbox.messagesTo(patient)).toEqual([]);
  await desk.changeRules(() => before);
});

test('an answer of another patient does nothing; the patient’s own is taken', async ({ clinic, desk }) => {
  const visit = await clinic.newVisit();
  const other = await clinic.newPatient();
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  const row = await desk.receive(RESCHEDULE, visit.patient);
  await desk.propose(row, '2026-11-23', '15:00', { reason: 'Provider unavailable' });
  await expect
    .poll(async () => (await clinic.otherAppointmentsOf(visit)).map(({ status }) => status))
    .toEqual(['pending']);
  const [proposal] = await clinic.otherAppointmentsOf(visit);
  const answer = (patient: { readonly id: string; readonly name: string }) =>
    clinic.create({
      resourceType: 'AppointmentResponse',
      appointment: { reference: `Appointment/${proposal?.id}` },
      actor: { reference: `Patient/${patient.id}`, display: patient.name },
      participantStatus: 'accepted',
    });
  await answer(other);
  await desk.refresh();
  const waiting = await desk.find('Awaiting patient', RESCHEDULE, visit.patient);
  await expect(waiting).toContainText(`${other.name} accepted the proposal in the portal`);
  expect((await clinic.appointmentOf(visit)).status).toBe('booked');

  await answer(visit.patient);
  await desk.refresh();
  await expect(await desk.find('History', RESCHEDULE, visit.patient)).toContainText('Accepted by patient');
});

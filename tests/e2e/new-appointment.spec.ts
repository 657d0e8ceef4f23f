import type { Appointment, Task } from '@medplum/fhirtypes';
import { violations } from '../support/axe.ts';
import { type Clinic, instantOf, outcomeOf, type TestPatient } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';
import { calendarOf } from '../support/mailbox.ts';

const TITLE = 'New appointment';
const PRACTICE = 'Lakeside Family Medicine';

/** The newest request of a patient, and what it is about. */
async function askedFor(clinic: Clinic, { id }: Pick<TestPatient, 'id'>) {
  const [task] = await clinic.search('Task', { patient: `Patient/${id}` });
  const [, visitId = ''] = task?.focus?.reference?.split('/') ?? [];
  const visit = await clinic.read('Appointment', visitId);
  return { task, visit };
}

test('a patient chooses an open time in the portal; approved by keyboard it is booked, and the patient is told', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const [patient, provider] = [await clinic.newPatient(), await clinic.newProvider()];
  // Somebody else has 2:00 PM.
  await clinic.newVisit({ provider, date: '2026-11-16', time: '14:00' });
  await portal.open(patient);
  await portal.askForNew(patient, provider.name, '2:30 PM', 'My knee hurts again.');
  await expect(portal.requests).toContainText('Sent. The practice has not decided yet.');
  const row = await desk.receive(TITLE, patient);
  await expect(row).toContainText(`${provider.name} · Follow-up · Main Street`);
  await expect(row.getByRole('term')).toHaveText([/^Requested time/]);
  await expect(row.getByRole('definition')).toHaveText([/^Mon, Nov 16\s*2:30 PM – 3:00 PM$/]);
  await expect(row.getByRole('group', { name: 'Patient’s note' })).toHaveText('My knee hurts again.');
  for (const button of ['Approve', 'Deny', 'Book'])
    await expect(row.getByRole('button', { name: button, exact: true })).toBeEnabled();
  await expect(row.getByRole('button', { name: 'Cancel appointment' })).toHaveCount(0);
  expect(await violations(desk)).toEqual([]);
  await row.focus();
  await desk.page.keyboard.press('a');
  // A single key acts once no other has followed: until then the focus stays where it is.
  await expect(row).toHaveCount(0);

  await expect(await desk.confirmed(TITLE, patient)).toContainText('Approved · today');
  const { task, visit } = await askedFor(clinic, patient);
  expect([task?.status, task && outcomeOf(task), visit.status]).toEqual(['completed', 'approved', 'booked']);
  expect(Date.parse(visit.start ?? '')).toBe(instantOf('2026-11-16', '14:30'));
  await desk.expectDay('2026-11-16', provider, [
    expect.stringContaining('2:00 PM') as unknown as string,
    `2:30 PM ${patient.name}, Follow-up, Booked`,
  ]);
  const message = await mailbox.newest(patient);
  expect(message.subject).toBe(`Your appointment is booked - ${PRACTICE}`);
  expect(calendarOf(message)).toMatchObject({ method: 'REQUEST', start: instantOf('2026-11-16', '14:30') });
  await portal.open(patient);
  await expect(portal.requests).toContainText('Your appointment is booked.');
});

test('other times are proposed, and the one that the patient approves is booked', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const [patient, provider] = [await clinic.newPatient(), await clinic.newProvider()];
  await portal.askForNew(patient, provider.name, '3:00 PM');
  const row = await desk.receive(TITLE, patient);
  const form = await desk.openForm(row, 'Book');
  await desk.fillWhen(form, '2026-11-20', '10:00');
  await form.getByRole('button', { name: 'Propose times', exact: true }).click();
  await expect(desk.page.getByRole('dialog', { name: 'Reason and message' })).toBeVisible();
  await desk.send({ reason: 'Requested time not available' });
  const offer = await mailbox.newest(patient);
  expect(offer.text).toContain('We propose a time for the appointment you asked for.');
  expect(offer.text).not.toContain('original');
  await portal.approveProposal(patient, 'Approve this time');
  await desk.refresh();
  await expect(await desk.confirmed(TITLE, patient)).toContainText('Accepted by patient');
  await desk.expectDay('2026-11-20', provider, [`10:00 AM ${patient.name}, Follow-up, Booked`]);
});

test('denied with a reason, nothing is booked', async ({ clinic, portal, desk, mailbox }) => {
  const [patient, provider] = [await clinic.newPatient(), await clinic.newProvider()];
  await portal.askForNew(patient, provider.name, '4:00 PM');
  const row = await desk.receive(TITLE, patient);
  await row.getByRole('button', { name: 'Deny', exact: true }).click();
  await desk.send({ reason: 'Requested time not available' });
  await expect(await desk.confirmed(TITLE, patient)).toContainText('Denied');
  const message = await mailbox.newest(patient);
  expect(message.subject).toBe(`Your request for a new appointment - ${PRACTICE}`);
  expect(message.text).toContain('We could not book the appointment you asked for.');
  await portal.open(patient);
  await expect(portal.requests).toContainText('Denied: no appointment was booked.');
  await expect(portal.requests).toContainText('Requested time not available');
});

test('of somebody who is not on file: a new patient is added in the form, and who may be the same is shown before', async ({
  clinic,
  desk,
}) => {
  const known = await clinic.newPatient();
  const family = known.name.split(' ').at(-1) ?? '';
  const provider = await clinic.newProvider();
  const visit = await clinic.create<Appointment>({
    resourceType: 'Appointment',
    status: 'proposed',
    minutesDuration: 30,
    serviceType: [{ coding: [{ system: 'urn:reslot:visit-type', code: 'follow-up' }], text: 'Follow-up' }],
    participant: [
      { actor: { reference: `Practitioner/${provider.id}` }, status: 'needs-action' },
      { actor: { reference: 'Location/location-main' }, status: 'needs-action' },
    ],
  });
  await clinic.create<Task>({
    resourceType: 'Task',
    status: 'requested',
    intent: 'proposal',
    code: { coding: [{ system: 'urn:reslot:task-code', code: 'new-appointment' }] },
    focus: { reference: `Appointment/${visit.id}` },
    for: { display: `Robyn ${family}` },
    authoredOn: '2026-11-16T08:30:00-06:00',
  });
  await desk.refresh();
  await desk.openView('Inbox');
  const row = desk.request(TITLE, { name: `Robyn ${family}` });
  await expect(row).toContainText('Patient not matched: open Book and choose the patient');
  await expect(row).toContainText('To be chosen: time');
  const form = await desk.openForm(row, 'Book');
  await form.getByRole('button', { name: 'Add patient' }).click();
  await form.getByRole('textbox', { name: 'Given name' }).fill('Robin');
  await form.getByRole('textbox', { name: 'Family name' }).fill(family);
  await expect(form).toContainText(known.name);
  expect(await violations(desk)).toEqual([]);
  await form.getByRole('button', { name: 'Add all the same' }).click();
  await desk.fillWhen(form, '2026-11-20', '10:00');
  await form.getByRole('button', { name: 'Book appointment', exact: true }).click();
  await expect.poll(async () => (await clinic.read('Appointment', visit.id)).status).toBe('booked');
  const { participant } = await clinic.read('Appointment', visit.id);
  const booked = participant.find(({ actor }) => actor?.reference?.startsWith('Patient/'))?.actor;
  expect(booked?.display).toBe(known.name);
  expect(booked?.reference).not.toBe(`Patient/${known.id}`);
});

import { instantOf, outcomeOf, rescheduleTask, sequenceOf, uidOf } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';
import { calendarOf } from '../support/mailbox.ts';

const TITLE = 'Reschedule appointment';
const PRACTICE = 'Lakeside Family Medicine';

test('the row shows who asks, what for and when, side by side', async ({ clinic, portal, desk }) => {
  const visit = await clinic.newVisit();
  await portal.find(visit.patient);
  await portal.askToReschedule(visit, '2026-11-20', '14:00', 'My train leaves at noon.');
  const row = await desk.receive(TITLE, visit.patient);

  await expect(row.getByRole('heading', { name: visit.patient.name })).toBeVisible();
  await expect(row).toContainText('born Mar 14, 1980 · (312) 555-0177');
  await expect(row).toContainText(`${visit.provider.name} · Follow-up · Main Street`);
  const times = row.getByRole('definition');
  await expect(times).toHaveText([
    /^Thu, Nov 19\s*10:00 AM – 10:30 AM$/,
    /^Fri, Nov 20\s*2:00 PM – 2:30 PM$/,
  ]);
  await expect(row.getByRole('term')).toHaveText(['Original time', 'Requested time']);
  await expect(row.getByRole('group', { name: 'Patient’s note' })).toHaveText('My train leaves at noon.');
  await expect(row).toContainText(/Arrived today, 9:\d\d AM/);
  for (const button of ['Approve', 'Deny', 'Reschedule', 'Cancel appointment']) {
    await expect(row.getByRole('button', { name: button, exact: true })).toBeEnabled();
  }
  // Nothing changes until the practice has decided.
  await desk.expectDay('2026-11-20', visit.provider, []);
  await desk.expectDay('2026-11-19', visit.provider, [`10:00 AM ${visit.patient.name}, Follow-up, Booked`]);
});

test('Approve: the appointment moves to the requested time, and the patient gets it confirmed', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const visit = await clinic.newVisit({ sequence: 4 });
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();

  await expect(await desk.confirmed(TITLE, visit.patient)).toContainText('Approved · today');
  const appointment = await clinic.appointmentOf(visit);
  expect(appointment.status).toBe('booked');
  expect(Date.parse(appointment.start ?? '')).toBe(instantOf('2026-11-20', '14:00'));
  expect(Date.parse(appointment.end ?? '')).toBe(instantOf('2026-11-20', '14:30'));
  expect(uidOf(appointment)).toBe(visit.uid);
  expect(sequenceOf(appointment)).toBe(5);
  const task = await clinic.taskOf(visit);
  expect([task.status, outcomeOf(task)]).toEqual(['completed', 'approved']);

  await desk.expectDay('2026-11-19', visit.provider, []);
  await desk.expectDay('2026-11-20', visit.provider, [`2:00 PM ${visit.patient.name}, Follow-up, Booked`]);

  const message = await mailbox.newest(visit.patient);
  expect(message.subject).toBe(`Your appointment is confirmed for the new time - ${PRACTICE}`);
  expect(message.text).toContain('New time:\nFriday, November 20, 2026\n2:00 PM (Central Time)');
  expect(message.text).toContain('Original time: Thursday, November 19, 2026, 10:00 AM (Central Time)');
  expect(calendarOf(message)).toEqual({
    method: 'REQUEST',
    uid: visit.uid,
    sequence: 5,
    status: 'CONFIRMED',
    start: instantOf('2026-11-20', '14:00'),
    end: instantOf('2026-11-20', '14:30'),
    summary: `Appointment at ${PRACTICE}`,
  });

  // The portal tells the patient the same.
  await portal.open(visit.patient);
  await expect(
    portal.page.getByRole('article', { name: 'Fri, Nov 20, 2026, 2:00 PM, Follow-up' }),
  ).toBeVisible();
  await expect(portal.requests).toContainText(
    'Approved: your appointment has moved to the time you asked for.',
  );
});

test('Deny: nothing moves, and the patient learns the reason', async ({ clinic, portal, desk, mailbox }) => {
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);
  await row.getByRole('button', { name: 'Deny', exact: true }).click();
  await desk.fillWords({
    reason: 'The visit should not wait',
    message: 'Dr. Quill is away\nuntil December.',
  });
  await expect(desk.preview.subject).toHaveText(
    `Your appointment is kept at the original time - ${PRACTICE}`,
  );
  await expect(desk.preview.body).toContainText('until December.');
  const previewed = (await desk.preview.body.allInnerTexts()).join();
  await desk.send({});

  await expect(await desk.confirmed(TITLE, visit.patient)).toContainText(
    'Denied (The visit should not wait) · today',
  );
  const appointment = await clinic.appointmentOf(visit);
  expect([appointment.status, Date.parse(appointment.start ?? ''), sequenceOf(appointment)]).toEqual([
    'booked',
    visit.start,
    0,
  ]);
  const task = await clinic.taskOf(visit);
  expect([task.status, outcomeOf(task)]).toEqual(['rejected', 'denied']);
  expect(task.statusReason?.text).toBe('The visit should not wait');

  await desk.expectDay('2026-11-20', visit.provider, []);
  await desk.expectDay('2026-11-19', visit.provider, [`10:00 AM ${visit.patient.name}, Follow-up, Booked`]);

  const message = await mailbox.newest(visit.patient);
  expect(message.subject).toBe(`Your appointment is kept at the original time - ${PRACTICE}`);
  expect(message.text).toContain('Your appointment:\nThursday, November 19, 2026\n10:00 AM (Central Time)');
  expect(message.text).toContain('Reason:\nThe visit should not wait');
  expect(message.text).toContain('Message from the practice:\nDr. Quill is away\nuntil December.');
  expect(message.calendar).toBeNull();
  // The preview showed the e-mail exactly as it was sent.
  const bare = (text: string): string => text.replace(/\s+/g, ' ').trim();
  expect(bare(previewed)).toBe(bare(message.text));

  await portal.open(visit.patient);
  await expect(portal.requests).toContainText('Denied: your appointment is kept at the original time.');
  await expect(portal.requests).toContainText('Reason: The visit should not wait');
});

test('Propose Changes: the proposed time is Tentative, the original stays, the patient is asked', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);
  const form = await desk.openForm(row);
  await expect(form.getByRole('combobox', { name: 'Patient' })).toHaveValue(visit.patient.name);
  await expect(form.getByRole('combobox', { name: 'Provider' })).toHaveValue(visit.provider.id);
  await expect(form.getByRole('combobox', { name: 'Location' })).toHaveValue('location-main');
  await expect(form.getByRole('combobox', { name: 'Type' })).toHaveValue('follow-up');
  await expect(form.getByRole('textbox', { name: 'Date' })).toHaveValue('2026-11-20');
  await expect(form.getByRole('textbox', { name: 'Time' })).toHaveValue('14:00');
  await expect(form.getByRole('textbox', { name: 'Duration' })).toHaveValue('30');
  await form.getByRole('textbox', { name: 'Date' }).fill('2026-11-23');
  await form.getByRole('button', { name: 'Show all free slots' }).click();
  await form.getByRole('button', { name: '3:15 PM', exact: true }).click();
  await form.getByRole('button', { name: 'Propose Changes', exact: true }).click();
  await desk.send({ reason: 'Requested time not available', message: 'Would Monday suit you?' });

  const waiting = await desk.find('Awaiting patient', TITLE, visit.patient);
  await expect(waiting).toContainText(/Proposed today, 9:\d\d AM · waits for the patient until/);
  await expect(waiting.getByRole('definition').last()).toHaveText(/^Mon, Nov 23\s*3:15 PM – 3:45 PM$/);

  await expect.poll(async () => (await clinic.taskOf(visit)).status).toBe('on-hold');
  const task = await clinic.taskOf(visit);
  expect(outcomeOf(task)).toBe('awaiting-patient');
  const [proposal] = await clinic.otherAppointmentsOf(visit);
  expect(proposal).toMatchObject({
    status: 'pending',
    supportingInformation: [{ reference: `Appointment/${visit.appointmentId}` }],
  });
  expect(proposal && uidOf(proposal)).toBe(visit.uid);
  expect(Date.parse(proposal?.start ?? '')).toBe(instantOf('2026-11-23', '15:15'));
  expect(
    proposal?.participant?.map(({ actor, status }) => [actor?.reference?.split('/')[0], status]),
  ).toEqual([
    ['Patient', 'needs-action'],
    ['Practitioner', 'accepted'],
    ['Location', 'accepted'],
  ]);
  expect(task.output?.at(-1)?.valueReference?.reference).toBe(`Appointment/${proposal?.id}`);
  // 48 hours before the earlier of the two times.
  expect(Date.parse(task.restriction?.period?.end ?? '')).toBe(instantOf('2026-11-17', '10:00'));
  expect((await clinic.appointmentOf(visit)).status).toBe('booked');

  await desk.expectDay('2026-11-23', visit.provider, [`3:15 PM ${visit.patient.name}, Follow-up, Tentative`]);
  await desk.expectDay('2026-11-19', visit.provider, [`10:00 AM ${visit.patient.name}, Follow-up, Booked`]);
  await expect(desk.entry(`10:00 AM ${visit.patient.name}, Follow-up, Booked`)).toContainText(
    'change proposed',
  );

  const message = await mailbox.newest(visit.patient);
  expect(message.subject).toBe(`Please answer: a new time is proposed for your appointment - ${PRACTICE}`);
  expect(message.text).toContain('Proposed time:\nMonday, November 23, 2026\n3:15 PM (Central Time)');
  expect(message.text).toContain('Original time: Thursday, November 19, 2026, 10:00 AM (Central Time)');
  expect(message.text).toContain('Reason:\nRequested time not available');
  expect(message.text).toContain('Message from the practice:\nWould Monday suit you?');
  expect(message.text).toContain('You may approve or decline the new time.');
  expect(message.text).toMatch(
    new RegExp(`Answer in the patient portal\n${new URL(portal.url).href}requests/[\\w-]+\n`),
  );
  expect(message.calendar).toBeNull();
});

test('Update Appt.: the appointment moves at once to the time entered', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const visit = await clinic.newVisit();
  const other = await clinic.newProvider();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);
  const form = await desk.openForm(row);
  await form.getByRole('combobox', { name: 'Provider' }).selectOption({ label: other.name });
  await form.getByRole('combobox', { name: 'Location' }).selectOption({ label: 'Lakeview' });
  await form.getByRole('combobox', { name: 'Type' }).selectOption({ label: 'Annual physical' });
  await expect(form.getByRole('textbox', { name: 'Duration' })).toHaveValue('45');
  await desk.update(row, '2026-11-24', '08:30');

  await expect(await desk.confirmed(TITLE, visit.patient)).toContainText('Updated by the practice · today');
  const appointment = await clinic.appointmentOf(visit);
  expect(appointment.status).toBe('booked');
  expect(Date.parse(appointment.start ?? '')).toBe(instantOf('2026-11-24', '08:30'));
  expect(Date.parse(appointment.end ?? '')).toBe(instantOf('2026-11-24', '09:15'));
  expect(appointment.participant.map(({ actor }) => actor?.reference)).toEqual([
    `Patient/${visit.patient.id}`,
    `Practitioner/${other.id}`,
    'Location/location-lakeview',
  ]);
  expect(appointment.serviceType?.[0]?.coding?.[0]?.code).toBe('annual-physical');
  const task = await clinic.taskOf(visit);
  expect([task.status, outcomeOf(task)]).toEqual(['completed', 'updated']);

  await desk.expectDay('2026-11-19', visit.provider, []);
  await desk.expectDay('2026-11-24', other, [`8:30 AM ${visit.patient.name}, Annual physical, Booked`]);

  const message = await mailbox.newest(visit.patient);
  expect(message.subject).toBe(`Your appointment has been changed - ${PRACTICE}`);
  expect(message.text).toContain('New time:\nTuesday, November 24, 2026\n8:30 AM (Central Time)');
  expect(message.text).toContain(`With: ${other.name}`);
  expect(message.text).toContain('Place: Lakeview');
  expect(calendarOf(message)).toMatchObject({
    method: 'REQUEST',
    uid: visit.uid,
    sequence: 1,
    status: 'CONFIRMED',
    start: instantOf('2026-11-24', '08:30'),
    end: instantOf('2026-11-24', '09:15'),
  });
});

for (const way of ['Update Appt. drop-down', 'Cancel appointment on the row'] as const) {
  test(`Cancel appt. (${way}): the appointment is cancelled and the request closed`, async ({
    clinic,
    portal,
    desk,
    mailbox,
  }) => {
    const visit = await clinic.newVisit({ sequence: 2 });
    await portal.askToReschedule(visit, '2026-11-20', '14:00');
    const row = await desk.receive(TITLE, visit.patient);
    if (way === 'Cancel appointment on the row') {
      await row.getByRole('button', { name: 'Cancel appointment', exact: true }).click();
    } else {
      const form = await desk.openForm(row);
      await form.getByRole('button', { name: 'More choices for Update Appt.' }).click();
      await desk.page.getByRole('menuitem', { name: 'Cancel appt.', exact: true }).click();
    }
    await desk.send({ reason: 'Provider unavailable', message: 'Please call us for a new date.' });

    await expect(await desk.confirmed(TITLE, visit.patient)).toContainText(
      'Appointment cancelled (Provider unavailable) · today',
    );
    const appointment = await clinic.appointmentOf(visit);
    expect(appointment).toMatchObject({
      status: 'cancelled',
      cancelationReason: { coding: [{ code: 'prov' }], text: 'Provider unavailable' },
    });
    expect(sequenceOf(appointment)).toBe(3);
    const task = await clinic.taskOf(visit);
    expect([task.status, outcomeOf(task)]).toEqual(['rejected', 'appointment-cancelled']);

    const entry = `10:00 AM ${visit.patient.name}, Follow-up, Cancelled`;
    await desk.expectDay('2026-11-19', visit.provider, []);
    await desk.expectDay('2026-11-19', visit.provider, [entry], { cancelled: true });

    const message = await mailbox.newest(visit.patient);
    expect(message.subject).toBe(`Your appointment is cancelled - ${PRACTICE}`);
    expect(message.text).toContain(
      'Cancelled appointment:\nThursday, November 19, 2026\n10:00 AM (Central Time)',
    );
    expect(message.text).toContain('Reason:\nProvider unavailable');
    expect(message.text).toContain('Message from the practice:\nPlease call us for a new date.');
    expect(calendarOf(message)).toEqual({
      method: 'CANCEL',
      uid: visit.uid,
      sequence: 3,
      status: 'CANCELLED',
      start: visit.start,
      end: visit.end,
      summary: `Appointment at ${PRACTICE}`,
    });
  });
}

test('a request that names nobody is approved as asked, once its patient has been chosen', async ({
  clinic,
  desk,
  mailbox,
}) => {
  const visit = await clinic.newVisit();
  await clinic.leaveOut('Patient', visit);
  const named = { display: `${visit.patient.name} Sr` };
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00', { for: named, requester: named }));
  await desk.refresh();
  await desk.openView('Inbox');
  await desk.filter({ Provider: visit.provider.name });
  const row = desk.request(TITLE, { name: named.display });
  const approve = row.getByRole('button', { name: 'Approve', exact: true });
  await expect(approve).toHaveAccessibleDescription(/^Nobody knows yet whose request this is/);

  const form = await desk.openForm(row);
  await form.getByRole('combobox', { name: 'Patient' }).fill(visit.patient.name);
  await desk.page.getByRole('option', { name: visit.patient.name }).click();
  await expect(approve).toBeEnabled();
  await approve.click();

  const closed = await desk.confirmed(TITLE, visit.patient);
  await expect(closed).toContainText('Approved');
  await expect(await desk.historyOf(closed)).toContainText([`Patient assigned: ${visit.patient.name}`]);
  await desk.expectDay('2026-11-20', visit.provider, [`2:00 PM ${visit.patient.name}, Follow-up, Booked`]);
  expect(calendarOf(await mailbox.newest(visit.patient))).toMatchObject({
    method: 'REQUEST',
    uid: visit.uid,
  });
});

test('a request that names nobody is assigned to a patient in the form, and then decided', async ({
  clinic,
  desk,
  mailbox,
}) => {
  const visit = await clinic.newVisit();
  await clinic.leaveOut('Patient', visit);
  const named = { display: `${visit.patient.name} Sr` };
  const task = await clinic.create(
    rescheduleTask(visit, '2026-11-20', '14:00', { for: named, requester: named }),
  );
  await desk.refresh();
  await desk.openView('Inbox');
  await desk.filter({ Provider: visit.provider.name });
  const row = desk.request(TITLE, { name: named.display });
  await expect(row).toContainText('Patient not matched: open Reschedule and choose the patient');
  await expect(row.getByRole('button', { name: 'Approve', exact: true })).toBeDisabled();

  const form = await desk.openForm(row);
  await form.getByRole('button', { name: 'Update Appt.', exact: true }).click();
  await expect(form).toContainText('Choose whose appointment this is.');
  await form.getByRole('combobox', { name: 'Patient' }).fill(visit.patient.name);
  await desk.page.getByRole('option', { name: visit.patient.name }).click();
  await form.getByRole('button', { name: 'Update Appt.', exact: true }).click();

  const closed = await desk.confirmed(TITLE, visit.patient);
  await expect(await desk.historyOf(closed)).toContainText([`Patient assigned: ${visit.patient.name}`]);
  const after = await clinic.read('Task', task.id);
  expect([after.status, outcomeOf(after), after.for?.reference]).toEqual([
    'completed',
    'updated',
    `Patient/${visit.patient.id}`,
  ]);
  await desk.expectDay('2026-11-20', visit.provider, [`2:00 PM ${visit.patient.name}, Follow-up, Booked`]);
  expect(calendarOf(await mailbox.newest(visit.patient))).toMatchObject({
    method: 'REQUEST',
    uid: visit.uid,
  });
});

test('for a request that names nobody, patients of a like name are shown with their birthdays, and none is chosen', async ({
  clinic,
  desk,
}) => {
  const patient = await clinic.newPatient();
  const visit = await clinic.newVisit({ patient });
  await clinic.leaveOut('Patient', visit);
  // One letter is missing.
  const named = { display: patient.name.slice(0, -1) };
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00', { for: named, requester: named }));
  await desk.refresh();
  await desk.openView('Inbox');
  await desk.filter({ Provider: visit.provider.name });
  const row = desk.request(TITLE, { name: named.display });
  const form = await desk.openForm(row);
  const meant = form.getByRole('list', { name: 'Is it one of these?' });
  await expect(meant.getByRole('listitem')).toHaveCount(1);
  await expect(meant).toContainText(`${patient.name} · born Mar 14, 1980`);
  await expect(form.getByRole('combobox', { name: 'Patient' })).toHaveValue('');

  await meant.getByRole('button', { name: `Choose ${patient.name}` }).click();
  await expect(form.getByRole('combobox', { name: 'Patient' })).toHaveValue(patient.name);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(await desk.confirmed(TITLE, patient)).toContainText('Approved');
});

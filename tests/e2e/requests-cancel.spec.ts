import { instantOf, outcomeOf, sequenceOf } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';
import { calendarOf } from '../support/mailbox.ts';

const TITLE = 'Cancel appointment';
const PRACTICE = 'Lakeside Family Medicine';

test('Approve Cancellation: the appointment leaves the schedule, and the patient’s calendar', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const visit = await clinic.newVisit({ date: '2026-11-17', time: '09:00', sequence: 1 });
  await portal.askToCancel(visit, { note: 'I feel fine again.', reason: 'I feel better' });
  const row = await desk.receive(TITLE, visit.patient);
  await expect(row.getByRole('alert')).toHaveText(
    'Within your 2-day cancellation policy: the appointment is tomorrow, 9:00 AM. Cancelling less than a day ahead is charged $40.',
  );
  await row.getByRole('button', { name: 'Approve Cancellation', exact: true }).click();
  await desk.reasonDialog.getByRole('button', { name: 'Send', exact: true }).click();
  const late = desk.reasonDialog.getByRole('radiogroup', { name: 'Late cancellation' });
  await expect(late.getByRole('radio', { name: 'Charge' })).toBeFocused();
  await expect(desk.reasonDialog).toContainText('Choose one.');
  await late.getByRole('radio', { name: 'Charge' }).check();
  await expect(desk.preview.body).toContainText('Late cancellation');
  await desk.send({ reason: 'Requested by the patient', message: 'Get well soon.', late: 'Waive' });

  const closed = await desk.confirmed(TITLE, visit.patient);
  await expect(closed).toContainText('Approved (Requested by the patient) · today');
  await expect((await desk.historyOf(closed)).filter({ hasText: 'Approved' })).toContainText(
    'Late cancellation: charge waived',
  );
  const appointment = await clinic.appointmentOf(visit);
  expect(appointment).toMatchObject({
    status: 'cancelled',
    cancelationReason: { coding: [{ code: 'pat' }], text: 'Requested by the patient' },
  });
  expect(sequenceOf(appointment)).toBe(2);
  const task = await clinic.taskOf(visit);
  expect([task.status, outcomeOf(task)]).toEqual(['completed', 'approved']);

  await desk.expectDay('2026-11-17', visit.provider, []);

  const message = await mailbox.newest(visit.patient);
  expect(message.subject).toBe(`Your appointment is cancelled - ${PRACTICE}`);
  expect(message.text).toContain(
    'Cancelled appointment:\nTuesday, November 17, 2026\n9:00 AM (Central Time)',
  );
  expect(message.text).toContain('Reason:\nRequested by the patient');
  expect(message.text).toContain('Message from the practice:\nGet well soon.');
  expect(message.text).toContain(
    'Late cancellation:\nCancelling less than a day ahead is charged $40.\nThis time, we do not charge you for it.',
  );
  expect(calendarOf(message)).toMatchObject({
    method: 'CANCEL',
    uid: visit.uid,
    sequence: 2,
    status: 'CANCELLED',
    start: visit.start,
    end: visit.end,
  });

  await portal.open(visit.patient);
  await expect(portal.requests).toContainText('Your appointment is cancelled.');
});

test('Propose Changes: the patient may approve the new time instead of cancelling', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const visit = await clinic.newVisit({ date: '2026-11-18' });
  await portal.askToCancel(visit);
  const row = await desk.receive(TITLE, visit.patient);
  await desk.propose(row, '2026-11-25', '11:00', { reason: 'Different provider or location' });

  await desk.find('Awaiting patient', TITLE, visit.patient);
  await desk.expectDay('2026-11-25', visit.provider, [
    `11:00 AM ${visit.patient.name}, Follow-up, Tentative`,
  ]);
  await desk.expectDay('2026-11-18', visit.provider, [`10:00 AM ${visit.patient.name}, Follow-up, Booked`]);
  const proposal = await mailbox.newest(visit.patient);
  expect(proposal.text).toContain('You asked us to cancel it. Before we do, here is another time.');
  expect(proposal.text).toContain('You may approve the new time or cancel the appointment entirely.');
  expect(proposal.calendar).toBeNull();

  await portal.approveProposal(visit.patient);
  await desk.refresh();
  await expect(await desk.confirmed(TITLE, visit.patient)).toContainText('Accepted by patient · today');
  const [booked] = await clinic.otherAppointmentsOf(visit);
  expect(booked?.status).toBe('booked');
  expect((await clinic.appointmentOf(visit)).status).toBe('cancelled');
  const task = await clinic.taskOf(visit);
  expect([task.status, outcomeOf(task)]).toEqual(['completed', 'accepted']);
  await desk.expectDay('2026-11-18', visit.provider, []);
  await desk.expectDay('2026-11-25', visit.provider, [`11:00 AM ${visit.patient.name}, Follow-up, Booked`]);
  const message = await mailbox.newest(visit.patient, 2);
  expect(message.subject).toBe(`Your appointment is confirmed for the new time - ${PRACTICE}`);
  expect(calendarOf(message)).toMatchObject({
    method: 'REQUEST',
    uid: visit.uid,
    sequence: 2,
    start: instantOf('2026-11-25', '11:00'),
  });
});

test('Update Appt.: the appointment is changed at once instead, without the patient’s approval', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const visit = await clinic.newVisit({ date: '2026-11-18' });
  await portal.askToCancel(visit);
  const row = await desk.receive(TITLE, visit.patient);
  await desk.update(row, '2026-11-25', '13:00');

  await expect(await desk.confirmed(TITLE, visit.patient)).toContainText('Updated by the practice · today');
  const appointment = await clinic.appointmentOf(visit);
  expect([appointment.status, Date.parse(appointment.start ?? '')]).toEqual([
    'booked',
    instantOf('2026-11-25', '13:00'),
  ]);
  const task = await clinic.taskOf(visit);
  expect([task.status, outcomeOf(task)]).toEqual(['completed', 'updated']);
  await desk.expectDay('2026-11-18', visit.provider, []);
  await desk.expectDay('2026-11-25', visit.provider, [`1:00 PM ${visit.patient.name}, Follow-up, Booked`]);
  const message = await mailbox.newest(visit.patient);
  expect(message.subject).toBe(`Your appointment has been changed - ${PRACTICE}`);
  expect(calendarOf(message)).toMatchObject({ method: 'REQUEST', uid: visit.uid, sequence: 1 });
});

test('Keep appointment: it stays, and the request is rejected with the reason', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const visit = await clinic.newVisit({ date: '2026-11-18' });
  await portal.askToCancel(visit);
  const row = await desk.receive(TITLE, visit.patient);
  await desk.chooseFromMenu(row, 'More', 'Keep appointment');
  await desk.send({ reason: 'Agreed with the patient by phone' });

  await expect(await desk.confirmed(TITLE, visit.patient)).toContainText(
    'Appointment kept (Agreed with the patient by phone) · today',
  );
  const appointment = await clinic.appointmentOf(visit);
  expect([appointment.status, Date.parse(appointment.start ?? ''), sequenceOf(appointment)]).toEqual([
    'booked',
    visit.start,
    0,
  ]);
  const task = await clinic.taskOf(visit);
  expect([task.status, outcomeOf(task), task.statusReason?.text]).toEqual([
    'rejected',
    'denied',
    'Agreed with the patient by phone',
  ]);
  await desk.expectDay('2026-11-18', visit.provider, [`10:00 AM ${visit.patient.name}, Follow-up, Booked`]);
  const message = await mailbox.newest(visit.patient);
  expect(message.subject).toBe(`Your appointment is kept at the original time - ${PRACTICE}`);
  expect(message.text).toContain('It will take place as planned.');
  expect(message.text).toContain('Reason:\nAgreed with the patient by phone');
  expect(message.calendar).toBeNull();

  await portal.open(visit.patient);
  await expect(portal.requests).toContainText('Not cancelled: your appointment is kept.');
  await expect(portal.requests).toContainText('Reason: Agreed with the patient by phone');
});

test.describe('the cancellation policy', () => {
  test('Within N days: an earlier cancellation is applied as it arrives', async ({
    clinic,
    portal,
    desk,
    mailbox,
  }) => {
    const visit = await clinic.newVisit({ date: '2026-11-19' });
    await portal.askToCancel(visit);
    await desk.refresh();

    const closed = await desk.confirmed(TITLE, visit.patient);
    await expect(closed).toContainText('Cancelled under policy · today');
    await expect(await desk.historyOf(closed)).toContainText([
      'Request received from the portal',
      'Cancelled under policy, no approval needed',
    ]);
    expect((await clinic.appointmentOf(visit)).status).toBe('cancelled');
    const task = await clinic.taskOf(visit);
    expect([task.status, outcomeOf(task)]).toEqual(['completed', 'cancelled-under-policy']);
    await desk.expectDay('2026-11-19', visit.provider, []);
    const message = await mailbox.newest(visit.patient);
    expect(message.subject).toBe(`Your appointment is cancelled - ${PRACTICE}`);
    expect(calendarOf(message)).toMatchObject({ method: 'CANCEL', uid: visit.uid, sequence: 1 });
    await desk.expectNoneIn('Inbox', visit.patient);
  });

  test('Within N days counts calendar days: the last one is inside', async ({ clinic, portal, desk }) => {
    // Monday, 9:00 AM: Wednesday, 4:30 PM is more than 48 hours but only two days ahead.
    const visit = await clinic.newVisit({ date: '2026-11-18', time: '16:30' });
    await portal.askToCancel(visit);
    const row = await desk.receive(TITLE, visit.patient);
    await expect(row.getByRole('alert')).toHaveText(
      'Within your 2-day cancellation policy: the appointment is on Wed, Nov 18, 4:30 PM',
    );
  });

  test('Never: even tomorrow’s appointment is cancelled as the request arrives', async ({
    clinic,
    portal,
    desk,
    mailbox,
    settings,
  }) => {
    await settings.keep();
    const panel = await desk.openSettings('Cancellation policy');
    await panel
      .getByRole('radiogroup', { name: 'Approval needed' })
      .getByRole('radio', { name: 'Never' })
      .check();
    await desk.save(panel);
    const visit = await clinic.newVisit({ date: '2026-11-17' });
    await portal.askToCancel(visit);
    await desk.refresh();
    await expect(await desk.confirmed(TITLE, visit.patient)).toContainText('Cancelled under policy · today');
    expect((await clinic.appointmentOf(visit)).status).toBe('cancelled');
    await desk.expectDay('2026-11-17', visit.provider, []);
    expect(calendarOf(await mailbox.newest(visit.patient))).toMatchObject({ method: 'CANCEL', sequence: 1 });
  });

  test('Always: a cancellation far ahead waits for the approval, with the charges notice if one is due', async ({
    clinic,
    portal,
    desk,
    mailbox,
    settings,
  }) => {
    await settings.keep();
    const panel = await desk.openSettings('Cancellation policy');
    const approval = panel.getByRole('radiogroup', { name: 'Approval needed' });
    await approval.getByRole('radio', { name: 'Always' }).check();
    const charges = panel.getByRole('radiogroup', { name: 'Charges notice' });
    await charges.getByRole('radio', { name: 'Within N days' }).check();
    await charges.getByRole('textbox', { name: 'Days for the charges notice (N)' }).fill('7');
    await charges.getByRole('textbox', { name: 'Text of the charges notice' }).fill('Costs $25.');
    await desk.save(panel);

    const near = await clinic.newVisit({ date: '2026-11-23' });
    const far = await clinic.newVisit({ date: '2026-11-24' });
    // The patient reads what the desk has saved, before asking and while it is open.
    await desk.refresh();
    await portal.open(near.patient);
    await portal.page.getByRole('link', { name: 'Ask to cancel' }).click();
    await expect(portal.page.getByText('Costs $25.')).toBeVisible();
    await portal.askToCancel(near);
    await expect(portal.requests).toContainText('Late cancellation: Costs $25.');
    await portal.askToCancel(far);
    const row = await desk.receive(TITLE, far.patient);
    await expect(row.getByRole('alert')).toHaveText(
      'Your cancellation policy asks for approval of every cancellation: the appointment is on Tue, Nov 24, 10:00 AM',
    );
    await expect((await desk.find('Inbox', TITLE, near.patient)).getByRole('alert')).toHaveText(
      'Your cancellation policy asks for approval of every cancellation: the appointment is on Mon, Nov 23, 10:00 AM. Costs $25.',
    );
    // Nothing has changed and nobody was written to.
    expect((await clinic.appointmentOf(far)).status).toBe('booked');
    expect(await clinic.versionsOf('Task', (await clinic.taskOf(far)).id)).toBe(1);
    expect(await mailbox.messagesTo(far.patient)).toEqual([]);
    await desk.expectDay('2026-11-24', far.provider, [`10:00 AM ${far.patient.name}, Follow-up, Booked`]);
  });
});

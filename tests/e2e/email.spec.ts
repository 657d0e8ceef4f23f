import { expect, test } from '../support/clinic-test.ts';
import { calendarOf } from '../support/mailbox.ts';

const TITLE = 'Reschedule appointment';
const PRACTICE = 'Lakeside Family Medicine';

test('an e-mail is written with the decision and leaves only after the portal has accepted it', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await mailbox.newest(visit.patient);
  const closed = await desk.confirmed(TITLE, visit.patient);
  await expect(await desk.historyOf(closed)).toContainText([
    'Request received from the portal',
    'Approved',
    'E-mail written: confirmed for the new time',
    'Confirmed by the portal',
    'E-mail accepted by the mail server: confirmed for the new time',
  ]);
  await expect(closed).toContainText(`E-mail sent to ${visit.patient.email}`);
});

test('reminders are sent once somebody has switched them on; the answer to a request is sent whatever is set there', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const visit = await clinic.newVisit({ date: '2026-11-16', time: '11:20', minutes: 10 });
  const panel = await desk.openSettings('E-mail & reminders');
  await expect(panel).toContainText(
    'Appointment-request e-mails are sent even when appointment reminders are switched off.',
  );
  const send = panel.getByRole('switch', { name: 'Send appointment reminders' });
  const days = panel.getByRole('textbox', { name: 'Days before the appointment' });
  await expect(send).not.toBeChecked();
  await send.check();
  await days.fill('15');
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(panel.getByText('Give a whole number of days from 1 to 14.')).toBeVisible();
  await days.fill('14');
  await desk.save(panel);
  // Every round reminds of a few visits, the soonest first.
  await expect
    .poll(async () => {
      await desk.refresh();
      return mailbox.messagesTo(visit.patient);
    })
    .toHaveLength(1);
  const reminder = await mailbox.newest(visit.patient);
  expect(reminder.subject).toBe(`Reminder: your appointment - ${PRACTICE}`);
  expect(reminder.calendar).toBeNull();
  await send.uncheck();
  await desk.save(panel);

  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  const answer = await mailbox.newest(visit.patient, 2);
  expect(answer.subject).toBe(`Your appointment is confirmed for the new time - ${PRACTICE}`);
});

test('neither subject nor calendar summary tell who the patient is or what the visit is for', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00', 'About the biopsy');
  const row = await desk.receive(TITLE, visit.patient);
  await row.getByRole('button', { name: 'Cancel appointment', exact: true }).click();
  await desk.send({ reason: 'Visit no longer needed', message: 'The biopsy was fine.' });
  const message = await mailbox.newest(visit.patient);
  const outside = `${message.subject} ${calendarOf(message).summary}`;
  for (const secret of [visit.patient.name.split(' ')[1] ?? '', 'Follow-up', 'biopsy', 'no longer needed']) {
    expect(outside).not.toContain(secret);
    expect(message.calendar?.ics).not.toContain(secret);
  }
  // Text and HTML say the same.
  expect(message.html).toContain('The biopsy was fine.');
  expect(message.text).toContain('The biopsy was fine.');
});

test('no e-mail on file: said before the decision, which lands on the Call list', async ({
  clinic,
  portal,
  desk,
}) => {
  const patient = await clinic.newPatient({ email: null });
  const visit = await clinic.newVisit({ patient });
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, patient);
  await expect(row).toContainText('No e-mail on file: the decision goes on the Call list');
  await row.getByRole('button', { name: 'Deny', exact: true }).click();
  await expect(desk.reasonDialog).toContainText(
    `${patient.name} has no e-mail on file: this goes on the Call list.`,
  );
  await desk.send({ reason: 'The visit should not wait' });
  const closed = await desk.confirmed(TITLE, patient);
  const lines = await desk.historyOf(closed);
  await expect(lines.filter({ hasText: 'E-mail' })).toHaveCount(0);
  await expect(lines).toContainText(['Denied', 'Put on the Call list']);

  await desk.openView('Call list');
  const call = desk.page.getByRole('article', { name: `Call ${patient.name}` });
  await expect(call).toContainText('(312) 555-0177');
  await expect(call).toContainText('No e-mail on file: tell the patient by phone what was decided.');
  await expect(call).toContainText(`Am I speaking with ${patient.name}?`);
  await expect(call).toContainText('We could not do that: it stays on Thursday, November 19, at 10:00 AM.');
  await expect(call).toContainText('The visit should not wait');
  await call.getByRole('textbox', { name: 'Note (optional)' }).fill('Spoke to her daughter');
  await call.getByRole('button', { name: 'Called', exact: true }).click();
  await expect(call).toHaveCount(0);

  const after = await desk.find('History', TITLE, patient);
  await expect((await desk.historyOf(after)).last()).toContainText('Called');
  await expect((await desk.historyOf(after)).last()).toContainText('Note: Spoke to her daughter');
});

test('a refused message: on the request and in Needs attention, with Retry and Called instead', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const patient = await clinic.newPatient({ email: 'bounce@example.com' });
  const visit = await clinic.newVisit({ patient });
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, patient);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();

  const closed = await desk.confirmed(TITLE, patient);
  await expect(closed).toContainText('E-mail to bounce@example.com not delivered');
  await expect(desk.status).toContainText(/needs? attention/);
  // The decision itself stands.
  expect((await clinic.taskOf(visit)).status).toBe('completed');

  await desk.openView('Needs attention');
  const item = desk.page.getByRole('article', { name: `E-mail not delivered, ${patient.name}` });
  await expect(item).toContainText('to bounce@example.com was not delivered.');
  await expect(item).toContainText('550');
  await item.getByRole('button', { name: 'Retry', exact: true }).click();
  await expect(desk.page.getByRole('status').filter({ hasText: 'Trying again.' })).toBeAttached();
  const refusals = (await desk.historyOf(await desk.find('History', TITLE, patient))).filter({
    hasText: 'E-mail refused',
  });
  await expect(refusals).toHaveCount(2);

  await desk.openView('Needs attention');
  await item.getByRole('button', { name: 'Called instead', exact: true }).click();
  await expect(item).toHaveCount(0);
  const after = await desk.find('History', TITLE, patient);
  await expect(after).toContainText('Called instead of e-mail');
  await expect((await desk.historyOf(after)).last()).toContainText('Called instead of e-mail');
  expect(await mailbox.messagesTo(patient)).toEqual([]);
});

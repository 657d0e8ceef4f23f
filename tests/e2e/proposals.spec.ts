import type { AppointmentResponse } from '@medplum/fhirtypes';
import type { Locator } from '@playwright/test';
import { startApp } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { Clinic, instantOf, outcomeOf, sequenceOf, type TestVisit, uidOf } from '../support/clinic.ts';
import { expect, MONDAY, test } from '../support/clinic-test.ts';
import { Desk } from '../support/desk.ts';
import { calendarOf, Mailbox } from '../support/mailbox.ts';
import { PatientPortal } from '../support/patient-portal.ts';

const TITLE = 'Reschedule appointment';
const PRACTICE = 'Lakeside Family Medicine';
const PROPOSED = { date: '2026-11-23', time: '15:00' };

interface Parts {
  readonly clinic: Clinic;
  readonly portal: PatientPortal;
  readonly desk: Desk;
  readonly mailbox: Mailbox;
}

/** A visit whose patient asked for another time and was proposed a third; its row under Awaiting patient. */
async function proposed({
  clinic,
  portal,
  desk,
  mailbox,
}: Parts): Promise<{ visit: TestVisit; row: Locator }> {
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);
  await desk.propose(row, PROPOSED.date, PROPOSED.time, { reason: 'Provider unavailable' });
  await expect.poll(async () => (await clinic.taskOf(visit)).status).toBe('on-hold');
  await mailbox.newest(visit.patient);
  return { visit, row: await desk.find('Awaiting patient', TITLE, visit.patient) };
}

async function proposalOf(clinic: Clinic, visit: TestVisit) {
  const [proposal] = await clinic.otherAppointmentsOf(visit);
  if (proposal === undefined) throw new Error('There is no proposal');
  return proposal;
}

const original = ({ patient }: TestVisit): string => `10:00 AM ${patient.name}, Follow-up, Booked`;
const tentative = ({ patient }: TestVisit): string => `3:00 PM ${patient.name}, Follow-up, Tentative`;
const moved = ({ patient }: TestVisit): string => `3:00 PM ${patient.name}, Follow-up, Booked`;

/** The Tentative is gone and the original stands as if nothing had been proposed. */
async function expectReleased({ clinic, desk }: Parts, visit: TestVisit): Promise<void> {
  await expect.poll(async () => (await proposalOf(clinic, visit)).status).toBe('cancelled');
  const appointment = await clinic.appointmentOf(visit);
  expect([appointment.status, Date.parse(appointment.start ?? '')]).toEqual(['booked', visit.start]);
  await desk.expectDay(PROPOSED.date, visit.provider, []);
  await desk.expectDay(visit.date, visit.provider, [original(visit)]);
  await expect(desk.entry(original(visit))).not.toContainText('change proposed');
}

test('both times are taken while the patient decides', async ({ clinic, portal, desk, mailbox }) => {
  const { visit } = await proposed({ clinic, portal, desk, mailbox });
  const { provider } = visit;
  await desk.expectDay(PROPOSED.date, provider, [tentative(visit)]);
  await desk.expectDay(visit.date, provider, [original(visit)]);
  await expect(desk.entry(original(visit))).toContainText('change proposed');

  // Somebody else asks for the one, and for the other.
  const atTentative = await clinic.newVisit({ provider, date: '2026-11-24' });
  await portal.askToReschedule(atTentative, PROPOSED.date, '15:15');
  const first = await desk.receive(TITLE, atTentative.patient);
  await expect(first).toContainText(
    `Taken: ${visit.patient.name}, 3:00 PM – 3:30 PM with ${provider.name} (Tentative)`,
  );
  const atOriginal = await clinic.newVisit({ provider, date: '2026-11-25' });
  await portal.askToReschedule(atOriginal, visit.date, '10:15');
  const second = await desk.receive(TITLE, atOriginal.patient);
  await expect(second).toContainText(
    `Taken: ${visit.patient.name}, 10:00 AM – 10:30 AM with ${provider.name} (Booked)`,
  );
});

test('the patient approves: the proposed time is booked and the original released', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const { visit } = await proposed({ clinic, portal, desk, mailbox });
  await portal.approveProposal(visit.patient);
  await desk.refresh();

  await expect(await desk.confirmed(TITLE, visit.patient)).toContainText('Accepted by patient · today');
  const booked = await proposalOf(clinic, visit);
  expect([booked.status, uidOf(booked), sequenceOf(booked)]).toEqual(['booked', visit.uid, 2]);
  expect((await clinic.appointmentOf(visit)).status).toBe('cancelled');
  const task = await clinic.taskOf(visit);
  expect([task.status, outcomeOf(task)]).toEqual(['completed', 'accepted']);

  await desk.expectDay(visit.date, visit.provider, []);
  await desk.expectDay(PROPOSED.date, visit.provider, [moved(visit)]);

  const message = await mailbox.newest(visit.patient, 2);
  expect(message.subject).toBe(`Your appointment is confirmed for the new time - ${PRACTICE}`);
  expect(message.text).toContain('Thank you for your answer.');
  expect(calendarOf(message)).toMatchObject({
    method: 'REQUEST',
    uid: visit.uid,
    sequence: 2,
    status: 'CONFIRMED',
    start: instantOf(PROPOSED.date, PROPOSED.time),
  });
});

test('two times are offered, by keyboard: the patient takes the second, and the other is released', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);
  const form = await desk.openForm(row);
  await desk.fillWhen(form, PROPOSED.date, PROPOSED.time);
  await form.getByRole('button', { name: 'Propose Changes', exact: true }).click();
  const dialog = desk.reasonDialog;
  const offered = dialog.getByRole('group', { name: 'Times offered' });
  await expect(offered.getByRole('listitem')).toHaveCount(1);
  await desk.fillWords({ reason: 'Provider unavailable' });

  // What is typed and not added would not be offered: nothing leaves before somebody has said which it is.
  const another = offered.getByRole('group', { name: 'Add another time to choose from' });
  await another.getByLabel('Date').fill('2026-11-20');
  await another.getByLabel('Time').fill('16:00');
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(another.getByRole('alert')).toContainText('This time is not offered yet');
  await expect(another.getByLabel('Time')).toBeFocused();
  expect(await violations(desk)).toEqual([]);
  await another.getByRole('button', { name: 'Add time', exact: true }).press('Enter');
  // In the order in which the letter has them.
  await expect(offered.getByRole('listitem')).toHaveText([/^Fri, Nov 20/, /^Mon, Nov 23/]);
  await expect(another.getByRole('alert')).toHaveCount(0);
  await expect(offered.getByRole('button', { name: 'Take out Fri, Nov 20, 4:00 PM' })).toBeFocused();
  await desk.page.keyboard.press('Enter');
  await expect(offered.getByRole('listitem')).toHaveCount(1);
  await expect.poll(() => another.evaluate((group) => group.contains(document.activeElement))).toBe(true);
  await another.getByLabel('Date').fill('2026-11-20');
  await another.getByLabel('Time').fill('16:00');
  await another.getByRole('button', { name: 'Add time', exact: true }).press('Enter');
  await expect(offered.getByRole('listitem')).toHaveCount(2);
  await expect(desk.preview.body).toContainText('4:00 PM');
  await desk.page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();

  await expect.poll(async () => (await clinic.taskOf(visit)).status).toBe('on-hold');
  expect((await clinic.otherAppointmentsOf(visit)).map(({ status }) => status)).toEqual([
    'pending',
    'pending',
  ]);
  const letter = await mailbox.newest(visit.patient);
  expect(letter.subject).toContain('Please answer: new times are proposed for your appointment');
  // One number means one time, on the row and in the letter, whichever was added first.
  expect(letter.text).toMatch(
    /Proposed time 1:?\s+Friday, November 20.*Proposed time 2:?\s+Monday, November 23/s,
  );
  await expect(await desk.find('Awaiting patient', TITLE, visit.patient)).toContainText(
    /Proposed time 1\s*Fri, Nov 20.*Proposed time 2\s*Mon, Nov 23/s,
  );
  const second = `4:00 PM ${visit.patient.name}, Follow-up,`;
  await desk.expectDay('2026-11-20', visit.provider, [`${second} Tentative`]);

  await portal.open(visit.patient);
  await portal.page.getByRole('button', { name: /^Approve .*4:00/ }).click();
  await portal.said('You approved the new time.');
  await desk.refresh();
  await expect(await desk.confirmed(TITLE, visit.patient)).toContainText('Accepted by patient · today');
  await desk.expectDay('2026-11-20', visit.provider, [`${second} Booked`]);
  await desk.expectDay(PROPOSED.date, visit.provider, []);
  await desk.expectDay(visit.date, visit.provider, []);
  const stand = (await clinic.otherAppointmentsOf(visit)).map(({ status }) => status);
  expect(stand.toSorted()).toEqual(['booked', 'cancelled']);
  expect((await clinic.appointmentOf(visit)).status).toBe('cancelled');
});

test('the patient declines: the request comes back marked, and the patient is told to call', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const { visit } = await proposed({ clinic, portal, desk, mailbox });
  await portal.declineProposal(visit.patient);
  await expect(portal.requests).toContainText(
    'You declined the proposed time. Please call the office at (312) 555-0142.',
  );
  // No counter-proposal: nothing asks for another time.
  await expect(portal.proposals).toHaveCount(0);

  const row = await desk.receive(TITLE, visit.patient);
  await expect(row).toContainText('Patient declined the proposed time: call the patient');
  const lines = await desk.historyOf(row);
  await expect(lines).toContainText(['Proposed another time', 'The patient declined in the portal']);
  await expect(lines.last()).toContainText('Confirmed by the portal');
  await expectReleased({ clinic, portal, desk, mailbox }, visit);
  const task = await clinic.taskOf(visit);
  expect([task.status, outcomeOf(task)]).toEqual(['requested', 'declined']);
  await expect(lines.filter({ hasText: 'E-mail written' })).toHaveCount(0);
  expect(await mailbox.messagesTo(visit.patient)).toHaveLength(1);
});

test('a proposal on a cancellation: the patient cancels entirely, with no further approval', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const visit = await clinic.newVisit({ date: '2026-11-18' });
  await portal.askToCancel(visit);
  const row = await desk.receive('Cancel appointment', visit.patient);
  await desk.propose(row, PROPOSED.date, PROPOSED.time, { reason: 'Provider unavailable' });
  await mailbox.newest(visit.patient);
  await portal.cancelEntirely(visit.patient);
  await desk.refresh();

  await expect(await desk.confirmed('Cancel appointment', visit.patient)).toContainText(
    'Cancelled by patient · today',
  );
  expect((await clinic.appointmentOf(visit)).status).toBe('cancelled');
  expect((await proposalOf(clinic, visit)).status).toBe('cancelled');
  const task = await clinic.taskOf(visit);
  expect(task.status).toBe('completed');
  await desk.expectDay(visit.date, visit.provider, []);
  await desk.expectDay(PROPOSED.date, visit.provider, []);
  const message = await mailbox.newest(visit.patient, 2);
  expect(message.subject).toBe(`Your appointment is cancelled - ${PRACTICE}`);
  expect(calendarOf(message)).toMatchObject({ method: 'CANCEL', uid: visit.uid, sequence: 2 });
});

test('the practice withdraws the proposal', async ({ clinic, portal, desk, mailbox }) => {
  const { visit, row } = await proposed({ clinic, portal, desk, mailbox });
  await row.getByRole('button', { name: 'Withdraw proposal', exact: true }).click();

  const back = await desk.find('Inbox', TITLE, visit.patient);
  await expect(back).toContainText('Proposal withdrawn: decide again');
  await expect.poll(async () => (await clinic.taskOf(visit)).status).toBe('requested');
  expect(outcomeOf(await clinic.taskOf(visit))).toBe('proposal-withdrawn');
  await expectReleased({ clinic, portal, desk, mailbox }, visit);
  const message = await mailbox.newest(visit.patient, 2);
  expect(message.subject).toBe(`The new time proposed for your appointment no longer applies - ${PRACTICE}`);
  expect(message.text).toContain('We still have your request and will answer it.');
  expect(message.calendar).toBeNull();
  await portal.open(visit.patient);
  await expect(portal.proposals).toHaveCount(0);
});

test('a yes that comes when the appointment is cancelled waits under Needs attention, with the phone to call', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const { page } = desk;
  const { visit, row } = await proposed({ clinic, portal, desk, mailbox });
  const proposal = await proposalOf(clinic, visit);
  await row.getByRole('button', { name: 'Cancel appt.', exact: true }).click();
  await desk.send({ reason: 'Provider unavailable' });
  await expect.poll(async () => (await proposalOf(clinic, visit)).status).toBe('cancelled');
  await clinic.create<AppointmentResponse>({
    resourceType: 'AppointmentResponse',
    appointment: { reference: `Appointment/${proposal.id}` },
    actor: { reference: `Patient/${visit.patient.id}` },
    participantStatus: 'accepted',
  });
  await desk.refresh();
  await desk.openView('Needs attention');
  const item = page.getByRole('article', {
    name: `Answer to a time that was given back, ${visit.patient.name}`,
  });
  await expect(item).toContainText(
    `${visit.patient.name} accepted Mon, Nov 23, 3:00 PM – 3:30 PM in the portal. That time had been given back: nothing was done.`,
  );
  await expect(item).toContainText('Nothing is on the schedule in its place.');
  expect(await violations(desk)).toEqual([]);
  await item.getByRole('button', { name: 'Show history', exact: true }).click();
  const closed = page.getByRole('article', { name: TITLE }).filter({ hasText: visit.patient.name });
  await closed.getByRole('button', { name: 'History', exact: true }).click();
  await expect(page.getByText(`${visit.patient.name} accepted a proposed time in the portal`)).toBeVisible();
  await desk.openView('Needs attention');
  await item.getByRole('button', { name: 'Dismiss', exact: true }).click();
  await expect(item).toHaveCount(0);
});

test('the practice replaces the proposal by another', async ({ clinic, portal, desk, mailbox }) => {
  const { visit, row } = await proposed({ clinic, portal, desk, mailbox });
  await desk.propose(row, '2026-11-24', '09:00', { reason: 'Clinic closed', message: 'Tuesday is better.' });

  const again = await desk.find('Awaiting patient', TITLE, visit.patient);
  await expect(again.getByRole('definition').last()).toHaveText(/^Tue, Nov 24\s*9:00 AM – 9:30 AM$/);
  const message = await mailbox.newest(visit.patient, 2);
  expect(message.subject).toBe(`Please answer: a new time is proposed for your appointment - ${PRACTICE}`);
  expect(message.text).toContain('Proposed time:\nTuesday, November 24, 2026\n9:00 AM (Central Time)');
  expect(message.calendar).toBeNull();

  const states = (await clinic.otherAppointmentsOf(visit)).map(({ status, start }) => [
    status,
    Date.parse(start ?? ''),
  ]);
  expect(states).toHaveLength(2);
  expect(states).toContainEqual(['cancelled', instantOf(PROPOSED.date, PROPOSED.time)]);
  expect(states).toContainEqual(['pending', instantOf('2026-11-24', '09:00')]);
  await desk.expectDay(PROPOSED.date, visit.provider, []);
  await desk.expectDay('2026-11-24', visit.provider, [`9:00 AM ${visit.patient.name}, Follow-up, Tentative`]);

  // The patient sees the new one alone, and it can be answered.
  await portal.open(visit.patient);
  await expect(portal.proposals).toHaveCount(1);
  await portal.approveProposal(visit.patient);
  await desk.refresh();
  await expect(await desk.confirmed(TITLE, visit.patient)).toContainText('Accepted by patient');
  await desk.expectDay('2026-11-24', visit.provider, [`9:00 AM ${visit.patient.name}, Follow-up, Booked`]);
});

test('the practice records the patient’s answer by phone: accepted', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const { visit, row } = await proposed({ clinic, portal, desk, mailbox });
  await desk.chooseFromMenu(row, 'Record answer', 'Accepted');

  const closed = await desk.confirmed(TITLE, visit.patient);
  await expect(closed).toContainText('Accepted by patient · today');
  await expect(await desk.historyOf(closed)).toContainText([
    'Recorded the patient’s answer by phone: accepted',
  ]);
  expect((await proposalOf(clinic, visit)).status).toBe('booked');
  expect((await clinic.appointmentOf(visit)).status).toBe('cancelled');
  expect(outcomeOf(await clinic.taskOf(visit))).toBe('accepted');
  await desk.expectDay(visit.date, visit.provider, []);
  await desk.expectDay(PROPOSED.date, visit.provider, [moved(visit)]);
  expect(calendarOf(await mailbox.newest(visit.patient, 2))).toMatchObject({
    method: 'REQUEST',
    uid: visit.uid,
    sequence: 2,
  });
});

test('the practice records the patient’s answer by phone: declined', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const { visit, row } = await proposed({ clinic, portal, desk, mailbox });
  await desk.chooseFromMenu(row, 'Record answer', 'Declined');

  const back = await desk.find('Inbox', TITLE, visit.patient);
  await expect(back).toContainText('Patient declined the proposed time: call the patient');
  const lines = await desk.historyOf(back);
  await expect(lines).toContainText(['Recorded the patient’s answer by phone: declined']);
  await expect(lines.last()).toContainText('Confirmed by the portal');
  await expectReleased({ clinic, portal, desk, mailbox }, visit);
  expect(outcomeOf(await clinic.taskOf(visit))).toBe('declined');
  expect(await mailbox.messagesTo(visit.patient)).toHaveLength(1);
});

test('the practice sends the e-mail again', async ({ clinic, portal, desk, mailbox }) => {
  const { visit, row } = await proposed({ clinic, portal, desk, mailbox });
  const first = await mailbox.newest(visit.patient);
  await row.getByRole('button', { name: 'Resend e-mail', exact: true }).click();
  const second = await mailbox.newest(visit.patient, 2);
  expect([second.subject, second.text]).toEqual([first.subject, first.text]);
  expect(second.messageId).not.toBe(first.messageId);
  // Nothing else has changed.
  expect(await clinic.versionsOf('Task', (await clinic.taskOf(visit)).id)).toBe(2);
  await desk.expectDay(PROPOSED.date, visit.provider, [tentative(visit)]);
});

test('the practice cancels the appointment while the patient decides', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const { visit, row } = await proposed({ clinic, portal, desk, mailbox });
  await row.getByRole('button', { name: 'Cancel appt.', exact: true }).click();
  await desk.send({ reason: 'Clinic closed' });

  await expect(await desk.confirmed(TITLE, visit.patient)).toContainText(
    'Appointment cancelled (Clinic closed)',
  );
  expect((await proposalOf(clinic, visit)).status).toBe('cancelled');
  expect((await clinic.appointmentOf(visit)).status).toBe('cancelled');
  expect(outcomeOf(await clinic.taskOf(visit))).toBe('appointment-cancelled');
  await desk.expectDay(visit.date, visit.provider, []);
  await desk.expectDay(PROPOSED.date, visit.provider, []);
  expect(calendarOf(await mailbox.newest(visit.patient, 2))).toMatchObject({
    method: 'CANCEL',
    uid: visit.uid,
    sequence: 2,
  });
  await portal.open(visit.patient);
  await expect(portal.proposals).toHaveCount(0);
});

test('no answer: the proposal expires, also while the desk was off, and the request comes back marked', async ({
  browser,
}) => {
  const before = await startApp({ now: MONDAY });
  try {
    const clinic = new Clinic(before.fhirUrl);
    const desk = new Desk(await browser.newPage());
    const portal = await PatientPortal.inWindow(browser, before.portalUrl);
    await desk.open(before.deskUrl);
    await desk.changeRules((rules) => ({ ...rules, undoSeconds: 0 }));
    const { visit, row } = await proposed({
      clinic,
      desk,
      portal,
      mailbox: new Mailbox(before.mailboxUrl),
    });
    await expect(row).toContainText('waits for the patient until Tue, Nov 17, 10:00 AM (tomorrow)');
    await desk.page.close();
    await portal.leave();
    await before.kill('SIGTERM');

    // One minute after the expiry.
    const after = await startApp({ now: '2026-11-17T16:01:00Z', dataDir: before.dataDir });
    try {
      const parts: Parts = {
        clinic: new Clinic(after.fhirUrl),
        desk: new Desk(await browser.newPage()),
        portal: await PatientPortal.inWindow(browser, after.portalUrl),
        mailbox: new Mailbox(after.mailboxUrl),
      };
      await parts.desk.open(after.deskUrl);
      const back = await parts.desk.find('Inbox', TITLE, visit.patient);
      await expect(back).toContainText('No answer');
      const lines = await parts.desk.historyOf(back);
      await expect(lines).toContainText(['No answer: the proposal expired']);
      await expect(lines.last()).toContainText('Confirmed by the portal');
      await expectReleased(parts, visit);
      const task = await parts.clinic.taskOf(visit);
      expect([task.status, outcomeOf(task)]).toEqual(['requested', 'expired']);
      expect(await parts.mailbox.messagesTo(visit.patient)).toHaveLength(1);
      await parts.portal.open(visit.patient);
      await expect(parts.portal.proposals).toHaveCount(0);
      await parts.portal.leave();
      await parts.desk.page.close();
    } finally {
      await after.dispose();
    }
  } finally {
    await before.dispose();
  }
});

import { instantOf, outcomeOf, rescheduleTask } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';
import { PatientPortal } from '../support/patient-portal.ts';

const TITLE = 'Reschedule appointment';

test('a patient withdraws a request: it leaves the inbox', async ({ clinic, portal, desk, mailbox }) => {
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  await desk.receive(TITLE, visit.patient);
  await portal.withdraw(visit.patient);
  await desk.refresh();

  await desk.expectNoneIn('Inbox', visit.patient);
  const closed = await desk.find('History', TITLE, visit.patient);
  await expect(closed).toContainText('Withdrawn by patient · today');
  const lines = await desk.historyOf(closed);
  await expect(lines).toContainText(['Request received from the portal', 'The patient withdrew the request']);
  await expect(lines.filter({ hasText: 'E-mail' })).toHaveCount(0);
  const task = await clinic.taskOf(visit);
  expect(task.status).toBe('cancelled');
  expect((await clinic.appointmentOf(visit)).status).toBe('booked');
  await desk.expectDay('2026-11-19', visit.provider, [`10:00 AM ${visit.patient.name}, Follow-up, Booked`]);
  expect(await mailbox.messagesTo(visit.patient)).toEqual([]);
});

test('a patient withdraws while a proposal waits: the Tentative goes with it', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);
  await desk.propose(row, '2026-11-23', '15:00', { reason: 'Provider unavailable' });
  await mailbox.newest(visit.patient);
  await portal.withdraw(visit.patient);
  await desk.refresh();

  await expect(await desk.find('History', TITLE, visit.patient)).toContainText('Withdrawn by patient');
  await expect
    .poll(async () => (await clinic.otherAppointmentsOf(visit)).map(({ status }) => status))
    .toEqual(['cancelled']);
  await desk.expectDay('2026-11-23', visit.provider, []);
  await desk.expectDay('2026-11-19', visit.provider, [`10:00 AM ${visit.patient.name}, Follow-up, Booked`]);
  expect(await mailbox.messagesTo(visit.patient)).toHaveLength(1);
});

test('a patient asks again: the newer request replaces the older', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00', 'First wish');
  await desk.receive(TITLE, visit.patient);
  await portal.fillReschedule(visit, '2026-11-23', '09:00', 'Second wish');
  await expect(portal.page.getByText('This request will replace that one.')).toBeVisible();
  await portal.send.click();

  const row = await desk.receive(TITLE, visit.patient);
  await expect(row).toContainText('Second wish');
  const closed = await desk.confirmed(TITLE, visit.patient);
  await expect(closed).toContainText('Superseded by a newer request · today');
  await expect(closed).toContainText('First wish');
  const [older, newer] = await clinic
    .tasksOf(visit)
    .then((tasks) => tasks.toSorted((a, b) => (a.authoredOn ?? '').localeCompare(b.authoredOn ?? '')));
  expect([older?.status, older && outcomeOf(older)]).toEqual(['cancelled', 'superseded']);
  expect(newer?.status).toBe('requested');
  expect(await mailbox.messagesTo(visit.patient)).toEqual([]);
  await portal.open(visit.patient);
  await expect(portal.requests.filter({ hasText: 'Replaced by your newer request.' })).toHaveCount(1);
});

test('a taken time is named, warned about, and booked over only with a reason', async ({
  clinic,
  portal,
  desk,
}) => {
  const other = await clinic.newVisit({ date: '2026-11-20', time: '14:00' });
  const visit = await clinic.newVisit({ provider: other.provider });
  await portal.askToReschedule(visit, '2026-11-20', '14:15');
  const row = await desk.receive(TITLE, visit.patient);
  await expect(row).toContainText(
    `Taken: ${other.patient.name}, 2:00 PM – 2:30 PM with ${other.provider.name} (Booked)`,
  );

  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  const warning = desk.page.getByRole('dialog', { name: 'That time is taken' });
  await expect(warning).toContainText(`2:00 PM – 2:30 PM: ${other.patient.name} with ${other.provider.name}`);
  await warning.getByRole('button', { name: 'Book anyway' }).click();
  await expect(warning).toContainText('Say why it is to be booked anyway.');
  expect(await clinic.versionsOf('Task', (await clinic.taskOf(visit)).id)).toBe(1);
  await warning.getByRole('textbox', { name: 'Reason for booking it anyway' }).fill('A short visit each');
  await warning.getByRole('button', { name: 'Book anyway' }).click();

  const closed = await desk.confirmed(TITLE, visit.patient);
  await expect((await desk.historyOf(closed)).filter({ hasText: 'Approved' })).toContainText(
    'because: A short visit each',
  );
  expect(Date.parse((await clinic.appointmentOf(visit)).start ?? '')).toBe(instantOf('2026-11-20', '14:15'));
  await desk.expectDay('2026-11-20', visit.provider, [
    `2:00 PM ${other.patient.name}, Follow-up, Booked`,
    `2:15 PM ${visit.patient.name}, Follow-up, Booked`,
  ]);
});

test('two patients ask for one time: each row says so', async ({ clinic, portal, desk }) => {
  const first = await clinic.newVisit();
  const second = await clinic.newVisit({ provider: first.provider, time: '11:00' });
  await portal.askToReschedule(first, '2026-11-20', '14:00');
  await portal.askToReschedule(second, '2026-11-20', '14:15');
  await expect(await desk.receive(TITLE, first.patient)).toContainText(
    `Overlaps the time ${second.patient.name} (2:15 PM – 2:45 PM) asks for`,
  );
  await expect(await desk.find('Inbox', TITLE, second.patient)).toContainText(
    `Overlaps the time ${first.patient.name} (2:00 PM – 2:30 PM) asks for`,
  );
});

test('a time that is past cannot be approved, and the row says why', async ({ clinic, portal, desk }) => {
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-16', '08:30');
  const row = await desk.receive(TITLE, visit.patient);
  await expect(row).toContainText('The requested time is already past');
  const approve = row.getByRole('button', { name: 'Approve', exact: true });
  await expect(approve).toBeDisabled();
  await expect(approve).toHaveAccessibleDescription('That time is already past. Choose a later one.');
  // By mouse and by key it says why, and stays where the Tab key finds it.
  await approve.click({ force: true });
  await expect(row.getByRole('alert')).toContainText('That time is already past. Choose a later one.');
  await row.getByRole('button', { name: 'Close' }).click();
  await approve.focus();
  await expect(approve).toBeFocused();
  await row.press('a');
  await expect(row.getByRole('alert')).toContainText('That time is already past. Choose a later one.');
  await expect(row.getByRole('button', { name: 'Deny', exact: true })).toBeEnabled();
  expect(await clinic.versionsOf('Task', (await clinic.taskOf(visit)).id)).toBe(1);
});

test('a closed day is named, and granted with a reason only', async ({ clinic, portal, desk }) => {
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-26', '10:00');
  const row = await desk.receive(TITLE, visit.patient);
  await expect(row).toContainText('Closed on the requested day: Staff training');

  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  const warning = desk.page.getByRole('dialog', { name: 'The practice is closed then' });
  await expect(warning).toContainText('The practice is closed that day: Staff training.');
  await warning.getByRole('button', { name: 'Book anyway' }).click();
  await expect(warning).toContainText('Say why it is to be booked anyway.');
  await warning.getByRole('textbox', { name: 'Reason for booking it anyway' }).fill('The doctor is in');
  await warning.getByRole('button', { name: 'Book anyway' }).click();

  const closed = await desk.confirmed(TITLE, visit.patient);
  await expect((await desk.historyOf(closed)).filter({ hasText: 'Approved' })).toContainText(
    'Booked on a closed day (Staff training), because: The doctor is in',
  );
  expect(Date.parse((await clinic.appointmentOf(visit)).start ?? '')).toBe(instantOf('2026-11-26', '10:00'));
});

test('2:30 AM on the night the clocks are put forward does not exist, and the row says so', async ({
  clinic,
  portal,
  desk,
}) => {
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2027-03-14', '02:30');
  const row = await desk.receive(TITLE, visit.patient);
  await expect(row).toContainText(
    'The requested time does not exist that night: the clocks are put forward.',
  );
  await expect(row.getByRole('definition').last()).toHaveText(/^Sun, Mar 14, 2027\s*3:30 AM – 4:00 AM$/);

  // Nor can the receptionist type it.
  const form = await desk.openForm(row);
  await desk.fillWhen(form, '2027-03-14', '02:45');
  await expect(form).toContainText('This time does not exist that night');
});

test('a request about an appointment that was cancelled at the desk a minute ago', async ({
  clinic,
  portal,
  desk,
  app,
  browser,
}) => {
  const visit = await clinic.newVisit();
  const late = await PatientPortal.inWindow(browser, app.portalUrl);
  await late.fillReschedule(visit, '2026-11-20', '15:00', 'Sent a minute too late');
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const first = await desk.receive(TITLE, visit.patient);
  await first.getByRole('button', { name: 'Cancel appointment', exact: true }).click();
  await desk.send({ reason: 'Clinic closed' });
  await desk.confirmed(TITLE, visit.patient);
  await late.send.click();
  await late.said('Your request to reschedule is with the practice');
  await late.leave();

  const row = await desk.receive(TITLE, visit.patient);
  await expect(row).toContainText('Sent a minute too late');
  await expect(row).toContainText('The appointment is not booked any more: Cancelled');
  await expect(row.getByRole('button', { name: 'Approve', exact: true })).toBeDisabled();
  await row.getByRole('button', { name: 'Deny', exact: true }).click();
  await desk.send({ reason: 'Requested time not available' });
  await desk.expectNoneIn('Inbox', visit.patient);
  await expect
    .poll(async () => (await clinic.tasksOf(visit)).map(({ status }) => status))
    .toEqual(['rejected', 'rejected']);
  expect((await clinic.appointmentOf(visit)).status).toBe('cancelled');
});

test('the same click twice is one request', async ({ clinic, portal, desk }) => {
  const visit = await clinic.newVisit();
  await portal.fillReschedule(visit, '2026-11-20', '14:00');
  await portal.send.dblclick();
  await portal.said('Your request to reschedule is with the practice');
  expect(await clinic.tasksOf(visit)).toHaveLength(1);
  await desk.receive(TITLE, visit.patient);
  await expect(desk.request(TITLE, visit.patient)).toHaveCount(1);
});

test('a note of 10,000 characters is shown whole when asked for', async ({ clinic, portal, desk }) => {
  const visit = await clinic.newVisit();
  const long = 'Please not before ten. '.repeat(500).slice(0, 9994).concat(' (end)');
  expect(long).toHaveLength(10_000);
  await portal.askToReschedule(visit, '2026-11-20', '14:00', long);
  const row = await desk.receive(TITLE, visit.patient);
  const note = row.getByRole('group', { name: 'Patient’s note' });
  const folded = await note.boundingBox();
  expect(folded?.height).toBeLessThan(100);
  await note.getByRole('button', { name: 'Show all' }).click();
  expect(((await note.textContent()) ?? '').replace('Show less', '')).toBe(long);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await desk.confirmed(TITLE, visit.patient);
  const task = await clinic.taskOf(visit);
  expect([task.status, task.note?.[0]?.text]).toEqual(['completed', long]);
});

test('markup in a note is text: it is shown as typed and does nothing', async ({ clinic, portal, desk }) => {
  const visit = await clinic.newVisit();
  const note =
    '<img src=x onerror="alert(1)"><b>bold</b> & \u202Eright to left\u202C <script>alert(2)</script>';
  await portal.askToReschedule(visit, '2026-11-20', '14:00', note);
  const row = await desk.receive(TITLE, visit.patient);
  const shown = row.getByRole('group', { name: 'Patient’s note' });
  await expect(shown).toContainText('<img src=x onerror="alert(1)"><b>bold</b> &');
  await expect(shown).toContainText('<script>alert(2)</script>');
  await expect(shown.getByRole('img')).toHaveCount(0);
  await expect(row.getByRole('button', { name: 'Approve', exact: true })).toBeEnabled();
});

test('a patient without portal access cannot ask there; the row and the proposal say so', async ({
  clinic,
  portal,
  desk,
  mailbox,
  settings,
}) => {
  await settings.keep();
  const patient = await clinic.newPatient({ portalAccess: false });
  const visit = await clinic.newVisit({ patient });
  await portal.page.goto(`${portal.url}patients/${patient.id}`);
  await expect(portal.page.getByRole('heading', { name: 'No portal access' })).toBeVisible();
  await portal.page.goto(`${portal.url}patients?q=${encodeURIComponent(patient.name)}`);
  await expect(portal.page.getByRole('listitem')).toContainText('No portal access: please call the office');
  await expect(portal.page.getByRole('link', { name: patient.name })).toHaveCount(0);

  // Access was taken away after the request had been sent.
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  const row = await desk.receive(TITLE, patient);
  await expect(row).toContainText('No portal access: a proposal goes on the Call list');
  const form = await desk.openForm(row);
  await desk.fillWhen(form, '2026-11-23', '09:00');
  await form.getByRole('button', { name: 'Propose Changes', exact: true }).click();
  await expect(desk.reasonDialog).toContainText(
    `${patient.name} has no portal access: nobody can answer the proposal there. It goes on the Call list.`,
  );
  await desk.send({ reason: 'Provider unavailable' });

  const message = await mailbox.newest(patient);
  expect(message.text).toContain('call us at (312) 555-0142');
  expect(message.text).not.toContain('patient portal');
  await desk.openView('Call list');
  const call = desk.page.getByRole('article', { name: `Call ${patient.name}` });
  await expect(call).toContainText('No portal access: the patient cannot answer the proposal there.');
  await expect(call).toContainText('(312) 555-0177');
  // Nobody is there: it waits for tomorrow; taken back, it is to be made now.
  const later = desk.page.getByRole('region', { name: /^To be tried again/ });
  const tab = desk.page.getByRole('tab', { name: /^Call list/ });
  const count = await tab.textContent();
  await desk.changeRules((rules) => ({ ...rules, undoSeconds: 60 }));
  const place = desk.page.locator('[data-place]').filter({ has: call });
  await expect(async () => {
    await desk.page.keyboard.press('j');
    await expect(place).toBeFocused({ timeout: 200 });
  }).toPass();
  await desk.page.keyboard.press('m');
  await expect(later.getByRole('article', { name: `Call ${patient.name}` })).toContainText('Again tomorrow');
  await expect(tab).not.toHaveText(count ?? '');
  await expect(desk.undoOf(patient)).toBeVisible();
  await desk.page.keyboard.press('z');
  await expect(later.getByRole('article', { name: `Call ${patient.name}` })).toHaveCount(0);
  await expect(tab).toHaveText(count ?? '');
  await desk.changeRules((rules) => ({ ...rules, undoSeconds: 0 }));
  await call.getByRole('button', { name: 'Left a message', exact: true }).click();
  const again = later.getByRole('article', { name: `Call ${patient.name}` });
  await expect(again).toContainText('Left a message · today');

  // She calls back before that, and takes the time.
  await again.getByRole('textbox', { name: 'Note (optional)' }).fill('called back');
  await again.getByRole('button', { name: 'Accepted', exact: true }).click();
  await expect(call).toHaveCount(0);
  const closed = await desk.confirmed(TITLE, patient);
  await expect(closed).toContainText('Accepted by patient');
  const lines = await desk.historyOf(closed);
  await expect(lines).toContainText([
    'Called, not told: left a message',
    'Undone: left a message',
    'Called, not told: left a message',
    'Recorded the patient’s answer by phone: accepted',
  ]);
  await expect(lines.filter({ hasText: 'by phone' })).toContainText('Note: called back');
  const [booked] = await clinic.otherAppointmentsOf(visit);
  expect(booked?.status).toBe('booked');
  expect((await mailbox.newest(patient, 2)).subject).toContain('confirmed');
  await desk.expectDay('2026-11-23', visit.provider, [`9:00 AM ${patient.name}, Follow-up, Booked`]);
});

test('who withdraws meanwhile is not called about what is not so any more', async ({
  clinic,
  portal,
  desk,
}) => {
  const patient = await clinic.newPatient({ email: null });
  const visit = await clinic.newVisit({ patient });
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, patient);
  await desk.propose(row, '2026-11-23', '09:00', { reason: 'Provider unavailable' });
  await expect.poll(async () => (await clinic.taskOf(visit)).status).toBe('on-hold');
  await desk.openView('Call list');
  const call = desk.page.getByRole('article', { name: `Call ${patient.name}` });
  await expect(call.getByText('What to say on the phone')).toBeVisible();

  await portal.withdraw(patient);
  await desk.refresh();
  await expect(call).toContainText('The request is closed: withdrawn by patient.');
  await expect(call.getByText('What to say on the phone')).toHaveCount(0);
  await expect(call.getByRole('button', { name: 'Accepted', exact: true })).toHaveCount(0);
  await call.getByRole('button', { name: 'Take off the list', exact: true }).click();
  await expect(call).toHaveCount(0);
  const closed = await desk.find('History', TITLE, patient);
  await expect(await desk.historyOf(closed)).toContainText(['Taken off the Call list']);
});

import { Appointments } from '../support/appointments.ts';
import { violations } from '../support/axe.ts';
import { instantOf, outcomeOf, rescheduleTask, sequenceOf } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';
import { calendarOf } from '../support/mailbox.ts';

const PRACTICE = 'Lakeside Family Medicine';

test('the panel: what, who, what waits and what happened; the schedule beside it goes on', async ({
  clinic,
  desk,
}) => {
  const appointments = new Appointments(desk);
  const visit = await clinic.newVisit();
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  const panel = await appointments.open(visit);
  await expect(panel.getByRole('definition')).toHaveText([
    'Thu, Nov 19',
    '10:00 AM – 10:30 AM',
    '30 min',
    'Follow-up',
    visit.provider.name,
    'Main Street',
    'Mar 14, 1980',
    '(312) 555-0177',
    visit.patient.email ?? '',
    /^has access/,
  ]);
  await expect(panel.getByText('Booked', { exact: true })).toBeVisible();
  await expect(appointments.history).toHaveText([/^Request received from the portal/]);
  await expect(panel.getByRole('button', { name: 'Check in' })).toBeDisabled();

  // Not modal: another day is looked at, the panel stays.
  await desk.page.getByRole('textbox', { name: 'Day shown' }).fill('2026-11-20');
  await desk.settled();
  await expect(panel.getByRole('heading', { name: visit.patient.name })).toBeVisible();
  await panel.getByRole('button', { name: 'Show on the schedule' }).click();
  await expect(desk.page.getByRole('tab', { name: 'Day', exact: true })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await desk.page.keyboard.press('Escape');
  await expect(panel).toBeHidden();

  const name = `10:00 AM ${visit.patient.name}, Follow-up, Booked`;
  await desk.expectDay(visit.date, visit.provider, [name]);
  await appointments.entry(name).focus();
  await desk.page.keyboard.press('Enter');
  await expect(panel.getByRole('heading', { name: visit.patient.name })).toBeFocused();
  await desk.page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(appointments.entry(name)).toBeFocused();

  await appointments.entry(name).click();
  await panel.getByRole('button', { name: 'Patient card' }).click();
  await expect(desk.page.getByRole('heading', { level: 2, name: visit.patient.name })).toBeFocused();
  await desk.page.getByRole('button', { name: 'Schedule', exact: true }).click();
  await panel.getByRole('button', { name: 'Open request' }).click();
  await expect(desk.request('Reschedule appointment', visit.patient)).toBeVisible();
});

test('Update Appt.: moves it, answers its open request, and tells portal and patient', async ({
  clinic,
  desk,
  mailbox,
}) => {
  const appointments = new Appointments(desk);
  const visit = await clinic.newVisit({ sequence: 2 });
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  await appointments.open(visit);
  await appointments.press('Update Appt.');
  const form = appointments.dialog('Update appointment');
  await expect(form.getByRole('combobox', { name: 'Provider' })).toHaveValue(visit.provider.id);
  await form.getByRole('button', { name: 'Update Appt.', exact: true }).click();
  await expect(form).toContainText('Change something first.');
  await form.getByRole('combobox', { name: 'Type' }).selectOption({ label: 'Annual physical' });
  await desk.fillWhen(form, '2026-11-24', '08:30');
  await form.getByRole('button', { name: 'Update Appt.', exact: true }).click();
  await expect(desk.reasonDialog).toContainText(
    'From Thu, Nov 19, 10:00 AM – 10:30 AM to Tue, Nov 24, 8:30 AM – 9:15 AM',
  );
  await expect(desk.reasonDialog).toContainText('Type: Follow-up → Annual physical');
  await expect(desk.reasonDialog).toContainText('This also decides the patient’s own open request');
  await desk.fillWords({ reason: 'Needs a longer visit', message: 'Please come fasting.' });
  await expect(desk.preview.subject).toHaveText(`Your appointment has been changed - ${PRACTICE}`);
  await expect(desk.preview.body).toContainText('Please come fasting.');
  await desk.send({});
  await expect(form).toBeHidden();

  await appointments.confirmed();
  const moved = await clinic.appointmentOf(visit);
  expect([moved.status, Date.parse(moved.start ?? ''), Date.parse(moved.end ?? '')]).toEqual([
    'booked',
    instantOf('2026-11-24', '08:30'),
    instantOf('2026-11-24', '09:15'),
  ]);
  const task = await clinic.taskOf(visit);
  expect([task.status, outcomeOf(task)]).toEqual(['completed', 'updated']);
  await desk.expectDay('2026-11-19', visit.provider, []);
  await desk.expectDay('2026-11-24', visit.provider, [
    `8:30 AM ${visit.patient.name}, Annual physical, Booked`,
  ]);
  await desk.expectNoneIn('Inbox', visit.patient);
  const message = await mailbox.newest(visit.patient);
  expect(message.text).toContain('New time:\nTuesday, November 24, 2026\n8:30 AM (Central Time)');
  expect(message.text).toContain('Please come fasting.');
  expect(calendarOf(message)).toMatchObject({
    method: 'REQUEST',
    uid: visit.uid,
    sequence: 3,
    start: instantOf('2026-11-24', '08:30'),
  });
});

test('Cancel appt.: removed from the schedule, in the portal and from the patient’s calendar', async ({
  clinic,
  desk,
  mailbox,
}) => {
  const appointments = new Appointments(desk);
  const visit = await clinic.newVisit();
  await appointments.open(visit);
  await appointments.press('More choices for Update Appt.');
  await desk.page.getByRole('menuitem', { name: 'Cancel appt.', exact: true }).click();
  await desk.fillWords({ message: 'Sorry about that.' });
  // Closed by accident: nothing has happened, and nothing typed is lost.
  await desk.page.keyboard.press('Escape');
  await expect(desk.reasonDialog).toBeHidden();
  await expect(appointments.panel.getByText('Booked', { exact: true })).toBeVisible();
  await appointments.press('More choices for Update Appt.');
  await desk.page.getByRole('menuitem', { name: 'Cancel appt.', exact: true }).click();
  await expect(desk.reasonDialog.getByRole('textbox', { name: 'Message to patient' })).toHaveValue(
    'Sorry about that.',
  );
  await desk.reasonDialog.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(desk.reasonDialog).toContainText('Choose a reason.');
  await desk.send({ reason: 'Provider unavailable' });

  await appointments.confirmed();
  await expect(appointments.panel.getByText('Cancelled', { exact: true })).toBeVisible();
  expect(await clinic.appointmentOf(visit)).toMatchObject({
    status: 'cancelled',
    cancelationReason: { text: 'Provider unavailable' },
  });
  await desk.expectDay(visit.date, visit.provider, []);
  const message = await mailbox.newest(visit.patient);
  expect(message.subject).toBe(`Your appointment is cancelled - ${PRACTICE}`);
  expect(message.text).toContain('Sorry about that.');
  expect(calendarOf(message)).toMatchObject({ method: 'CANCEL', uid: visit.uid, sequence: 1 });
});

test('Check in, Complete, No-show, and back', async ({ clinic, desk, mailbox }) => {
  const appointments = new Appointments(desk);
  const visit = await clinic.newVisit({ date: '2026-11-13' });
  const panel = await appointments.open(visit);
  const statusOf = async (): Promise<string> => (await clinic.appointmentOf(visit)).status ?? '';
  for (const [button, word, code] of [
    ['Check in', 'Checked in', 'checked-in'],
    ['Complete', 'Completed', 'fulfilled'],
    ['Undo complete', 'Booked', 'booked'],
    ['No-show', 'No-show', 'noshow'],
    ['Undo no-show', 'Booked', 'booked'],
    ['Check in', 'Checked in', 'checked-in'],
    ['Undo check-in', 'Booked', 'booked'],
  ] as const) {
    await appointments.press(button);
    await expect(panel.locator('header').getByText(word, { exact: true })).toBeVisible();
    await expect.poll(statusOf, button).toBe(code);
  }
  await desk.expectDay(visit.date, visit.provider, [`10:00 AM ${visit.patient.name}, Follow-up, Booked`]);
  expect(sequenceOf(await clinic.appointmentOf(visit))).toBe(0);
  expect(await mailbox.messagesTo(visit.patient)).toEqual([]);
});

test('Book appointment for a patient on file: what is wrong in words, suggestions, portal, e-mail', async ({
  clinic,
  desk,
  mailbox,
}) => {
  const appointments = new Appointments(desk);
  const patient = await clinic.newPatient();
  const provider = await clinic.newProvider();
  const form = await appointments.book({ provider, date: '2026-11-20' });
  await expect(form.getByRole('combobox', { name: 'Patient' })).toBeFocused();
  await form.getByRole('combobox', { name: 'Patient' }).fill(patient.name);
  await desk.page.getByRole('option', { name: patient.name }).click();
  await form.getByRole('combobox', { name: 'Provider' }).selectOption({ label: provider.name });
  const book = form.getByRole('button', { name: 'Book', exact: true });
  await book.click();
  await expect(form).toContainText('Choose a type.');
  await form.getByRole('combobox', { name: 'Type' }).selectOption({ label: 'Annual physical' });
  const minutes = form.getByRole('textbox', { name: 'Duration' });
  await expect(minutes).toHaveValue('45');

  for (const [date, time, words] of [
    ['2027-03-14', '02:30', 'This time does not exist that night'],
    ['2026-11-01', '10:00', 'This time is already past.'],
    ['2026-11-20', '23:30', 'It would end on another day.'],
  ] as const) {
    await desk.fillWhen(form, date, time);
    await expect(form).toContainText(words);
  }
  await desk.fillWhen(form, '2027-11-07', '01:30');
  await expect(form).toContainText('This time comes twice that night');
  await minutes.fill('0');
  await expect(form).toContainText('Enter whole minutes, from 5 to 720.');
  await minutes.fill('720');
  await expect(form).not.toContainText('Enter whole minutes');

  await minutes.fill('45');
  await form.getByRole('combobox', { name: 'Location' }).selectOption({ label: 'Lakeview' });
  await expect(form.getByRole('button', { name: /^1 .*first free/ })).toBeVisible();
  await desk.page.keyboard.press('Alt+1');
  await expect(form.getByRole('textbox', { name: 'Date', exact: true })).toHaveValue('2026-11-16');
  await desk.fillWhen(form, '2026-11-20', '09:00');
  await book.click();
  const confirm = appointments.dialog('Confirm booking');
  await expect(confirm).toContainText('Fri, Nov 20, 9:00 AM – 9:45 AM');
  await confirm.getByRole('textbox', { name: 'Message to patient' }).fill('Bring your card.');
  await expect(confirm.frameLocator('iframe').locator('body')).toContainText('Bring your card.');
  await confirm.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(form).toBeHidden();

  await desk.expectDay('2026-11-20', provider, [`9:00 AM ${patient.name}, Annual physical, Booked`]);
  const booked = async () => await clinic.search('Appointment', { patient: `Patient/${patient.id}` });
  await expect.poll(async () => (await booked()).length).toBe(1);
  const [appointment] = await booked();
  expect([
    appointment?.status,
    Date.parse(appointment?.start ?? ''),
    Date.parse(appointment?.end ?? ''),
  ]).toEqual(['booked', instantOf('2026-11-20', '09:00'), instantOf('2026-11-20', '09:45')]);
  const message = await mailbox.newest(patient);
  expect(message.text).toContain('Bring your card.');
  expect(calendarOf(message)).toMatchObject({
    method: 'REQUEST',
    status: 'CONFIRMED',
    start: instantOf('2026-11-20', '09:00'),
    end: instantOf('2026-11-20', '09:45'),
  });
});

test('a patient is added and booked, after who may already be on file was shown', async ({
  clinic,
  desk,
}) => {
  const appointments = new Appointments(desk);
  const known = await clinic.newPatient();
  const family = known.name.replace('Robin ', '');
  const provider = await clinic.newProvider();
  const form = await appointments.book({ provider, date: '2026-11-20' });
  await form.getByRole('button', { name: 'Add patient', exact: true }).click();
  const adding = form.getByRole('group', { name: 'New patient' });
  await expect(adding.getByRole('textbox', { name: 'Given name' })).toBeFocused();
  await adding.getByRole('textbox', { name: 'Given name' }).fill('Robin');
  await adding.getByRole('textbox', { name: 'Family name' }).fill(family);
  const similar = adding.getByRole('list', { name: 'Already here?' });
  await expect(similar.getByRole('button', { name: `Choose ${known.name}` })).toBeVisible();
  await adding.getByRole('textbox', { name: 'Given name' }).fill('Kim');
  await adding.getByRole('textbox', { name: 'E-mail' }).fill('not an address');
  await adding.getByRole('button', { name: /^Add/ }).click();
  await expect(adding).toContainText('This is not an e-mail address.');
  await adding.getByRole('textbox', { name: 'E-mail' }).fill('');
  await adding.getByLabel('Date of birth').fill('1990-05-06');
  await adding.getByRole('button', { name: /^Add/ }).click();
  await expect(form.getByRole('combobox', { name: 'Patient' })).toHaveValue(`Kim ${family}`);

  await form.getByRole('combobox', { name: 'Provider' }).selectOption({ label: provider.name });
  await form.getByRole('combobox', { name: 'Type' }).selectOption({ label: 'Follow-up' });
  await desk.fillWhen(form, '2026-11-20', '11:00');
  await form.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(form).toContainText('Choose a location.');
  await expect(form.getByRole('combobox', { name: 'Location' })).toBeFocused();
  await form.getByRole('combobox', { name: 'Location' }).selectOption({ label: 'Lakeview' });
  await form.getByRole('button', { name: 'Book', exact: true }).click();
  const confirm = appointments.dialog('Confirm booking');
  await expect(confirm).toContainText('has no e-mail on file: this goes on the Call list.');
  await confirm.getByRole('checkbox').uncheck();
  await confirm.getByRole('button', { name: 'Save without e-mail' }).click();
  await expect(form).toBeHidden();

  await desk.expectDay('2026-11-20', provider, [`11:00 AM Kim ${family}, Follow-up, Booked`]);
  const added = async () => await clinic.search('Patient', { name: family });
  await expect
    .poll(async () => (await added()).map(({ name }) => name?.[0]?.given?.[0]).toSorted())
    .toEqual(['Kim', 'Robin']);
  const kim = (await added()).find(({ name }) => name?.[0]?.given?.[0] === 'Kim');
  expect(kim?.birthDate).toBe('1990-05-06');
  await expect
    .poll(async () => (await clinic.search('Appointment', { patient: `Patient/${kim?.id}` })).length)
    .toBe(1);
});

test('a conflict is warned of by name and time, and its override is shown on the appointment', async ({
  clinic,
  desk,
}) => {
  const appointments = new Appointments(desk);
  const other = await clinic.newVisit({ date: '2026-11-20', time: '14:00' });
  const visit = await clinic.newVisit({ provider: other.provider });
  const panel = await appointments.open(visit);
  await appointments.press('Update Appt.');
  const form = appointments.dialog('Update appointment');
  await desk.fillWhen(form, '2026-11-20', '14:15');
  await form.getByRole('button', { name: 'Update Appt.', exact: true }).click();
  await expect(desk.reasonDialog).toContainText(
    `2:00 PM – 2:30 PM: ${other.patient.name} with ${other.provider.name} (Booked)`,
  );
  await desk.fillWords({ reason: 'Provider unavailable' });
  await desk.reasonDialog.getByRole('button', { name: 'Send', exact: true }).click();
  const why = desk.reasonDialog.getByRole('textbox', { name: 'Reason for booking it anyway' });
  await expect(why).toHaveAttribute('aria-invalid', 'true');
  await why.fill('Family of two');
  await expect(desk.preview.subject).toBeVisible();
  await desk.send({});
  await expect(panel).toContainText('Family of two');
  await desk.expectDay('2026-11-20', visit.provider, [
    `2:00 PM ${other.patient.name}, Follow-up, Booked`,
    `2:15 PM ${visit.patient.name}, Follow-up, Booked`,
  ]);
  await expect(desk.entry(`2:15 PM ${visit.patient.name}, Follow-up, Booked`)).toContainText('Family of two');
  await expect(appointments.history.filter({ hasText: 'Family of two' })).toContainText(other.patient.name);
});

test('by keyboard alone: open, choose a suggestion, give the reason, send, and take it back', async ({
  clinic,
  desk,
  settings,
  mailbox,
}) => {
  await settings.keep();
  await desk.changeRules((rules) => ({ ...rules, undoSeconds: 60 }));
  const appointments = new Appointments(desk);
  const visit = await clinic.newVisit();
  await desk.refresh();
  const name = `10:00 AM ${visit.patient.name}, Follow-up, Booked`;
  await desk.expectDay(visit.date, visit.provider, [name]);
  const { page } = desk;
  await appointments.entry(name).focus();
  await page.keyboard.press('Enter');
  await expect(appointments.panel.getByRole('heading', { name: visit.patient.name })).toBeFocused();
  const update = appointments.panel.getByRole('button', { name: 'Update Appt.', exact: true });
  for (let tabs = 0; tabs < 8; tabs += 1) {
    await page.keyboard.press('Tab');
    if (await update.evaluate((button) => button === document.activeElement)) break;
  }
  await expect(update).toBeFocused();
  await page.keyboard.press('Enter');
  const form = appointments.dialog('Update appointment');
  await expect(form.getByRole('textbox', { name: 'Date', exact: true })).toBeFocused();
  const second = form.getByRole('button', { name: /^2 / });
  await expect(second).toBeVisible();
  await page.keyboard.press('Alt+2');
  await expect(second).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Control+Enter');
  await expect(desk.reasonDialog.getByRole('combobox', { name: 'Reason', exact: true })).toBeFocused();
  await page.keyboard.type('Clinic');
  await expect(desk.preview.subject).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(desk.reasonDialog).toBeHidden();
  await expect(form).toBeHidden();
  await expect(update).toBeFocused();
  await expect(appointments.panel.getByText('Waiting to sync')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Decisions that can be undone' })).toContainText(
    `Moved: ${visit.patient.name} to`,
  );
  // The time suggested may be another one of that day.
  await expect(desk.entry(name)).toHaveCount(0);
  await page.getByRole('tab', { name: 'List', exact: true }).focus();
  await page.keyboard.press('z');
  await desk.expectDay(visit.date, visit.provider, [name]);
  expect(Date.parse((await clinic.appointmentOf(visit)).start ?? '')).toBe(visit.start);
  expect(await clinic.versionsOf('Appointment', visit.appointmentId)).toBe(1);
  expect(await mailbox.messagesTo(visit.patient)).toEqual([]);
});

test('no axe violation in the panel and the dialogs', async ({ clinic, desk }) => {
  const appointments = new Appointments(desk);
  const other = await clinic.newVisit({ date: '2026-11-20', time: '14:00' });
  const visit = await clinic.newVisit({ provider: other.provider });
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  await appointments.open(visit);
  expect(await violations(desk), 'panel').toEqual([]);
  await appointments.press('Update Appt.');
  const form = appointments.dialog('Update appointment');
  await desk.fillWhen(form, '2026-11-20', '14:00');
  await expect(form.getByRole('button', { name: /^1 / })).toBeVisible();
  expect(await violations(desk), 'form').toEqual([]);
  await form.getByRole('button', { name: 'Update Appt.', exact: true }).click();
  await desk.fillWords({ reason: 'Provider unavailable' });
  await expect(
    desk.reasonDialog.getByRole('textbox', { name: 'Reason for booking it anyway' }),
  ).toBeVisible();
  expect(await violations(desk), 'reason').toEqual([]);
  await desk.page.keyboard.press('Escape');
  await expect(desk.reasonDialog).toBeHidden();
  await form.getByRole('button', { name: 'Discard what was typed' }).click();
  await desk.page.keyboard.press('Escape');
  await expect(form).toBeHidden();

  await desk.page.getByRole('button', { name: 'Book appointment', exact: true }).click();
  const booking = appointments.dialog('Book appointment');
  await booking.getByRole('button', { name: 'Add patient', exact: true }).click();
  await booking.getByRole('textbox', { name: 'Family name' }).fill(visit.patient.name);
  await expect(booking.getByRole('list', { name: 'Already here?' })).toBeVisible();
  await booking.getByRole('button', { name: 'Book', exact: true }).click();
  expect(await violations(desk), 'booking').toEqual([]);
});

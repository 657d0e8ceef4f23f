import { violations } from '../support/axe.ts';
import { instantOf, outcomeOf, rescheduleTask } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';

const TITLE = 'Reschedule appointment';

test('a suggested time is chosen by keyboard and proposed', async ({ clinic, portal, desk, mailbox }) => {
  // Thursday 10:00, asked to be moved to Friday 14:00, which is taken.
  const taken = await clinic.newVisit({ date: '2026-11-20', time: '14:00' });
  const visit = await clinic.newVisit({ provider: taken.provider });
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);
  const form = await desk.openForm(row);
  const suggestions = form.getByRole('group', { name: 'Suggestions', exact: true });
  const buttons = suggestions.getByRole('button');
  await expect(buttons).toHaveCount(9);
  await expect(buttons.first()).toHaveAccessibleName('1 Fri, Nov 20, 1:30 PM same weekday as asked');
  await expect(buttons.nth(8)).toHaveAccessibleName(/^9 Mon, Nov 16, 9:\d\d AM first free$/);
  await expect(suggestions.getByRole('button', { name: 'Fri, Nov 20, 2:00 PM' })).toHaveCount(0);

  // Alt and a digit in a field; the digit alone stays the field's own there.
  const duration = form.getByRole('textbox', { name: 'Duration' });
  await duration.focus();
  await desk.page.keyboard.press('Alt+2');
  const second = buttons.nth(1);
  await expect(second).toHaveAttribute('aria-pressed', 'true');
  await expect(second).toHaveAccessibleName('2 Fri, Nov 20, 2:30 PM same weekday as asked');
  await expect(form.getByRole('textbox', { name: 'Date' })).toHaveValue('2026-11-20');
  await expect(form.getByRole('textbox', { name: 'Time' })).toHaveValue('14:30');
  await expect(duration).toBeFocused();
  await duration.press('End');
  await duration.press('Backspace');
  await duration.press('Backspace');
  await duration.pressSequentially('30');
  await expect(duration).toHaveValue('30');
  await expect(form.getByRole('textbox', { name: 'Time' })).toHaveValue('14:30');

  // In the group the digit alone is enough.
  await buttons.first().focus();
  await desk.page.keyboard.press('1');
  await expect(buttons.first()).toHaveAttribute('aria-pressed', 'true');
  await expect(form.getByRole('textbox', { name: 'Date' })).toHaveValue('2026-11-20');
  await expect(form.getByRole('textbox', { name: 'Time' })).toHaveValue('13:30');
  await expect(form).toContainText(`Chosen: Fri, Nov 20, 1:30 PM with ${visit.provider.name}`);
  expect(await violations(desk)).toEqual([]);

  const propose = form.getByRole('button', { name: 'Propose Changes', exact: true });
  await propose.focus();
  await desk.page.keyboard.press('Enter');
  await desk.fillWords({ reason: 'Requested time not available' });
  await desk.page.keyboard.press('Control+Enter');
  await expect(desk.reasonDialog).toBeHidden();

  await expect.poll(async () => (await clinic.taskOf(visit)).status).toBe('on-hold');
  expect(outcomeOf(await clinic.taskOf(visit))).toBe('awaiting-patient');
  const [proposal] = await clinic.otherAppointmentsOf(visit);
  expect(proposal?.status).toBe('pending');
  expect(Date.parse(proposal?.start ?? '')).toBe(instantOf('2026-11-20', '13:30'));
  expect(Date.parse(proposal?.end ?? '')).toBe(instantOf('2026-11-20', '14:00'));
  await desk.expectDay('2026-11-20', visit.provider, [
    `1:30 PM ${visit.patient.name}, Follow-up, Tentative`,
    `2:00 PM ${taken.patient.name}, Follow-up, Booked`,
  ]);
  const message = await mailbox.newest(visit.patient);
  expect(message.text).toContain('Proposed time:\nFriday, November 20, 2026\n1:30 PM (Central Time)');
});

test('a taken time has the three nearest in place: P, 1 and Enter lead to the letter', async ({
  clinic,
  portal,
  desk,
}) => {
  const taken = await clinic.newVisit({ date: '2026-11-20', time: '14:00' });
  const visit = await clinic.newVisit({ provider: taken.provider });
  await portal.askToReschedule(visit, '2026-11-20', '14:00', 'I work in the mornings.');
  const row = await desk.receive(TITLE, visit.patient);
  const nearest = row.getByRole('group', { name: 'Nearest free times' }).getByRole('button');
  await expect(nearest).toHaveText([/^1 \d+:\d\d PM$/, /^2 \d+:\d\d PM$/, /^3 \d+:\d\d PM$/]);
  await row.focus();
  for (const key of ['p', '1', 'Enter']) await desk.page.keyboard.press(key);
  // One dialog, which repeats what the patient wrote.
  await expect(desk.reasonDialog).toContainText(visit.patient.name);
  await expect(desk.reasonDialog.getByRole('group', { name: 'Patient’s note' })).toHaveText(
    'I work in the mornings.',
  );
  await desk.fillWords({ reason: 'Requested time not available' });
  await desk.page.keyboard.press('Control+Enter');
  await expect(desk.reasonDialog).toBeHidden();
  await expect.poll(async () => (await clinic.taskOf(visit)).status).toBe('on-hold');
  const [proposal] = await clinic.otherAppointmentsOf(visit);
  expect(Date.parse(proposal?.start ?? '')).toBe(instantOf('2026-11-20', '13:15'));
});

test('any provider: the time asked for with somebody else fills the provider too', async ({
  clinic,
  desk,
}) => {
  const taken = await clinic.newVisit({ date: '2026-11-20', time: '14:00' });
  const visit = await clinic.newVisit({ provider: taken.provider });
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  const row = await desk.receive(TITLE, visit.patient);
  const form = await desk.openForm(row);
  const suggestions = form.getByRole('group', { name: 'Suggestions', exact: true });
  await expect(suggestions.getByRole('button').first()).toBeVisible();
  await suggestions.getByRole('checkbox', { name: 'Any provider' }).check();
  const first = suggestions.getByRole('button').first();
  await expect(first).toHaveAccessibleName(/^1 Fri, Nov 20, 2:00 PM .+ requested time$/);
  await expect(
    suggestions
      .getByRole('button', { name: / same provider same weekday as asked, same time as before$/ })
      .first(),
  ).toBeVisible();
  await desk.page.keyboard.press('Alt+1');
  const provider = form.getByRole('combobox', { name: 'Provider' });
  await expect(provider).not.toHaveValue(visit.provider.id);
  await expect(form.getByRole('textbox', { name: 'Date' })).toHaveValue('2026-11-20');
  await expect(form.getByRole('textbox', { name: 'Time' })).toHaveValue('14:00');
  const chosen = await provider.inputValue();
  await form.getByRole('button', { name: 'Update Appt.', exact: true }).click();
  await desk.confirmed(TITLE, visit.patient);
  const appointment = await clinic.appointmentOf(visit);
  expect(Date.parse(appointment.start ?? '')).toBe(instantOf('2026-11-20', '14:00'));
  expect(appointment.participant.map(({ actor }) => actor?.reference)).toContain(`Practitioner/${chosen}`);
});

test('requests for one slot name each other; deciding one is seen on the others at once', async ({
  clinic,
  desk,
}) => {
  const first = await clinic.newVisit({ time: '09:00' });
  const provider = first.provider;
  const second = await clinic.newVisit({ provider, time: '10:00' });
  const third = await clinic.newVisit({ provider, time: '11:00' });
  for (const visit of [first, second, third])
    await clinic.create(rescheduleTask(visit, '2026-11-24', '14:00'));
  await desk.refresh();
  await desk.openView('Inbox');
  await desk.filter({ Provider: provider.name });
  const row = (visit: typeof first) => desk.request(TITLE, visit.patient);
  const wants = (count: number) => `${count} requests want Tue, Nov 24, 2:00 PM: also`;
  await expect(row(second)).toContainText(wants(3));
  await row(third).focus();
  await expect(row(third)).toContainText(first.patient.name);
  await expect(row(third)).toContainText(second.patient.name);

  await row(first).focus();
  await row(first).getByRole('button', { name: 'Approve', exact: true }).click();
  for (const visit of [second, third]) {
    // Closed it says what matters most; in focus, all of it.
    await row(visit).focus();
    await expect(row(visit)).toContainText(
      `Taken: ${first.patient.name}, 2:00 PM – 2:30 PM with ${provider.name} (Booked)`,
    );
    await expect(row(visit)).toContainText(wants(2));
  }
  // Now that it is taken, it is not suggested any more.
  await row(second).focus();
  const form = await desk.openForm(row(second));
  const suggestions = form.getByRole('group', { name: 'Suggestions', exact: true }).getByRole('button');
  await expect(suggestions.first()).toHaveAccessibleName('1 Tue, Nov 24, 1:30 PM same weekday as asked');
});

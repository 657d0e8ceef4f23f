import { expect, test } from '../support/clinic-test.ts';

test('an appointment is not moved to a time that does not exist, over midnight, or for no time or too long', async ({
  clinic,
  desk,
}) => {
  const visit = await clinic.newVisit();
  const name = `10:00 AM ${visit.patient.name}, Follow-up, Booked`;
  await desk.refresh();
  await desk.expectDay(visit.date, visit.provider, [name]);
  await desk.entry(name).getByRole('button', { name, exact: true }).click();
  await desk.page
    .getByRole('complementary', { name: 'Appointment', exact: true })
    .getByRole('button', { name: 'Update Appt.', exact: true })
    .click();
  const form = desk.page.getByRole('dialog', { name: 'Update appointment', exact: true });
  const update = form.getByRole('button', { name: 'Update Appt.', exact: true });
  const duration = form.getByRole('textbox', { name: 'Duration' });

  const lengths = 'Enter whole minutes, from 5 to 720.';
  // Each is told otherwise than the one before it.
  const refused = [
    { date: '2026-11-24', time: '09:00', minutes: '0', said: lengths },
    { date: '2026-11-24', time: '23:45', minutes: '30', said: 'It would end on another day.' },
    { date: '2026-11-24', time: '09:00', minutes: '721', said: lengths },
    { date: '2027-03-14', time: '02:30', minutes: '30', said: 'This time does not exist that night' },
  ];
  for (const { date, time, minutes, said } of refused) {
    await desk.fillWhen(form, date, time);
    await duration.fill(minutes);
    await update.click();
    await expect(form.getByText(said)).toBeVisible();
    await expect(desk.reasonDialog).toHaveCount(0);
  }
  expect(await clinic.versionsOf('Appointment', visit.appointmentId)).toBe(1);

  // A time that comes twice is one of the two, and said to be. Twelve hours are the longest: both can be overridden.
  await desk.fillWhen(form, '2027-11-07', '01:30');
  await duration.fill('30');
  await expect(form).toContainText('This time comes twice that night');
  await desk.fillWhen(form, '2026-11-24', '08:00');
  await duration.fill('720');
  await update.click();
  await expect(desk.reasonDialog).toContainText('8:00 AM – 8:00 PM');
  await desk.reasonDialog
    .getByRole('textbox', { name: 'Reason for booking it anyway' })
    .fill('A day of observation');
  await desk.send({ reason: 'Needs a longer visit' });
  await expect.poll(() => clinic.versionsOf('Appointment', visit.appointmentId)).toBe(2);
  const { start, end } = await clinic.appointmentOf(visit);
  expect(Date.parse(end ?? '') - Date.parse(start ?? '')).toBe(12 * 60 * 60 * 1000);
});

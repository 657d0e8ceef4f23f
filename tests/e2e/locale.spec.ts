import { rescheduleTask } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';

/** A desk in Britain looks at the clinic in Chicago. */
test.use({ locale: 'en-GB' });

test.afterEach(async ({ desk }) => desk.setUpCalendar());

test('24 hours and weeks from Monday, as the system has them; the e-mail stays as it is', async ({
  clinic,
  desk,
  mailbox,
}) => {
  const visit = await clinic.newVisit({ date: '2026-11-19', time: '15:00' });
  const { name } = visit.patient;
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  await expect(desk.page.getByRole('banner')).toContainText(/Mon, Nov 16, 2026 · 09:\d\d/);
  const row = await desk.receive('Reschedule appointment', visit.patient);
  await expect(row).toContainText('15:00 – 15:30');
  await expect(row).toContainText('14:00 – 14:30');
  await expect(row).not.toContainText(/\d (?:AM|PM)\b/);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await desk.confirmed('Reschedule appointment', visit.patient);
  const message = await mailbox.newest(visit.patient);
  expect(message.text).toContain('Friday, November 20, 2026\n2:00 PM (Central Time)');
  expect(message.text).not.toContain('14:00');

  await desk.setUpCalendar([visit.provider]);
  const day = await desk.openCalendar('Day');
  await day.getByRole('textbox', { name: 'Day shown' }).fill('2026-11-20');
  await expect(
    day.getByRole('button', { name: `14:00 ${name}, Follow-up, Booked`, exact: true }),
  ).toBeVisible();
  await expect(day.locator('.hour').filter({ hasText: /^14:00$/ })).toBeAttached();
  await expect(day.locator('.hour').filter({ hasText: /AM|PM/ })).toHaveCount(0);
  const month = day.getByRole('grid', { name: 'November 2026' });
  await expect(month.getByRole('columnheader')).toHaveText(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);

  const week = await desk.openCalendar('Week');
  await week.getByRole('combobox', { name: 'Provider' }).selectOption({ label: visit.provider.name });
  await expect(week.getByRole('heading', { level: 2, name: 'November 16 – 22, 2026' })).toBeVisible();
  await expect(
    week.getByRole('button', { name: `14:00 ${name}, Follow-up, Booked`, exact: true }),
  ).toBeVisible();
});

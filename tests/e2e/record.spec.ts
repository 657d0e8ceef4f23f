import { rescheduleTask } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';

test('Check the record looks at every line, and says what it has found', async ({ clinic, desk }) => {
  const { page } = desk;
  const visit = await clinic.newVisit();
  await clinic.create(rescheduleTask(visit, '2026-11-20', '15:00'));
  await desk.receive('Reschedule appointment', visit.patient);
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('tab', { name: 'Backups' }).click();
  await page.getByRole('button', { name: 'Check the record' }).click();
  await expect(page.getByText('Every line has been looked at.')).toBeVisible();
  await expect(page.getByText(/^Looked at since this start: .* as written\.$/)).toBeVisible();
});

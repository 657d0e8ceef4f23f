import { violations } from '../support/axe.ts';
import { rescheduleTask } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';

test('the report: a chart and tables of what patients asked, with what each word means', async ({
  clinic,
  desk,
}) => {
  const { page } = desk;
  const visit = await clinic.newVisit();
  await clinic.create(rescheduleTask(visit, '2026-11-20', '15:00'));
  const row = await desk.receive('Reschedule appointment', visit.patient);
  await row.getByRole('button', { name: 'Deny', exact: true }).click();
  await desk.fillWords({ reason: 'Requested time not available' });
  await desk.reasonDialog.getByRole('button', { name: 'Send', exact: true }).click();
  await desk.confirmed('Reschedule appointment', visit.patient);
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Requests of patients' });
  const byProvider = dialog.getByRole('table', { name: 'Time to answer' });
  const mine = byProvider.getByRole('row').filter({ hasText: visit.provider.name });
  await expect(mine.getByRole('cell')).toHaveText(['1', '1', /^\d+ (min|h|d)/, /^\d+ (min|h|d)/, /%$/]);
  await expect(dialog.getByRole('region', { name: 'Requests a week' }).locator('svg').first()).toBeVisible();
  await expect(dialog).toContainText('Days are those of America/Chicago');
  await expect(dialog).not.toContainText(visit.patient.name);
  expect(await violations(desk)).toEqual([]);

  await dialog.getByLabel('Asked until').fill('2020-01-01');
  await expect(dialog).toContainText('Choose a first day');
  await dialog.getByLabel('Asked from').fill('2020-01-01');
  await expect(dialog).toContainText('Nobody asked for anything in these days.');
  await dialog.getByRole('button', { name: 'Print', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('This computer has no printer.');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

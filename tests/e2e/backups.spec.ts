import { readdirSync } from 'node:fs';
import { expect, test } from '../support/clinic-test.ts';

test('a backup is made by hand, and a later day the desk goes back to it: what the portal has comes back', async ({
  app,
  clinic,
  portal,
  desk,
}) => {
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive('Reschedule appointment', visit.patient);
  const panel = await desk.openSettings('Backups');
  await expect(panel.getByText(app.dataDir)).toBeVisible();
  await panel.getByRole('button', { name: 'Back up now' }).click();
  await expect(panel.getByText('The backup has been made and verified.')).toBeVisible();
  const newest = panel.getByRole('table', { name: 'Backups' }).getByRole('row').nth(1);
  await expect(newest).toContainText(/Today, 9:\d\d AM.*appointments.*patients.*open request.*(MB|kB)/);

  // Decided after it: it reaches the portal.
  await desk.look('Inbox', visit.patient);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await desk.confirmed('Reschedule appointment', visit.patient);

  await desk.openSettings('Backups');
  await newest.getByRole('button', { name: /^Restore … Today/ }).click();
  const dialog = desk.page.getByRole('dialog', { name: 'Restore a backup' });
  await expect(dialog).toContainText('it has reached the portal and will come back');
  // The window is loaded anew, with what was then.
  const loaded = desk.page.waitForEvent('load');
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await loaded;
  // The people are those of then, too.
  await desk.signIn();
  const notice = desk.page.getByText(/^The backup of today, 9:\d\d AM was restored\./);
  await expect(notice).toBeVisible();
  await desk.page.getByRole('button', { name: 'Got it' }).click();
  await expect(notice).toBeHidden();

  await desk.find('History', 'Reschedule appointment', visit.patient);
  expect((await clinic.appointmentOf(visit)).start).toBe('2026-11-20T20:00:00Z');
  expect(readdirSync(app.dataDir).filter((name) => /^reslot\.sqlite\.replaced-/.test(name))).toHaveLength(1);
});

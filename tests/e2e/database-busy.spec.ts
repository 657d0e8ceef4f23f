import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../support/clinic-test.ts';
import { keyOfDesk } from '../support/data-key.ts';
import { lockDatabase } from '../support/database-lock.ts';

test('a decision made while another program holds the database is kept, and lands; the desk goes on reading', async ({
  app,
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const visit = await clinic.newVisit();
  const other = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive('Reschedule appointment', visit.patient);
  const lock = await lockDatabase(join(app.dataDir, 'reslot.sqlite'), await keyOfDesk(app.dataDir, 'demo'));
  try {
    await row.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(desk.page.getByText('Another program is using Reslot’s database')).toBeVisible();
    // What is read is read as ever.
    await desk.search.fill(other.patient.name);
    await expect(desk.page.getByText('No request matches.')).toBeVisible();
    await desk.search.fill(visit.patient.name);
    await expect(row).toBeVisible();
  } finally {
    await lock.release();
  }
  await expect(row).toHaveCount(0);
  await expect(desk.page.getByText('Another program is using Reslot’s database')).toBeHidden();
  await desk.confirmed('Reschedule appointment', visit.patient);
  await mailbox.newest(visit.patient);
  const appointment = await clinic.appointmentOf(visit);
  expect(appointment.start).toBe('2026-11-20T20:00:00Z');
});

test('what keeps the desk from saving is said, and still is once the window is shown anew', async ({
  app,
  clinic,
  portal,
  desk,
}) => {
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '15:00');
  const row = await desk.receive('Reschedule appointment', visit.patient);
  const database = join(app.dataDir, 'reslot.sqlite');
  const notice = desk.page.getByText('nothing can be saved, and nothing is sent');
  renameSync(database, `${database}.away`);
  try {
    await row.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(notice).toBeVisible();
    await desk.page.reload();
    await expect(notice).toBeVisible();
    await expect(desk.status).toContainText('This computer’s disk keeps Reslot from saving');
  } finally {
    renameSync(`${database}.away`, database);
  }
  await expect(row).toBeVisible();
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(notice).toBeHidden();
  await desk.confirmed('Reschedule appointment', visit.patient);
});

import { expect, test } from '../support/practice-test.ts';

const TITLE = 'Reschedule appointment';
/** Two rounds with the portal, and what a slow machine adds. */
const SOON = { timeout: 45_000 };

test('a request that is open at another desk says so, until it is closed there', async ({
  surroundings: { clinic },
  portal,
  desk,
  otherDesk,
}) => {
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  await otherDesk.invoke('settings.save', { deskName: 'Desk 2' });
  const row = await desk.receive(TITLE, visit.patient);
  const there = await otherDesk.receive(TITLE, visit.patient);

  await otherDesk.openForm(there);
  await expect.poll(async () => (await clinic.taskOf(visit)).status, SOON).toBe('in-progress');
  await desk.refresh();
  await expect(row.getByText('Open on Desk 2', { exact: true })).toBeVisible();
  await expect(there.getByText(/^Open on/)).toHaveCount(0);
  // In the form it stands beside its ways out, and in the row no more.
  const form = await desk.openForm(row);
  await expect(form.getByText('Open on Desk 2', { exact: true })).toBeVisible();
  await expect(row.getByText(/^Open on/)).toHaveCount(1);
  await form.getByRole('button', { name: 'Close', exact: true }).click();
  // The patient is told of none of this.
  await portal.open(visit.patient);
  await expect(
    portal.page.getByText('Sent. The practice has not decided yet.', { exact: true }),
  ).toBeVisible();

  await there
    .getByRole('form', { name: 'Reschedule' })
    .getByRole('button', { name: 'Close', exact: true })
    .click();
  await expect.poll(async () => (await clinic.taskOf(visit)).status, SOON).toBe('requested');
  await desk.refresh();
  await expect(row.getByText(/^Open on/)).toHaveCount(0);
});

import { rescheduleTask, type TestVisit } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';

const TITLE = 'Reschedule appointment';

test('a dialog names the patient, the visit, the old and the new time, to the screen reader too', async ({
  clinic,
  desk,
}) => {
  const visit = await clinic.newVisit();
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  const row = await desk.receive(TITLE, visit.patient);
  await row.getByRole('button', { name: 'Deny', exact: true }).click();
  for (const part of [
    `Deny · ${visit.patient.name}, born Mar 14, 1980`,
    `Follow-up · ${visit.provider.name} · Main Street`,
    'Original time',
    'Thu, Nov 19, 10:00 AM – 10:30 AM',
    'Requested time',
    'Fri, Nov 20, 2:00 PM – 2:30 PM',
  ]) {
    await expect(desk.reasonDialog).toContainText(part);
    await expect(desk.reasonDialog).toHaveAccessibleDescription(new RegExp(escaped(part)));
  }
  await desk.page.keyboard.press('Escape');

  const form = await desk.openForm(row);
  await desk.fillWhen(form, '2026-11-23', '15:00');
  await form.getByRole('button', { name: 'Propose Changes', exact: true }).click();
  await expect(desk.reasonDialog).toContainText('Mon, Nov 23, 3:00 PM – 3:30 PM');
  await expect(desk.reasonDialog).toContainText(`${visit.patient.name}, born Mar 14, 1980`);
});

test('a time that is taken: whom it would be booked for, and how many would then stand there', async ({
  clinic,
  desk,
}) => {
  const visit = await clinic.newVisit();
  const { provider } = visit;
  await clinic.newVisit({ provider, date: '2026-11-20', time: '14:00' });
  await clinic.newVisit({ provider, date: '2026-11-20', time: '14:00' });
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  const row = await desk.receive(TITLE, visit.patient);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  const warning = desk.page.getByRole('dialog', { name: 'That time is taken' });
  await expect(warning).toContainText(
    `${visit.patient.name}’s visit would be booked for Fri, Nov 20, 2:00 PM – 2:30 PM. 3 appointments would then stand at 2:00 PM.`,
  );
  await expect(warning).toHaveAccessibleDescription(new RegExp(`${visit.patient.name}, born Mar 14, 1980`));
});

test('a visit without a location: approving asks for one, and the form does', async ({
  clinic,
  desk,
  mailbox,
}) => {
  const visit = await clinic.newVisit();
  await clinic.leaveOut('Location', visit);
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  const row = await desk.receive(TITLE, visit.patient);
  await expect(row).toContainText('The visit has no location: open Reschedule and choose one');
  const approve = row.getByRole('button', { name: 'Approve', exact: true });
  await expect(approve).toBeDisabled();
  await expect(approve).toHaveAccessibleDescription(/^Choose a location first/);

  const form = await desk.openForm(row);
  await form.getByRole('button', { name: 'Update Appt.', exact: true }).click();
  await expect(form).toContainText('Choose a location.');
  expect(await clinic.versionsOf('Task', (await clinic.taskOf(visit)).id)).toBe(1);
  await form.getByRole('combobox', { name: 'Location' }).selectOption({ label: 'Lakeview' });
  await form.getByRole('button', { name: 'Update Appt.', exact: true }).click();
  await desk.confirmed(TITLE, visit.patient);
  expect((await mailbox.newest(visit.patient)).text).toContain('Place: Lakeview');
});

test('an appointment’s panel does not stand beside another patient’s request', async ({ clinic, desk }) => {
  const first = await clinic.newVisit();
  const second = await clinic.newVisit({ provider: first.provider });
  await clinic.create(rescheduleTask(first, '2026-11-20', '14:00'));
  await clinic.create(rescheduleTask(second, '2026-11-23', '15:00'));
  await desk.refresh();
  await desk.openView('Inbox');
  await desk.filter({ Provider: first.provider.name });
  const rowOf = (visit: TestVisit) => desk.request(TITLE, visit.patient);
  const panel = desk.page.getByRole('complementary', { name: 'Appointment' });
  /** A click beside its buttons opens a row, another on a button does what it says. */
  const press = async (visit: TestVisit, button: string): Promise<void> => {
    await rowOf(visit).getByRole('heading').click();
    await rowOf(visit).getByRole('button', { name: button, exact: true }).click();
  };

  await press(first, 'Appointment');
  await expect(panel).toContainText(first.patient.name);
  // Its own request may stand beside it.
  await rowOf(first).focus();
  await expect(panel).toContainText(first.patient.name);
  // By keyboard.
  await rowOf(second).focus();
  await expect(panel).toBeHidden();
  // By mouse: what was clicked is done, and about whom it is said.
  await press(first, 'Appointment');
  await expect(panel).toContainText(first.patient.name);
  await press(second, 'Deny');
  await expect(desk.reasonDialog).toContainText(second.patient.name);
  await expect(desk.page.locator('aside[aria-label="Appointment"]')).toHaveCount(0);
  await desk.page.keyboard.press('Escape');
  await expect(desk.reasonDialog).toBeHidden();
  await expect(panel).toBeHidden();
  // From one to the other.
  await press(first, 'Appointment');
  await press(second, 'Appointment');
  await expect(panel).toContainText(second.patient.name);
});

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

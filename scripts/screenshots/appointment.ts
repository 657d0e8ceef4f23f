import { expect } from '@playwright/test';
import type { Desk } from '../../tests/support/desk.ts';
import type { Camera } from './camera.ts';

/** Monday, 7 December 2026, of the demo clinic: a proposal waits for its patient. */
const WITH_TENTATIVE = '2026-12-07';

/** An appointment's panel, and the dialogs of the schedule; nothing is sent. */
export async function appointment(desk: Desk, camera: Camera): Promise<void> {
  await desk.setUpCalendar();
  const { page } = desk;
  const day = await desk.openCalendar('Day');
  const panel = page.getByRole('complementary', { name: 'Appointment', exact: true });
  const history = panel.getByRole('region', { name: 'History' });

  await day.getByRole('textbox', { name: 'Day shown' }).fill(WITH_TENTATIVE);
  await day
    .getByRole('button', { name: /, Tentative$/ })
    .first()
    .click();
  await expect(panel.getByText(/^This time is proposed/)).toBeVisible();
  await camera.take('appointment-tentative');
  await page.keyboard.press('Escape');

  await day
    .getByRole('button', { name: /, Booked$/ })
    .first()
    .click();
  await expect(history).toBeVisible();
  await camera.takeInEverySize('appointment');

  await panel.getByRole('button', { name: 'Update Appt.', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'Update appointment' });
  await expect(form.getByRole('button', { name: /^1 / })).toBeVisible();
  await camera.takeInEverySize('appointment-update');
  await page.keyboard.press('Alt+1');
  await form.getByRole('button', { name: 'Update Appt.', exact: true }).click();
  await desk.fillWords({ reason: 'Provider unavailable', message: 'We hope the new time suits you.' });
  await expect(desk.preview.body).toContainText('We hope the new time suits you.');
  await camera.take('appointment-reason-for-change');
  await page.keyboard.press('Escape');
  await form.getByRole('button', { name: 'Discard what was typed' }).click();
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();
  await panel.getByRole('button', { name: 'Close the appointment' }).click();

  await page.getByRole('button', { name: 'Book appointment', exact: true }).click();
  const booking = page.getByRole('dialog', { name: 'Book appointment' });
  await booking.getByRole('combobox', { name: 'Provider' }).selectOption({ index: 1 });
  await booking.getByRole('combobox', { name: 'Type' }).selectOption({ label: 'Follow-up' });
  await expect(booking.getByRole('button', { name: /^1 / })).toBeVisible();
  await camera.takeInEverySize('book-appointment');
  await booking.getByRole('button', { name: 'Add patient', exact: true }).click();
  await booking.getByRole('textbox', { name: 'Given name' }).fill('Walter');
  await booking.getByRole('textbox', { name: 'Family name' }).fill('Grant');
  await expect(booking.getByRole('list', { name: 'Already here?' })).toBeVisible();
  await camera.take('book-appointment-new-patient');
  await booking.getByRole('button', { name: 'Discard what was typed' }).click();
  await page.keyboard.press('Escape');
  await expect(booking).toBeHidden();
}

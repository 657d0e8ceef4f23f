import { expect } from '@playwright/test';
import type { Desk } from '../../tests/support/desk.ts';
import type { Camera } from './camera.ts';
import { chosenRow, nameOf, rowAtTop, scheduleBesideIsThere } from './rows.ts';

/** The form and the dialogs; nothing is sent. */
export async function deciding(desk: Desk, camera: Camera): Promise<void> {
  await form(desk, camera);
  await dialogs(desk, camera);
}

async function form(desk: Desk, camera: Camera): Promise<void> {
  const { page } = desk;
  const row = await chosenRow(desk, 'Reschedule appointment', 'taken');
  const fields = await desk.openForm(row);
  await expect(fields.getByRole('group', { name: 'Free slots' }).getByRole('button').first()).toBeVisible();
  await scheduleBesideIsThere(desk);
  await rowAtTop(desk, 'Inbox', 'Reschedule appointment', 'taken');
  await camera.takeInEverySize('reschedule-form');
  await fields.getByRole('button', { name: 'More choices for Update Appt.' }).click();
  await expect(page.getByRole('menuitem', { name: 'Cancel appt.' })).toBeVisible();
  await camera.take('reschedule-form-update-choices');
  await page.keyboard.press('Escape');

  await fields.getByRole('button', { name: 'Update Appt.', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'That time is taken' })).toBeVisible();
  await camera.takeInEverySize('that-time-is-taken');
  await page.getByRole('button', { name: 'Back', exact: true }).click();

  await fields.getByRole('group', { name: 'Free slots' }).getByRole('button').first().click();
  await fields.getByRole('button', { name: 'Propose Changes', exact: true }).click();
  await expect(desk.reasonDialog).toBeVisible();
  await camera.take('reason-for-change-empty');
  await desk.fillWords({
    reason: 'Requested time not available',
    message: 'We kept the first appointment of the morning for you.',
  });
  await expect(desk.preview.subject).toBeVisible();
  await expect(desk.preview.body).toContainText('We kept the first appointment');
  await camera.takeInEverySize('reason-for-change-propose');
  await desk.reasonDialog.getByRole('button', { name: 'Back', exact: true }).click();
  await fields.getByRole('button', { name: 'Discard what was typed' }).click();
  await fields.getByRole('button', { name: 'Close', exact: true }).click();

  const unmatched = await chosenRow(desk, 'Reschedule appointment', 'unmatched');
  const toMatch = await desk.openForm(unmatched);
  await toMatch.getByRole('combobox', { name: 'Patient' }).fill('Gonz');
  await expect(page.getByRole('option', { name: nameOf('unmatched') }).first()).toBeVisible();
  await camera.take('reschedule-form-unmatched-patient');
  await page.keyboard.press('Escape');
  await toMatch.getByRole('button', { name: 'Close', exact: true }).click();
}

async function dialogs(desk: Desk, camera: Camera): Promise<void> {
  const deny = await chosenRow(desk, 'Reschedule appointment', 'free');
  await deny.getByRole('button', { name: 'Deny', exact: true }).click();
  await desk.fillWords({ reason: 'The visit should not wait' });
  await expect(desk.preview.body).toContainText('The visit should not wait');
  await camera.take('reason-for-change-deny');
  await desk.reasonDialog.getByRole('button', { name: 'Back', exact: true }).click();

  const cancel = await chosenRow(desk, 'Cancel appointment', 'cancelWithin');
  await cancel.getByRole('button', { name: 'Approve Cancellation', exact: true }).click();
  await desk.fillWords({ reason: 'Requested by the patient', message: 'Get well soon.', late: 'Waive' });
  await expect(desk.preview.body).toContainText('Get well soon.');
  await camera.take('reason-for-change-cancel');
  await desk.reasonDialog.getByRole('button', { name: 'Back', exact: true }).click();

  const noEmail = await chosenRow(desk, 'Reschedule appointment', 'noEmail');
  await noEmail.getByRole('button', { name: 'Deny', exact: true }).click();
  await desk.fillWords({ reason: 'The visit should not wait' });
  await expect(desk.preview.subject).toBeVisible();
  await camera.take('reason-for-change-no-e-mail');
  await desk.reasonDialog.getByRole('button', { name: 'Back', exact: true }).click();
}

import type { Page } from '@playwright/test';
import { expect, test } from '../support/clinic-test.ts';

const TITLE = 'Reschedule appointment';

/** Locks the desk, and lets one of the demo clinic's people in. */
async function lockAndLetIn(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+l');
  await page.getByRole('button', { name: `Sign in as ${name}` }).click();
  await expect(page.getByRole('button', { name: `Signed in as ${name}` })).toBeVisible();
}

test('what one person has typed is theirs: another sees that they have begun, and types their own', async ({
  desk,
  clinic,
  portal,
}) => {
  const { page } = desk;
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);
  await row.getByRole('button', { name: 'Deny', exact: true }).click();
  const message = desk.reasonDialog.getByRole('textbox', { name: 'Message to patient' });
  await message.fill('Half a sen');
  await lockAndLetIn(page, 'Sam Whitfield');
  await desk.look('Inbox', visit.patient);
  await expect(row).toContainText('Morgan Reyes has begun an answer here');
  await expect(row).not.toContainText('Something is typed here');
  await row.getByRole('button', { name: 'Deny', exact: true }).click();
  await expect(message).toHaveValue('');
  await message.fill('Of Sam’s');
  await lockAndLetIn(page, 'Morgan Reyes');
  await expect(message).toHaveValue('Half a sen');
  await page.keyboard.press('Escape');
  await expect(row).toContainText('Something is typed here');
  await lockAndLetIn(page, 'Sam Whitfield');
  await expect(message).toHaveValue('Of Sam’s');
});

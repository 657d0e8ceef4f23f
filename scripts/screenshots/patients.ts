import { expect } from '@playwright/test';
import type { Desk } from '../../tests/support/desk.ts';
import type { Camera } from './camera.ts';
import { nameOf } from './rows.ts';

/** Finding a patient, the patient's card, and the list of keyboard shortcuts. */
export async function patients({ page }: Desk, camera: Camera): Promise<void> {
  await page.getByRole('button', { name: 'Patients', exact: true }).click();
  await page.getByRole('combobox', { name: 'Search patients' }).fill(nameOf('awaiting'));
  const found = page.getByRole('listbox', { name: 'Patients found' }).getByRole('option');
  await expect(found).toHaveCount(1);
  await camera.take('patients-found');
  await found.first().click();
  await expect(page.getByRole('article', { name: nameOf('awaiting'), exact: true })).toBeVisible();
  await camera.take('patients-card');

  await page.getByRole('button', { name: 'Schedule', exact: true }).click();
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await camera.take('keyboard-shortcuts');
  await page.keyboard.press('Escape');
}
